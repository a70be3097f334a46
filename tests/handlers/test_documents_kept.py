"""A review that is due: the mark goes at that moment, the owner is asked once, and answers by one press."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.arrivals import Pressed
from bot.ticker import do_chores
from tests.handlers.test_documents import put, titles
from tests.office import NOON, Office, buttons, card_of, words_of
from views.vocabulary import plain

DUE = NOON + timedelta(days=30)


async def asked(office: Office, who: str = "manager") -> int:
    """Does the chores as two processes would, and says how often somebody was asked."""
    await asyncio.gather(do_chores(office.dispatch), do_chores(office.dispatch))
    await office.delivers()
    return sum("Is it still right?" in plain(card.title) for _, card in office.letters.cards.get(who, []))


async def test_the_owner_is_asked_once_at_the_due_moment_and_says_that_it_is_right(office: Office):
    ref = put(office, "Guide", review_days=30)

    office.clock[0] = DUE - timedelta(seconds=1)
    assert await asked(office) == 0
    office.clock[0] = DUE
    assert await asked(office) == 1
    office.later(days=3)
    assert await asked(office) == 1
    assert "Not verified" in words_of(card_of(await office.types("rep", f"docs {ref}")))

    said = await office.presses("manager", buttons(office.card("manager", about="Is it still right?"))["Still right"])

    assert "is verified" in words_of(card_of(said))
    assert "Verified by its owner" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    await office.delivers()
    assert "Is it still right?" not in plain(office.card("manager", about="Guide").title)
    office.later(days=31)
    assert await asked(office) == 1, "a second question, since the first one's card has changed"


async def test_a_retired_document_is_nobodys_until_it_is_brought_back(office: Office):
    ref = put(office, "Guide")
    card = card_of(await office.types("manager", f"docs {ref}"))

    retired = card_of(await office.presses("manager", buttons(card)["Retire"]))

    assert titles(await office.types("rep", "docs guide")) == []
    assert await office.types("rep", f"docs {ref}") == await office.types("rep", "docs F-00000")
    again = await office.presses("manager", buttons(retired)["Bring it back"])
    assert "is verified" in words_of(card_of(again))
    assert titles(await office.types("rep", "docs guide")) == ["Guide"]


async def test_only_who_may_change_it_keeps_it(office: Office):
    ref = put(office, "Guide")
    missing = await office.asks("second", Pressed("document-retire", "F-00000", 1))

    assert await office.asks("second", Pressed("document-retire", ref, 1)) == missing
    assert "Retire" not in buttons(card_of(await office.types("second", f"docs {ref}")))
    assert "Retire" in buttons(card_of(await office.types("admin", f"docs {ref}")))
    assert titles(await office.types("rep", "docs guide")) == ["Guide"]


async def test_what_is_said_of_a_document_is_on_record(office: Office):
    ref = put(office, "Guide")

    for step in ("verify", "retire", "bring-back"):
        with office.database.read() as store:
            one = store.documents.by_ref(ref)
        assert one is not None
        await office.asks("manager", Pressed(f"document-{step}", ref, one.version))

    with office.database.read() as store:
        mine = [act.what for act in store.acts.since() if act.who == office.person("manager").id]
    assert mine[1:] == ["document-verified", "document-retired", "document-brought-back"]


async def test_where_the_owner_is_gone_the_admins_are_asked(office: Office):
    put(office, "Guide", review_days=30)
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), roles=frozenset()))

    office.clock[0] = DUE
    assert await asked(office, "admin") == 1
