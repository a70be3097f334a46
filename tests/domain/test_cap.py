"""How many go on one day, and when the others come."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cap import cap, day_of, digest_at, room
from domain.digests import suits
from domain.when import QuietHours

FRIDAY = datetime(2026, 11, 27, 18, tzinfo=UTC)
ZONES = ("Europe/Warsaw", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns", "UTC")
NIGHT = QuietHours(time(21), time(7))


@given(st.integers(1, 5), st.lists(st.integers(1, 4), max_size=8))
def test_however_many_ask_at_once_no_more_than_the_cap_go_and_those_that_can_do(per_day: int, asked: list[int]):
    went = [room(per_day, sum(asked[: place + 1]), many) for place, many in enumerate(asked)]

    assert sum(went) == min(per_day, sum(asked))
    assert all(0 <= some <= many for some, many in zip(went, asked, strict=True))


@pytest.mark.parametrize("quiet", [None, NIGHT, QuietHours(time(12), time(18))])
@pytest.mark.parametrize("hour", [0, 2, 16, 22])
def test_the_digest_comes_at_an_hour_that_suits_and_soon(quiet: QuietHours | None, hour: int):
    for zone in ZONES:
        for hours in range(0, 24 * 400, 31):  # over every change of the clocks
            after = FRIDAY + timedelta(hours=hours)
            then = digest_at(hour, zone, quiet, after=after)
            assert after < then < after + timedelta(days=12), (zone, after)
            assert suits(then, zone, quiet), (zone, after)


def test_somebody_may_want_fewer_or_none_but_not_more():
    assert [cap(4, chosen) for chosen in (None, 0, 2, 9)] == [4, 0, 2, 4]


def test_a_day_is_the_readers_own():
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert day_of(late, "Europe/Warsaw") == date(2026, 11, 24)
    assert day_of(late, "America/Sao_Paulo") == date(2026, 11, 23)
