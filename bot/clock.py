"""What time it is: this machine's clock, put right by the database's, which all replicas share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from storage.store import Store

EVERY = 10.0
"""Seconds between two looks at the database's clock."""
NEAR = timedelta(seconds=0.5)
"""By how much the two may differ: what is told is not moved to and fro for less."""


class SharedClock:
    """In UTC. Replicas agree on what is due, and on when a pause is over, however wrong the clock of one of them is.

    Between two looks it counts the seconds that pass: a machine whose clock is moved meanwhile sends nothing early.
    """

    def __init__(self, machine: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._at, self._since = machine(), monotonic()

    def __call__(self) -> datetime:
        return self._at + timedelta(seconds=monotonic() - self._since)

    def look(self, store: Store) -> None:
        """What time it is there. A look that took long says nothing."""
        before = monotonic()
        theirs = datetime.fromtimestamp(store.seconds(), UTC)
        took = timedelta(seconds=monotonic() - before)
        if took < NEAR <= abs(theirs + took / 2 - self()):
            self._at, self._since = theirs + took / 2, monotonic()
