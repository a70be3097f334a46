"""The programme's terms are accepted once a version, before a deal is registered; nothing that was typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from bot.arrivals import Pressed
from domain.programme import Conditions
from handlers.replies import OpenForm, Show
from storage.acceptances import Acceptance
from tests.office import GOOD_DEAL, Office, buttons, card_of, filled, form_of, words_of

TEXT = {"en": "Only with the customer's consent.", "pl": "Tylko za zgodą klienta."}


def has_terms(office: Office, version: str = "1", **more: object) -> None:
    """From now on the programme has terms of this version."""
    with office.database.write() as store:
        conditions = Conditions.model_validate({"version": version, "text": TEXT, **more})
        store.programmes.apply(store.programme.model_copy(update={"terms": conditions}), at=office.clock[0])


def accepted(office: Office) -> list[Acceptance]:
    with office.database.read() as store:
        return list(store.acceptances.all())


def asks_for_terms(reply: object, version: str = "1") -> bool:
    return isinstance(reply, Show) and f"version {version})" in words_of(reply.card) and "Accept" in buttons(reply.card)


@pytest.mark.parametrize("words", ["deal", "deal new", "deal Kowalski 12500 eur"])
async def test_before_the_first_deal_the_terms_are_shown_and_then_the_form(office: Office, words: str):
    has_terms(office)

    shown = await office.types("rep", words)
    assert asks_for_terms(shown)
    assert "Only with the customer's consent." in words_of(card_of(shown))
    form = form_of(await office.presses("rep", buttons(card_of(shown))["Accept"]))

    assert filled(form)["customer"] == ("Kowalski" if "Kowalski" in words else "")
    me = office.person("rep").id
    assert accepted(office) == [Acceptance(person=me, version="1", language="en", at=office.clock[0])]
    assert isinstance(await office.sends("rep", form, **GOOD_DEAL), Show)
    assert isinstance(await office.types("rep", "deal"), OpenForm)


async def test_each_person_accepts_in_the_language_they_read(office: Office):
    has_terms(office)

    shown = card_of(await office.types("boss", "deal"))
    await office.presses("boss", buttons(shown)["Akceptuję"])
    assert "Tylko za zgodą klienta." in words_of(shown)
    rio = card_of(await office.types("rio", "deal"))
    await office.presses("rio", buttons(rio)["Aceitar"])

    assert "Only with the customer's consent." in words_of(rio)  # Portuguese is not written
    assert {(one.person, one.language) for one in accepted(office)} == {
        (office.person("boss").id, "pl"),
        (office.person("rio").id, "en"),
    }


async def test_a_form_that_is_sent_after_the_terms_changed_is_kept_and_comes_back(office: Office):
    form = form_of(await office.types("rep", "deal"))
    has_terms(office)

    shown = await office.sends("rep", form, **GOOD_DEAL, note="keep me")
    assert asks_for_terms(shown)
    with office.database.read() as store:
        assert store.deals.seen_by(office.person("rep")).total == 0
    again = form_of(await office.presses("rep", buttons(card_of(shown))["Accept"]))

    assert again.draft == form.draft
    assert {name: filled(again)[name] for name in GOOD_DEAL} == dict(GOOD_DEAL)
    assert filled(again)["note"] == "keep me"
    assert isinstance(await office.sends("rep", again), Show)
    with office.database.read() as store:
        assert store.deals.seen_by(office.person("rep")).total == 1


async def test_another_version_is_asked_for_again_and_both_stay_on_record(office: Office):
    has_terms(office)
    await office.presses("rep", buttons(card_of(await office.types("rep", "deal")))["Accept"])
    has_terms(office, "2", text="New")

    shown = await office.types("rep", "deal")

    assert asks_for_terms(shown, "2")
    assert "have changed" in words_of(card_of(shown))
    await office.presses("rep", buttons(card_of(shown))["Accept"])
    assert [(one.version, one.language) for one in accepted(office)] == [("1", "en"), ("2", "en")]


async def test_a_card_of_an_earlier_version_accepts_nothing_but_shows_the_present_one(office: Office):
    has_terms(office)
    old = card_of(await office.types("rep", "deal Kowalski 12500 eur"))
    has_terms(office, "2")

    shown = await office.presses("rep", buttons(old)["Accept"])

    assert asks_for_terms(shown, "2")
    assert not accepted(office)
    form = form_of(await office.presses("rep", buttons(card_of(shown))["Accept"]))
    assert filled(form)["customer"] == "Kowalski"


async def test_accepting_twice_is_accepting_once(office: Office):
    has_terms(office)
    button = buttons(card_of(await office.types("rep", "deal")))["Accept"]

    for _ in range(2):
        assert isinstance(await office.presses("rep", button), OpenForm)
        office.later(minutes=1)

    assert len(accepted(office)) == 1


async def test_a_button_with_anything_in_it_accepts_only_what_is_in_force(office: Office):
    has_terms(office)

    for ref in ("", "1", "0 en", "1 xx words", "1 en " + "w" * 90):
        reply = await office.asks("rep", Pressed("terms-accept", ref))
        assert isinstance(reply, OpenForm) or asks_for_terms(reply), ref

    assert [(one.version, one.language) for one in accepted(office)] == [("1", "en")]


async def test_a_draft_is_continued_after_accepting(office: Office):
    form = form_of(await office.types("rep", "deal"))
    await office.sends("rep", replace(form, route="deal-draft"), customer="Later Ltd")
    has_terms(office)
    listed = buttons(card_of(await office.types("rep", "deal list")))

    shown = await office.presses("rep", listed["Go on"])

    assert asks_for_terms(shown)
    again = form_of(await office.presses("rep", buttons(card_of(shown))["Accept"]))
    assert (again.draft, filled(again)["customer"]) == (form.draft, "Later Ltd")


async def test_nobody_accepts_for_somebody_else(office: Office):
    has_terms(office)

    form = form_of(await office.types("manager", "deal for Nowak"))
    assert isinstance(await office.sends("manager", form, **GOOD_DEAL), Show)
    assert isinstance(await office.asks("manager", Pressed("terms-accept", "1 en")), OpenForm)

    assert not accepted(office)
    assert asks_for_terms(await office.types("rep", "deal"))


async def test_what_is_registered_is_changed_without_accepting_anything(office: Office):
    ref = await office.registers("rep")
    has_terms(office)

    edited = await office.sends("rep", form_of(await office.types("rep", f"deal edit {ref}")), amount="13000")
    withdrawn = await office.sends("rep", form_of(await office.types("rep", f"deal withdraw {ref}")))

    assert "13,000" in words_of(card_of(edited))
    assert "is withdrawn" in words_of(card_of(withdrawn))


async def test_whoever_may_register_nothing_is_not_asked(office: Office):
    has_terms(office)

    assert "Your role does not allow this" in words_of(card_of(await office.types("auditor", "deal")))
    assert "Accept" not in buttons(card_of(await office.types("nobody", "deal")))


@contextmanager
def reads_of_acceptances() -> Iterator[list[str]]:
    """The statements that name the table, of whatever engine."""
    said: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "acceptances" in statement:
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


async def test_a_programme_without_terms_asks_the_database_nothing_and_one_with_terms_once(office: Office):
    with reads_of_acceptances() as without:
        form = form_of(await office.types("rep", "deal"))
        await office.sends("rep", form, **GOOD_DEAL)
    has_terms(office)
    await office.presses("rep", buttons(card_of(await office.types("rep", "deal")))["Accept"])
    with reads_of_acceptances() as typed:
        form = form_of(await office.types("rep", "deal"))
    with reads_of_acceptances() as sent:
        await office.sends("rep", form, **GOOD_DEAL)

    assert [len(without), len(typed), len(sent)] == [0, 1, 1]


async def test_how_many_owe_it_counts_the_partners_people_alone(office: Office):
    has_terms(office)
    with office.database.read() as store:
        assert store.acceptances.owing("1") == 4
    await office.presses("rep", buttons(card_of(await office.types("rep", "deal")))["Accept"])

    with office.database.read() as store:
        assert (store.acceptances.owing("1"), store.acceptances.owing("2")) == (3, 4)
