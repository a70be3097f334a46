import hmac
import json
import random
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from multidict import CIMultiDict
from pydantic import SecretStr

from bot.slack import guard
from bot.slack.guard import Accepted, Denied
from bot.slack.shapes import ENVELOPES, INTERACTIVE
from tests.wire.altering import altered

NOW = 1_790_000_000.0
SECRET = SecretStr("8f742231b10e8888abcd99yyyzzz85a5")

COMMAND = {
    "token": "gone", "team_id": "T1", "team_domain": "vendor", "channel_id": "C1", "user_id": "U1",
    "command": "/deal", "text": "Łódź 12500 zł", "api_app_id": "A1", "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/commands/1",
}  # fmt: skip
ANSWERS = {"amount": {"amount": {"type": "plain_text_input", "value": "12 500 zł"}},
           "product": {"product": {"type": "static_select", "selected_option": None}}}  # fmt: skip
VIEW = {"id": "V1", "callback_id": "deal-register", "private_metadata": "", "hash": "1.a",
        "state": {"values": ANSWERS}}  # fmt: skip
PRESS = {
    "type": "block_actions", "user": {"id": "U1", "team_id": "T1"}, "team": None, "trigger_id": "1.2.3",
    "container": {"type": "message", "message_ts": "1.2"}, "channel": {"id": "C1"}, "message": {"ts": "1.2"},
    "actions": [{"action_id": "deal-approve", "block_id": "b", "value": "D-7K3QX|4", "type": "button"}],
}  # fmt: skip
SUBMISSION = {"type": "view_submission", "user": {"id": "U1"}, "trigger_id": "1.2.3", "view": VIEW}
SEARCH = {"type": "block_suggestion", "user": {"id": "U1"}, "action_id": "customer", "block_id": "customer",
          "value": "", "view": VIEW}  # fmt: skip
CLOSED = {"type": "view_closed", "user": {"id": "U1"}, "view": VIEW}
SHORTCUT = {"type": "shortcut", "user": {"id": "U1"}, "trigger_id": "1.2.3", "callback_id": "deal"}
MENTION = {
    "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "authorizations": [{"team_id": "T1"}],
    "event": {"type": "app_mention", "user": "U1", "channel": "C1", "text": "<@B> deal 😀", "ts": "1.2"},
}  # fmt: skip
JOINED = {"type": "event_callback", "team_id": "T1", "event_id": "Ev2",
          "event": {"type": "team_join", "user": {"id": "U2"}}}  # fmt: skip
LIMITED = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820}
HELLO = {"type": "url_verification", "challenge": "3eZbrw1aB"}
ALL = (COMMAND, PRESS, SUBMISSION, SEARCH, CLOSED, SHORTCUT, MENTION, JOINED, LIMITED, HELLO)


def signed(body: bytes, media: str = "application/json", *, at: str | None = None) -> dict[str, str]:
    at = str(int(NOW)) if at is None else at
    digest = hmac.digest(SECRET.get_secret_value().encode(), b"v0:%b:%b" % (at.encode(), body), "sha256")
    return {
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={digest.hex()}",
        "Content-Type": media,
    }


def inspect(headers: Mapping[str, str], body: bytes) -> Accepted | Denied:
    return guard.inspect(headers, body, secret=SECRET, now=NOW)


def as_form(fields: Mapping[str, str] | str) -> Accepted | Denied:
    body = (fields if isinstance(fields, str) else urlencode(fields)).encode()
    return inspect(signed(body, "application/x-www-form-urlencoded"), body)


def as_payload(payload: Mapping[str, Any] | str) -> Accepted | Denied:
    return as_form({"payload": payload if isinstance(payload, str) else json.dumps(payload)})


def as_json(payload: object) -> Accepted | Denied:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return inspect(signed(body), body)


# --- what Slack sends ---


def test_a_signed_command_comes_through_already_read():
    assert as_form(COMMAND) == Accepted("command", COMMAND)


@pytest.mark.parametrize("payload", [PRESS, SUBMISSION, CLOSED, SHORTCUT])
def test_a_signed_interaction_comes_through_already_read(payload):
    assert as_payload(payload) == Accepted("interactive", payload)


def test_a_picker_asks_for_options():
    assert as_payload(SEARCH) == Accepted("options", SEARCH)


@pytest.mark.parametrize("payload", [MENTION, JOINED, LIMITED])
def test_a_signed_event_comes_through_already_read(payload):
    assert as_json(payload) == Accepted("event", payload)


def test_the_address_is_verified_and_the_certificate_checked():
    assert as_json(HELLO) == Accepted("url_verification", HELLO)
    assert as_form({"ssl_check": "1"}) == Accepted("ssl_check", {"ssl_check": "1"})


def test_the_certificate_check_needs_a_signature_too():
    denied = inspect({"Content-Type": "application/x-www-form-urlencoded"}, b"ssl_check=1")
    assert denied == Denied(401, "no valid signature")


def test_escaped_emoji_and_a_typed_backslash_are_no_attack():
    payload = {**PRESS, "note": r"\u0000 \ud800"}
    assert as_payload(json.dumps(payload)) == Accepted("interactive", payload)
    assert isinstance(as_json(json.dumps(MENTION, ensure_ascii=True).encode()), Accepted)


# --- the signature ---


@pytest.mark.parametrize(
    "oddity",
    [
        {"X-Slack-Request-Timestamp": None},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "1790000000.0"},
        {"X-Slack-Request-Timestamp": "-179000000"},
        {"X-Slack-Request-Timestamp": "+179000000"},
        {"X-Slack-Request-Timestamp": "1_79000000"},
        {"X-Slack-Request-Timestamp": "١٧٩٠٠٠٠٠٠٠"},
        {"X-Slack-Request-Timestamp": "1790000000\n"},
        {"X-Slack-Request-Timestamp": "9" * 10_000},
        {"X-Slack-Request-Timestamp": "1e400"},
        {"X-Slack-Request-Timestamp": "nan"},
        {"X-Slack-Request-Timestamp": "\udcff"},
        {"X-Slack-Signature": None},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0="},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=" + "0" * 64 + "\n"},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Signature": "v0=ŁÓDŹ"},
        {"X-Slack-Signature": "\udcff\udcfe"},
        {"X-Slack-Signature": "v0=" + "a" * 100_000},
    ],
)
def test_a_malformed_or_missing_header_is_no_signature(oddity):
    body = json.dumps(MENTION).encode()
    headers = {key: value for key, value in {**signed(body), **oddity}.items() if value is not None}
    assert inspect(headers, body) == Denied(401, "no valid signature")


@pytest.mark.parametrize("name", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
def test_a_header_sent_twice_is_no_signature(name):
    body = json.dumps(MENTION).encode()
    headers = CIMultiDict(signed(body))
    headers.add(name, headers[name])
    assert inspect(headers, body) == Denied(401, "no valid signature")


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-300, 0), (0, 0), (300, 0), (301, 401)])
def test_the_clocks_may_differ_by_five_minutes(seconds, status):
    body = json.dumps(MENTION).encode()
    verdict = inspect(signed(body, at=str(int(NOW) + seconds)), body)
    assert (verdict.status if isinstance(verdict, Denied) else 0) == status


def test_a_header_may_be_written_in_any_case():
    body = json.dumps(MENTION).encode()
    assert isinstance(inspect({key.upper(): value for key, value in signed(body).items()}, body), Accepted)


def test_without_a_secret_nobody_gets_in():
    body = json.dumps(MENTION).encode()
    digest = hmac.digest(b"", b"v0:%d:%b" % (NOW, body), "sha256").hex()
    headers = {**signed(body), "X-Slack-Signature": f"v0={digest}"}
    assert guard.inspect(headers, body, secret=SecretStr(""), now=NOW) == Denied(401, "no valid signature")


def test_nothing_is_read_before_it_is_known_to_be_slacks():
    assert inspect({"Content-Type": "text/html"}, b"{bad") == Denied(401, "no valid signature")


# --- the body ---


def test_more_than_a_mebibyte_is_too_much():
    body = b"a=" + b"x" * (1024 * 1024 - 1)
    verdict = inspect(signed(body, "application/x-www-form-urlencoded"), body)
    assert isinstance(verdict, Denied)
    assert verdict.status == 413


@pytest.mark.parametrize("media", ["", "text/plain", "multipart/form-data", "application/json+x", "\udcff"])
def test_another_kind_of_content_is_not_read(media):
    body = json.dumps(MENTION).encode()
    assert inspect(signed(body, media), body) == Denied(415, "neither a form nor JSON")


def test_two_kinds_of_content_are_none():
    body = json.dumps(MENTION).encode()
    headers = CIMultiDict(signed(body))
    headers.add("content-type", "application/json")
    assert inspect(headers, body) == Denied(415, "neither a form nor JSON")


BAD_JSON = [
    b"", b" ", b"[]", b"null", b"1", b'"x"', b"{bad", b"{}", b'{"type":1}', b'{"type":["event_callback"]}',
    b'{"type":"unheard"}', b"[" * 50_000, b"{" * 50_000, b'{"a":' * 50_000, b"[" * 50_000 + b"]" * 50_000,
    b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf{}", b'{"a":NaN}', b'{"a":%s}' % (b"9" * 5000),
    b'"' + b"\\" * 9999,
]  # fmt: skip
HOSTILE = ["\0", r"\u0000", r"\\\u0000", r"\ud800", r"\uDC00", r"\ud83d\ud83d\ude00", r"\ud83d\ude00\ude00"]
HOSTILE += [r"\ud83d\\\ude00", r"\ud83d-\ude00"]


@pytest.mark.parametrize("body", BAD_JSON)
def test_a_signed_body_that_is_no_event_is_malformed(body):
    assert as_json(body) == Denied(400, "malformed")


@pytest.mark.parametrize("text", [body.decode("latin-1") for body in BAD_JSON])
def test_a_signed_payload_that_is_no_interaction_is_malformed(text):
    assert as_payload(text) == Denied(400, "malformed")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_no_database_can_keep_is_malformed(text):
    assert as_json(json.dumps(MENTION).replace("app_mention", text).encode()) == Denied(400, "malformed")
    assert as_payload(json.dumps(PRESS).replace("D-7K3QX", text)) == Denied(400, "malformed")


def test_nesting_is_limited_and_brackets_in_words_are_no_nesting():
    deep = {**MENTION, "more": json.loads("[" * 63 + "]" * 63), "words": '[{"' * 999}
    assert isinstance(as_json(deep), Accepted)
    assert as_json({**MENTION, "more": json.loads("[" * 64 + "]" * 64)}) == Denied(400, "malformed")


@pytest.mark.parametrize(
    "form",
    [
        "",
        "&",
        "x",
        "=",
        "payload",
        "payload=",
        "command=/deal",
        urlencode(COMMAND) + "&command=/other",
        urlencode(COMMAND) + "&note=%00",
        urlencode(COMMAND) + "&no%00te=x",
        urlencode(COMMAND) + "&note=%ff",
        urlencode(COMMAND) + "&note=%ED%A0%80",
        urlencode(COMMAND) + "&" + "&".join(f"f{n}=x" for n in range(1000)),
        "&".join(["f=x"] * 250_000),
    ],
)
def test_a_signed_form_that_is_no_command_is_malformed(form):
    assert as_form(form) == Denied(400, "malformed")


def test_a_form_in_bytes_that_are_no_utf_8_is_malformed():
    body = urlencode(COMMAND).encode() + b"&note=\xff"
    assert inspect(signed(body, "application/x-www-form-urlencoded"), body) == Denied(400, "malformed")


@pytest.mark.parametrize("field", ["command", "user_id", "team_id", "channel_id", "trigger_id"])
def test_a_command_without_one_of_its_fields_is_malformed(field):
    assert as_form({key: value for key, value in COMMAND.items() if key != field}) == Denied(400, "malformed")


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        (PRESS, "user"), (PRESS, "user.id"), (PRESS, "user.team_id"), (PRESS, "trigger_id"), (PRESS, "team"),
        (PRESS, "channel.id"), (PRESS, "message"), (PRESS, "actions"), (PRESS, "actions.0"),
        (PRESS, "actions.0.action_id"), (PRESS, "actions.0.value"), (PRESS, "type"), (SUBMISSION, "view"),
        (SUBMISSION, "view.id"), (SUBMISSION, "view.private_metadata"), (SUBMISSION, "view.state"),
        (SUBMISSION, "view.state.values"), (SUBMISSION, "view.state.values.amount"),
        (SUBMISSION, "view.state.values.amount.amount"),
        (SUBMISSION, "view.state.values.amount.amount.value"),
        (SEARCH, "value"), (SEARCH, "action_id"), (SHORTCUT, "callback_id"), (CLOSED, "view.callback_id"),
        (MENTION, "event_id"), (MENTION, "event"), (MENTION, "event.type"), (MENTION, "event.user"),
        (MENTION, "event.text"), (MENTION, "authorizations"), (JOINED, "event.type"), (LIMITED, "team_id"),
        (HELLO, "challenge"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrong", [7, True, ["x"], [None]])
def test_a_field_of_the_wrong_type_is_malformed(payload, path, wrong):
    altered = json.loads(json.dumps(payload))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = altered
    for step in way:
        place = place[step]
    place[last] = wrong
    verdict = as_payload(altered) if payload["type"] in INTERACTIVE else as_json(altered)
    assert verdict == Denied(400, "malformed")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 1_000_000,
        b"[]" * 500_000,
        b"[{" * 500_000,
        b'"' * 1_000_000,
        b'"' + b'\\"' * 500_000,
        b"\\" * 1_000_000,
        b"\\ud800" * 160_000,
    ],
)
def test_no_body_keeps_the_loop_busy(body):
    """Anything that grows faster than the body would run into the suite's time-out."""
    assert as_json(body) == Denied(400, "malformed")


# --- mutants ---


def test_no_mutant_of_a_signed_request_gets_in(count: Callable[[int], int]):
    chance = random.Random(20_000)
    whole = [_as_sent(payload) for payload in ALL]
    tally = {"accepted": 0, "denied": 0}
    for _ in range(count(20_000)):
        headers, body = chance.choice(whole)
        other_headers, other_body = _mutant(chance, headers, body)
        verdict = inspect(other_headers, other_body)
        if isinstance(verdict, Accepted):
            # Only the unsigned remainder may differ: the case of a name, a parameter of the content type.
            assert verdict == inspect(headers, body)
            assert other_body == body
            assert _signature(other_headers) == _signature(headers)
            tally["accepted"] += 1
        else:
            assert verdict.status in {400, 401, 413, 415}
            tally["denied"] += 1
    assert tally["denied"] > tally["accepted"] * 5


def test_no_signed_body_whatever_it_says_raises(count: Callable[[int], int]):
    chance = random.Random(20_001)
    whole = [_as_sent(payload) for payload in ALL]
    for _ in range(count(20_000)):
        headers, body = chance.choice(whole)
        other = altered(chance, body, PIECES)
        verdict = inspect(signed(other, headers["Content-Type"]), other)
        assert isinstance(verdict, Accepted) or verdict.status in {400, 413}


PIECES = [b"%00", b"\0", b"null", b"[[[[", b'"', b"\\u0000", b"&payload=x", b"%ED%A0%80", b"{}", b"1e999"]


def _as_sent(payload: Mapping[str, Any]) -> tuple[Mapping[str, str], bytes]:
    if payload.get("type") in ENVELOPES:
        body = json.dumps(payload).encode()
        return signed(body), body
    body = urlencode(payload if "command" in payload else {"payload": json.dumps(payload)}).encode()
    return signed(body, "application/x-www-form-urlencoded"), body


def _signature(headers: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(key.lower(), value) for key, value in headers.items() if key.lower().startswith("x-slack-")}


def _mutant(chance: random.Random, headers: Mapping[str, str], body: bytes) -> tuple[CIMultiDict[str], bytes]:
    mutated = CIMultiDict(headers)
    name = chance.choice(list(headers))
    match chance.randrange(8):
        case 0 | 1 | 2:
            return mutated, altered(chance, body, PIECES)
        case 3:
            del mutated[name]
        case 4:
            mutated.add(name, chance.choice(list(headers.values())))
        case 5:
            mutated[name] = altered(chance, mutated[name].encode(), PIECES).decode("utf-8", "surrogateescape")
        case 6:
            mutated[name] = chance.choice(["", "0", "v0=", "\0", "é", "\udcff", "9" * 400, "v0=" + "f" * 64])
        case _:
            del mutated[name]
            mutated[name.swapcase()] = headers[name] + chance.choice(["", ";x=y", ";"])
    return mutated, body
