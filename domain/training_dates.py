"""When the sessions of a course are held that comes again: "first monday", "every tuesday", "last friday"."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.recurrence import EVERY, LAST, Recurrence
from domain.when import instant

_NTH = {"every": EVERY, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = timedelta(days=1)


def read_rule(text: str) -> tuple[int, int]:
    """Which of a month, and which weekday (0 is Monday). ValueError where it is none."""
    nth, _, weekday = text.casefold().strip().partition(" ")
    if nth not in _NTH or weekday.strip() not in _WEEKDAYS:
        raise ValueError(f'"{text}" is no rule such as "first monday", "every tuesday" or "last friday"')
    return _NTH[nth], _WEEKDAYS.index(weekday.strip())


def dates(rule: str, wall: time, zone: ZoneInfo, *, first: date, last: date, country: str) -> tuple[date, ...]:
    """Each day from `first` to `last` on which a session is held, by the clocks of `zone`.

    What falls on a public holiday of `country` is left out, and not made up for.
    """
    nth, weekday = read_rule(rule)
    comes = Recurrence(weekdays=frozenset({weekday}), wall=wall, zone=zone, nth=nth, country=country)
    start, end = (instant(day, time(), zone) for day in (first, last + _DAY))
    return tuple(_day(moment, zone) for moment in comes.between(start, end))


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
