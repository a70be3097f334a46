"""Which schema it is, and whether this code can work on it. Read without Alembic, which most starts need not load."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sqlalchemy import Connection, column, inspect, select, table

_VERSION = table("alembic_version", column("version_num"))


class Misfit(NamedTuple):
    """Why this code cannot work on a schema, and what to do."""

    words: str
    remedy: str

    def __str__(self) -> str:
        return f"The database's {self.words} {self.remedy}"


OLDER = Misfit("schema is older than this version.", "Run: tandem migrate")
NEWER = Misfit("schema is newer than this version.", "Start the version that has changed it, or restore a backup.")


def misfit_of(connection: Connection) -> Misfit | None:
    """None where this code can work on it."""
    here = _stands_at(connection)
    if not here <= set(revisions()):
        return NEWER
    return None if here == {revisions()[-1]} else OLDER


def _stands_at(connection: Connection) -> frozenset[str]:
    """The revisions to which the database was brought, none where there is no schema of ours."""
    if not is_ours(connection):
        return frozenset()
    return frozenset(connection.execute(select(_VERSION.c.version_num)).scalars())


def is_ours(connection: Connection) -> bool:
    """Whether there is a schema of ours at all, even one that was taken down to before the first revision."""
    return inspect(connection).has_table(_VERSION.name)


def knows(revision: str) -> bool:
    """Whether this code has that revision, its newest or an older one."""
    return revision in revisions()


@cache
def revisions() -> tuple[str, ...]:
    """All that this code has, the oldest first: each file in versions/ begins with the number that is its revision.

    Looked for once: another version may be installed over this one while it runs.
    """
    found = (entry.name.partition("_") for entry in files("storage").joinpath("migrations", "versions").iterdir())
    return tuple(sorted(number for number, _, _ in found if number))
