"""The office, on SQLite: handlers do not know which database they are on."""

from collections.abc import AsyncIterator

import pytest

from tests.office import Office, an_office


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office
