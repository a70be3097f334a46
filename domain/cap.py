"""The cap: how many messages that can wait somebody gets on one day; what is beyond it comes in one digest."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.audience import next_open
from domain.digests import next_digest
from domain.when import QuietHours


def room(per_day: int, after: int, asked: int) -> int:
    """How many of those that were `asked` for at once may go, where `after` have asked with them."""
    return min(asked, max(0, per_day - (after - asked)))


def day_of(at: datetime, zone: str) -> date:
    """The day that somebody's clock shows."""
    return at.astimezone(ZoneInfo(zone)).date()


def digest_at(hours: Sequence[int], zone: str, quiet: QuietHours | None, *, after: datetime) -> datetime:
    """When what had to wait comes: at one of these hours on a working day, or when the quiet hours are over; in UTC."""
    return next_open(next_digest(hours, zone, after=after), zone, quiet)
