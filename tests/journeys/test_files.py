"""Files at Teams: offered, taken once or not at all, stored with Microsoft and nowhere else, and only while one may."""

import asyncio
from dataclasses import replace

import pytest

from domain.documents import Circle
from tests.handlers.test_documents import described, put_in
from tests.journeys.pairs import at_teams, on_sqlite
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import World
from tests.wire.teams_rooms import FILE_CONSENT, FILE_INFO, Posted

pytestmark = [at_teams, on_sqlite]
BODY = b"Sensor: 10 EUR"


@pytest.fixture
def ref(world: World) -> str:
    world.files.keep(BODY)
    with world.app.database.write() as store:
        return put_in(store, world.person("manager"), described("Prices"), BODY.decode(), at=world.clock())


async def offered(actor: TeamsActor, ref: str) -> Posted:
    """The card that offers it, once it is there."""
    await actor.types(f"docs {ref}")
    await actor.user.connector.until(lambda: any(one.attached(FILE_CONSENT) for one in actor.user.messages))
    return next(one for one in reversed(actor.user.messages) if one.attached(FILE_CONSENT))


def now(actor: TeamsActor, posted: Posted) -> Posted:
    return next(one for one in actor.user.messages if one.id == posted.id)


async def test_what_is_taken_twice_is_stored_once(world, partner, ref):
    card = await offered(partner, ref)
    about = card.attached(FILE_CONSENT)
    assert about
    assert (about["name"], about["content"]["sizeInBytes"]) == ("Prices.txt", len(BODY))

    await asyncio.gather(*(partner.user.consents(card) for _ in range(3)))
    await world.teams.until(lambda: now(partner, card).attached(FILE_INFO))
    await partner.user.consents(card)

    assert list(world.teams.stored.values()) == [BODY]
    assert [call.token for call in world.teams.calls_of("store")] == [""]
    info = now(partner, card).attached(FILE_INFO)
    assert info
    assert info["content"]["uniqueId"] in world.teams.stored


async def test_what_was_not_taken_or_not_stored_can_be_had_again(world, partner, ref):
    card = await offered(partner, ref)
    await partner.user.consents(card, takes=False)
    await partner.hears("You did not take Prices.txt")
    await partner.presses("Send it after all")
    assert await partner.takes("Prices.txt") == BODY

    world.clock.ahead += world.clock.ahead.resolution * 60_000_000  # a minute later it is another file
    world.teams.fail("store", kind="500")
    again = await offered(partner, ref)
    await partner.user.consents(again)
    await partner.hears("did not certainly arrive")
    assert len(world.teams.stored) == 1


async def test_what_cannot_be_read_just_now_is_not_stored_and_can_be_had_again(world, partner):
    body = BODY * 1000  # what is short and typed needs no store
    kept = world.app.settings.files_folder / world.files.keep(body)[:2]
    with world.app.database.write() as store:
        ref = put_in(store, world.person("manager"), described("Prices"), body.decode(), at=world.clock())
    card = await offered(partner, ref)
    kept.rename(kept.with_name("away"))
    kept.touch()  # no folder: as where a disk does not answer, it is not that the file is not there

    await partner.user.consents(card)
    await partner.hears("did not certainly arrive")

    kept.unlink()
    kept.with_name("away").rename(kept)
    await partner.presses("Send it after all")
    assert await partner.takes("Prices.txt") == body


async def test_nothing_is_stored_but_what_was_offered(world, partner, ref):
    card = await offered(partner, ref)
    new = b"Sensor: 10 EUR, and a page more"
    world.files.keep(new)
    with world.app.database.write() as store:
        put_in(store, world.person("manager"), described("Prices"), new.decode(), at=world.clock())

    await partner.user.consents(card)
    about = now(partner, card).attached(FILE_CONSENT)
    assert about
    assert about["content"]["sizeInBytes"] == len(new)
    assert not world.teams.stored

    await partner.user.consents(now(partner, card))
    await world.teams.until(lambda: now(partner, card).attached(FILE_INFO))
    assert list(world.teams.stored.values()) == [new]


async def test_bytes_go_to_nobody_but_microsoft_and_to_nobody_but_whose_they_are(world, partner, manager, ref):
    card = await offered(partner, ref)
    await manager.user.consents(card)
    assert not world.teams.stored

    with world.app.database.write() as store:
        document = store.documents.by_ref(ref)
        closed = replace(document, download=Circle.VENDOR)
        store.documents.change(document, closed, by="x", what="changed", at=world.clock())
    await partner.user.consents(card)

    assert not world.teams.stored
    assert not now(partner, card).attached(FILE_CONSENT)


@pytest.mark.parametrize("where", ["https://evil.example/u", "http://contoso.sharepoint.com/u", "file:///etc/passwd"])
async def test_an_address_that_is_not_microsofts_gets_nothing(world, partner, ref, where):
    card = await offered(partner, ref)
    await partner.user.consents(card, uploadUrl=where)
    await partner.hears("did not certainly arrive")
    assert not world.teams.stored
