"""A decision in two steps: whoever is asked first is on one platform, whoever is asked then on another."""

from domain.deals import State
from tests.journeys.pairs import on, on_sqlite
from tests.journeys.world import SLACK, TEAMS, WEB, registers

TWO_STEPS = [{"any_of": ["channel-manager"]}, {"any_of": ["regional-lead"]}]


@on((SLACK, TEAMS), (TEAMS, SLACK), (WEB, WEB))
@on_sqlite
async def test_what_one_step_decides_on_one_platform_the_next_decides_on_the_other(world, partner, platforms):
    manager, lead = await world.meets("manager", platforms[0]), await world.meets("lead", platforms[1])
    in_two_steps(world)
    ref = await registers(partner, customer="Huta Szkła")
    await manager.hears("Huta Szkła", "Step 1 of 2: 0 of 1 approved so far. Now asked: channel manager.")

    await manager.presses("Why me?")
    await manager.hears("because you look after", "Step 2 of 2, one decision: regional lead.")
    await manager.presses("Approve")
    await lead.hears("Huta Szkła", "Step 1 of 2: approved by Ola Lis.", "Now asked: regional lead.")
    await manager.misses("Approve")
    assert world.deals()[0].state is State.SUBMITTED
    await lead.presses("Approve")

    for actor in (manager, lead):
        await actor.hears("Approved · Huta Szkła", "Approved by Lena Berg", "Step 2 of 2: approved by Lena Berg.")
        await actor.misses("Approve")
    await partner.hears(f"{ref} approved")
    assert world.deals()[0].state is State.APPROVED


def in_two_steps(world) -> None:
    """What the first rule decided by one person."""
    with world.app.database.write() as store:
        old = store.programme
        first, *others = old.approvals
        body = first.model_dump(exclude_none=True, exclude={"decided_by"}) | {"steps": TWO_STEPS}
        rules = (type(first).model_validate(body), *others)
        store.programmes.apply(old.model_copy(update={"approvals": rules}), at=world.clock())
