"""What was already received, and what was answered: platforms deliver some things twice or more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.tables import inbox
from storage.upsert import insert_new

_RECEIVED = select(inbox.c.digest, inbox.c.answer).where(inbox.c.key == bindparam("of"))
_ANSWER = update(inbox).where(inbox.c.key == bindparam("of")).values(answer=bindparam("answered"))


@dataclass(frozen=True)
class Received:
    """An earlier delivery: the hash of its body, and what was answered."""

    digest: str
    answer: str


class Inbox:
    """One row a delivery that changes something."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, key: str, digest: str, *, at: datetime) -> Received | None:
        """None where this is the first delivery under `key`; else what became of the first."""
        if insert_new(self._connection, inbox, {"key": key, "digest": digest, "at": at}):
            return None
        row = self._connection.execute(_RECEIVED, {"of": key}).one()
        return Received(row.digest, row.answer or "")

    def answer(self, key: str, answer: str) -> None:
        """What was answered, kept for the next delivery of the same."""
        self._connection.execute(_ANSWER, {"of": key, "answered": answer})
