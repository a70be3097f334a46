"""Insert or update in one statement, on both databases. Each statement is built once and kept."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(dialect: str, table: Table) -> Insert:
    """An INSERT that can say ON CONFLICT, in the words of this database."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def upsert(connection: Connection, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """The row with this primary key has these values afterwards."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(key), tuple(values)), {**key, **values})


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert unless a row that must be unique is there already; whether it was inserted.

    On PostgreSQL it waits for another transaction that is inserting the same, and nothing is aborted.
    """
    return connection.execute(_insert_new(connection.dialect.name, table), dict(values)).rowcount == 1


def new_rows(connection: Connection, table: Table) -> Insert:
    """For many at once: those of which a row that must be unique is there already are left out."""
    return _insert_new(connection.dialect.name, table)


@cache
def _upsert(dialect: str, table: Table, key: tuple[str, ...], values: tuple[str, ...]) -> Insert:
    statement = insert_into(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(key), set_={name: statement.excluded[name] for name in values}
    )


@cache
def _insert_new(dialect: str, table: Table) -> Insert:
    # Of an INSERT, SQLAlchemy forgets the count of rows unless it is asked to keep it.
    return insert_into(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
