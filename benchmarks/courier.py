"""A broadcast to a hundred thousand channels: put, taken, paced, sent; and what else wants to go meanwhile."""

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import aiohttp
from sqlalchemy import Select, Text, cast, literal, select

from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.courier import PATIENCE, Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found, Messenger, Paused
from bot.slack.blocks import message
from bot.slack.limits import pace
from bot.slack.messenger import SlackMessenger
from domain.announcements import Content, Step, Timing
from domain.announcements import Text as Written
from domain.notices import Announced
from domain.people import Person
from domain.places import Identity, Platform
from storage.database import Database
from storage.paces import Bucket, Pace
from storage.people import Known
from storage.schema import migrate
from tests.databases import PostgreSQLDatabases, started_postgresql
from views.vocabulary import Card, said

MANY, BATCH, ROUNDS = 100_000, 2_000, 10
RATE, SECONDS = 40, 8.0
POSTS = 600
HOST = "T0VENDOR"
NO_PACE = Pace(Bucket(timedelta(microseconds=1), burst=1000), Bucket(timedelta(microseconds=1), burst=1000), window=50)


def figures(folder: Path, far: str) -> Iterator[Figure]:
    """On SQLite and on a PostgreSQL of our own; then through the courier, to a provider that allows RATE a second."""
    file = fill(folder / "courier.db")
    yield from _moved("sqlite", file, 50_000)
    with started_postgresql() as socket, PostgreSQLDatabases(socket, migrate, "bench").fresh() as url:
        yield from _moved("postgresql", url, 10_000)
    yield from asyncio.run(_paced(fill(folder / "paced.db")))
    yield from asyncio.run(_cpu(fill(folder / "cpu.db"), far))


# --- the database alone ---


def _moved(name: str, url: str, least: int) -> Iterator[Figure]:
    """Put at once; then claimed and noted in big batches, with nothing between."""
    database = Database(url)
    took = _crowd(database, MANY, "moved")
    yield Figure(f"courier.put.{name}", f"s for {MANY:,} copies", took, most=1.5)
    rates = [_batch(database) for _ in range(ROUNDS)]
    yield Figure(f"courier.drain.{name}", "copies a second, nothing sent", median(rates), least=least)
    database.close()


def _batch(database: Database) -> float:
    began, at = perf_counter(), datetime.now(UTC)
    with database.write() as store:
        claims = store.claims.take(at=at, platforms=tuple(Platform), size=BATCH)
    with database.write() as store:
        store.deliveries.sent_all([(claim, claim.known.conversation, "1") for claim in claims], at=at)
    return len(claims) / (perf_counter() - began)


def _crowd(database: Database, number: int, subject: str) -> float:
    began = perf_counter()
    with database.write() as store:
        made = store.outbox.broadcast(Announced(subject), _channels(number), at=datetime.now(UTC))
    assert made == number, made
    return perf_counter() - began


def _channels(number: int) -> Select[Any]:
    numbers = select(literal(0).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < number - 1))
    there = {"platform": Platform.SLACK.value, "host": HOST, "tenant": HOST, "language": "en", "zone": "UTC"}
    columns: list[Any] = [literal(value).label(name) for name, value in there.items()]
    return select(*columns, (literal("C") + cast(numbers.c.n, Text)).label("conversation"))


# --- through the courier ---


@dataclass
class Provider:
    """Takes RATE a second, and a quarter of a second's worth at once; refuses what is more, as a platform does."""

    free: float = 0.0
    taken: int = 0
    refused: int = 0
    told: dict[str, float] = field(default_factory=dict)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:  # noqa: ARG002
        await asyncio.sleep(0.02)
        now = asyncio.get_running_loop().time()
        self.free = max(self.free, now - 10.5 / RATE)
        if self.free > now:
            self.refused += 1
            raise Paused("ratelimited", 1.0)
        self.free += 1 / RATE
        self.taken += 1
        if address.user:
            self.told[address.user] = now
        return Address(address.platform, address.tenant, address.conversation or "D1", address.user, str(self.taken))

    async def amend(self, address: Address, card: Card) -> None:
        """Not asked here."""

    async def retract(self, address: Address) -> None:
        """Not asked here."""

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:  # noqa: ARG002
        return Found()


async def _paced(url: str) -> list[Figure]:
    """MANY are due in one workspace; somebody is written to in the midst of it."""
    provider, lags = Provider(), [0.0]
    async with _courier(url, provider, pace(RATE * 60)) as (database, courier):
        person = _somebody(database)
        _announce(database, MANY)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        running, watching = asyncio.create_task(courier.run()), asyncio.create_task(_watch(lags))
        await asyncio.sleep(1.0)
        began, at_first = asyncio.get_running_loop().time(), provider.taken
        await asyncio.sleep(SECONDS / 2)
        asked = asyncio.get_running_loop().time()
        _write_to(database, person)
        courier.wake()
        await asyncio.sleep(SECONDS / 2)
        took, taken = asyncio.get_running_loop().time() - began, provider.taken - at_first
        watching.cancel()
        courier.stop()
        await running
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    waited = provider.told.get("U0DIRECT", asked + SECONDS) - asked
    note("courier.paced", f"{taken} taken and {provider.refused} refused in {took:.1f} s, {grew:.0f} MB more")
    return [
        Figure("courier.rate", "of what is permitted", taken / took / RATE, least=0.98),
        Figure("courier.refused", "of all sends", provider.refused / max(provider.taken, 1), most=0.01),
        Figure("courier.direct", f"s, a message to one during {MANY:,}", waited, most=2.0),
        Figure("courier.stall", f"ms of the loop, {MANY:,} due", max(lags) * 1000, most=50),
        Figure("courier.memory", f"MB more with {MANY:,} due", grew),
    ]


async def _watch(lags: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        await asyncio.sleep(0.005)
        lags.append(loop.time() - began - 0.005)


async def _cpu(url: str, far: str) -> list[Figure]:
    """The same card to many channels through SlackMessenger, against posting its JSON by aiohttp alone."""
    async with aiohttp.ClientSession() as session:
        carried = SlackMessenger(_OneToken(), f"{far}api/", session)
        async with _courier(url, carried, NO_PACE) as (database, courier):
            await _all_sent(database, courier, 100)  # what is made once is made: statements, connections, the card
            ours = await _all_sent(database, courier, POSTS)
        card = Card(title=said("Hello"), summary=said("all"))
        began = process_time()
        for start in range(0, POSTS, 50):
            await asyncio.gather(*[_raw(session, f"{far}api/", card, n) for n in range(start, start + 50)])
        raw = process_time() - began
    note("courier.cpu_us", f"a message: {ours / POSTS * 1e6:.0f}, by aiohttp alone {raw / POSTS * 1e6:.0f}")
    return [Figure("courier.cpu.slack", "x of aiohttp alone", ours / raw, most=2.0)]


async def _all_sent(database: Database, courier: Courier, number: int) -> float:
    """Seconds of CPU."""
    _announce(database, number)
    began = process_time()
    while await courier.deliver_due():
        pass
    return process_time() - began


async def _raw(session: aiohttp.ClientSession, api: str, card: Card, number: int) -> None:
    body = {**message(card), "channel": f"C{number}", "unfurl_links": False, "token": "xoxb-bench"}
    async with session.post(f"{api}chat.postMessage", json=body) as response:
        await response.json()


class _OneToken:
    def of(self, _host: str) -> str:
        return "xoxb-bench"

    async def lost(self, _host: str, _token: str, _code: str) -> bool:
        return False

    async def ended(self, _host: str, _reason: str, _at: datetime) -> None:
        """Nobody takes it out."""


@asynccontextmanager
async def _courier(url: str, messenger: Messenger, its: Pace) -> AsyncIterator[tuple[Database, Courier]]:
    database = Database(url)
    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(2) as reader:
        dispatch = Dispatch(database, writer=writer, reader=reader)
        carries: Mapping[Platform, Messenger] = {Platform.SLACK: messenger}
        yield database, Courier(dispatch, carries, paces={Platform.SLACK: its}, patience=PATIENCE)
    database.close()


def _announce(database: Database, number: int) -> None:
    with database.write() as store:
        author = next(iter(store.people.everybody()))
        content = Content({"en": Written("Hello", "all")})
        one = store.announcements.add(content, author=author, draft=store.new_id(), at=datetime.now(UTC))
        urgent = replace(one, timing=Timing(urgent="Whatever the hour"))
        store.announcements.change(one, urgent, Step.EDIT, by=author.id, at=datetime.now(UTC))
        store.outbox.broadcast(Announced(one.id), _channels(number), at=datetime.now(UTC))


def _somebody(database: Database) -> Person:
    with database.write() as store:
        person = next(iter(store.people.everybody()))
        at = datetime.now(UTC) + timedelta(days=1)  # seen last of all their accounts
        store.people.link(Known(identity=Identity(Platform.SLACK, HOST, "U0DIRECT"), host=HOST), person, at=at)
    return person


def _write_to(database: Database, person: Person) -> None:
    with database.write() as store:
        (one,) = store.announcements.of(person.id).items
        store.outbox.put(Announced(one.id, "alone"), to=[person], at=datetime.now(UTC))
