"""Copies: what can become of one reader's message, and how several of them are changed at once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, select, update

from domain.notices.digests import RequestsWait, ToldTogether
from storage.people import Known
from storage.tables import Moment, copies, notices


class CopyState(StrEnum):
    """What became of one reader's copy; the states always add up to the audience."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    RETRACTED = "retracted"
    GATHERED = "gathered"
    """Told together with others, in a message of its own."""
    SKIPPED = "skipped"


class Lane(IntEnum):
    """Who goes first where not all can go at once."""

    PERSONAL = 0
    """What one person or channel is told by itself; and whatever was begun: it is finished first."""
    URGENT = 1
    """A broadcast that does not wait for others."""
    CROWD = 2
    """A broadcast: its copies fill what the others leave."""
    CHANGES = 3
    """What is out of a broadcast is changed: a queue of its own, since some platforms count changes by themselves."""


IN_TURN = (Lane.PERSONAL, Lane.URGENT, Lane.CHANGES, Lane.CROWD)
"""Where changes and messages are counted together, to put right what is out is worth more than the next copies."""


PARKED = datetime(9999, 1, 1, tzinfo=UTC)
"""Due never: what is for an installation that is disabled waits until it is in force again."""
NO_ACCOUNT_YET = "no-account"
"""The reason of a pending copy whose reader has no account that can be reached: it waits until one is linked."""
CAPPED = "daily-cap"
"""The reason of what was above its reader's cap: it waits for their digest, or is told in it."""
AT_DESK = "deal-desk"
"""The reason of a gathered copy whose reader finds it in a channel."""
HELD = "held"
"""The reason of an uncertain copy that nobody can look for: it waits for an operator."""
RESTORED = "restored"
"""The reason of a copy that was still to be sent, or to be amended, in a database that was restored: held as well."""

DELETED = "message-gone"
"""The reason of a copy that is sent, and whose message somebody has deleted since."""
NAMELESS = "nameless"
"""Why a copy that is sent stays as it was: its platform did not say by which name the message is known."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A copy as its reader finds it in an inbox: newest state, rendered when read."""

    copy: str
    kind: str
    subject: str
    occasion: str
    due: datetime


def address_of(known: Known) -> dict[str, str]:
    """Where it goes, as a row says it."""
    return {
        "platform": known.identity.platform,
        "tenant": known.identity.tenant,
        "host": known.host,
        "conversation": known.conversation,
        "user": known.identity.user,
        "service": known.service,
        "channel": known.channel,
    }


# --- what statements about copies are made of ---

NOW = bindparam("now", type_=Moment)
LIVE = (CopyState.PENDING, CopyState.SENDING, CopyState.SENT, CopyState.UNCERTAIN, CopyState.GATHERED)
IS_OUT = and_(copies.c.state == CopyState.SENT, copies.c.message != "")
# A copy that is not out yet keeps its time; one that is, is amended at once; one that is gone, never.
AMENDED = {"wanted": copies.c.wanted + 1, "due": case((IS_OUT, NOW), else_=copies.c.due)}
THIS = update(copies).where(copies.c.id == bindparam("of"))
MINE = copies.alias("mine")


def in_order(which: ColumnElement[bool], *, skip_locked: bool = False) -> Select[str]:
    """Locks the rows in the order of their ids: two that change several at once cannot wait for each other."""
    # Not the column itself: SQLite would walk through all copies in its order, and not look up what is asked for.
    return select(MINE.c.id).where(which).order_by(MINE.c.id + "").with_for_update(skip_locked=skip_locked)


_TOLD_AT = (
    select(notices.c.put_at).join(copies, copies.c.notice == notices.c.id).where(copies.c.id == bindparam("of"))
).scalar_subquery()
_KIND = (
    select(notices.c.kind).join(copies, copies.c.notice == notices.c.id).where(copies.c.id == bindparam("of"))
).scalar_subquery()
# Two digests of one moment tell different things: requests, and what was above the cap.
_BY_ITS_KIND = case((MINE.c.reason == CAPPED, ToldTogether.kind), else_=RequestsWait.kind) == _KIND
_TOLD_BY_IT = and_(
    MINE.c.person == bindparam("whose"),
    MINE.c.state == CopyState.GATHERED,
    MINE.c.done_at == _TOLD_AT,
    _BY_ITS_KIND,
)
# What a digest was to tell its reader ends as the digest does.
UNGATHER = update(copies).where(copies.c.id.in_(in_order(_TOLD_BY_IT)))
