"""What comes again comes on the right days, at the right hour of each zone, and not on its holidays."""

from calendar import monthcalendar
from datetime import UTC, date, datetime, time
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from domain.recurrence import EVERY_DAY, LAST, Recurrence
from tests.domain.test_business import ZONES, holidays_in
from tests.domain.test_when import by_another_book

TEN = time(10)
MONDAY = frozenset({0})
MONTHS = list(product(range(2026, 2031), range(1, 13)))
PLACES = {
    "Europe/Warsaw": "PL",
    "America/Sao_Paulo": "BR",
    "America/New_York": "US",
    **dict.fromkeys(("Africa/Cairo", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Nuuk", "Asia/Tokyo"), ""),
    **dict.fromkeys(("Pacific/Kiritimati", "Atlantic/Azores"), ""),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(("nth", "week"), [(1, 0), (3, 2), (LAST, -1)])
def test_a_monday_of_each_month_at_ten_comes_for_five_years(name, nth, week):
    mondays = [
        date(year, month, [line[0] for line in monthcalendar(year, month) if line[0]][week]) for year, month in MONTHS
    ]
    worked = [day for day in mondays if name not in ZONES or day not in holidays_in(name, day.year)]
    meant = Recurrence(weekdays=MONDAY, nth=nth, wall=TEN, zone=ZoneInfo(name), country=PLACES[name])

    found = meant.between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))

    assert found == tuple(by_another_book(day, TEN, name) for day in worked)
    assert all(moment.astimezone(ZoneInfo(name)).hour == 10 for moment in found)


def test_labor_day_is_never_a_first_monday_with_work():
    september = Recurrence(weekdays=MONDAY, nth=1, wall=TEN, zone=ZoneInfo("America/New_York"), country="US")

    assert september.next_after(datetime(2026, 9, 1, tzinfo=UTC)) == datetime(2026, 10, 5, 14, tzinfo=UTC)


def test_a_month_without_a_fifth_monday_has_none():
    fifth = Recurrence(weekdays=MONDAY, nth=5, wall=TEN, zone=ZoneInfo("UTC"))

    found = fifth.between(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC))

    assert [each.date() for each in found] == [date(2027, 3, 29), date(2027, 5, 31)]


def test_a_date_that_a_zone_left_out_has_no_firing():
    daily = Recurrence(weekdays=EVERY_DAY, wall=time(9), zone=ZoneInfo("Pacific/Apia"))

    found = daily.between(datetime(2011, 12, 29, tzinfo=UTC), datetime(2011, 12, 31, tzinfo=UTC))

    assert [each.astimezone(daily.zone).day for each in found] == [29, 31]


@pytest.mark.parametrize(("weekdays", "nth"), [(frozenset(), 0), (frozenset({7}), 0), (MONDAY, 6), (MONDAY, -2)])
def test_what_never_comes_cannot_be_made(weekdays, nth):
    with pytest.raises(ValueError, match="Recurrence"):
        Recurrence(weekdays=weekdays, nth=nth, wall=TEN, zone=ZoneInfo("UTC"))
