"""Digests: the hours that somebody chose, and when the next one is."""

from datetime import UTC, datetime

import pytest

from domain.digests import next_digest, read_hours
from domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("9", (9,)),
        ("16, 9", (9, 16)),
        ("9:00; 4 pm", (9, 16)),
        ("9 13 16", (9, 13, 16)),
        ("9h, 9", (9,)),
        ("0,6,12,18", (0, 6, 12, 18)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: tuple[int, ...]):
    assert read_hours(typed, language="en") == hours


@pytest.mark.parametrize("typed", ["", " , ", "9:30", "24", "nine", "7, 8, 9, 10, 11", "-1"])
def test_anything_else_is_refused(typed: str):
    with pytest.raises(Refusal) as refused:
        read_hours(typed, language="en")

    assert (refused.value.reason, refused.value.field) == ("digest-hours", "digest")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "then"),
    [
        (at(23, 7, 59), at(23, 8)),  # Monday, before 9:00 in Warsaw
        (at(23, 8), at(23, 15)),  # what comes at the hour itself waits for the next one
        (at(20, 15), at(23, 8)),  # Friday evening: Monday
        (at(10, 15), at(12, 8)),  # the eleventh is a public holiday in Poland
    ],
)
def test_the_next_digest_is_on_a_working_day_where_its_reader_is(after: datetime, then: datetime):
    assert next_digest((9, 16), "Europe/Warsaw", after=after) == then


def test_an_hour_that_comes_twice_counts_the_first_time():
    """In Tehran the clocks went back from midnight to 23:00 on Tuesday, 21 September 2021. No country skips an hour on
    a working day in these years.
    """
    first = next_digest((23,), "Asia/Tehran", after=datetime(2021, 9, 21, 12, 0, tzinfo=UTC))

    assert first == datetime(2021, 9, 21, 18, 30, tzinfo=UTC)
    assert next_digest((23,), "Asia/Tehran", after=first) == datetime(2021, 9, 22, 19, 30, tzinfo=UTC)
