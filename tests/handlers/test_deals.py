"""Deals, from the first word to the decision, as their partner sees it."""

import pytest

from bot.arrivals import Pressed, Sent
from handlers.replies import Correct, OpenForm, Show
from tests.office import GOOD_DEAL, Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import Button, Buttons, Card, Rows, plain


async def test_a_registered_deal_asks_its_managers_and_gives_a_receipt(office: Office):
    ref = await office.registers("rep")

    receipt = words_of(office.card("rep"))
    assert ref in receipt
    assert "Ola Lis or Piotr Bak will decide by Nov 25, 2026, 12:00" in receipt
    assert "Kowalski Sp. z o.o." in words_of(office.card("manager"))
    assert len(buttons(office.card("second"))) == len(buttons(office.card("manager"))) == 4
    assert "director" not in office.letters.cards


async def test_a_form_that_is_refused_comes_back_whole(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    typed = {**GOOD_DEAL, "amount": "lots", "email": "nobody", "note": "keep me"}

    reply = await office.sends("rep", form, **typed)

    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {"amount", "email"}
    kept = filled(reply.form)
    assert {name: kept[name] for name in typed} == typed


@pytest.mark.parametrize("nobody", ["....", "\u200b\u200b", "- \u2014 -", "\U0001f48e"])
async def test_a_customer_whose_name_has_no_letter_and_no_figure_is_asked_for(office: Office, nobody: str):
    form = form_of(await office.types("rep", "deal new"))

    reply = await office.sends("rep", form, **{**GOOD_DEAL, "customer": nobody})

    assert isinstance(reply, Correct)
    assert {name: plain(words) for name, words in reply.form.errors.items()} == {"customer": "Please fill this in."}


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
    office.later(minutes=1)
    before = await office.registers("rival", customer="Anybody", country="DE", currency="EUR")
    office.later(minutes=1)
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


async def test_what_each_step_needs_is_refused_in_words_and_changes_nothing(office: Office):
    """Every change of a deal in a state that does not allow it."""
    refs = {state: await _in_state(office, state) for state in ("waits", "approved", "won", "withdrawn")}
    impossible = {
        "waits": ("deal-won", "deal-lost", "deal-stage-form", "deal-answer-form"),
        "approved": ("deal-edit-form", "deal-answer-form"),
        "won": ("deal-won", "deal-lost", "deal-edit-form", "deal-withdraw-form", "deal-stage-form"),
        "withdrawn": ("deal-won", "deal-lost", "deal-edit-form", "deal-withdraw-form", "deal-stage-form"),
    }
    for state, ref in refs.items():
        before = words_of(card_of(await office.types("rep", f"deal {ref}")))
        for route in impossible[state]:
            assert "not possible now" in words_of(card_of(await office.asks("rep", Pressed(route, ref, 1)))), route
        assert words_of(card_of(await office.types("rep", f"deal {ref}"))) == before


async def _in_state(office: Office, state: str) -> str:
    office.later(minutes=1)
    ref = await office.registers("rep", customer=f"Customer {state}")
    if state in ("approved", "won"):
        await office.presses("manager", buttons(office.card("manager", about=ref))["Approve"])
    if state == "won":
        await office.types("rep", f"deal won {ref}")
    if state == "withdrawn":
        await office.sends("rep", form_of(await office.types("rep", f"deal withdraw {ref}")))
    await office.delivers()
    return ref


async def test_a_stage_is_one_of_the_programmes(office: Office):
    ref = await _in_state(office, "approved")
    form = form_of(await office.types("rep", f"deal stage {ref}"))

    wrong = await office.sends("rep", form, stage="invented")
    right = await office.sends("rep", form, stage="offer")

    assert "stage" in form_of(wrong).errors
    assert "Offer" in words_of(card_of(right))


async def test_an_answer_to_an_earlier_question_is_not_taken_for_one_to_a_later(office: Office):
    ref = await office.registers("rep")
    ask = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", ask, words="Which plant?")
    await office.delivers()
    stale = form_of(await office.asks("rep", Pressed("deal-answer-form", ref)))
    await office.sends("boss", stale, words="The one in Łódź")
    await office.delivers()
    again = form_of(await office.presses("manager", buttons(office.card("manager", about="Reference"))["Ask"]))
    await office.sends("manager", again, words="Who pays?")

    late = await office.sends("rep", stale, words="The one in Gdańsk")

    assert isinstance(late, Correct)
    assert "Who pays?" in repr(late.form.intro)
    assert filled(late.form)["words"] == "The one in Gdańsk"
    assert isinstance(await office.sends("rep", late.form, words="We do"), Show)


async def test_an_edit_over_an_older_deal_is_refused_and_keeps_what_was_typed(office: Office):
    ref = await office.registers("rep")
    mine = form_of(await office.types("rep", f"deal edit {ref}"))
    theirs = form_of(await office.types("boss", f"deal edit {ref}"))
    await office.sends("boss", theirs, contact="Ewa")

    late = await office.sends("rep", mine, contact="Jan")

    assert isinstance(late, Correct)
    assert filled(late.form)["contact"] == "Jan"
    assert isinstance(await office.sends("rep", late.form), Show)
    assert "Jan" in words_of(card_of(await office.types("rep", f"deal {ref}")))


async def test_a_list_is_paged_through_and_shows_each_once(office: Office):
    refs = set()
    for number in range(12):
        office.later(seconds=number % 2)  # some in the same moment
        form = form_of(await office.types("rep", "deal new"))
        await office.sends("rep", form, **{**GOOD_DEAL, "customer": f"Customer {number}"})
    with office.database.read() as store:
        refs = {deal.ref for deal in store.deals.seen_by(office.person("rep"), size=50).items}
    card, seen = card_of(await office.types("rep", "deal list")), []
    for _ in range(5):
        seen += [button.ref for button in _all_buttons(card) if button.route == "deal-open"]
        more = [button for button in _all_buttons(card) if button.route == "deals-more"]
        if not more:
            break
        card = card_of(await office.presses("rep", more[0]))

    assert len(seen) == len(set(seen)) == 12
    assert set(seen) == refs


def _all_buttons(card: Card) -> list[Button]:
    found: list[Button] = []
    for part in card.parts:
        if isinstance(part, Buttons):
            found += part.buttons
        elif isinstance(part, Rows):
            found += [row.button for row in part.rows if row.button] + ([part.more] if part.more else [])
    return found


async def test_a_cursor_that_is_none_shows_the_beginning(office: Office):
    await office.registers("rep")
    for cursor in ("x", "9" * 40, "1.", ".a", "-1.a", "1.a.b", "٣.a", "1e9.a"):
        assert "1 deal" in words_of(card_of(await office.asks("rep", Pressed("deals-more", cursor)))), cursor
