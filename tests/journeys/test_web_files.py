"""A file on the page of the demo: for this browser, as this person, for some minutes, and only while it is theirs."""

from datetime import timedelta

from tests.handlers.test_documents import described, put_in
from tests.journeys.pairs import SAME, on, on_sqlite
from tests.journeys.web_actor import WebActor


@on(SAME[2])
@on_sqlite
async def test_an_address_is_good_for_one_browser_one_person_and_some_minutes(world, partner: WebActor, manager):
    with world.app.database.write() as store:
        told, body = described("Prices"), world.files.keep(b"Sensor: 10 EUR")
        ref = put_in(store, world.person("manager"), told, "Sensor: 10 EUR", at=world.clock())
    await partner.types(f"docs {ref}")
    assert body
    assert await partner.takes("Prices.txt") == b"Sensor: 10 EUR"
    [(address, _)] = partner._chat.files

    async def status(actor: WebActor, where: str) -> int:
        async with actor._session.get(where) as answer:
            return answer.status

    assert await status(partner, address) == 200
    assert await status(partner, address.replace("as=rep", "as=boss")) == 404
    assert await status(partner, address.replace("copy=", "copy=0")) == 404
    assert await status(partner, address[:-1] + ("0" if address[-1] != "0" else "1")) == 404
    assert await status(partner, address.replace("until=1", "until=2")) == 404
    assert await status(manager, address) == 404

    world.clock.ahead += timedelta(minutes=10)
    assert await status(partner, address) == 404
    await partner.looks()
    assert await partner.takes("Prices.txt") == b"Sensor: 10 EUR"
