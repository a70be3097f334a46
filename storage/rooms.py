"""How much room one claim finds: what the pace leaves, and the sends that are under way already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from storage.copies import Lane
from storage.paces import SHARE, Bucket, Pace, Paces

Place = tuple[str, str]
"""A platform, and a workspace, tenant or conversation of it."""
ANY = 1_000_000
"""Where no pace is known, more than one claim takes."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

UNPACED: Paces = MappingProxyType({})
NONE_BUSY: Mapping[Place, int] = MappingProxyType({})

LEAVES: Mapping[Lane, tuple[int, frozenset[Lane]]] = MappingProxyType(
    {
        Lane.PERSONAL: (SHARE, frozenset({Lane.URGENT, Lane.CROWD, Lane.CHANGES})),
        Lane.URGENT: (2 * SHARE, frozenset({Lane.CHANGES})),
        Lane.CHANGES: (4 * SHARE, frozenset({Lane.CROWD})),
    }
)
"""One of so many is left to these, where they wait for the same bucket. Each is a multiple of the one before, so that
something of what the first leaves is left to the last.
"""


CHANGED = " amend"
"""Behind a workspace or tenant: what is changed there; a pause of that alone is of this place as well."""


def changes(place: Place) -> Place:
    """Where what is changed there is counted."""
    return place[0], place[1] + CHANGED


def bucket_of(pace: Pace, place: Place) -> Bucket:
    """Of a workspace or tenant, or of the changes there."""
    return pace.changes if pace.changes and place[1].endswith(CHANGED) else pace.host


LATELY = timedelta(seconds=15)
"""For longer than it takes any channel's bucket to be whole again."""


@dataclass
class Lately:
    """Which channels one process has told something of a broadcast in the last seconds: for as long as a channel is
    told nothing else, its bucket is not asked, and costs nothing.
    """

    since: datetime = LONG_AGO
    _now: set[Place] = field(default_factory=set)
    _before: set[Place] = field(default_factory=set)

    def note(self, channel: Place, at: datetime) -> None:
        """It is told something."""
        if abs(at - self.since) >= LATELY:
            self.since, self._before, self._now = at, self._now, set()
        self._now.add(channel)

    def __contains__(self, channel: Place) -> bool:
        return channel in self._now or channel in self._before


@dataclass
class Rooms:
    """Of each place; `held` is from when on something may go there, and `before` was, when nobody had taken anything
    yet: by that each lane's share is counted. `waiting` is who waits for which bucket.
    """

    at: datetime
    paces: Paces
    busy: Mapping[Place, int]
    held: Mapping[Place, datetime]
    before: Mapping[Place, datetime]
    waiting: Mapping[Place, Collection[Lane]]
    _left: dict[Place, int] = field(default_factory=dict)
    _channels: dict[Place, int] = field(default_factory=dict)

    def host(self, place: Place, lane: Lane) -> int:
        """In a workspace or tenant, or for changes there. What belongs to others first is left to them."""
        pace = self.paces.get(place[0])
        if pace is None:
            return 0 if place in self.held and self.held[place] > self.at else ANY
        free = self.held.get(place, LONG_AGO)
        if place not in self._left:
            under_way = pace.window - self.busy.get(place, 0)
            self._left[place] = max(0, min(bucket_of(pace, place).room(free, self.at), under_way))
        return max(0, self._left[place] - self._left_to_others(place, lane, bucket_of(pace, place)))

    def _left_to_others(self, place: Place, lane: Lane, bucket: Bucket) -> int:
        share, others = LEAVES.get(lane, (0, frozenset()))
        if others.isdisjoint(self.waiting.get(place, ())):
            return 0
        return bucket.shared(self.before.get(place, LONG_AGO), self.at, share)

    def channel(self, place: Place) -> int:
        """In a conversation."""
        pace = self.paces.get(place[0])
        if pace is None:
            return 0 if place in self.held and self.held[place] > self.at else ANY
        if place not in self._channels:
            self._channels[place] = pace.channel.room(self.held.get(place, LONG_AGO), self.at)
        return self._channels[place]

    def take(self, host: Place, channel: Place) -> None:
        """One goes there."""
        if host in self._left:
            self._left[host] -= 1
        if channel in self._channels:
            self._channels[channel] -= 1
