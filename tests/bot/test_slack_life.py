"""Life of an installation at Slack: taken out, nothing is said there and nothing lost; back, all arrives once."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.dispatch import Dispatch
from bot.keys import Keys, new_key
from bot.messenger import Address, Paused, Scope
from bot.slack.gateway import SlackGateway
from bot.slack.installed import Installed
from bot.slack.messenger import SlackMessenger
from bot.slack.tokens import LOST
from bot.slack.web_api import Failed, WebApi
from domain.places import Platform
from handlers import installations
from storage.faults import UnusableError
from storage.installations import Installation
from storage.people import Known
from storage.store import Store
from tests.bot.slack_desk import MANAGER, NOWAK, PEOPLE, REP, VENDOR
from tests.office import NOON, Office, account, an_office, words_of
from tests.wire.payloads import SLACK_SECRET, SlackIdentity
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from views.vocabulary import Card, said

METHODS = (
    "auth.test", "chat.delete", "chat.postEphemeral", "chat.postMessage", "chat.update", "conversations.history",
    "conversations.open", "users.info", "views.open", "views.publish", "views.update",
)  # fmt: skip
T = TypeVar("T")
SLACK = Platform.SLACK
CARD = Card(title=said("Nowak"), summary=said("approved"))
SLACK_KEYS = Keys(SecretStr(new_key()))


@dataclass
class Scene:
    """Two workspaces, each with an installation in the table; the office's admin is at the web door."""

    office: Office
    api: SlackApi
    installed: Installed
    web_api: WebApi
    url: str

    def user(self, who: SlackIdentity) -> SlackUser:
        return SlackUser(self.api, who, HttpDoor(self.url, SLACK_SECRET))

    def install(self, host: str, token: str, *, enterprise: str = "") -> None:
        self.api.install(host, token)
        at = self.office.clock[0]
        row = Installation(platform=SLACK, host=host, enterprise=enterprise, at=at)
        row = replace(row, token=SLACK_KEYS.seal(token, of=row, column="token"))
        with self.office.database.write() as store:
            assert installations.installed(row, store, at=at)
        self.installed.forget()

    def row(self, host: str) -> Installation | None:
        with self.office.database.read() as store:
            return store.installations.get(SLACK, host)

    def is_disabled(self, host: str) -> bool:
        row = self.row(host)
        return row is not None and row.disabled

    def parked(self) -> int:
        with self.office.database.read() as store:
            return store.pauses.parked()


@asynccontextmanager
async def a_scene(url: str, *, own: str = "") -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(an_office(url, linked=False))
        with office.database.write() as store:
            for who in ("rep", "admin"):
                store.people.link(Known(identity=account(who), host="test"), office.person(who), at=NOON)
        api = await stack.enter_async_context(SlackApi(tokens={}, people=PEOPLE))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        client = AsyncWebClient(base_url=api.base_url, session=session, retry_handlers=[])
        installed = Installed(office.dispatch, SLACK_KEYS, own=SecretStr(own), client=client)
        messenger = SlackMessenger(installed, api.base_url, session)
        office.courier.messengers = {**office.courier.messengers, SLACK: messenger}
        gateway = SlackGateway(
            office.dispatch,
            secret=SecretStr(SLACK_SECRET),
            tokens=installed,
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
        port = runner.addresses[0][1]
        yield Scene(office, api, installed, WebApi(installed, api.base_url, session), f"http://127.0.0.1:{port}")


@pytest.fixture
async def scene(database_url: str) -> AsyncIterator[Scene]:
    async with a_scene(database_url) as scene:
        scene.install(VENDOR, "xoxb-vendor-1")
        scene.install(NOWAK, "xoxb-nowak-1")
        for who in (REP, MANAGER):
            await scene.user(who).message("help")
        scene.office.later(seconds=1)
        yield scene


async def uninstalls(scene: Scene, who: SlackIdentity, **event: object) -> None:
    """As Slack says it, at the office's time."""
    scene.office.later(seconds=10)
    scene.api.uninstall(who.installed_in)
    await says_so(scene, who, {"type": "app_uninstalled", **event})


async def says_so(scene: Scene, who: SlackIdentity, event: dict[str, object], *, at: timedelta = timedelta(0)) -> None:
    user = scene.user(who)
    moment = int((scene.office.clock[0] + at).timestamp())
    answer = await user.event({**event}, event_time=moment)
    assert answer.status == 200


async def test_what_is_for_a_removed_workspace_waits_and_arrives_once_when_it_is_back(scene):
    office = scene.office
    await uninstalls(scene, MANAGER)
    scene.api.forget_calls()
    ref = await office.registers("rep")  # to be decided by managers, who are at Slack

    waiting = scene.parked()
    office.later(hours=30)
    await office.delivers()

    assert waiting >= 1
    assert scene.parked() == waiting
    assert {call.token for call in scene.api.calls} == {"xoxb-nowak-1"}  # the partner's receipt
    scene.api.forget_calls()

    scene.install(VENDOR, "xoxb-vendor-2")
    await office.delivers()
    await office.delivers()

    about = [message for message in scene.api.messages_to(MANAGER) if ref in message.everything]
    assert len(about) == 1
    assert scene.parked() == 0
    assert {call.token for call in scene.api.calls} == {"xoxb-vendor-2"}


async def test_what_is_asked_from_a_removed_workspace_is_answered_with_nothing(scene):
    await scene.office.registers("rep")
    await uninstalls(scene, REP)
    scene.api.forget_calls()
    rep = scene.user(REP)

    for answer in (
        await rep.command("/deal", "list"),
        await rep.message("deal list"),
        await rep.open_home(),
        await rep.shortcut("deal-form"),
    ):
        assert (answer.status, answer.text) == (200, "")

    assert not scene.api.calls
    assert (await scene.user(MANAGER).command("/approvals")).text


async def test_the_tokens_of_a_removed_workspace_are_wiped_at_once(scene):
    await uninstalls(scene, REP)

    row = scene.row(NOWAK)
    assert row is not None
    assert (row.token, row.refresh_token, row.reason) == ("", "", "app_uninstalled")
    assert not scene.is_disabled(VENDOR)


async def test_the_admins_are_told_by_another_route_and_told_again_when_it_is_back(scene):
    await uninstalls(scene, REP)
    await scene.office.delivers()

    told = scene.office.card("admin", about="removed")
    assert "Nowak Systems" in words_of(told)
    assert "Slack" in words_of(told)

    scene.office.later(hours=1)
    row = scene.row(NOWAK)
    assert row is not None
    with scene.office.database.write() as store:
        installations.back(row, store, at=scene.office.clock[0])
    await scene.office.delivers()

    assert "is back" in words_of(scene.office.card("admin"))


async def test_a_revoked_bot_token_is_the_same_and_a_persons_own_is_nothing(scene):
    await says_so(scene, REP, {"type": "tokens_revoked", "tokens": {"oauth": ["U0REP"], "bot": []}})
    await says_so(scene, REP, {"type": "tokens_revoked", "tokens": {"oauth": ["U0REP"]}})
    assert not scene.is_disabled(NOWAK)

    await says_so(scene, REP, {"type": "tokens_revoked", "tokens": {"bot": ["U07TANDEMBOT"]}})
    assert scene.is_disabled(NOWAK)


async def test_what_slack_says_late_does_not_undo_what_was_installed_since(scene):
    await uninstalls(scene, REP)
    scene.office.later(minutes=2)
    scene.install(NOWAK, "xoxb-nowak-2")
    scene.office.later(minutes=1)

    await says_so(scene, REP, {"type": "app_uninstalled"}, at=timedelta(minutes=-3))

    assert not scene.is_disabled(NOWAK)
    assert (await scene.user(REP).command("/deal", "list")).text


async def test_said_again_it_changes_nothing(scene):
    await uninstalls(scene, REP)
    before = scene.row(NOWAK)

    await says_so(scene, REP, {"type": "app_uninstalled"})
    await says_so(scene, REP, {"type": "tokens_revoked", "tokens": {"bot": ["U07TANDEMBOT"]}})

    assert scene.row(NOWAK) == before


@pytest.mark.parametrize("code", sorted(LOST))
async def test_a_token_that_is_refused_disables_its_workspace_whatever_was_asked(sqlite_url, code):
    async with a_scene(sqlite_url) as scene:
        for number, method in enumerate(METHODS):
            scene.install(NOWAK, f"xoxb-nowak-{number}")
            scene.api.fail(method, kind="error", error=code)

            with pytest.raises(Failed, match=code):
                await scene.web_api.ask(NOWAK, method, channel="C1", user="U0REP", users="U0REP")

            assert scene.is_disabled(NOWAK), method
            assert await scene.web_api.token(NOWAK) is None


@pytest.mark.parametrize("code", sorted(LOST))
async def test_a_message_that_met_a_refused_token_is_not_lost(sqlite_url, code):
    async with a_scene(sqlite_url) as scene:
        messenger = scene.office.courier.messengers[SLACK]
        there = Address(SLACK, NOWAK, "D1", "U0REP", "1.5")
        for number, attempt in enumerate((
            lambda: messenger.post(there, CARD, key="k"),
            lambda: messenger.post(replace(there, conversation=""), CARD, key="k"),
            lambda: messenger.amend(there, CARD),
            lambda: messenger.retract(there),
            lambda: messenger.find(there, key="k", since=NOON),
        )):  # fmt: skip
            scene.install(NOWAK, f"xoxb-nowak-{number}")
            scene.api.fail("*", kind="error", error=code)

            with pytest.raises(Paused, match=code) as paused:
                await attempt()

            assert paused.value.seconds <= 60
            assert scene.is_disabled(NOWAK)


async def test_a_refusal_of_an_older_token_does_not_touch_the_newer_one(scene):
    scene.api.fail("chat.postMessage", kind="delay", seconds=0.3)
    assert await scene.installed.lost(NOWAK, "xoxb-long-gone", "invalid_auth")

    assert not scene.is_disabled(NOWAK)


async def test_what_another_replica_changed_is_known_within_seconds(scene):
    assert await scene.web_api.token(NOWAK) == "xoxb-nowak-1"
    with scene.office.database.write() as store:
        store.installations.disable(SLACK, NOWAK, "app_uninstalled", at=NOON)
    assert await scene.web_api.token(NOWAK) == "xoxb-nowak-1"  # from memory: no statement for each request

    await scene.installed._look()

    assert await scene.web_api.token(NOWAK) is None


async def test_a_token_whose_key_is_missing_stops_its_workspace_alone(scene):
    lost_key = Keys(SecretStr(new_key()))
    row = Installation(platform=SLACK, host=NOWAK, at=NOON)
    with scene.office.database.write() as store:
        store.installations.keep(replace(row, token=lost_key.seal("xoxb-nowak-9", of=row, column="token")))
    scene.installed.forget()

    assert await scene.web_api.token(NOWAK) is None
    assert await scene.web_api.token(VENDOR) == "xoxb-vendor-1"


async def test_with_one_token_in_the_settings_all_of_it_holds_and_ends_when_slack_takes_it_again(database_url):
    async with a_scene(database_url, own="xoxb-own") as scene:
        scene.api.install(VENDOR, "xoxb-own")
        await scene.user(MANAGER).message("help")
        await uninstalls(scene, MANAGER)
        assert await scene.web_api.token(VENDOR) is None
        ref = await scene.office.registers("rep")
        assert scene.parked() >= 1

        await scene.installed._check()
        assert scene.is_disabled(VENDOR)  # Slack still refuses it

        scene.api.install(VENDOR, "xoxb-own")
        await scene.installed._check()
        await scene.office.delivers()

        assert not scene.is_disabled(VENDOR)
        assert [message for message in scene.api.messages_to(MANAGER) if ref in message.everything]
        assert scene.parked() == 0


async def test_while_the_database_does_not_answer_the_token_of_the_settings_speaks_and_a_copy_waits(sqlite_url):
    class Asleep(Dispatch):
        async def in_read(self, work: Callable[[Store], T]) -> T:
            raise UnusableError("asleep")

    async with a_scene(sqlite_url) as scene:
        held = scene.office.dispatch
        asleep = Asleep(scene.office.database, writer=held._writer, reader=held._reader)
        client = AsyncWebClient(base_url=scene.api.base_url)
        single = Installed(asleep, SLACK_KEYS, own=SecretStr("xoxb-own"), client=client)
        many = Installed(asleep, SLACK_KEYS, own=SecretStr(""), client=client)
        messenger = SlackMessenger(many, scene.api.base_url, scene.web_api.session)

        assert await WebApi(single, scene.api.base_url, scene.web_api.session).token(VENDOR) == "xoxb-own"
        with pytest.raises(Paused, match="no-database") as paused:
            await messenger.post(Address(SLACK, VENDOR, "D1"), CARD, key="k")
        assert paused.value.scope is Scope.COPY
