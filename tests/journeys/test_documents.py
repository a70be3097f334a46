"""A document is found in one line, opened by a button, and its older versions say so, on every platform."""

from tests.bot.paper import docx
from tests.handlers.test_documents import described, put_in
from tests.journeys.pairs import alone, on_sqlite


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
