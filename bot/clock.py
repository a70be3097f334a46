"""What time it is: this machine's clock, put right by the database's, which all replicas share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from storage.store import Store

EVERY = 10.0
"""Seconds between two looks at the database's clock."""
NEAR = timedelta(seconds=0.5)
"""By how much the two may differ: what is told is not moved to and fro for less."""


class SharedClock:
    """In UTC. Replicas agree on what is due, and on when a pause is over, however wrong the clock of one of them is."""

    def __init__(self, machine: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._machine = machine
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return self._machine() - self._ahead

    def look(self, store: Store) -> None:
        """How far ahead this machine is. A look that took long, or in which the clock was moved, says nothing."""
        before = self._machine()
        theirs = datetime.fromtimestamp(store.seconds(), UTC)
        took = self._machine() - before
        ahead = before + took / 2 - theirs
        if timedelta() <= took < NEAR <= abs(ahead - self._ahead):
            self._ahead = ahead
