"""Approvals: one decision, by somebody who may make it; every copy shows it."""

from bot.arrivals import Pressed
from handlers.replies import Amend, Correct, OpenForm
from tests.office import Office, buttons, card_of, form_of, words_of
from views.vocabulary import plain


async def test_a_decision_reaches_every_card_and_the_partner(office: Office):
    ref = await office.registers("rep")
    approve = buttons(office.card("manager"))["Approve"]

    reply = await office.presses("manager", approve)
    await office.delivers()

    assert isinstance(reply, Amend)
    assert "Approved by Ola Lis" in words_of(reply.card)
    for who in ("manager", "second"):
        assert not buttons(office.card(who)), who
    told = words_of(office.card("rep"))
    assert "approved" in told.lower()
    assert "Protected until" in words_of(card_of(await office.types("rep", f"deal {ref}")))


async def test_the_second_to_decide_hears_who_was_first_and_when_in_their_own_zone(office: Office):
    await office.registers("rep")
    button = buttons(office.card("manager"))["Approve"]
    await office.presses("manager", button)
    office.later(minutes=2)

    late = card_of(await office.presses("second", button))

    assert "Ola Lis" in words_of(late)
    assert "12:00" in words_of(late)
    assert not buttons(late)


async def test_whoever_decides_twice_at_once_hears_that_it_was_they(office: Office):
    await office.registers("rep")
    choices = buttons(office.card("manager"))
    await office.presses("manager", choices["Approve"])
    office.later(minutes=2)

    for again in ("Approve", "Reject"):
        late = words_of(card_of(await office.presses("manager", choices[again])))
        assert "You have approved it already, Nov 23, 2026, 12:00" in late
        assert "late" not in late


async def test_rejecting_asks_for_a_reason_and_words_only_for_other(office: Office):
    ref = await office.registers("rep")
    opened = await office.presses("manager", buttons(office.card("manager"))["Reject"])
    assert isinstance(opened, OpenForm)

    silent = await office.sends("manager", form_of(opened), reason="other")
    assert isinstance(silent, Correct)
    assert "words" in silent.form.errors
    await office.sends("manager", form_of(opened), reason="other", words="We sell there ourselves")
    await office.delivers()

    assert "We sell there ourselves" in words_of(office.card("rep"))
    assert "Rejected" in words_of(card_of(await office.types("rep", f"deal {ref}")))


async def test_a_question_goes_to_the_partner_and_the_answer_comes_back(office: Office):
    await office.registers("rep")
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Which plant?")
    await office.delivers()

    assert "Which plant?" in words_of(office.card("rep"))
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which plant?"))["Answer"]))
    await office.sends("rep", answer, words="The one in Łódź")
    await office.delivers()

    card = office.card("manager", about="Which plant?")
    assert "The one in Łódź" in words_of(card)
    assert "The one in Łódź" in words_of(office.card("manager"))
    await office.presses("manager", buttons(card)["Approve"])
    await office.delivers()
    assert "Approved" in words_of(office.card("rep"))


async def test_nobody_decides_over_what_is_not_theirs(office: Office):
    await office.registers("rep")
    button = buttons(office.card("manager"))["Approve"]

    for who in ("rep", "boss", "rival", "admin", "auditor", "nobody"):
        card = card_of(await office.presses(who, button))
        assert "Approved" not in words_of(card), who
    with office.database.read() as store:
        assert "web:test:nobody" in {row.who for row in store.acts.denied()}
        assert store.asked.waiting_for(office.person("manager")).total == 1


async def test_a_director_may_decide_in_a_managers_place(office: Office):
    await office.registers("rep")

    waiting = card_of(await office.types("director", "approvals"))
    card = card_of(await office.presses("director", buttons(waiting)["Decide"]))
    done = card_of(await office.presses("director", buttons(card)["Approve"]))

    assert "Approved by Dana Cole" in words_of(done)


async def test_a_large_deal_goes_to_the_regional_lead(office: Office):
    await office.registers("rep", amount="250000")

    assert "manager" not in office.letters.cards
    assert "Approve" in buttons(office.card("lead"))


async def test_an_edit_asks_anew_and_an_older_card_does_not_decide(office: Office):
    ref = await office.registers("rep")
    stale = buttons(office.card("manager"))["Approve"]
    form = form_of(await office.types("rep", f"deal edit {ref}"))
    await office.sends("rep", form, amount="13000")

    late = card_of(await office.presses("manager", stale))

    assert "has changed" in words_of(late)
    assert "13" in plain(late.title)
    assert "Approve" in buttons(late)


async def test_where_nobody_can_decide_the_admins_are_told(office: Office):
    with office.database.write() as store:
        for who in ("director", "lead"):
            person = office.person(who)
            store.people.save(type(person)(**{**person.__dict__, "roles": frozenset()}))
    await office.registers("rio", country="BR", currency="BRL")

    assert "Nobody can decide" in words_of(office.card("admin"))


async def test_garbage_in_a_button_is_not_found(office: Office):
    for ref in ("", "x" * 100, "D-00000", "../../etc"):
        card = card_of(await office.asks("manager", Pressed("approval-approve", ref, 1)))
        assert "nothing here by that name" in words_of(card)
