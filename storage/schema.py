"""The schema: brought up to date by the revisions in migrations/, or found to be so."""

import secrets as randomness
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from storage.database import Database
from storage.faults import UnusableError
from storage.revisions import NEWER, OLDER, Misfit, is_ours, misfit_of
from storage.tables import secrets
from storage.upsert import insert_new

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATING = 8362636
"""The advisory lock, on PostgreSQL, of whoever is migrating: any number that nothing else uses."""


def migrate(url: str) -> None:
    """Bring the database to the newest schema, all or nothing; of several at once the first does it.

    UnusableError where it is newer than this code knows, which would misread it, or drop what it knows nothing of.
    """
    with _alone(url) as connection:
        here = misfit_of(connection)
        if here is NEWER:
            raise UnusableError(str(NEWER))
        if here is OLDER:
            from alembic import command  # noqa: PLC0415  # it takes a tenth of the start, for what most starts need not

            command.upgrade(_config(connection), "head")
        insert_new(connection, secrets, {"name": "refs", "value": randomness.token_urlsafe(32)})


def downgrade(url: str, revision: str) -> None:
    """Bring the database back to an older revision, "base" is before the first; drops what came later."""
    from alembic import command  # noqa: PLC0415  # as above

    with _alone(url) as connection:
        command.downgrade(_config(connection), revision)


def misfit(database: Database) -> Misfit | None:
    """None where this code can work on the schema."""
    with database.read() as store:
        return store.misfit()


def is_empty(url: str) -> bool:
    """Whether there is no schema of ours yet."""
    with _alone(url) as connection:
        return not is_ours(connection)


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


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection})
    folder = str(files("storage") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
