"""A manager takes a decision back before the partner is told, decides again, and the partner hears of that alone."""

from datetime import timedelta

from domain.deals import State
from domain.programme import Programme
from tests.journeys.pairs import alone
from tests.journeys.world import World, registers


def give_a_minute(world: World) -> None:
    with world.app.database.write() as store:
        programme: Programme = store.programme.model_copy(update={"undo_seconds": 60})
        store.programmes.apply(programme, at=world.clock())


@alone
async def test_a_decision_is_taken_back_and_made_again(world, partner, manager):
    give_a_minute(world)
    ref = await registers(partner)
    await manager.hears(ref)

    await manager.presses("Approve")
    await manager.hears("Approved by Ola Lis", "Until then you can undo it")
    await partner.types(f"deal {ref}")
    await partner.hears("Waiting for a decision")
    await manager.presses("Undo")
    await manager.hears("Decision taken back by Ola Lis")
    [deal] = world.deals()
    assert deal.state is State.SUBMITTED
    assert f"{ref} approved" not in partner.everything
    await manager.presses("Approve")
    world.clock.ahead += timedelta(seconds=61)

    await partner.hears(f"{ref} approved")
    await manager.misses("Undo")
    assert world.steps(deal) == ["submit", "approve", "undo", "approve"]
