"""Who is to hear of a new version: those who opened an older one, and have not opened this one or a later one."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select, update

from domain.documents import Version
from domain.people import Person
from storage.documents import ON_SHELF, version_of, versions_with
from storage.people import person_of
from storage.tables import documents, persons, readings, versions
from storage.tables.columns import Moment

_DUE = (
    select(*versions_with())
    .join(*ON_SHELF)
    .join(documents, documents.c.id == versions.c.document)
    .where(
        versions.c.tell_at <= bindparam("now", type_=Moment),
        # Of what is out of the catalogue nobody hears before it is back.
        or_(documents.c.retired_at.is_(None), documents.c.retired_at > bindparam("now", type_=Moment)),
    )
    .order_by(versions.c.tell_at, versions.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_TOLD = (
    update(versions).where(versions.c.id == bindparam("of"), versions.c.tell_at.is_not(None)).values({"tell_at": None})
)
_LAST = func.max(versions.c.number)
_BEFORE = (
    select(persons)
    .join(readings, readings.c.person == persons.c.id)
    .join(versions, versions.c.id == readings.c.version)
    .where(readings.c.document == bindparam("of"))
    .group_by(persons.c.id)
    .having(bindparam("number") > _LAST)
    .order_by(persons.c.id)
)
_SEEN = (
    select(_LAST)
    .select_from(readings.join(versions, versions.c.id == readings.c.version))
    .where(
        readings.c.document == bindparam("of"),
        readings.c.person == bindparam("whose"),
        versions.c.number < bindparam("number"),
    )
)


class Renewed:
    """Looks at the openings; whether somebody may still read the document is another question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, at: datetime, *, size: int, beyond: int = 0) -> tuple[Version, ...]:
        """Versions of which nobody was told yet, and now it is time."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(version_of, self._connection.execute(_DUE, asked)))

    def told(self, version: Version) -> bool:
        """Whether it is this transaction that tells of it."""
        return self._connection.execute(_TOLD, {"of": version.id}).rowcount == 1

    def readers(self, version: Version) -> tuple[Person, ...]:
        """Who opened an older version of the document, and neither this one nor a later one."""
        rows = self._connection.execute(_BEFORE, {"of": version.document, "number": version.number})
        return tuple(map(person_of, rows))

    def seen(self, version: Version, person: str) -> int:
        """The number of the newest older version that this person opened; 0 where there is none."""
        asked = {"of": version.document, "whose": person, "number": version.number}
        return self._connection.execute(_SEEN, asked).scalar() or 0
