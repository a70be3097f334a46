"""Several couriers on one database, and one that is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from bot.messenger import Address
from domain.places import Platform
from storage.tables import copies, identities
from tests.bot.moody import another, files, in_time, moody, tally
from tests.office import Office, an_office


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Office]:
    """An office on each database."""
    async with an_office(database_url) as office:
        yield office


async def test_two_couriers_send_each_copy_once(anywhere: Office, count: Callable[[int], int]):
    for _ in range(count(50)):
        await files(anywhere)
    messenger = moody(anywhere)
    couriers = [another(anywhere, messenger) for _ in range(3)]

    while any(await asyncio.gather(*(courier.deliver_due() for courier in couriers))):
        pass

    assert len(messenger.posted) == len(set(messenger.posted)) == 3 * count(50)
    assert tally(anywhere) == {"sent": 3 * count(50)}


async def lose_a_courier(office: Office) -> None:
    """It claims everything that is due and is never heard of again."""
    at = office.dispatch.now()
    claims = await office.dispatch.in_write(lambda store: store.claims.take(at=at, platforms=[Platform.WEB], size=10))
    assert len(claims) == 3


def leases_run_out(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(lease=1.0))


@pytest.mark.parametrize(("arrived", "looks"), [(True, True), (False, True), (False, False), (True, False)])
async def test_what_a_lost_courier_had_claimed_is_looked_for_first(anywhere: Office, *, arrived: bool, looks: bool):
    await files(anywhere)
    messenger = moody(anywhere, looks=looks)
    await lose_a_courier(anywhere)
    with anywhere.database.engine.connect() as connection:
        rows = connection.execute(
            select(copies.c.id, identities.c.user).join(identities, identities.c.person == copies.c.person)
        )
        sent = {row.id: Address(Platform.WEB, "test", f"dm:{row.user}", row.user, row.id) for row in rows}
    if arrived:
        messenger.there = sent

    await in_time(anywhere, hours=1)
    assert not messenger.tries, "somebody may still be at it"
    leases_run_out(anywhere)
    await anywhere.delivers()
    assert tally(anywhere) == {"uncertain": 3}
    with capture_logs():
        await in_time(anywhere, seconds=11)
        await in_time(anywhere, hours=1)

    assert len(messenger.tries) == (3 if looks and not arrived else 0)
    assert tally(anywhere) == ({"sent": 3} if looks else {"uncertain": 3})


async def test_a_courier_that_comes_back_late_changes_nothing(anywhere: Office):
    await files(anywhere)
    at = anywhere.dispatch.now()
    claims = await anywhere.dispatch.in_write(lambda store: store.claims.take(at=at, platforms=[Platform.WEB], size=10))
    leases_run_out(anywhere)
    moody(anywhere)
    await in_time(anywhere, seconds=1)
    await in_time(anywhere, seconds=11)
    before = tally(anywhere)

    late = await anywhere.dispatch.in_write(
        lambda store: [store.deliveries.sent(claim, conversation="c", message="late", at=at) for claim in claims]
    )

    assert late == [False] * 3
    assert tally(anywhere) == before == {"sent": 3}
