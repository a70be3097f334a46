"""What the clock's minute costs with a million enrolments, and what a great many reminders at once do to the loop."""

import asyncio
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, update

from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.dispatch import Dispatch
from bot.serving import settle
from bot.ticker import do_chores
from domain.training import Course, Session
from handlers import training_assigned, training_planned
from handlers.chores import CHORES
from storage.database import Database
from storage.store import Store
from storage.tables import enrolments, training_reminders
from storage.tables.columns import microseconds

FEW, MANY, EACH = 10_000, 1_000_000, 20
"""Enrolments; and of each learner."""
DUE, ROUNDS, FLOOD = 100, 5, 100_000
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = datetime(2027, 6, 1, tzinfo=UTC)


def figures(folder: Path) -> Iterator[Figure]:
    """100 due of a million, against 100 due of 10,000; then 100,000 that are due at once."""
    few, many = (_round_of(folder / f"training-{number}.db", number) for number in (FEW, MANY))
    note("training.ms", f"{DUE} due with {FEW:,} enrolments: {few * 1000:.0f}; with {MANY:,}: {many * 1000:.0f}")
    yield Figure("training.round", f"x, {MANY:,} to {FEW:,} enrolments", many / few, most=2)
    yield Figure(
        "training.stall", f"ms of the loop, {FLOOD:,} due at once", _stalled(folder / "flood.db") * 1000, most=50
    )


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


def _stalled(file: Path) -> float:
    """The longest stall of a loop on which a round of the chores runs beside it."""
    with closing(Database(fill(file))) as database, ThreadPoolExecutor(1) as writer:
        _fill(database, FLOOD, due=FLOOD, rounds=1, each=1)
        dispatch = Dispatch(database, writer=writer, reader=writer, clock=lambda: AT)
        settle()  # as `tandem serve` does: else the collector walks through all that was measured before
        idle = asyncio.run(_beside(asyncio.sleep(2)))
        note("training.idle_ms", f"{idle * 1000:.0f} (nothing done beside it: the machine's own)")
        return asyncio.run(_beside(do_chores(dispatch)))


async def _beside(what: Coroutine[object, object, None]) -> float:
    work, longest = asyncio.ensure_future(what), 0.0
    while not work.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - began - 0.001)
    await work
    return longest


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
