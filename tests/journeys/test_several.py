"""A manager narrows what waits, and approves what nothing speaks against at once; each partner is told of its own."""

from domain.deals import State
from tests.journeys.pairs import alone
from tests.journeys.world import registers


@alone
async def test_several_are_approved_after_one_look_and_what_changed_is_named(world, partner, manager):
    refs = [await registers(partner, customer=customer) for customer in ("Huta Szkła", "Baltic Fish", "Kowalski")]
    await manager.hears(*refs)
    await manager.types("approvals over 1000000 eur")
    await manager.hears("Nothing that waits for you fits.")
    await manager.types("approvals poland")
    await manager.hears("3 decisions that wait for you fit.")

    await manager.presses("Approve all without conflict")
    await manager.hears("Approve 3 requests at once?")
    await partner.types(f"deal withdraw {refs[2]}")
    await partner.fills()
    await manager.presses("Approve these")

    await manager.hears("2 requests approved", "1 was left out", "it was withdrawn")
    await partner.hears("Approved: Huta Szkła", "Approved: Baltic Fish")
    assert sorted(deal.state for deal in world.deals()) == [State.APPROVED, State.APPROVED, State.WITHDRAWN]
