"""Which names are one customer's: 300 ways of writing that match, and 300 near misses of which hardly any does."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alike import PERHAPS, SAME, pairs, score, spellings, words_of
from domain.customers import name_words

NAMES = Path(__file__).parent.parent / "names"
"""A line of one_customer.txt is one customer, written in several ways; one of two_customers.txt is as many customers:
sister companies, branches, and names a letter apart. Both are written by hand."""


def lines(name: str) -> list[list[str]]:
    return [line.split(" | ") for line in (NAMES / name).read_text("utf-8").splitlines()]


ONE = [(first, other) for first, *others in lines("one_customer.txt") for other in others]
TWO = [pair for line in lines("two_customers.txt") for pair in combinations(line, 2)]


def taken_for_one(one: str, other: str, least: int = SAME) -> bool:
    return score(name_words(one), name_words(other)) >= least


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_customer_however_it_is_written(one: str, other: str):
    assert taken_for_one(one, other)


def test_hardly_anybody_is_taken_for_somebody_else():
    right = sum(taken_for_one(one, other) for one, other in ONE)
    wrong = [(one, other) for one, other in TWO if taken_for_one(one, other)]

    assert (len(ONE), len(TWO)) == (300, 300)
    assert right / (right + len(wrong)) >= 0.98, wrong


def test_a_number_is_never_a_slip():
    assert not taken_for_one(
        "Szkoła Podstawowa nr 3 im. Kopernika w Łodzi", "Szkoła Podstawowa nr 13 im. Kopernika w Łodzi"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kowalski Transport Polska", "Kowalski Transport"), ("Kowalski", "Kowalksi"), ("Deutsche Bank", "Deutsche Bahn")],
)
def test_what_is_near_goes_to_a_person(one: str, other: str):
    assert taken_for_one(one, other, PERHAPS)
    assert not taken_for_one(one, other)


@given(st.text("abc 12", max_size=40), st.text("abc 12", max_size=40))
def test_a_score_is_the_same_both_ways_and_whole(one: str, other: str):
    assert 0 <= score(one, other) == score(other, one) <= 100
    assert score(one, one) == 100


@given(st.text("abcdefgh", min_size=5, max_size=12), st.data())
def test_two_words_a_slip_apart_share_a_spelling(word: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(word) - 1))
    for slip in (word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :]):
        assert set(spellings(word)) & set(spellings(slip)) or len(slip) <= 4


def test_a_long_name_has_a_bounded_number_of_marks():
    words = words_of("a1 " * 100 + "przedsiebiorstwo " * 3)

    assert len(words) <= 6
    assert len(list(pairs(tuple("abcdef")))) == 30
