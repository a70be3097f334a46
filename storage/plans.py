"""How PostgreSQL plans a statement that joins many rows with many."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_SET = text("SET LOCAL enable_nestloop = off")
_RESET = text("SET LOCAL enable_nestloop = on")


@contextmanager
def read_once_each(connection: Connection) -> Iterator[None]:
    """What is executed meanwhile reads each table once, and joins by hashing or sorting, whatever the statistics say.

    Of rows that have just come in PostgreSQL knows nothing, takes many for few, and would go through one table once
    for every row of another. A subquery in a column still goes by its index; and so does every join in SQLite.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.execute(_SET)
    yield
    # Not where it failed: the transaction, or its savepoint, takes it back.
    connection.execute(_RESET)
