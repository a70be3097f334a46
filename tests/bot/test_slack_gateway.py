"""Slack from its wire to the store and back."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot.dispatch import DEADLINE
from bot.slack.delivery import SETTLE
from tests.bot.slack_desk import CONNECTED, GUEST, MANAGER, NOBODY, NOWAK, REP, VENDOR, Desk, a_desk
from tests.office import GOOD_DEAL
from tests.wire.payloads import SLACK_SECRET, SlackIdentity
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor, Sent


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    async with a_desk(sqlite_url) as desk:
        yield desk


@pytest.fixture
def rep(desk: Desk) -> SlackUser:
    return desk.user(REP)


async def shown(rep: SlackUser, words: str) -> None:
    """Waits until the person's view says this."""
    await rep.api.until(lambda: rep.sees_a_form and words in json.dumps(rep.view))


FORM = {name: GOOD_DEAL[name] for name in ("amount", "currency", "product", "close_on", "deal_type", "country")}


async def fill_in(rep: SlackUser, **values: str) -> dict[str, str]:
    await rep.type_ahead(rep.view, "customer", "Kowalski Sp. z o.o.")
    return {**FORM, "customer": "Kowalski Sp. z o.o.", **values}


# --- asked and answered ---


async def test_a_command_opens_the_form_and_the_form_registers_a_deal(desk: Desk, rep: SlackUser) -> None:
    answer = await rep.command("/deal")
    assert (answer.status, answer.text) == (200, "")

    answer = await rep.submit(rep.view, await fill_in(rep))

    assert answer.body["response_action"] == "update"
    assert "Kowalski" in json.dumps(rep.view, ensure_ascii=False)
    assert desk.deals() == 1


async def test_what_was_typed_stays_with_the_error_at_its_field(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal", "Kowalski 12500 pln")
    assert rep.filled_in("customer") == "Kowalski"

    await rep.submit(rep.view, await fill_in(rep, amount="much"))

    assert set(rep.errors) == {"amount"}
    assert rep.filled_in("amount") == "much"
    assert desk.deals() == 0


async def test_the_same_delivery_four_times_has_one_effect_and_one_answer(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal")
    first = await rep.submit(rep.view, await fill_in(rep))

    again = await asyncio.gather(*(rep.redeliver(first) for _ in range(3)))

    assert [answer.body for answer in again] == [first.body] * 3
    assert desk.deals() == 1


async def test_another_process_gives_a_repeated_delivery_the_answer_of_the_inbox(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal")
    first = await rep.submit(rep.view, await fill_in(rep))
    desk.gateway._turns.clear()

    assert (await rep.redeliver(first)).body == first.body
    assert desk.deals() == 1


async def test_a_list_is_the_private_answer_to_its_command(desk: Desk, rep: SlackUser) -> None:
    answer = await rep.command("/acme-deal", "list", channel=desk.api.add_channel("sales", REP).id)

    assert answer.body["response_type"] == "ephemeral"
    assert rep.card.only_for == REP.user


async def test_the_card_to_pin_is_for_the_whole_channel_and_opens_the_form(desk: Desk, rep: SlackUser) -> None:
    channel = desk.api.add_channel("shared", REP).id

    await rep.command("/deal", "pin", channel=channel)
    await rep.press(desk.api.messages_in(channel)[-1], "deal-form")

    assert rep.view["callback_id"] == "deal-register"


async def test_a_message_to_tandem_is_answered_once_by_a_message(desk: Desk, rep: SlackUser) -> None:
    answer = await rep.message("deal list")
    await rep.redeliver(answer)

    assert answer.text == ""
    assert [message.only_for for message in rep.messages] == [""]


async def test_a_typed_deal_is_kept_until_its_form_is_opened_by_a_button(desk: Desk, rep: SlackUser) -> None:
    await rep.message("deal Kowalski &amp; Syn 12500 pln")
    assert not rep.sees_a_form

    await rep.press(rep.card, "deal-form")

    assert rep.filled_in("customer") == "Kowalski & Syn"
    assert rep.filled_in("amount") == "12,500"


async def test_a_mention_is_answered_where_only_its_writer_sees_it(desk: Desk, rep: SlackUser) -> None:
    channel = desk.api.add_channel("sales", REP, MANAGER).id

    await rep.mention("deal list", channel)

    assert rep.card.only_for == REP.user
    assert [message.author for message in desk.api.messages_in(channel)] == [REP.user]


async def test_a_mention_where_tandem_may_not_write_is_answered_directly(desk: Desk, rep: SlackUser) -> None:
    channel = desk.api.add_channel("sales", REP, bot_is_in=False).id

    await rep.mention("deal list", channel)

    assert rep.card.channel == desk.api.direct(REP).id


async def test_save_draft_takes_what_was_typed_and_says_so_in_the_form(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal")
    await rep.type_in(rep.view, {"amount": "1 000"})

    await rep.press(rep.view, "deal-draft")

    assert "draft" in json.dumps(rep.view["blocks"]).lower()
    await rep.command("/deal")
    assert rep.filled_in("amount") == "1 000"


async def test_a_shortcut_opens_the_form(rep: SlackUser) -> None:
    await rep.shortcut("deal-form")

    assert rep.view["callback_id"] == "deal-register"


async def test_home_shows_ones_deals_and_its_buttons_answer_in_a_view(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal")
    await rep.submit(rep.view, await fill_in(rep))

    await rep.open_home()
    await rep.press(rep.home, "deal-open")

    assert "Kowalski" in json.dumps(rep.home, ensure_ascii=False)
    assert rep.view["title"]["text"]
    assert "submit" not in {key for key, value in rep.view.items() if value}


async def waiting_deal(desk: Desk, rep: SlackUser) -> SlackUser:
    await rep.command("/deal")
    await rep.submit(rep.view, await fill_in(rep))
    manager = desk.user(MANAGER)
    await manager.command("/approvals")
    await manager.press(manager.card, "approval-open")
    return manager


async def test_a_decision_takes_the_place_of_the_card_it_was_made_on(desk: Desk, rep: SlackUser) -> None:
    manager = await waiting_deal(desk, rep)
    card = manager.card

    await manager.press(card, "approval-approve")

    newest = desk.api.versions_of(card)[-1]
    assert newest.version == 2
    assert not [block for block in newest.blocks if "approval-approve" in json.dumps(block)]


async def test_a_decision_is_shown_though_the_response_url_is_used_up(desk: Desk, rep: SlackUser) -> None:
    manager = await waiting_deal(desk, rep)
    posted = desk.api.rooms.put(desk.api.direct(MANAGER).id, "U07TANDEMBOT", "a copy", manager.card.blocks)
    desk.api.fail("response_url", kind="404")

    await manager.press(posted, "approval-approve")

    assert desk.api.versions_of(posted)[-1].version == 2


async def test_a_decision_on_a_card_that_cannot_be_changed_is_answered_all_the_same(desk: Desk, rep: SlackUser) -> None:
    manager = await waiting_deal(desk, rep)
    desk.api.fail("response_url", kind="404")
    desk.api.fail("chat.update", kind="error", error="cant_update_message")
    before = len(manager.messages)

    await manager.press(manager.card, "approval-approve")

    assert len(manager.messages) == before + 1
    assert "Approved" in json.dumps(manager.messages[-1].blocks)


async def test_a_button_in_the_conversation_with_tandem_is_answered_by_a_message_that_stays(
    desk: Desk, rep: SlackUser
) -> None:
    await rep.command("/deal")
    await rep.submit(rep.view, await fill_in(rep))
    await rep.message("deal list")

    await rep.press(rep.card, "deal-open")

    assert [message.only_for for message in rep.messages] == ["", ""]


async def test_a_button_in_a_view_is_answered_in_that_view(desk: Desk, rep: SlackUser) -> None:
    await waiting_deal(desk, rep)
    manager = desk.user(MANAGER)
    await manager.open_home()
    await manager.press(manager.home, "approval-open")
    first = manager.view["id"]

    await manager.press(manager.view, "approval-approve")

    assert manager.view["id"] == first
    assert "approval-approve" not in json.dumps(manager.view)


async def test_a_form_opened_on_a_card_rejects(desk: Desk, rep: SlackUser) -> None:
    manager = await waiting_deal(desk, rep)

    await manager.press(manager.card, "approval-reject-form")

    assert manager.view["callback_id"] == "approval-reject"


# --- who it is ---


@pytest.mark.parametrize("who", [NOBODY, GUEST, CONNECTED], ids=["unknown", "guest", "connect"])
async def test_whom_nobody_vouches_for_finds_a_door_and_no_data(desk: Desk, who: SlackIdentity) -> None:
    stranger = desk.user(who)
    channel = desk.api.add_channel("shared", who, shared=True).id

    await stranger.mention("deal list", channel)
    await stranger.press(stranger.card, "code-form")

    assert stranger.view["callback_id"] == "code-redeem"


async def test_a_stranger_is_spoken_to_in_the_language_of_their_slack(desk: Desk) -> None:
    stranger = desk.user(NOBODY)

    answer = await stranger.command("/deal")

    assert answer.body["text"].startswith("Cześć")


async def test_a_mistyped_code_comes_back_in_a_form(desk: Desk) -> None:
    stranger = desk.user(NOBODY)

    await stranger.command("/partner", "link WRONG")

    assert stranger.view["callback_id"] == "code-redeem"
    assert stranger.filled_in("code") == "WRONG"


async def test_somebody_known_is_asked_about_once_and_met(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal", "list")
    await rep.command("/deal", "list")
    await desk.settled()

    assert len(desk.api.calls_of("users.info")) == 1
    with desk.office.database.read() as store:
        [known] = [one for one in store.people.accounts(desk.office.person("rep").id) if one.host == NOWAK]
    assert known.identity.user == REP.user


async def test_a_profile_that_does_not_come_delays_nobody_for_long(desk: Desk, rep: SlackUser) -> None:
    desk.api.fail("users.info", kind="held")

    answer = await rep.command("/deal", "list")

    assert answer.body["blocks"]


# --- late ---


@pytest.fixture
async def slow(desk: Desk, rep: SlackUser) -> AsyncIterator[Desk]:
    """Whoever is asked about is known, and then the database falls asleep."""
    await rep.command("/deal")
    desk.sleeps()
    yield desk
    desk.wakes()


def test_what_sleeps_is_waited_for_no_longer_than_slack_waits():
    assert DEADLINE <= 2.5, "Slack gives up after three seconds, and the way there takes some of them"


async def test_a_late_list_follows_privately(slow: Desk, rep: SlackUser) -> None:
    answer = await rep.command("/deal", "list", channel=slow.api.add_channel("sales", REP).id)
    assert (answer.status, answer.text) == (200, "")

    slow.wakes()
    await slow.api.until(lambda: rep.messages)

    assert rep.card.only_for == REP.user


async def test_a_late_form_is_waited_for_in_a_view(slow: Desk, rep: SlackUser) -> None:
    await rep.command("/deal", "Kowalski 500 pln")
    assert rep.view["title"]["text"] == "One moment"

    slow.wakes()
    await slow.api.until(lambda: rep.view["callback_id"] == "deal-register")

    assert rep.filled_in("customer") == "Kowalski"


async def test_a_late_submission_is_said_to_be_saved_and_then_shown(slow: Desk, rep: SlackUser) -> None:
    slow.wakes()
    values = await fill_in(rep)
    slow.sleeps()

    answer = await rep.submit(rep.view, values)
    assert rep.view["title"]["text"] == "Saving"
    slow.wakes()
    assert (await rep.redeliver(answer)).body == answer.body

    await shown(rep, "Kowalski")
    assert slow.deals() == 1


async def test_a_late_correction_brings_the_form_back(slow: Desk, rep: SlackUser) -> None:
    slow.wakes()
    values = await fill_in(rep, amount="much")
    slow.sleeps()

    await rep.submit(rep.view, values)
    slow.wakes()
    await slow.api.until(lambda: rep.view["callback_id"] == "deal-register")

    assert rep.filled_in("amount") == "much"


async def test_a_late_answer_to_a_closed_form_is_a_message(slow: Desk, rep: SlackUser) -> None:
    slow.wakes()
    values = await fill_in(rep)
    slow.sleeps()
    await rep.submit(rep.view, values)

    await rep.close(rep.view)
    slow.wakes()
    await slow.api.until(lambda: rep.messages)

    assert "Kowalski" in rep.card.everything


async def test_a_late_search_offers_nothing(slow: Desk, rep: SlackUser) -> None:
    answer = await rep.type_ahead(rep.view, "customer", "Kow")

    assert answer.body == {"options": []}


async def test_an_answer_just_after_the_acknowledgement_waits_until_the_saving_view_is_up(
    slow: Desk, rep: SlackUser
) -> None:
    slow.wakes()
    values = await fill_in(rep)
    slow.sleeps()

    began = time.monotonic()
    answer = await rep.submit(rep.view, values)
    slow.wakes()
    assert "saving" in answer.text

    await shown(rep, "Kowalski")
    [updated] = slow.api.calls_of("views.update")
    assert updated.at - began > DEADLINE + SETTLE - 0.1


async def test_a_slow_slack_keeps_nobody_from_the_acknowledgement(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal", "list")
    desk.api.fail("views.open", kind="held")

    assert (await rep.command("/deal")).status == 200

    desk.api.let_go()
    await desk.api.until(lambda: rep.sees_a_form)
    assert len(desk.api.calls_of("views.open")) == 1


async def test_a_form_whose_trigger_is_refused_becomes_a_button(desk: Desk, rep: SlackUser) -> None:
    desk.api.fail("views.open", kind="error", error="expired_trigger_id")

    await rep.command("/deal", "Kowalski 500 pln")
    await rep.press(rep.card, "deal-form")

    assert rep.filled_in("customer") == "Kowalski"


# --- at the door ---


async def test_what_slack_did_not_sign_is_turned_away(desk: Desk) -> None:
    door = HttpDoor(desk.url, "another secret")

    answer = await door.deliver(Sent("slash_commands", {"command": "/deal"}))

    assert answer.status == 401


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"type": "url_verification", "challenge": "c"}, '{"challenge": "c"}'),
        ({"type": "app_rate_limited", "team_id": VENDOR, "minute_rate_limited": 1}, ""),
        ({"type": "event_callback", "event_id": "E1", "team_id": VENDOR, "event": {"type": "user_change"}}, ""),
    ],
)
async def test_whatever_else_slack_sends_is_acknowledged(desk: Desk, payload: dict[str, object], said: str) -> None:
    answer = await HttpDoor(desk.url, SLACK_SECRET).deliver(Sent("events_api", payload))

    assert (answer.status, answer.text) == (200, said)


def _bent(payload: dict[str, object]) -> list[dict[str, object]]:
    return [{**payload, key: odd} for key in payload for odd in (None, 7, "", [7], {"id": 7}) if key != "type"]


async def test_a_bent_payload_is_no_error_of_ours(desk: Desk, rep: SlackUser) -> None:
    await rep.command("/deal")
    sent = [(await rep.press(rep.view, "deal-draft")).sent, (await rep.message("help")).sent]
    await rep.command("/deal")
    sent.append((await rep.submit(rep.view, await fill_in(rep))).sent)
    door = HttpDoor(desk.url, SLACK_SECRET)

    for one in sent:
        for bent in _bent(one.payload):
            answer = await door.deliver(Sent(one.what, bent))
            assert answer.status < 500, (answer.status, bent)


async def test_what_is_under_way_is_finished_before_it_closes(sqlite_url: str) -> None:
    async with a_desk(sqlite_url) as desk:
        rep = desk.user(REP)
        desk.sleeps()
        await rep.command("/deal", "list")
        assert rep.messages == []

        asyncio.get_running_loop().call_later(0.3, desk.wakes)
        await desk.settled()

        assert len(rep.messages) == 1


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused(sqlite_url: str, packed: str) -> None:
    async with a_desk(sqlite_url) as desk, ClientSession() as session:
        headers = {"Content-Encoding": packed, "Content-Type": "application/json"}
        async with session.post(f"{desk.url.rstrip('/')}/slack/events", data=b"not packed", headers=headers) as answer:
            assert answer.status == 400
