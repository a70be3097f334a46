"""What each kind of phrase comes to on the calendar, seen from a given day."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.figures import MONTHS, Days, day_in, next_such, valid
from domain.tongue import Says, Unit

_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words of one phrase, as numbers; None and 0 where it has none.

    `ahead` counts months, quarters, years or weeks from the present one. `day_first` says that the reader's
    language writes figures so, and `timed` that an hour was said as well.
    """

    figures: str = ""
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int | None = None
    n: int = 1
    unit: Unit | None = None
    quarter: int = 0
    offset: int = 0
    ahead: int = 0
    day_first: bool = False
    timed: bool = False


Rule = Callable[[Said, date], Days]


# --- figures ---


def _figures(said: Said, today: date) -> Days:
    return _fitting(day_in(said.figures, today, day_first=said.day_first), said)


def _fitting(days: Days, said: Said) -> Days:
    """A weekday that does not fit the date makes the whole unreadable: one of the two is a mistake."""
    return tuple(day for day in days if said.weekday in (None, day.weekday()))


# --- weekdays ---


def _weekday(said: Said, today: date) -> Days:
    """With an hour, "Friday" on a Friday may be today."""
    return _this_weekday(said, today) if said.timed else (_coming(said, today),)


def _this_weekday(said: Said, today: date) -> Days:
    """On a Friday, "this Friday" may be today."""
    return (today, _coming(said, today)) if said.weekday == today.weekday() else (_coming(said, today),)


def _weekday_of_week(said: Said, today: date) -> Days:
    return (_in_week(said, today, said.ahead),)


def _either_weekday(said: Said, today: date) -> Days:
    return tuple(sorted({_coming(said, today), _in_week(said, today, 1)}))


def _weeks_after_weekday(said: Said, today: date) -> Days:
    """A week after Friday; on a Friday that may be a week after today."""
    if not said.unit or not said.unit.days or said.unit.days % 7:
        return ()
    return tuple(day + timedelta(days=said.n * said.unit.days) for day in _this_weekday(said, today))


def _weekday_in_weeks(said: Said, today: date) -> Days:
    """Friday in two weeks: of the second week from this one, or two weeks after the next Friday."""
    if not said.unit or not said.unit.days or said.unit.days % 7:
        return ()
    weeks = said.n * said.unit.days // 7
    if said.weekday == today.weekday():
        return (today + weeks * _WEEK,)
    return tuple(sorted({_in_week(said, today, weeks), _coming(said, today) + weeks * _WEEK}))


def _coming(said: Said, today: date) -> date:
    """Gives the first such weekday strictly after today."""
    ahead = ((said.weekday or 0) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _in_week(said: Said, today: date, weeks: int) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + weeks * _WEEK + timedelta(days=said.weekday or 0)


def _nth_weekday(said: Said, today: date) -> Days:
    return _in_month(said, today, lambda first: _nth_from(first, said))


def _nth_from(first: date, said: Said) -> Days:
    day = 1 + ((said.weekday or 0) - first.weekday()) % 7 + 7 * (said.n - 1)
    return valid((first.year, first.month, day)) if said.n else ()


def _last_weekday(said: Said, today: date) -> Days:
    def last(first: date) -> Days:
        end = _month_end(first)
        return (end - timedelta(days=(end.weekday() - (said.weekday or 0)) % 7),)

    return _in_month(said, today, last)


# --- days of a month, and after some time ---


def _day_of_month(said: Said, today: date) -> Days:
    days = valid((said.year, said.month, said.day)) if said.year else next_such(today, said.month, said.day)
    return _fitting(days, said)


def _day_ahead(said: Said, today: date) -> Days:
    month = _months_on(today, said.ahead)
    return _fitting(valid((month.year, month.month, said.day)), said)


def _next_such_day(said: Said, today: date) -> Days:
    """The next day of a month with this number, today included."""
    months = (_months_on(today, ahead) for ahead in range(3))
    coming = (day for month in months for day in valid((month.year, month.month, said.day)) if day >= today)
    return _fitting(tuple(coming)[:1], said)


def _after(said: Said, today: date) -> Days:
    unit = said.unit or Unit()
    month = _months_on(today, said.n * unit.months)
    start = month.replace(day=min(today.day, _month_end(month).day))
    return (start + timedelta(days=said.n * unit.days + said.offset),)


# --- beginnings and ends ---


def _week_end(said: Said, today: date) -> Days:
    """Friday to some, Sunday to others."""
    friday, sunday = Said(weekday=4), Said(weekday=6)
    days = (_in_week(friday, today, said.ahead), _in_week(sunday, today, said.ahead))
    return tuple(day for day in days if day >= today)


def _in_month(said: Said, today: date, which: Callable[[date], Days]) -> Days:
    """Of the month that was named, or is so many ahead; a named one without a year is the next whose day is to come."""
    if not said.month:
        return which(_months_on(today, said.ahead))
    if said.year:
        return which(date(said.year, said.month, 1))
    coming = (day for ahead in range(2) for day in which(date(today.year + ahead, said.month, 1)) if day >= today)
    return tuple(coming)[:1]


def _of_quarter(said: Said, today: date, month_of_it: int, which: Callable[[date], Days]) -> Days:
    if said.quarter:
        named = Said(month=said.quarter * 3 - 3 + month_of_it, year=said.year)
        return _in_month(named, today, which)
    first = (today.month - 1) // 3 * 3 + month_of_it
    return which(_months_on(date(today.year, first, 1), 3 * said.ahead))


def _of_year(said: Said, today: date) -> int:
    return said.year or today.year + said.ahead


def _first(month: date) -> Days:
    return (month,)


def _last(month: date) -> Days:
    return (_month_end(month),)


def _months_on(day: date, months: int) -> date:
    """The first of the month that comes so many months after this day's."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    return date(day.year + years, month + 1, 1)


def _month_end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


RULES: Mapping[Says, Rule] = {
    Says.FIGURES: _figures,
    Says.OFFSET: lambda said, today: (today + timedelta(days=said.offset),),
    Says.WEEKDAY: _weekday,
    Says.THIS_WEEKDAY: _this_weekday,
    Says.EITHER_WEEKDAY: _either_weekday,
    Says.WEEKDAY_OF_WEEK: _weekday_of_week,
    Says.WEEKS_AFTER_WEEKDAY: _weeks_after_weekday,
    Says.WEEKDAY_IN_WEEKS: _weekday_in_weeks,
    Says.NTH_WEEKDAY: _nth_weekday,
    Says.LAST_WEEKDAY: _last_weekday,
    Says.DAY_OF_MONTH: _day_of_month,
    Says.DAY_AHEAD: _day_ahead,
    Says.NEXT_SUCH_DAY: _next_such_day,
    Says.AFTER: _after,
    Says.WEEK_END: _week_end,
    Says.MONTH_START: lambda said, today: _in_month(said, today, _first),
    Says.MONTH_END: lambda said, today: _in_month(said, today, _last),
    Says.QUARTER_START: lambda said, today: _of_quarter(said, today, 1, _first),
    Says.QUARTER_END: lambda said, today: _of_quarter(said, today, 3, _last),
    Says.YEAR_START: lambda said, today: (date(_of_year(said, today), 1, 1),),
    Says.YEAR_END: lambda said, today: (date(_of_year(said, today), MONTHS, 31),),
}
