"""The desk: Slack's whole way, from its wire through the real aiohttp application and Dispatch to a real store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

import aiohttp
from aiohttp import web
from pydantic import SecretStr

from bot.arrivals import Answer, Arrival, Render
from bot.dispatch import Dispatch
from bot.slack.gateway import SlackGateway
from tests.office import Office, an_office
from tests.wire.payloads import SLACK_SECRET, SlackIdentity
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from tests.wire.slack_tokens import Given

VENDOR, NOWAK, STRANGE = "T0VENDOR", "T0NOWAK", "T0STRANGE"
TOKENS = {"xoxb-vendor": VENDOR, "xoxb-nowak": NOWAK}

REP = SlackIdentity("U0REP", NOWAK, "Jan Nowak", "rep@nowak.example", locale="en-GB", installed_in=NOWAK)
MANAGER = SlackIdentity("U0MANAGER", VENDOR, "Ola Lis", "manager@vendor.example", locale="en-GB", installed_in=VENDOR)
NOBODY = SlackIdentity("U0NOBODY", VENDOR, "Nobody", "nobody@vendor.example", locale="pl-PL", installed_in=VENDOR)
GUEST = replace(MANAGER, user="U0GUEST", is_restricted=True)
CONNECTED = replace(REP, user="U0CONNECT", installed_in=VENDOR)
PEOPLE = (REP, MANAGER, NOBODY, GUEST, CONNECTED)


class Sleepy(Dispatch):
    """As if the database were asleep while `awake` is not set."""

    awake: asyncio.Event

    async def serve(self, arrival: Arrival, render: Render) -> Answer:
        await self.awake.wait()
        return await super().serve(arrival, render)


@dataclass
class Desk:
    office: Office
    dispatch: Sleepy
    gateway: SlackGateway
    api: SlackApi
    url: str

    def sleeps(self) -> None:
        self.dispatch.awake.clear()

    def wakes(self) -> None:
        self.dispatch.awake.set()

    def user(self, who: SlackIdentity) -> SlackUser:
        return SlackUser(self.api, who, HttpDoor(self.url, SLACK_SECRET))

    def deals(self) -> int:
        with self.office.database.read() as store:
            return len(store.deals.seen_by(self.office.person("rep")).items)

    async def settled(self) -> None:
        """Until nothing runs beside any more."""
        await self.gateway.close()


@asynccontextmanager
async def a_desk(url: str) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(an_office(url))
        api = await stack.enter_async_context(SlackApi(tokens=TOKENS, people=PEOPLE))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        dispatch = office.dispatch_of(Sleepy)
        dispatch.awake = asyncio.Event()
        dispatch.awake.set()
        gateway = SlackGateway(
            dispatch,
            secret=SecretStr(SLACK_SECRET),
            tokens=Given({team: token for token, team in TOKENS.items()}),
            base_url=api.base_url,
            session=session,
        )
        stack.push_async_callback(gateway.close)
        front = web.Application()
        front.router.add_post("/slack/events", gateway.events)
        runner = web.AppRunner(front, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield Desk(office, dispatch, gateway, api, f"http://127.0.0.1:{runner.addresses[0][1]}")
