"""Dates in figures: 31.12.2026, 2026-12-31, 3/4."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

MONTHS = 12
Days = tuple[date, ...]

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
# Two digits for the year, but not after a dash: "27-01-30" may begin with it.
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|(?<!-)[0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})")


def day_in(figures: str, today: date, *, day_first: bool) -> Days:
    """Every day that figures may be: with dots in the reader's own order, else in both orders where both are days."""
    if found := _YEAR_FIRST.fullmatch(figures):
        return valid((int(found[1]), int(found[3]), int(found[4])))
    if found := _YEAR_LAST.fullmatch(figures):
        year = int(found[4]) if len(found[4]) > 2 else 2000 + int(found[4])  # noqa: PLR2004 - "31.12.26"
        first, second = int(found[1]), int(found[3])
        native = day_first and found[2] == "."
        return valid((year, second, first)) if native else valid((year, second, first), (year, first, second))
    if found := _NO_YEAR.fullmatch(figures):
        return _numeric_without_year(int(found[1]), int(found[3]), today, native=day_first and found[2] == ".")
    return ()


def _numeric_without_year(first: int, second: int, today: date, *, native: bool) -> Days:
    """Only with the day first; "12/26" may be a month and a year."""
    day_first, month_first = next_such(today, second, first), next_such(today, first, second)
    if native or first == second or not month_first:
        return day_first
    return (*day_first, *month_first) if day_first else ()


def valid(*days: tuple[int, int, int]) -> Days:
    """Those that the calendar has, each once, in the order given."""
    found: dict[date, None] = {}
    for year, month, day in days:
        if MINYEAR <= year < MAXYEAR and 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]:
            found[date(year, month, day)] = None
    return tuple(found)


def next_such(today: date, month: int, day: int) -> Days:
    """The next such day of a year, today included; 29 February may be years away."""
    coming = (valid((today.year + ahead, month, day)) for ahead in range(9))
    return next((days for days in coming if days and days[0] >= today), ())
