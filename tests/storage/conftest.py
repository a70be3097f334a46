"""A database of its own for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from domain.people import Person
from storage.database import Database
from tests.storage.examples import NOON, account, programme, rep


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def readers(database: Database) -> tuple[Person, ...]:
    """Gives two people with an account each."""
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        people = rep(store, "Marek"), rep(store, "Hanna")
        for person in people:
            store.people.link(account(person), person, at=NOON)
    return people
