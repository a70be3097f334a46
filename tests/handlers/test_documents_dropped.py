"""A dropped file becomes a document or a version of one: its keeper's own, once, and nobody else's business."""

import os

import pytest

from bot.arrivals import Dropped, Pressed, Sent
from bot.loose import LooseFiles
from domain.documents import Sort, guessed_sort, reader_of
from domain.refusal import Refusal
from storage.documents import File
from storage.file_store import Folder, hash_of
from tests.handlers.test_documents import put, titles
from tests.office import NOON, Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Card

TEXT = "Czujniki kosztują 10 EUR. To jest cennik dla partnerów na rok 2026 i ceny są netto."


def dropped(name: str = "Cennik_2026.pdf", text: str = TEXT) -> Dropped:
    body = text.encode()
    return Dropped(name, file=File(hash=hash_of(body), size=len(body), type="application/pdf", text=text, at=NOON))


async def drop(office: Office, who: str = "manager", **what: str) -> Card:
    return card_of(await office.asks(who, dropped(**what)))


def what(office: Office, about: str) -> list[str]:
    """What the manager has done with it, as the audit has it."""
    with office.database.read() as store:
        return [
            act.what for act in store.acts.since(0) if act.about == about and act.who == office.person("manager").id
        ]


async def test_a_file_becomes_a_document_with_what_could_be_guessed(office: Office):
    offered = await drop(office)
    assert "PDF, 1 kB" in words_of(offered)

    form = form_of(await office.presses("manager", buttons(offered)["Add to the catalogue"]))
    assert filled(form) == {
        "title": "Cennik 2026",
        "kind": "price-list",
        "language": "pl",
        "view": "",
        "customers": "no",
        "region": "",
        "product": "",
        "partner": "*",
    }
    taken = card_of(
        await office.sends("manager", form, view="partners", region="ce", product="sensor", customers="yes")
    )

    assert "version 1 counts from now on" in words_of(taken)
    assert "Who may read it: All people of the partners\nRegion: Central Europe" in words_of(taken)
    found = await office.types("rep", "docs cennik")
    assert titles(found) == ["Cennik 2026"]
    with office.database.read() as store:
        document = store.documents.by_ref(buttons(taken)["Open"].ref)
        assert document
        assert (document.owner, document.customers, document.product) == (office.person("manager").id, True, "sensor")
        assert tuple(what(office, document.id)[:2]) == ("document-added", "version-added")
    assert titles(await office.types("rio", "docs cennik")) == []


async def test_it_is_taken_once_and_what_was_taken_or_is_too_old_says_so(office: Office):
    offered = await drop(office)
    add = buttons(offered)["Add to the catalogue"]
    form = form_of(await office.presses("manager", add))
    await office.sends("manager", form, view="partners")

    again = card_of(await office.presses("manager", add))
    sent_again = card_of(await office.sends("manager", form))

    assert "in the catalogue already" in words_of(again)
    assert words_of(again) == words_of(sent_again)


async def test_an_older_file_dropped_again_takes_nothing_from_the_version_that_counts(office: Office):
    form = form_of(await office.presses("manager", buttons(await drop(office))["Add to the catalogue"]))
    await office.sends("manager", form, view="partners", region="ce")
    newer = await drop(office, name="cennik-2026.pdf", text="Nowe ceny")
    form = form_of(await office.presses("manager", buttons(newer)["New version"]))
    await office.sends("manager", form, note="Dearer")

    offered = await drop(office, name="something-else.pdf")
    add = buttons(offered)["Add to the catalogue"]
    refused = words_of(card_of(await office.presses("manager", add)))
    sent = Sent("document-add", {"title": "x", "view": "partners", "kind": "guide"}, "", add.ref, 0)

    assert "You have added this file before" in refused
    assert "You have added this file before" in repr(await office.asks("manager", sent))
    with office.database.read() as store:
        [(document, version)] = store.documents.seen_by(
            reader_of(office.person("manager"), None), at=office.clock[0]
        ).items
        assert (document.title, version.note, *document.shelf.regions) == ("Cennik 2026", "Dearer", "ce")
    form = form_of(await office.presses("manager", buttons(offered)["New version"]))
    await office.sends("manager", form, note="As before")
    assert "As before" in words_of(card_of(await office.types("manager", f"docs {document.ref}")))


async def test_what_nobody_adds_is_forgotten_and_what_was_dropped_once_more_is_not(office: Office, tmp_path):
    files, at = Folder(tmp_path), office.clock[0]
    loose = LooseFiles(office.dispatch, files)
    kept = {text: files.keep(text.encode()) for text in ("added", "left", "left, and dropped again")}
    for text in kept:
        card = await drop(office, name=f"{text}.pdf", text=text)
        if text == "added":
            form = form_of(await office.presses("manager", buttons(card)["Add to the catalogue"]))
            await office.sends("manager", form, view="partners")

    office.later(hours=47)
    await loose.forget()
    await drop(office, name="again.pdf", text="left, and dropped again")
    office.later(hours=2)
    for file_hash in kept.values():
        os.utime(files._place(file_hash), (at.timestamp(), at.timestamp()))
    await loose.forget()

    assert {text for text, file_hash in kept.items() if files.read(file_hash)} == {"added", "left, and dropped again"}
    with office.database.read() as store:
        assert {text for text, file_hash in kept.items() if store.documents.file(file_hash)} == {
            "added",
            "left, and dropped again",
        }


@pytest.mark.parametrize(("strangers", "stay"), [(10, 0), (11, 11)])
async def test_bytes_that_no_file_names_go_unless_they_are_so_many_that_it_is_another_s_folder(
    office: Office, tmp_path, strangers: int, stay: int
):
    files = Folder(tmp_path)
    ours = files.keep(b"Ours")
    await drop(office, text="Ours")
    theirs = [files.keep(f"Not ours {number}".encode()) for number in range(strangers)]
    just_now = files.keep(b"Not ours yet")
    for file_hash in (ours, *theirs):
        os.utime(files._place(file_hash), (0, 0))
    os.utime(files._place(just_now), (office.clock[0].timestamp(),) * 2)

    await LooseFiles(office.dispatch, files).forget()

    assert sum(files.read(one) is not None for one in theirs) == stay
    assert files.read(ours)
    assert files.read(just_now)


async def test_of_a_day_that_is_over_nothing_is_added(office: Office):
    add = buttons(await drop(office))["Add to the catalogue"]
    office.later(hours=24, seconds=1)
    assert "longer than a day" in words_of(card_of(await office.presses("manager", add)))


async def test_a_file_is_a_new_version_of_what_is_called_like_it(office: Office):
    ref = put(office, "Cennik 2026", "Stare ceny", languages=["pl"])
    put(office, "Only for the director", "x", owner="x", view="owner")

    offered = await drop(office, name="cennik-2026.pdf")
    form = form_of(await office.presses("manager", buttons(offered)["New version"]))
    await office.sends("manager", form, note="Dearer")

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document
        assert [(one.note, one.file == hash_of(TEXT.encode())) for one in store.documents.versions(document.id)] == [
            ("", False),
            ("Dearer", True),
        ]
    assert {"document-changed", "version-added", "version-approved"} <= set(what(office, document.id))
    same = await drop(office, name="cennik-2026.pdf")
    form = form_of(await office.presses("manager", buttons(same)["New version"]))
    reply = await office.sends("manager", form, note="Dearer")
    assert "this very file" in repr(reply)


async def test_whose_file_it_is_and_whose_document_counts(office: Office):
    offered = await drop(office)
    ref = buttons(offered)["Add to the catalogue"].ref
    put(office, "Cennik 2026", "Stare ceny", languages=["pl"], edit="owner")
    assert "New version" in buttons(await drop(office, who="manager", name="cennik-2026.pdf"))
    assert "New version" not in buttons(await drop(office, who="second", name="cennik-2026.pdf"))

    for route in ("document-add-form", "document-renew-form"):
        missing = await office.asks("second", Pressed(route, "nothing.F-00000"))
        assert await office.asks("second", Pressed(route, f"{ref}.F-00000" if "renew" in route else ref)) == missing
    assert repr(await office.asks("second", Sent("document-add", {"title": "Mine"}, "", ref, 0))) == repr(
        await office.asks("second", Sent("document-add", {"title": "Mine"}, "", "nothing", 0))
    )


@pytest.mark.parametrize("who", ["rep", "boss", "auditor"])
async def test_who_keeps_no_documents_adds_none(office: Office, who: str):
    words = "Twoja rola" if who == "boss" else "Your role does not allow this"
    assert words in words_of(await drop(office, who=who))
    with office.database.read() as store:
        assert store.documents.file(hash_of(TEXT.encode())) is None


async def test_why_a_file_is_not_taken_is_said(office: Office):
    for reason, words in (("document-macros", "macros"), ("document-bomb", "unpacks")):
        reply = await office.asks("manager", Dropped("a.docx", refusal=Refusal(reason)))
        assert words in words_of(card_of(reply))
    workbook = Dropped("people.xlsx", refusal=Refusal("document-unreadable"))
    assert "CSV UTF-8" in words_of(card_of(await office.asks("admin", workbook)))
    assert "damaged" in words_of(card_of(await office.asks("manager", workbook)))


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        *(
            ("Cennik_2026.pdf", Sort.PRICE_LIST),
            ("Tabela de preços.xlsx", Sort.PRICE_LIST),
            ("X200-datasheet.pdf", Sort.DATASHEET),
        ),
        *(("Partner-Guide.docx", Sort.GUIDE), ("slides.pptx", Sort.PRESENTATION), ("zdjecie.pdf", Sort.OTHER)),
    ],
)
def test_a_name_says_what_kind_of_document_it_is(name: str, sort: Sort):
    assert guessed_sort(name) is sort
