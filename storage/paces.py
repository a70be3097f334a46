"""How fast may be sent where: a bucket a workspace or tenant, and one a channel.

What a bucket holds stands in the table of pauses: the moment from which on the next may go. Taking from it and being
told to wait both move that moment, so that a restart and every replica go by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD = timedelta(seconds=0.25)
"""How long before its moment a copy is claimed: the sender waits for it, and the next one is claimed meanwhile."""
SHARE = 5
"""Of so many one is a broadcast's, however much else there is to send; and never more where there is else."""


@dataclass(frozen=True)
class Bucket:
    """One each `every`; after a rest `burst` at once."""

    every: timedelta
    burst: int = 1

    def base(self, at: datetime) -> datetime:
        """From where on moments count that were not used."""
        return at - self.every * (self.burst - 1)

    def room(self, free: datetime, at: datetime) -> int:
        """How many may be taken at `at`, where the next may go from `free` on."""
        left = at + AHEAD - max(free, self.base(at))
        return 0 if left < timedelta() else left // self.every + 1

    def shared(self, free: datetime, at: datetime, share: int = SHARE) -> int:
        """How many of those belong to others first, where one of `share` does."""
        first = int(max(free, self.base(at)).timestamp() / self.every.total_seconds())
        return sum((first + n) % share == 0 for n in range(self.room(free, at)))


@dataclass(frozen=True)
class Pace:
    """Of one platform: `host` for a workspace or tenant, `channel` for one channel or thread in it.

    `window` is how many may be under way at once: so many are uncertain after a crash. `changes` is for what changes a
    message that is there, where the platform counts that by itself.
    """

    host: Bucket
    channel: Bucket
    window: int
    changes: Bucket | None = None


Paces = Mapping[str, Pace]
"""By platform; where there is none, anything goes."""
