"""What the clock's minute costs with very many enrolments, and what a great many reminders at once do to others."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, func, select, update

from benchmarks.crowds import HOST
from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found
from bot.serving import settle
from bot.slack.limits import pace
from bot.ticker import do_chores
from bot.workers import Workers
from domain.notices.training import SessionChangedSoon
from domain.people import Role
from domain.places import Identity, Platform
from domain.training import Course, Session
from handlers import training_assigned, training_planned
from handlers.chores import CHORES
from storage.database import Database
from storage.people import Known
from storage.store import Store
from storage.tables import enrolments, training_reminders
from storage.tables.columns import microseconds
from views.vocabulary import Card

FEW, MANY, EACH = 10_000, 200_000, 20
"""Enrolments; and of each learner. With a million (docs/measurements.md) filling alone takes half a minute."""
RATE, SECONDS, DIRECT = 20, 12, "U0DIRECT"
"""What a workspace takes a second, and for how long it is watched; the account of whoever is told something else."""
DUE, ROUNDS, FLOOD, AHEAD = 100, 5, 100_000, 4
"""The last: how many seconds of the flood go by before somebody is told something else."""
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = datetime(2027, 6, 1, tzinfo=UTC)


def figures(folder: Path) -> Iterator[Figure]:
    """100 due of MANY, against 100 of FEW; 100,000 that are due at once; and what is due as fast as it can be sent."""
    few, many = (_round_of(folder / f"training-{number}.db", number) for number in (FEW, MANY))
    note("training.ms", f"{DUE} due with {FEW:,} enrolments: {few * 1000:.0f}; with {MANY:,}: {many * 1000:.0f}")
    yield Figure("training.round", f"x, {MANY:,} to {FEW:,} enrolments", many / few, most=2)
    yield from _flooded(folder / "flood.db")
    yield _punctual(folder / "punctual.db")


def _round_of(file: Path, number: int) -> float:
    """The median of a few minutes, each with as much due; the day's look at everybody is over."""
    with closing(Database(fill(file))) as database:
        _fill(database, number, due=DUE, rounds=ROUNDS)
        _minute(database, AT - 3 * MINUTE)
        return median([_minute(database, AT + n * MINUTE) for n in range(ROUNDS)])


def _minute(database: Database, at: datetime) -> float:
    began = time.perf_counter()
    for chore in CHORES.values():
        more: bool | None = True
        while more:
            with database.write() as store:
                more = chore(at, store)
    return time.perf_counter() - began


async def _beside(what: Coroutine[object, object, None]) -> float:
    work, longest = asyncio.ensure_future(what), 0.0
    while not work.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - began - 0.001)
    await work
    return longest


def _flooded(file: Path) -> Iterator[Figure]:
    """FLOOD are due at once in one workspace that takes RATE a second; somebody is written to in the midst of it."""
    with closing(Database(fill(file))) as database:
        _fill(database, FLOOD, due=FLOOD, rounds=1, each=1)
        _link(database)
        settle()  # as `tandem serve` does: else the collector walks through all that was measured before
        idle = asyncio.run(_beside(asyncio.sleep(2)))
        note("training.idle_ms", f"{idle * 1000:.0f} (nothing done beside it: the machine's own)")
        workspace = Workspace(database)
        stall = asyncio.run(_beside(workspace.is_flooded()))
        note("training.put", f"{_put(database):,} of {FLOOD:,} are in the outbox within {AHEAD + SECONDS} s")
        yield Figure("training.stall", f"ms of the loop, {FLOOD:,} due at once", stall * 1000, most=50)
        yield Figure("training.direct", f"s, a message to one during {FLOOD:,}", workspace.waited, most=2)


def _punctual(file: Path) -> Figure:
    """RATE are due a second, and the workspace takes no more."""
    with closing(Database(fill(file))) as database:
        _fill(database, RATE * SECONDS, due=RATE * SECONDS, rounds=1, each=1)
        _link(database)
        with database.engine.begin() as connection:
            connection.exec_driver_sql(_ONE_BY_ONE.format(first=microseconds(AT), step=1_000_000 // RATE))
        workspace = Workspace(database)
        asyncio.run(workspace.is_busy())
        late = sorted(workspace.late)
        assert len(late) == RATE * SECONDS, len(late)
        return Figure("training.late", f"s, p99.9 at {RATE} a second", late[-1 - len(late) // 1000], most=60)


@dataclass
class Workspace:
    """Takes RATE a second; its clock begins at AT."""

    database: Database
    late: list[float] = field(default_factory=list)
    waited: float = 60.0
    _began: float = 0.0
    _asked: float = 0.0
    _all: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> datetime:
        return AT + timedelta(seconds=time.perf_counter() - self._began)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:  # noqa: ARG002
        await asyncio.sleep(0.02)
        if address.user == DIRECT:
            self.waited = time.perf_counter() - self._asked
        else:
            number = int(address.user[1:])
            self.late.append((self.now() - AT).total_seconds() - number / RATE)
            if len(self.late) == RATE * SECONDS:
                self._all.set()
        return replace(address, conversation=f"D{address.user}", message=key)

    async def amend(self, address: Address, card: Card) -> None:
        """Not asked here."""

    async def retract(self, address: Address) -> None:
        """Not asked here."""

    async def find(self, address: Address, *, key: str, since: datetime) -> Found:  # noqa: ARG002
        return Found()

    async def is_flooded(self) -> None:
        async with self._courier() as (dispatch, courier):
            chores = asyncio.create_task(do_chores(dispatch))
            await asyncio.sleep(AHEAD)
            self._asked = time.perf_counter()
            await dispatch.in_write(self._told_directly)
            courier.wake()
            await asyncio.wait({chores}, timeout=SECONDS)
            chores.cancel()

    def _told_directly(self, store: Store) -> None:
        [session], [person] = store.training.sessions(), store.people.holders(Role.DIRECTOR)
        store.outbox.put(SessionChangedSoon(session.id, "9"), to=[person], at=self.now())

    async def is_busy(self) -> None:
        async with self._courier() as (dispatch, _):
            await do_chores(dispatch)
            async with asyncio.timeout(3 * SECONDS):
                await self._all.wait()

    @asynccontextmanager
    async def _courier(self) -> AsyncIterator[tuple[Dispatch, Courier]]:
        self._began = time.perf_counter()
        with Workers(1) as writer, Workers(2) as reader:
            dispatch = Dispatch(self.database, writer=writer, reader=reader, clock=self.now)
            courier = Courier(dispatch, {Platform.SLACK: self}, paces={Platform.SLACK: pace(RATE * 60, RATE * 60)})
            running = asyncio.create_task(courier.run())
            yield dispatch, courier
            courier.stop()
            await running


def _put(database: Database) -> int:
    is_put = select(func.count()).where(training_reminders.c.fate == "sent")
    with database.engine.connect() as connection:
        return int(connection.execute(is_put).scalar_one())


def _link(database: Database) -> None:
    """Each learner's account, and that of whoever is told something else."""
    with database.write() as store:
        [person] = store.people.holders(Role.DIRECTOR)
        known = Known(identity=Identity(Platform.SLACK, HOST, DIRECT), host=HOST)
        store.people.link(known, person, at=AT + HOUR)  # seen last of all their accounts
    with database.engine.begin() as connection:
        connection.exec_driver_sql(_ACCOUNTS.format(host=HOST, seen=microseconds(AT)))


def _fill(database: Database, number: int, *, due: int, rounds: int, each: int = EACH) -> None:
    with database.write() as store:
        for n in range(each):
            store.training.keep_course(Course(key=f"c{n}", name=f"Course {n}", language="en"))
        sessions = [_session(store, n) for n in range(rounds)]
    with database.engine.begin() as connection:
        _learn(connection, number // each, each)
        for n, session in enumerate(sessions):
            _seat(connection, session, n * due, due)
    with database.write() as store:
        store.lookouts.keep("training", training_assigned.mark(AT, store), "")
        store.lookouts.keep("reminders", training_planned.mark(AT, store), "")


def _session(store: Store, number: int) -> Session:
    """An hour after the round in which its learners are reminded of it."""
    start = AT + HOUR + number * MINUTE + MINUTE / 2
    whole = start.replace(second=0)
    return store.training.keep_session(
        Session(
            id="", course="c0", key=f"s{number}", day=whole.date(), wall=whole.time(), zone="UTC", minutes=60,
            capacity=1_000_000,
        )
    )  # fmt: skip


def _learn(connection: Connection, people: int, courses: int) -> None:
    """Each learner has each course to do, with a reminder of it far ahead."""
    count = f"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {people})"
    each = f"{count}, c(k) AS (VALUES {', '.join(f'({n})' for n in range(courses))})"
    numbers = {"since": microseconds(AT), "later": microseconds(LATER)}
    connection.exec_driver_sql(f"{count} {_PERSONS}")
    connection.exec_driver_sql(f"{each} {_ENROLMENTS.format(**numbers)}")
    connection.exec_driver_sql(f"{each} {_REMINDERS.format(**numbers)}")


_PERSONS = """
INSERT INTO persons
    (id, name, email, organisation, roles, language, zone, language_chosen, zone_chosen, changed)
SELECT printf('l%07d', i), 'Learner ' || i, 'l' || i || '@rival.example', 'rival', 'partner-rep', 'en', 'UTC', 0, 0, 0
FROM n
"""
_ENROLMENTS = """
INSERT INTO enrolments (id, person, course, since, standing, session, rule, due_on, version)
SELECT 'e' || i || '.' || k, printf('l%07d', i), 'c' || k, {since}, 'assigned', '', '', '2027-06-02', 1 FROM n, c
"""
_REMINDERS = """
INSERT INTO training_reminders (id, person, about, subject, step, meant, at, over_at, fate)
SELECT 'r' || i || '.' || k, printf('l%07d', i), 'due', 'c' || k, 'day', '2027-06-02', {later}, {later}, 'planned'
FROM n, c
"""


_ACCOUNTS = """
INSERT INTO identities (platform, tenant, user, person, host, conversation, seen_at)
SELECT 'slack', '{host}', 'U' || CAST(substr(id, 2) AS INTEGER), id, '{host}', 'D' || id, {seen}
FROM persons WHERE name LIKE 'Learner %'
"""
_ONE_BY_ONE = """
UPDATE training_reminders SET at = {first} + CAST(substr(person, 2) AS INTEGER) * {step} WHERE about = 'session'
"""


def _seat(connection: Connection, session: Session, first: int, size: int) -> None:
    """So many learners sit in it, and are to be reminded an hour before."""
    these = enrolments.c.person.between(f"l{first:07}", f"l{first + size - 1:07}")
    those = training_reminders.c.person.between(f"l{first:07}", f"l{first + size - 1:07}")
    meant = f"{session.day}T{session.wall:%H:%M} {session.zone}"
    again = {"about": "session", "subject": session.id, "step": "hour", "meant": meant}
    moments = {"at": session.at - HOUR, "over_at": session.at}
    sits = update(enrolments).where(these, enrolments.c.course == "c0")
    connection.execute(sits.values(standing="registered", session=session.id))
    is_reminded = update(training_reminders).where(those, training_reminders.c.subject == "c0")
    connection.execute(is_reminded.values(**again, **moments))
