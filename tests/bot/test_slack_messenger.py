from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.answered import wait_in
from bot.messenger import Address, Found, Gone, Paused, Refused, Scope, Uncertain, Unreachable
from bot.slack.messenger import EVENT_TYPE, SlackMessenger
from domain.places import Platform
from tests.bot.slack_limits import assert_message
from tests.wire.payloads import SLACK_PEOPLE, SLACK_TOKEN, VENDOR_TEAM
from tests.wire.slack_api import SlackApi
from tests.wire.slack_tokens import Given
from views.vocabulary import Button, Buttons, Card, Picture, said

SOMEBODY = next(person for person in SLACK_PEOPLE if person.team == VENDOR_TEAM and not person.is_bot)
TO_SOMEBODY = Address(Platform.SLACK, VENDOR_TEAM, user=SOMEBODY.user)
CARD = Card(said("Deal"), said("Nowak <!channel>"), (Buttons((Button(said("Approve"), "deal-approve"),)),))
DECIDED = Card(said("Approved"), said("Nowak"))
LONG_AGO = timedelta(minutes=5)


@pytest.fixture
async def slack() -> AsyncIterator[SlackApi]:
    async with SlackApi() as server:
        yield server


@pytest.fixture
def patience() -> float:
    """Seconds; less only where Slack is slow, since so may be a machine."""
    return 30.0


@pytest.fixture
async def session(patience: float) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience)) as session:
        yield session


@pytest.fixture
def messenger(slack, session) -> SlackMessenger:
    return SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), slack.base_url, session)


async def test_a_message_to_a_person_opens_the_conversation_once_and_can_be_found(slack, messenger):
    sent = await messenger.post(TO_SOMEBODY, CARD, key="copy-1")
    again = await messenger.post(TO_SOMEBODY, CARD, key="copy-2")

    assert (sent.user, sent.conversation) == (SOMEBODY.user, slack.direct(SOMEBODY).id)
    assert sent.message != again.message
    assert len(slack.calls_of("conversations.open")) == 1
    post = slack.calls_of("chat.postMessage")[0]
    assert post.token == SLACK_TOKEN
    assert post.args["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"key": "copy-1"}}
    assert (post.args["unfurl_links"], post.args["unfurl_media"], post.args["parse"]) == (False, False, "none")
    assert "link_names" not in post.args
    assert_message(post.args)


async def test_a_card_is_amended_and_retracted(slack, messenger):
    room = slack.add_channel("deals", SOMEBODY)
    sent = await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, room.id), CARD, key="copy-1")

    await messenger.amend(sent, DECIDED)
    assert "Approved" in slack.rooms.find(room.id, sent.message).text

    await messenger.retract(sent)
    assert slack.rooms.find(room.id, sent.message) is None
    await messenger.retract(sent)
    with pytest.raises(Gone):
        await messenger.amend(sent, DECIDED)


async def test_what_has_a_picture_that_slack_cannot_fetch_goes_with_a_link_to_it_and_so_is_it_amended(slack, messenger):
    slack.slack.unfetched.add("https://vendor.example/a.png")
    card = replace(CARD, parts=(Picture("https://vendor.example/a.png", said("A <sensor>")), *CARD.parts))

    sent = await messenger.post(TO_SOMEBODY, card, key="copy-1")
    await messenger.amend(sent, card)

    for last in (slack.calls_of("chat.postMessage")[-1], slack.calls_of("chat.update")[-1]):
        assert_message(last.args)
        texts = [block["text"]["text"] for block in last.args["blocks"] if block["type"] == "section"]
        assert "<https://vendor.example/a.png|A &lt;sensor&gt;>" in texts
    assert slack.calls_of("chat.postMessage")[-1].args["metadata"]["event_payload"] == {"key": "copy-1"}


async def test_an_uncertain_message_is_found_or_certainly_not_there(slack, messenger):
    since = datetime.now(UTC)
    slack.fail("chat.postMessage", kind="act_then_drop")
    with pytest.raises(Uncertain):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")
    await messenger.post(TO_SOMEBODY, CARD, key="copy-2")

    found = await messenger.find(TO_SOMEBODY, key="copy-1", since=since)
    nothing = await messenger.find(TO_SOMEBODY, key="copy-3", since=since)

    assert found is not None
    assert found.address is not None
    await messenger.amend(found.address, DECIDED)
    assert nothing is not None
    assert nothing.address is None


async def test_whoever_looks_finds_a_message_that_was_sent_twice_in_both_places(slack, messenger):
    since = datetime.now(UTC)
    first = await messenger.post(TO_SOMEBODY, CARD, key="copy-1")
    await messenger.post(TO_SOMEBODY, CARD, key="copy-2")
    again = await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    found = await messenger.find(TO_SOMEBODY, key="copy-1", since=since)

    assert found is not None
    assert (found.address, found.others) == (again, (first,))


@pytest.mark.parametrize("minutes", [-4, 4])
async def test_a_message_is_found_although_slacks_clock_is_not_ours(slack, messenger, minutes):
    await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    found = await messenger.find(TO_SOMEBODY, key="copy-1", since=datetime.now(UTC) + timedelta(minutes=minutes))

    assert found is not None
    assert found.address is not None


async def test_a_long_history_is_read_page_by_page_and_no_further_than_is_sensible(slack, messenger):
    since = datetime.now(UTC)
    sent = await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    def others(count: int) -> None:
        for number in range(count):
            slack.rooms.put(sent.conversation, SOMEBODY.user, f"message {number}")

    others(250)
    found = await messenger.find(TO_SOMEBODY, key="copy-1", since=since)
    assert found is not None
    assert found.address == sent

    others(1000)
    assert await messenger.find(TO_SOMEBODY, key="copy-1", since=since) is None


async def test_a_look_that_slack_cuts_short_goes_on_where_it_was(slack, messenger, monkeypatch):
    """One page a minute is what Slack gives an app outside of its marketplace: from the top it would never end."""
    since = datetime.now(UTC)
    sent = await messenger.post(TO_SOMEBODY, CARD, key="copy-1")
    for number in range(250):
        slack.rooms.put(sent.conversation, SOMEBODY.user, f"message {number}")
    pages = slack.rooms.history

    def one_page(channel: str, oldest: str, latest: str, limit: int) -> object:
        slack.fail("conversations.history", kind="429", retry_after=60)
        return pages(channel, oldest, latest, limit)

    async def looks(key: str) -> Found | None:
        slack.heal()
        found: Found | None = await messenger.find(TO_SOMEBODY, key=key, since=since)
        return found

    monkeypatch.setattr(slack.rooms, "history", one_page)
    for key in ("copy-1", "copy-2") * 2:
        with pytest.raises(Paused):
            await looks(key)

    assert await looks("copy-1") == Found(sent)
    assert await looks("copy-2") == Found()
    monkeypatch.undo()
    late = await messenger.post(TO_SOMEBODY, CARD, key="copy-2")
    assert await looks("copy-2") == Found(late)


async def test_a_workspace_that_lets_nobody_look_is_not_stopped_for_that(slack, messenger):
    slack.fail("conversations.history", kind="error", error="missing_scope")

    assert await messenger.find(TO_SOMEBODY, key="copy-1", since=datetime.now(UTC)) is None


@pytest.mark.parametrize("kind", ["act_then_drop", "drop", "act_then_500", "500", "503", "truncated", "html"])
async def test_nobody_knows_what_became_of_a_message_without_an_answer(slack, messenger, kind):
    slack.fail("chat.postMessage", kind=kind)

    with pytest.raises(Uncertain):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    assert len(slack.calls_of("chat.postMessage")) == 1


@pytest.mark.parametrize("code", ["fatal_error", "internal_error", "service_unavailable"])
async def test_an_error_that_may_have_done_something_is_uncertain(slack, messenger, code):
    slack.fail("chat.postMessage", kind="error", error=code)

    with pytest.raises(Uncertain, match=code):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")


@pytest.mark.parametrize("patience", [1.0])
async def test_a_slow_answer_is_uncertain(slack, messenger):
    slack.fail("chat.postMessage", kind="held")

    with pytest.raises(Uncertain, match="timeout"):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")


@pytest.mark.parametrize("method", ["chat.update", "chat.delete", "conversations.history", "conversations.open"])
@pytest.mark.parametrize(
    ("kind", "patience"), [("held", 1.0), ("act_then_500", 30.0), ("truncated", 30.0), ("html", 30.0)]
)
async def test_what_may_be_asked_twice_only_waits(slack, messenger, method, kind):
    room = slack.add_channel("deals")
    sent = await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, room.id), CARD, key="copy-1")
    slack.fail(method, kind=kind)
    ask = {
        "chat.update": lambda: messenger.amend(sent, DECIDED),
        "chat.delete": lambda: messenger.retract(sent),
        "conversations.history": lambda: messenger.find(sent, key="x", since=datetime.now(UTC) - LONG_AGO),
        "conversations.open": lambda: messenger.post(TO_SOMEBODY, CARD, key="copy-2"),
    }[method]

    with pytest.raises(Paused) as paused:
        await ask()

    assert paused.value.scope is Scope.COPY
    await ask()


@pytest.mark.parametrize(("after", "seconds"), [(7, 7), (None, 30), ("soon", 30), (99_999, 3600), (0, 1)])
async def test_too_many_requests_pause_the_workspace_as_long_as_told(slack, messenger, after, seconds):
    slack.fail("chat.postMessage", kind="429", retry_after=after, error="ratelimited")

    with pytest.raises(Paused) as paused:
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    assert (paused.value.seconds, paused.value.scope) == (seconds, Scope.WORK)
    assert len(slack.calls_of("chat.postMessage")) == 1


def test_retry_after_may_be_a_date():
    soon = datetime.now(UTC) + timedelta(seconds=60)

    assert 55 < (wait_in({"Retry-After": format_datetime(soon, usegmt=True)}) or 0) <= 60
    assert wait_in({"Retry-After": format_datetime(soon - timedelta(days=1), usegmt=True)}) == 0
    assert wait_in({"Retry-After": "soon"}) is None
    assert wait_in({"Retry-After": f"Mon, 01 Jan {'9' * 30} 00:00:00 GMT"}) is None


@pytest.mark.parametrize("code", ["is_archived", "msg_too_long", "invalid_blocks", "cannot_dm_bot", "a_new_code"])
async def test_a_clear_no_is_a_refusal_with_slacks_own_reason(slack, messenger, code):
    slack.fail("chat.postMessage", kind="error", error=code)

    with pytest.raises(Refused, match=code) as refused:
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    assert isinstance(refused.value, Unreachable) is (code in ("is_archived", "cannot_dm_bot"))


@pytest.mark.parametrize("code", ["user_disabled", "cannot_dm_bot", "user_not_found", "invalid_user_combination"])
async def test_a_conversation_that_cannot_be_opened_is_the_accounts_fault(slack, messenger, code):
    slack.fail("conversations.open", kind="error", error=code)

    with pytest.raises(Unreachable, match=code):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    assert not slack.calls_of("chat.postMessage")


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
async def test_a_token_that_is_worth_nothing_stops_the_workspace_for_long(slack, messenger, code):
    slack.fail("chat.postMessage", kind="error", error=code)

    with pytest.raises(Paused, match=code) as paused:
        await messenger.post(TO_SOMEBODY, CARD, key="copy-1")

    assert paused.value.seconds == 3600
    assert paused.value.scope is Scope.TENANT


async def test_a_workspace_without_token_waits_and_nothing_is_sent(slack, messenger):
    with pytest.raises(Paused, match="no-token"):
        await messenger.post(Address(Platform.SLACK, "T0STRANGER", "C1"), CARD, key="copy-1")

    assert not slack.calls


async def test_the_token_may_be_looked_up_slowly(slack, session):
    class Slow(Given):
        async def of(self, host: str) -> str:
            return SLACK_TOKEN

    assert (await SlackMessenger(Slow({}), slack.base_url, session).post(TO_SOMEBODY, CARD, key="k")).message


async def test_a_slack_that_is_not_there_received_nothing(slack, messenger):
    await slack.stop()

    with pytest.raises(Paused, match="unreachable"):
        await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, "C1"), CARD, key="copy-1")


@pytest.mark.parametrize(
    ("status", "body", "kind", "expected"),
    [
        (302, "", "text/html", Paused),
        (403, "<html>", "text/html", Paused),
        (413, "<html>", "text/html", Refused),
        (502, "<html>", "text/html", Uncertain),
        (200, "[]", "application/json", Uncertain),
        (200, "[1]", "application/json", Uncertain),
        (200, "{}", "application/json", Uncertain),
        (200, '{"ok": true}', "application/json", Uncertain),
        (200, '{"ok": true, "ts": 7}', "application/json", Uncertain),
        (200, "\xff", "application/json", Uncertain),
        (200, "ok", "text/plain", Uncertain),
        (200, "[" * 100_000, "application/json", Uncertain),
    ],
)
async def test_an_answer_that_is_not_slacks_is_judged_all_the_same(session, status, body, kind, expected):
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=body.encode("latin-1"), content_type=kind)

    async with TestServer(_app(answer)) as server:
        messenger = SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), str(server.make_url("/api/")), session)
        with pytest.raises(expected):
            await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, "C1"), CARD, key="copy-1")


def _app(answer: Callable[[web.Request], Awaitable[web.Response]]) -> web.Application:
    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    return app


async def test_to_whom_no_private_message_can_go_it_is_whispered_where_they_were_met(slack, messenger):
    room = slack.add_channel("partners", SOMEBODY)
    there = Address(Platform.SLACK, VENDOR_TEAM, user=SOMEBODY.user, channel=room.id)
    slack.fail("conversations.open", kind="error", error="user_not_visible", times=2)

    sent = await messenger.post(there, CARD, key="copy-1")

    [whisper] = slack.whispers_to(SOMEBODY)
    assert "Deal" in whisper.text
    assert (sent.conversation, sent.message) == (room.id, "")
    with pytest.raises(Refused, match="user_not_visible"):
        await messenger.post(TO_SOMEBODY, CARD, key="copy-2")
    slack.fail("conversations.open", kind="error", error="user_disabled")
    with pytest.raises(Refused):
        await messenger.post(there, CARD, key="copy-3")


# --- a deal desk ---


async def test_nothing_is_said_in_a_closed_place_that_is_shared_or_cannot_be_looked_at(slack, messenger):
    shared, own = slack.add_channel("both", SOMEBODY, shared=True), slack.add_channel("desk", SOMEBODY)
    across = slack.add_channel("all", SOMEBODY)
    across.across = True
    faults = ((shared, "", "shared-channel"), (across, "", "shared-channel"), (own, "missing_scope", "missing_scope"))
    for room, fault, reason in faults:
        if fault:
            slack.fail("conversations.info", kind="error", error=fault)
        with pytest.raises(Refused) as refused:
            await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, room.id, closed=True), CARD, key="copy-1")
        assert refused.value.reason == reason

    assert not slack.calls_of("chat.postMessage")


async def test_many_cards_of_a_closed_place_are_looked_at_once(slack, messenger):
    room = slack.add_channel("desk", SOMEBODY)
    for number in range(3):
        await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, room.id, closed=True), CARD, key=f"copy-{number}")

    assert len(slack.calls_of("conversations.info")) == 1


@pytest.mark.parametrize("fault", ["", "missing_scope"])
async def test_what_stands_in_a_closed_place_that_is_shared_by_now_or_cannot_be_looked_at_is_taken_away(
    slack, messenger, fault: str
):
    messenger.look = 0
    room = slack.add_channel("desk", SOMEBODY)
    sent = await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, room.id, closed=True), CARD, key="copy-1")
    await messenger.amend(sent, DECIDED)
    room.shared = True
    if fault:
        slack.fail("conversations.info", kind="error", error=fault)

    with pytest.raises(Gone):
        await messenger.amend(sent, CARD)

    assert len(slack.calls_of("chat.update")) == 1
    assert slack.rooms.find(room.id, sent.message) is None
