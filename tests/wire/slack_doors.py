"""The two ways in which Slack reaches the app: signed HTTP and Socket Mode."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlencode

from .answers import Answer, post
from .server import Json
from .slack_api import SlackApi

What = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Sent:
    """A payload as it went out, to be delivered again."""

    what: What
    payload: Json


class Door(Protocol):
    async def deliver(self, sent: Sent, retry: int = 0, reason: str = "") -> Answer: ...


def signed(secret: str, body: bytes, at: int) -> dict[str, str]:
    """Slack's signature headers; `at` in Unix seconds."""
    digest = hmac.new(secret.encode(), b"v0:%d:%s" % (at, body), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


def encoded(sent: Sent) -> tuple[bytes, str]:
    """The body of a payload as HTTP carries it, and its content type."""
    match sent.what:
        case "slash_commands":
            return urlencode(sent.payload).encode(), "application/x-www-form-urlencoded"
        case "interactive":
            return urlencode({"payload": json.dumps(sent.payload)}).encode(), "application/x-www-form-urlencoded"
        case "events_api":
            return json.dumps(sent.payload).encode(), "application/json"


@dataclass(frozen=True)
class HttpDoor:
    """POST {app}/slack/events, signed now."""

    app: str
    secret: str

    async def deliver(self, sent: Sent, retry: int = 0, reason: str = "") -> Answer:
        body, kind = encoded(sent)
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        return await self.raw(body, {"Content-Type": kind, **again}, sent)

    async def raw(self, body: bytes, headers: Mapping[str, str], sent: Sent | None = None) -> Answer:
        """Signs these bytes; headers given here win over the signature's, for forged ones."""
        whole = {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "Accept": "application/json,*/*",
        }
        whole |= signed(self.secret, body, int(time.time())) | dict(headers)
        return await post(f"{self.app.rstrip('/')}/slack/events", body, whole, sent)


@dataclass(frozen=True)
class SocketDoor:
    """Envelopes down the socket that the app opened; an ack is a 200, none within 3 s a 504."""

    api: SlackApi

    async def deliver(self, sent: Sent, retry: int = 0, reason: str = "") -> Answer:
        begun = time.monotonic()
        try:
            payload = await self.api.deliver(sent.what, sent.payload, retry, reason)
        except TimeoutError:
            return Answer(504, "", time.monotonic() - begun, sent)
        return Answer(200, json.dumps(payload) if payload else "", time.monotonic() - begun, sent)
