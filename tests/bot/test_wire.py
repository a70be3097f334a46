"""The far side of the wire is as strict as the platforms themselves; proved with their own SDKs."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from botbuilder.schema import Activity
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from tests.wire import cards, payloads
from tests.wire.connector import SCOPE, Connector
from tests.wire.connector_keys import SigningKey
from tests.wire.schemas import schema_folder
from tests.wire.server import ClientRefuses
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor, SocketDoor
from tests.wire.teams_client import TeamsUser

JAN = payloads.SLACK_PARTNER
OLA = payloads.SLACK_MANAGER
JOAO = payloads.TEAMS_PARTNER

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "deal-register",
    "title": {"type": "plain_text", "text": "Register a deal"},
    "submit": {"type": "plain_text", "text": "Register"},
    "blocks": [
        {
            "type": "input",
            "block_id": "customer",
            "label": {"type": "plain_text", "text": "Customer"},
            "element": {
                "type": "external_select",
                "action_id": "value",
                "min_query_length": 1,
                "placeholder": {"type": "plain_text", "text": "Search"},
            },
        },
        {
            "type": "input",
            "block_id": "amount",
            "label": {"type": "plain_text", "text": "Amount"},
            "element": {"type": "plain_text_input", "action_id": "value", "initial_value": "100"},
        },
        {
            "type": "input",
            "block_id": "currency",
            "label": {"type": "plain_text", "text": "Currency"},
            "element": {
                "type": "static_select",
                "action_id": "value",
                "options": [
                    {"text": {"type": "plain_text", "text": "Euro"}, "value": "EUR"},
                    {"text": {"type": "plain_text", "text": "Złoty"}, "value": "PLN"},
                ],
            },
        },
        {
            "type": "input",
            "block_id": "close",
            "optional": True,
            "label": {"type": "plain_text", "text": "Expected close"},
            "element": {"type": "datepicker", "action_id": "value"},
        },
    ],
}

BUTTONS: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "Nowak"}},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "deal-approve",
                "text": {"type": "plain_text", "text": "Approve"},
                "value": "D-1",
            }
        ],
    },
]


@asynccontextmanager
async def serving(path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post(path, handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def client_of(api: SlackApi, token: str = payloads.SLACK_TOKEN) -> AsyncWebClient:
    return AsyncWebClient(token, base_url=api.base_url, retry_handlers=[])


async def refused(work: Awaitable[Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await work
    return str(caught.value.response["error"])


@pytest.fixture
async def api() -> AsyncIterator[SlackApi]:
    async with SlackApi(schemas=schema_folder()) as server:
        yield server


# --- Slack's Web API ---


async def test_a_message_is_posted_amended_and_deleted_and_every_version_is_kept(api: SlackApi) -> None:
    client = client_of(api)
    room = (await client.conversations_open(users=JAN.user))["channel"]["id"]
    first = await client.chat_postMessage(channel=room, text="one", blocks=BUTTONS)
    second = await client.chat_postMessage(channel=JAN.user, text="two")
    await client.chat_update(channel=room, ts=first["ts"], text="decided")

    assert [message.text for message in api.messages_to(JAN)] == ["decided", "two"]
    assert float(second["ts"]) > float(first["ts"])
    amended = api.messages_to(JAN)[0]
    assert [message.text for message in api.versions_of(amended)] == ["one", "decided"]

    await client.chat_delete(channel=room, ts=first["ts"])
    assert [message.text for message in api.messages_to(JAN)] == ["two"]
    assert await refused(client.chat_update(channel=room, ts=first["ts"], text="x")) == "message_not_found"


async def test_what_slack_refuses_is_refused(api: SlackApi) -> None:
    client = client_of(api)
    room = api.direct(JAN).id
    said = api.heard(room, JAN.user, "mine")
    elsewhere = api.add_channel("elsewhere", bot_is_in=False)
    closed = api.add_channel("closed")
    closed.archived = True

    assert await refused(client_of(api, "xoxb-wrong").auth_test()) == "invalid_auth"
    assert await refused(client.chat_postMessage(channel="C404", text="x")) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel=elsewhere.id, text="x")) == "not_in_channel"
    assert await refused(client.chat_postMessage(channel=closed.id, text="x")) == "is_archived"
    assert await refused(client.chat_postMessage(channel=room, text="x" * 40_001)) == "msg_too_long"
    assert await refused(client.api_call("chat.postMessage", json={"channel": room})) == "no_text"
    assert await refused(client.chat_update(channel=room, ts=said.ts, text="x")) == "cant_update_message"
    assert await refused(client.chat_postEphemeral(channel=closed.id, user=JAN.user, text="x")) == "is_archived"
    assert await refused(client.conversations_open(users=payloads.SLACK_DEACTIVATED.user)) == "user_disabled"
    assert await refused(client.users_info(user=payloads.SLACK_UNKNOWN.user)) == "user_not_found"
    assert await refused(client.users_lookupByEmail(email="no@where.example")) == "users_not_found"


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([{"type": "divider"}] * 51, "51 > 50"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "151 > 150"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "3001 > 3000"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": ""}}], "empty"),
        ([{"type": "section", "block_id": "a", "text": {"type": "mrkdwn", "text": "a"}}] * 2, "twice"),
        ([{"type": "actions", "elements": [{**BUTTONS[1]["elements"][0], "value": "x" * 2001}]}], "2001 > 2000"),
    ],
)
async def test_blocks_beyond_the_limits_are_refused_with_the_reason(
    api: SlackApi, blocks: list[dict[str, Any]], fault: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client_of(api).chat_postMessage(channel=JAN.user, text="x", blocks=blocks)

    assert caught.value.response["error"] == "invalid_blocks"
    assert fault in str(caught.value.response["response_metadata"]["messages"])


async def test_slacks_own_types_are_asked_when_the_schemas_are_there(api: SlackApi) -> None:
    if api.schemas is None:
        pytest.skip("no schema folder: set TANDEM_SCHEMAS")
    wrong = [{"type": "section", "text": {"type": "mrkdwn", "text": "a"}, "colour": "red"}]

    assert await refused(client_of(api).chat_postMessage(channel=JAN.user, text="x", blocks=wrong)) == "invalid_blocks"


async def test_a_trigger_opens_one_view_and_only_for_three_seconds(api: SlackApi) -> None:
    client = client_of(api)
    trigger, late = api.new_trigger(JAN), api.new_trigger(JAN)
    too_long = {**FORM, "title": {"type": "plain_text", "text": "x" * 25}}

    assert await refused(client.views_open(trigger_id=trigger, view=too_long)) == "invalid_arguments"
    opened = await client.views_open(trigger_id=trigger, view=FORM)
    assert api.view_of(JAN) == opened["view"]
    assert await refused(client.views_open(trigger_id=trigger, view=FORM)) == "exchanged_trigger_id"
    assert await refused(client.views_open(trigger_id="1.2.3", view=FORM)) == "invalid_trigger_id"
    api.screens.trigger_seconds = 0.0
    assert await refused(client.views_open(trigger_id=late, view=FORM)) == "expired_trigger_id"


async def test_views_are_pushed_three_deep_and_updated_by_hash(api: SlackApi) -> None:
    client = client_of(api)
    first = (await client.views_open(trigger_id=api.new_trigger(JAN), view=FORM))["view"]
    await client.views_push(trigger_id=api.new_trigger(JAN), view=FORM)
    await client.views_push(trigger_id=api.new_trigger(JAN), view=FORM)

    assert await refused(client.views_push(trigger_id=api.new_trigger(JAN), view=FORM)) == "push_limit_reached"
    updated = await client.views_update(view_id=first["id"], hash=first["hash"], view=FORM)
    again = client.views_update(view_id=first["id"], hash=first["hash"], view=FORM)
    assert updated["view"]["hash"] != first["hash"]
    assert await refused(again) == "hash_conflict"
    assert await refused(client.views_update(view_id="V404", view=FORM)) == "not_found"


async def test_a_home_is_published_for_one_person(api: SlackApi) -> None:
    home = {"type": "home", "blocks": BUTTONS}
    await client_of(api).views_publish(user_id=OLA.user, view=home)

    shown = api.home_of(OLA)
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "Nowak"
    assert api.home_of(JAN) is None
    assert await refused(client_of(api).views_publish(user_id=OLA.user, view=home, hash="x")) == "hash_conflict"


async def test_history_shows_metadata_only_when_asked_and_only_what_is_newer(api: SlackApi) -> None:
    client = client_of(api)
    room = api.direct(JAN).id
    for number in (1, 2, 3):
        about = {"event_type": "tandem", "event_payload": {"copy": number}}
        await client.chat_postMessage(channel=room, text=str(number), metadata=about)
    first, _, last = api.messages_to(JAN)

    page = await client.conversations_history(
        channel=room, oldest=first.ts, latest=f"{float(last.ts) + 1:.6f}", limit=1, include_all_metadata=True
    )
    forwards = await client.conversations_history(channel=room, oldest=first.ts, limit=1)
    plain = await client.conversations_history(channel=room)

    assert [(m["text"], m["metadata"]["event_payload"]) for m in page["messages"]] == [("3", {"copy": 3})]
    assert page["has_more"] is True
    assert [m["text"] for m in forwards["messages"]] == ["2"]
    assert [m["text"] for m in plain["messages"]] == ["3", "2", "1"]
    assert "metadata" not in plain["messages"][0]
    assert {key: len(found) for key, found in api.copies().items()} == {f'{{"copy": {n}}}': 1 for n in (1, 2, 3)}
    api.rooms.history_lag = 60
    assert (await client.conversations_history(channel=room))["messages"] == []


async def test_profiles_tell_who_is_a_stranger_a_guest_or_gone(api: SlackApi) -> None:
    client = client_of(api)

    async def profile(person: payloads.SlackIdentity) -> dict[str, Any]:
        return dict((await client.users_info(user=person.user, include_locale=True))["user"])

    jan, stranger, guest = (
        await profile(JAN),
        await profile(payloads.SLACK_CONNECT),
        await profile(payloads.SLACK_GUEST),
    )
    assert (jan["tz"], jan["locale"], jan["profile"]["email"]) == ("Europe/Warsaw", "pl-PL", "jan@partner.example")
    assert (stranger["team_id"], stranger["is_stranger"], "tz" in stranger) == (payloads.STRANGE_TEAM, True, False)
    assert "email" not in stranger["profile"]
    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, False)
    assert (await profile(payloads.SLACK_DEACTIVATED))["deleted"] is True
    assert (await profile(payloads.SLACK_ORG_WIDE))["enterprise_user"]["enterprise_id"] == payloads.ENTERPRISE
    api.add_person(replace(JAN, locale="en-US"))
    assert (await profile(JAN))["locale"] == "en-US"
    assert "locale" not in (await client.users_info(user=JAN.user))["user"]


async def test_one_message_a_second_in_each_channel_when_paced() -> None:
    async with SlackApi(seconds_between_posts=1.0) as api:
        client = client_of(api)
        await client.chat_postMessage(channel=JAN.user, text="1")
        await client.chat_postMessage(channel=OLA.user, text="1")
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=JAN.user, text="2")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    assert [call.answer for call in api.calls] == ["ok", "ok", "ratelimited"]


async def test_a_response_url_is_good_five_times_and_can_replace_its_message(api: SlackApi) -> None:
    await client_of(api).chat_postMessage(channel=JAN.user, text="card", blocks=BUTTONS)
    url = api.new_response_url(JAN, api.direct(JAN).id, api.last_card(JAN))
    async with aiohttp.ClientSession() as session:

        async def post(body: dict[str, Any]) -> int:
            async with session.post(url, json=body) as response:
                return response.status

        assert await post({"text": "only you"}) == 200
        assert await post({"text": "decided", "replace_original": True}) == 200
        assert [m.text for m in api.messages_to(JAN)] == ["decided", "only you"]
        assert [m.text for m in api.whispers_to(JAN)] == ["only you"]
        assert await post({"text": "all", "response_type": "in_channel"}) == 200
        assert await post({"delete_original": True}) == 200
        assert [m.text for m in api.messages_to(JAN)] == ["only you", "all"]
        assert await post({"text": "5"}) == 200
        assert await post({"text": "6"}) == 404


# --- faults ---


@pytest.mark.parametrize(
    ("kind", "acted"),
    [
        ("429", False),
        ("500", False),
        ("503", False),
        ("error", False),
        ("html", False),
        ("drop", False),
        ("act_then_drop", True),
        ("act_then_500", True),
        ("truncated", True),
        ("delay", True),
    ],
)
async def test_a_fault_happens_once_and_acts_or_does_not(api: SlackApi, kind: Any, *, acted: bool) -> None:
    api.fail(
        "chat.postMessage", kind=kind, retry_after=7, error="token_revoked" if kind == "error" else "", seconds=0.3
    )
    begun = time.monotonic()
    try:
        await client_of(api).chat_postMessage(channel=JAN.user, text="once")
        heard = "ok"
    except (SlackApiError, aiohttp.ClientError) as error:
        heard = type(error).__name__

    assert [m.text for m in api.messages_to(JAN)] == (["once"] if acted else [])
    assert (heard == "ok") == (kind == "delay")
    assert kind != "delay" or time.monotonic() - begun >= 0.3
    await client_of(api).chat_postMessage(channel=JAN.user, text="then all is well")
    assert api.calls_of("chat.postMessage")[-1].answer == "ok"


async def test_retry_after_is_given_as_scripted_in_any_form(api: SlackApi) -> None:
    for form in (30, "Wed, 21 Oct 2026 07:28:00 GMT", None):
        api.fail("auth.test", kind="429", retry_after=form)
    seen = []
    for _ in range(3):
        with pytest.raises(SlackApiError) as caught:
            await client_of(api).auth_test()
        seen.append(caught.value.response.headers.get("Retry-After"))

    assert seen == ["30", "Wed, 21 Oct 2026 07:28:00 GMT", None]
    api.fail("*", times=None, kind="error", error="account_inactive")
    assert await refused(client_of(api).auth_test()) == "account_inactive"
    api.heal()
    assert (await client_of(api).auth_test())["team_id"] == payloads.VENDOR_TEAM


def test_a_server_in_its_own_thread_serves_other_threads_and_comes_back_on_its_port() -> None:
    api = SlackApi()
    for _ in range(2):
        with api:
            client = WebClient(payloads.SLACK_TOKEN, base_url=api.base_url)
            threads = [
                threading.Thread(target=client.chat_postMessage, kwargs={"channel": JAN.user, "text": str(number)})
                for number in range(5)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    assert len(api.messages_to(JAN)) == 10
    assert len({message.ts for message in api.messages_to(JAN)}) == 10


# --- a person at Slack, against Bolt ---


def bolt(api: SlackApi, heard: list[dict[str, Any]]) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=payloads.SLACK_TOKEN)

    app = AsyncApp(
        signing_secret=payloads.SLACK_SECRET, client=client_of(api), authorize=authorize, process_before_response=True
    )

    @app.command("/deal")
    async def deal(ack: Any, body: Any, client: Any) -> None:
        heard.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.options("value")
    async def search(ack: Any, body: Any) -> None:
        found = [{"text": {"type": "plain_text", "text": body["value"] + " Ltd"}, "value": "c1"}]
        await ack(options=found)

    @app.view("deal-register")
    async def submitted(ack: Any, body: Any, client: Any) -> None:
        heard.append(body)
        amount = body["view"]["state"]["values"]["amount"]["value"]["value"]
        if not amount.isdigit():
            await ack(response_action="errors", errors={"amount": "A number, please"})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="card", blocks=BUTTONS)

    @app.action("deal-approve")
    async def approved(ack: Any, body: Any, respond: Any) -> None:
        heard.append(body)
        await respond(text="decided", replace_original=True)
        await ack()

    @app.event("app_home_opened")
    @app.event("app_mention")
    @app.event("message")
    async def event(body: Any, request: Any) -> None:
        heard.append({**body, "retry": request.headers.get("x-slack-retry-num")})

    @app.shortcut("register")
    async def shortcut(ack: Any, body: Any) -> None:
        heard.append(body)
        await ack()

    return app


@pytest.fixture
async def heard() -> list[dict[str, Any]]:
    return []


@pytest.fixture
async def jan(api: SlackApi, heard: list[dict[str, Any]]) -> AsyncIterator[SlackUser]:
    app = bolt(api, heard)

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async with serving("/slack/events", events) as url:
        yield SlackUser(api, JAN, HttpDoor(url, payloads.SLACK_SECRET))


async def fill_in_and_approve(user: SlackUser) -> None:
    await user.command("/deal", "Nowak 12500 eur")
    await user.type_ahead(user.view, "customer", "Nowak")
    wrong = await user.submit(user.view, {"customer": "Nowak Ltd", "amount": "much", "currency": "Euro"})
    assert (wrong.errors, user.errors, user.filled_in("amount")) == ({"amount": "A number, please"},) * 2 + ("much",)
    await user.submit(user.view, {"amount": "12500"})
    assert not user.sees_a_form
    await user.press(user.card, "Approve")
    assert user.messages[-1].text == "decided"


async def test_a_person_at_slack_fills_in_corrects_submits_and_presses(
    jan: SlackUser, heard: list[dict[str, Any]]
) -> None:
    await fill_in_and_approve(jan)

    command, _, submitted, pressed = heard
    assert (command["text"], command["team_id"], command["is_enterprise_install"]) == (
        "Nowak 12500 eur",
        payloads.PARTNER_TEAM,
        "false",
    )
    values = submitted["view"]["state"]["values"]
    assert values["customer"]["value"]["selected_option"]["value"] == "c1"
    assert values["currency"]["value"]["selected_option"]["value"] == "EUR"
    assert values["close"]["value"] == {"type": "datepicker", "selected_date": None}
    assert pressed["actions"][0]["value"] == "D-1"
    assert pressed["message"]["blocks"][1]["elements"][0]["action_id"] == "deal-approve"


async def test_what_slacks_client_would_not_send_is_not_sent(jan: SlackUser, heard: list[dict[str, Any]]) -> None:
    await jan.command("/deal")
    view = jan.view

    with pytest.raises(ClientRefuses, match="customer"):
        await jan.submit(view, {"currency": "EUR"})
    with pytest.raises(ClientRefuses, match="no option 'Yen'"):
        await jan.submit(view, {"currency": "Yen"})
    with pytest.raises(ClientRefuses, match="no field 'colour'"):
        await jan.submit(view, {"colour": "red"})
    await jan.close(view)
    with pytest.raises(ClientRefuses, match="not on"):
        await jan.submit(view, {})
    assert len(heard) == 1


async def test_typed_values_outlive_an_update_that_keeps_the_field(jan: SlackUser, api: SlackApi) -> None:
    await jan.command("/deal")
    await jan.type_in(jan.view, {"amount": "999", "currency": "PLN"})
    without_currency = {**FORM, "blocks": [FORM["blocks"][0], FORM["blocks"][1]]}

    await client_of(api).views_update(view_id=jan.view["id"], view=without_currency)
    assert jan.filled_in("amount") == "999"
    await client_of(api).views_update(view_id=jan.view["id"], view=FORM)
    assert (jan.filled_in("amount"), jan.filled_in("currency")) == ("999", None)


async def test_events_come_in_the_envelope_and_again_with_retry_headers(
    jan: SlackUser, api: SlackApi, heard: list[dict[str, Any]]
) -> None:
    room = api.add_channel("deals", JAN)
    await jan.open_home()
    await jan.message("deal Nowak")
    await jan.mention("deal", room.id)
    await jan.redeliver()
    await jan.shortcut("register")

    home, message, mention, again, shortcut = heard
    assert (home["event"]["tab"], message["event"]["channel_type"]) == ("home", "im")
    assert mention["event"]["text"] == f"<@{payloads.SLACK_BOT_USER}> deal"
    assert mention["event_id"] == again["event_id"] != message["event_id"]
    assert (mention["retry"], again["retry"]) == (None, ["1"])
    assert shortcut["callback_id"] == "register"


async def test_a_stranger_from_slack_connect_and_an_org_wide_user_look_like_that(
    jan: SlackUser, api: SlackApi, heard: list[dict[str, Any]]
) -> None:
    room = api.add_channel("shared", payloads.SLACK_CONNECT, shared=True)
    await client_of(api).chat_postMessage(channel=room.id, text="card", blocks=BUTTONS)
    card = api.messages_in(room.id)[0]
    await SlackUser(api, payloads.SLACK_CONNECT, jan.door).mention("hello", room.id)
    await SlackUser(api, payloads.SLACK_CONNECT, jan.door).press(card, "deal-approve")
    await SlackUser(api, payloads.SLACK_ORG_WIDE, jan.door).shortcut("register")

    mention, press, shortcut = heard
    assert (mention["team_id"], mention["event"]["user_team"]) == (payloads.VENDOR_TEAM, payloads.STRANGE_TEAM)
    assert mention["is_ext_shared_channel"] is True
    assert press["team"]["id"] == press["user"]["team_id"] == payloads.STRANGE_TEAM
    assert (shortcut["team"], shortcut["enterprise"]["id"]) == (None, payloads.ENTERPRISE)


async def test_a_wrong_signature_and_a_slow_or_broken_app_are_seen_as_slack_shows_them(
    jan: SlackUser, api: SlackApi
) -> None:
    assert isinstance(jan.door, HttpDoor)
    forged = SlackUser(api, JAN, replace(jan.door, secret="another"))
    answer = await forged.command("/deal")

    assert answer.status == 401
    assert forged.trouble
    assert not forged.sees_a_form
    assert (await jan.door.raw(b"{}", {"X-Slack-Request-Timestamp": "12"})).status == 401


async def test_the_same_journey_through_socket_mode(api: SlackApi, heard: list[dict[str, Any]]) -> None:
    handler = AsyncSocketModeHandler(bolt(api, heard), payloads.SLACK_APP_TOKEN, web_client=client_of(api))
    await handler.connect_async()
    try:
        await api.until(lambda: api.links == 1)
        user = SlackUser(api, JAN, SocketDoor(api))
        await fill_in_and_approve(user)
        await user.message("hello")
        assert len(heard) == 5
        await api.disconnect()
        await api.until(lambda: api.links == 1 and len(api.calls_of("apps.connections.open")) == 2)
    finally:
        await handler.close_async()


# --- the Bot Connector ---


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    async with Connector(schemas=schema_folder()) as server:
        yield server


@asynccontextmanager
async def bot_session(connector: Connector) -> AsyncIterator[aiohttp.ClientSession]:
    form = {"grant_type": "client_credentials", "client_id": connector.app_id, "scope": SCOPE}
    async with aiohttp.ClientSession() as session:
        url = f"{connector.login_url}/{connector.tenant}/oauth2/v2.0/token"
        async with session.post(url, data={**form, "client_secret": "wrong"}) as response:
            assert (response.status, (await response.json())["error"]) == (401, "invalid_client")
        async with session.post(url, data={**form, "client_secret": connector.secret}) as response:
            token = (await response.json())["access_token"]
        session.headers["Authorization"] = f"Bearer {token}"
        yield session


def card(title: str, *actions: dict[str, Any], body: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    words = {"type": "TextBlock", "text": title}
    return {"type": "AdaptiveCard", "version": "1.5", "body": [words, *body], "actions": list(actions)}


def carrying(content: dict[str, Any]) -> dict[str, Any]:
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
    return {"type": "message", "attachments": [attachment]}


async def test_activities_are_sent_updated_and_deleted_with_a_token_only(connector: Connector) -> None:
    async with bot_session(connector) as bot:
        start = {"isGroup": False, "bot": {"id": payloads.TEAMS_BOT}, "members": [{"id": JOAO.user}]}
        async with bot.post(f"{connector.service_url}v3/conversations", json=start) as response:
            room = (await response.json())["id"]
        url = f"{connector.service_url}v3/conversations/{room}"
        async with bot.post(f"{url}/activities", json=carrying(card("one"))) as response:
            first = (await response.json())["id"]
        async with bot.put(f"{url}/activities/{first}", json=carrying(card("two"))) as response:
            assert response.status == 200
        assert [cards.words_of(posted.card or {}) for posted in connector.messages_to(JOAO)] == ["two"]
        assert len(connector.versions_of(connector.last_card(JOAO))) == 2
        both = {**carrying(card("three")), "text": "and words"}
        async with bot.post(f"{url}/activities/{first}", json=both) as response:
            assert await response.json() == {}
        assert len(connector.messages_to(JOAO)) == 3
        async with bot.delete(f"{url}/activities/{first}") as response:
            assert response.status == 200
        async with bot.put(f"{url}/activities/{first}", json=carrying(card("x"))) as response:
            assert response.status == 404
        async with bot.get(f"{url}/members/{JOAO.user}") as response:
            assert (await response.json())["tenantId"] == payloads.PARTNER_TENANT
        async with bot.get(f"{url}/pagedmembers?pageSize=50") as response:
            assert [member["aadObjectId"] for member in (await response.json())["members"]] == [JOAO.aad]
        connector.expire_tokens()
        async with bot.post(f"{url}/activities", json=carrying(card("four"))) as response:
            assert response.status == 401


async def test_what_teams_refuses_is_refused(connector: Connector) -> None:
    connector.per_second = 2
    room = connector.personal(JOAO).id
    url = f"{connector.service_url}v3/conversations/{room}/activities"
    async with bot_session(connector) as bot:

        async def send(activity: dict[str, Any], where: str = url) -> tuple[int, str]:
            async with bot.post(where, json=activity) as response:
                body = await response.json()
                return response.status, body.get("error", {}).get("code", "")

        assert await send({"type": "message", "text": "x" * 60_000}) == (413, "MessageSizeTooBig")
        assert await send({"type": "message", "text": "x"}, url.replace("a:", "b:")) == (404, "ConversationNotFound")
        assert [await send({"type": "message", "text": "x"}) for _ in range(3)] == [
            (201, ""),
            (201, ""),
            (429, "TooManyRequests"),
        ]
        connector.per_second = None
        connector.block(JOAO)
        assert await send({"type": "message", "text": "x"}) == (403, "MessageWritesBlocked")
        connector.block(JOAO, blocked=False)
        for kind, status in (("412", 412), ("502", 502), ("403", 403)):
            connector.fail("send", kind=kind, error="BotNotInConversationRoster")  # type: ignore[arg-type] # a loop
            assert await send({"type": "message", "text": "x"}) == (status, "BotNotInConversationRoster")


async def test_tokens_are_signed_by_the_published_key_until_it_is_rotated(connector: Connector) -> None:
    async def published() -> jwt.PyJWKSet:
        async with aiohttp.ClientSession() as session:
            async with session.get(connector.metadata_url) as response:
                keys = (await response.json())["jwks_uri"]
            async with session.get(keys) as response:
                return jwt.PyJWKSet.from_dict(await response.json())

    def claims(token: str, keys: jwt.PyJWKSet) -> dict[str, Any]:
        key = keys[jwt.get_unverified_header(token)["kid"]]
        return dict(jwt.decode(token, key, algorithms=["RS256"], audience=connector.app_id))

    token = connector.token()
    assert claims(token, await published())["serviceurl"] == connector.service_url
    assert "exp" not in jwt.decode(connector.token(exp=None), options={"verify_signature": False})
    connector.rotate()
    with pytest.raises(KeyError):
        claims(token, await published())
    assert claims(connector.token(), await published())["iss"] == "https://api.botframework.com"
    with pytest.raises(KeyError):
        claims(connector.token(signed_by=SigningKey.make()), await published())


# --- a person at Teams ---

REGISTER = card(
    "Register a deal",
    {"type": "Action.Submit", "title": "Cancel", "associatedInputs": "none", "data": {"do": "cancel"}},
    {"type": "Action.Submit", "title": "Register", "data": {"do": "register"}},
    body=(
        {
            "type": "Input.ChoiceSet",
            "id": "customer",
            "style": "filtered",
            "choices": [],
            "isRequired": True,
            "errorMessage": "!",
            "choices.data": {"type": "Data.Query", "dataset": "customers", "associatedInputs": "auto"},
        },
        {"type": "Input.Text", "id": "amount", "value": "100", "maxLength": 20},
        {"type": "Input.Date", "id": "close"},
    ),
)

DECIDE = card(
    "Nowak",
    {"type": "Action.Execute", "title": "Approve", "verb": "deal-approve", "data": {"ref": "D-1"}},
    {"type": "Action.Submit", "title": "Open", "data": {"msteams": {"type": "task/fetch"}, "form": "deal"}},
    body=({"type": "Input.Text", "id": "note"},),
)


def task(content: dict[str, Any]) -> dict[str, Any]:
    held = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
    return {"task": {"type": "continue", "value": {"title": "A deal", "height": 400, "width": 600, "card": held}}}


def bot_answer(activity: dict[str, Any]) -> dict[str, Any] | None:
    value = activity.get("value") or {}
    match activity.get("name"):
        case "task/fetch" | "composeExtension/fetchTask":
            return task(REGISTER)
        case "task/submit" | "composeExtension/submitAction" if not value["data"]["amount"].isdigit():
            customer = {**REGISTER["body"][1], "value": value["data"]["customer"]}
            return task(card("A number, please", *REGISTER["actions"], body=(customer, *REGISTER["body"][2:])))
        case "adaptiveCard/action":
            return {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card("Approved")}
        case "application/search":
            found = {"results": [{"title": value["queryText"] + " Ltd", "value": "c1"}]}
            return {"type": "application/vnd.microsoft.search.searchResponse", "value": found}
        case _:
            return None


@pytest.fixture
async def joao(connector: Connector, heard: list[dict[str, Any]]) -> AsyncIterator[TeamsUser]:
    async def messages(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        key = jwt.PyJWK(connector.key.jwk(), algorithm="RS256")
        jwt.decode(token, key, audience=connector.app_id)
        body = await request.json()
        assert Activity().deserialize(body).from_property.aad_object_id == JOAO.aad
        heard.append(body)
        answer = bot_answer(body)
        return web.Response(status=200) if answer is None else web.json_response(answer)

    async with serving("/api/messages", messages) as url:
        yield TeamsUser(connector, JOAO, url, connector.add_channel(JOAO, payloads.TEAMS_GUEST))


async def test_a_person_at_teams_opens_searches_corrects_and_submits_a_dialog(
    joao: TeamsUser, heard: list[dict[str, Any]]
) -> None:
    await joao.press(DECIDE, "Open")
    await joao.type_ahead(joao.dialog, "customers", "Nowak")
    with pytest.raises(ClientRefuses, match="customer"):
        await joao.submit(joao.dialog, {}, "Register")
    await joao.submit(joao.dialog, {"customer": "Nowak Ltd", "amount": "much"}, "Register")
    assert joao.dialog.card["body"][0]["text"] == "A number, please"
    await joao.submit(joao.dialog, {"amount": "12500"}, "Register")

    assert not joao.sees_a_dialog
    fetch, search, first, second = (activity["value"] for activity in heard)
    assert fetch["data"] == {"msteams": {"type": "task/fetch"}, "form": "deal"}
    assert (search["queryText"], search["data"]) == ("Nowak", {"amount": "100", "close": ""})
    assert first["data"] == {"do": "register", "customer": "c1", "amount": "much"}
    assert second["data"] == {"do": "register", "customer": "c1", "amount": "12500"}


async def test_an_action_of_the_message_extension_opens_the_dialog_at_once(
    joao: TeamsUser, heard: list[dict[str, Any]]
) -> None:
    await joao.fetch_action("deal")
    await joao.type_ahead(joao.dialog, "customers", "Nowak")
    await joao.submit(joao.dialog, {"customer": "c1"}, "Register")

    assert [activity["name"] for activity in heard[::2]] == [
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
    ]
    assert heard[2]["value"]["commandId"] == "deal"
    assert heard[2]["conversation"]["conversationType"] == "channel"


async def test_a_pressed_card_is_replaced_for_the_person_until_the_message_changes(
    joao: TeamsUser, connector: Connector, heard: list[dict[str, Any]]
) -> None:
    async with bot_session(connector) as bot:
        url = f"{connector.service_url}v3/conversations/{connector.personal(JOAO).id}/activities"
        async with bot.post(url, json=carrying(DECIDE)) as response:
            name = (await response.json())["id"]
        await joao.press(joao.card, "Approve", {"note": "good"})
        assert cards.words_of(joao.seen(joao.card)) == "Approved"
        async with bot.put(f"{url}/{name}", json=carrying(card("Withdrawn"))) as response:
            assert response.status == 200

    assert cards.words_of(joao.seen(joao.card)) == "Withdrawn"
    assert heard[0]["replyToId"] == name
    action = heard[0]["value"]["action"]
    assert (action["verb"], action["data"]) == ("deal-approve", {"ref": "D-1", "note": "good"})


async def test_words_mentions_and_installations_look_like_teams(
    joao: TeamsUser, connector: Connector, heard: list[dict[str, Any]]
) -> None:
    await joao.say("deal Nowak")
    await joao.mention("deal list")
    await joao.redeliver()
    await joao.removed()
    assert connector.personal(JOAO).blocked
    await joao.installed()

    said, mention, again, *about = heard
    assert (said["conversation"]["conversationType"], said["locale"]) == ("personal", "pt-BR")
    assert said["localTimezone"] == said["entities"][0]["timezone"] == "America/Sao_Paulo"
    assert said["channelData"]["tenant"]["id"] == payloads.PARTNER_TENANT
    assert mention["text"] == "<at>Tandem</at>&nbsp;deal list\n"
    assert mention["entities"][0]["mentioned"]["id"] == payloads.TEAMS_BOT
    assert ";messageid=" in mention["conversation"]["id"]
    assert again == mention
    assert [(a["type"], a.get("action")) for a in about] == [
        ("installationUpdate", "remove"),
        ("installationUpdate", "add"),
        ("conversationUpdate", None),
    ]
    assert not connector.personal(JOAO).blocked


async def test_a_hundred_deliveries_at_once_are_answered_each(joao: TeamsUser, heard: list[dict[str, Any]]) -> None:
    answers = await asyncio.gather(*(joao.say(str(number)) for number in range(100)))

    assert all(answer.ok for answer in answers)
    assert len({activity["id"] for activity in heard}) == 100
