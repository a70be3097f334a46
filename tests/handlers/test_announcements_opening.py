"""Buttons of an announcement that open a document or a course, with the rights of whoever presses."""

import pytest
from sqlalchemy import update

from domain.documents import Circle
from handlers.replies import Correct
from storage.tables import courses
from tests.handlers.learning import BASICS, SUMMER, imports
from tests.handlers.test_announcements_sending import LATER, chosen, passes, written
from tests.handlers.test_documents import described, put, put_in
from tests.handlers.test_handed import files_of
from tests.office import NOON, Office, buttons, card_of, form_of, words_of
from views.vocabulary import Card


async def opening(office: Office, card: Card, **values: str) -> Card:
    form = form_of(await office.presses("manager", buttons(card)["Document or training"]))
    return card_of(await office.sends("manager", form, **values))


async def sent(office: Office, card: Card) -> None:
    await office.presses("manager", buttons(card)["Send"])
    await passes(office, minutes=2)


async def test_a_document_is_opened_and_handed_over_as_if_its_reader_had_found_it(office: Office):
    ref = put(office, "Prices", "New words")
    card = await opening(office, await chosen(office), act="document", target=ref.lower())
    assert "Open the document" in words_of(card)
    with office.database.read() as store:
        me, last = office.person("manager").id, store.acts.head().count - 1
        assert [(act.who, act.what) for act in store.acts.since(last)] == [(me, "announcement-edit")]
    await sent(office, card)
    offered = buttons(office.card("rep"))["Open the document"]

    opened = card_of(await office.presses("rep", offered))
    await office.delivers()

    assert "New words" in words_of(opened)
    assert [file.name for _, file in files_of(office, "rep")] == ["Prices.txt"]


async def test_who_may_not_see_it_reads_that_and_nothing_more(office: Office):
    ref = put(office, "Our margins", "Secret", view=Circle.VENDOR, download=Circle.VENDOR)
    card = await opening(office, await chosen(office), act="document", target=ref, **{"label-en": "Read more"})
    await sent(office, card)
    assert "Our margins" not in words_of(office.card("rep"))

    refused = words_of(card_of(await office.presses("rep", buttons(office.card("rep"))["Read more"])))

    assert "This document is not open to you" in refused
    assert "Our margins" not in refused
    assert "Secret" not in refused


async def test_with_a_button_for_a_document_that_is_kept_no_more_it_is_not_sent(office: Office):
    ref = put(office, "Prices")
    card = await opening(office, await chosen(office), act="document", target=ref)
    kept = card_of(await office.types("manager", f"docs {ref}"))
    await office.presses("manager", buttons(kept)["Retire"])

    refused = words_of(card_of(await office.presses("manager", buttons(card)["Send"])))
    await passes(office, minutes=2)

    assert f"What its button opens, {ref}, is not kept or offered any more." in refused
    assert "rep" not in office.letters.cards


async def test_one_for_later_whose_training_closes_meanwhile_is_a_draft_again(office: Office):
    imports(office.database, "courses", BASICS)
    card = await opening(office, await chosen(office, when=LATER), act="training", target="sensor basics")
    await office.presses("manager", buttons(card)["Send"])
    with office.database.engine.begin() as connection:
        connection.execute(update(courses).values(open=False))

    await passes(office, days=7, hours=3)

    assert "rep" not in office.letters.cards
    assert "one of its buttons opens was not kept or offered" in words_of(office.card("manager", about="has not gone"))


async def test_a_course_is_opened_with_its_dates(office: Office):
    imports(office.database, "courses", BASICS)
    imports(office.database, "sessions", SUMMER)
    card = await opening(office, await chosen(office), act="training", target="sensor basics")
    await sent(office, card)

    shown = card_of(await office.presses("rep", buttons(office.card("rep"))["See dates and register"]))
    assert "Jan 12, 2027" in words_of(shown)

    imports(office.database, "courses", BASICS.replace(",open", ",closed"))
    over = await office.presses("rival", buttons(office.card("rival"))["See dates and register"])
    assert "This training is not offered to you" in words_of(card_of(over))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"act": "document", "target": "F-00000"}, "target"),
        ({"act": "training", "target": "Nothing"}, "target"),
        ({"act": "training", "target": " "}, "target"),
        ({"act": "link", "target": "x"}, "act"),
    ],
)
async def test_what_cannot_be_opened_is_said_at_its_field(office: Office, values: dict[str, str], field: str):
    card = await written(office)
    form = form_of(await office.presses("manager", buttons(card)["Document or training"]))

    wrong = await office.sends("manager", form, **values)

    assert isinstance(wrong, Correct)
    assert set(wrong.form.errors) == {field}


async def test_a_document_that_its_author_may_not_read_is_none(office: Office):
    told = described("Of others", view=Circle.OWNER, download=Circle.OWNER)
    with office.database.write() as store:
        ref = put_in(store, office.person("admin"), told, "Words", at=NOON)
    card = await written(office)
    form = form_of(await office.presses("manager", buttons(card)["Document or training"]))

    for given in (ref, "F-00000"):
        wrong = form_of(await office.sends("manager", form, act="document", target=given))
        assert set(wrong.errors) == {"target"}
