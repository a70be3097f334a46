"""A broadcast to a hundred thousand channels: put, taken, paced, sent; and what else wants to go meanwhile."""

import asyncio
import resource
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks import carried, drain
from benchmarks.crowds import HOST, announce, channels, courier_on
from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.messenger import Address, Found, Paused
from bot.serving import prepare, settle
from bot.slack.limits import pace
from domain.notices.announcements import Announced
from domain.people import Person
from domain.places import Identity, Platform
from storage.database import Database
from storage.people import Known
from storage.schema import migrate
from tests.databases import PostgreSQLDatabases, started_postgresql
from views.vocabulary import Card

MANY, BATCH, ROUNDS = 100_000, 2_000, 10
RATE, SECONDS = 40, 8.0


def figures(folder: Path, far: str) -> Iterator[Figure]:
    """On SQLite and on a PostgreSQL of our own; then through the courier, to a provider that allows RATE a second."""
    prepare(pause=0)
    settle()
    file = fill(folder / "courier.db")
    yield from _moved("sqlite", file, 50_000)
    note("courier.drain_bare", drain.bare(folder, BATCH, ROUNDS))
    with started_postgresql() as socket, PostgreSQLDatabases(socket, migrate, "bench").fresh() as url:
        yield from _moved("postgresql", url, 10_000)
    yield from asyncio.run(_paced(fill(folder / "paced.db")))
    yield from carried.figures(folder, far)


# --- the database alone ---


def _moved(name: str, url: str, least: int) -> Iterator[Figure]:
    """Put at once; then claimed and noted in big batches, with nothing between."""
    database = Database(url)
    took = _crowd(database, MANY, "moved")
    yield Figure(f"courier.put.{name}", f"s for {MANY:,} copies", took, most=1.5)
    rates, spent = zip(*[_batch(database) for _ in range(ROUNDS)], strict=True)
    yield Figure(f"courier.drain.{name}", "copies a second, nothing sent", median(rates), least=least)
    note(f"courier.drain_cpu.{name}", f"{median(spent):.1f} us of our own CPU a copy")
    database.close()


def _batch(database: Database) -> tuple[float, float]:
    """Copies a second, and microseconds of CPU a copy."""
    began, spent, at = perf_counter(), process_time(), datetime.now(UTC)
    with database.write() as store:
        claims = store.claims.take(at=at, platforms=tuple(Platform), size=BATCH)
    with database.write() as store:
        store.deliveries.sent_all([(claim, claim.known.conversation, "1") for claim in claims], at=at)
    return len(claims) / (perf_counter() - began), (process_time() - spent) / len(claims) * 1e6


def _crowd(database: Database, number: int, subject: str) -> float:
    began = perf_counter()
    with database.write() as store:
        made = store.outbox.broadcast(Announced(subject), channels(number), at=datetime.now(UTC))
    assert made == number, made
    return perf_counter() - began


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
    async with courier_on(url, {Platform.SLACK: provider}, pace(RATE * 60, RATE * 60)) as (database, courier):
        person = _somebody(database)
        announce(database, MANY)
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
