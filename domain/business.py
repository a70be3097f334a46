"""Business time: the hours in which somebody works, in their own zone, without weekends and public holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.core import get_global

from domain.when import instant

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_NOTHING = timedelta()
_NOWHERE = "ZZ"
_WEEKEND = 5
"""Saturday and Sunday, where no country says otherwise."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From `start` up to, not including, `end` of the same day, by the wall clock."""

    start: time
    end: time


USUAL = WorkingHours(time(9), time(17))


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody works. `country` is two letters of ISO 3166; "" has no holidays, and weekends like Europe's."""

    zone: ZoneInfo
    hours: WorkingHours = USUAL
    country: str = ""

    def works_on(self, day: date) -> bool:
        """Whether it is a working day; holidays of a part of the country are not looked at."""
        known = _holidays(self.country)
        return day.weekday() < _WEEKEND if known is None else known.is_working_day(day)

    def first_from(self, day: date) -> date:
        """This day if it is a working day, otherwise the next one."""
        while not self.works_on(day):
            day += _DAY
        return day

    def last_until(self, day: date) -> date:
        """This day if it is a working day, otherwise the one before."""
        while not self.works_on(day):
            day -= _DAY
        return day

    def days_on(self, day: date, count: int) -> date:
        """So many working days later, or earlier where it is negative.

        From a day off one counts as from the last day worked before it, or the first after it when counting back.
        """
        step = _DAY if count >= 0 else -_DAY
        day = self.last_until(day) if count >= 0 else self.first_from(day)
        for _ in range(abs(count)):
            day += step
            day = self.first_from(day) if count > 0 else self.last_until(day)
        return day

    def begins(self, day: date) -> datetime:
        """When work begins on this day, or on the first one worked after it; in UTC."""
        return instant(self.first_from(day), self.hours.start, self.zone)

    def next_worked(self, at: datetime) -> datetime:
        """`at` itself in working hours, otherwise the next moment at which work begins; in UTC."""
        return next(begins for begins, _ in self._days(at))

    def add(self, start: datetime, length: timedelta) -> datetime:
        """The first moment, in UTC, by which this much was worked since `start`; a day's last hour ends with it.

        Nothing to work ends at `start` itself.
        """
        left = length
        if left <= _NOTHING:
            return start
        for begins, ends in self._days(start):
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        raise AssertionError("days never end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much is worked from `start` to `end`; nothing where `end` is earlier."""
        worked = _NOTHING
        for begins, ends in self._days(start):
            if begins >= end:
                break
            worked += min(ends, end) - begins
        return worked

    def _days(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches worked from `start` on, a day each.

        A day's is what passes from the first time its clock shows the start until the first time it shows the
        end: an hour that comes twice within it is worked twice, and one that is skipped is not worked.
        """
        day = start.astimezone(self.zone).date() - _DAY
        while True:
            day += _DAY
            worked = _worked(self, day)
            if worked and start < worked[1]:
                yield max(worked[0], start).astimezone(UTC), worked[1]


def is_holiday(day: date, country: str) -> bool:
    """Whether it is a public holiday of the whole country; never where none are known."""
    known = _holidays(country)
    return known is not None and day in known


def country_of(zone: str) -> str:
    """The country in which a zone's clocks hang: "PL" for "Europe/Warsaw"; "" for UTC and the like."""
    name = get_global("zone_aliases").get(zone, zone)
    return str(get_global("zone_territories").get(name, _NOWHERE)).replace(_NOWHERE, "")


def calendar_of(zone: str, hours: WorkingHours = USUAL) -> Calendar:
    """The calendar of somebody whose clock stands in this zone: the country's weekends and public holidays."""
    return Calendar(ZoneInfo(zone), hours, country_of(zone))


def prepare() -> None:
    """Read the holidays before somebody waits for them: it takes half a second, once a process."""
    _holidays("PL")


@lru_cache(maxsize=4096)
def _worked(calendar: Calendar, day: date) -> tuple[datetime, datetime] | None:
    """From when until when that day is worked; the days ahead are looked at again with each request."""
    if not calendar.works_on(day):
        return None
    begins, ends = (instant(day, wall, calendar.zone) for wall in (calendar.hours.start, calendar.hours.end))
    return (begins, ends) if begins < ends else None


@cache
def _holidays(country: str) -> "HolidayBase | None":
    if not country:
        return None
    from holidays import country_holidays  # noqa: PLC0415 - it takes half a second; `prepare` takes it where nobody waits

    try:
        return country_holidays(country)
    except NotImplementedError:  # a country that the package does not know
        return None
