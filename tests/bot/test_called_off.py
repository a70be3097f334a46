"""What was called off leaves no more, however long the chat took to open; what was not, leaves once it is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest

from bot.courier import Courier
from bot.messenger import Messenger
from bot.slack.messenger import SlackMessenger
from bot.teams.connector import Connector as Client
from bot.teams.messenger import TeamsMessenger
from domain.announcements import Announcement
from domain.places import Identity, Platform
from storage.people import Known
from tests.following import begun, button, progress
from tests.office import Office, an_office
from tests.wire.connector import Connector
from tests.wire.payloads import SLACK_PEOPLE, SLACK_TOKEN, TEAMS_PEOPLE, VENDOR_TEAM, VENDOR_TENANT
from tests.wire.slack_api import SlackApi
from tests.wire.slack_tokens import Given

STOPS = 0.5


@dataclass
class Opening:
    """One of the announcement's readers is on a platform where no chat with them is open yet, and none opens."""

    office: Office
    server: SlackApi | Connector
    open: str
    send: str

    async def begins(self) -> tuple[Announcement, "asyncio.Task[None]"]:
        """It is under way, and older than what may be sent without another look."""
        self.server.fail(self.open, times=None, kind="held")
        one = begun(self.office)
        under_way = asyncio.create_task(self._rounds())
        await self.server.until(lambda: self.server.calls_of(self.open))
        await asyncio.sleep(STOPS)
        return one, under_way

    async def _rounds(self) -> None:
        while await self.office.courier.deliver_due():
            pass

    async def ends(self, under_way: "asyncio.Task[None]") -> None:
        """The chat opens."""
        self.server.let_go()
        await under_way
        await self.office.delivers()


def knows(office: Office, identity: Identity, service: str = "") -> None:
    with office.database.write() as store:
        kept = store.programme
        space = kept.workspaces[0].model_copy(
            update={"platform": identity.platform, "tenant": identity.tenant, "organisation": "nowak"}
        )
        changed = kept.model_copy(update={"workspaces": (*kept.workspaces, space)})
        store.programmes.apply(changed, at=office.clock[0])
        office.later(seconds=1)
        known = Known(identity, host=identity.tenant, service=service)
        store.people.link(known, office.person("rep"), at=office.clock[0])


@asynccontextmanager
async def slack(office: Office, session: aiohttp.ClientSession) -> AsyncIterator[tuple[Opening, Messenger]]:
    async with SlackApi() as server:
        user = next(one.user for one in SLACK_PEOPLE if one.team == VENDOR_TEAM and not one.is_bot)
        knows(office, Identity(Platform.SLACK, VENDOR_TEAM, user))
        messenger = SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), server.base_url, session)
        yield Opening(office, server, "conversations.open", "chat.postMessage"), messenger


@asynccontextmanager
async def teams(office: Office, session: aiohttp.ClientSession) -> AsyncIterator[tuple[Opening, Messenger]]:
    async with Connector() as server:
        user = next(one for one in TEAMS_PEOPLE if one.tenant == VENDOR_TENANT)
        server.personal(user)
        knows(office, Identity(Platform.TEAMS, VENDOR_TENANT, user.aad), server.service_url)
        about = {"app_id": server.app_id, "password": server.secret, "tenant": server.tenant}
        client = Client(session, **about, trusted=lambda _: True, login=server.login_url)
        yield Opening(office, server, "create", "send"), TeamsMessenger(client)


@pytest.fixture(params=[slack, teams])
async def opening(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Opening]:
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(an_office(sqlite_url))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        opening, messenger = await stack.enter_async_context(request.param(office, session))
        platform = Platform.SLACK if request.param is slack else Platform.TEAMS
        messengers = {Platform.WEB: office.letters, platform: messenger}
        office.courier = Courier(office.dispatch, messengers, patience=0.05, stops=STOPS)
        yield opening


async def test_what_was_called_off_while_its_chat_was_opened_does_not_leave(opening: Opening):
    one, under_way = await opening.begins()

    await opening.office.presses("director", button("announcement-cancel", one))
    await opening.ends(under_way)

    assert opening.server.calls_of(opening.send) == []
    assert progress(opening.office, one).skipped == 1


async def test_what_waited_for_its_chat_leaves_once_it_is_open(opening: Opening):
    one, under_way = await opening.begins()

    await opening.ends(under_way)

    assert len(opening.server.calls_of(opening.open)) == len(opening.server.calls_of(opening.send)) == 1
    assert progress(opening.office, one).sent == 4
