"""Conflicts on the manager's card: the kinds, the evidence, and what managers say of two names."""

from sqlalchemy import delete

from bot.ticker import do_chores
from domain.customers import name_words
from domain.deals import Conflict
from storage.tables import alike, marks
from tests.office import Office, buttons, card_of, words_of


def conflict_of(office: Office, ref: str) -> Conflict:
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal is not None
        return deal.conflict


def said(office: Office) -> list[str]:
    """What managers said of two customers, as the audit has it."""
    with office.database.read() as store:
        return [act.what for act in store.acts.all() if "customer" in act.what]


async def similar(office: Office) -> tuple[str, str]:
    """Two deals whose customers' names differ by a letter; the refs, the rival's first."""
    theirs = await office.registers("rival", customer="Deutsche Bank", currency="EUR", country="DE")
    return theirs, await office.registers("rep", customer="Deutsche Bahn", country="DE")


async def test_a_similar_name_is_for_a_person_to_judge(office: Office):
    theirs, ours = await similar(office)

    card = office.card("manager", about=ours)
    assert conflict_of(office, ours) is Conflict.POSSIBLE
    assert "Perhaps a conflict" in words_of(card)
    assert f"{theirs}, Rival GmbH, waiting: “Deutsche Bank”, a similar name" in words_of(card)
    assert {"The same", "Not the same"} <= set(buttons(card))
    assert "Perhaps a conflict" in words_of(office.card("manager", about=theirs)), "it was amended"


async def test_a_manager_says_that_it_is_another_customer_and_takes_it_back(office: Office):
    theirs, ours = await similar(office)

    card = card_of(await office.presses("manager", buttons(office.card("manager", about=ours))["Not the same"]))
    assert "No conflict" in words_of(card)
    assert "are two customers, a manager said" in words_of(card)
    await office.delivers()
    assert "No conflict" in words_of(office.card("manager", about=theirs)), "the other deal's card shows it too"

    office.later(minutes=1)
    card = card_of(await office.presses("manager", buttons(card)["Take this back"]))
    assert "Perhaps a conflict" in words_of(card)
    assert said(office) == ["not-same-customer", "customers-unsaid"]


async def test_what_was_said_holds_for_whoever_registers_these_names_next(office: Office):
    _, ours = await similar(office)
    await office.presses("manager", buttons(office.card("manager", about=ours))["The same"])

    again = await office.registers("rep", customer="DEUTSCHE BAHN AG", country="DE")

    assert conflict_of(office, again) is Conflict.OTHER
    assert "the same customer, a manager said" in words_of(office.card("manager", about=again))


async def test_whatever_waits_under_the_two_names_shows_what_was_said(office: Office):
    _, ours = await similar(office)
    third = await office.registers("boss", customer="DEUTSCHE BAHN AG", country="DE")
    assert "Deutsche Bank”, a similar name" in words_of(office.card("manager", about=third))

    await office.presses("manager", buttons(office.card("manager", about=ours))["The same"])
    await office.delivers()

    assert "Deutsche Bank”, the same customer, a manager said" in words_of(office.card("manager", about=third))


async def test_names_that_an_upgrade_learned_by_another_key_are_found_again(office: Office):
    theirs = await office.registers("rival", customer="AEE Solarbau", currency="EUR", country="DE")
    with office.database.write() as store:
        for table in (marks, alike):
            store._connection.execute(delete(table))
        store.customers.learn(name_words("AEE Solarbau"))  # as the migration did
    await do_chores(office.dispatch)

    ours = await office.registers("rep", customer="AEE Solarbou", country="DE")

    assert theirs in words_of(office.card("manager", about=ours))


async def test_saying_it_twice_is_one_act(office: Office):
    _, ours = await similar(office)
    button = buttons(office.card("manager", about=ours))["The same"]

    await office.presses("manager", button)
    await office.presses("manager", button)

    assert said(office) == ["same-customer"]


async def test_whoever_may_not_decide_this_deal_says_nothing(office: Office):
    _, ours = await similar(office)
    button = buttons(office.card("manager", about=ours))["The same"]

    for who in ("rep", "rival", "boss", "rio", "auditor", "admin"):
        await office.presses(who, button)

    assert said(office) == []


async def test_a_customer_outside_the_region_is_told_to_the_manager_only(office: Office):
    ours = await office.registers("rep", customer="Padaria Ana", country="BR")

    card = office.card("manager", about=ours)
    assert conflict_of(office, ours) is Conflict.TERRITORY
    assert "Outside the territory" in words_of(card)
    assert "Brazil is not in Central Europe" in words_of(card)
    assert "territory" not in words_of(office.card("rep", about=ours)).lower()
