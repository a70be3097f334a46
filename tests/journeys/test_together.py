"""A manager has requests together, at an hour of their own."""

from bot.ticker import do_chores
from domain.digests import next_digest
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import registers


@alone
@on_sqlite
async def test_two_requests_come_in_one_message_at_the_hour_and_are_decided_from_it(world, partner, manager):
    await manager.types("partner settings")
    await manager.fills(arrive="digest", digest="9")
    await manager.hears("Settings saved", "Together, at")
    first, second = await registers(partner), await registers(partner, customer="Nowicki")

    world.clock.ahead += next_digest((9,), "Europe/Warsaw", after=world.clock()) - world.clock()
    await do_chores(world.app.dispatch)

    await manager.hears("Requests that wait for you", "2 decisions wait for you", "Kowalski", "Nowicki")
    await manager.presses("Decide")
    await manager.presses("Approve")
    await partner.hears_one_of(f"{first} approved", f"{second} approved")
