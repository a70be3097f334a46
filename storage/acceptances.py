"""Who accepted which version of the programme's terms, in which language and when; rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select

from domain.people import PARTNER_ROLES
from storage.acts import Acts
from storage.tables import acceptances, persons
from storage.upsert import insert_new

_VERSIONS = select(acceptances.c.version).where(acceptances.c.person == bindparam("of"))
_ALL = select(acceptances).order_by(acceptances.c.at, acceptances.c.person, acceptances.c.version)
_ACCEPTED = (
    select(acceptances.c.person)
    .where(acceptances.c.person == persons.c.id, acceptances.c.version == bindparam("of_version"))
    .exists()
)
_OWING = (
    select(func.count())
    .select_from(persons)
    .where(or_(*(persons.c.roles.contains(role.value) for role in sorted(PARTNER_ROLES))), ~_ACCEPTED)
)


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """One person's yes to one version, read in `language`."""

    person: str
    version: str
    language: str
    at: datetime


class Acceptances:
    """A part of the audit: there is no way to change or take back what was accepted."""

    def __init__(self, connection: Connection, acts: Acts) -> None:
        self._connection = connection
        self._acts = acts

    def versions(self, person_id: str) -> frozenset[str]:
        """Every version that this person accepted: one indexed read."""
        return frozenset(self._connection.execute(_VERSIONS, {"of": person_id}).scalars())

    def add(self, acceptance: Acceptance) -> None:
        """The first counts; the same version once more adds nothing."""
        row = {
            "person": acceptance.person,
            "version": acceptance.version,
            "language": acceptance.language,
            "at": acceptance.at,
        }
        if insert_new(self._connection, acceptances, row):
            self._acts.note(
                acceptance.person, "terms-accepted", acceptance.version, at=acceptance.at, language=acceptance.language
            )

    def owing(self, version: str) -> int:
        """How many of the partners' people have not accepted it."""
        return int(self._connection.execute(_OWING, {"of_version": version}).scalar_one())

    def all(self) -> tuple[Acceptance, ...]:
        """The whole record, oldest first."""
        return tuple(
            Acceptance(person=row.person, version=row.version, language=row.language, at=row.at)
            for row in self._connection.execute(_ALL)
        )
