"""Business time: what was promised in working hours is due at the right minute, whatever clocks and calendars do."""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from domain.business import Calendar, WorkingHours, calendar_of, country_of
from tests.domain.test_when import change_days

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ZONES = ["Europe/Warsaw", "America/Sao_Paulo", "America/New_York"]


# --- an independent calculation: the laws' own words for the holidays, and a walk through the minutes ---


def easter(year: int) -> date:
    """Gauss and Butcher, as in the almanacs."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def days_of(year: int, *texts: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{text}") for text in texts}


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month; the last for -1."""
    days = [date(year, month, 1) + timedelta(days=k) for k in range(31)]
    return [day for day in days if day.month == month and day.weekday() == weekday][n if n < 0 else n - 1]


def observed(day: date) -> date:
    """In the United States Saturday's holiday is Friday's too, and Sunday's Monday's."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


@cache
def holidays_in(zone: str, year: int) -> set[date]:
    sunday = easter(year)
    match zone:
        case "Europe/Warsaw":
            fixed = days_of(
                year, "01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-24", "12-25", "12-26"
            )
            return fixed | {sunday + timedelta(days=n) for n in (0, 1, 49, 60)}
        case "America/Sao_Paulo":
            fixed = days_of(year, "01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "11-20", "12-25")
            return fixed | {sunday - timedelta(days=2)}
        case _:
            fixed = days_of(year, "01-01", "06-19", "07-04", "11-11", "12-25") | days_of(year + 1, "01-01")
            moving = {nth(year, 1, 0, 3), nth(year, 2, 0, 3), nth(year, 5, 0, -1), nth(year, 9, 0, 1)}
            return {observed(day) for day in fixed} | moving | {nth(year, 10, 0, 2), nth(year, 11, 3, 4)}


def due_by_minutes(zone: str, hours: WorkingHours, start: datetime, minutes: int) -> datetime:
    """Looks at the wall clock once a minute. A day opens when it first shows the start, or is past it, and closes
    for good when it first shows the end, or is past it."""
    there, at, opened, closed = ZoneInfo(zone), start - timedelta(days=1), set[date](), set[date]()
    while True:
        wall = at.astimezone(there)
        day = wall.date()
        if wall.time() >= hours.end and day in opened:
            closed.add(day)
        if hours.start <= wall.time() < hours.end:
            opened.add(day)
        if at >= start and day in opened - closed and day.weekday() < 5 and day not in holidays_in(zone, day.year):
            minutes -= 1
            if not minutes:
                return at + MINUTE
        at += MINUTE


def cases(number: int) -> list[tuple[str, WorkingHours, datetime, int]]:
    """Around holidays, weekends and every clock change from 2026 to 2028; by day and by night, when clocks change."""
    chance = random.Random(34)
    found = []
    for n in range(number):
        zone = ZONES[n % 3]
        changes = [day for day in change_days(zone) if 2026 <= day.year <= 2028]
        off = sorted(day for year in (2026, 2027, 2028) for day in holidays_in(zone, year) if day.year <= 2028)
        near = chance.choice(off) if n % 2 or not changes else changes[n // 6 % len(changes)]
        start = datetime.combine(near, time(chance.randrange(24), chance.randrange(60)), tzinfo=UTC)
        start += timedelta(days=chance.randint(-3, 1))
        hours = chance.choice(
            [WorkingHours(time(9), time(17)), WorkingHours(time(0), time(8)), WorkingHours(time(2, 30), time(10))]
        )
        found.append((zone, hours, start, chance.randint(1, 24 * 60)))
    return found


def test_a_thousand_deadlines_agree_with_a_walk_through_the_minutes(count):
    for zone, hours, start, minutes in cases(count(1000)):
        calendar = calendar_of(zone, hours)

        due = calendar.add(start, minutes * MINUTE)

        assert due == due_by_minutes(zone, hours, start, minutes), (zone, hours, start, minutes)
        assert calendar.between(start, due) == minutes * MINUTE


@pytest.mark.parametrize(
    ("zone", "start", "hours", "due"),
    [
        # Friday 17:00 before a long weekend: Wednesday, 11 November, is Independence Day.
        ("Europe/Warsaw", "2026-11-06T16:00", 8, "2026-11-09T16:00"),
        ("Europe/Warsaw", "2026-11-06T16:00", 24, "2026-11-12T16:00"),
        ("Europe/Warsaw", "2026-12-23T15:00", 2, "2026-12-28T09:00"),
        ("America/Sao_Paulo", "2026-09-04T19:00", 2, "2026-09-08T13:00"),
        # 4 July 2026 is a Saturday: Friday is off.
        ("America/New_York", "2026-07-02T20:00", 2, "2026-07-06T14:00"),
        # The clocks go back on Sunday: Friday's 16:00 and Monday's 10:00 are an hour further apart.
        ("Europe/Warsaw", "2026-10-23T14:00", 2, "2026-10-26T09:00"),
        # Nobody works on this clock's holidays: there is no country.
        ("UTC", "2026-12-25T08:00", 3, "2026-12-25T12:00"),
    ],
)
def test_a_deadline_passes_over_nights_weekends_and_holidays(zone, start, hours, due):
    begun = datetime.fromisoformat(start).replace(tzinfo=UTC)

    assert calendar_of(zone).add(begun, hours * HOUR) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_an_hour_that_comes_twice_is_worked_twice_and_one_that_is_skipped_is_not():
    early = Calendar(ZoneInfo("Africa/Cairo"), WorkingHours(time(0), time(4)))
    late = Calendar(ZoneInfo("Africa/Cairo"), WorkingHours(time(20), time(23, 59)))

    # On Friday, 24 April 2026, Cairo's clocks go from 00:00 to 01:00; on 29 October they show 23:00 to 00:00 twice.
    spring, autumn = datetime(2026, 4, 23, 21, 0, tzinfo=UTC), datetime(2026, 10, 29, 12, 0, tzinfo=UTC)
    assert early.between(spring, spring + 12 * HOUR) == 3 * HOUR
    assert late.between(autumn, autumn + 12 * HOUR) == 239 * MINUTE


def test_no_work_is_due_at_once_and_nothing_is_worked_backwards():
    start = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

    assert calendar_of("Europe/Warsaw").add(start, timedelta()) == start
    assert calendar_of("Europe/Warsaw").between(start, start - HOUR) == timedelta()


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Warsaw", "PL"), ("America/Manaus", "BR"), ("US/Eastern", "US"), ("Asia/Calcutta", "IN"), ("UTC", "")],
)
def test_a_zone_says_in_which_country_its_clocks_hang(zone, country):
    assert country_of(zone) == country


def test_a_country_that_works_on_sundays_rests_on_its_own_days():
    riyadh = calendar_of("Asia/Riyadh")

    assert riyadh.works_on(date(2026, 11, 29))
    assert not riyadh.works_on(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("zone", "day", "count", "there"),
    [
        ("Europe/Warsaw", "2026-12-23", 1, "2026-12-28"),
        ("Europe/Warsaw", "2026-12-28", -1, "2026-12-23"),
        ("Europe/Warsaw", "2026-12-25", 0, "2026-12-23"),
        ("Europe/Warsaw", "2026-12-25", 1, "2026-12-28"),
        ("Europe/Warsaw", "2026-12-25", -1, "2026-12-23"),
        ("Europe/Warsaw", "2026-11-10", 5, "2026-11-18"),
        ("America/Sao_Paulo", "2026-09-04", 1, "2026-09-08"),
        ("Asia/Dubai", "2026-11-27", 1, "2026-11-30"),
    ],
)
def test_days_are_counted_as_they_are_worked(zone, day, count, there):
    assert calendar_of(zone).days_on(date.fromisoformat(day), count) == date.fromisoformat(there)


@pytest.mark.parametrize(
    ("at", "worked"),
    [
        ("2026-11-20T12:00", "2026-11-20T12:00"),
        ("2026-11-20T16:00", "2026-11-23T08:00"),
        ("2026-11-10T20:00", "2026-11-12T08:00"),
        ("2026-11-23T03:00", "2026-11-23T08:00"),
    ],
)
def test_what_comes_at_night_waits_for_the_hour_at_which_work_begins(at, worked):
    found = calendar_of("Europe/Warsaw").next_worked(datetime.fromisoformat(at).replace(tzinfo=UTC))

    assert found == datetime.fromisoformat(worked).replace(tzinfo=UTC)
