"""The courier with many copies at once: worded once, and nobody waits for somebody else's slow platform."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Select, literal, select, union_all

from benchmarks.crowds import channels
from bot.carrying.wording import all_worded
from bot.courier import Courier
from bot.messenger import Address
from bot.teams.limits import PACE
from domain.announcements_written import Content, Text
from domain.audience import Audience, To
from domain.notices.announcements import Announced
from domain.places import Platform
from storage.paces import Bucket, Pace
from storage.people import Known
from storage.tables import copies
from tests.following import again, begun, button
from tests.office import NOON, Letterbox, Office, account, an_office
from tests.storage.examples import ALL
from views.vocabulary import Card, plain

FAST = Pace(Bucket(timedelta(milliseconds=1), burst=50), Bucket(timedelta(milliseconds=1), burst=50), window=5)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


@dataclass
class Slow(Letterbox):
    """Answers nobody in the workspace T-slow until it may; keeps where it posted, and how many at once."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    hosts: list[str] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.asked.set()
        if address.tenant == "T-slow":
            await self.may.wait()
        self.hosts.append(address.tenant)
        return await super().post(address, card, key=key)


def channel(n: int, host: str, languages: tuple[str, ...]) -> Select[Any]:
    there = {"platform": "slack", "host": host, "tenant": host, "conversation": f"{host}-C{n}", "zone": "UTC"}
    there["language"] = languages[n % len(languages)]
    columns: list[Any] = [literal(value).label(name) for name, value in there.items()]
    return select(*columns)


def crowd(office: Office, number: int, host: str, languages: tuple[str, ...] = ("en",)) -> None:
    rows = union_all(*[channel(n, host, languages) for n in range(number)]).subquery()
    content, author = Content({"en": Text("Hello", "all")}), office.person("manager")
    with office.database.write() as store:
        one = store.announcements.add(content, author=author, draft=host, at=NOON)
        store.outbox.broadcast(Announced(one.id), select(rows), at=NOON)


def courier(office: Office, messenger: Slow) -> Courier:
    return Courier(office.dispatch, {Platform.SLACK: messenger}, paces={"slack": FAST}, patience=0.05)


async def test_what_is_the_same_for_all_is_worded_once_a_language(office: Office):
    crowd(office, 30, "T1", ("en", "pl"))
    with office.database.write() as store:
        claims = store.claims.take(at=NOON, platforms=ALL, size=30)
    with office.database.read() as store:
        cards = all_worded(claims, store, NOON)

    assert len(cards) == 30
    assert len({id(card) for card in cards}) == 2
    assert {plain(card.title) for card in cards if isinstance(card, Card)} == {"Hello"}


async def test_a_slow_workspace_delays_no_other_one(office: Office):
    crowd(office, 12, "T-slow")
    crowd(office, 30, "T-quick")
    messenger = Slow()
    carries = courier(office, messenger)

    for _ in range(600):
        await carries.deliver_due()
        if messenger.hosts.count("T-quick") == 30:
            break
        office.later(seconds=0.05)

    assert messenger.hosts == ["T-quick"] * 30
    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent": 30, "sending": 5, "pending": 7}  # no more than its window
    messenger.may.set()
    while await carries.deliver_due():
        office.later(seconds=0.05)
    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent": 42}


@dataclass
class Together(Letterbox):
    """Answers the first `first` only once `enough` were asked for, or sent."""

    first: int = 1000
    enough: int = 0
    asked: int = 0
    may: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.asked += 1
        if self.asked >= self.enough:
            self.may.set()
        if self.asked <= self.first:
            await self.may.wait()
        return await super().post(address, card, key=key)


@pytest.mark.parametrize(
    ("hosts", "each", "messenger"),
    [(15, 5, Together(enough=75)), (1, 12, Together(first=4, enough=12))],
    ids=["in other places", "in a place that is full"],
)
async def test_more_are_begun_before_the_first_have_answered(
    office: Office, hosts: int, each: int, messenger: Together
):
    """Else so many leave together, and then nothing until the platform has answered."""
    for n in range(hosts):
        crowd(office, each, f"T{n}")
    carries = Courier(office.dispatch, {Platform.SLACK: messenger}, paces={"slack": FAST})  # as patient as its lease

    for _ in range(600):
        await asyncio.wait_for(carries.deliver_due(), 25)
        if len(messenger.posted) == hosts * each:
            break
        office.later(seconds=0.05)

    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent": hosts * each}


async def test_what_is_under_way_when_it_stops_is_noted(office: Office):
    crowd(office, 3, "T-slow")
    messenger = Slow()
    carries = courier(office, messenger)
    running = asyncio.create_task(carries.run())
    await messenger.asked.wait()

    carries.stop()
    messenger.may.set()
    await running

    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent": 3}


async def test_what_was_not_begun_when_it_stops_is_left_to_the_next_process(office: Office):
    """Of several to one person each waits for the one before: of what was begun and not finished nobody would know."""
    for number in range(3):
        begun(office, to=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})), urgent=f"Now {number}")
    messenger = Slow(cards=office.letters.cards)
    before = states_of(office, "rep")
    carries = Courier(office.dispatch, {Platform.WEB: messenger}, patience=0.05)
    with office.database.write() as store:
        store.people.link(Known(identity=account("rep"), host="T-slow"), office.person("rep"), at=NOON)
    running = asyncio.create_task(carries.run())
    await messenger.asked.wait()

    carries.stop()
    messenger.may.set()
    await running

    assert before == {"pending": 3}
    assert states_of(office, "rep") == {"sent": 1, "pending": 2}


def states_of(office: Office, who: str) -> Counter[str]:
    with office.database.engine.connect() as connection:
        return Counter(
            connection.execute(select(copies.c.state).where(copies.c.person == office.person(who).id)).scalars()
        )


class Changed(Letterbox):
    """Keeps how many were changed."""

    amended = 0

    async def amend(self, address: Address, card: Card) -> None:
        self.amended += not address.user


async def test_what_is_taken_back_in_teams_does_not_wait_until_another_broadcast_is_over(office: Office):
    messenger = Changed()
    office.courier = Courier(office.dispatch, {Platform.WEB: messenger}, paces={Platform.WEB: PACE})
    wrong = begun(office, readers=channels(10, Platform.WEB), urgent="Now")
    await office.courier.deliver_due()
    assert len(messenger.cards[""]) == 10
    begun(office, readers=channels(500, Platform.WEB))
    await office.presses("director", button("announcement-retract", again(office, wrong)))

    for _ in range(10):
        office.later(seconds=0.25)
        await office.courier.deliver_due()

    assert messenger.amended == 10
    assert len(messenger.cards[""]) < 500
