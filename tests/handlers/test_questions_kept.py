"""A question is answered with a document that who asked may read, and an answer is kept as a document."""

from dataclasses import replace

from bot.arrivals import Pressed, Sent
from handlers.replies import Correct
from tests.handlers.test_documents import put, titles
from tests.handlers.test_documents_asked import ANSWERED, ASKED, asks
from tests.handlers.test_handed import files_of
from tests.office import Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Form


async def answering(office: Office, words: str = "Is it for FM200?") -> tuple[str, Form]:
    """What the form of the answer sends back, and the document that is asked about."""
    ref = put(office, "Guide")
    await asks(office, ref, words)
    return ref, form_of(await office.presses("manager", buttons(office.card("manager", about=ASKED))["Answer"]))


async def test_a_question_is_answered_with_a_document(office: Office):
    guide, form = await answering(office)
    ref = put(office, "Manual of FM200", "Turn it on.", regions=["ce"])

    said = words_of(card_of(await office.sends("manager", form, words="", document=ref)))
    await office.delivers()

    assert f"Answered with {ref}" in said
    answer = office.card("rep", about=ANSWERED)
    assert "The answer is a document: Manual of FM200" in words_of(answer)
    assert "Turn it on." in words_of(card_of(await office.presses("rep", buttons(answer)["Open the answer"])))
    with office.database.write() as store:
        document = store.documents.by_ref(ref)
        assert document
        narrowed = replace(document, shelf=replace(document.shelf, regions=frozenset({"latam"})))
        store.documents.change(document, narrowed, by="x", what="changed", at=office.clock[0])
    again = await asks(office, guide, "Is it for FM200?")
    assert "not open to you any more" in again
    assert "Manual" not in again


async def test_only_with_one_that_who_asked_may_read_and_never_with_nothing(office: Office):
    _, form = await answering(office)
    brazil = put(office, "Manual for Brazil", regions=["latam"])
    for document, words, field in ((brazil, "", "document"), ("F-00000", "See there.", "document"), ("", " ", "words")):
        reply = await office.sends("manager", form, words=words, document=document)
        assert isinstance(reply, Correct)
        assert set(reply.form.errors) == {field}
    await office.delivers()
    assert not [card for _, card in office.letters.cards.get("rep", []) if ANSWERED in words_of(card)]


async def test_an_answer_is_kept_as_a_document_for_the_partner_of_who_asked(office: Office):
    _, form = await answering(office, "How is the FM200 mounted?")
    answered = card_of(await office.sends("manager", form, words="With two screws, upright."))
    keep = buttons(answered)["Keep as a document"]
    form = form_of(await office.presses("manager", keep))
    assert {name: filled(form)[name] for name in ("title", "text", "kind", "partner", "view")} == {
        "title": "How is the FM200 mounted?",
        "text": "With two screws, upright.",
        "kind": "other",
        "partner": "nowak",
        "view": "",
    }

    kept = card_of(await office.sends("manager", form, view="partners", kind="guide"))

    assert titles(await office.types("rep", "docs screws")) == ["How is the FM200 mounted?"]
    assert titles(await office.types("rival", "docs screws")) == []
    await office.presses("rep", buttons(kept)["Open"])
    await office.delivers()
    *_, (_, file) = files_of(office, "rep")
    assert (file.name, file.content) == ("How is the FM200 mounted.txt", b"With two screws, upright.")
    assert "in the catalogue already" in words_of(card_of(await office.presses("manager", keep)))
    assert "in the catalogue already" in repr(await office.sends("manager", form, view="partners"))


async def test_who_may_not_answer_keeps_nothing(office: Office):
    _, form = await answering(office)
    answered = card_of(await office.sends("manager", form, words="Yes."))
    question = buttons(answered)["Keep as a document"].ref
    for who in ("second", "rep", "auditor"):
        pressed = [await office.asks(who, Pressed("question-keep-form", one)) for one in (question, "x" * 32)]
        assert pressed[0] == pressed[1]
        sent = [
            await office.asks(who, Sent("question-keep", {"text": "x"}, "", one, 0)) for one in (question, "x" * 32)
        ]
        assert repr(sent[0]) == repr(sent[1])
