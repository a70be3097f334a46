"""Feedback: it reaches those who run Tandem, with a name or without, and nobody else."""

import pytest

from handlers.replies import Correct, OpenForm
from tests.office import Office, card_of, filled, form_of, words_of
from views.vocabulary import plain


async def says(office: Office, who: str, words: str, answer: str = "yes") -> str:
    form = form_of(await office.types(who, "partner feedback"))
    text = words_of(card_of(await office.sends(who, form, words=words, answer=answer)))
    await office.delivers()
    return text


async def test_the_admin_is_told_with_whom_to_answer(office: Office):
    assert "Thank you" in await says(office, "rep", "The list is too long.\nOtherwise fine.")

    office.later(hours=20)
    await office.delivers()
    told = words_of(office.card("admin", about="Feedback from Nowak Systems"))
    assert "The list is too long." in told
    assert "Jan Nowak, rep@nowak.example, Nowak Systems" in told
    assert "Jan Nowak, rep@nowak.example" in words_of(card_of(await office.types("admin", "partner feedback list")))


async def test_without_a_name_there_is_none_anywhere(office: Office):
    await says(office, "boss", "Za dużo pytań.", answer="no")
    office.later(seconds=1)
    await says(office, "manager", "I agree.", answer="no")

    office.later(hours=20)
    await office.delivers()
    listed = words_of(card_of(await office.types("admin", "partner feedback list")))
    for text in (words_of(office.card("admin", about="Za dużo pytań.")), listed):
        assert "Nowak Systems" in text
        assert "Ewa" not in text
        assert "boss@" not in text
    assert "Test Programme" in listed
    assert listed.index("I agree.") < listed.index("Za dużo pytań.")


async def test_nobody_else_reads_it(office: Office):
    await says(office, "rep", "Secret words")
    office.later(hours=20)
    await office.delivers()

    for who in ("boss", "rival", "manager", "lead", "director", "auditor", "nobody"):
        assert "Secret" not in repr(await office.types(who, "partner feedback list")), who
        assert "Secret" not in repr(office.letters.cards.get(who)), who


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("partner feedback It is slow", "rep"),
        ("partner opinia It is slow", "boss"),
        ("parceiro opinião It is slow", "rio"),
    ],
)
async def test_what_was_typed_behind_the_command_stands_in_the_form(office: Office, typed: str, who: str):
    reply = await office.types(who, typed)

    assert isinstance(reply, OpenForm)
    assert filled(reply.form)["words"] == "It is slow"


async def test_the_list_is_found_in_every_language(office: Office):
    for typed in ("partner feedback list", "partner opinie lista", "parceiro sugestão listar"):
        assert "Nobody has said anything yet." in words_of(card_of(await office.types("admin", typed)))


@pytest.mark.parametrize(
    ("values", "wrong"),
    [({"words": "  "}, "words"), ({"words": "a" * 2001}, "words"), ({"words": "a", "answer": "perhaps"}, "answer")],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    office: Office, values: dict[str, str], wrong: str
):
    form = form_of(await office.types("rep", "partner feedback"))

    reply = await office.sends("rep", form, **values)

    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {wrong}
    assert filled(reply.form)["words"] == values["words"]


async def test_five_in_an_hour_are_enough_and_the_sixth_is_not_lost(office: Office):
    for number in range(5):
        await says(office, "rep", f"Number {number}")
    form = form_of(await office.types("rep", "partner feedback"))

    sixth = await office.sends("rep", form, words="Number 5")

    assert isinstance(sixth, Correct)
    assert "tried too often" in plain(sixth.form.errors[""])
    assert filled(sixth.form)["words"] == "Number 5"
    office.later(hours=1, minutes=1)
    assert "Thank you" in words_of(card_of(await office.sends("rep", sixth.form)))
