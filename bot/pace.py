"""Pace: how much one person, and everybody in one workspace, may ask of this process at once.

A bucket holds as many tokens as may be asked for in WINDOW seconds, and fills again at that rate; what is asked takes
one. So a flood gets what the rate allows and no more, and whoever pauses for WINDOW seconds has the whole bucket.
Kept in memory: a second replica has buckets of its own. docs/operations.md tells operators.
"""

import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field

from bot.recent import Recent

WINDOW = 10.0
"""Seconds."""
REMEMBERED = 4096
"""Buckets kept, the one used last before all others: a bucket that is forgotten was full again long ago."""
REPEATS = 16
"""Deliveries of one person that are known again when the platform repeats them."""


@dataclass
class _Bucket:
    """`whole` tokens at most; `left` of them `at` that moment of the clock."""

    whole: int
    left: float
    at: float
    served: deque[str] = field(default_factory=lambda: deque(maxlen=REPEATS))

    def fill(self, at: float) -> None:
        self.left = min(self.whole, self.left + (at - self.at) * self.whole / WINDOW)
        self.at = at

    @property
    def wait(self) -> float:
        """Seconds until there is a whole token."""
        return max(0.0, (1 - self.left) * WINDOW / self.whole)


class Pace:
    """Used by one thread, that of the loop."""

    def __init__(self, *, person: int, workspace: int, clock: Callable[[], float] = time.monotonic) -> None:
        """How many requests each may make in WINDOW seconds; `clock` in seconds from anywhere."""
        self._person = person
        self._workspace = workspace
        self._clock = clock
        self._buckets: Recent[Hashable, _Bucket] = Recent(REMEMBERED)

    def wait(self, who: Hashable, where: Hashable, key: str) -> float:
        """0 where it may be done now, which then counts; else in how many seconds it may.

        What is delivered again under the same `key`, or follows from it ("key:..."), does not count again; without a
        key everything counts.
        """
        at = self._clock()
        mine, ours = self._bucket(who, self._person, at), self._bucket(where, self._workspace, at)
        if key and any(one in mine.served for one in _beginnings(key)):
            return 0.0
        wait = max(mine.wait, ours.wait)
        if wait == 0.0:
            mine.left -= 1
            ours.left -= 1
            mine.served.append(key)
        return wait

    def _bucket(self, name: Hashable, whole: int, at: float) -> _Bucket:
        bucket = self._buckets.get(name) or _Bucket(whole, whole, at)
        self._buckets[name] = bucket  # used last
        bucket.fill(at)
        return bucket


def _beginnings(key: str) -> Iterator[str]:
    """It, and whatever it may follow from."""
    yield key
    while key := key.rpartition(":")[0]:
        yield key
