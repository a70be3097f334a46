"""Where the programme says so, a version counts once somebody has approved it, never its owner."""

from dataclasses import replace

import pytest

from bot.ticker import do_chores
from domain.people import Role
from tests.handlers.test_documents import described, put, put_in
from tests.handlers.test_documents_dropped import drop
from tests.office import Office, account, buttons, card_of, form_of, words_of
from views.vocabulary import plain

ASKED = "New version of Guide"


def asks(office: Office, who: str) -> None:
    with office.database.write() as store:
        now = store.programme.model_copy(update={"documents_approved_by": who})
        store.programmes.apply(now, at=office.clock[0])


@pytest.mark.parametrize("who", ["director", "admin"])
async def test_a_version_counts_once_it_is_approved_and_its_owner_hears_of_it(office: Office, who):
    put(office, "Guide", "Old words")
    asks(office, who)
    ref = put(office, "Guide", "New words")
    await office.delivers()

    assert "Old words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert "New words" in words_of(office.card(who, about=ASKED))
    assert ASKED in words_of(card_of(await office.types(who, "approvals")))
    assert ASKED not in words_of(card_of(await office.types("second", "approvals")))

    await office.presses(who, buttons(office.card(who, about=ASKED))["Approve"])
    await office.delivers()

    assert "New words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert "New words" in words_of(card_of(await office.types("rep", "docs new words")))
    assert "approved it" in words_of(office.card("manager", about="Guide"))


async def test_a_rejected_version_never_counts(office: Office):
    put(office, "Guide", "Old words")
    asks(office, "director")
    ref = put(office, "Guide", "New words")
    await office.delivers()

    await office.presses("director", buttons(office.card("director", about=ASKED))["Reject"])
    await office.delivers()

    assert "Old words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert "rejected it" in words_of(office.card("manager", about="Guide"))
    assert "Approve" not in buttons(office.card("director", about="Guide"))


async def test_what_waits_is_nothing_to_partners_and_the_import_is_repeat_safe(office: Office):
    asks(office, "director")
    ref = put(office, "Guide", "New words")
    assert put(office, "Guide", "New words") == ref
    await office.delivers()

    assert await office.types("rep", f"docs {ref}") == await office.types("rep", "docs F-00000")
    assert sum(ASKED in plain(card.title) for _, card in office.letters.cards["director"]) == 1


@pytest.mark.parametrize(("who", "other"), [("director", "admin"), ("admin", "director")])
async def test_whoever_brings_a_version_does_not_approve_it_and_hears_what_became_of_it(office: Office, who, other):
    ref = put(office, "Cennik", "Old words", languages=["pl"], edit="vendor")
    asks(office, who)
    renew = next(one for one in buttons(await drop(office, who)).values() if one.route == "document-renew-form")
    form = form_of(await office.presses(who, renew))
    await office.sends(who, form, note="New prices")
    await office.delivers()

    assert "Approve" not in buttons(card_of(await office.types(who, "approvals")))
    assert not office.letters.cards.get(who)
    await office.presses(other, buttons(office.card(other, about="New version of Cennik"))["Reject"])
    await office.delivers()

    for told in ("manager", who):
        assert "rejected it" in words_of(office.card(told, about="Cennik"))
    assert "Old words" in words_of(card_of(await office.types("rep", f"docs {ref}")))


async def test_where_the_owner_is_the_only_one_who_may_approve_the_other_role_is_asked(office: Office):
    asks(office, "director")
    with office.database.write() as store:
        told = described("Guide")
        put_in(store, office.person("director"), told, "New words", at=office.clock[0])
    await office.delivers()

    assert "Approve" in buttons(office.card("admin", about=ASKED))
    assert not office.letters.cards.get("director")


async def test_where_nobody_whom_the_programme_names_can_be_told_the_other_role_is_asked_and_once_more(office: Office):
    asks(office, "director")
    with office.database.write() as store:
        store.people.unlink(account("director"))
    put(office, "Guide", "New words")
    await office.delivers()
    assert ASKED in words_of(office.card("admin"))

    office.later(days=2)
    await office.delivers()
    assert "still waits for your decision" in words_of(office.card("admin"))


async def test_where_nobody_but_the_owner_could_approve_it_the_admins_hear_of_it_once(office: Office):
    asks(office, "admin")
    with office.database.write() as store:
        store.people.save(replace(office.person("director"), roles=frozenset({Role.AUDITOR})))
        put_in(store, office.person("admin"), described("Guide"), "New words", at=office.clock[0])
    for _ in range(2):
        await do_chores(office.dispatch)
        await office.delivers()

    assert len(office.letters.cards["admin"]) == 1
    assert "nobody but its owner" in words_of(office.card("admin"))
    assert "Approve" not in buttons(office.card("admin"))
