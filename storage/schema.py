"""The schema: brought up to date by the revisions in migrations/, or found to be so."""

import secrets as randomness
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table, text

from storage.database import Database
from storage.tables import secrets
from storage.upsert import insert_new

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATING = 8362636
"""The advisory lock, on PostgreSQL, of whoever is migrating: any number that nothing else uses."""
_VERSION = table("alembic_version", column("version_num"))


def migrate(url: str) -> None:
    """Bring the database to the newest schema, all or nothing; of several at once the first does it.

    What is newer than this code knows is left alone: an older version can run beside a newer one.
    """
    with _alone(url) as connection:
        if not _is_current(connection):
            from alembic import command  # noqa: PLC0415  # it takes a tenth of the start, for what most starts need not

            command.upgrade(_config(connection), "head")
        insert_new(connection, secrets, {"name": "refs", "value": randomness.token_urlsafe(32)})


def downgrade(url: str, revision: str) -> None:
    """Bring the database back to an older revision, "base" is before the first; drops what came later."""
    from alembic import command  # noqa: PLC0415  # as above

    with _alone(url) as connection:
        command.downgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Whether this code can work on the schema: False where it is older, or not there."""
    with database.engine.connect() as connection:
        return _is_current(connection)


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


def _is_current(connection: Connection) -> bool:
    """Without Alembic: each file in versions/ begins with the number that is its revision."""
    if not inspect(connection).has_table(_VERSION.name):
        return False
    here = set(connection.execute(select(_VERSION.c.version_num)).scalars())
    return bool(here) and not here & set(_revisions()[:-1])


def _revisions() -> list[str]:
    """All of them, the oldest first."""
    found = (entry.name.partition("_") for entry in files("storage").joinpath("migrations", "versions").iterdir())
    return sorted(number for number, _, _ in found if number)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection})
    folder = str(files("storage") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
