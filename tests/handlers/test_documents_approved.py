"""Where the programme says so, a version counts once somebody has approved it, never its owner."""

import pytest

from tests.handlers.test_documents import put
from tests.office import Office, buttons, card_of, words_of
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
