"""What a round of the chores costs: it must go by what is due, not by how much waits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from domain.deadlines import Deadline
from domain.deals import Deal, State
from domain.notices.deals import DealAwaitsDecision
from domain.people import Role
from handlers.chores import CHORES
from handlers.deals_known import KIND
from storage.database import Database
from storage.store import Store

FEW, MANY, DUE, ROUNDS = 1_000, 100_000, 100, 5
MINUTE = timedelta(minutes=1)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def figures(folder: Path) -> Iterator[Figure]:
    """100 due of 100,000 that wait, against 100 due of 1,000."""
    few, many = (_seconds(folder / f"waiting-{number}.db", number) for number in (FEW, MANY))
    note("waiting.ms", f"{DUE} due of {FEW:,}: {few * 1000:.0f}; of {MANY:,}: {many * 1000:.0f}")
    yield Figure("waiting.round", f"x, {MANY:,} to {FEW:,} open", many / few, most=2)


def _seconds(file: Path, number: int) -> float:
    """The median of a few rounds, each with as much due."""
    database = Database(fill(file))
    with database.write() as store:
        _wait(store, number)
    _round(database, AT - MINUTE)  # nothing is due, and what has changed is looked at
    took = median([_round(database, AT + n * MINUTE) for n in range(ROUNDS)])
    database.close()
    return took


def _round(database: Database, at: datetime) -> float:
    began = perf_counter()
    for chore in CHORES.values():
        more: bool | None = True
        while more:
            with database.write() as store:
                more = chore(at, store)
    return perf_counter() - began


def _wait(store: Store, number: int) -> None:
    """What is due in each round, and all others tomorrow."""
    rep = store.people.with_email("nowak", "rep@nowak.example")
    assert rep is not None
    deciders = store.people.holders(Role.CHANNEL_MANAGER)
    like = replace(store.deals.seen_by(rep, size=1).items[0], state=State.SUBMITTED, version=1)
    for n in range(number):
        due = AT + n // DUE * MINUTE if n < ROUNDS * DUE else AT + timedelta(days=1)
        subject = _deal(like, f"w{n}", store) if n < ROUNDS * DUE else f"later{n}"
        store.outbox.put(DealAwaitsDecision(subject, "1"), to=deciders, at=AT)
        asked = store.approvals.ask(
            KIND,
            subject,
            partner=like.partner,
            region=like.region,
            role=Role.CHANNEL_MANAGER,
            filed_by=rep.id,
            at=AT,
        )
        since = AT - timedelta(hours=4)
        store.deadlines.begin(
            Deadline(approval=asked.id, zone="UTC", within=timedelta(hours=8), since=since, next_at=due)
        )


def _deal(like: Deal, draft: str, store: Store) -> str:
    return store.deals.add(like, draft=draft, by_name="Jan Nowak").id
