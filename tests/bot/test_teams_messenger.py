"""Cards reach Teams through its Connector, each failure is said in the courier's words, and a turn is botbuilder's."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from botbuilder.core import TurnContext

from bot.messenger import Address, Gone, Messenger, Paused, Refused, Uncertain, Unreachable
from bot.teams.adapter import TeamsAdapter
from bot.teams.connector import Connector, NoToken
from bot.teams.messenger import TeamsMessenger
from domain.places import Platform
from tests.wire import connector as wire
from tests.wire.payloads import TEAMS_PEOPLE
from tests.wire.schemas import schema_folder
from tests.wire.server import Call
from views.vocabulary import Button, Buttons, Card, said

ANNA = TEAMS_PEOPLE[0]
CARD = Card(
    said("Deal with Nowak"), said("12 500 EUR"), (Buttons((Button(said("Approve"), "deal-approve", "D-1", 1),)),)
)
LATER = replace(CARD, summary=said("Approved"), parts=())


@pytest.fixture
async def microsoft():
    async with wire.Connector(schemas=schema_folder()) as server:
        yield server


@pytest.fixture
async def session():
    async with aiohttp.ClientSession() as session:
        yield session


def connected(microsoft, session, *, trusted=lambda _: True, password=None, **options):
    about = {"app_id": microsoft.app_id, "tenant": microsoft.tenant, "login": microsoft.login_url, **options}
    return Connector(session, password=password or microsoft.secret, trusted=trusted, **about)


@pytest.fixture
def messenger(microsoft, session) -> Messenger:
    return TeamsMessenger(connected(microsoft, session))


@pytest.fixture
def chat(microsoft):
    """Where Anna and Tandem talk already."""
    room = microsoft.personal(ANNA)
    return Address(Platform.TEAMS, ANNA.tenant, room.id, ANNA.user, service=microsoft.service_url)


@asynccontextmanager
async def refused(kind):
    found = SimpleNamespace()
    with pytest.raises(kind) as raised:
        yield found
    found.value, found.reason = raised.value, raised.value.reason


# --- what goes well ---


async def test_a_card_is_posted_amended_and_retracted(messenger, microsoft, chat):
    there = await messenger.post(chat, CARD, key="k1")
    (posted,) = microsoft.messages_to(ANNA)
    assert there == replace(chat, message=posted.id)
    assert posted.activity["summary"] == "Deal with Nowak: 12 500 EUR"

    await messenger.amend(there, LATER)
    assert "Approved" in microsoft.last_card(ANNA).everything

    await messenger.retract(there)
    assert microsoft.messages_to(ANNA) == []


async def test_a_person_never_written_to_gets_a_conversation_first(messenger, microsoft, chat):
    there = await messenger.post(replace(chat, conversation=""), CARD, key="k1")

    (asked,) = microsoft.calls_of("create")
    assert asked.args["bot"] == {"id": f"28:{microsoft.app_id}"}
    assert asked.args["members"] == [{"id": ANNA.user}]
    assert asked.args["tenantId"] == ANNA.tenant
    assert asked.args["channelData"] == {"tenant": {"id": ANNA.tenant}}
    assert (there.conversation, there.message) == (chat.conversation, microsoft.last_card(ANNA).id)


async def test_a_channel_with_signs_in_its_id_is_written_to(messenger, microsoft, chat):
    channel = microsoft.add_channel(ANNA)

    there = await messenger.post(replace(chat, conversation=f"{channel.id};messageid=1"), CARD, key="k1")
    await messenger.amend(there, LATER)

    assert [posted.version for posted in microsoft.messages_in(channel.id)] == [2]


async def test_there_is_no_way_to_look(messenger, chat):
    assert await messenger.find(chat, key="k1", since=datetime(2026, 11, 21, tzinfo=UTC)) is None


# --- tokens ---


async def test_a_token_is_fetched_once_however_many_cards_leave(messenger, microsoft, chat):
    await asyncio.gather(*(messenger.post(chat, CARD, key=str(n)) for n in range(8)))
    await messenger.post(chat, CARD, key="9")

    assert len(microsoft.calls_of("token")) == 1
    assert len(microsoft.messages_to(ANNA)) == 9


async def test_a_token_near_its_end_is_fetched_anew(messenger, microsoft, chat):
    microsoft.token_seconds = 299

    await messenger.post(chat, CARD, key="1")
    await messenger.post(chat, CARD, key="2")

    assert len(microsoft.calls_of("token")) == 2


async def test_a_token_that_is_refused_is_fetched_anew_and_the_card_leaves_once(messenger, microsoft, chat):
    await messenger.post(chat, CARD, key="1")
    microsoft.expire_tokens()

    await messenger.post(chat, CARD, key="2")

    assert len(microsoft.calls_of("token")) == 2
    assert len(microsoft.messages_to(ANNA)) == 2


async def test_a_token_refused_again_and_again_pauses(messenger, microsoft, chat):
    microsoft.fail("send", times=None, kind="401")

    async with refused(Paused) as found:
        await messenger.post(chat, CARD, key="1")

    assert found.reason == "token-refused"
    assert len(microsoft.calls_of("send")) == 2


async def test_a_wrong_password_pauses_and_nothing_is_sent(microsoft, session, chat):
    messenger = TeamsMessenger(connected(microsoft, session, password="wrong"))

    async with refused(Paused) as found:
        await messenger.post(chat, CARD, key="1")

    assert (found.reason, found.value.seconds) == ("no-token", 60)
    assert microsoft.calls_of("send") == []


async def test_a_login_that_fails_says_so_to_all_who_wait_and_is_asked_again_later(microsoft, session, chat):
    connector = connected(microsoft, session)
    microsoft.fail("token", kind="html")

    waiting = [connector.member(chat.service, chat.conversation, ANNA.user) for _ in range(3)]
    answers = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(answer) for answer in answers] == [NoToken] * 3
    assert (await connector.member(chat.service, chat.conversation, ANNA.user))["aadObjectId"] == ANNA.aad


async def test_the_token_goes_to_no_stranger(microsoft, session, chat):
    asked: list[str] = []
    messenger = TeamsMessenger(connected(microsoft, session, trusted=asked.append))

    async with refused(Refused) as found:
        await messenger.post(chat, CARD, key="1")

    assert (found.reason, asked, microsoft.calls) == ("untrusted-service", [chat.service], [])


async def test_the_token_follows_no_redirect(messenger, microsoft, chat):
    async def elsewhere(request):
        raise web.HTTPTemporaryRedirect(f"{microsoft.service_url}v3/conversations/{chat.conversation}/activities")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", elsewhere)
    async with TestServer(app) as server, refused(Paused) as found:
        await messenger.post(replace(chat, service=str(server.make_url("/"))), CARD, key="1")

    assert found.reason == "status-307"
    assert microsoft.calls_of("send") == []


# --- what goes wrong ---


@pytest.mark.parametrize(
    ("kind", "error", "raised", "reason"),
    [
        ("429", "", Paused, "status-429"),
        ("412", "", Paused, "status-412"),
        ("403", "MessageWritesBlocked", Unreachable, "blocked"),
        ("403", "BotNotInConversationRoster", Unreachable, "not-in-conversation"),
        ("403", "Other", Unreachable, "forbidden"),
        ("404", "ConversationNotFound", Unreachable, "conversation-gone"),
        ("404", "", Unreachable, "conversation-gone"),
        ("413", "MessageSizeTooBig", Refused, "too-large"),
        ("400", "BadSyntax", Refused, "status-400"),
        ("500", "", Uncertain, "status-500"),
        ("502", "", Uncertain, "status-502"),
        ("503", "", Uncertain, "status-503"),
        ("504", "", Uncertain, "status-504"),
        ("drop", "", Uncertain, "connection-lost"),
        ("act_then_drop", "", Uncertain, "connection-lost"),
        ("act_then_500", "", Uncertain, "status-500"),
    ],
)
async def test_a_failure_to_post_says_whether_the_card_may_have_left(
    messenger, microsoft, chat, kind, error, raised, reason
):
    microsoft.fail("send", kind=kind, error=error)

    async with refused(raised) as found:
        await messenger.post(chat, CARD, key="1")

    assert found.reason == reason
    assert len(microsoft.calls_of("send")) == 1


@pytest.mark.parametrize(
    ("said_wait", "waited"), [(7, 7.0), (None, 5.0), ("soon", 5.0), ("-3", 5.0), (99999, 3600.0), (0, 1.0)]
)
async def test_a_pause_lasts_as_long_as_teams_says(messenger, microsoft, chat, said_wait, waited):
    microsoft.fail("send", kind="429", retry_after=said_wait)

    async with refused(Paused) as found:
        await messenger.post(chat, CARD, key="1")

    assert found.value.seconds == waited


async def test_a_server_that_is_not_there_got_nothing(messenger, microsoft, chat):
    await messenger.post(chat, CARD, key="1")
    await microsoft.stop()
    await asyncio.sleep(0.05)  # the open connection learns of it

    async with refused(Paused) as found:
        await messenger.post(chat, CARD, key="2")

    assert found.reason == "unreachable"


async def test_a_conversation_that_may_have_been_opened_is_simply_opened_again(messenger, microsoft, chat):
    microsoft.fail("create", kind="act_then_drop")

    async with refused(Paused):
        await messenger.post(replace(chat, conversation=""), CARD, key="1")
    await messenger.post(replace(chat, conversation=""), CARD, key="1")

    assert len(microsoft.messages_to(ANNA)) == 1


async def test_a_person_who_removed_the_app_refuses_everything(messenger, microsoft, chat):
    microsoft.block(ANNA)

    for address in (chat, replace(chat, conversation="")):
        async with refused(Refused) as found:
            await messenger.post(address, CARD, key="1")
        assert found.reason == "blocked"


async def test_a_message_that_somebody_deleted_is_gone(messenger, chat):
    there = await messenger.post(chat, CARD, key="1")
    await messenger.retract(there)

    async with refused(Gone):
        await messenger.amend(there, LATER)
    async with refused(Gone):
        await messenger.retract(there)


async def test_a_conversation_that_is_gone_is_no_message_that_is_gone(messenger, chat):
    nowhere = replace(chat, conversation="a:nowhere", message="1")

    async with refused(Refused) as found:
        await messenger.amend(nowhere, LATER)

    assert (type(found.value), found.reason) == (Unreachable, "conversation-gone")


async def test_a_card_that_was_taken_without_a_name_for_it_is_delivered(session, chat):
    async def taken(_):
        return web.json_response({}, status=201)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", taken)
    async with TestServer(app) as server:
        connector = Connector(session, app_id="a", password="", tenant="t", trusted=lambda _: True)
        there = await TeamsMessenger(connector).post(replace(chat, service=str(server.make_url("/"))), CARD, key="1")

    assert there.message == ""


# --- turns ---


def activity_in(microsoft, chat, **more):
    return {
        "type": "message",
        "id": "f:1",
        "channelId": "msteams",
        "serviceUrl": microsoft.service_url,
        "from": {"id": ANNA.user, "aadObjectId": ANNA.aad},
        "recipient": {"id": "28:bot"},
        "conversation": {"id": chat.conversation, "tenantId": ANNA.tenant, "conversationType": "personal"},
        "text": "deal",
        "timestamp": "not a time",
        "entities": {"odd": []},
        **more,
    }


async def test_a_turn_is_botbuilders_and_gives_the_body_that_answers_an_invoke(microsoft, session, chat):
    seen = []

    async def handle(context: TurnContext):
        seen.append((context.activity.value, context.activity.from_property.aad_object_id))
        return {"task": {"type": "message", "value": "ok"}}

    invoke = activity_in(microsoft, chat, type="invoke", name="task/fetch", value={"data": {"route": "x"}})
    answer = await TeamsAdapter(connected(microsoft, session)).turn(invoke, handle)

    assert answer == {"task": {"type": "message", "value": "ok"}}
    assert seen == [({"data": {"route": "x"}}, ANNA.aad)]


async def test_what_botbuilder_sends_in_a_turn_arrives_can_be_changed_and_deleted(microsoft, session, chat):
    async def handle(context: TurnContext):
        sent = await context.send_activity("one moment")
        later = TurnContext.apply_conversation_reference(
            context.activity.__class__(type="message", id=sent.id, text="done"),
            TurnContext.get_conversation_reference(context.activity),
        )
        await context.update_activity(later)
        assert [posted.text for posted in microsoft.messages_to(ANNA)] == ["done"]
        await context.delete_activity(sent.id)

    assert await TeamsAdapter(connected(microsoft, session)).turn(activity_in(microsoft, chat), handle) is None
    assert microsoft.messages_to(ANNA) == []
    assert [call.method for call in microsoft.calls if isinstance(call, Call)] == ["token", "send", "update", "delete"]


@pytest.mark.parametrize(
    "odd", [{"from": "x"}, {"conversation": [1]}, {"value": 5}, {"text": {"a": 1}}, {"membersAdded": "x"}, {"id": None}]
)
async def test_an_odd_activity_is_no_trouble(microsoft, session, chat, odd):
    async def handle(_):
        return {"ok": True}

    turn = TeamsAdapter(connected(microsoft, session)).turn

    assert await turn(activity_in(microsoft, chat) | odd, handle) == {"ok": True}


async def test_an_error_in_a_turn_rises_as_it_is(microsoft, session, chat):
    async def handle(_):
        raise PermissionError("mine")

    with pytest.raises(PermissionError, match="mine"):
        await TeamsAdapter(connected(microsoft, session)).turn(activity_in(microsoft, chat), handle)


# --- a deal desk ---


@pytest.mark.parametrize("outsider", [{"tenant": "33333333-aaaa-4bbb-8ccc-000000000003"}, {"role": "guest"}, {}])
async def test_nothing_is_said_in_a_closed_place_with_an_outsider_and_what_stands_there_is_taken_away(
    microsoft, session, outsider
):
    messenger = TeamsMessenger(connected(microsoft, session), look=0)
    room = microsoft.add_channel(ANNA)
    address = Address(Platform.TEAMS, ANNA.tenant.upper(), room.id, service=microsoft.service_url, closed=True)
    sent = await messenger.post(address, CARD, key="copy-1")
    await messenger.amend(sent, LATER)
    if outsider:
        room.members["29:out"] = replace(ANNA, user="29:out", **outsider)
    else:
        room.members.clear()

    async with refused(Refused) as found:
        await messenger.post(address, CARD, key="copy-2")
    assert found.reason == "shared-channel"
    async with refused(Gone):
        await messenger.amend(sent, CARD)

    assert not microsoft.messages_in(room.id)
