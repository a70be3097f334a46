"""Wall times become the right moments, whatever the clocks do; nobody is disturbed in quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import PlainDateTime, RepeatedTime, SkippedTime, ZonedDateTime

from domain.recurrence import EVERY_DAY, Recurrence
from domain.refusal import Refusal
from domain.when import QuietHours, instant, read_wall_time, zone

WARSAW = ZoneInfo("Europe/Warsaw")
MINUTE = timedelta(minutes=1)

# Half an hour, midnight, two hours, a month of Ramadan, south of the equator, and none at all.
ZONES = [
    *("Europe/Warsaw", "America/New_York", "America/Sao_Paulo", "Europe/London", "Australia/Lord_Howe"),
    *("America/Havana", "Africa/Cairo", "Antarctica/Troll", "Africa/Casablanca", "Atlantic/Azores", "Asia/Beirut"),
    *("America/Santiago", "Pacific/Chatham", "America/Nuuk", "Asia/Gaza", "Asia/Kathmandu", "UTC"),
]


@cache
def changes(name: str) -> tuple[ZonedDateTime, ...]:
    """Gives the moments from 2026 to 2036 at which the clocks of a zone change, by another library's reading."""
    found, at = [], ZonedDateTime(2026, 1, 1, tz=name)
    while (at_next := at.next_transition()) and at_next.year <= 2036:
        at = at_next
        found.append(at)
    return tuple(found)


@cache
def change_days(name: str) -> tuple[date, ...]:
    """Gives the days on which they change, in UTC."""
    return tuple(at.to_stdlib().astimezone(UTC).date() for at in changes(name))


@st.composite
def walls_around_changes(draw):
    name = draw(st.sampled_from(ZONES))
    days = change_days(name) or (date(2030, 6, 1),)
    day = draw(st.sampled_from(days)) + timedelta(days=draw(st.integers(-1, 2)))
    return ZoneInfo(name), day, time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 1, 15, 29, 30, 31, 45, 59])))


def first_minute_that_shows(day: date, wall: time, there: ZoneInfo) -> datetime:
    """Walks through the UTC minutes: the first that shows this wall time, else the first after it."""
    wanted = datetime.combine(day, wall)
    start = datetime.combine(day, wall, tzinfo=UTC) - timedelta(hours=16)
    minutes = [start + n * MINUTE for n in range(32 * 60)]
    shown = [minute.astimezone(there).replace(tzinfo=None) for minute in minutes]
    if wanted in shown:
        return minutes[shown.index(wanted)]
    return next(minute for minute, wall_clock in zip(minutes, shown, strict=True) if wall_clock > wanted)


@settings(max_examples=250)
@given(walls_around_changes())
def test_a_wall_time_is_the_first_moment_that_shows_it_or_the_first_after_a_gap(case):
    there, day, wall = case

    assert instant(day, wall, there) == first_minute_that_shows(day, wall, there)


def by_another_book(day: date, wall: time, name: str) -> datetime:
    """The rule by another library's tables: what shows the wall time first, else the change that skips it."""
    shown = PlainDateTime(day.year, day.month, day.day, wall.hour, wall.minute)
    try:
        return shown.assume_tz(name, disambiguation="raise").to_stdlib().astimezone(UTC)
    except (RepeatedTime, SkippedTime) as odd:
        first = shown.assume_tz(name, disambiguation="earlier")
        change = first if isinstance(odd, RepeatedTime) else first.next_transition()
        assert change is not None
        return change.to_stdlib().astimezone(UTC)


def test_in_every_zone_what_comes_daily_comes_once_a_date_until_2036(count):
    """Each clock change of each zone, and quiet days: on the day before, the day itself and the day after."""
    cases = [
        (name, day, time(minutes // 60, minutes % 60))
        for name in sorted(available_timezones())
        for day in [at.date().to_stdlib() for at in changes(name)] or [date(2030, 6, 1), date(2035, 12, 31)]
        for minutes in range((len(name) * 7 + day.day) % 30, 24 * 60, 90)
    ]
    whole = count(100_000) // 3
    assert len(cases) >= whole
    for name, day, wall in islice(cases, 0, None, len(cases) // whole):
        days = [day + timedelta(days=around) for around in (-1, 0, 1)]
        expected = [by_another_book(each, wall, name) for each in days]
        daily = Recurrence(weekdays=EVERY_DAY, wall=wall, zone=ZoneInfo(name))

        assert [instant(each, wall, daily.zone) for each in days] == expected, (name, day, wall)
        assert daily.between(expected[0], expected[-1] + MINUTE) == tuple(expected), (name, day, wall)
        assert [daily.next_after(each) for each in expected[:-1]] == expected[1:], (name, day, wall)


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        (date(2026, 11, 21), time(9), "2026-11-21T08:00"),
        (date(2027, 3, 28), time(1, 59), "2027-03-28T00:59"),
        (date(2027, 3, 28), time(2), "2027-03-28T01:00"),
        (date(2027, 3, 28), time(2, 30), "2027-03-28T01:00"),
        (date(2027, 3, 28), time(2, 59, 59, 999_999), "2027-03-28T01:00"),
        (date(2027, 3, 28), time(3), "2027-03-28T01:00"),
        (date(2027, 10, 31), time(2), "2027-10-31T00:00"),
        (date(2027, 10, 31), time(2, 30), "2027-10-31T00:30"),
        (date(2027, 10, 31), time(3), "2027-10-31T02:00"),
    ],
)
def test_in_warsaw_a_gap_moves_on_and_an_overlap_counts_once(day, wall, utc):
    assert instant(day, wall, WARSAW).isoformat(timespec="minutes") == f"{utc}+00:00"


def test_a_day_that_a_zone_left_out_becomes_the_start_of_the_next():
    apia = ZoneInfo("Pacific/Apia")  # went over the date line at the end of 29 December 2011

    assert instant(date(2011, 12, 30), time(9), apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "at", "allowed"),
    [
        (time(22), time(7), "2026-11-21T20:59", "2026-11-21T20:59"),
        (time(22), time(7), "2026-11-21T21:00", "2026-11-22T06:00"),
        (time(22), time(7), "2026-11-22T05:59", "2026-11-22T06:00"),
        (time(22), time(7), "2026-11-22T06:00", "2026-11-22T06:00"),
        (time(12), time(13), "2026-11-21T11:30", "2026-11-21T12:00"),
        (time(12), time(12), "2026-11-21T11:00", "2026-11-21T11:00"),
        (time(22), time(2, 30), "2027-03-27T23:00", "2027-03-28T01:00"),
        (time(22), time(2, 30), "2027-10-31T00:15", "2027-10-31T00:30"),
        (time(22), time(2, 30), "2027-10-31T01:15", "2027-10-31T01:30"),
        (time(3), time(2, 15), "2027-03-28T00:30", "2027-03-29T00:15"),
        (time(2, 45), time(2, 15), "2027-03-28T00:30", "2027-03-29T00:15"),
    ],
)
def test_quiet_hours_end_when_the_wall_clock_says_so(start, end, at, allowed):
    given_at = datetime.fromisoformat(at).replace(tzinfo=UTC)

    assert QuietHours(start, end).next_allowed(given_at, WARSAW) == datetime.fromisoformat(allowed).replace(tzinfo=UTC)


@settings(max_examples=600)
@given(case=walls_around_changes(), start=st.times(), end=st.times(), later=st.integers(0, 2 * 24 * 60))
def test_nothing_comes_in_quiet_hours_nor_before_it_was_due(case, start, end, later):
    there, day, wall = case
    at = instant(day, wall, there) + timedelta(minutes=later)

    allowed = QuietHours(start, end).next_allowed(at, there)

    clock = allowed.astimezone(there).time()
    quiet = start <= clock < end if start <= end else not end <= clock < start
    assert not quiet
    assert at <= allowed <= at + timedelta(days=3)


@pytest.mark.parametrize(
    "name", ["Europe/Warsaw", "America/Sao_Paulo", "UTC", "Etc/GMT+3", "America/Argentina/Ushuaia"]
)
def test_a_zone_is_known_by_its_name(name):
    assert zone(name).key == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " ",
            ".",
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "Europe",
            "Europe/",
            "europe/warsaw",
            "Europe/Atlantis",
        ),
        *(
            "Europe/Warsaw\0",
            "Europe\\Warsaw",
            "localtime",
            "Factory",
            "tzdata.zi",
            "right/Europe/Warsaw",
            "é" * 10_000,
        ),
        *("zone.tab", "GMT+25", "Central European Standard Time", "\ud800", "Europe/../Europe/Warsaw"),
    ],
)
def test_any_other_zone_is_refused_and_never_looked_for_as_a_file(name):
    with pytest.raises(Refusal, match="zone-unknown") as refused:
        zone(name)

    assert refused.value.field == "zone"


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        *(("22:00", time(22)), ("22.00", time(22)), ("22h", time(22)), ("22h30", time(22, 30)), ("9", time(9))),
        *(("22 h 30", time(22, 30)), ("10 pm", time(22)), ("10:30 PM", time(22, 30)), ("10 p.m.", time(22))),
        *(
            ("12 am", time(0)),
            ("12 pm", time(12)),
            ("12:30am", time(0, 30)),
            ("0:05", time(0, 5)),
            (" 07:15 ", time(7, 15)),
        ),
    ],
)
def test_a_wall_time_is_read_as_people_write_it(text, wall):
    assert read_wall_time(text, language="en") == wall


@pytest.mark.parametrize(
    ("language", "text", "wall"),
    [
        *(("en", "noon", time(12)), ("en", "half past nine", time(9, 30)), ("en", "quarter to one", time(12, 45))),
        *(("pl", "o wpół do ósmej", time(7, 30)), ("pl", "22", time(22)), ("pl", "ósma wieczorem", time(20))),
        *(("pt-BR", "7 da noite", time(19)), ("pt-BR", "meia-noite", time(0)), ("pt-BR", "18h30", time(18, 30))),
        *(("pl", "22h", time(22)), ("en", "24:00", time(0))),
    ],
)
def test_a_wall_time_can_be_typed_in_words(language, text, wall):
    assert read_wall_time(text, language=language) == wall


@pytest.mark.parametrize(("language", "text"), [("en", "half past five"), ("pl", "o piątej"), ("pt-BR", "às cinco")])
def test_an_hour_in_words_that_may_be_before_or_after_noon_is_asked(language, text):
    with pytest.raises(Refusal, match="time-ambiguous") as refused:
        read_wall_time(text, language=language)

    assert refused.value.values == {"first": time(5, 30 * ("half" in text)), "second": time(17, 30 * ("half" in text))}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "9:60",
        "9:5",
        "13 pm",
        "0 am",
        "2230",
        "-9",
        "9-10",
        "soon",
        "٩",
        "22:00:00",
        "9 h pm am",
        "9" * 10**5,
    ],
)
def test_any_other_wall_time_is_refused(text):
    with pytest.raises(Refusal, match="time-unreadable"):
        read_wall_time(text, language="en")
