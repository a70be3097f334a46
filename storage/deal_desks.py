"""Deal desks: who has taken which request there, and who is told of it there and not by themselves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, text, update

from domain.notices.deals import DealAtDesk, DealAwaitsDecision
from storage.copies import AT_DESK, LIVE, MINE, CopyState, in_order
from storage.tables import Moment, copies, deals, notices, takings
from storage.upsert import insert_new

_TAKER = select(takings.c.person).where(takings.c.approval == bindparam("of"))
_PASS_ON = update(takings).where(takings.c.approval == bindparam("of"), takings.c.person == bindparam("whose"))
_GIVE_BACK = delete(takings).where(takings.c.approval == bindparam("of"), takings.c.person == bindparam("whose"))
_DROP = delete(takings).where(takings.c.approval == bindparam("of"))
_UNTOLD = (
    select(copies.c.id, copies.c.state, copies.c.platform, copies.c.conversation, notices.c.subject)
    .join(notices, notices.c.id == copies.c.notice)
    .outerjoin(deals, deals.c.id == notices.c.subject)
    .where(
        copies.c.person.is_(None),
        copies.c.done_at.is_(None),
        text("copies.lane = 0"),  # as the index says it, which holds nothing else
        copies.c.state.in_((CopyState.PENDING, CopyState.UNCERTAIN)),
        notices.c.kind == DealAtDesk.kind,
        notices.c.put_at <= bindparam("then", type_=Moment),
    )
    .order_by(deals.c.partner, deals.c.id, copies.c.id)
)
_CALL_OFF = (
    update(copies)
    .where(copies.c.id == bindparam("of"), copies.c.state == CopyState.PENDING)
    .values(state=CopyState.SKIPPED, reason="not-in-time", due=None, done_at=bindparam("now", type_=Moment))
)
# Locked, so that what the courier notes of it meanwhile comes before, or sees who was to read it there.
_STANDING = (
    select(MINE.c.id)
    .join(notices, notices.c.id == MINE.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == DealAtDesk.kind,
        MINE.c.state.in_(LIVE),
        or_(MINE.c.state != CopyState.SENT, MINE.c.message != ""),
    )
    .order_by(MINE.c.id)
    .with_for_update(of=MINE)
)
_TOLD_THERE = (
    select(MINE.c.person, MINE.c.id)
    .join(notices, notices.c.id == MINE.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == DealAwaitsDecision.kind,
        notices.c.occasion.like(bindparam("occasions")),
        and_(MINE.c.state == CopyState.GATHERED, MINE.c.reason == AT_DESK),
    )
    .order_by(notices.c.put_at, MINE.c.id)
)
_FALL_BACK = (
    update(copies)
    .where(copies.c.id.in_(in_order(MINE.c.id.in_(bindparam("some", expanding=True)))))
    .where(copies.c.state == CopyState.GATHERED)
    .values(state=CopyState.PENDING, reason="", due=bindparam("now", type_=Moment), done_at=None)
)


@dataclass(frozen=True)
class Untold:
    """A request that does not stand in its channel, or nobody knows whether it does."""

    copy: str
    deal: str
    channel: str
    uncertain: bool


class DealDesks:
    """One row a request that somebody has taken; without one anybody may who may decide."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, approval_id: str, person_id: str, *, instead: str, at: datetime) -> bool:
        """It is theirs, and no more that of who had it before, "" for nobody; False where somebody else came first."""
        row = {"approval": approval_id, "person": person_id, "at": at}
        if not instead:
            return insert_new(self._connection, takings, row)
        changed = self._connection.execute(
            _PASS_ON, {"of": approval_id, "whose": instead, "person": person_id, "at": at}
        )
        return changed.rowcount == 1

    def taker(self, approval_id: str) -> str:
        """The id of whoever has taken it, "" for nobody."""
        return str(self._connection.execute(_TAKER, {"of": approval_id}).scalar() or "")

    def give_back(self, approval_id: str, person_id: str) -> bool:
        """Whether it was theirs until now."""
        return self._connection.execute(_GIVE_BACK, {"of": approval_id, "whose": person_id}).rowcount == 1

    def drop(self, approval_id: str) -> None:
        """It begins anew, so it is nobody's."""
        self._connection.execute(_DROP, {"of": approval_id})

    def standing(self, topic: str) -> tuple[str, ...]:
        """The cards about this thing that are in a channel, or on their way there."""
        return tuple(self._connection.execute(_STANDING, {"about": topic}).scalars())

    def untold(self, since: datetime) -> tuple[Untold, ...]:
        """What was to stand in a channel `since` then and does not, or nobody knows."""
        rows = self._connection.execute(_UNTOLD, {"then": since})
        return tuple(
            Untold(row.id, row.subject, f"{row.platform}:{row.conversation}", row.state == CopyState.UNCERTAIN)
            for row in rows
        )

    def call_off(self, untold: Untold, *, at: datetime) -> bool:
        """What does not stand there is to stand there no more; False where it does by now."""
        return untold.uncertain or self._connection.execute(_CALL_OFF, {"of": untold.copy, "now": at}).rowcount == 1

    def told_there(self, topic: str, *, ending: str) -> Mapping[str, str]:
        """Whoever has no message of their own about this thing, since they read it there, and their newest copy.

        `ending` is that of the occasions that count.
        """
        rows = self._connection.execute(_TOLD_THERE, {"about": topic, "occasions": f"%{ending}"})
        return {row.person: row.id for row in rows}

    def fall_back(self, some: Collection[str], *, at: datetime) -> bool:
        """Whose these copies are is told by themselves, now. Whether any is."""
        asked = {"some": list(some), "now": at}
        return bool(some) and self._connection.execute(_FALL_BACK, asked).rowcount > 0
