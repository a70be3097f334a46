"""A broadcast while processes are killed and frozen and the platforms fail: none is lost, none is there twice, and what
nobody can know is listed by name.

Slack is asked what has arrived where the workspace lets us look; there each channel has the message once. Where it does
not, and in Teams, what is doubtful is held for a person. The couriers' clock goes faster than ours, so that what they
wait for comes; leases and the lag of Slack's history are in our own seconds.
"""

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.places import Platform
from domain.programme_text import read_programme
from storage.copies import HELD, CopyState
from storage.database import Database
from storage.tables import copies
from tests import crowd
from tests.conftest import HOUSE
from tests.journeys import stuck
from tests.journeys.nursery import faster
from tests.journeys.processes import states
from tests.office import PROGRAMME
from tests.wire.connector import Connector
from tests.wire.payloads import VENDOR_TENANT
from tests.wire.server import Call, Fault, Json
from tests.wire.slack_api import SlackApi
from tests.wire.slack_rooms import Room, SlackError

SPEED = 20.0
LEASE = 3.0
"""Seconds of a claim; a process is frozen for longer than that."""
LAG = 0.3
"""Seconds until Slack's history shows a message: less than SETTLE on the couriers' clock."""
OPEN = [f"T0OPEN{n}" for n in range(8)]
"""Workspaces that let us look; BLIND does not."""
BLIND = "T0BLIND"
ODDS = (
    (0.03, "429"), (0.02, "500"), (0.02, "act_then_drop"), (0.02, "act_then_500"),
)  # fmt: skip
PATIENCE = 120.0
"""Seconds without any progress, on a machine with other things to do."""
FEW = 200
"""Channels in `make test`, where a tenth of them all would take ten seconds; 10,000 in `make soak`."""


def drawn(chance: random.Random, method: str) -> Fault | None:
    """What goes wrong with this post, if anything."""
    number = chance.random()
    for odds, kind in ODDS:
        if number < odds:
            return Fault(method, kind, 1, 1, "", 0.0)  # type: ignore[arg-type]  # it is one of those
        number -= odds
    return None


@dataclass
class Slack(SlackApi):
    chance: random.Random = field(default_factory=random.Random)
    posted: int = 0

    def _next_fault(self, method: str) -> Fault | None:
        if method != "chat.postMessage":
            return None
        self.posted += 1
        return drawn(self.chance, method)

    def _called(self, call: Call) -> Json:
        if call.method == "conversations.history" and call.token == BLIND:
            raise SlackError("missing_scope")
        return super()._called(call)


@dataclass
class Teams(Connector):
    chance: random.Random = field(default_factory=random.Random)
    posted: int = 0

    def _next_fault(self, method: str) -> Fault | None:
        if method != "send":
            return None
        self.posted += 1
        return drawn(self.chance, method)


_IS_OPEN = copies.c.due.is_not(None) | (copies.c.state == CopyState.SENDING)
_OPEN = select(copies.c.id).where(_IS_OPEN).limit(1)
_HOW_MANY_OPEN = select(func.count()).where(_IS_OPEN)


@dataclass
class Nursery:
    """Couriers as processes, born in a moment."""

    process: asyncio.subprocess.Process
    settings: dict[str, Any]

    async def born(self) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(self.settings).encode() + b"\n")
        return int(await self.process.stdout.readline())

    async def end(self) -> None:
        """No courier is alive any more."""
        assert self.process.stdin
        self.process.stdin.close()
        await self.process.wait()


@asynccontextmanager
async def a_nursery(**settings: object) -> AsyncIterator[Nursery]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.nursery",
        cwd=HOUSE, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    nursery = Nursery(process, settings)
    try:
        yield nursery
    finally:
        await nursery.end()


@dataclass
class Scene:
    slack: Slack
    teams: Teams
    nursery: Nursery
    database: Database
    log: Path
    channels: int
    born: list[int] = field(default_factory=list)

    async def another(self) -> int:
        """A courier more; its process id."""
        self.born.append(await self.nursery.born())
        return self.born[-1]

    @property
    def posts(self) -> int:
        return self.slack.posted + self.teams.posted

    async def until(self, seen: Callable[[], object]) -> None:
        """However slow it is, as long as anything happens."""
        last, before, left = time.monotonic(), self.posts, -1
        while not seen():
            if self.posts != before:
                last, before = time.monotonic(), self.posts
            elif time.monotonic() - last > PATIENCE / 2 and self.left() != left:  # it is looked for, and found
                last, left = time.monotonic(), self.left()
            assert time.monotonic() - last < PATIENCE, self.stands()
            await asyncio.sleep(0.02)

    def stands(self) -> str:
        """What is left to do, what stands twice, and who is at it."""
        left = f"{states(self.database)}, twice: {self.twins()}"
        return f"{left}\n{stuck.told(self.database, self.born, self.log)}"

    async def goes_on(self, by: int) -> None:
        """Until so many more were posted, or nothing is left to do."""
        goal = self.posts + by
        await self.until(lambda: self.posts >= goal or self.is_over())

    def is_over(self) -> bool:
        with self.database.engine.connect() as connection:
            return connection.execute(_OPEN).first() is None

    def left(self) -> int:
        """How many have not come to their end."""
        with self.database.engine.connect() as connection:
            return connection.execute(_HOW_MANY_OPEN).scalar_one()

    def held(self) -> set[str]:
        """Where nobody knows, as an operator reads it."""
        with self.database.read() as store:
            return {stuck.person.split(":", 2)[2] for stuck in store.review.stuck() if stuck.reason == HELD}

    def twins(self) -> dict[str, int]:
        """Where more than one stands; whoever woke from a freeze takes its own back."""
        return {room: number for room, number in self.there().items() if number > 1}

    def there(self) -> Counter[str]:
        """How many messages each channel has."""
        slack, teams = self.slack.rooms.all(), self.teams.rooms.all()
        return Counter([one.channel for one in slack] + [one.conversation for one in teams])


@asynccontextmanager
async def a_scene(url: str, folder: Path, channels: int, seed: int) -> AsyncIterator[Scene]:
    start = time.time()
    hosts, each = [*OPEN, BLIND], channels // (len(OPEN) + 2)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(closing(Database(url)))
        tokens = {host: host for host in hosts}
        slack = stack.enter_context(
            Slack(tokens=tokens, clock=lambda: faster(start, SPEED), chance=random.Random(seed))
        )
        teams = stack.enter_context(Teams(chance=random.Random(seed + 1)))
        slack.rooms.history_lag = LAG
        rooms = [crowd.name_of(host, n + 1) for host in hosts for n in range(each)]
        slack.rooms.rooms |= {room: Room(room, room, "public", set()) for room in rooms}
        talks = [teams.add_channel().id for _ in range(each)]
        at = datetime.fromtimestamp(start, UTC)
        with database.write() as store:
            store.programmes.apply(read_programme(PROGRAMME), at=at)
            crowd.prepare(store, at)
            for host in hosts:
                crowd.broadcast(store, host, each, at=at)
            crowd.tell(store, VENDOR_TENANT, talks, at=at, platform=Platform.TEAMS, service=teams.service_url)
        log = folder / "log"
        own = {"database": url, "start": start, "speed": SPEED, "lease": LEASE, "tokens": tokens, "log": str(log)}
        wires = {"slack": slack.base_url, "login": teams.login_url}
        nursery = await stack.enter_async_context(a_nursery(**own, **wires))
        yield Scene(slack, teams, nursery, database, log, len(rooms) + len(talks))


def add_up(scene: Scene) -> None:
    """None lost, none twice; what is held is in the list, and it is nowhere where we may look."""
    there, held, kept = scene.there(), scene.held(), states(scene.database)
    rooms = {*scene.slack.rooms.rooms, *(one for one in scene.teams.rooms.conversations)}
    assert kept.keys() <= {CopyState.SENT, HELD}
    assert sum(kept.values()) == scene.channels == len(rooms)
    assert scene.twins() == {}, scene.stands()
    assert rooms - there.keys() <= held, "lost"
    assert len(held) == kept.get(HELD, 0)
    assert not {room for room in held if room.startswith("CT0OPEN")}
    assert "courier.copy_failed" not in scene.log.read_text()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(5))
async def test_none_is_lost_or_there_twice_however_often_it_is_killed(
    sqlite_url: str, tmp_path: Path, count: Callable[[int], int], seed: int
):
    whole = count(10) == 10
    if seed and not whole:
        pytest.skip("one seed is enough in `make test`")
    async with a_scene(sqlite_url, tmp_path, 10_000 if whole else FEW, seed) as scene:
        chance, kills = random.Random(seed), 100 if whole else 4
        for _ in range(kills):
            process = await scene.another()
            await scene.goes_on(chance.randrange(1, scene.channels // kills))
            os.kill(process, signal.SIGKILL)
        await scene.another()
        await scene.until(scene.is_over)
        await scene.nursery.end()
        add_up(scene)


@pytest.mark.timeout(1800)
async def test_three_share_the_work_while_they_are_killed_and_frozen(
    postgresql_url: str, tmp_path: Path, count: Callable[[int], int]
):
    async with a_scene(postgresql_url, tmp_path, 10_000 if count(10) == 10 else FEW, 7) as scene:
        chance, times = random.Random(7), count(20)
        alive = [await scene.another() for _ in range(3)]
        for number in range(times):
            await scene.goes_on(chance.randrange(1, scene.channels // (times + 1)))
            one = alive.pop(0)
            if number % 2:
                os.kill(one, signal.SIGKILL)
                alive.append(await scene.another())
            else:
                os.kill(one, signal.SIGSTOP)
                await asyncio.sleep(LEASE + 1.5)  # and others had the time to look, and to send it again
                os.kill(one, signal.SIGCONT)
                alive.append(one)
        await scene.until(lambda: scene.is_over() and not scene.twins())
        await scene.nursery.end()  # whoever woke from a freeze may still learn what became of a copy that is counted
        add_up(scene)
