"""What Slack's payloads mean: who acts, from where, and what is asked; and that each form has a way to be opened."""

from typing import Any

import pytest

from bot.arrivals import Message, Pressed, Sent, Sought, Typed
from bot.slack.answers import OPENERS
from bot.slack.arrivals import read
from bot.slack.came import Came, Way
from handlers.routes import BUTTONS, FORMS

T1, T2, E1, E2 = "T1", "T2", "E1", "E2"


def came(payload: dict[str, Any]) -> Came:
    found = read(payload, "digest")
    assert found is not None
    return found


def command(**more: str) -> dict[str, Any]:
    return {"command": "/deal", "user_id": "U1", "team_id": T1, "channel_id": "C1", "trigger_id": "1.2", **more}


def event(*, said: dict[str, Any], **more: Any) -> dict[str, Any]:
    mine = [{"team_id": T1, "enterprise_id": None, "user_id": "UBOT", "is_bot": True}]
    about = {"type": "event_callback", "event_id": "Ev1", "team_id": T1, "authorizations": mine}
    whole = {"type": "message", "channel_type": "im", "user": "U1", "team": T1, "channel": "D1", "text": "deal"}
    return {**about, "event": {**whole, **said}, **more}


def press(**more: Any) -> dict[str, Any]:
    action = {"type": "button", "action_id": "deal-open#2", "block_id": "b", "value": "3:D-7K3QX"}
    about = {"type": "block_actions", "user": {"id": "U1", "team_id": T1}, "team": {"id": T1}, "trigger_id": "1.2"}
    return {**about, "actions": [action], "channel": {"id": "C1"}, **more}


# --- what is asked ---


@pytest.mark.parametrize(
    ("name", "text", "typed"),
    [
        ("/deal", "list", "deal list"),
        ("/deal", "", "deal"),
        ("/acme-deal", "A &amp; B  500", "deal A & B 500"),
        ("/acme-inc-approvals", "", "approvals"),
    ],
)
def test_a_command_is_what_was_typed_whatever_its_prefix(name: str, text: str, typed: str) -> None:
    arrival = came(command(command=name, text=text)).arrival

    assert arrival.asked == Typed(typed)
    assert arrival.key == "slack:1.2"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("deal  list", "deal list"),
        ("deal <http://nowak.pl|nowak.pl> 500", "deal nowak.pl 500"),
        ("deal <mailto:a@b.pl|a@b.pl>", "deal a@b.pl"),
        ("deal &lt;b&gt; &amp;lt;", "deal <b> &lt;"),
        ("\u200bdeal\u2060 \u202blist\u202c\ufeff", "deal list"),
        ("deal \u200eNo\xadwak 12\u200b500 z\u0142\u200f", "deal Nowak 12500 zł"),
        ("deal Nowak \U0001f468\u200d\U0001f469 500", "deal Nowak \U0001f468\u200d\U0001f469 500"),
        ("", "help"),
    ],
)
def test_a_message_is_read_as_it_was_written(text: str, typed: str) -> None:
    assert came(event(said={"text": text})).arrival.asked == Typed(typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("<@UBOT> deal list", "deal list"),
        ("Hello <@UOLA>, <@UBOT|tandem> deal list", "deal list"),
        ("deal list <@UBOT>", "deal list"),
        ("<@UBOT>", "help"),
    ],
)
def test_of_a_mention_only_what_follows_it_is_asked(text: str, typed: str) -> None:
    found = came(event(said={"type": "app_mention", "text": text, "thread_ts": "1.0"}))

    assert (found.arrival.asked, found.way, found.thread) == (Typed(typed), Way.MENTION, "1.0")
    assert not found.arrival.place.private


@pytest.mark.parametrize(
    "said",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"bot_id": "B1"},
        {"edited": {"ts": "1"}},
        {"user": "UBOT"},
        {"user": None},
        {"channel_type": "channel"},
        {"type": "user_change", "user": {"id": "U1"}},
        {"type": "app_home_opened", "tab": "about"},
    ],
)
def test_what_is_no_persons_message_to_tandem_asks_nothing(said: dict[str, Any]) -> None:
    assert read(event(said=said), "digest") is None


def test_a_button_is_its_route_its_ref_and_its_version() -> None:
    found = came(press(message={"team": T2}, container={"message_ts": "1.5"}))

    assert found.arrival.asked == Pressed("deal-open", "D-7K3QX", 3)
    assert (found.hosts, found.message, found.way) == ((T2, T1), "1.5", Way.PRESS)


def test_a_button_of_a_whisper_has_no_message_to_update() -> None:
    assert came(press(container={"message_ts": "1.5", "is_ephemeral": True})).message == ""


def test_the_second_way_to_send_a_form_takes_what_was_typed() -> None:
    state = {"values": {"amount": {"amount": {"type": "plain_text_input", "value": "5"}}}}
    view = {"id": "V1", "type": "modal", "callback_id": "deal-register", "private_metadata": '{"draft":"d1"}'}
    action = {"type": "button", "action_id": "deal-draft", "value": "0:"}

    found = came(press(actions=[action], view={**view, "state": state}))

    assert found.arrival.asked == Sent("deal-draft", {"amount": "5"}, "d1")
    assert (found.way, found.view) == (Way.MODAL, "V1")


def test_a_button_of_home_a_shortcut_and_home_itself() -> None:
    user = {"id": "U1", "team_id": T1}

    assert came(press(view={"id": "V1", "type": "home"})).way is Way.SCREEN
    found = came({"type": "shortcut", "user": user, "trigger_id": "1", "callback_id": "deal-form"})
    assert (found.way, found.arrival.asked) == (Way.SCREEN, Pressed("deal-form"))
    assert came(event(said={"type": "app_home_opened", "tab": "home"})).arrival.asked == Pressed("home")


def test_a_search_knows_whom_to_ask() -> None:
    payload = {"type": "block_suggestion", "user": {"id": "U1"}, "action_id": "customer?deal-customers", "value": "No"}

    assert came(payload).arrival.asked == Sought("deal-customers", "No")
    assert came({**payload, "value": "\u200eNo"}).arrival.asked == Sought("deal-customers", "No")


def test_a_form_holds_what_its_sender_sees() -> None:
    state = {"values": {"amount": {"amount": {"type": "plain_text_input", "value": "\u200e12\u200b500\u202c"}}}}
    view = {"id": "V1", "callback_id": "deal-register", "state": state}

    found = came({"type": "view_submission", "user": {"id": "U1"}, "trigger_id": "1", "view": view})

    assert found.arrival.asked == Sent("deal-register", {"amount": "12500"})


# --- who it is ---


@pytest.mark.parametrize(
    ("payload", "tenant"),
    [
        (command(), T1),
        (command(enterprise_id=E1), E1),
        (press(), T1),
        (press(enterprise={"id": E1}), E1),
        (press(team=None, enterprise={"id": E1}), E1),
        (press(user={"id": "U1", "team_id": T2}), T2),
        (press(user={"id": "U1", "team_id": T2}, enterprise={"id": E1}), T2),
        (press(user={"id": "U1"}), ""),
        (press(user={"id": "U1"}, team=None, enterprise={"id": E1}), ""),
        (press(type="message_action", user={"id": "U1"}), T1),
        (press(type="message_action", user={"id": "U1"}, enterprise={"id": E1}), E1),
        (press(type="message_action", user={"id": "U1", "team_id": T2}), T2),
        (event(said={}), T1),
        (event(said={}, authorizations=[{"team_id": None, "enterprise_id": E1}]), E1),
        (event(said={"team": None}), T1),
        (event(said={"team": T2}, authorizations=[{"team_id": T1, "enterprise_id": E1}]), E1),
        (event(said={"team": T2}, is_ext_shared_channel=True), T2),
        (event(said={"team": None}, is_ext_shared_channel=True), ""),
        (event(said={"team": T1}, is_ext_shared_channel=True), T1),
        (event(said={"user_team": T2}, is_ext_shared_channel=True), T2),
        (event(said={"user_team": E2}, is_ext_shared_channel=True), E2),
    ],
)
def test_the_tenant_is_the_persons_own_or_nobodys(payload: dict[str, Any], tenant: str) -> None:
    known = came(payload).arrival.known

    assert (known.identity.tenant, known.identity.user) == (tenant, "U1")


def test_every_form_can_be_opened_by_a_button() -> None:
    sent_by_buttons = {"deal-draft"}

    assert set(OPENERS) == set(FORMS) - sent_by_buttons
    assert all(BUTTONS[route].opens for route in OPENERS.values())


def test_a_reply_says_to_which_message_and_keeps_its_lines() -> None:
    said = {"text": "It is &lt;b&gt;,\n<@UOLA> in  Gdynia", "ts": "2.0", "thread_ts": "1.0"}

    assert came(event(said=said)).arrival.message == Message("It is <b>,\n@UOLA in Gdynia", "1.0")
    assert came(event(said={**said, "subtype": "thread_broadcast"})).arrival.message
    assert came(event(said={**said, "thread_ts": "2.0"})).arrival.message == Message("It is <b>,\n@UOLA in Gdynia")
    picture = {"subtype": "file_share", "files": [{"name": "plan.png", "filetype": "png"}]}
    assert came(event(said={**said, **picture})).arrival.message == Message(
        "It is <b>,\n@UOLA in Gdynia", "1.0", files=True
    )


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Ask <@UOLA> or <@UJAN|jan>", "Ask @UOLA or @jan"),
        ("<!channel> see <#C1|deals> and <#C2>", "@channel see #deals and #C2"),
        ("<!subteam^S1|@sales>, <!date^1392734382^{date}|18 Feb>", "@sales, 18 Feb"),
        (
            "<https://a.example/plan|our plan> <http://b.example|b.example>",
            "our plan (https://a.example/plan) http://b.example",
        ),
        ("<mailto:a@b.example|a@b.example> <tel:+48123|+48 123>", "a@b.example +48 123 (+48123)"),
        ("&lt;@UOLA&gt; &amp;lt;", "<@UOLA> &lt;"),
    ],
)
def test_nothing_of_a_reply_is_lost(text: str, read_as: str) -> None:
    found = came(event(said={"text": text})).arrival.message

    assert found
    assert found.lines == read_as


def test_a_picture_alone_asks_for_nothing_but_in_a_thread() -> None:
    picture = {"text": "", "subtype": "file_share", "files": [{"name": "plan.png", "filetype": "png"}]}

    assert read(event(said=picture), "d") is None
    assert came(event(said={**picture, "thread_ts": "1.0"})).arrival.message == Message("", "1.0", files=True)


@pytest.mark.parametrize(
    "odd", [{"subtype": "message_changed"}, {"subtype": "bot_message"}, {"edited": {}, "hidden": True}]
)
def test_what_nobody_says_now_is_no_reply(odd: dict[str, Any]) -> None:
    assert read(event(said={"text": "In Gdynia", "thread_ts": "1.0", **odd}), "d") is None
