"""Stretches of time: together, and without what is taken."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.absences import Stretch, from_now_on, left_over


def moment(hour: int) -> datetime:
    return datetime(2026, 11, 1 + hour // 24, hour % 24, tzinfo=UTC)


def hours(stretches: tuple[Stretch, ...] | list[Stretch]) -> set[int]:
    return {hour for hour in range(60) for one in stretches if one.since <= moment(hour) < one.until}


pairs = st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=6)


def made(some: list[tuple[int, int]]) -> list[Stretch]:
    return [Stretch(moment(one), moment(other)) for one, other in some]


@given(pairs, pairs)
def test_what_is_left_is_every_hour_that_is_not_taken_in_order_and_apart(stretches, taken):
    left = left_over(made(stretches), made(taken))

    assert hours(left) == hours(made(stretches)) - hours(made(taken))
    assert all(one.until < other.since or taken for one, other in pairwise(left))
    assert list(left) == sorted(left)


def test_what_is_past_is_left_out_and_what_runs_begins_now():
    assert from_now_on(made([(1, 3), (2, 8), (9, 12)]), moment(3)) == tuple(made([(3, 8), (9, 12)]))
