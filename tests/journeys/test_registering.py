"""A partner registers deals: what was typed is kept, what is wrong is said, and nobody learns of a rival."""

import re

from domain.deals import State
from tests.journeys.pairs import alone
from tests.journeys.world import good, registers


async def test_a_deal_is_registered_and_the_receipt_names_who_decides_by_when(world, partner, manager):
    await partner.types("deal")
    await partner.fills(**good())
    await partner.hears("Registered: D-", "Kowalski Sp. z o.o., PLN 12,500.")

    [deal] = world.deals()
    await partner.hears(f"{deal.ref} received")
    receipt = partner.message(f"{deal.ref} received")
    assert "Ola Lis or Piotr Bak will decide by Nov 25, 2026, 12:00 PM (Warsaw)." in receipt
    await manager.hears("Kowalski Sp. z o.o. · PLN 12,500", "Nowak Systems · Gold · No conflict")
    assert deal.state is State.SUBMITTED


@alone
async def test_the_promised_time_is_told_in_the_partners_own_zone_and_language(world, platforms):
    rio = await world.meets("rio", platforms[0])

    await rio.types("deal novo")
    await rio.fills(**good(customer="Padaria Sol", country="BR", currency="BRL", amount="1.234,56"))
    await rio.hears("Padaria Sol, R$ 1.234,56.")
    [deal] = world.deals("rio")

    await rio.hears(f"{deal.ref}", "Dana Cole", "até 24 de nov. de 2026, 19:00 (São Paulo)")


@alone
async def test_what_is_typed_after_the_command_fills_in_the_form(world, partner):
    await partner.types("deal Zielona Góra Logistyka 12 500,75 eur by 31 March 2027")

    form = partner.opened
    assert form.title == "Register a deal"
    assert form.values["customer"] == "Zielona Góra Logistyka"
    assert form.values["amount"] == "12,500.75"
    assert (form.values["currency"], form.values["country"], form.values["close_on"]) == ("EUR", "PL", "2027-03-31")
    assert not form.errors


@alone
async def test_what_is_refused_is_corrected_and_nothing_is_lost(world, partner):
    await partner.types("deal new")
    wrong = good(customer="Huta Szkła", amount="a lot", close_on="2026-11-20", contact="Maria Wójcik", email="maria")

    await partner.fills(**wrong)

    form = partner.opened
    assert "not understood as an amount" in form.errors["amount"]
    assert "in the past" in form.errors["close_on"]
    assert "e-mail" in form.errors["email"]
    assert {name: form.values[name] for name in wrong} == dict(wrong)
    assert not world.deals()

    await partner.fills(amount="9999.99", close_on="2027-01-15", email="maria@huta.example")
    await partner.hears("Registered: D-", "Huta Szkła, PLN 9,999.99.")
    [deal] = world.deals()
    assert deal.terms.contact == "Maria Wójcik"


@alone
async def test_a_date_that_could_be_two_is_asked_and_never_guessed(world, partner):
    await partner.types("deal Huta 5000 pln 03/04/2027")

    form = partner.opened
    assert "March 4, 2027" in form.errors["close_on"]
    assert "April 3, 2027" in form.errors["close_on"]
    assert form.values["close_on"] == ""
    assert (form.values["customer"], form.values["amount"]) == ("Huta", "5,000")

    await partner.fills(close_on="2027-04-03", product="gateway", deal_type="renewal")
    await partner.hears("Registered: D-")
    [deal] = world.deals()
    assert str(deal.terms.close_on) == "2027-04-03"


@alone
async def test_a_draft_is_kept_and_opened_again(world, partner):
    await partner.types("deal new")
    await partner.saves_draft(customer="Later Ltd", amount="77000", note="call them on Monday")
    await partner.hears("Draft saved")

    await partner.types("deal list")
    await partner.hears("Draft: Later Ltd")
    await partner.presses("Go on")
    assert partner.opened.values["note"] == "call them on Monday"

    await partner.types("deal")
    assert "Restored from your draft" in partner.reads
    rest = {name: value for name, value in good().items() if name not in ("customer", "amount")}
    await partner.fills(**rest)
    await partner.hears("Registered: D-", "Later Ltd, PLN 77,000.")

    [deal] = world.deals()
    assert deal.terms.note == "call them on Monday"
    await partner.types("deal")
    assert partner.opened.values["customer"] == ""


async def test_a_conflict_is_the_managers_to_see_and_nobody_elses(world, partner, manager, platforms):
    ours = await registers(partner, customer="Contested S.A.", amount="123450", note="our secret plan")
    rival = await world.meets("rival", platforms[0])

    theirs = await registers(rival, customer="CONTESTED SA", country="PL", currency="EUR")
    other = await registers(rival, customer="Free S.A.", country="PL", currency="EUR")

    await manager.hears("Rival GmbH · Base · Conflict", f"{ours}, Nowak Systems, waiting")
    await rival.types(f"deal {theirs}")
    await rival.types("deal list")
    for secret in ("Nowak Systems", "Jan Nowak", "123450", "123,450", "our secret plan", "Conflict", ours):
        assert secret not in rival.everything
    await rival.types(f"deal {ours}")
    await rival.hears("There is nothing here by that name")
    assert _receipt(rival, theirs, "CONTESTED SA") == _receipt(rival, other, "Free S.A.")


def _receipt(actor, ref, customer):
    """The same words whether or not there is a conflict."""
    words = actor.message(f"{ref} received").replace(ref, "REF").replace(customer, "CUSTOMER")
    return re.sub(r"\d\d?:\d\d [AP]M", "TIME", words)


@alone
async def test_many_deals_are_listed_page_by_page(world, partner):
    for number in range(7):
        await registers(partner, customer=f"Customer {number}")

    await partner.types("deal list")
    await partner.hears("7 deals", "Customer 6", "Customer 2")
    first = partner.message("7 deals")
    assert "Customer 1 " not in first

    await partner.presses("Show more")
    await partner.hears("Customer 1 · PLN 12,500")
    page = partner.message("Customer 1 · PLN 12,500")
    assert "Customer 2 " not in page
    await partner.presses("Open")
    await partner.hears("Expected close")
