"""Many workspaces install it by a browser: from nothing to the first deal, out again, and back without a loss."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookies import SimpleCookie

from aiohttp import ClientSession, DummyCookieJar
from pydantic import SecretStr

from bot.app import App, build
from bot.keys import new_key
from bot.serving import open_for_requests
from bot.settings import Settings
from bot.slack.oauth import COOKIE
from tests.journeys.people import MEMBERS, SLACK_EVERYBODY
from tests.journeys.slack_actor import SlackActor
from tests.journeys.world import Clock, fill, registers
from tests.wire.payloads import SLACK_SECRET, SlackIdentity
from tests.wire.server import Json
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from tests.wire.slack_oauth import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL, organisation, workspace


@dataclass
class House:
    """The whole application with no token in its settings."""

    app: App
    api: SlackApi
    clock: Clock
    url: str
    browser: ClientSession

    async def installs(self, answer: Json) -> int:
        """An administrator, by a browser; the status of the last page."""
        async with self.browser.get(f"{self.url}/slack/install", allow_redirects=False) as begun:
            cookie = SimpleCookie(begun.headers["Set-Cookie"])[COOKIE].value
            back = self.api.authorize(begun.headers["Location"], answer).removeprefix(PUBLIC_URL)
        async with self.browser.get(self.url + back, headers={"Cookie": f"{COOKIE}={cookie}"}) as ended:
            return ended.status

    def user(self, who: SlackIdentity) -> SlackUser:
        return SlackUser(self.api, who, HttpDoor(self.url, SLACK_SECRET))

    def actor(self, who: SlackIdentity) -> SlackActor:
        return SlackActor(who.user, self.user(who))

    async def uninstalls(self, who: SlackIdentity) -> None:
        self.api.uninstall(who.installed_in)
        at = int(self.clock().timestamp()) + 1
        assert (await self.user(who).event({"type": "app_uninstalled"}, event_time=at)).status == 200

    def deals(self) -> list[tuple[str, str]]:
        with self.app.database.read() as store:
            found = (store.deals.seen_by(person, size=50).items for person in store.people.everybody())
            return sorted({(deal.partner, deal.terms.customer) for items in found for deal in items})


@asynccontextmanager
async def a_house(url: str) -> AsyncIterator[House]:
    fill(url)
    clock = Clock()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(SlackApi(tokens={}, people=SLACK_EVERYBODY))
        settings = Settings(
            slack_client_id=CLIENT_ID,
            slack_client_secret=SecretStr(CLIENT_SECRET),
            slack_signing_secret=SecretStr(SLACK_SECRET),
            slack_api_url=api.base_url,
            token_keys=SecretStr(new_key()),
            public_url=PUBLIC_URL,
            database_url=url,
            listen="127.0.0.1:0",
            ops_listen="127.0.0.1:0",
        )
        app = await stack.enter_async_context(build(settings))
        app.dispatch._clock = clock
        port = await stack.enter_async_context(open_for_requests(app))
        browser = await stack.enter_async_context(ClientSession(cookie_jar=DummyCookieJar()))
        yield House(app, api, clock, f"http://127.0.0.1:{port}", browser)


async def test_from_nothing_to_the_first_deal_in_two_workspaces_that_have_a_user_of_the_same_id(database_url):
    async with a_house(database_url) as house:
        twins = [replace(MEMBERS[who].slack, user="U0TWIN") for who in ("rep", "rio")]
        for twin in twins:
            house.api.add_person(twin)
            house.api.slack.twins[twin.team, twin.user] = twin
            assert not (await house.user(twin).command("/deal", "new")).text  # not installed there yet
            assert await house.installs(workspace(twin.team)) == 200

        for twin, customer, country in zip(twins, ("Huta Szkła", "Padaria Sol"), ("PL", "BR"), strict=True):
            await registers(house.actor(twin), customer=customer, country=country)

        assert house.deals() == [("nowak", "Huta Szkła"), ("rio", "Padaria Sol")]


async def test_what_was_decided_while_it_was_out_is_told_once_when_it_is_back(database_url):
    async with a_house(database_url) as house:
        rep, manager = MEMBERS["rep"].slack, MEMBERS["manager"].slack
        for who in (rep, manager):
            assert await house.installs(workspace(who.team)) == 200
            await house.actor(who).types("help")
        ref = await registers(house.actor(rep))
        boss = house.actor(manager)
        await boss.hears(ref)

        await house.uninstalls(rep)
        await boss.presses("Approve")
        await house.api.until(lambda: _parked(house) == 2)  # the receipt, which shows the decision, and the decision
        before = len(house.api.messages_to(rep))

        house.clock.ahead = timedelta(hours=30)
        assert await house.installs(workspace(rep.team)) == 200
        await house.api.until(lambda: len(house.api.messages_to(rep)) > before)

        [told] = house.api.messages_to(rep)[before:]
        assert ref in told.everything
        assert all(len(messages) == 1 for key, messages in house.api.copies().items() if key)
        assert _parked(house) == 0
        assert (await house.user(rep).command("/deal", "list")).text


async def test_an_organisation_installs_it_as_a_whole(database_url):
    async with a_house(database_url) as house:
        with house.app.database.write() as store:
            old = store.programme
            own = old.workspaces[0].model_copy(update={"platform": "slack", "tenant": "E0VENDOR"})
            store.programmes.apply(old.model_copy(update={"workspaces": (*old.workspaces, own)}), at=house.clock())
        lena = replace(
            MEMBERS["manager"].slack,
            user="W0LENA",
            team="T0HOUSE",
            installed_in="T0HOUSE",
            enterprise="E0VENDOR",
            org_wide=True,
        )
        house.api.add_person(lena)
        assert await house.installs(organisation("E0VENDOR")) == 200

        actor = house.actor(lena)
        await actor.types("approvals")

        await actor.hears("Nothing waits")
        assert {house.api.tokens[call.token] for call in house.api.calls_of("users.info")} == {"E0VENDOR"}


def _parked(house: House) -> int:
    with house.app.database.read() as store:
        return store.pauses.parked()


async def test_whoever_installs_it_is_welcomed_once_and_whoever_is_not_known_finds_the_door(database_url):
    async with a_house(database_url) as house:
        rep, nobody = MEMBERS["rep"].slack, replace(MEMBERS["rep"].slack, user="U0NEW", email="new@nowak.example")
        house.api.add_person(nobody)
        for _ in range(2):
            for who in (rep, nobody):
                assert await house.installs(workspace(who.team, user=who.user)) == 200
        assert await house.installs(workspace(rep.team, user="U0GONE")) == 200

        await house.api.until(lambda: house.api.messages_to(rep) and house.api.messages_to(nobody))
        await house.user(rep).open_chat()
        [welcome], [door] = house.api.messages_to(rep), house.api.messages_to(nobody)
        assert "Register a deal" in welcome.everything
        assert "Ask to join" in door.everything
