"""Live: tells open pages that something has changed; what it is they read for themselves."""

import asyncio
from datetime import timedelta

BREATH = timedelta(seconds=20)
"""How long a listener waits in silence: then it says a word, to find out whether anybody is still there."""


class Live:
    """A counter, and those who wait for it to move. All of it on the loop's own thread."""

    def __init__(self) -> None:
        self.count = 0
        self.over = False
        self._moved = asyncio.Event()

    def tell(self) -> None:
        """Something has changed: whoever listens wakes."""
        self.count += 1
        self._wake()

    def stop(self) -> None:
        """Nothing more will come: listeners go home, so that nobody waits for them."""
        self.over = True
        self._wake()

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def after(self, seen: int, *, within: timedelta = BREATH) -> bool:
        """Whether the counter has left `seen`; False when it has not, or when it is over."""
        if self.count == seen and not self.over:
            try:
                await asyncio.wait_for(self._moved.wait(), within.total_seconds())
            except TimeoutError:
                return False
        return not self.over
