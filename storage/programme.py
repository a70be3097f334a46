"""The programme's versions, and the parsed one that all transactions share."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from domain.acts import OPERATOR
from domain.programme import Programme, from_json, to_json
from storage.acts import Acts
from storage.ids import digest
from storage.tables import programmes

_NEWEST = select(func.max(programmes.c.version))
_BEFORE = select(programmes.c.body).order_by(programmes.c.version.desc()).offset(1).limit(1)
_BODY = select(programmes.c.body).where(programmes.c.version == bindparam("of"))
_APPLY = insert(programmes)
_HOLD = select(programmes.c.version).order_by(programmes.c.version.desc()).limit(1).with_for_update()


class NoProgrammeError(Exception):
    """The database holds no programme yet: apply one first."""


@dataclass
class ProgrammeCache:
    """The newest version that was parsed; replaced as a whole, so that readers need no lock."""

    held: tuple[int, Programme] | None = None


class Programmes:
    """The database is the truth; a file only proposes."""

    def __init__(self, connection: Connection, cache: ProgrammeCache, acts: Acts) -> None:
        self._connection = connection
        self._acts = acts
        self._cache = cache
        self._seen: tuple[int, Programme] | None = None

    @property
    def current(self) -> Programme:
        """The programme in force; NoProgrammeError where none was applied yet."""
        programme = self.newest()
        if programme is None:
            raise NoProgrammeError("no programme: run `tandem programme apply FILE --yes`, or set PROGRAMME")
        return programme

    @property
    def version(self) -> int:
        """Of the programme in force, counted from 1; 0 in an empty database."""
        seen = self._looked()
        return seen[0] if seen else 0

    def newest(self) -> Programme | None:
        """The programme in force, None in an empty database. One transaction sees one programme."""
        seen = self._looked()
        return seen[1] if seen else None

    def _looked(self) -> tuple[int, Programme] | None:
        if self._seen is None and (version := self._connection.execute(_NEWEST).scalar()):
            self.see(version)
        return self._seen

    def see(self, version: int) -> None:
        """In this transaction that one is in force, as it has just read."""
        self._seen = self._seen or (version, self._version(version))

    def hold(self) -> None:
        """Until this transaction ends nobody else holds it: for what is looked at and then done by one alone."""
        self._connection.execute(_HOLD)

    def before(self) -> Programme | None:
        """The one before the one in force, None where there was none."""
        body = self._connection.execute(_BEFORE).scalar()
        return None if body is None else from_json(body)

    def _version(self, version: int) -> Programme:
        held = self._cache.held
        if held is None or held[0] != version:
            body = self._connection.execute(_BODY, {"of": version}).scalar_one()
            held = self._cache.held = (version, from_json(body))
        return held[1]

    def apply(self, programme: Programme, *, at: datetime, by: str = OPERATOR) -> int:
        """The next version; two that apply at once collide on its number and one fails whole."""
        version = int(self._connection.execute(_NEWEST).scalar() or 0) + 1
        body = to_json(programme)
        self._connection.execute(_APPLY, {"version": version, "at": at, "body": body})
        self._acts.note(by, "programme", str(version), at=at, digest=digest(body))
        # Not into the cache, which others share: this transaction may still be rolled back.
        self._seen = (version, programme)
        return version
