"""A programme with terms: they are accepted before the first deal, and what was typed comes back."""

from domain.programme import Conditions
from tests.journeys.pairs import alone
from tests.journeys.world import World, good


def has_terms(world: World, version: str) -> None:
    text = {"en": "Only with the customer's consent.", "pl": "Tylko za zgodą klienta."}
    conditions = Conditions(version=version, text=text, link="https://vendor.example/terms")
    with world.app.database.write() as store:
        now = store.programme.model_copy(update={"terms": conditions})
        store.programmes.apply(now, at=world.clock())


@alone
async def test_the_terms_are_accepted_by_a_button_and_the_form_opens_as_it_was_asked_for(world, partner):
    has_terms(world, "2026-11")

    await partner.types("deal Kowalski 12500 eur")
    await partner.hears("accept the terms of the programme (version 2026-11)", "Only with the customer's consent.")
    assert partner.form is None
    await partner.presses("Accept")

    form = partner.opened
    assert (form.values["customer"], form.values["amount"]) == ("Kowalski", "12,500")
    await partner.fills(**good(customer="Kowalski", currency="EUR"))
    await partner.hears("Registered: D-")
    [acceptance] = world.look(lambda store: store.acceptances.all())
    assert (acceptance.person, acceptance.version, acceptance.language) == (world.person("rep").id, "2026-11", "en")


@alone
async def test_terms_that_change_while_one_types_cost_nothing_that_was_typed(world, partner):
    await partner.types("deal new")
    has_terms(world, "2026-12")

    await partner.fills(**good(note="our secret plan"))
    await partner.hears("version 2026-12")
    assert not world.deals()
    await partner.presses("Accept")

    assert partner.opened.values["note"] == "our secret plan"
    await partner.fills()
    await partner.hears("Registered: D-")
    [deal] = world.deals()
    assert deal.terms.note == "our secret plan"
