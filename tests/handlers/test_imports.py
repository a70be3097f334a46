"""A dropped file: what it would do is shown, done once, and never more than was shown."""

import asyncio
import json
import random

import pytest
from sqlalchemy import select

from bot.arrivals import Dropped, Pressed
from domain.people import Person, Role
from domain.refusal import Refusal
from domain.sheets import LARGEST, MOST
from handlers.people_csv import COLUMNS
from handlers.replies import Amend, Correct, Show
from storage.tables import imports
from tests.office import Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, plain

HEADER = ",".join(COLUMNS)
GOOD = (
    "ula@nowak.example,Ula Wrona,nowak,partner-rep,pl,Europe/Warsaw,",
    "rep@nowak.example,Jan Nowak,nowak,partner-admin,en,Europe/Warsaw,",
    "auditor@vendor.example,Irena Aud,vendor,auditor,en,Europe/Warsaw,",
)
BAD = ("nobody,Nobody,nowak,partner-rep,pl,,", "bo@nowak.example,Bo,nowak,director,pl,,")


def sheet(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


async def drops(office: Office, body: bytes, who: str = "admin", name: str = "people.csv") -> Card:
    reply = await office.asks(who, Dropped(name, body))
    assert isinstance(reply, Show), reply
    return reply.card


def people(office: Office) -> list[Person]:
    with office.database.read() as store:
        return sorted(store.people.everybody(), key=lambda person: person.email)


def kept(office: Office) -> list[tuple[str, str]]:
    """State and text of each, oldest first."""
    with office.database.engine.connect() as connection:
        rows = connection.execute(select(imports).order_by(imports.c.at, imports.c.id))
        return [(row.state, row.body) for row in rows]


async def test_a_file_is_answered_with_what_it_would_do_and_nothing_is_done(office: Office):
    before = people(office)

    card = await drops(office, sheet(*GOOD, *BAD))

    words = words_of(card)
    assert "I have read 5 lines. Nothing has been changed yet." in words
    assert "New: 1 line" in words
    assert "Changes: 1 line" in words
    assert "Wrong: 2 lines" in words
    assert "Unchanged: 1 line" in words
    assert "Line 5 “nobody” is no e-mail address." in words
    assert "Line 6 “director” is no role of nowak." in words
    assert "Line 3: Jan Nowak <rep@nowak.example>, nowak changes: roles" in words
    assert "Line 2: Ula Wrona <ula@nowak.example>, nowak is added" in words
    assert list(buttons(card)) == ["Apply the right lines", "Discard"]
    assert people(office) == before


async def test_applied_it_does_what_was_said_and_says_so(office: Office):
    card = await drops(office, sheet(*GOOD))
    before = people(office)

    reply = await office.presses("admin", buttons(card)["Apply"])

    assert isinstance(reply, Amend)
    assert "Applied: Nov 23, 2026" in words_of(reply.card)
    assert not buttons(reply.card)
    after = people(office)
    assert len(after) == len(before) + 1
    assert office.person("rep").roles == {Role.PARTNER_ADMIN}


async def test_who_got_which_role_by_it_is_on_record_a_row_for_each(office: Office):
    manager = "manager@vendor.example,Ola Lis,vendor,channel-manager,en,Europe/Warsaw,rio"
    card = await drops(office, sheet(*GOOD, manager))

    await office.presses("admin", buttons(card)["Apply"])

    ula = next(person for person in people(office) if person.name == "Ula Wrona")
    with office.database.read() as store:
        made = [act for act in store.acts.all() if act.what in ("added", "role")]
    assert {act.who for act in made} == {office.person("admin").id}
    noted = {act.about: (act.what, act.partner, json.loads(act.detail)) for act in made}
    over = {"was": "channel-manager: nowak rival", "roles": "channel-manager: rio"}
    assert noted == {
        ula.id: ("added", "nowak", {"roles": "partner-rep"}),
        office.person("rep").id: ("role", "nowak", {"was": "partner-rep", "roles": "partner-admin"}),
        office.person("manager").id: ("role", "", over),
    }
    assert kept(office) == [("applied", "")]


async def test_wrong_lines_are_left_out_only_when_that_was_asked_for(office: Office):
    card = await drops(office, sheet(*GOOD, *BAD))
    button = buttons(card)["Apply the right lines"]

    assert button.confirm
    assert plain(button.confirm.text) == "2 lines are wrong and will be left out."
    done = card_of(await office.presses("admin", button))

    assert "Wrong: 2 lines" in words_of(done)
    assert "ula@nowak.example" in [person.email for person in people(office)]


async def test_discarded_it_is_forgotten(office: Office):
    card, before = await drops(office, sheet(*GOOD)), people(office)

    reply = await office.presses("admin", buttons(card)["Discard"])
    late = await office.presses("admin", buttons(card)["Apply"])

    assert "Discarded. Nothing was changed." in words_of(card_of(reply))
    assert card_of(late) == card_of(reply)
    assert people(office) == before
    assert kept(office) == [("discarded", "")]


async def test_the_same_file_again_has_nothing_to_do(office: Office):
    card = await drops(office, sheet(*GOOD))
    await office.presses("admin", buttons(card)["Apply"])

    again = await drops(office, sheet(*GOOD))

    assert "3 lines, and all is as they say already: there is nothing to do." in words_of(again)
    assert not buttons(again)
    assert len(kept(office)) == 1


async def test_what_changed_meanwhile_is_shown_before_it_is_applied(office: Office):
    card = await drops(office, sheet(*GOOD))
    with office.database.write() as store:
        store.people.keep(
            Person(id="", name="Ula", email="ula@nowak.example", organisation="nowak", language="pl", zone="UTC")
        )

    shown = card_of(await office.presses("admin", buttons(card)["Apply"]))

    assert "Something has changed since you looked" in words_of(shown)
    assert "Line 2: Ula Wrona <ula@nowak.example>, nowak changes: name, roles, zone" in words_of(shown)
    assert office.person("rep").roles == {Role.PARTNER_REP}
    stale = card_of(await office.presses("admin", buttons(card)["Apply"]))
    assert "Something has changed since you looked" in words_of(stale), "what is pressed on the old card was never seen"
    done = card_of(await office.presses("admin", buttons(stale)["Apply"]))
    assert "Applied" in words_of(done)
    assert office.person("rep").roles == {Role.PARTNER_ADMIN}


async def test_a_newer_file_takes_the_place_of_the_one_before(office: Office):
    old = await drops(office, sheet(GOOD[0]))
    office.later(seconds=1)
    new = await drops(office, sheet(*GOOD))

    late = card_of(await office.presses("admin", buttons(old)["Apply"]))

    assert "A newer file has taken the place of this one" in words_of(late)
    assert [state for state, _ in kept(office)] == ["replaced", "open"]
    assert kept(office)[0][1] == ""
    assert "Applied" in words_of(card_of(await office.presses("admin", buttons(new)["Apply"])))


async def test_after_a_day_the_text_is_gone(office: Office):
    card = await drops(office, sheet(*GOOD))
    office.later(hours=25)
    with office.database.write() as store:
        assert store.imports.forget(office.clock[0].replace(day=office.clock[0].day - 1)) == 1

    late = card_of(await office.presses("admin", buttons(card)["Apply"]))

    assert "kept for a day" in words_of(late)
    assert kept(office) == [("expired", "")]


async def test_every_mistake_can_be_reached(office: Office):
    card = await drops(office, sheet(*(f"no{number},X,nowak,partner-rep,,," for number in range(45))))
    seen, pages = words_of(card), 1

    assert "and 37 more lines" in seen
    while "Show more" in buttons(card):
        card = card_of(await office.presses("admin", buttons(card)["Show more"]))
        seen, pages = seen + words_of(card), pages + 1

    assert pages == 6
    assert all(f"Line {number + 2} “no{number}” is no e-mail address." in seen for number in range(45))
    assert list(buttons(card)) == ["Discard"], "there is nothing that could be applied"


async def test_a_file_that_breaks_off_is_not_imported_even_by_a_press_that_was_made_up(office: Office):
    card, before = await drops(office, sheet(GOOD[0], '"open,Bo,nowak')), people(office)

    assert "I cannot read this file to its end" in words_of(card)
    assert "Line 3 This line and all below cannot be read" in words_of(card)
    ref = buttons(card)["Discard"].ref
    await office.asks("admin", Pressed("import-apply", ref, 1))
    assert people(office) == before


async def test_columns_come_in_any_order_and_behind_any_sign(office: Office):
    for number, sign in enumerate((",", ";", "\t")):
        names = list(reversed(COLUMNS))
        cells = ["", "Europe/Warsaw", "pl", "partner-rep", "nowak", f"Nr {number}", f"nr{number}@nowak.example"]
        card = await drops(office, "\r\n".join((sign.join(names), sign.join(cells))).encode())

        assert f"Line 2: Nr {number} <nr{number}@nowak.example>, nowak is added" in words_of(card)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
async def test_it_is_read_in_the_encodings_of_spreadsheets(office: Office, encoding: str):
    body = f"{HEADER}\nula@nowak.example,Łucja Źdźbło,nowak,partner-rep,pl,,\n".encode(encoding)

    card = await drops(office, body)

    assert "Łucja Źdźbło" in words_of(card)
    assert ("Windows-1250" in words_of(card)) is (encoding == "cp1250")


REFUSED = [
    (b"x" * (LARGEST + 1), "larger than 1 MiB"),
    (sheet(*["a,b"] * (MOST + 1)), "more than 5,000 lines"),
    (b"PK\x03\x04 a workbook", "This is a workbook."),
    (b"\xd0\xcf\x11\xe0 an old one", "This is a workbook."),
    (sheet("jan\0"), "no text that I can read"),
    (b"\xff\xfee\0m\0\x00\xd8", "no text that I can read"),
    (b"\x81\x83\x88", "no text that I can read"),
]


@pytest.mark.parametrize(("body", "words"), REFUSED, ids=[words for _, words in REFUSED])
async def test_what_cannot_be_read_is_said_in_a_sentence(office: Office, body: bytes, words: str):
    assert words in words_of(await drops(office, body))
    assert not kept(office)


async def test_as_many_lines_as_are_allowed_are_read(office: Office):
    card = await drops(office, sheet(*(f"p{number}@nowak.example,P,nowak,partner-rep,,," for number in range(MOST))))

    assert "I have read 5,000 lines." in words_of(card)
    assert "and 4,992 more lines" in words_of(card)


async def test_an_unknown_file_is_told_what_there_is_and_what_it_lacks(office: Office):
    card = await drops(office, b"Email;Name;Surname\n")

    words = words_of(card)
    assert "I do not know this one" in words
    assert HEADER in words
    assert "These columns are missing: organisation, roles, language, zone, looks_after" in words
    assert "I do not know these columns: surname" in words
    assert "What is this file?" in words_of(await drops(office, b""))


@pytest.mark.parametrize("who", ["rep", "boss", "manager", "director", "auditor"])
async def test_whoever_may_import_nothing_is_refused(office: Office, who: str):
    reply = await drops(office, sheet(*GOOD), who)

    assert reply.title
    assert not kept(office)
    with office.database.read() as store:
        assert [(row.route, row.reason) for row in store.acts.denied()] == [("drop", "not-allowed")]


async def test_strangers_get_the_door(office: Office):
    assert "I do not know you here yet" in words_of(await drops(office, sheet(*GOOD), "nobody"))


async def test_nobody_presses_the_buttons_of_another_ones_file(office: Office):
    card = await drops(office, sheet(*GOOD))
    with office.database.write() as store:
        second = office.person("auditor")
        store.people.keep(Person(**{**vars(second), "roles": frozenset({Role.ADMIN})}))

    for route in ("import-apply", "import-discard", "import-more"):
        reply = card_of(await office.asks("auditor", Pressed(route, buttons(card)["Apply"].ref, 1)))
        assert "There is nothing here by that name" in words_of(reply)
    assert [state for state, _ in kept(office)] == ["open"]


async def test_what_could_not_be_fetched_is_said(office: Office):
    reply = await office.asks("admin", Dropped("people.csv", refusal=Refusal("import-not-fetched")))

    assert "I could not fetch this file." in words_of(card_of(reply))


async def test_lines_can_be_pasted_where_no_file_can_be_dropped(office: Office):
    form = form_of(await office.types("admin", "partner import"))
    assert isinstance(await office.sends("admin", form, lines=" \n"), Correct)

    card = card_of(await office.sends("admin", form, lines="\n".join((HEADER, *GOOD)).replace(",", "\t")))

    assert "I have read 3 lines." in words_of(card)
    assert plain(card.title) == "Import: People"
    assert "Applied" in words_of(card_of(await office.presses("admin", buttons(card)["Apply"])))


async def test_a_second_delivery_keeps_one_file(office: Office):
    for _ in range(3):
        await office.asks("admin", Dropped("people.csv", sheet(*GOOD)), key="one")

    assert [state for state, _ in kept(office)] == ["open"]


async def test_pressed_twice_at_once_it_is_applied_once(database_url: str):
    async with an_office(database_url) as office:
        for number in range(6):
            card = await drops(office, sheet(GOOD[0].replace("ula", f"ula{number}")))
            button = buttons(card)["Apply"]

            replies = await asyncio.gather(*(office.presses("admin", button) for _ in range(8)))

            assert all(isinstance(reply, Amend) and "Applied" in words_of(reply.card) for reply in replies)
        admin = office.person("admin").id
        assert len([person for person in people(office) if person.email.startswith("ula")]) == 6
        with office.database.engine.connect() as connection:
            rows = connection.execute(select(imports)).all()
        assert [(row.person, row.state, row.added, row.changed) for row in rows] == [(admin, "applied", 1, 0)] * 6
        with office.database.read() as store:
            acts = [(act.who, act.what, act.about) for act in store.acts.all() if act.what == "import"]
        assert sorted(acts) == sorted((admin, "import", row.id) for row in rows)


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "|calc", "%0a", '=HYPERLINK("http://x")'),
    *("<!channel>", "<@U0ADMIN>", "*b* _i_ `c`", "[x](http://x)", "&lt;", "<script>", "]]>", "${7*7}", "{{x}}"),
    *("", " ", "\u0085", "\u202e", "\u200b", "a" * 300, "\U0001f600", "e\u0301", "\ufeff", "'", '"', "\\"),
    *("jan@nowak.example", "nowak", "vendor", "partner-rep", "admin director", "pl", "Europe/Warsaw", "../etc", "ce"),
)


async def test_hostile_cells_are_words_or_mistakes_and_never_a_formula(office: Office, count):
    chance, cells, applied = random.Random(8), 0, 0
    while cells < count(20_000):
        rows = [GOOD[0].replace("ula@", f"u{number}@").split(",") for number in range(100)]
        for row in rows:
            for column in chance.sample(range(len(COLUMNS)), chance.choice((1, 2, 7))):
                row[column] = chance.choice(HOSTILE)
        quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
        cells += 100 * len(COLUMNS)

        card = await drops(office, sheet(*quoted), name=chance.choice(HOSTILE) or "x")

        assert "I have read 100 lines." in words_of(card)
        done = card_of(await office.presses("admin", buttons(card)["Apply the right lines"]))
        applied += "Applied" in words_of(done)
    assert applied
    names = [person.name for person in people(office)]
    assert len(names) > 20
    assert not [name for name in names if name.lstrip()[:1] in ("=", "+", "-", "@", "|", "%", "\t", "\r", "\uff1d")]
