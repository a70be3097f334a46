"""Who opened an older version of a document hears of the new one: exactly those, once, and not in the night."""

from dataclasses import replace
from datetime import time, timedelta

from bot.ticker import do_chores
from domain.when import QuietHours
from tests.handlers.test_documents import DAY, put
from tests.office import NOON, Office, buttons, card_of, words_of
from views.vocabulary import Button, plain, said

MINUTE = timedelta(minutes=1)
TITLE = "A new version of"


async def hears(office: Office, *, minutes: int = 10) -> dict[str, int]:
    """How often each was told, once the clock has gone on."""
    office.clock[0] += minutes * MINUTE
    for _ in range(2):
        await do_chores(office.dispatch)
        await office.delivers()
    told = {
        who: sum(TITLE in plain(card.title) or "Nowa wersja" in plain(card.title) for _, card in cards)
        for who, cards in office.letters.cards.items()
    }
    return {who: times for who, times in told.items() if times}


async def opens(office: Office, ref: str, *people: str) -> None:
    for who in people:
        assert "not found" not in words_of(card_of(await office.types(who, f"docs {ref}")))


async def test_those_who_opened_an_older_version_hear_of_the_new_one_once_with_the_note(office: Office):
    ref = put(office, "Guide", "One", at=NOON - DAY, view="partners")
    await opens(office, ref, "rep", "rival")
    put(office, "Guide", "Two", note="Prices are lower", view="partners")
    await opens(office, ref, "rival", "boss")

    assert await hears(office, minutes=9) == {}
    assert await hears(office, minutes=1) == {"rep": 1}
    assert await hears(office, minutes=600) == {"rep": 1}
    card = office.card("rep", about=TITLE)
    assert "Prices are lower" in words_of(card)
    assert "You opened version 1" in words_of(card)
    assert "Two" in words_of(card_of(await office.presses("rep", buttons(card)["Open"])))


async def test_two_versions_in_a_row_are_told_as_one_with_both_notes(office: Office):
    ref = put(office, "Guide", "One", at=NOON - DAY)
    await opens(office, ref, "rep")
    put(office, "Guide", "Two", note="Prices are lower")
    put(office, "Guide", "Three", note="A slip is mended", at=NOON + 5 * MINUTE)

    assert await hears(office, minutes=12) == {}
    assert await hears(office, minutes=5) == {"rep": 1}
    told = words_of(office.card("rep", about=TITLE))
    assert "A slip is mended" in told
    assert "Prices are lower" in told


async def test_what_was_told_of_says_so_once_there_is_a_later_version(office: Office):
    ref = put(office, "Guide", "One", at=NOON - DAY)
    await opens(office, ref, "rep")
    put(office, "Guide", "Two", note="Prices are lower")
    assert await hears(office) == {"rep": 1}
    put(office, "Guide", "Three", note="Prices are higher", at=office.clock[0])

    assert await hears(office) == {"rep": 2}
    assert all("Version 3" in words_of(card) for _, card in office.letters.cards["rep"] if TITLE in plain(card.title))


async def test_who_may_not_read_it_any_more_does_not_hear_of_it(office: Office):
    moved = put(office, "Guide", "One", at=NOON - DAY)
    await opens(office, moved, "rep", "rio")
    put(office, "Guide", "Two", regions=["latam"])
    office.clock[0] = NOON + 10 * MINUTE
    await do_chores(office.dispatch)
    with office.database.write() as store:
        store.people.save(replace(office.person("rio"), roles=frozenset()))

    assert await hears(office) == {}


async def test_what_was_said_to_one_partner_is_not_told_the_others_with_the_next_version(office: Office):
    ref = put(office, "List", "One", at=NOON - DAY)
    await opens(office, ref, "rep", "rival")
    put(office, "List", "Two", note="Nowak gets 40 % off", partners=["nowak"])
    assert await hears(office) == {"rep": 1}
    put(office, "List", "Three", note="Dearer", at=office.clock[0])

    assert await hears(office) == {"rep": 2, "rival": 1}
    assert "40 %" in words_of(office.card("rep", about=TITLE))
    assert "Dearer" in words_of(office.card("rival", about=TITLE))
    assert "40 %" not in words_of(office.card("rival", about=TITLE))


async def test_in_quiet_hours_it_waits_and_what_was_superseded_or_retired_meanwhile_is_told_nobody(office: Office):
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), quiet=QuietHours(time(20), time(8)), quiet_chosen=True))
    ref = put(office, "Guide", "One", at=NOON - DAY)
    await opens(office, ref, "rep")
    night = NOON + timedelta(hours=11)
    office.clock[0] = night
    put(office, "Guide", "Two", note="Prices are lower", at=night)
    assert await hears(office, minutes=20) == {}
    put(office, "Guide", "Three", note="Prices are higher", at=night + timedelta(hours=1))
    assert await hears(office, minutes=120) == {}

    assert await hears(office, minutes=12 * 60) == {"rep": 1}
    assert "Prices are higher" in words_of(office.card("rep", about=TITLE))


async def test_a_version_of_a_retired_document_is_told_once_that_is_back(office: Office):
    ref = put(office, "Guide", "One", at=NOON - DAY)
    await opens(office, ref, "rep")
    put(office, "Guide", "Two", note="Prices are lower")
    await office.presses("manager", Button(said("x"), "document-retire", ref))
    assert await hears(office, minutes=12) == {}

    await office.presses("manager", Button(said("x"), "document-bring-back", ref))
    assert await hears(office, minutes=12) == {"rep": 1}
