"""What would leave too late does not leave: nobody heard of it, on both platforms."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.courier import Courier
from bot.leaving import LEAVES_BY, TooLateError, never_left
from bot.messenger import Address, Uncertain
from bot.slack.messenger import SlackMessenger
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from domain.places import Platform
from tests import crowd
from tests.office import NOON, Letterbox, an_office
from tests.wire import connector as wire
from tests.wire.payloads import SLACK_TOKEN, TEAMS_PEOPLE, VENDOR_TEAM
from tests.wire.slack_api import SlackApi
from tests.wire.slack_rooms import Room
from tests.wire.slack_tokens import Given
from views.vocabulary import Card, said

CARD = Card(said("Deal"), said("Nowak"))
ANNA = TEAMS_PEOPLE[0]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_slack_hears_nothing_of_a_message_that_would_leave_too_late(session: aiohttp.ClientSession):
    async with SlackApi() as slack:
        slack.rooms.rooms["C1"] = Room("C1", "C1", "public", set())
        messenger = SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), slack.base_url, session)
        there = Address(Platform.SLACK, VENDOR_TEAM, "C1")
        LEAVES_BY.set(asyncio.get_running_loop().time() - 1)
        with pytest.raises(Uncertain) as raised:
            await messenger.post(there, CARD, key="late")

        assert never_left(raised.value)
        LEAVES_BY.set(asyncio.get_running_loop().time() + 60)
        await messenger.post(there, CARD, key="in time")
        assert len(slack.calls_of("chat.postMessage")) == len(slack.rooms.all()) == 1


async def test_teams_hears_nothing_of_a_message_that_would_leave_too_late(session: aiohttp.ClientSession):
    async with wire.Connector() as microsoft:
        about = {"app_id": microsoft.app_id, "tenant": microsoft.tenant, "login": microsoft.login_url}
        connector = Connector(session, password=microsoft.secret, trusted=lambda _: True, **about)
        room = microsoft.personal(ANNA)
        there = Address(Platform.TEAMS, ANNA.tenant, room.id, ANNA.user, service=microsoft.service_url)
        LEAVES_BY.set(asyncio.get_running_loop().time() - 1)
        with pytest.raises(Uncertain) as raised:
            await TeamsMessenger(connector).post(there, CARD, key="late")

        assert never_left(raised.value)
        assert not microsoft.rooms.all()


class Late(Letterbox):
    """Its first message would leave too late."""

    tried = 0

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.tried += 1
        if self.tried == 1:
            raise Uncertain("connection-lost") from TooLateError()
        assert asyncio.get_running_loop().time() < LEAVES_BY.get() < float("inf")
        return await super().post(address, card, key=key)


async def test_what_would_have_left_too_late_is_sent_again_at_once_and_no_try_counts(sqlite_url: str):
    async with an_office(sqlite_url) as office:
        with office.database.write() as store:
            crowd.prepare(store, NOON)
            crowd.tell(store, "T0VENDOR", ["C1"], at=NOON)
        messenger = Late()
        courier = Courier(office.dispatch, {Platform.WEB: messenger})
        while await courier.deliver_due():
            pass

        assert messenger.tried == 2
        with office.database.read() as store:
            assert store.deliveries.tally() == {"sent": 1}
