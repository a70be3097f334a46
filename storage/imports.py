"""Files that were dropped to be imported: their text for a day at most, and for good who imported what, and when."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from domain.acts import OPERATOR
from domain.imports import NONE, Counts, State
from domain.people import Person
from domain.refusal import Refusal
from storage.ids import new_id
from storage.tables import imports

LIFE = timedelta(days=1)
"""How long a file can be applied, and how long its text is kept."""

_KEEP = insert(imports)
_ONE = select(imports).where(imports.c.id == bindparam("of"))
_OPEN = imports.c.state == State.OPEN.value
_AS_SEEN = and_(imports.c.id == bindparam("of"), imports.c.version == bindparam("seen"), _OPEN)
_SHOW = update(imports).where(_AS_SEEN).values(version=imports.c.version + 1)
_SETTLE = update(imports).where(_AS_SEEN).values(body="", version=imports.c.version + 1)
_OF_KIND = and_(imports.c.person == bindparam("whose"), imports.c.kind == bindparam("of_kind"), _OPEN)
_REPLACE = update(imports).where(_OF_KIND).values(body="", state=State.REPLACED.value)
_EXPIRE = update(imports).where(_OPEN, imports.c.at < bindparam("before")).values(body="", state=State.EXPIRED.value)


@dataclass(frozen=True, kw_only=True)
class Import:
    """A dropped file. `shown` is the digest of the dry run that was shown last, `version` counts them."""

    person: str
    kind: str
    name: str
    at: datetime
    id: str = ""
    body: str = ""
    state: State = State.OPEN
    version: int = 1
    shown: str = ""
    done_at: datetime | None = None
    counts: Counts = NONE


class Imports:
    """One a person and kind is open at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, person: str, kind: str, *, name: str, body: str, shown: str, at: datetime) -> Import:
        """Open for LIFE; it takes the place of an earlier one of the same person and kind."""
        self._connection.execute(_REPLACE, {"whose": person, "of_kind": kind, "done_at": at})
        return self._add(Import(person=person, kind=kind, name=name, body=body, shown=shown, at=at))

    def record(self, kind: str, *, name: str, counts: Counts, at: datetime) -> Import:
        """What the command line imported."""
        done = Import(person=OPERATOR, kind=kind, name=name, at=at, state=State.APPLIED, done_at=at, counts=counts)
        return self._add(done)

    def _add(self, made: Import) -> Import:
        made = replace(made, id=new_id())
        self._connection.execute(_KEEP, _row(made))
        return made

    def get(self, import_id: str) -> Import | None:
        """With its text while it is open."""
        row = self._connection.execute(_ONE, {"of": import_id}).first()
        return _import(row) if row else None

    def show(self, seen: Import, *, shown: str) -> bool:
        """Another dry run is shown from now on; False where somebody was quicker."""
        return self._connection.execute(_SHOW, {"of": seen.id, "seen": seen.version, "shown": shown}).rowcount == 1

    def settle(self, seen: Import, state: State, *, at: datetime, counts: Counts = NONE) -> bool:
        """It is applied or discarded, once, and its text is gone; False where somebody was quicker."""
        done = {"state": state.value, "done_at": at, **_counted(counts)}
        return self._connection.execute(_SETTLE, {"of": seen.id, "seen": seen.version, **done}).rowcount == 1

    def forget(self, before: datetime) -> int:
        """Drop the text of what was dropped before and never applied. Returns of how many."""
        return self._connection.execute(_EXPIRE, {"before": before, "done_at": before}).rowcount


def access_import(imports: Imports, person: Person, import_id: str) -> Import:
    """One's own, or Refusal("not-found") alike for missing and somebody else's."""
    found = imports.get(import_id)
    if found is None or found.person != person.id:
        raise Refusal("not-found")
    return found


def _row(one: Import) -> dict[str, Any]:
    return {
        "id": one.id,
        "person": one.person,
        "kind": one.kind,
        "name": one.name,
        "body": one.body,
        "at": one.at,
        "state": one.state.value,
        "version": one.version,
        "shown": one.shown,
        "done_at": one.done_at,
        **_counted(one.counts),
    }


def _counted(counts: Counts) -> dict[str, int]:
    return {"added": counts.added, "changed": counts.changed, "refused": counts.refused}


def _import(row: Row[Any]) -> Import:
    return Import(
        id=row.id,
        person=row.person,
        kind=row.kind,
        name=row.name,
        body=row.body,
        at=row.at,
        state=State(row.state),
        version=row.version,
        shown=row.shown,
        done_at=row.done_at,
        counts=Counts(row.added, row.changed, row.refused),
    )
