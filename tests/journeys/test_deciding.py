"""Managers decide what partners registered, wherever either of them is; everybody's card shows it."""

import asyncio

from domain.deals import State, Step
from tests.journeys.world import World, registers


def the_deal(world: World):
    [deal] = world.deals()
    return deal


async def test_an_approval_reaches_the_partner_and_every_copy_shows_it(world, partner, manager, platforms):
    second = await world.meets("second", platforms[1])
    ref = await registers(partner, customer="Huta Szkła")
    await manager.hears("Huta Szkła")
    await second.hears("Huta Szkła")

    await manager.presses("Approve")

    await manager.hears("Approved by Ola Lis")
    await partner.hears("Approved: Huta Szkła", f"{ref} approved", "Protected until Feb 21, 2027")
    await second.hears("Ola Lis", "23 lis 2026")
    for actor, label in ((manager, "Approve"), (second, "Zatwierdź"), (manager, "Reject"), (second, "Odrzuć")):
        await actor.misses(label)
    assert the_deal(world).state is State.APPROVED


async def test_a_rejection_needs_a_reason_and_words_where_it_is_another_one(world, partner, manager):
    ref = await registers(partner)
    await manager.hears(ref)

    await manager.presses("Reject")
    await manager.fills(reason="other")
    assert manager.opened.errors["words"]
    assert the_deal(world).state is State.SUBMITTED
    await manager.fills(words="Their board said no.")

    await manager.hears("Rejected by Ola Lis")
    await partner.hears(f"{ref} rejected", "Rejected: Kowalski", "“Their board said no.”")
    await manager.misses("Approve")


async def test_a_question_is_answered_and_then_decided(world, partner, manager):
    ref = await registers(partner)
    await manager.hears(ref)

    await manager.presses("Ask")
    await manager.fills(words="Who signs at the customer?")
    await partner.hears("A question about Kowalski", "Ola Lis asked", "“Who signs at the customer?”")
    await partner.presses("Answer")
    assert "Who signs at the customer?" in partner.reads
    await partner.fills(words="Maria Wójcik, head of purchasing.")

    await manager.hears("Answer about Kowalski", "“Maria Wójcik, head of purchasing.”")
    await manager.types("approvals")
    await manager.hears("1 decision waits for you.")
    await manager.presses("Decide")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")
    assert the_deal(world).state is State.APPROVED


async def test_who_presses_second_is_told_who_was_first(world, partner, manager, platforms):
    second = await world.meets("second", platforms[1])
    await registers(partner)
    for actor in (manager, second):
        await actor.hears("Kowalski")

    await asyncio.gather(manager.presses("Approve"), second.presses("Zatwierdź"))

    await partner.hears("Approved: Kowalski")
    [decision] = [line for line in world.history(the_deal(world)) if line.step is Step.APPROVE]
    if decision.by_name == "Ola Lis":
        await second.hears("Decyzja: zatwierdzono, Ola Lis, 23 lis 2026, 12:00 (Warszawa)")
        assert "Decyzja zapadła chwilę wcześniej: zatwierdzono, Ola Lis" in second.everything
    else:
        await manager.hears("Approved by Piotr Bak, Nov 23, 2026, 12:00 PM (Warsaw)")
        assert "You were a moment late: Piotr Bak approved it already" in manager.everything
    await manager.misses("Approve")
    await second.misses("Zatwierdź")
