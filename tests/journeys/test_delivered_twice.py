"""The same thing delivered once to four times, one after the other and at once, to one process and to two replicas."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import pytest

from bot.serving import open_for_requests
from tests.journeys.actors import Actor, plain
from tests.journeys.pairs import in_chat
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import World, an_app, good
from tests.wire.answers import Answer
from tests.wire.payloads import SLACK_SECRET
from tests.wire.server import Json
from tests.wire.slack_doors import HttpDoor, Sent
from tests.wire.teams_client import TeamsUser

WAYS = list(itertools.product((1, 2, 3, 4), ("one by one", "at once"), (1, 2)))
"""How often, how, and to how many replicas."""


@dataclass
class Copier:
    """Delivers each thing as often as it is told to, by turns to each of `urls`."""

    urls: Sequence[str]
    times: int = 1
    at_once: bool = False
    replicas: int = 1
    answers: list[Answer] = field(default_factory=list)

    async def copies(self, deliver: Callable[[str], Awaitable[Answer]]) -> Answer:
        where = [self.urls[number % self.replicas] for number in range(self.times)]
        if self.at_once:
            self.answers = list(await asyncio.gather(*map(deliver, where)))
        else:
            self.answers = [await deliver(url) for url in where]
        return self.answers[0]


@dataclass
class CopyingDoor:
    copier: Copier

    async def deliver(self, sent: Sent, retry: int = 0, reason: str = "") -> Answer:
        return await self.copier.copies(lambda url: HttpDoor(url, SLACK_SECRET).deliver(sent, retry, reason))


@dataclass
class CopyingUser(TeamsUser):
    copier: Copier | None = None

    async def deliver(self, activity: Json, token: str | None = None) -> Answer:
        def one(url: str) -> Awaitable[Answer]:
            return TeamsUser(self.connector, self.who, url).deliver(activity, token)

        assert self.copier
        return await self.copier.copies(one)


def copying(actor: Actor, copier: Copier) -> None:
    match actor:
        case SlackActor():
            actor.user.door = CopyingDoor(copier)
        case TeamsActor():
            actor.user = CopyingUser(actor.user.connector, actor.user.who, actor.user.app, copier=copier)


@pytest.fixture
async def copier(world: World):
    """With a second replica of the application on the same database."""
    async with (
        an_app(world.app.settings.database_url, world.slack, world.teams, clock=world.clock) as replica,
        open_for_requests(replica) as port,
    ):
        yield Copier((world.url, f"http://127.0.0.1:{port}"))


@in_chat
async def test_it_has_one_effect_and_one_answer(world, partner, manager, copier):
    copying(partner, copier)
    copying(manager, copier)
    for number, (times, how, replicas) in enumerate(WAYS, start=1):
        copier.times = 1
        await partner.types("deal new")
        copier.times, copier.at_once, copier.replicas = times, how == "at once", replicas
        await partner.fills(**good(customer=f"Customer {number}"))
        one_answer(copier)
        copier.times = 1
        await manager.hears(f"Customer {number} ·")

        copier.times = times
        await manager.presses("Approve")
        one_answer(copier)

        await partner.hears(f"Approved: Customer {number}")
        deal, *others = world.deals()
        assert len(others) == number - 1
        assert world.steps(deal) == ["submit", "approve"]
    told, asked = (list(map(plain, actor.messages)) for actor in (partner, manager))
    for number in range(1, len(WAYS) + 1):
        assert sum(f"Customer {number} (" in text for text in told) == 2, "a receipt and a decision"
        assert sum(f"Customer {number} ·" in text for text in asked) == 1


def one_answer(copier: Copier) -> None:
    assert len(copier.answers) == copier.times
    assert {answer.status for answer in copier.answers} == {200}
    first, *others = (answer.json for answer in copier.answers)
    assert all(other == first for other in others), [answer.text for answer in copier.answers]
