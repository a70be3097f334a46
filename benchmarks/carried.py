"""What a message of one wording for all costs, beside posting its JSON by aiohttp alone: in Slack and in Teams."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import aiohttp

from benchmarks.crowds import NO_PACE, announce, courier_on
from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.courier import Courier
from bot.serving import settle
from bot.slack.blocks import message
from bot.slack.messenger import SlackMessenger
from bot.teams import cards
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from domain.places import Platform
from tests.wire.payloads import TEAMS_APP
from views.vocabulary import Card, said

POSTS, AT_ONCE, ROUNDS = 600, 50, 3
CARD = Card(title=said("Hello"), summary=said("all"))


def figures(folder: Path, far: str) -> Iterator[Figure]:
    """CPU of this process, as it is once it serves; the other side is a process of its own."""
    settle()
    for platform in (Platform.SLACK, Platform.TEAMS):
        yield asyncio.run(_cpu(platform, fill(folder / f"cpu-{platform}.db"), far))


async def _cpu(platform: Platform, url: str, far: str) -> Figure:
    slack = platform is Platform.SLACK
    async with aiohttp.ClientSession() as session:
        carries = {platform: SlackMessenger(_OneToken(), f"{far}api/", session) if slack else _teams(session, far)}
        post = partial(_slack_post if slack else _teams_post, session, far)
        async with courier_on(url, carries, NO_PACE) as (database, courier):
            tell = partial(announce, database, platform=platform, service=f"{far}emea/")
            await _carried(partial(tell, 100), courier)  # what is made once is made: statements, connections, the card
            # Each to channels of its own: where one is told several things within seconds, its own pace is asked too.
            rounds = [partial(tell, POSTS, first=number * POSTS) for number in range(1, ROUNDS + 1)]
            spent = [(await _carried(told, courier), await _alone(post)) for told in rounds]
            again = await _carried(rounds[-1], courier)
    ours, alone = (median(each) / POSTS * 1e6 for each in zip(*spent, strict=True))
    paced = again / POSTS * 1e6
    note(
        f"courier.cpu_us.{platform}",
        f"a message: {ours:.0f}, by aiohttp alone {alone:.0f}, to the same soon {paced:.0f}",
    )
    return Figure(f"courier.cpu.{platform}", "x of aiohttp alone", median(one / two for one, two in spent), most=2.0)


async def _carried(tell: Callable[[], None], courier: Courier) -> float:
    """Seconds of CPU."""
    tell()
    began = process_time()
    while await courier.deliver_due():
        pass
    return process_time() - began


async def _alone(post: Callable[[int], Awaitable[None]]) -> float:
    """The same."""
    began = process_time()
    for start in range(0, POSTS, AT_ONCE):
        await asyncio.gather(*[post(number) for number in range(start, start + AT_ONCE)])
    return process_time() - began


async def _slack_post(session: aiohttp.ClientSession, far: str, number: int) -> None:
    body = {**message(CARD), "channel": f"C{number}", "unfurl_links": False, "token": "xoxb-bench"}
    async with session.post(f"{far}api/chat.postMessage", json=body) as response:
        await response.json()


async def _teams_post(session: aiohttp.ClientSession, far: str, number: int) -> None:
    bearer = {"Authorization": "Bearer eyJ-bench"}
    url = f"{far}emea/v3/conversations/C{number}/activities"
    async with session.post(url, json=cards.activity(CARD), headers=bearer) as response:
        await response.json()


def _teams(session: aiohttp.ClientSession, far: str) -> TeamsMessenger:
    about = {"app_id": TEAMS_APP, "password": "bench", "tenant": "bench", "login": far.rstrip("/")}
    return TeamsMessenger(Connector(session, trusted=lambda _: True, **about))


class _OneToken:
    def of(self, _host: str) -> str:
        return "xoxb-bench"

    async def lost(self, _host: str, _token: str, _code: str) -> bool:
        return False

    async def let_in(self, _hosts: Collection[str]) -> None:
        """Nobody has it as a whole."""

    async def ended(self, _host: str, _reason: str, _at: datetime) -> None:
        """Nobody takes it out."""
