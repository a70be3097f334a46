"""A document is found in one line, opened by a button, and its older versions say so, on every platform."""

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
