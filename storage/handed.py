"""Whose a copy of a handed file is, and of which file; and what became of one that went into a channel."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, select

from domain.notices.documents import DocumentShared, FileHanded
from domain.notices.notice import topic
from storage.copies import CopyState
from storage.tables import Moment, copies, notices

_OF = (
    select(notices.c.subject, copies.c.state, copies.c.reason)
    .join(copies, copies.c.notice == notices.c.id)
    .where(
        copies.c.id == bindparam("of"),
        copies.c.person == bindparam("whose"),
        notices.c.kind == FileHanded.kind,
    )
)

_WENT = (
    select(notices.c.subject, copies.c.state, copies.c.reason)
    .join(copies, copies.c.notice == notices.c.id)
    .where(copies.c.id == bindparam("of"), notices.c.kind == DocumentShared.kind)
)
_LATELY = select(
    exists().where(
        notices.c.topic == bindparam("about"),
        notices.c.put_at > bindparam("since", type_=Moment),
        copies.c.notice == notices.c.id,
        copies.c.state.not_in((CopyState.FAILED, CopyState.SKIPPED)),
    )
)


class HandedFiles:
    """Reads; files are handed by the outbox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def subject(self, copy: str, person: str) -> str | None:
        """What this copy brings, where it is this person's; else None, whatever there is."""
        found = self._of(copy, person)
        return found[0] if found else None

    def missed(self, copy: str, person: str) -> tuple[str, str] | None:
        """The same with the reason why it did not come; None where it has come all the same."""
        subject, state, reason = self._of(copy, person) or ("", CopyState.SENT, "")
        return (subject, reason) if state != CopyState.SENT else None

    def shared(self, subject: str, *, since: datetime) -> bool:
        """Whether this document was put into this channel after that, and did not fail."""
        asked = {"about": topic(DocumentShared.about, subject), "since": since}
        return bool(self._connection.execute(_LATELY, asked).scalar_one())

    def not_shared(self, copy: str) -> tuple[str, str] | None:
        """What this copy was to bring into a channel, and the reason why it did not; None where it has all the same."""
        row = self._connection.execute(_WENT, {"of": copy}).one_or_none()
        return (row.subject, row.reason) if row and row.state != CopyState.SENT else None

    def _of(self, copy: str, person: str) -> tuple[str, str, str] | None:
        row = self._connection.execute(_OF, {"of": copy, "whose": person}).one_or_none()
        return (row.subject, row.state, row.reason) if row else None
