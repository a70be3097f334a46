"""Turns: one at a time, in the order in which they came."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from sqlalchemy import exc


class Turns:
    """SQLite's own waiting is a sleep now and then: who writes without a pause keeps all others out for seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._guard = Lock()
        self._waiting: deque[Event] = deque()
        self._taken = False

    @contextmanager
    def one(self) -> Iterator[None]:
        """Waits for its turn; TimeoutError where it does not come within `seconds`."""
        mine = self._queued()
        if mine and not mine.wait(self._seconds) and not self._came_at_last(mine):
            raise exc.TimeoutError(f"waited {self._seconds} s for others to write")
        try:
            yield
        finally:
            self._hand_on()

    def _queued(self) -> Event | None:
        """None where it is nobody's turn, and so the caller's; else what happens when it is."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return None
            mine = Event()
            self._waiting.append(mine)
            return mine

    def _came_at_last(self, mine: Event) -> bool:
        with self._guard:
            if mine not in self._waiting:
                return True
            self._waiting.remove(mine)
            return False

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
