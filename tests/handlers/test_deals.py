"""Deals, from the first word to the decision, as their partner sees it."""

import pytest

from bot.dispatch import Pressed, Sent
from handlers.replies import Correct, OpenForm, Show
from tests.office import GOOD_DEAL, Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import plain


async def test_a_registered_deal_asks_its_managers_and_gives_a_receipt(office: Office):
    ref = await office.registers("rep")

    receipt = words_of(office.card("rep"))
    assert ref in receipt
    assert "Ola Lis or Piotr Bak will decide by Nov 25, 2026, 12:00" in receipt
    assert "Kowalski Sp. z o.o." in words_of(office.card("manager"))
    assert len(buttons(office.card("second"))) == len(buttons(office.card("manager"))) == 3
    assert "director" not in office.letters.cards


async def test_a_form_that_is_refused_comes_back_whole(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    typed = {**GOOD_DEAL, "amount": "lots", "email": "nobody", "note": "keep me"}

    reply = await office.sends("rep", form, **typed)

    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {"amount", "email"}
    kept = filled(reply.form)
    assert {name: kept[name] for name in typed} == typed


async def test_what_was_refused_is_there_again_when_the_form_is_opened_again(office: Office):
    form = form_of(await office.types("rep", "deal"))
    await office.sends("rep", form, customer="Kept Ltd", amount="lots")

    again = form_of(await office.types("rep", "deal"))

    assert filled(again)["customer"] == "Kept Ltd"
    assert filled(again)["amount"] == "lots"
    assert again.draft == form.draft


async def test_a_command_with_words_opens_the_form_filled_in(office: Office):
    reply = await office.types("rep", "deal Nowak 12500 eur")

    form = form_of(reply)
    assert isinstance(reply, OpenForm)
    assert filled(form)["customer"] == "Nowak"
    assert filled(form)["amount"] in ("12500", "12,500")
    assert filled(form)["currency"] == "EUR"


async def test_the_same_draft_makes_one_deal(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    first = await office.sends("rep", form, **GOOD_DEAL)
    second = await office.sends("rep", form, **GOOD_DEAL)

    assert isinstance(first, Show)
    assert "sent already" in plain(form_of(second).errors[""])
    assert "1 deal" in words_of(card_of(await office.types("rep", "deal list")))


async def test_nobody_sees_another_partners_deal(office: Office):
    ref = await office.registers("rep")

    missing = words_of(card_of(await office.types("rival", "deal D-00000")))
    forbidden = words_of(card_of(await office.types("rival", f"deal {ref}")))

    assert missing == forbidden
    assert options_of(await office.seeks("rival", "deal-customers", "Kow")) == ["Kow"]
    assert options_of(await office.seeks("rep", "deal-customers", "Kow")) == ["Kow", "Kowalski Sp. z o.o."]


async def test_a_conflict_is_told_to_the_manager_and_never_to_the_rival(office: Office):
    ref = await office.registers("rep", website="kowalski.pl")
    before = await office.registers("rival", customer="Anybody", country="DE", currency="EUR")
    other = await office.registers("rival", customer="KOWALSKI spółka z o.o.", currency="EUR")

    seen = words_of(office.card("rival", about=other))
    plain_receipt = words_of(office.card("rival", about=before))
    assert ref not in seen
    assert "Nowak" not in seen
    assert seen.replace(other, "").count("A manager will look") == plain_receipt.count("A manager will look")
    assert ref in words_of(office.card("manager", about=other))
    assert "Conflict" in words_of(office.card("manager", about=other))


async def test_a_partner_withdraws_and_the_manager_need_not_decide(office: Office):
    ref = await office.registers("rep")
    form = form_of(await office.types("rep", f"deal withdraw {ref}"))

    await office.sends("rep", form, words="Customer changed plans")
    await office.delivers()

    assert "withdrawn" in words_of(office.card("manager")).lower()
    assert not buttons(office.card("manager"))


async def test_won_and_lost_need_an_approved_deal(office: Office):
    ref = await office.registers("rep")

    refused = words_of(card_of(await office.types("rep", f"deal won {ref}")))

    assert "not possible now" in refused


@pytest.mark.parametrize("words", ["deal list", "deal lista", "deal listar", "transakcja lista"])
async def test_sub_commands_are_understood_in_each_language(office: Office, words: str):
    reply = await office.types("rep", words)

    assert "deals" in words_of(card_of(reply)).lower()


async def test_a_stranger_gets_a_door_and_no_data(office: Office):
    ref = await office.registers("rep")
    for asked in (Pressed("deal-open", ref), Sent("deal-register", GOOD_DEAL, "x")):
        card = card_of(await office.asks("nobody", asked))
        assert list(buttons(card)) == ["I have a code", "Ask to join"]
        assert ref not in words_of(card)
