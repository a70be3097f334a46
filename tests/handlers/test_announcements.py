"""Announcements while they are written: nothing typed is lost, links stay at home, drafts are their author's alone."""

import pytest

from handlers.replies import Correct
from tests.office import Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Form, Link, Links, Picture, TextField, plain, said

TEXTS = {
    f"{name}-{language}": f"{name} in {language}" for language in ("en", "pl", "pt-BR") for name in ("title", "body")
}


async def writes(office: Office, who: str = "manager", **values: str) -> Form:
    """The form that made it; what it says is the office's last reply."""
    form = form_of(await office.types(who, "announce"))
    await office.sends(who, form, **{**TEXTS, **values})
    return form


async def test_a_draft_is_written_listed_opened_and_edited(office: Office):
    await writes(office, **{"title-en": "New prices"})
    card = card_of(office.replies[-1])
    ref = plain(card.title).split()[-1]
    assert "New prices" in words_of(card)

    assert ref in words_of(card_of(await office.types("manager", "announce list")))
    assert "New prices" in words_of(card_of(await office.types("manager", f"announce {ref.lower()}")))
    form = form_of(await office.presses("manager", buttons(card)["Edit"]))
    assert filled(form)["body-pl"] == "body in pl"
    edited = card_of(await office.sends("manager", form, **{"title-en": "Newer prices"}))
    assert "Newer prices" in words_of(edited)

    late = await office.sends("manager", form, **{"title-en": "Newest prices"})
    assert isinstance(late, Correct)
    assert "changed meanwhile" in plain(late.form.errors[""])
    again = form_of(await office.presses("manager", buttons(edited)["Edit"]))
    assert filled(again)["title-en"] == "Newer prices"


@pytest.mark.parametrize(("typed", "who"), [("ogłoszenie Nowe ceny", "second"), ("announce Nowe ceny", "second")])
async def test_what_is_typed_behind_the_command_is_the_title_in_ones_own_language(office: Office, typed: str, who: str):
    assert filled(form_of(await office.types(who, typed)))["title-pl"] == "Nowe ceny"


async def test_a_form_that_is_sent_twice_makes_one_draft(office: Office):
    form = await writes(office)
    first = card_of(office.replies[-1])

    assert card_of(await office.sends("manager", form, **TEXTS)).title == first.title
    stolen = await office.sends("director", form, **TEXTS)
    assert "There is nothing here by that name" in repr(stolen)


async def test_what_is_too_long_is_refused_with_its_count_and_is_not_lost(
    office: Office,
):
    await writes(office, **{"body-en": "a" * 2001, "title-pl": "b" * 101, "body-pt-BR": ""})

    wrong = form_of(office.replies[-1])
    assert set(wrong.errors) == {"body-en", "title-pl", "body-pt-BR"}
    assert "2,001 characters; at most 2,000" in plain(wrong.errors["body-en"])
    again = form_of(await office.types("manager", "announce"))
    assert filled(again)["body-en"] == "a" * 2001


@pytest.mark.parametrize("what", ["picture", "link"])
async def test_an_address_or_its_words_that_are_too_long_are_refused_with_their_count_whole(office: Office, what: str):
    allow(office)
    await writes(office)
    opener, label = BY[what]
    form = form_of(await office.presses("manager", buttons(card_of(office.replies[-1]))[opener]))
    long = {"url": "https://vendor.example/" + "a" * 300, f"{label}-en": "b" * 300}
    assert {field.limit for field in form.fields if isinstance(field, TextField)} == {3000}, (
        "nothing is cut by the platform, which would tell nobody"
    )

    wrong = form_of(await office.sends("manager", form, **long))
    assert plain(wrong.errors["url"]) == "This has 323 characters; at most 300 are possible. Please shorten it."
    wrong = form_of(await office.sends("manager", wrong, url="https://vendor.example/a.png"))
    assert "This has 300 characters" in plain(wrong.errors[f"{label}-en"])


BY = {"picture": ("Picture", "alt"), "link": ("Add a button", "label")}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("See [prices](https://vendor.example/a).", True),
        ("See https://shop.vendor.example/a_b.", True),
        ("See [prices](http://vendor.example/a).", False),
        ("See https://vendor.example@evil.example/", False),
        ("See [https://vendor.example](https://evil.example).", False),
        ("See https://notvendor.example", False),
        ("See https://vendor.example:8443/", False),
        ("See ftp://vendor.example/", False),
        ("See [prices](https://jan:x@vendor.example/a).", False),
        ("See [prices](https://vendor.example\\@evil.example/a).", False),
        ("See [prices](HTTPS://EVIL.EXAMPLE/a).", False),
        ("See HTTPS://Shop.VENDOR.Example/a.", True),
        ("See [prices](https://vendor.example:443/a).", False),
        ("See [prices](https://vendor.example./a).", False),
        ("See [prices](https://vendor.example.evil.example/a).", False),
        ("See [prices](https://vendór.example/a).", False),
        ("See [prices](https://xn--vendr-2ta.example/a).", False),
    ],
)
async def test_links_lead_to_the_programmes_own_domains_only(office: Office, text: str, *, right: bool):
    allow(office)

    await writes(office, **{"body-en": text})

    assert isinstance(office.replies[-1], Correct) is not right


@pytest.mark.parametrize("end", ["]", ">"])
async def test_a_link_leads_where_it_was_looked_at_or_is_none(office: Office, end: str):
    """What stands behind the end of an address is no part of it, for whoever looks and for whoever draws it."""
    allow(office)
    await writes(office, **{"body-en": f"See [prices](https://docs.vendor.example{end}@evil.example/login)."})

    if not isinstance(office.replies[-1], Correct):
        preview = card_of(await office.presses("manager", buttons(card_of(office.replies[-1]))["Preview"]))
        assert "url='https" not in repr(preview)


async def test_without_domains_there_are_no_links(office: Office):
    await writes(office, **{"body-en": "See https://vendor.example"})

    assert "names no domains" in plain(form_of(office.replies[-1]).errors["body-en"])


def allow(office: Office, **rules: object) -> None:
    with office.database.write() as store:
        now = store.programme.announcements.model_copy(update={"link_domains": ("vendor.example",), **rules})
        store.programmes.apply(store.programme.model_copy(update={"announcements": now}), at=office.clock[0])


async def test_the_preview_is_in_each_language_and_a_copy_goes_to_its_author_alone(office: Office):
    await writes(office)
    card = card_of(office.replies[-1])

    preview = card_of(await office.presses("manager", buttons(card)["Preview"]))
    assert "title in en" in words_of(preview)
    polish = card_of(await office.presses("manager", buttons(preview)["Polski"]))
    assert "title in pl\nbody in pl" in words_of(polish)
    assert "Preview of" in words_of(polish)
    await office.presses("manager", buttons(card)["Send to myself"])
    await office.delivers()

    assert words_of(office.card("manager")) == "title in en\nbody in en"
    assert set(office.letters.cards) == {"manager"}


async def test_a_duplicate_is_another_draft_with_the_same_words_once(office: Office):
    await writes(office)
    card = card_of(office.replies[-1])

    copy = card_of(await office.presses("manager", buttons(card)["Duplicate"]))
    twice = card_of(await office.presses("manager", buttons(card)["Duplicate"]))

    assert copy.title == twice.title != card.title
    assert "title in en" in words_of(copy)
    assert "2 announcements" in words_of(card_of(await office.types("manager", "announce list")))


async def test_what_is_pressed_twice_is_done_once_also_where_a_minute_ends_in_between(office: Office):
    card = card_of(await office.sends("manager", await writes(office), **TEXTS))
    office.later(seconds=59.5)
    titles = set[object]()
    for _ in range(2):
        titles.add(card_of(await office.presses("manager", buttons(card)["Duplicate"])).title)
        await office.presses("manager", buttons(card)["Send to myself"])
        office.later(seconds=1)
    await office.delivers()

    assert len(titles) == len(office.letters.cards["manager"]) == 1


async def test_a_quick_note_does_not_throw_away_what_was_refused_and_kept(office: Office):
    long = "See https://elsewhere.example/x"
    await office.sends("manager", await writes(office), **{**TEXTS, "body-en": long})

    quick = form_of(await office.types("manager", "announce Quick note"))
    await office.sends("manager", quick, **{**TEXTS, "title-en": "Quick note"})
    kept = form_of(await office.types("manager", "announce"))
    assert filled(kept)["body-en"] == long

    await office.sends("manager", kept, **TEXTS)
    assert filled(form_of(await office.types("manager", "announce")))["body-en"] == ""


async def test_nobody_reads_anothers_draft_and_no_partner_writes_one(office: Office):
    await writes(office, **{"title-en": "Secret plans"})
    card = card_of(office.replies[-1])
    ref = plain(card.title).split()[-1]

    for who in ("director", "admin", "lead"):
        for button in buttons(card).values():
            assert "Secret" not in repr(await office.presses(who, button)), who
        assert "Secret" not in repr(await office.types(who, f"announce {ref}"))
        assert "Secret" not in repr(await office.types(who, "announce list"))
    for who in ("rep", "auditor", "rival"):
        assert "Your role does not allow this" in repr(await office.types(who, "announce"))


async def test_a_picture_and_buttons_lead_to_the_programmes_domains_and_are_read_in_each_language(office: Office):
    allow(office)
    await writes(office)
    card = card_of(office.replies[-1])
    form = form_of(await office.presses("manager", buttons(card)["Picture"]))
    assert isinstance(await office.sends("manager", form, url="https://evil.example/x.png"), Correct)
    without_words = form_of(await office.sends("manager", form, url="https://vendor.example/x.png"))
    assert "Say in words what the picture shows" in plain(without_words.errors["alt-en"])
    for name in ("x.SVG", "a/b.webp?x=1.png"):
        wrong = form_of(await office.sends("manager", form, **{"url": f"https://vendor.example/{name}", "alt-en": "A"}))
        assert "PNG, JPEG or GIF" in plain(wrong.errors["url"])
    url = "https://vendor.example/x.png"
    card = card_of(await office.sends("manager", form, **{"url": url, "alt-en": "A sensor"}))
    for number in range(5):
        form = form_of(await office.presses("manager", buttons(card)["Add a button"]))
        typed = {"url": f"https://vendor.example/{number}", "label-en": f"Go {number}", "label-pl": f"Idź {number}"}
        card = card_of(await office.sends("manager", form, **typed))
    assert "Add a button" not in buttons(card)
    card = card_of(await office.presses("manager", buttons(card)["Remove"]))

    preview = card_of(await office.presses("manager", buttons(card)["Preview"]))
    polish = card_of(await office.presses("manager", buttons(preview)["Polski"]))

    assert Picture(url, said("A sensor")) in polish.parts
    [links] = [part for part in polish.parts if isinstance(part, Links)]
    assert links.links == tuple(Link(f"Idź {number}", f"https://vendor.example/{number}") for number in range(4))
    copy = card_of(await office.presses("manager", buttons(card)["Duplicate"]))
    again = card_of(await office.presses("manager", buttons(copy)["Preview"]))
    assert Picture(url, said("A sensor")) in again.parts
