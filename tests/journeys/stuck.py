"""What stands still, and who is at it: to be read when a scene with several processes does not go on."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage.copies import HELD, CopyState
from storage.database import Database

_COPIES = f"""
SELECT id, state, reason, lane, attempts, due, lease, fence, wanted, shown, platform, host, conversation, message
FROM copies
WHERE (state <> '{CopyState.SENT}' OR due IS NOT NULL) AND NOT (state = '{CopyState.UNCERTAIN}' AND reason = '{HELD}')
ORDER BY due LIMIT 40
"""
_WHERE = ("pauses", "installations")
_SERVER = """
SELECT pid, state, wait_event_type, wait_event, now() - xact_start AS since, pg_blocking_pids(pid) AS blocked_by, query
FROM pg_stat_activity WHERE datname = current_database()
"""
_LOCKS = """
SELECT pid, locktype, relation::regclass, mode, granted, transactionid FROM pg_locks
WHERE NOT granted OR locktype IN ('advisory', 'transactionid')
"""
_PROCESS = ("State", "VmRSS", "Threads")


def told(database: Database, processes: Iterable[int], log: Path) -> str:
    """Copies that are not done, pauses, what the server of the database is at, and what each process is."""
    lines = [f"{name}\n  " + "\n  ".join(rows) for name, rows in _all_of_it(database, processes)]
    return "\n".join([*lines, "log", log.read_text()[-6000:]])


def _all_of_it(database: Database, processes: Iterable[int]) -> Iterator[tuple[str, list[str]]]:
    yield "copies", _rows(database, _COPIES)
    for table in _WHERE:
        yield table, _rows(database, f"SELECT * FROM {table} LIMIT 40")
    if not database.sqlite:
        yield "server", _rows(database, _SERVER)
        yield "locks", _rows(database, _LOCKS)
    yield "processes", [_process(number) for number in processes]


def _rows(database: Database, statement: str) -> list[str]:
    with database.engine.connect() as connection:
        return [_line(dict(row._mapping)) for row in connection.execute(text(statement))]


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, default=str)


def _process(number: int) -> str:
    try:
        said = Path(f"/proc/{number}/status").read_text()
    except OSError:
        return f"{number} is not there"
    return f"{number} " + " ".join(line for line in said.splitlines() if line.split(":")[0] in _PROCESS)
