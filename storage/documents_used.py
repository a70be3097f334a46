"""What is used of the catalogue, and what is not: by the openings of partners' people, and by what they say of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, case, exists, func, or_, select

from domain.documents import Circle, Version
from domain.documents_used import Unused, Used
from storage.documents import CURRENT, OFFERED
from storage.tables import documents, persons, readings, shelves, usefulness, versions
from storage.tables.columns import Moment
from storage.upsert import upsert

_OF: BindParameter[Any] = bindparam("partners", expanding=True)
_SINCE = bindparam("since", type_=Moment)
_THEIRS = persons.c.organisation.in_(_OF)
_SAID = (
    select(
        versions.c.document,
        func.sum(case((usefulness.c.useful, 1), else_=0)).label("useful"),
        func.sum(case((usefulness.c.useful, 0), else_=1)).label("useless"),
    )
    .join(versions, versions.c.id == usefulness.c.version)
    .join(persons, persons.c.id == usefulness.c.person)
    .where(_THEIRS, usefulness.c.at > _SINCE)
    .group_by(versions.c.document)
    .subquery()
)
_PEOPLE, _TIMES = func.count(readings.c.person.distinct()), func.count()
_MOST = (
    select(
        documents.c.ref,
        documents.c.title,
        _PEOPLE.label("people"),
        _TIMES.label("times"),
        func.coalesce(func.max(_SAID.c.useful), 0).label("useful"),
        func.coalesce(func.max(_SAID.c.useless), 0).label("useless"),
    )
    .select_from(readings)
    .join(persons, persons.c.id == readings.c.person)
    .join(documents, documents.c.id == readings.c.document)
    .outerjoin(_SAID, _SAID.c.document == documents.c.id)
    .where(_THEIRS, readings.c.at > _SINCE)
    .group_by(documents.c.id)
    .order_by(_PEOPLE.desc(), _TIMES.desc(), documents.c.ref)
    .limit(bindparam("size"))
)
_OPENED = exists().where(
    readings.c.document == documents.c.id, persons.c.id == readings.c.person, _THEIRS, readings.c.at > _SINCE
)
_FOR_PARTNERS = shelves.c.view.in_([Circle.PARTNERS.value, Circle.PARTNER_ADMINS.value])
_FOR_REGION = or_(bindparam("everywhere"), shelves.c.regions == "", shelves.c.regions.like(bindparam("of_region")))
_UNUSED = (
    select(documents.c.ref, documents.c.title, func.count().over().label("total"))
    .join(shelves, shelves.c.id == documents.c.shelf)
    .join(versions, versions.c.document == documents.c.id)
    .where(_FOR_PARTNERS, _FOR_REGION, OFFERED, CURRENT, ~_OPENED, versions.c.counts_from <= _SINCE)
    .order_by(documents.c.added_at, documents.c.id)
    .limit(bindparam("size"))
)


class DocumentsUsed:
    """For those who look after the catalogue as a whole: it asks for nobody's right to read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def say(self, version: Version, person: str, *, useful: bool, at: datetime) -> None:
        """What this person thinks of this version: the last word counts."""
        upsert(self._connection, usefulness, {"version": version.id, "person": person}, {"useful": useful, "at": at})

    def most(self, partners: Sequence[str], *, since: datetime, size: int) -> tuple[Used, ...]:
        """What the most people of these partners opened."""
        rows = self._connection.execute(_MOST, {"partners": partners, "since": since, "size": size})
        return tuple(Used(**row) for row in rows.mappings())

    def unused(
        self, region: str | None, partners: Sequence[str], *, since: datetime, at: datetime, size: int
    ) -> Unused:
        """What has counted all the time, is meant for this region, or for any, and nobody of these partners opened."""
        asked = {
            "everywhere": region is None,
            "of_region": f"% {region} %",
            "partners": partners,
            "since": since,
            "now": at,
            "size": size,
        }
        rows = self._connection.execute(_UNUSED, asked).all()
        return Unused(rows[0].total if rows else 0, tuple(Used(ref=row.ref, title=row.title) for row in rows))
