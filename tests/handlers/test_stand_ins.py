"""Who decides in somebody's name, or is asked by name in a rule, is told and offered what others are, and no more."""

from datetime import timedelta

from bot.arrivals import Pressed
from tests.handlers.test_conflicts import said, similar
from tests.handlers.test_delegations import BACK, asked, history, leaves, ticks
from tests.handlers.test_policy import under
from tests.office import NOON, Office, buttons, card_of, form_of, words_of
from views.vocabulary import Button, Card

BY_NAME = 'region = "ce"\nsteps = [{ any_of = ["second@vendor.example"] }]'
"""Piotr Bak, who does not look after Rival GmbH."""


def routed(card: Card, route: str) -> Button:
    """The button of this card that leads there."""
    return next(button for button in buttons(card).values() if button.route == route)


def told(office: Office, who: str, words: str) -> list[Card]:
    """The cards of this person that say so, as they are now."""
    return [card for _, card in office.letters.cards.get(who, []) if words in words_of(card)]


async def asks(office: Office, who: str, ref: str) -> None:
    form = form_of(await office.presses(who, routed(office.card(who, about=ref), "approval-ask-form")))
    await office.sends(who, form, words="Which plant?")
    await office.delivers()


async def is_answered(office: Office) -> None:
    form = form_of(await office.presses("rival", routed(office.card("rival", about="plant?"), "deal-answer-form")))
    await office.sends("rival", form, words="The one in Gdynia")
    await office.delivers()


async def test_a_stand_in_hears_the_answer_and_decides_from_there(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")
    await asks(office, "second", ref)

    await is_answered(office)

    [card] = [one for one in told(office, "second", "Gdynia") if "approval-open" in str(buttons(one))]
    request = card_of(await office.presses("second", routed(card, "approval-open")))
    await office.presses("second", routed(request, "approval-approve"))
    await office.delivers()
    assert "Approved by Piotr Bak (for Ola Lis)" in await history(office, "rival", ref)
    assert "Nie ma" in await history(office, "second", ref), "the deal is still not theirs to look at"


async def test_a_stand_in_reads_no_answer_any_more_once_the_absence_is_over(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")
    await asks(office, "second", ref)
    await ticks(office, BACK)

    await is_answered(office)

    assert told(office, "manager", "Gdynia")
    assert not told(office, "second", "Gdynia")


async def test_the_answer_goes_to_who_decides_for_whoever_has_left_since(office: Office):
    ref = await office.registers("rival")
    await asks(office, "manager", ref)
    await leaves(office, "manager", "second")

    await is_answered(office)

    assert [card for card in told(office, "second", "Gdynia") if "approval-open" in str(buttons(card))]


async def test_who_is_asked_by_name_hears_the_answer_and_judges_names(office: Office):
    under(office, BY_NAME)
    ref = await office.registers("rival", customer="Deutsche Bank", currency="EUR", country="DE")
    await asks(office, "second", ref)
    await is_answered(office)
    await office.registers("rep", customer="Deutsche Bahn", country="DE")

    [card] = [one for one in told(office, "second", "Gdynia") if "approval-open" in str(buttons(one))]
    request = card_of(await office.presses("second", routed(card, "approval-open")))
    same = routed(request, "conflict-same")
    await office.presses("manager", same)  # looks after both partners, and is not asked
    assert said(office) == []
    await office.presses("second", same)
    assert said(office) == ["same-customer"]


async def test_a_stand_in_says_that_it_is_another_customer(office: Office):
    theirs, _ = await similar(office)
    await leaves(office, "manager", "second")
    press = routed(office.card("second", about=theirs), "conflict-not-same")

    assert "Bez konfliktu" in words_of(card_of(await office.presses("second", press)))
    await ticks(office, BACK)
    assert "Nie ma" in words_of(card_of(await office.presses("second", press)))
    assert said(office) == ["not-same-customer"]


async def test_home_shows_what_waits_in_somebody_elses_name(office: Office):
    await office.registers("rival", customer="Before AG")
    await leaves(office, "manager", "second")

    assert "Before AG" in words_of(card_of(await office.asks("second", Pressed("home"))))


async def test_a_stand_in_reads_that_it_still_waits(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")
    before = len(told(office, "second", ref))
    office.later(hours=25)

    await ticks(office)

    assert len(told(office, "second", ref)) == before + 1
    assert len(told(office, "second", "To wciąż czeka na Twoją decyzję")) == 1


async def test_a_stand_in_reads_all_of_a_deal_that_was_edited_since(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")
    office.later(minutes=1)
    await office.sends("rival", form_of(await office.types("rival", f"deal edit {ref}")), note="Urgent")
    await office.delivers()

    card = office.card("second", about="Urgent")
    assert "Sensor" in words_of(card), "what has not changed too"
    assert "deal-open" not in str(buttons(card)), "it is not theirs to open"


async def test_a_stand_in_undoes_it_also_once_the_absence_is_over_and_whoever_is_back_is_asked(office: Office):
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 60}), at=NOON)
    await leaves(office, "manager", "second")
    await office.registers("rival")
    await ticks(office, BACK - timedelta(seconds=31))
    office.later(seconds=1)
    decided = card_of(await office.presses("second", asked(office, "second")[0]))
    await ticks(office, BACK + timedelta(seconds=20))
    assert not asked(office, "manager")

    undo = routed(decided, "approval-undo")
    reply = card_of(await office.presses("second", undo))
    assert not buttons(reply), "somebody else decides it now"
    assert "Nie ma" in words_of(card_of(await office.presses("second", undo)))
    office.later(hours=60)  # no night, and no Sunday any more
    await office.delivers()
    assert len(asked(office, "manager")) == 1
