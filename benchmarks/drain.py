"""What taking and noting copies costs without any code of ours: the same four statements by Python's sqlite3 alone."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.crowds import HOST, channels
from benchmarks.filling import fill
from domain.notices.announcements import Announced
from storage.database import Database
from storage.queues import Due

_PLACE = ("slack", HOST, 2)
_OF_NOTICE = 4
_OWN = ", ".join(Due._fields[: -len(_PLACE) - _OF_NOTICE])
_DUE = f"""
SELECT {_OWN} FROM copies
WHERE platform = 'slack' AND host = '{HOST}' AND lane = 2 AND due <= ? AND state <> 'sending' AND lease < ?
ORDER BY due, id LIMIT ?
"""
_TOLD = "SELECT id, kind, subject, occasion, put_at FROM notices WHERE id IN (SELECT value FROM json_each(?))"
_TAKE = """
UPDATE copies SET state = 'sending', started_at = ?, gather_at = NULL, shown = wanted, fence = fence + 1, lease = ?
WHERE id IN (SELECT value FROM json_each(?))
"""
_NOTE = """
UPDATE copies SET state = 'sent', reason = '', attempts = 0, done_at = ?, lease = 0,
  due = CASE WHEN wanted > shown THEN ? END, message = there.value
FROM json_each(?) AS there WHERE copies.id = there.key AND copies.fence = 1
"""


def bare(folder: Path, batch: int, rounds: int) -> str:
    """In words, beside which our own figure is to be read."""
    file = folder / "bare.db"
    database = Database(fill(file))
    with database.write() as store:
        store.outbox.broadcast(Announced("bare"), channels(batch * rounds), at=datetime.now(UTC))
    database.close()
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("cache_size=-16384", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    rates, spent = zip(*[_batch(connection, batch) for _ in range(rounds)], strict=True)
    connection.close()
    return f"{median(rates):,.0f} copies a second and {median(spent):.1f} us of CPU a copy by sqlite3 alone"


def _batch(connection: sqlite3.Connection, size: int) -> tuple[float, float]:
    began, spent, at = perf_counter(), process_time(), datetime.now(UTC)
    now = int(at.timestamp() * 1e6)
    with _writing(connection):
        found = connection.execute(_DUE, (now, at.timestamp(), size)).fetchall()
        told = {one: rest for one, *rest in connection.execute(_TOLD, (json.dumps([*{row[-1] for row in found}]),))}
        rows = [Due._make((*row, *_PLACE, *told[row[-1]])) for row in found]
        connection.execute(_TAKE, (now, at.timestamp() + 30, json.dumps([row.id for row in rows])))
    with _writing(connection):
        connection.execute(_NOTE, (now, now, json.dumps({row.id: "1" for row in rows})))
    return len(rows) / (perf_counter() - began), (process_time() - spent) / len(rows) * 1e6


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")
