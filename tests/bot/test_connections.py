"""What has no connection has not left; what the courier sends stands in nobody's way, and no platform in another's."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.app import build, session_of
from bot.messenger import Address, Messenger, Paused
from bot.settings import Settings
from bot.slack.messenger import SlackMessenger
from bot.teams.connector import Connector as Client
from bot.teams.messenger import TeamsMessenger
from domain.places import Platform
from tests.wire.connector import Connector
from tests.wire.payloads import SLACK_TOKEN, TEAMS_APP, TEAMS_SECRET, VENDOR_TEAM, VENDOR_TENANT
from tests.wire.slack_api import SlackApi
from tests.wire.slack_tokens import Given
from views.vocabulary import Card, said

CARD = Card(said("Deal"), said("Nowak"))


@pytest.mark.parametrize("platform", [Platform.SLACK, Platform.TEAMS])
async def test_what_found_no_connection_free_has_certainly_not_left(platform: Platform):
    async with SlackApi() as slack, Connector() as teams, session_of(1, connect=0.1) as session:
        hung = SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), slack.base_url, session)
        slack.fail("chat.postMessage", kind="held")
        first = asyncio.create_task(hung.post(Address(Platform.SLACK, VENDOR_TEAM, "C1"), CARD, key="1"))
        await slack.until(lambda: slack.calls_of("chat.postMessage"))
        client = Client(session, app_id="a", password="", tenant="", trusted=lambda _: True)
        messenger: Messenger = hung if platform is Platform.SLACK else TeamsMessenger(client)

        with pytest.raises(Paused) as paused:
            await messenger.post(Address(platform, VENDOR_TEAM, "C2", service=teams.service_url), CARD, key="2")

        assert paused.value.reason == "unreachable"
        first.cancel()
        await asyncio.wait([first])
        slack.let_go()


async def test_what_people_wait_for_and_each_platforms_messages_have_connections_of_their_own(sqlite_url: str):
    settings = Settings(
        database_url=sqlite_url,
        slack_bot_token=SecretStr("xoxb-vendor"),
        slack_signing_secret=SecretStr("signed"),
        microsoft_app_id=TEAMS_APP,
        microsoft_app_password=SecretStr(TEAMS_SECRET),
        microsoft_app_tenantid=VENDOR_TENANT,
    )
    async with build(settings) as app:
        to_slack, to_teams = app.courier.messengers[Platform.SLACK], app.courier.messengers[Platform.TEAMS]
        assert isinstance(to_slack, SlackMessenger)
        assert isinstance(to_teams, TeamsMessenger)
        apart = {app.session, to_slack.session, to_teams._connector._session}
        assert len(apart) == 3
        for one in apart:
            assert one.timeout.connect is not None
            assert one.timeout.total is not None
            assert one.timeout.connect < one.timeout.total
