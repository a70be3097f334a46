"""A partner telephones; a manager registers the deal for them, and somebody else decides it."""

from domain.deals import State
from tests.journeys.pairs import alone
from tests.journeys.world import good

REST = {name: value for name, value in good().items() if name not in ("amount", "currency")}


async def test_the_deal_is_the_partners_and_another_manager_decides_it(world, partner, manager, platforms):
    second = await world.meets("second", platforms[1])

    await manager.types("deal for Nowak 12500 eur")
    form = manager.opened
    assert (form.values["partner"], form.values["amount"], form.values["currency"]) == ("nowak", "12,500", "EUR")
    await manager.fills(**REST)
    await manager.hears("Registered: D-", "The deal belongs to Nowak Systems")

    [deal] = world.deals()
    assert (deal.partner, deal.filed_by) == ("nowak", world.person("manager").id)
    await partner.hears(f"{deal.ref} received", "Ola Lis (Test Programme), for Nowak Systems", "Piotr Bak will decide")
    await second.hears("Ola Lis (Test Programme), w imieniu partnera Nowak Systems")
    await manager.types("approvals")
    await manager.hears("Nothing waits for you.")
    assert "Approve" not in manager.buttons
    await second.presses("Zatwierdź")
    await partner.hears("Approved: Kowalski Sp. z o.o.", f"{deal.ref} approved")
    await manager.hears("Approved: Kowalski Sp. z o.o.")


async def test_the_partner_withdraws_what_was_registered_for_it(world, partner, manager):
    await manager.types("partner nowak")
    await manager.hears("Nowak Systems")
    await manager.presses("Register a deal for them")
    await manager.fills(**good())
    await manager.hears("Registered: D-")
    [deal] = world.deals()
    await partner.hears(f"{deal.ref} received")

    await partner.types(f"deal withdraw {deal.ref}")
    await partner.fills(words="We told them on the phone, it is off.")

    await partner.hears("is withdrawn")
    [deal] = world.deals()
    assert deal.state is State.WITHDRAWN
    await manager.hears(f"{deal.ref} withdrawn")


@alone
async def test_whoever_was_not_named_is_chosen_and_a_draft_keeps_the_choice(world, platforms):
    manager = await world.meets("manager", platforms[0])
    await manager.types("deal for Somebody Else 12500 eur")
    assert manager.opened.values["customer"] == "Somebody Else"

    await manager.saves_draft(partner="rival", note="called at noon")
    await manager.hears("Draft saved")
    await manager.types("deal")
    form = manager.opened
    assert (form.values["partner"], form.values["note"]) == ("rival", "called at noon")
    await manager.fills(**{**REST, "customer": form.values["customer"], "country": "DE"})

    await manager.hears("Registered: D-", "The deal belongs to Rival GmbH")
    assert [deal.terms.customer for deal in world.deals("rival")] == ["Somebody Else"]
