"""Putting, claiming and finishing, each in a transaction of its own: the steps of the tests of what is told."""

from datetime import timedelta

from sqlalchemy import event, text

from tests.storage.examples import ALL, NOON

LATER = NOON + timedelta(hours=12)


def put(database, notice, *readers, at=NOON):
    with database.write() as store:
        store.outbox.put(notice, to=readers, at=at)


def claim(database, at=NOON, platforms=ALL, size=10):
    with database.write() as store:
        return store.claims.take(at=at, platforms=platforms, size=size)


def sent(database, claimed, at=NOON, message="m-1"):
    with database.write() as store:
        return store.deliveries.sent(claimed, conversation="c-1", message=message, at=at)


def amend(database, subject="1", at=NOON):
    with database.write() as store:
        store.outbox.amend(f"thing:{subject}", at=at)


def finish(database, what, claimed, *given, **named):
    with database.write() as store:
        return getattr(store.deliveries, what)(claimed, *given, **named)


def lose(database, claimed):
    """The lease runs out."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE copies SET lease = 1 WHERE id = :id"), {"id": claimed.copy})


def tally(database):
    with database.read() as store:
        return dict(store.deliveries.tally())


def planned(database, asked):
    """How SQLite goes about what the store is asked: a list a statement, with a line a table that it looks into."""
    plans: list[list[str]] = []

    def explain(_connection, cursor, statement, parameters, *_):
        plans.append([row[-1] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)])

    with database.write() as store:
        event.listen(database.engine, "before_cursor_execute", explain)
        asked(store)
        event.remove(database.engine, "before_cursor_execute", explain)
    return plans
