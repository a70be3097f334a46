"""How long each approval has waited, by the business clock, and what is due about it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from domain.approvals import UNDECIDED
from domain.deadlines import Deadline, Level
from domain.deals import Step
from storage.tables import approvals, deadlines, reminders
from storage.upsert import insert_new

_MICROSECOND = timedelta(microseconds=1)
_OF = select(deadlines).where(deadlines.c.approval == bindparam("of"))
_DUE = (
    select(deadlines, approvals.c.partner, approvals.c.subject)
    .join(approvals, approvals.c.id == deadlines.c.approval)
    .where(deadlines.c.next_at <= bindparam("now", type_=deadlines.c.next_at.type))
    .order_by(deadlines.c.next_at, deadlines.c.approval)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_UNLESS_CHANGED = update(deadlines).where(
    deadlines.c.approval == bindparam("of"), deadlines.c.version == bindparam("was")
)
_FREE = select(deadlines.c.approval).where(deadlines.c.approval == bindparam("of")).with_for_update(skip_locked=True)
_UNLESS_BUSY = _UNLESS_CHANGED.where(deadlines.c.approval.in_(_FREE))
_MISSING = (
    select(approvals.c.id)
    .where(
        approvals.c.kind == bindparam("of_kind"),
        approvals.c.phase.in_(UNDECIDED),
        ~select(deadlines.c.approval).where(deadlines.c.approval == approvals.c.id).exists(),
    )
    .order_by(approvals.c.asked_at)
    .limit(bindparam("size"))
)
_NOTE = insert(reminders)
_TIMES = select(func.max(reminders.c.level)).where(reminders.c.approval == bindparam("of"))


class Deadlines:
    """One row an approval that has an answer time; what is due is found by an index, however many wait."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, deadline: Deadline) -> None:
        """For an approval that has none yet."""
        insert_new(self._connection, deadlines, _row(deadline))

    def missing(self, kind: str, *, size: int) -> tuple[str, ...]:
        """Approvals of this kind that wait and have none: they are from before there were any."""
        return tuple(self._connection.execute(_MISSING, {"of_kind": kind, "size": size}).scalars())

    def of(self, approval_id: str) -> Deadline | None:
        """This approval's."""
        row = self._connection.execute(_OF, {"of": approval_id}).first()
        return _deadline(row) if row else None

    def due(self, at: datetime, *, size: int, beyond: int = 0) -> tuple[Deadline, ...]:
        """The oldest of what is due, in the order in which whatever takes several deals takes them."""
        found = self._connection.execute(_DUE, {"now": at, "size": size, "beyond": beyond})
        return tuple(map(_deadline, sorted(found, key=lambda row: (row.partner, row.subject))))

    def keep(self, was: Deadline, now: Deadline, *, unless_busy: bool = False) -> bool:
        """False where another process came first, or, `unless_busy`, is at it: then nothing is to be done here."""
        row = {**_row(now), "version": was.version + 1}
        statement = _UNLESS_BUSY if unless_busy else _UNLESS_CHANGED
        return self._connection.execute(statement, {"of": was.approval, "was": was.version, **row}).rowcount == 1

    def times(self, approval_id: str) -> int:
        """How often those asked were reminded of it, or others were asked as well."""
        return int(self._connection.execute(_TIMES, {"of": approval_id}).scalar() or 0)

    def note(self, approval_id: str, time: int, step: Step, names: str, *, at: datetime) -> None:
        """A line of the history: who was reminded, or asked as well, for which time, counted from 1."""
        line = {"approval": approval_id, "level": time, "step": step, "at": at, "names": names}
        self._connection.execute(_NOTE, line)


def _deadline(row: Row[Any]) -> Deadline:
    return Deadline(
        approval=row.approval,
        zone=row.zone,
        within=row.within * _MICROSECOND,
        used=row.used * _MICROSECOND,
        since=row.since,
        level=Level(row.level),
        raised_at=row.raised_at,
        next_at=row.next_at,
        version=row.version,
    )


def _row(deadline: Deadline) -> dict[str, Any]:
    return {
        "approval": deadline.approval,
        "zone": deadline.zone,
        "within": deadline.within // _MICROSECOND,
        "used": deadline.used // _MICROSECOND,
        "since": deadline.since,
        "level": int(deadline.level),
        "raised_at": deadline.raised_at,
        "next_at": deadline.next_at,
        "version": deadline.version,
    }
