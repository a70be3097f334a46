"""What a database is made to do, counted in SQLite's own steps: the same on any machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.database import Database

EACH = 10


@contextmanager
def steps(database: Database) -> Iterator[list[int]]:
    """The one number in it is how many steps were made so far, by readers and writers."""
    done = [0]

    def step() -> int:
        done[0] += EACH
        return 0

    def lent(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(step, EACH)

    def given_back(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(None, EACH)

    engines = (database.engine, database._reading)
    for engine in engines:
        event.listen(engine, "checkout", lent)
        event.listen(engine, "checkin", given_back)
    try:
        yield done
    finally:
        for engine in engines:
            event.remove(engine, "checkout", lent)
            event.remove(engine, "checkin", given_back)
