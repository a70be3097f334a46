"""How long the whole log of the audit takes to be looked at, and one row of it to be added.

In `make bench` on SQLite; `python -m benchmarks.audit URL` with the address of an empty PostgreSQL database, there.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert

from benchmarks.figures import Figure
from domain.acts import START, Act, canonical, first_fault, sealed
from storage.database import Database
from storage.schema import migrate
from storage.tables import acts

ROWS, TOGETHER, ADDED = 100_000, 1_000, 200
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def figures(folder: Path, url: str = "") -> Iterator[Figure]:
    """Seconds for 100,000 rows, as `tandem audit verify` reads them; milliseconds for one row in a transaction."""
    where = url or f"sqlite:///{folder / 'audit.db'}"
    migrate(where)
    database = Database(where)
    _fill(database)
    yield Figure("audit.verify", f"s for {ROWS:,} acts", _verified(database), most=10)
    added = [_added(database, number) for number in range(ADDED)]
    yield Figure("audit.added", "ms a row, with its commit", median(added) * 1e3)
    database.close()


def _fill(database: Database) -> None:
    chained = _chain()
    with database.engine.begin() as connection:
        while some := list(islice(chained, TOGETHER)):
            connection.execute(insert(acts), some)


def _chain() -> Iterator[dict[str, object]]:
    last = START
    for n in range(1, ROWS + 1):
        at, detail = AT + timedelta(seconds=n), canonical({"version": n, "state": "submitted", "line": START})
        act = Act(n=n, at=at, who=f"{n % 50:032}", what="deal-edit", about=f"{n % 900:032}", detail=detail)
        last = sealed(last, act)
        yield asdict(replace(act, seal=last))


def _verified(database: Database) -> float:
    began = perf_counter()
    with database.read() as store:
        fault, head = first_fault(store.acts.sealed_rows(), store.acts.head())
    took = perf_counter() - began
    assert fault is None, fault
    assert head.count == ROWS, head
    return took


def _added(database: Database, number: int) -> float:
    began = perf_counter()
    with database.write() as store:
        store.acts.note("somebody", "deal-edit", f"deal{number}", at=AT, partner="nowak", version=number)
    return perf_counter() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for figure in figures(Path(name), *sys.argv[1:]):
            print(figure)
