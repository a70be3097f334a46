"""What became of what was claimed, and how all of it stands."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Text,
    TextClause,
    Update,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    text,
    union_all,
    update,
)

from domain.announcements import State
from domain.announcements_followed import CANCELLED, PAUSED
from domain.notices.announcements import Announced
from domain.notices.digests import ToldTogether
from domain.notices.kinds import DIGESTS
from domain.places import Identity, Platform
from storage.accounts import accounts_of, turned_away
from storage.claimed import Claim, Work
from storage.claims import SETTLE
from storage.clock import Clock
from storage.copies import DELETED, HELD, NOW, THIS, UNGATHER, CopyState, Lane, Told
from storage.given import Columns, given_once, pairs
from storage.tables import Moment, announcements, copies, notices
from storage.tables.messages import IN_DOUBT, QUEUED


class Late(StrEnum):
    """What it means that a message arrived of which nobody was sure any more."""

    KEPT = "kept"
    """It is the one that counts."""
    TWIN = "twin"
    """Another was sent in its place meanwhile, or it was taken back: this one is to go."""
    OPEN = "open"
    """Somebody is at it at this very moment: to be asked again."""


class Deliveries:
    """Finish a claim: each is False, and changes nothing, where the fence has passed on. And look."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sent(
        self, claim: Claim, *, conversation: str, message: str, at: datetime, anew: datetime | None = None
    ) -> bool:
        """It is there, as of the revision that was posted; `anew` is when it is to be amended by itself."""
        arrived = {"state": CopyState.SENT, "conversation": conversation, "message": message, "done_at": at}
        done = self._finish(_SENT, claim, now=at, named=message != "", reason="", attempts=0, **arrived)
        return self._shown_until(claim, anew if message else None) if done else False

    def sent_all(self, arrived: Collection[tuple[Claim, str, str]], *, at: datetime) -> list[Claim]:
        """The same of many: each with its conversation and message. Gives those whose fence has passed on."""
        dialect = self._connection.dialect.name
        if self._noted(dialect, arrived, at) == len(arrived):
            return []
        # A fence that has passed on never comes back: what has it still, is what was noted.
        kept = {row.id for row in self._connection.execute(_with_fence(dialect), {"rows": _rows(arrived)})}
        return [claim for claim, _, _ in arrived if claim.copy not in kept]

    def _noted(self, dialect: str, arrived: Collection[tuple[Claim, str, str]], at: datetime) -> int:
        """How many; cheaper where all were tried alike, and are where they were to go."""
        fences = {claim.row.fence for claim, _, _ in arrived}
        if len(fences) == 1 and all(claim.known.conversation == there for claim, there, _ in arrived):
            messages = json.dumps({claim.row.id: message for claim, _, message in arrived})
            alike = {"messages": messages, "held": fences.pop() + 1, "now": at}
            return self._connection.execute(_sent_alike(dialect), alike).rowcount
        return self._connection.execute(_sent_all(dialect), {"rows": _rows(arrived), "now": at}).rowcount

    def late(self, claim: Claim, *, conversation: str, message: str, at: datetime) -> Late:
        """What became of a claim whose fence has passed on, and whose message arrived all the same, since its courier
        had stood still for longer than its lease.
        """
        arrived = {"state": CopyState.SENT, "conversation": conversation, "message": message, "done_at": at}
        mine = {"of": claim.copy, "lease": 0.0, "now": at, "reason": "", "attempts": 0, "seen": claim.wanted}
        if self._connection.execute(_ADOPTED, mine | arrived).rowcount:
            return Late.KEPT
        where = {"of": claim.copy, "conversation": conversation, "message": message}
        if message and self._connection.execute(_NAMED, where).rowcount:
            return Late.KEPT
        row = self._connection.execute(_STANDS, {"of": claim.copy}).one_or_none()
        if row is None or (row.message, row.conversation) == (message, conversation) or row.state in _LEFT_ALONE:
            return Late.KEPT
        return Late.TWIN if row.state in (CopyState.SENT, CopyState.RETRACTED) else Late.OPEN

    def amended(self, claim: Claim, *, anew: datetime | None = None) -> bool:
        """The reader sees the revision that was claimed; `anew` as above."""
        done = self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason="", attempts=0)
        return self._shown_until(claim, anew) if done else False

    def _shown_until(self, claim: Claim, anew: datetime | None) -> bool:
        if anew is not None:
            self._connection.execute(_ANEW, {"of": claim.copy, "held": claim.fence, "then": anew})
        return True

    def gone(self, claim: Claim) -> bool:
        """The message was deleted: forgotten, never sent again."""
        return self._finish(_FINISH, claim, shown=claim.wanted, message="", due=None, reason=DELETED)

    def failed(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """It will not be delivered to this reader. A failed amend leaves the copy sent, as it was."""
        if claim.work is Work.AMEND:
            return self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason=reason)
        return self._untold(claim, CopyState.FAILED, reason, at=at)

    def turned_away(self, claim: Claim, reason: str, *, platforms: Sequence[Platform], at: datetime) -> bool:
        """Certainly not delivered, since nothing can be written to this account: the next one is tried at once, each
        once. It has failed, which is True, where there is none that one of `platforms` can write to.
        """
        refused = f"{claim.refused}{claim.known.identity.name} {reason}\n"
        others = accounts_of(self._connection, (claim.person,), platforms).get(claim.person, [])
        if all(turned_away(known, refused) for known in others):
            return self._untold(claim, CopyState.FAILED, reason, at=at, refused=refused)
        again = {"state": CopyState.PENDING, "reason": reason, "due": at, "attempts": 0}
        self._finish(_FINISH, claim, refused=refused, **again)
        return False

    def skip(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """The reader may not see it any more: nothing is sent. A copy that is out already stays as it was."""
        if claim.work is not Work.POST:
            return self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason=reason)
        if reason == PAUSED and not self._is_paused(claim.subject):
            return self.later(claim, reason, due=at)
        return self._untold(claim, CopyState.SKIPPED, reason, at=at)

    def _is_paused(self, announcement: str) -> bool:
        """By now: where it went on since this copy was worded, nobody takes up again what is skipped after that."""
        self._connection.execute(_SWEPT, {"the": Announced(announcement).key})
        return self._connection.execute(_STATE, {"of": announcement}).scalar() == State.PAUSED

    def _untold(self, claim: Claim, state: CopyState, reason: str, *, at: datetime, **values: object) -> bool:
        """It ends here; so does what its reader was to be told by it."""
        ended = {"state": state, "reason": reason, "done_at": at}
        done = self._finish(_FINISH, claim, due=None, **ended, **values)
        if done and claim.kind in DIGESTS:
            self._connection.execute(UNGATHER, {"of": claim.copy, "whose": claim.person, **ended})
        return done

    def again(self, claim: Claim, reason: str, *, due: datetime, counted: bool = True) -> bool:
        """It was certainly not delivered: once more at `due`, before what is for many."""
        attempts = claim.attempts + (1 if counted else 0)
        state = {"state": CopyState.PENDING} if claim.work is Work.POST else {}
        return self._finish(_FINISH, claim, reason=reason, due=due, attempts=attempts, lane=Lane.PERSONAL, **state)

    def not_begun(self, claim: Claim) -> bool:
        """As if it had never been claimed. Where that is so, another may have this very fence: since another moment."""
        return self._finish(_NOT_BEGUN, claim, at=claim.at)

    def later(self, claim: Claim, reason: str, *, due: datetime) -> bool:
        """Not yet, in its own lane: what is held for many at once overtakes nothing when it goes on."""
        return self._finish(_FINISH, claim, state=CopyState.PENDING, reason=reason, due=due)

    def uncertain(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """Nobody knows: to be looked for once things have settled. An amend, which may be repeated, is repeated."""
        if claim.work is Work.AMEND:
            return self.again(claim, reason, due=at + SETTLE)
        later = {"due": at + SETTLE, "attempts": claim.attempts + 1, "lane": Lane.PERSONAL}
        return self._finish(_FINISH, claim, state=CopyState.UNCERTAIN, reason=reason, **later)

    def not_there(self, claim: Claim, *, at: datetime) -> bool:
        """It was looked for and is certainly not there: to be sent again."""
        return self._finish(_FINISH, claim, state=CopyState.PENDING, reason="not-there", due=at)

    def hold(self, claim: Claim, *, at: datetime) -> bool:
        """It cannot be looked for: it waits for an operator, who finds it in the list of what is held. Of a daily
        digest that is each thing that it was to tell: whoever announced it reads so too.
        """
        held = {"state": CopyState.UNCERTAIN, "reason": HELD}
        if claim.kind != ToldTogether.kind:
            return self._finish(_FINISH, claim, due=None, **held)
        done = self._finish(_FINISH, claim, state=CopyState.SKIPPED, reason=HELD, due=None, done_at=at)
        if done:
            self._connection.execute(UNGATHER, {"of": claim.copy, "whose": claim.person, "done_at": None, **held})
        return done

    def _finish(self, statement: Update, claim: Claim, **values: object) -> bool:
        done = self._connection.execute(statement, {"of": claim.copy, "held": claim.fence, "lease": 0.0, **values})
        return done.rowcount == 1

    # --- look ---

    def inbox_of(self, person: str, *, at: datetime, size: int = 30) -> tuple[Told, ...]:
        """What this person has been told by now, oldest first: the web's chat."""
        rows = self._connection.execute(_INBOX, {"whose": person, "now": at, "size": size}).all()
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.put_at)
            for row in reversed(rows)
        )

    def letters_to(self, account: Identity, *, at: datetime, size: int = 30) -> tuple[Told, ...]:
        """The same of an account that is nobody's, whatever its tenant was known to be."""
        asked = {"of_platform": account.platform, "of_user": account.user, "now": at, "size": size}
        rows = self._connection.execute(_LETTERS, asked).all()
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.put_at)
            for row in reversed(rows)
        )

    def tally(self) -> Mapping[str, int]:
        """How many copies are in each state."""
        return {row.state: int(row.many) for row in self._connection.execute(TALLY)}

    def overdue(self, at: datetime) -> datetime | None:
        """When the oldest copy that should have gone was due."""
        return self._connection.execute(_OVERDUE, {"now": at}).scalar()


# --- the statements, built once ---

_FINISH = THIS.where(copies.c.fence == bindparam("held"))


def _left_due(named: ColumnElement[bool]) -> ColumnElement[datetime | None]:
    """An amend that came during the send is due now, at its own moment; what no platform named is never amended."""
    return case((and_(copies.c.wanted > copies.c.shown, named), NOW), else_=None)


_NOT_BEGUN = _FINISH.where(
    copies.c.state == CopyState.SENDING, copies.c.started_at == bindparam("at", type_=Moment)
).values(state=CopyState.PENDING)
_SENT = _FINISH.values(due=_left_due(bindparam("named", type_=Boolean)))
# Whoever has it by now has not begun, or it has ended as if it had never come: where it is tried again, or goes on, it
# would come twice. A fence of its own, so that what was claimed before is finished by nobody.
_SWEPT = select(notices.c.id).where(notices.c.key == bindparam("the")).with_for_update(read=True)
"""Whoever lets it go on waits until this is noted, or is waited for."""
_STATE = select(announcements.c.state).where(announcements.c.id == bindparam("of"))
_HELD_UP = and_(copies.c.state == CopyState.SKIPPED, copies.c.reason.in_((PAUSED, CANCELLED)))
_UNDONE = and_(
    or_(copies.c.state.in_((CopyState.PENDING, CopyState.UNCERTAIN, CopyState.FAILED)), _HELD_UP),
    copies.c.lease < Clock(),
)
_ADOPTED = THIS.where(_UNDONE).values(
    fence=copies.c.fence + 1, shown=bindparam("seen"), due=case((copies.c.wanted > bindparam("seen"), NOW), else_=None)
)
# No answer named it, as with a file at Slack: the first that is found is the one that counts.
_NAMED = THIS.where(copies.c.state == CopyState.SENT, copies.c.message == "")
_STANDS = select(copies.c.state, copies.c.conversation, copies.c.message).where(copies.c.id == bindparam("of"))
# The reader's rights have decided while it was on its way.
_LEFT_ALONE = (CopyState.SKIPPED, CopyState.GATHERED)
_ANEW = _FINISH.where(copies.c.due.is_(None), copies.c.state == CopyState.SENT).values(
    wanted=copies.c.wanted + 1, due=bindparam("then", type_=Moment)
)
_AMENDED = _FINISH.values(due=case((copies.c.wanted > bindparam("seen"), copies.c.due), else_=None))
_INBOX = (
    select(copies.c.id, notices.c.kind, notices.c.subject, notices.c.occasion, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.person == bindparam("whose"), copies.c.state == CopyState.SENT, copies.c.done_at <= NOW)
    .order_by(copies.c.done_at.desc(), notices.c.put_at.desc(), copies.c.id.desc())
    .limit(bindparam("size"))
)
_LETTERS = (
    select(copies.c.id, notices.c.kind, notices.c.subject, notices.c.occasion, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person.is_(None),
        copies.c.platform == bindparam("of_platform"),
        copies.c.user == bindparam("of_user"),
        copies.c.state == CopyState.SENT,
        copies.c.done_at <= NOW,
    )
    .order_by(copies.c.done_at.desc(), copies.c.id.desc())
    .limit(bindparam("size"))
)
_PENDING = copies.c.state == CopyState.PENDING
# Each by an index of its own.
_LATE = union_all(
    *[
        select(func.min(since, type_=Moment()).label("since")).where(_PENDING, since <= NOW, *stands)
        for since, *stands in ((copies.c.due, text(QUEUED)), (copies.c.gather_at,))
    ]
).subquery()
_OVERDUE = select(func.min(_LATE.c.since, type_=Moment()))


def _counted(*which: ColumnElement[bool] | TextClause) -> Select[Any]:
    return select(copies.c.state, func.count().label("many")).where(*which).group_by(copies.c.state)


# Each copy is in one of these, and each of these is found by an index: what is there is most of all there are.
_OPEN, _UNDUE, _DOUBTED = copies.c.done_at.is_(None), copies.c.due.is_(None), text(IN_DOUBT)
_WAITS = copies.c.state.not_in((CopyState.SENDING, CopyState.UNCERTAIN))
_PARTS = union_all(
    _counted(copies.c.done_at.is_not(None)),
    _counted(_DOUBTED, _OPEN),
    _counted(_WAITS, _OPEN, text(QUEUED)),
    _counted(_WAITS, _OPEN, _UNDUE, copies.c.gather_at.is_not(None)),
).subquery()
TALLY = select(_PARTS.c.state, func.sum(_PARTS.c.many).label("many")).group_by(_PARTS.c.state)
_THERE: Columns = {"id": Text, "fence": BigInteger, "conversation": Text, "message": Text}


def _rows(arrived: Collection[tuple[Claim, str, str]]) -> str:
    return json.dumps([(claim.row.id, claim.row.fence + 1, *there) for claim, *there in arrived])


_ARRIVED = update(copies).values(state=CopyState.SENT, reason="", attempts=0, done_at=NOW, lease=0.0)


@cache
def _sent_all(dialect: str) -> Update:
    there = given_once(dialect, "there", _THERE, bindparam("rows", type_=Text))
    done = _ARRIVED.where(copies.c.id == there.c.id, copies.c.fence == there.c.fence)
    where = {"conversation": there.c.conversation, "message": there.c.message}
    return done.values(**where, due=_left_due(there.c.message != ""))


@cache
def _sent_alike(dialect: str) -> Update:
    there = pairs(dialect, "messages")
    done = _ARRIVED.where(copies.c.id == there.c.key, copies.c.fence == bindparam("held"))
    return done.values(message=there.c.value, due=_left_due(there.c.value != ""))


@cache
def _with_fence(dialect: str) -> Select[str]:
    there = given_once(dialect, "there", _THERE, bindparam("rows", type_=Text))
    return select(copies.c.id).where(copies.c.id == there.c.id, copies.c.fence == there.c.fence)
