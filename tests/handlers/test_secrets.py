"""Whatever card shows a code to somebody, the code is kept nowhere: not even with the answer, for deliveries twice."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.arrivals import Asked, Sent, Typed
from storage.tables import metadata
from tests.handlers.worlds import said
from tests.office import Office, an_office

WAYS: dict[str, tuple[str, Asked]] = {
    "for oneself": ("rep", Typed("partner link")),
    "for a colleague": (
        "boss",
        Sent("team-add", {"name": "Piotr", "email": "piotr@nowak.example", "role": "partner-rep"}, ref="nowak"),
    ),
}


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


@pytest.mark.parametrize("way", WAYS)
async def test_a_code_is_shown_and_kept_nowhere(way: str, office: Office):
    who, asked = WAYS[way]

    answer = await office.dispatch.serve(office.arrival(who, asked), said)

    found = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{8}\b", str(answer))
    assert found
    with office.database.engine.connect() as connection:
        everything = [repr(connection.execute(table.select()).all()) for table in metadata.sorted_tables]
    assert not [rows for rows in everything for code in found if code in rows]
