"""The schema: brought up to date by the revisions in migrations/, or found to be so."""

import secrets as randomness
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, column, inspect, select, table, text

from storage.database import Database
from storage.faults import UnusableError
from storage.tables import secrets
from storage.upsert import insert_new

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATING = 8362636
"""The advisory lock, on PostgreSQL, of whoever is migrating: any number that nothing else uses."""
_VERSION = table("alembic_version", column("version_num"))


class Misfit(NamedTuple):
    """Why this code cannot work on a schema, and what to do."""

    words: str
    remedy: str

    def __str__(self) -> str:
        return f"The database's {self.words} {self.remedy}"


OLDER = Misfit("schema is older than this version.", "Run: tandem migrate")
NEWER = Misfit("schema is newer than this version.", "Start the version that has changed it, or restore a backup.")


def migrate(url: str) -> None:
    """Bring the database to the newest schema, all or nothing; of several at once the first does it.

    UnusableError where it is newer than this code knows, which would misread it, or drop what it knows nothing of.
    """
    with _alone(url) as connection:
        if _is_newer(_stands_at(connection)):
            raise UnusableError(str(NEWER))
        if not _is_current(_stands_at(connection)):
            from alembic import command  # noqa: PLC0415  # it takes a tenth of the start, for what most starts need not

            command.upgrade(_config(connection), "head")
        insert_new(connection, secrets, {"name": "refs", "value": randomness.token_urlsafe(32)})


def downgrade(url: str, revision: str) -> None:
    """Bring the database back to an older revision, "base" is before the first; drops what came later."""
    from alembic import command  # noqa: PLC0415  # as above

    with _alone(url) as connection:
        command.downgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Whether this code can work on the schema."""
    return not misfit(database)


def misfit(database: Database) -> Misfit | None:
    """None where this code can work on the schema."""
    with database.engine.connect() as connection:
        here = _stands_at(connection)
    if _is_newer(here):
        return NEWER
    return None if _is_current(here) else OLDER


def knows(revision: str) -> bool:
    """Whether this code has that revision, its newest or an older one."""
    return revision in _revisions()


def is_empty(url: str) -> bool:
    """Whether there is no schema of ours yet."""
    with _alone(url) as connection:
        return not inspect(connection).has_table(_VERSION.name)


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    database = Database(url, pool=1)
    try:
        with database.engine.begin() as connection:
            if not database.sqlite:
                connection.execute(text("SET LOCAL lock_timeout = 0"))  # a long migration is worth the wait
                connection.execute(text("SELECT pg_advisory_xact_lock(:migrating)"), {"migrating": _MIGRATING})
            yield connection
    finally:
        database.close()


def _stands_at(connection: Connection) -> frozenset[str]:
    """The revisions to which the database was brought, none where there is no schema of ours; without Alembic."""
    if not inspect(connection).has_table(_VERSION.name):
        return frozenset()
    return frozenset(connection.execute(select(_VERSION.c.version_num)).scalars())


def _is_newer(here: frozenset[str]) -> bool:
    return not here <= set(_revisions())


def _is_current(here: frozenset[str]) -> bool:
    return here == {_revisions()[-1]}


def _revisions() -> list[str]:
    """All of them, the oldest first: each file in versions/ begins with the number that is its revision."""
    found = (entry.name.partition("_") for entry in files("storage").joinpath("migrations", "versions").iterdir())
    return sorted(number for number, _, _ in found if number)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection})
    folder = str(files("storage") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
