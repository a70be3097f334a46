"""Handshakes: installations that came back from Slack, remembered for as long as they could come back again."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete

from storage.ids import digest
from storage.tables import handshakes
from storage.upsert import insert_new

_OVER = delete(handshakes).where(handshakes.c.at <= bindparam("before"))


class Handshakes:
    """Only hashes, and only of those that were ours: whoever begins them by the thousand leaves nothing here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def finish(self, state: str, *, at: datetime, life: timedelta) -> bool:
        """Whether it comes back for the first time; `life` is how long it could."""
        self._connection.execute(_OVER, {"before": at - life})
        return insert_new(self._connection, handshakes, {"state": digest(state), "at": at})
