"""The courier: told once, whatever the platform says; and its loop."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.carrying.fates import TRIES
from bot.courier import Courier
from bot.messenger import Gone, Paused, Refused, Scope
from domain.places import Platform
from tests.bot.moody import files, in_time, moody, tally
from tests.office import Office, an_office, buttons, form_of


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


async def test_while_a_tenant_is_paused_nothing_goes_there_and_no_try_counts(office: Office):
    messenger = moody(office, *[Paused("rate-limited", 60)] * (TRIES + 2), who="rep")
    await files(office)
    await office.delivers()
    for _ in range(TRIES + 1):
        await in_time(office, seconds=59)
        before = len(messenger.tries)
        await in_time(office, seconds=0.5)
        assert len(messenger.tries) == before
        await in_time(office, seconds=1)

    assert not messenger.faults["rep"]
    await in_time(office, seconds=61)
    assert tally(office) == {"sent": 3}
    assert [messenger.posted.count(key) for key in messenger.posted] == [1, 1, 1]


async def test_a_pause_of_one_conversation_holds_up_nobody_else(office: Office):
    messenger = moody(office, Paused("slow-down", 30, scope=Scope.COPY))
    await files(office)
    await office.delivers()

    assert tally(office) == {"sent": 2, "pending": 1}
    await in_time(office, seconds=29)
    assert messenger.tries.count("manager") == 1
    await in_time(office, seconds=2)
    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 2


async def test_what_cannot_be_delivered_fails_after_so_many_tries_and_an_operator_can_send_it(office: Office):
    messenger = moody(office, *[Paused("down", 1, scope=Scope.COPY)] * (TRIES + 5))
    await files(office)
    for _ in range(TRIES + 5):
        await in_time(office, minutes=10)

    assert messenger.tries.count("manager") == TRIES
    assert tally(office) == {"sent": 2, "failed": 1}
    messenger.faults.clear()
    with office.database.write() as store:
        (stuck,) = store.review.stuck()
        assert (stuck.reason, stuck.person) == ("down", office.person("manager").id)
        assert store.review.resend(stuck.id, at=office.clock[0])
    await office.delivers()
    assert tally(office) == {"sent": 3}


async def test_whoever_cannot_be_reached_is_told_no_more_and_the_others_are(office: Office):
    messenger = moody(office, Refused("account-inactive"))
    await files(office)
    await office.delivers()
    await in_time(office, days=2)

    assert tally(office) == {"sent": 2, "failed": 1}
    assert messenger.tries.count("manager") == 1
    assert "Zatwierdź" in buttons(office.card("second"))


async def test_a_message_that_was_deleted_is_forgotten_and_never_sent_again(office: Office):
    ref = await office.registers("rep")
    messenger = moody(office)
    messenger.cards = {who: [] for who in ("rep", "manager", "second")}
    messenger.lost_amends = {who: [Gone("message-not-found")] for who in messenger.cards}
    withdraw = form_of(await office.types("rep", f"deal withdraw {ref}"))

    await office.sends("rep", withdraw)
    await in_time(office, days=1)

    assert not messenger.tries
    assert tally(office) == {"sent": 3}
    assert not any(messenger.lost_amends.values())


async def test_the_loop_goes_on_after_a_round_that_failed_and_stops_when_told(office: Office):
    await files(office)
    failing = [True]

    class Breaking(Courier):
        async def deliver_due(self) -> bool:
            if failing:
                failing.pop()
                raise OSError("the database has gone away")
            return await super().deliver_due()

    there = asyncio.Event()
    courier = Breaking(office.dispatch, {Platform.WEB: office.letters}, delivered=there.set)
    with capture_logs() as logs:
        running = asyncio.create_task(courier.run())
        async with asyncio.timeout(30):
            while not logs:  # noqa: ASYNC110  # they are a list
                await asyncio.sleep(0.01)
            courier.wake()
            await there.wait()
            courier.stop()
            await running

    assert [line["event"] for line in logs] == ["courier.round_failed"]
