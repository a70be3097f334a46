"""Whose a copy of a handed file is, and of which file."""

from sqlalchemy import Connection, bindparam, select

from domain.notices import FileHanded
from storage.tables import copies, notices

_OF = (
    select(notices.c.subject)
    .join(copies, copies.c.notice == notices.c.id)
    .where(
        copies.c.id == bindparam("of"),
        copies.c.person == bindparam("whose"),
        notices.c.kind == FileHanded.kind,
    )
)


class HandedFiles:
    """Reads; files are handed by the outbox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def subject(self, copy: str, person: str) -> str | None:
        """What this copy brings, where it is this person's; else None, whatever there is."""
        found: str | None = self._connection.execute(_OF, {"of": copy, "whose": person}).scalar_one_or_none()
        return found
