"""Tells, before our own code looks inside, whether a request really comes from Teams' Bot Connector."""

import base64
import binascii
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
import jwt

from bot.teams.keys import SigningKey, SigningKeys
from bot.untrusted import json_object

MAX_BODY = 1024 * 1024
MAX_TOKEN = 16 * 1024

# learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
LEEWAY = 300

_TEAMS = "msteams"
_EMULATOR = "emulator"


@dataclass(frozen=True)
class Accepted:
    """The activity, already read, and the speaker's tenant."""

    activity: Mapping[str, Any]
    tenant: str


@dataclass(frozen=True)
class Denied:
    """What to answer instead: an HTTP status (400, 401 or 413); the reason is for the log."""

    status: int
    reason: str


class Guard(Protocol):
    """Stands before the gateway; never raises."""

    async def check(self, authorization: str | None, body: bytes) -> Accepted | Denied: ...


class TeamsGuard:
    """The only way in for Teams: signed by Microsoft, for this app, from a tenant that we know.

    `tenants` holds ids in lower case and may change while we run. `session` gives the process's ClientSession
    once there is a loop. `clock` gives seconds since 1970. `loopback` lets tests play the Connector here.
    """

    def __init__(
        self,
        app_id: str,
        tenants: Container[str],
        *,
        session: Callable[[], aiohttp.ClientSession],
        clock: Callable[[], float],
        metadata: str = METADATA,
        loopback: bool = False,
    ) -> None:
        if not app_id:
            raise ValueError("without an app id anybody's token would do")
        self._app_id = app_id
        self._tenants = tenants
        self._clock = clock
        self._keys = SigningKeys(metadata, session=session, clock=clock)
        self._loopback = loopback

    async def check(self, authorization: str | None, body: bytes) -> Accepted | Denied:
        """The token first, then what the body says, then whether both speak of the same place."""
        if len(body) > MAX_BODY:
            return Denied(413, "the body is larger than 1 MiB")
        token = await self._token(authorization)
        if token is None:
            return Denied(401, "no valid token")
        activity = read_activity(body)
        if activity is None:
            return Denied(400, "malformed")
        if activity["channelId"] != _TEAMS or not self._is_connector(activity["serviceUrl"]):
            return Denied(400, "not from Teams")
        return self._placed(token, activity)

    def _is_connector(self, service_url: str) -> bool:
        return is_microsoft(service_url) or (self._loopback and is_loopback(service_url))

    def _placed(self, token: "_Token", activity: Mapping[str, Any]) -> Accepted | Denied:
        if token.service_url != activity["serviceUrl"] or _TEAMS not in token.endorsements:
            return Denied(401, "a token for another place")
        tenants = tenants_of(activity)
        if not tenants or any(tenant not in self._tenants for tenant in tenants):
            return Denied(401, "unknown tenant")
        return Accepted(activity, tenants[0])

    async def _token(self, authorization: str | None) -> "_Token | None":
        compact = _bearer(authorization or "")
        kid = _kid(compact) if compact else None
        key = await self._keys.find(kid) if kid else None
        claims = self._claims(compact, key) if key else None
        if key is None or claims is None or not isinstance(claims.get("serviceurl"), str):
            return None
        return _Token(claims["serviceurl"], key.endorsements)

    def _claims(self, compact: str, key: SigningKey) -> Mapping[str, Any] | None:
        try:
            claims = jwt.decode(
                compact,
                key.public,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                # Our own clock tells the time, below.
                options={
                    "require": ["exp", "iss", "aud"],
                    "strict_aud": True,
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError):
            return None
        return claims if self._is_in_time(claims) else None

    def _is_in_time(self, claims: Mapping[str, Any]) -> bool:
        since, until = claims.get("nbf", 0), claims["exp"]
        if type(since) not in {int, float} or type(until) not in {int, float}:
            return False
        # So written that NaN is never in time.
        return bool(since - LEEWAY <= self._clock() <= until + LEEWAY)


class LoopbackGuard:
    """For the demo alone: asks for no token, and lets in only what answers to this very machine.

    Whoever uses it is of this tenant, whatever the client makes up, and where it names no kind of conversation it is
    a chat with Tandem: the Emulator knows neither, the Agents Playground has a tenant of its own.
    """

    def __init__(self, tenant: str) -> None:
        self._tenant = tenant

    async def check(self, authorization: str | None, body: bytes) -> Accepted | Denied:  # noqa: ARG002 - see Guard
        if len(body) > MAX_BODY:
            return Denied(413, "the body is larger than 1 MiB")
        activity = read_activity(body)
        if activity is None or activity["channelId"] not in {_TEAMS, _EMULATOR}:
            return Denied(400, "malformed, or not from Teams")
        if not is_loopback(activity["serviceUrl"]):
            return Denied(400, "not from this machine")
        return Accepted(self._at_home(activity), self._tenant)

    def _at_home(self, activity: Mapping[str, Any]) -> Mapping[str, Any]:
        sender, conversation, channel = activity["from"], activity["conversation"], activity.get("channelData")
        return {
            **activity,
            "from": {"aadObjectId": sender["id"], **sender},
            "conversation": {"conversationType": "personal", **conversation, "tenantId": self._tenant},
            "channelData": {**(channel if isinstance(channel, Mapping) else {}), "tenant": {"id": self._tenant}},
        }


# --- where our own token may be sent ---

# Only what every parser of URLs reads in the same way.
_PATH = r"(?:/[a-z0-9._~/-]*)?"
_URL = re.compile(rf"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::443)?{_PATH}", re.ASCII | re.IGNORECASE)
_LOOPBACK = re.compile(
    rf"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{{1,5}})?{_PATH}", re.ASCII | re.IGNORECASE
)
# Anybody can have a name below trafficmanager.net: these two are Teams'. The two domains are Microsoft's.
_HOSTS = {"smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net"}
_DOMAINS = (".botframework.com", ".teams.microsoft.com")


def is_microsoft(service_url: str) -> bool:
    """Whether our token may be sent there: https, and a host of Microsoft's public cloud."""
    found = _URL.fullmatch(service_url)
    host = found[1].lower() if found else ""
    return host in _HOSTS or host.endswith(_DOMAINS)


def is_loopback(service_url: str) -> bool:
    return _LOOPBACK.fullmatch(service_url) is not None


# --- the activity ---

_TEXTS = (("type",), ("channelId",), ("serviceUrl",), ("conversation", "id"), ("from", "id"))
_MAYBE = (
    ("id",),
    ("name",),
    ("text",),
    ("replyToId",),
    ("locale",),
    ("localTimezone",),
    ("from", "name"),
    ("from", "aadObjectId"),
    ("recipient", "id"),
    ("conversation", "tenantId"),
    ("conversation", "conversationType"),
    ("channelData", "tenant", "id"),
)


def read_activity(body: bytes) -> Mapping[str, Any] | None:
    """A JSON object in which every field that we rely on is of the type that we rely on; else None."""
    activity = json_object(body)
    if activity is None or not all(_is_text(activity, path) for path in _TEXTS):
        return None
    return activity if all(_is_text(activity, path, optional=True) for path in _MAYBE) else None


def _is_text(activity: Mapping[str, Any], path: tuple[str, ...], *, optional: bool = False) -> bool:
    value = _at(activity, path)
    return optional if value is None else isinstance(value, str) and (optional or value != "")


def tenants_of(activity: Mapping[str, Any]) -> tuple[str, ...]:
    """The tenants an activity names, in lower case: the speaker's first, then the one the conversation is in.

    They differ where somebody speaks in a channel that another tenant shares with theirs. "" stands for a tenant
    that is named badly, so that it is on no list.
    """
    named = (_at(activity, ("channelData", "tenant", "id")), _at(activity, ("conversation", "tenantId")))
    return tuple(str(tenant).lower() if isinstance(tenant, str) else "" for tenant in named if tenant is not None)


def _at(thing: object, path: tuple[str, ...]) -> object:
    """What stands at the end of a path: None where a part is missing, False where one is no object."""
    for step in path:
        if thing is None:
            return None
        thing = thing.get(step) if isinstance(thing, dict) else False
    return thing


# --- the token ---


@dataclass(frozen=True)
class _Token:
    """What a valid token says, and the channels that its key may speak for."""

    service_url: str
    endorsements: frozenset[str]


def _bearer(authorization: str) -> str:
    scheme, _, compact = authorization.partition(" ")
    return compact if scheme == "Bearer" and len(compact) <= MAX_TOKEN else ""


def _kid(compact: str) -> str | None:
    """The key that a token names; None unless it is three parts, each rightly spelt, and RS256."""
    match [_unpacked(part) for part in compact.split(".", maxsplit=3)]:
        case [bytes(octets), bytes(), bytes()]:
            header = json_object(octets) or {}
        case _:
            return None
    kid = header.get("kid")
    return kid if isinstance(kid, str) and header.get("alg") == "RS256" else None


def _unpacked(part: str) -> bytes | None:
    """base64url, in the one spelling that gives these bytes: change a letter, and it is another token."""
    try:
        octets = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return octets if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() == part else None
