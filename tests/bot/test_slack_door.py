"""Slack as `tandem serve` builds it from its settings: by HTTP, and by the socket that Tandem opens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.settings import Settings
from bot.slack.door import PATH, slack
from tests.office import Office, an_office
from tests.wire.payloads import SLACK_APP_TOKEN, SLACK_SECRET, SlackIdentity
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import SocketDoor

REP = SlackIdentity("U0REP", "T0NOWAK", "Jan Nowak", "rep@nowak.example", installed_in="T0NOWAK")


@pytest.fixture
async def api() -> AsyncIterator[SlackApi]:
    async with SlackApi(tokens={"xoxb-nowak": "T0NOWAK"}, people=(REP,)) as api:
        yield api


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


@asynccontextmanager
async def opened(api: SlackApi, office: Office, **settings: str) -> AsyncIterator[web.Application]:
    front = web.Application()
    chosen = Settings.model_validate({"slack_bot_token": "xoxb-nowak", "slack_api_url": api.base_url, **settings})
    async with aiohttp.ClientSession() as session:
        door, _ = slack(chosen, office.dispatch, session, front)
        await door.start()
        try:
            yield front
        finally:
            await door.close()


async def test_a_deal_is_registered_through_the_socket(api: SlackApi, office: Office) -> None:
    async with opened(api, office, slack_app_token=SLACK_APP_TOKEN) as front:
        rep = SlackUser(api, REP, SocketDoor(api))
        await rep.command("/deal")
        answer = await rep.submit(rep.view, {"amount": "12500", "close_on": "2027-03-31"} | await chosen(rep))
        again = await rep.redeliver(answer)

    assert answer.body["response_action"] == "update"
    assert again.body == answer.body
    assert not [route for route in front.router.routes() if route.resource and route.resource.canonical == PATH]
    assert api.links == 0


async def chosen(rep: SlackUser) -> dict[str, str]:
    await rep.type_ahead(rep.view, "customer", "Kowalski")
    return {"customer": "Kowalski", "product": "sensor", "deal_type": "new"}


async def test_with_a_secret_slack_comes_by_http(api: SlackApi, office: Office) -> None:
    async with opened(api, office, slack_signing_secret=SLACK_SECRET) as front:
        paths = [route.resource.canonical for route in front.router.routes() if route.resource]

    assert paths == [PATH]
    assert api.calls == []


async def test_the_start_does_not_wait_for_a_slack_that_is_down(api: SlackApi, office: Office) -> None:
    api.fail("apps.connections.open", kind="500", times=None)

    async with opened(api, office, slack_app_token=SLACK_APP_TOKEN):
        assert api.links == 0
