"""Reminds of what is due until nothing is, as the ticker does: a process of its own, to be killed at any moment."""

import sys
from datetime import UTC, datetime, timedelta

from handlers.deals_late import remind_due
from storage.database import Database

LATE = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
FOREVER = datetime(2030, 1, 1, tzinfo=UTC)
WEEK = timedelta(days=7)


def work_off(database: Database) -> None:
    """Every level of every deal that waits, each batch in a transaction of its own; what comes next, a week later."""
    at = LATE
    while True:
        with database.write() as store:
            if not store.deadlines.due(FOREVER, size=1):
                return
        more = True
        while more:
            with database.write() as store:
                more = remind_due(at, store)
        at += WEEK


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    work_off(Database(sys.argv[1]))
