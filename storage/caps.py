"""How many messages that can wait each person gets on one day: decided in the database, as they are claimed.

One row a person, whose count goes up by whoever claims: of two couriers the second waits, and sees what the first took.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, bindparam, case, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.announcements_timed import timing_from_json
from domain.cap import cap, day_of, digest_at, room
from domain.notices.announcements import Announced
from domain.notices.kinds import KINDS
from domain.programme import Messaging
from domain.when import QuietHours
from storage.copies import CAPPED, THIS, CopyState, Lane
from storage.queues import Due
from storage.tables import announcements, persons, spent
from storage.tables.columns import moment
from storage.upsert import insert_into

_COUNTED = frozenset(kind for kind, notice in KINDS.items() if notice.capped)
_CHOSEN = (persons.c.zone, persons.c.quiet_from, persons.c.quiet_to, persons.c.per_day, persons.c.digest_hour)
_PEOPLE: Select[Any] = select(persons.c.id, *_CHOSEN).where(persons.c.id.in_(bindparam("these", expanding=True)))
_TIMINGS = select(announcements.c.id, announcements.c.timing).where(
    announcements.c.id.in_(bindparam("these", expanding=True))
)
_UNSPEND = (
    update(spent)
    .where(spent.c.person == bindparam("whose"), spent.c.day == bindparam("on"))
    .values({"count": spent.c["count"] - bindparam("many", type_=Integer)})
)
_HOLD = THIS.values(due=None, reason=CAPPED, gather_at=bindparam("then"))


class Caps:
    """Lets so many go on each day, and has the others wait for the digest."""

    def __init__(
        self, connection: Connection, rules: Callable[[], Messaging], quiet: Callable[[], QuietHours | None]
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._quiet = quiet

    def hold(self, rows: Sequence[Due], at: datetime) -> frozenset[str]:
        """Those of these copies, in the order in which they are due, that are above the cap: they wait for the digest.

        Where nothing is counted it asks nothing. What was let go once on this day is not counted again.
        """
        counted = [row for row in rows if row.person and _is_counted(row)]
        per_day = self._rules().per_day if counted else None
        if per_day is None:
            return frozenset()
        people = self._people(counted)
        new = _by_person(row for row in counted if not _went_today(row, people[row.person].zone, at))
        allowed = self._allowed(new, people, per_day, at)
        above = [row for person, theirs in new.items() for row in theirs[allowed[person] :]]
        above = self._without_urgent(above)
        self._wait([(row.id, people[row.person]) for row in above], at)
        return frozenset(row.id for row in above)

    def give_back(self, rows: Sequence[Due], at: datetime) -> None:
        """These were let go, and wait for their turn all the same: they are counted when they go."""
        counted = [row for row in rows if row.person and _is_counted(row)]
        if not counted or self._rules().per_day is None:
            return
        people = self._people(counted)
        new = _by_person(row for row in counted if not _went_today(row, people[row.person].zone, at))
        for person in sorted(new):
            day = day_of(at, people[person].zone).isoformat()
            self._connection.execute(_UNSPEND, {"whose": person, "on": day, "many": len(new[person])})

    def _people(self, rows: Sequence[Due]) -> Mapping[str | None, Row[Any]]:
        found = self._connection.execute(_PEOPLE, {"these": [row.person for row in rows]})
        return {row.id: row for row in found}

    def _allowed(
        self, new: Mapping[str, list[Due]], people: Mapping[str | None, Row[Any]], per_day: int, at: datetime
    ) -> Mapping[str, int]:
        if not new:
            return {}
        rows = [
            # In the order of their ids: two couriers that count the same people cannot wait for each other.
            {"person": person, "day": day_of(at, people[person].zone).isoformat(), "count": len(new[person])}
            for person in sorted(new)
        ]
        after = self._connection.execute(_spend(self._connection.dialect.name), rows)
        caps = {person: cap(per_day, people[person].per_day) for person in new}
        return {row.person: room(caps[row.person], row.many, len(new[row.person])) for row in after}

    def _without_urgent(self, above: list[Due]) -> list[Due]:
        """What was begun has left its lane: whether it is urgent, its announcement says."""
        begun = {row.subject for row in above if row.kind == Announced.kind and row.lane == Lane.PERSONAL}
        if not begun:
            return above
        found = self._connection.execute(_TIMINGS, {"these": sorted(begun)})
        urgent = {row.id for row in found if timing_from_json(row.timing).urgent}
        return [row for row in above if row.kind != Announced.kind or row.subject not in urgent]

    def _wait(self, above: Sequence[tuple[str, Row[Any]]], at: datetime) -> None:
        if not above:
            return
        hour, usual = self._rules().digest_hour, self._quiet()
        rows = [
            {
                "of": copy,
                "then": digest_at(_hour(person.digest_hour, hour), person.zone, _rests(person, usual), after=at),
            }
            for copy, person in above
        ]
        self._connection.execute(_HOLD, rows)


def _is_counted(row: Due) -> bool:
    return row.state == CopyState.PENDING and row.kind in _COUNTED and row.lane != Lane.URGENT


def _went_today(row: Due, zone: str, at: datetime) -> bool:
    return row.started_at is not None and day_of(moment(row.started_at), zone) == day_of(at, zone)


def _by_person(rows: Iterable[Due]) -> dict[str, list[Due]]:
    found: dict[str, list[Due]] = {}
    for row in rows:
        found.setdefault(row.person or "", []).append(row)
    return found


def _hour(chosen: int | None, usual: int) -> int:
    return usual if chosen is None else chosen


def _rests(person: Row[Any], usual: QuietHours | None) -> QuietHours | None:
    """As `Person.rests`: as chosen, none included, else as is usual."""
    if person.quiet_from is None:
        return usual
    if not person.quiet_from:
        return None
    return QuietHours(time.fromisoformat(person.quiet_from), time.fromisoformat(person.quiet_to))


@cache
def _spend(dialect: str) -> ReturningInsert[str, int]:
    """One statement, so that two claims at once are two."""
    statement = insert_into(dialect, spent)
    new, later = statement.excluded, statement.excluded.day > spent.c.day
    return statement.on_conflict_do_update(
        index_elements=["person"],
        set_={
            "day": case((later, new.day), else_=spent.c.day),
            "count": case((later, new["count"]), else_=spent.c["count"] + new["count"]),
        },
    ).returning(spent.c.person, spent.c["count"].label("many"))
