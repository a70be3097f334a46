"""What a round of the chores costs: it must go by what is due, not by how much waits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Text, cast, func, insert, select, true

from benchmarks.figures import Figure, note
from benchmarks.filling import fill, numbered
from domain.deadlines import Deadline
from domain.deals import Deal, State
from domain.notices.deals import DealAwaitsDecision
from domain.people import Role
from handlers.chores import CHORES
from handlers.deals_known import KIND
from storage.database import Database
from storage.store import Store
from storage.tables import approvals, copies, deadlines, notices

FEW, MANY, DUE, ROUNDS = 1_000, 100_000, 100, 5
LATER = "later"
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
        _wait(store)
    with database.engine.begin() as connection:
        _wait_likewise(connection, number - ROUNDS * DUE)
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


def _wait(store: Store) -> None:
    """What is due in each round, and one more tomorrow."""
    rep = store.people.with_email("nowak", "rep@nowak.example")
    assert rep is not None
    deciders = store.people.holders(Role.CHANNEL_MANAGER)
    like = replace(store.deals.seen_by(rep, size=1).items[0], state=State.SUBMITTED, version=1)
    for n in range(ROUNDS * DUE + 1):
        due = AT + n // DUE * MINUTE if n < ROUNDS * DUE else AT + timedelta(days=1)
        subject = _deal(like, f"w{n}", store) if n < ROUNDS * DUE else LATER
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


def _wait_likewise(connection: Connection, number: int) -> None:
    """So many as LATER, with all that was written for it: one by one it would take a minute."""
    asked, told = approvals.c.subject == LATER, notices.c.subject == LATER
    theirs = {
        approvals: asked,
        deadlines: deadlines.c.approval == select(approvals.c.id).where(asked).scalar_subquery(),
        notices: told,
        copies: copies.c.notice == select(notices.c.id).where(told).scalar_subquery(),
    }
    numbers = numbered(number)
    for table, where in theirs.items():
        columns = [_likewise(one, cast(numbers.c.n, Text)) for one in table.columns]
        rows = select(*columns).select_from(table.join(numbers, true())).where(where)
        connection.execute(insert(table).from_select(list(table.columns), rows, include_defaults=False))


def _likewise(column: Column[Any], n: ColumnElement[str]) -> ColumnElement[Any]:
    if column.name in {"id", "approval", "notice"}:
        return column + "." + n
    return func.replace(column, LATER, LATER + n) if isinstance(column.type, Text) else column


def _deal(like: Deal, draft: str, store: Store) -> str:
    return store.deals.add(like, draft=draft, by_name="Jan Nowak").id
