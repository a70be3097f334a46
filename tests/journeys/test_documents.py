"""A document is found in one line, opened by a button, and its older versions say so, on every platform."""

import asyncio
import tempfile
from collections.abc import Callable

from storage.file_store import hash_of
from tests.bot.paper import docx
from tests.handlers.test_documents import described, put_in
from tests.journeys.actors import PATIENCE
from tests.journeys.pairs import alone, at_teams, on_sqlite
from tests.journeys.test_channels import adds_tandem
from tests.journeys.world import SLACK, WEB, World


@alone
@on_sqlite
async def test_the_price_list_is_found_opened_and_its_history_read(world, partner):
    with world.app.database.write() as store:
        owner, at = world.person("manager"), world.clock()
        put_in(store, owner, described("Price list Poland", regions=["ce"]), "Old prices", at=at)
        put_in(store, owner, described("Price list Poland", regions=["ce"], note="Dearer"), "Sensor: 10 EUR", at=at)
        world.files.keep(b"Sensor: 10 EUR")
        put_in(store, owner, described("Price list Brazil", regions=["latam"]), "Sensor: 90 BRL", at=at)

    await partner.types("docs price list")
    await partner.hears("One document answers", "Price list Poland", "version 2")
    await partner.presses("Open")
    await partner.hears("Sensor: 10 EUR", "Dearer", "For you only")
    assert await partner.takes("Price list Poland.txt") == b"Sensor: 10 EUR"
    await partner.presses("Versions")
    await partner.hears("this one counts", "superseded")

    await partner.types("docs brazil")
    await partner.hears("Nothing for these words")


@alone
@on_sqlite
async def test_a_file_that_is_dropped_becomes_a_document_and_then_a_version_of_it(world, manager):
    first, second = docx("Cennik na rok 2026", "Rabaty dla partnerów"), docx("Cennik na rok 2027")

    await manager.drops("Cennik 2026.docx", first)
    await manager.hears("Word", "What shall I do with this file?")
    await manager.presses("Add to the catalogue")
    assert manager.opened.values["kind"] == "price-list"
    await manager.fills(view="partners", region="ce")
    await manager.hears("version 1 counts from now on")
    await manager.presses("Open")
    assert await manager.takes("Cennik 2026.docx") == first

    await manager.drops("Cennik 2026.docx", second)
    await manager.hears("is called nearly so")
    await manager.presses("New version")
    await manager.fills(note="For 2027")
    await manager.hears("version 2 counts from now on")

    await manager.drops("Macros.docx", docx("x", **{"word/vbaProject.bin": b"x"}))
    await manager.hears("holds macros")


@alone
@on_sqlite
async def test_who_drops_a_document_reads_that_there_is_no_room_for_it(world, manager):
    body = docx("Cennik na rok 2026")
    nowhere = world.app.settings.files_folder / hash_of(body)[:2]
    nowhere.touch()

    await manager.drops("Cennik 2026.docx", body)
    await manager.hears("could not be kept")
    nowhere.unlink()
    await manager.drops("Cennik 2026.docx", body)
    await manager.hears("What shall I do with this file?")


@alone
@on_sqlite
async def test_who_drops_a_document_reads_that_there_is_no_room_to_read_it(manager, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")

    await manager.drops("Cennik 2026.docx", docx("Cennik na rok 2026"))

    await manager.hears("could not be kept")


@alone
@on_sqlite
async def test_who_drops_a_document_that_cannot_be_fetched_reads_what_to_do(world, manager, platforms):
    if platforms[0] == WEB:  # which brings it along
        return
    for server in (world.slack, world.teams):
        server.fail("file", kind="500")
    await manager.drops("Cennik 2026.docx", docx("Cennik na rok 2026"))
    await manager.hears("I could not fetch this file. Drop it again; if it happens again, tell an administrator")

    if platforms[0] == SLACK:
        world.slack.reads_files = False
        await manager.drops("Cennik 2026.docx", docx("Cennik na rok 2026"))
        await manager.hears("Ask whoever installed Tandem to install it again")


def put(world: World, title: str, text: str, **told: object) -> None:
    with world.app.database.write() as store:
        put_in(store, world.person("manager"), described(title, **told), text, at=world.clock())
    world.files.keep(text.encode())


async def until(true: Callable[[], bool]) -> None:
    last = asyncio.get_running_loop().time() + PATIENCE
    while not true():
        assert asyncio.get_running_loop().time() < last
        await asyncio.sleep(0.02)


@alone
@on_sqlite
async def test_a_document_is_shared_into_a_partners_channel_by_an_explicit_act(world, partner, manager, platforms):
    put(world, "Spares for Poland", "Valve: 3 EUR", regions=["ce"])
    channel = ""
    if platforms[0] != WEB:
        await partner.types("help")
        await manager.types("help")
        channel = await adds_tandem(world, manager, partner)
        await manager.hears("It looks like Nowak Systems’s")
        await manager.presses("Link")
        await manager.hears("Announcements to Nowak Systems come here")

    await manager.types("docs spares")
    await manager.presses("Open")
    await manager.presses("Share in a channel")
    if platforms[0] == WEB:  # which has no channels
        await manager.hears("There is no channel in which everybody may have this document")
        return
    await manager.hears("Read by everybody in it: the people of Nowak Systems, and yours")
    await manager.presses("Share")
    await manager.hears("It is on its way")

    def there() -> str:
        """All that stands in the channel."""
        in_slack = platforms[0] == SLACK
        found = world.slack.rooms.all(channel) if in_slack else world.teams.messages_in(channel)
        return "".join(one.everything for one in found)

    await until(lambda: "Spares for Poland" in there())
    assert ("Spares for Poland.txt" in there()) == (platforms[0] == SLACK)


@at_teams
@on_sqlite
async def test_beside_a_message_in_teams_a_document_is_found_and_each_opens_it_as_they_may(world, partner, manager):
    put(world, "Prices of the vendor", "Never say this.", view="vendor")
    put(world, "Price list Poland", "Sensor: 10 EUR", regions=["ce"])
    await partner.types("help")

    [result] = await partner.user.find("documents", "price")
    assert "Sensor" not in str(result["content"])
    assert "Poland" not in str(result["content"])
    assert "Price list Poland" in result["preview"]["content"]["title"]
    assert len(await manager.user.find("documents", "")) == 2

    await partner.user.press(result["content"], "Open")
    await partner.hears("Sensor: 10 EUR")
