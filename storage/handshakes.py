"""Handshakes: installations that were begun in a browser, until Slack sends it back or their time is over."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select

from storage.ids import digest
from storage.tables import handshakes
from storage.upsert import insert_new

LIFE = timedelta(minutes=10)
MOST = 10_000
"""At once: whoever begins them by the thousand fills no disk."""

_OVER = delete(handshakes).where(handshakes.c.at <= bindparam("before"))
_COUNT = select(func.count()).select_from(handshakes)
_REDEEM = delete(handshakes).where(
    handshakes.c.state == bindparam("of_state"),
    handshakes.c.browser == bindparam("of_browser"),
    handshakes.c.at > bindparam("before"),
)


class Handshakes:
    """What is kept are hashes: a dump of the database lets nobody finish one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, state: str, browser: str, *, at: datetime) -> bool:
        """`state` goes to Slack and comes back, `browser` stays in a cookie. False where there are MOST already."""
        self._connection.execute(_OVER, {"before": at - LIFE})
        if self._connection.execute(_COUNT).scalar_one() >= MOST:
            return False
        return insert_new(self._connection, handshakes, {"state": digest(state), "browser": digest(browser), "at": at})

    def redeem(self, state: str, browser: str, *, at: datetime) -> bool:
        """Whether this browser began it, less than LIFE ago; it works once."""
        asked = {"of_state": digest(state), "of_browser": digest(browser), "before": at - LIFE}
        return self._connection.execute(_REDEEM, asked).rowcount == 1
