"""What comes again: "first Monday, 10:00 local, without holidays", once on each day that is meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from domain.business import is_holiday
from domain.when import instant

_DAY = timedelta(days=1)
_WEEK = 7
EVERY = 0
LAST = -1
EVERY_DAY = frozenset(range(_WEEK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """At `wall` by the clocks of `zone`, on these weekdays (0 is Monday).

    `nth` says which of a month: the first for 1, the last for LAST, all for EVERY; a month without a fifth has none.
    What falls on a public holiday of `country` is left out, and not made up for; "" knows no holidays.
    """

    weekdays: frozenset[int]
    wall: time
    zone: ZoneInfo
    nth: int = EVERY
    country: str = ""

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_DAY or not LAST <= self.nth <= _WEEK - 2:
            raise ValueError(self)

    def next_after(self, at: datetime) -> datetime:
        """The first moment later than `at`, in UTC."""
        return next(moment for moment in self._from(at) if moment > at)

    def between(self, start: datetime, end: datetime) -> tuple[datetime, ...]:
        """Every moment from `start` up to, not including, `end`, in UTC."""
        coming = takewhile(lambda moment: moment < end, self._from(start))
        return tuple(moment for moment in coming if moment >= start)

    def _from(self, at: datetime) -> Iterator[datetime]:
        """From the day before on: a time that the clocks skip before midnight is a moment of the next day."""
        day = at.astimezone(self.zone).date() - _DAY
        while True:
            if self.falls_on(day):
                yield instant(day, self.wall, self.zone)
            day += _DAY

    def falls_on(self, day: date) -> bool:
        """Whether this day is one of them; a date that its zone leaves out, as Samoa did in 2011, never is."""
        return (
            day.weekday() in self.weekdays
            and self._counts(day)
            and not is_holiday(day, self.country)
            and instant(day, time(), self.zone).astimezone(self.zone).date() == day
        )

    def _counts(self, day: date) -> bool:
        if self.nth == LAST:
            return (day + _WEEK * _DAY).month != day.month
        return self.nth in (EVERY, (day.day - 1) // _WEEK + 1)
