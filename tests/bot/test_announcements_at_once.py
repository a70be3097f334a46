"""An announcement is called off, or tried again by two at once, while couriers send it: nobody gets it twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Select, Text, cast, literal, select

from bot.arrivals import Pressed
from bot.courier import BATCH, Courier
from domain.announcements import State
from tests import crowd
from tests.bot.racing import at_once
from tests.following import Choosy, again, begun, choosy, ends, progress
from tests.office import Office, an_office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


def accounts(number: int) -> Select[Any]:
    """So many, each in a place of its own."""
    row = {"platform": "web", "tenant": "test", "host": "test", "language": "en", "zone": "UTC"}
    n = crowd.numbers(number).c.n
    named: list[ColumnElement[str]] = [literal(value).label(name) for name, value in row.items()]
    # All are of four figures.
    return select(literal("u").concat(cast(n + 999, Text)).label("user")).add_columns(*named)


def two(office: Office, letters: Choosy) -> tuple[Courier, Courier]:
    """Couriers on one database."""
    return office.courier, Courier(office.dispatch, dict.fromkeys(office.courier.messengers, letters))


async def drained(*couriers: Courier) -> None:
    """Until nothing is due any more."""
    for courier in couriers:
        while await courier.deliver_due():
            pass


async def test_cancelled_while_it_is_sent_each_is_either_sent_or_not(office: Office, count: Callable[[int], int]):
    number = max(count(4000), 8 * BATCH)
    letters = choosy(office)
    letters.many = BATCH // 2
    one = begun(office, readers=accounts(number))
    sending = [asyncio.ensure_future(drained(courier)) for courier in two(office, letters)]
    await asyncio.wait_for(letters.begun.wait(), 30)

    [answer] = await at_once(office, ("director", Pressed("announcement-cancel", one.id, one.version)))
    await asyncio.gather(*sending)
    office.later(minutes=10)
    out = len(letters.posted)
    await drained(office.courier)

    now = progress(office, one)
    assert "was cancelled" in answer
    assert (now.sent + now.skipped, now.waiting, now.unsure) == (number, 0, 0)
    assert now.skipped > 0
    theirs = [card for user, card in letters.cards.items() if user.startswith("u")]
    assert len(theirs) == now.sent
    assert all(len(cards) == 1 for cards in theirs)
    # What is posted after that is the author's card alone.
    assert len(letters.posted) == out


async def test_two_who_try_the_failed_again_at_once_send_each_once(office: Office, count: Callable[[int], int]):
    number = max(count(200), 40)
    users = [f"u{1000 + i}" for i in range(number)]
    letters = choosy(office, *users[: number // 2])
    one = begun(office, readers=accounts(number))
    await drained(office.courier)
    ends(office)
    one = again(office, one)
    letters.refuses.clear()

    press = Pressed("announcement-retry", one.id, one.version)
    presses = asyncio.ensure_future(at_once(office, ("director", press), ("admin", press), ("director", press)))
    couriers = two(office, letters)
    while not presses.done():
        await asyncio.gather(*(courier.deliver_due() for courier in couriers))
    await drained(*couriers)

    assert progress(office, one).sent == number
    assert all(len(letters.cards[user]) == 1 for user in users)
    ends(office)
    assert again(office, one).state is State.SENT
