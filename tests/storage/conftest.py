"""A database of its own for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from storage.database import Database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()
