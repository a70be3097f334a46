"""Reminds of what is due until nothing is, as the ticker does: a process of its own, to be killed at any moment."""

import sys
from datetime import UTC, datetime

from handlers.deals_late import remind_due
from storage.database import Database

LATE = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)


def work_off(database: Database) -> None:
    """Every level of every deal that waits, each batch in a transaction of its own."""
    while True:
        with database.write() as store:
            if not store.deadlines.due(LATE, size=1) and not remind_due(LATE, store):
                return
        with database.write() as store:
            remind_due(LATE, store)


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    work_off(Database(sys.argv[1]))
