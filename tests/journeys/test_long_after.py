"""What people meet after a deal was registered, on each platform; the databases make no difference here."""

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


async def test_more_time_is_asked_for_on_the_reminder_and_given_by_the_manager(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")

    await pass_days(world, 75)
    await partner.hears("Protection ends soon: Kowalski")
    await partner.presses("Extend")
    assert partner.opened.values["until"] == "2027-03-23"
    await partner.fills(words="Their budget is decided in March.")
    await partner.hears("Ola Lis or Piotr Bak will decide", "Mar 23, 2027")
    await manager.hears("More time? Kowalski", "Their budget is decided in March.", "Never extended")
    await manager.presses("Approve")

    await partner.hears("Extended: Kowalski", "Protection extended by Ola Lis")
    assert world.steps(world.deals()[0])[-2:] == ["ask-time", "extend"]


@alone
async def test_a_deal_that_nothing_is_heard_of_is_asked_about_and_moved_by_one_press(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")

    await pass_days(world, 31)  # it was missed: on another morning, then
    moment = world.deals()[0].stalls_at
    assert moment
    world.clock.ahead += moment - world.clock()
    await do_chores(world.app.dispatch)
    await partner.hears("How does it stand? Kowalski", f"({ref}) since")
    await partner.presses("Offer")

    await partner.hears("Stage changed by Jan Nowak", "Offer")
    assert world.deals()[0].stage == "offer"


async def test_an_edit_answers_a_question_and_shows_what_changed(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Ask")
    await manager.fills(words="Is it not 15,000?")
    await partner.hears("Is it not 15,000?")

    await partner.types(f"deal edit {ref}")
    await partner.fills(amount="15000")

    await manager.hears("Answer about Kowalski", "Edited by Jan Nowak", "PLN 12,500 → PLN 15,000")
    await manager.hears("Only what has changed is shown")
    await manager.presses("Approve")  # on the answer to "Ask", which knows nothing of the edit
    await manager.hears("It has changed since you saw it")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")


async def test_a_rejection_is_appealed_against_and_somebody_else_decides(world, partner, manager, platforms):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Reject")
    await manager.fills(reason="duplicate")
    await partner.hears("You can appeal until")

    await partner.presses("Appeal")
    await partner.fills(words="It is another plant of theirs.")

    await manager.misses("Approve")
    second = await world.meets("second", platforms[1])
    await second.hears("Odwołanie. Odmowa: Ola Lis", "It is another plant of theirs.")
    await second.presses("Zatwierdź")
    await partner.hears("Appeal granted: Kowalski", "Approved by Piotr Bak")
    assert world.steps(world.deals()[0]) == ["submit", "reject", "appeal", "approve"]
    assert ref
