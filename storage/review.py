"""What is stuck, or held for review: after a restore nobody knows whether what was due had been sent. An operator
decides.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, or_, select, text, update

from domain.announcements import State
from domain.notices.announcements import Announced
from domain.notices.digests import ToldTogether
from domain.notices.kinds import DIGESTS
from domain.places import Identity
from storage.copies import HELD, MINE, NO_ACCOUNT_YET, RESTORED, UNGATHER, CopyState, in_order
from storage.tables import announcements, channels, copies, notices, unlinked
from storage.tables.messages import QUEUED

_UNSENT = and_(
    MINE.c.state.in_((CopyState.PENDING, CopyState.SENDING, CopyState.UNCERTAIN)),
    MINE.c.reason.not_in((HELD, RESTORED)),
)
_TO_AMEND = and_(text(QUEUED), MINE.c.state == CopyState.SENT)
_HELD_POST = and_(MINE.c.state == CopyState.UNCERTAIN, MINE.c.reason.in_((HELD, RESTORED)))
_HELD_AMEND = and_(MINE.c.state == CopyState.SENT, MINE.c.reason == RESTORED, MINE.c.due.is_(None))
_WAITS_FOR_AN_ACCOUNT = and_(MINE.c.state == CopyState.PENDING, MINE.c.reason == NO_ACCOUNT_YET)
_NOTICE = notices.alias("mine_of")
# A daily digest tells nothing by itself any more: what it was to tell has failed, and is sent again, by itself.
_COME_APART = exists().where(_NOTICE.c.id == MINE.c.notice, _NOTICE.c.kind == ToldTogether.kind)
_FAILED = and_(MINE.c.state == CopyState.FAILED, ~_COME_APART)
# Of what was called off nothing more leaves: a copy of which nobody knows would count as left out, and be on no list.
_CALLED_OFF = MINE.c.notice.in_(
    select(notices.c.id)
    .join(announcements, announcements.c.id == notices.c.subject)
    .where(notices.c.kind == Announced.kind, announcements.c.state.in_((State.CANCELLED, State.RETRACTED)))
)
_DIGESTS = (
    select(MINE.c.id, MINE.c.person).join(notices, notices.c.id == MINE.c.notice).where(notices.c.kind.in_(DIGESTS))
)
_HALF_WAY = or_(notices.c.swept_since.is_not(None), notices.c.sweep > "")
_REST = update(notices).where(_HALF_WAY).values(sweep="", amended_to=None, swept_since=None)
_STUCK = (
    select(
        MINE,
        notices.c.kind,
        notices.c.put_at,
        func.coalesce(channels.c.name, unlinked.c.name).label("called"),
        func.coalesce(channels.c.partner, unlinked.c.partner).label("whose"),
    )
    .join(notices, notices.c.id == MINE.c.notice)
    .outerjoin(channels, channels.c.id == MINE.c.linked)
    .outerjoin(unlinked, unlinked.c.id == MINE.c.linked)
    .where(or_(_FAILED, _HELD_POST, _HELD_AMEND, _WAITS_FOR_AN_ACCOUNT))
    .order_by(notices.c.put_at, MINE.c.id)
)


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """What failed or is held, as an operator finds it. `person` may be an account that is nobody's, or a channel:
    platform:host:conversation.
    """

    id: str
    state: CopyState
    reason: str
    person: str
    kind: str
    put_at: datetime
    platform: str
    conversation: str
    """Where it was to go, both "" where that was not known yet."""
    channel: str
    partner: str
    """What the channel is called that it is meant for, and whose it is, or was when its link ended; "" for others."""


class Review:
    """What is stuck, and one of it sent again. Hold everything; release or drop it, one copy, one kind of notice, or
    all.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stuck(self) -> tuple[Stuck, ...]:
        """What failed, is held, or waits for an account, with whom it is for, oldest first: for the operator."""
        return tuple(
            Stuck(
                id=row.id,
                state=CopyState(row.state),
                reason=row.reason,
                person=row.person or _place(row),
                kind=row.kind,
                put_at=row.put_at,
                platform=row.platform,
                conversation=row.conversation,
                channel=row.called or "",
                partner=row.whose or "",
            )
            for row in self._connection.execute(_STUCK)
        )

    def resend(self, copy: str, *, at: datetime) -> bool:
        """An operator sends a failed or held copy again, knowing that a held one may arrive twice; but none of an
        announcement that was called off or taken back.
        """
        again = {"state": CopyState.PENDING, "due": at, "reason": "resent", "attempts": 0, "done_at": None}
        return self._change(and_(MINE.c.id == copy, or_(_FAILED, _HELD_POST), ~_CALLED_OFF), refused="", **again) == 1

    def hold(self) -> int:
        """Nothing that is waiting or under way by now goes by itself any more; how many copies that are.

        What is put afterwards goes as ever, and so does a later change of a message that is out. Of an announcement
        that was being tried again, let go on or changed, no more goes than had come so far.
        """
        held = {"reason": RESTORED, "due": None, "gather_at": None, "lease": 0.0, "fence": copies.c.fence + 1}
        self._connection.execute(_REST)
        posts = self._change(_UNSENT, state=CopyState.UNCERTAIN, **held)
        return posts + self._change(_TO_AMEND, **held)

    def release(self, *, at: datetime, copy: str = "", kind: str = "") -> int:
        """Due now. What had been begun is looked for first, where its platform lets us look; what nobody can look for
        stays held where its announcement was called off or taken back.
        """
        begun = and_(copies.c.reason == RESTORED, copies.c.started_at.is_not(None))
        due = {"reason": "released", "due": at, "attempts": 0}
        state = case((begun, CopyState.UNCERTAIN), else_=CopyState.PENDING)
        to_send = and_(_HELD_POST, or_(MINE.c.reason != HELD, ~_CALLED_OFF))
        return self._change(_these(to_send, copy, kind), state=state, **due) + self._change(
            _these(_HELD_AMEND, copy, kind), **due
        )

    def drop(self, *, at: datetime, copy: str = "", kind: str = "") -> int:
        """Never sent, nor is what a digest was to tell. A message that is out stays as it is until the next change."""
        dropped = {"reason": "dropped", "due": None}
        ended = {"state": CopyState.SKIPPED, "done_at": at, "reason": "dropped"}
        posts = _these(_HELD_POST, copy, kind)
        for digest in self._connection.execute(_DIGESTS.where(posts)).all():
            self._connection.execute(UNGATHER, {"of": digest.id, "whose": digest.person, **ended})
        return self._change(posts, due=None, **ended) + self._change(
            _these(_HELD_AMEND, copy, kind), shown=copies.c.wanted, **dropped
        )

    def _change(self, which: ColumnElement[bool], **values: object) -> int:
        statement = update(copies).where(copies.c.id.in_(in_order(which))).values(values)
        return self._connection.execute(statement).rowcount


def _place(row: Row[Any]) -> str:
    account = Identity(row.platform, row.tenant, row.user)
    return account.name if row.user else f"{row.platform}:{row.host}:{row.conversation}"


def _these(held: ColumnElement[bool], copy: str, kind: str) -> ColumnElement[bool]:
    """All that is held, or only this copy, or only what tells of this kind of thing."""
    if copy:
        held = and_(held, MINE.c.id == copy)
    if kind:
        held = and_(held, MINE.c.notice.in_(select(notices.c.id).where(notices.c.kind == kind)))
    return held
