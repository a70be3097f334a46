"""The cap: how many messages that can wait somebody gets on one day; what is beyond it comes in one digest."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.audience import next_open
from domain.digests import next_digest
from domain.when import QuietHours

_LONGEST = timedelta(days=10)
"""So long the end of the quiet hours may be waited for: over holidays, at most."""


def cap(per_day: int, chosen: int | None) -> int:
    """How many on one day: as the programme says, or fewer, none included, as the person chose."""
    return per_day if chosen is None else min(per_day, chosen)


def room(per_day: int, after: int, asked: int) -> int:
    """How many of those that were `asked` for at once may go, where `after` have asked with them."""
    return min(asked, max(0, per_day - (after - asked)))


def day_of(at: datetime, zone: str) -> date:
    """The day that somebody's clock shows."""
    return at.astimezone(ZoneInfo(zone)).date()


def digest_at(hour: int, zone: str, quiet: QuietHours | None, *, after: datetime) -> datetime:
    """When what had to wait comes: at this hour on a working day, or when the quiet hours are over; in UTC."""
    return next_open(next_digest((hour,), zone, after=after), zone, quiet)


def next_told(hour: int, zone: str, quiet: QuietHours | None, *, after: datetime) -> datetime:
    """When the next of them comes: of an hour that is over too, where that was in the quiet hours."""
    begun = after - _LONGEST
    while (moment := digest_at(hour, zone, quiet, after=begun)) <= after:
        begun = next_digest((hour,), zone, after=begun)
    return moment
