"""Tells, before Bolt or our own code looks inside, whether a request really comes from Slack and is sound."""

import hmac
import re
from binascii import a2b_qp
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

from pydantic import SecretStr

from bot.slack.shapes import COMMAND, ENVELOPES, INTERACTIVE, SPEECH, SPOKEN, Shape
from bot.untrusted import json_object

MAX_BODY = 1024 * 1024
MAX_FIELDS = 1000
# Slack's own figure: docs.slack.dev/authentication/verifying-requests-from-slack
MAX_SKEW = 300

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"

Kind = Literal["command", "interactive", "options", "event", "url_verification", "ssl_check"]


@dataclass(frozen=True)
class Accepted:
    """Signed by Slack, and of the shape its kind needs; `payload` is the form or the JSON, already read."""

    kind: Kind
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Denied:
    """What to answer instead: an HTTP status (400, 401, 413 or 415); the reason is for the log."""

    status: int
    reason: str


def inspect(headers: Mapping[str, str], body: bytes, *, secret: SecretStr, now: float) -> Accepted | Denied:
    """The size, then the signature over the raw bytes, and only then what they say. Never raises.

    `headers` may name one header twice, as aiohttp's do; of those read here that is denied. `now` is in
    seconds since 1970. What was signed in the last 300 s may be a copy; to tell copies is the inbox's task.
    """
    if len(body) > MAX_BODY:
        return Denied(413, "the body is larger than 1 MiB")
    if not _is_signed(headers, body, secret=secret, now=now):
        return Denied(401, "no valid signature")
    media = _only(headers, "content-type").partition(";")[0].strip().lower()
    if media not in {_FORM, _JSON}:
        return Denied(415, "neither a form nor JSON")
    found = _from_form(body) if media == _FORM else _from_json(body)
    return found or Denied(400, "malformed")


def _is_signed(headers: Mapping[str, str], body: bytes, *, secret: SecretStr, now: float) -> bool:
    sent = _only(headers, "x-slack-request-timestamp")
    signature = _only(headers, "x-slack-signature")
    key = secret.get_secret_value().encode()
    # An empty key is one that everybody knows.
    if not key or not re.fullmatch("[0-9]{10}", sent) or not re.fullmatch("v0=[0-9a-f]{64}", signature):
        return False
    if abs(now - int(sent)) > MAX_SKEW:
        return False
    expected = "v0=" + hmac.digest(key, b"v0:%b:%b" % (sent.encode(), body), "sha256").hex()
    return hmac.compare_digest(expected.encode(), signature.encode())


def _only(headers: Mapping[str, str], name: str) -> str:
    """The header's value; empty when it is missing or was sent more than once."""
    values = [value for key, value in headers.items() if key.lower() == name]
    return values[0] if len(values) == 1 else ""


def _from_form(body: bytes) -> Accepted | None:
    fields = _fields(body)
    if fields is None:
        return None
    if fields.get("ssl_check") == "1":
        return Accepted("ssl_check", fields)
    if "payload" not in fields:
        return _shaped("command", fields, COMMAND)
    payload = json_object(fields["payload"])
    kind: Kind = "options" if payload and payload.get("type") == "block_suggestion" else "interactive"
    return _shaped(kind, payload, _named(INTERACTIVE, payload))


def _from_json(body: bytes) -> Accepted | None:
    payload = json_object(body)
    kind: Kind = "url_verification" if payload and payload.get("type") == "url_verification" else "event"
    return _shaped(kind, payload, _named(ENVELOPES, payload))


def _fields(body: bytes) -> Mapping[str, str] | None:
    """The form's fields, or None: no form, no UTF-8, NUL in it, too many fields, or one named twice."""
    if body.startswith(_PAYLOAD) and b"&" not in body:
        return _one_payload(body.removeprefix(_PAYLOAD))
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        return None
    fields = dict(pairs)
    if len(fields) < len(pairs) or any("\0" in part for pair in pairs for part in pair):
        return None
    return fields


def _one_payload(value: bytes) -> Mapping[str, str] | None:
    """What interactions send. A form of ours is 10 kB and more, and parse_qsl takes a millisecond for that.

    Percent-encoding is quoted-printable but for its sign, and that is decoded in C; what would be read differently
    there (a bare "=", blanks, a "%" without two digits) is none of Slack's.
    """
    if len(value.translate(None, _NOT_ENCODED)) != len(value):
        return None
    quoted = value.replace(b"+", b"%20").replace(b"%", b"=")
    read = a2b_qp(quoted)
    # A whole "%41" is three signs that become one; any other "%" leaves more behind.
    if len(read) != len(quoted) - 2 * quoted.count(b"="):
        return None
    try:
        text = read.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else {"payload": text}


_PAYLOAD = b"payload="
_NOT_ENCODED = bytes(sign for sign in range(256) if not 0x20 < sign < 0x7F or sign == ord("="))  # noqa: PLR2004  # ASCII that is seen


def _named(shapes: Mapping[str, Shape], payload: Mapping[str, Any] | None) -> Shape | None:
    name = payload.get("type") if payload else None
    return shapes.get(name) if isinstance(name, str) else None


def _shaped(kind: Kind, payload: Mapping[str, Any] | None, shape: Shape | None) -> Accepted | None:
    if payload is None or shape is None or not shape.fits(payload):
        return None
    if kind == "event" and not _is_sound_event(payload):
        return None
    return Accepted(kind, payload)


def _is_sound_event(payload: Mapping[str, Any]) -> bool:
    match payload:
        case {"type": "event_callback", "event": {"type": str(name)}} if name in SPOKEN:
            return SPEECH.fits(payload)
    return True
