"""Pace: what one person and one workspace get in a flood, to the request; and what whoever is slowed down reads."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.arrivals import Pressed, Sent, Typed
from bot.pace import WINDOW, Pace
from handlers.replies import Correct, Options
from tests.office import GOOD_DEAL, Office, an_office, card_of, filled, form_of, words_of
from views.vocabulary import plain


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slow(sqlite_url: str, clock: Clock) -> AsyncIterator[Office]:
    """Five requests in ten seconds are enough."""
    async with an_office(sqlite_url) as office:
        office.dispatch._pace = Pace(person=5, workspace=1000, clock=clock)
        yield office


def flood(clock: Clock, pace: Pace, *, seconds: float, rate: int, who: Callable[[int], str]) -> int:
    """How many of a steady stream get through."""
    passed = 0
    for number in range(int(seconds * rate)):
        clock.now = number / rate
        passed += pace.wait(who(number), "T1", f"k{number}") == 0
    return passed


@pytest.mark.parametrize("rate", [4, 10, 50, 400])
@pytest.mark.parametrize("limit", [10, 30, 100])
def test_a_flood_of_one_person_gets_the_limit_and_no_more(clock: Clock, limit: int, rate: int):
    passed = flood(clock, Pace(person=limit, workspace=10**6, clock=clock), seconds=60, rate=rate, who=lambda _: "me")

    allowed = min(60 * rate, limit + limit * 60 / WINDOW)
    assert allowed * 0.95 <= passed <= allowed * 1.05


def test_a_flood_of_a_workspace_gets_the_limit_and_no_more(clock: Clock):
    pace = Pace(person=30, workspace=300, clock=clock)

    passed = flood(clock, pace, seconds=60, rate=400, who=lambda number: f"U{number % 200}")

    assert 2100 * 0.95 <= passed <= 2100 * 1.05


def test_after_the_seconds_named_it_may_be_done(clock: Clock):
    pace = Pace(person=30, workspace=300, clock=clock)
    while (wait := pace.wait("me", "T1", "")) == 0:
        pass

    clock.now += wait - 0.001
    assert pace.wait("me", "T1", "")
    clock.now += 0.002
    assert not pace.wait("me", "T1", "")


def test_nobody_else_waits(clock: Clock):
    pace = Pace(person=3, workspace=300, clock=clock)
    for number in range(10):
        pace.wait("me", "T1", f"k{number}")

    assert not pace.wait("you", "T1", "k")
    assert pace.wait("me", "T1", "k")


def test_a_workspace_that_floods_leaves_the_others_alone(clock: Clock):
    pace = Pace(person=30, workspace=40, clock=clock)
    for number in range(100):
        pace.wait(f"U{number}", "T1", f"k{number}")

    assert pace.wait("somebody", "T1", "k")
    assert not pace.wait("somebody", "T2", "k")


def test_what_a_platform_delivers_again_counts_once(clock: Clock):
    pace = Pace(person=2, workspace=300, clock=clock)

    assert not any(pace.wait("me", "T1", key) for key in ["a", "a", "a", "b", "b", "a", "a:keep"])
    assert pace.wait("me", "T1", "c")
    assert not pace.wait("me", "T1", "b")
    assert pace.wait("me", "T1", "ab")


async def test_whoever_is_slowed_down_reads_for_how_long_in_their_own_language(slow: Office):
    for _ in range(5):
        await slow.types("boss", "deal list")

    assert "Spróbuj ponownie za 2 sekundy." in words_of(card_of(await slow.types("boss", "deal list")))
    assert "Spróbuj ponownie za 2 sekundy." in words_of(card_of(await slow.asks("boss", Pressed("deals"))))
    assert "deal" in words_of(card_of(await slow.types("rep", "help")))


async def test_a_form_comes_back_as_it_was_sent_and_can_be_sent_again(slow: Office, clock: Clock):
    form = form_of(await slow.types("rep", "deal new"))
    for _ in range(4):
        await slow.types("rep", "help")

    back = await slow.sends("rep", form, **GOOD_DEAL)

    assert isinstance(back, Correct)
    assert "2 seconds" in plain(back.form.errors[""])
    assert {**filled(back.form), **GOOD_DEAL} == filled(back.form)
    clock.now += 2
    assert "Registered" in words_of(card_of(await slow.sends("rep", back.form)))


async def test_what_is_searched_for_while_typing_is_counted_apart(slow: Office):
    found = [await slow.seeks("rep", "zones", "wars") for _ in range(9)]

    assert found[0] != found[-1] == Options(())
    assert "deal" in words_of(card_of(await slow.types("rep", "help")))


async def test_what_was_refused_did_nothing(slow: Office):
    form = form_of(await slow.types("rep", "deal new"))
    for number in range(4):
        await slow.asks("rep", Typed("help"), key=f"h{number}")

    for number in range(20):
        sent = Sent(form.route, {**filled(form), **GOOD_DEAL}, form.draft)
        await slow.asks("rep", sent, key=f"s{number}")

    with slow.database.read() as store:
        assert store.deals.seen_by(slow.person("rep"), size=5).items == ()
