"""Deal desks: who has taken which request there, and who is told of it there and not by themselves."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, exists, or_, select, update

from domain.notices import DealAtDesk, DealAwaitsDecision
from domain.places import Platform
from storage.copies import AT_DESK, LIVE, CopyState
from storage.tables import Moment, copies, identities, notices, takings
from storage.upsert import insert_new

_TAKER = select(takings.c.person).where(takings.c.approval == bindparam("of"))
_PASS_ON = update(takings).where(takings.c.approval == bindparam("of"), takings.c.person == bindparam("whose"))
_GIVE_BACK = delete(takings).where(takings.c.approval == bindparam("of"), takings.c.person == bindparam("whose"))
_SERVICE = (
    select(identities.c.service)
    .where(
        identities.c.platform == bindparam("of_platform"),
        identities.c.tenant == bindparam("of_tenant"),
        identities.c.service != "",
    )
    .order_by(identities.c.seen_at.desc())
    .limit(1)
)
_UNTOLD = (
    select(copies.c.id, notices.c.subject)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person.is_(None),
        copies.c.done_at.is_(None),
        copies.c.state == CopyState.PENDING,
        notices.c.kind == DealAtDesk.kind,
        notices.c.put_at <= bindparam("then", type_=Moment),
    )
)
_CALL_OFF = (
    update(copies)
    .where(copies.c.id == bindparam("of"), copies.c.state == CopyState.PENDING)
    .values(state=CopyState.SKIPPED, reason="not-in-time", due=None, done_at=bindparam("now", type_=Moment))
)
_MINE = copies.alias("mine")
_STANDS = select(
    exists().where(
        notices.c.id == copies.c.notice,
        notices.c.topic == bindparam("about"),
        notices.c.kind == DealAtDesk.kind,
        copies.c.state.in_(LIVE),
        or_(copies.c.state != CopyState.SENT, copies.c.message != ""),
    )
)
_TOLD_THERE = (
    select(_MINE.c.id)
    .join(notices, notices.c.id == _MINE.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == DealAwaitsDecision.kind,
        notices.c.occasion.like(bindparam("occasions")),
        and_(_MINE.c.state == CopyState.GATHERED, _MINE.c.reason == AT_DESK),
    )
    .order_by(_MINE.c.id)
    .with_for_update(of=_MINE)
)
_FALL_BACK = (
    update(copies)
    .where(copies.c.id.in_(_TOLD_THERE))
    .values(state=CopyState.PENDING, reason="", due=bindparam("now", type_=Moment), done_at=None)
)


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

    def stands(self, topic: str) -> bool:
        """Whether a card about this thing is in a channel, or on its way there."""
        return bool(self._connection.execute(_STANDS, {"about": topic}).scalar())

    def service(self, platform: Platform, tenant: str) -> str:
        """By which address the platform takes messages for this tenant, as far as anybody was heard from there."""
        asked = {"of_platform": platform, "of_tenant": tenant}
        return str(self._connection.execute(_SERVICE, asked).scalar() or "")

    def untold(self, since: datetime, *, at: datetime) -> tuple[str, ...]:
        """What was to stand in a channel `since` then and does not: it is to stand there no more. Its ids."""
        rows = self._connection.execute(_UNTOLD, {"then": since}).all()
        called_off = (row for row in rows if self._call_off(row.id, at))
        return tuple(row.subject for row in called_off)

    def _call_off(self, copy: str, at: datetime) -> bool:
        return self._connection.execute(_CALL_OFF, {"of": copy, "now": at}).rowcount == 1

    def fall_back(self, topic: str, *, ending: str, at: datetime) -> int:
        """The desk could not be told: whoever was to read it there is told by themselves, now. How many these are.

        `ending` is that of the occasions that count.
        """
        asked = {"about": topic, "occasions": f"%{ending}", "now": at}
        return self._connection.execute(_FALL_BACK, asked).rowcount
