"""A card that is longer than the platform takes is read to its last line, privately, by "Show all"."""

from datetime import timedelta

import pytest

from tests.journeys.pairs import alone
from tests.journeys.world import WEB, World

GIVEN = 90


@pytest.fixture
async def admin(world, platforms):
    return await world.meets("admin", platforms[1])


def much_is_said(world: World) -> None:
    rep, now = world.person("rep").id, world.clock()
    with world.app.database.write() as store:
        for number in range(GIVEN):
            at = now - timedelta(hours=number)
            words = f"Number {number}. " + "It does what it says. " * 20
            store.feedback.add(person=rep, words=words, may_answer=True, at=at)


@alone
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_long_list_is_read_to_its_end(world, admin, platforms):
    much_is_said(world)

    await admin.types("partner feedback list")
    await admin.hears("The newest first.", "Number 0.")
    pages = 1
    while f"Number {GIVEN - 1}." not in admin.reads and pages < GIVEN:
        await admin.presses("Show all")
        await admin.hears("The rest, as it is now.")
        pages += 1

    assert all(f"Number {number}." in admin.reads for number in range(GIVEN))
    assert (pages == 1) == (platforms[1] == WEB), "a web page has room for all of it"
