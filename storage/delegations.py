"""Who is away, from when until when, and who decides for them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, or_, select, update

from domain.delegations import LIVE, Course, Delegation
from domain.people import Person
from domain.refusal import Refusal
from storage.acts import Acts
from storage.ids import new_id
from storage.memory import Memory, read_once
from storage.people import person_of
from storage.tables import Moment, delegations, persons

_ADD = insert(delegations)
_BY_ID = select(delegations).where(delegations.c.id == bindparam("of"))
_LIVE = delegations.c.course.in_(LIVE)
_OF = (
    select(delegations)
    .where(_LIVE, or_(delegations.c.by == bindparam("of"), delegations.c.to == bindparam("of")))
    .order_by(delegations.c.since, delegations.c.id)
)
_NOW = bindparam("now", type_=Moment)
_BEYOND = (
    select(delegations)
    .where(delegations.c.by == bindparam("of"), delegations.c.until > _NOW)
    .order_by(delegations.c.since, delegations.c.id)
)
_DUE = (
    select(delegations)
    .where(
        or_(
            and_(delegations.c.course == Course.PLANNED, delegations.c.since <= _NOW),
            and_(delegations.c.course == Course.RUNNING, delegations.c.until <= _NOW),
            delegations.c.after.is_not(None),
        )
    )
    .order_by(delegations.c.since, delegations.c.id)
    .limit(1)
    .offset(bindparam("beyond"))
    .with_for_update(skip_locked=True)
)
_ABSENTS = (
    select(persons)
    .join(delegations, delegations.c.by == persons.c.id)
    .where(delegations.c.to == bindparam("of"), delegations.c.course == Course.RUNNING, delegations.c.until > _NOW)
    .order_by(delegations.c.since, delegations.c.id)
)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_UNLESS_CHANGED = update(delegations).where(
    delegations.c.id == bindparam("of"),
    delegations.c.course == bindparam("was"),
    delegations.c.after.is_not_distinct_from(bindparam("was_after")),
)


class Delegations:
    """One row an absence; no two of one person overlap while they are live."""

    def __init__(self, connection: Connection, acts: Acts, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._memory = memory

    def add(self, delegation: Delegation, *, at: datetime, said_by: str = "") -> Delegation:
        """Planned from now on; by the person themselves unless somebody else has `said` so."""
        added = replace(delegation, id=new_id())
        row = {"id": added.id, "by": added.by, "to": added.to, "why": added.why, "made_at": at, "source": added.source}
        self._connection.execute(_ADD, {**row, **_changes(added)})
        self._note(said_by or added.by, added, at=at)
        return added

    def _note(self, by: str, said: Delegation, *, at: datetime) -> None:
        days = {"since": said.since.isoformat(), "until": said.until.isoformat()}
        who = {"absent": said.by, "source": said.source} if said.source else {}
        self._acts.note(by, "delegated", said.to, at=at, delegation=said.id, **days, **who)

    def get(self, delegation_id: str) -> Delegation | None:
        """The one with this id."""
        row = self._connection.execute(_BY_ID, {"of": delegation_id}).first()
        return _delegation(row) if row else None

    def of(self, person_id: str) -> tuple[Delegation, ...]:
        """This person's own and those in which they decide for somebody, planned or running, the next first."""
        return tuple(map(_delegation, self._connection.execute(_OF, {"of": person_id})))

    def by_person(self, person_id: str, *, after: datetime) -> tuple[Delegation, ...]:
        """This person's own that reach beyond this moment, those that were ended before their time too."""
        return tuple(map(_delegation, self._connection.execute(_BEYOND, {"of": person_id, "now": after})))

    @read_once
    def absents(self, person_id: str, *, at: datetime | None = None) -> tuple[Person, ...]:
        """For whom this person decides at this moment; without one, as far as the clock has come."""
        asked = {"of": person_id, "now": at or _EVER}
        return tuple(map(person_of, self._connection.execute(_ABSENTS, asked)))

    def due(self, at: datetime, *, beyond: int = 0) -> Delegation | None:
        """One that begins or ends, or of which something is still to be passed on; others' are left to them."""
        row = self._connection.execute(_DUE, {"now": at, "beyond": beyond}).first()
        return _delegation(row) if row else None

    def keep(self, was: Delegation, now: Delegation, *, by: str, at: datetime) -> bool:
        """False where another process came first; that it began or ended is noted for the audit."""
        asked = {"of": was.id, "was": was.course, "was_after": was.after}
        kept = self._connection.execute(_UNLESS_CHANGED, {**asked, **_changes(now)}).rowcount == 1
        if kept and now.course is not was.course:
            self._acts.note(by, f"delegation-{now.course}", now.by, at=at, delegation=now.id, delegate=now.to)
        return kept

    def move(self, was: Delegation, *, until: datetime, by: str, at: datetime) -> bool:
        """It ends at another moment; False where another process came first."""
        moved = replace(was, until=until)
        asked = {"of": was.id, "was": was.course, "was_after": was.after}
        done = self._connection.execute(_UNLESS_CHANGED, {**asked, **_changes(moved)}).rowcount == 1
        if done:
            self._note(by, moved, at=at)
        return done


def _delegation(row: Row[Any]) -> Delegation:
    return Delegation(
        id=row.id,
        by=row.by,
        to=row.to,
        since=row.since,
        until=row.until,
        why=row.why,
        course=Course(row.course),
        after=row.after,
        source=row.source,
    )


def _changes(delegation: Delegation) -> dict[str, object]:
    return {
        "since": delegation.since,
        "until": delegation.until,
        "course": delegation.course,
        "after": delegation.after,
    }


def access_delegation(delegations_: Delegations, person: Person, delegation_id: str) -> Delegation:
    """One's own; Refusal("not-found") alike for missing and anybody else's."""
    found = delegations_.get(delegation_id)
    if found is None or found.by != person.id:
        raise Refusal("not-found")
    return found
