"""What each kind of phrase comes to on the calendar, seen from a given day."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from domain.tongues import Says, Unit

MONTHS = 12
NOTHING = Unit()


@dataclass(frozen=True)
class Said:
    """The words of one phrase, as numbers."""

    day: int = 0
    month: int = 0
    year: int | None = None
    weekday: int | None = None
    n: int = 1
    unit: Unit = NOTHING
    quarter: int = 0
    offset: int = 0


def valid(*days: tuple[int, int, int]) -> tuple[date, ...]:
    """Those that the calendar has, each once, in the order given."""
    found: dict[date, None] = {}
    for year, month, day in days:
        if 1 <= year < MAXYEAR and 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]:
            found[date(year, month, day)] = None
    return tuple(found)


def next_such(today: date, month: int, day: int) -> tuple[date, ...]:
    """The next such day of a year, today included; 29 February may be years away."""
    coming = (valid((today.year + ahead, month, day)) for ahead in range(9))
    return next((days for days in coming if days and days[0] >= today), ())


def _weekday(said: Said, today: date) -> tuple[date, ...]:
    return (_coming(said, today),)


def _this_weekday(said: Said, today: date) -> tuple[date, ...]:
    """On a Friday, "this Friday" may be today."""
    return (today, _coming(said, today)) if said.weekday == today.weekday() else (_coming(said, today),)


def _next_weekday(said: Said, today: date) -> tuple[date, ...]:
    return (_in_next_week(said, today),)


def _either_weekday(said: Said, today: date) -> tuple[date, ...]:
    return tuple(sorted({_coming(said, today), _in_next_week(said, today)}))


def _coming(said: Said, today: date) -> date:
    """Gives the first such weekday strictly after today."""
    ahead = ((said.weekday or 0) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _in_next_week(said: Said, today: date) -> date:
    monday = today + timedelta(days=7 - today.weekday())
    return monday + timedelta(days=said.weekday or 0)


def _day_of_month(said: Said, today: date) -> tuple[date, ...]:
    """A weekday that does not fit the date makes the whole unreadable: one of the two is a mistake."""
    year = said.year
    days = valid((year, said.month, said.day)) if year else next_such(today, said.month, said.day)
    return tuple(day for day in days if said.weekday in (None, day.weekday()))


def _after(said: Said, today: date) -> tuple[date, ...]:
    month = _months_on(today.replace(day=1), said.n * said.unit.months)
    start = month.replace(day=min(today.day, _month_end(month).day))
    return (start + timedelta(days=said.n * said.unit.days),)


def _end_of_named_month(said: Said, today: date) -> tuple[date, ...]:
    if said.year:
        return (_month_end(date(said.year, said.month, 1)),)
    this_year = _month_end(date(today.year, said.month, 1))
    return (this_year if this_year >= today else _month_end(date(today.year + 1, said.month, 1)),)


def _end_of_named_quarter(said: Said, today: date) -> tuple[date, ...]:
    return _end_of_named_month(replace(said, month=said.quarter * 3), today)


def _end_of_month_ahead(months: int) -> Callable[[Said, date], tuple[date, ...]]:
    return lambda _, today: (_month_end(_months_on(today.replace(day=1), months)),)


def _end_of_quarter_ahead(quarters: int) -> Callable[[Said, date], tuple[date, ...]]:
    def end(_: Said, today: date) -> tuple[date, ...]:
        last_month = (today.month + 2) // 3 * 3
        return (_month_end(_months_on(date(today.year, last_month, 1), quarters * 3)),)

    return end


def _end_of_year_ahead(years: int) -> Callable[[Said, date], tuple[date, ...]]:
    return lambda _, today: (date(today.year + years, MONTHS, 31),)


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, MONTHS)
    return date(first.year + years, month + 1, 1)


def _month_end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


RULES: Mapping[Says, Callable[[Said, date], tuple[date, ...]]] = {
    Says.OFFSET: lambda said, today: (today + timedelta(days=said.offset),),
    Says.WEEKDAY: _weekday,
    Says.THIS_WEEKDAY: _this_weekday,
    Says.NEXT_WEEKDAY: _next_weekday,
    Says.EITHER_WEEKDAY: _either_weekday,
    Says.DAY_OF_MONTH: _day_of_month,
    Says.AFTER: _after,
    Says.MONTH_END: _end_of_named_month,
    Says.THIS_MONTH_END: _end_of_month_ahead(0),
    Says.NEXT_MONTH_END: _end_of_month_ahead(1),
    Says.QUARTER_END: _end_of_named_quarter,
    Says.THIS_QUARTER_END: _end_of_quarter_ahead(0),
    Says.NEXT_QUARTER_END: _end_of_quarter_ahead(1),
    Says.YEAR_END: lambda said, _: (date(said.year or 0, MONTHS, 31),),
    Says.THIS_YEAR_END: _end_of_year_ahead(0),
    Says.NEXT_YEAR_END: _end_of_year_ahead(1),
}
