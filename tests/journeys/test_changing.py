"""What partners do with their deals afterwards, and with their own settings."""

from domain.deals import State
from tests.journeys.pairs import alone
from tests.journeys.world import registers


async def test_an_edit_reaches_whoever_decides_and_an_old_card_decides_nothing(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("PLN 12,500")

    await partner.types(f"deal edit {ref}")
    assert partner.opened.values["amount"] == "12,500"
    await partner.fills(amount="15000")

    await partner.hears("PLN 15,000")
    await manager.hears("PLN 15,000", "Edited by Jan Nowak")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")
    [deal] = world.deals()
    assert deal.terms.amount.amount == 15000


async def test_a_withdrawn_deal_waits_for_nobody(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")

    await partner.types(f"deal {ref}")
    await partner.presses("Withdraw")
    assert "This cannot be undone" in partner.reads
    await partner.fills(words="They went bankrupt.")

    await partner.hears(f"{ref} withdrawn", "Withdrawn by Jan Nowak", "“They went bankrupt.”")
    await manager.misses("Approve")
    await manager.types("approvals")
    await manager.hears("Nothing waits")
    assert world.deals()[0].state is State.WITHDRAWN


async def test_an_approved_deal_is_moved_on_and_won(world, partner, manager):
    ref = await registers(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears(f"{ref} approved")

    await partner.types(f"deal stage {ref}")
    await partner.fills(stage="offer")
    await partner.hears("Stage changed by Jan Nowak", "Offer")
    await partner.types(f"deal {ref}")
    await partner.presses("Won")

    await partner.hears("Marked as won by Jan Nowak", f"{ref} won")
    assert world.deals()[0].state is State.WON


@alone
async def test_who_chooses_another_language_is_spoken_to_in_it_from_then_on(world, partner):
    await partner.types("partner settings")
    assert partner.opened.values["language"] == "en"

    await partner.fills(language="pl", zone="America/Sao_Paulo", quiet_from="22:00", quiet_to="6:30")
    await partner.hears("Zapisano ustawienia", "Polski", "Sao Paulo", "22:00")

    await partner.types("transakcja lista")
    await partner.hears("Moje transakcje")
    await partner.types("deal new")
    assert partner.opened.title == "Zgłoś transakcję"
    await partner.fills(amount="dużo", customer="Huta", product="sensor", deal_type="new", close_on="2027-03-31")
    assert partner.opened.errors["amount"]
    await partner.fills(amount="12 500 zł")
    await partner.hears("25 lis 2026, 08:00 (Sao Paulo)")
