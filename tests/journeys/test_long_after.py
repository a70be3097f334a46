"""What people meet long after a deal was registered, on each platform; the databases make no difference here."""

from datetime import timedelta

import pytest

from bot.ticker import do_chores
from tests.journeys.pairs import alone
from tests.journeys.world import registers


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


async def pass_days(world, days: int) -> None:
    """So much time, and what the clock has to do then."""
    world.clock.ahead += timedelta(days=days)
    await do_chores(world.app.dispatch)


@alone
async def test_a_deal_that_nothing_is_heard_of_is_asked_about_and_moved_by_one_press(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")

    await pass_days(world, 31)
    await partner.hears("How does it stand? Kowalski", f"({ref}) since")
    await partner.presses("Offer")

    await partner.hears("Stage changed by Jan Nowak", "Offer")
    assert world.deals()[0].stage == "offer"
