"""Documents that are offered while one types: in forms, and beside a message in Teams."""

import json
from datetime import timedelta

from bot.arrivals import Sought
from bot.teams import queries
from handlers.replies import Correct, Options
from tests.handlers.learning import BASICS, imports
from tests.handlers.test_announcements_sending import written
from tests.handlers.test_documents import put, shelves, titles  # noqa: F401  # a fixture
from tests.handlers.test_documents_approved import asks
from tests.handlers.test_documents_dropped import drop
from tests.office import NOON, Office, buttons, card_of, form_of, options_of, words_of
from views.translator import translator
from views.vocabulary import plain


async def offered(office: Office, who: str, text: str, route: str = "documents") -> list[str]:
    return options_of(await office.asks(who, Sought(route, text)))


async def test_each_is_offered_what_they_may_read_and_nothing_else(office: Office, shelves: dict[str, str]):  # noqa: F811
    for who, text, seen in (
        ("rep", "price", {"ours"}),
        ("rio", "pri", {"theirs"}),
        ("rio", "prce", {"theirs"}),
        ("rep", "Sensors cost", {"ours"}),
        ("rep", "limits", set()),
        ("manager", "limits", {"vendor"}),
        ("rep", "", {"ours", "gold"}),
        ("rep", shelves["ours"].lower(), {"ours"}),
        ("rep", shelves["vendor"], set()),
    ):
        assert set(await offered(office, who, text)) == {shelves[one] for one in seen}, (who, text)
    assert await offered(office, "nobody", "price") == []


async def test_beside_a_message_a_result_says_what_matched_and_puts_nothing_there_that_is_not_for_all(
    office: Office,
    shelves: dict[str, str],  # noqa: F811
):
    everybodys = put(office, "Price list of spares", "Spares cost 2 EUR.")
    reply = await office.asks("rep", Sought("documents", "cost"))
    assert isinstance(reply, Options)
    results = queries.results(reply)["composeExtension"]["attachments"]

    by_ref = {one["preview"]["content"]["title"][-8:-1]: one for one in results}
    assert by_ref.keys() == {everybodys, shelves["ours"]}
    assert "Sensors cost 10 EUR" in by_ref[shelves["ours"]]["preview"]["content"]["text"]
    put_there = json.dumps(by_ref[shelves["ours"]]["content"])
    assert not [word for word in ("Price", "Poland", "Sensors", "10 EUR") if word in put_there]
    assert "Price list of spares" in json.dumps(by_ref[everybodys]["content"])
    assert "Spares cost" not in json.dumps(by_ref[everybodys]["content"])


async def test_whoever_presses_it_there_gets_what_is_theirs_in_private(
    office: Office,
    shelves: dict[str, str],  # noqa: F811
):
    reply = await office.asks("manager", Sought("documents", "Poland"))
    assert isinstance(reply, Options)
    [option] = reply.options
    assert option.card
    opening = buttons(option.card)["Open"]

    opened = {who: words_of(card_of(await office.presses(who, opening))) for who in ("rep", "boss", "rio", "nobody")}

    assert {who for who, words in opened.items() if "Poland" in words or "Sensors" in words} == {"rep", "boss"}


async def test_a_new_version_of_a_document_that_is_called_quite_differently(office: Office):
    mine, others = put(office, "Catalogue of sensors"), put(office, "Catalogue of valves", edit="owner")
    labels = {
        who: plain(translator(office.person(who).language, "UTC")("document-replace")) for who in ("second", "manager")
    }
    offer = await drop(office, who="second", name="x7.pdf", text="New words")
    form = form_of(await office.presses("second", buttons(offer)[labels["second"]]))
    assert await offered(office, "second", "catalogue", "documents-own") == []
    assert set(await offered(office, "manager", "catalogue", "documents-own")) == {mine, others}
    again = await office.sends("second", form, document=others, note="New")
    assert isinstance(again, Correct)
    assert set(again.form.errors) == {"document"}

    offer = await drop(office, name="x8.pdf", text="Newer words")
    form = form_of(await office.presses("manager", buttons(offer)[labels["manager"]]))
    await office.sends("manager", form, document=mine, note="New sensors")

    assert "New sensors" in words_of(card_of(await office.types("rep", f"docs {mine}")))


async def test_an_announcements_button_is_found_by_typing(office: Office):
    imports(office.database, "courses", BASICS)
    ref = put(office, "Sensor prices")
    hidden = put(office, "Sensor margins of the owner", owner="x", view="owner")

    found = await offered(office, "second", "sensor", "announcement-targets")

    assert ref in found
    assert hidden not in found
    assert len(found) == 2, "and the course"
    form = form_of(await office.presses("manager", buttons(await written(office))["Document or training"]))
    card = card_of(await office.sends("manager", form, act="document", target=ref))
    assert "Open the document" in words_of(card)


async def test_one_of_which_nothing_counts_yet_is_offered_for_a_new_version(office: Office):
    asks(office, "director")
    waits = put(office, "Catalogue of pumps")
    later = put(office, "Catalogue of tanks", counts_from=NOON + timedelta(days=1))
    others = put(office, "Catalogue of lamps", edit="owner")

    assert set(await offered(office, "manager", "", "documents-own")) == {waits, later, others}
    assert await offered(office, "manager", "PUMPS catalogue", "documents-own") == [waits]
    assert await offered(office, "manager", later.lower(), "documents-own") == [later]
    assert set(await offered(office, "director", "catalogue", "documents-own")) == set()
    assert await offered(office, "rep", "catalogue") == []
