"""What readers say of a document is counted once each; admins read what is used, what is not, and what is missing."""

from datetime import timedelta

import pytest

from bot.arrivals import Pressed
from tests.handlers.test_documents import put, titles
from tests.office import NOON, Office, buttons, card_of, words_of

LONG_AGO = NOON - timedelta(days=100)


async def test_a_reader_says_whether_a_document_was_useful_and_the_last_word_counts(office: Office):
    ref = put(office, "Guide", at=LONG_AGO)
    opened = card_of(await office.types("rep", f"docs {ref}"))

    for press in ("It was not", "It was useful", "It was useful"):
        assert "without your name" in words_of(card_of(await office.presses("rep", buttons(opened)[press])))
    await office.types("rival", f"docs {ref}")
    await office.asks("rival", Pressed("document-useless", ref, 1))

    told = words_of(card_of(await office.types("admin", "docs usage")))
    assert "2 people, opened 2 times; useful to 1, of no use to 1" in told
    assert "Nowak" not in told


async def test_what_was_said_is_said_of_the_version_that_was_open(office: Office):
    ref = put(office, "Guide", "One", at=LONG_AGO)
    opened = card_of(await office.types("rep", f"docs {ref}"))
    put(office, "Guide", "Two")

    await office.presses("rep", buttons(opened)["It was useful"])

    with office.database.read() as store, office.database.engine.connect() as connection:
        document = store.documents.by_ref(ref)
        assert document is not None
        first = store.documents.versions(document.id)[0].id
        assert connection.exec_driver_sql("SELECT version FROM usefulness").scalars().all() == [first]


async def test_what_is_used_not_used_and_missing_is_told_region_by_region(office: Office):
    ours = put(office, "Price list Poland", at=LONG_AGO, regions=["ce"])
    put(office, "Price list Brazil", at=LONG_AGO, regions=["latam"])
    put(office, "Never read", at=LONG_AGO - timedelta(days=1))
    put(office, "For the vendor", at=LONG_AGO, view="vendor")
    put(office, "Just added")
    await office.types("rep", f"docs {ours}")
    await office.types("manager", f"docs {ours}")
    await office.types("rep", "docs submarine")
    await office.types("rio", "docs contrato")

    everywhere = card_of(await office.types("admin", "docs usage"))
    assert titles(await office.types("admin", "docs usage")) == [
        *("Price list Poland", "Never read", "Price list Brazil"),
        *("contrato", "submarine"),
    ]
    assert "One person, opened once" in words_of(everywhere)
    latam = await office.presses("admin", buttons(everywhere)["Latin America"])
    assert titles(latam) == ["Never read", "Price list Brazil", "contrato"]
    assert "2 documents that nobody opened" in words_of(card_of(latam))


@pytest.mark.parametrize("who", ["rep", "boss", "manager", "director", "auditor"])
async def test_only_admins_read_how_the_catalogue_is_used(office: Office, who: str):
    missing = await office.asks(who, Pressed("documents-usage", "nowhere"))

    assert "submarine" not in repr(await office.types(who, "docs usage"))
    assert await office.asks(who, Pressed("documents-usage", "ce")) == missing


async def test_nobody_says_anything_of_what_they_may_not_read(office: Office):
    ref = put(office, "Guide", regions=["latam"])

    for route in ("document-useful", "document-useless"):
        missing = await office.asks("rep", Pressed(route, "F-00000", 1))
        assert await office.asks("rep", Pressed(route, ref, 1)) == missing
