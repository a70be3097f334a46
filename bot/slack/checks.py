"""What Slack says of our settings: the token, its workspace and scopes, the socket, the clock."""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.findings import Finding, clock, error, ok, warning
from bot.keys import Keys, UnreadableError
from bot.settings import Settings
from bot.slack.manifest import scopes
from bot.slack.messenger import SlackMessenger
from domain.places import Platform
from domain.programme import VENDOR, Programme
from storage.database import Database

_SECRET = re.compile(r"[0-9a-f]{32}")
_REINSTALL = "At api.slack.com/apps: paste the manifest anew under App Manifest, then Install App, Reinstall."
_NEW_TOKEN = "At api.slack.com/apps: Install App; copy the Bot User OAuth Token to SLACK_BOT_TOKEN."  # noqa: S105  # words
_NEW_APP_TOKEN = "At api.slack.com/apps: Basic Information, App-Level Tokens, with connections:write."  # noqa: S105  # as above


@dataclass(frozen=True)
class _Answer:
    body: Mapping[str, Any]
    headers: Mapping[str, str]


async def checked(
    settings: Settings,
    programme: Programme | None,
    database: Database | None,
    session: aiohttp.ClientSession,
    *,
    now: datetime,
) -> AsyncIterator[Finding]:
    """One after the other; what cannot be known without an earlier one is left out."""
    yield _secret(settings)
    if settings.slack_installs:
        async for finding in _installed(settings, programme, database, session, now):
            yield finding
        return
    async for finding in _token(settings, programme, session, settings.slack_bot_token, now):
        yield finding
    if settings.socket_mode:
        yield await _socket(settings, session)


async def _installed(
    settings: Settings,
    programme: Programme | None,
    database: Database | None,
    session: aiohttp.ClientSession,
    now: datetime,
) -> AsyncIterator[Finding]:
    """Each workspace that brought a token of its own."""
    page = f"{settings.public_url}/slack/install"
    if database is None:
        return
    with database.read() as store:
        hosts = store.installations.active(Platform.SLACK)
    if not hosts:
        yield warning("Slack token", "nobody has installed Tandem yet.", f"Open {page}")
        return
    yield ok("Slack token", f"each workspace brings its own, at {page}.")
    tokens = _tokens(settings, database)
    for host in hosts:
        token = tokens.of(host)
        if not token:
            words = f"that of {host} cannot be opened with TOKEN_KEYS."
            yield error("Slack token", words, f"Put the earlier key behind the first one, or install anew at {page}")
            continue
        async for finding in _token(settings, programme, session, SecretStr(token), now, again=page):
            yield finding


async def _token(
    settings: Settings,
    programme: Programme | None,
    session: aiohttp.ClientSession,
    token: SecretStr,
    now: datetime,
    *,
    again: str = "",
) -> AsyncIterator[Finding]:
    """Whether Slack takes it, whose it is, and what it may; `again` is where it was installed, "" for by hand."""
    answer = await _asked(settings, session, "auth.test", token)
    if isinstance(answer, Finding):
        yield answer
        return
    yield clock("Slack clock", answer.headers, now)
    if not answer.body.get("ok"):
        remedy = f"Install it anew at {again}" if again else _NEW_TOKEN
        yield error("Slack token", f"Slack refuses it: {_text(answer.body, 'error')}.", remedy)
        return
    yield ok("Slack token", f"it is {_text(answer.body, 'user')} of {_text(answer.body, 'team')}.")
    yield _workspace(_text(answer.body, "team_id"), _text(answer.body, "enterprise_id"), programme, many=bool(again))
    for finding in _granted(answer.headers, again):
        yield finding


def _secret(settings: Settings) -> Finding:
    secret = settings.slack_signing_secret.get_secret_value()
    if not secret and settings.socket_mode:
        return ok("Slack signing secret", "none is needed with a socket.")
    if not _SECRET.fullmatch(secret):
        where = "At api.slack.com/apps: Basic Information, Signing Secret, Show."
        return warning("Slack signing secret", "it does not look like one (32 digits and letters a-f).", where)
    return ok("Slack signing secret", "it is there.")


async def _asked(
    settings: Settings, session: aiohttp.ClientSession, method: str, token: SecretStr
) -> _Answer | Finding:
    url = f"{settings.slack_api_url}{method}"
    try:
        async with session.post(url, headers={"Authorization": f"Bearer {token.get_secret_value()}"}) as response:
            body = await response.json(content_type=None)
            return _Answer(body if isinstance(body, dict) else {}, response.headers)
    except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
        words = f"{settings.slack_api_url} does not answer as Slack does ({type(fault).__name__})."
        return error("Slack", words, "Let this machine out to slack.com; compare SLACK_API_URL.")


def _workspace(team: str, enterprise: str, programme: Programme | None, *, many: bool = False) -> Finding:
    listed = programme and next(
        (found for at in (enterprise, team) if at and (found := programme.organisation_of("slack", at))), None
    )
    if listed == VENDOR:
        return ok("Slack workspace", f"{enterprise or team} is the vendor's in the programme.")
    if listed and many:
        return ok("Slack workspace", f"{enterprise or team} is the partner {listed}'s in the programme.")
    if listed:
        return warning("Slack workspace", f"{team} is the partner {listed}'s.", "Is this the token you mean?")
    table = f'[[workspaces]] platform = "slack", tenant = "{enterprise or team}", organisation = "vendor"'
    return error(
        "Slack workspace",
        f"{enterprise or team} is not in the programme: everybody in it is a stranger.",
        f"Add to programme.toml: {table}; then tandem programme apply programme.toml",
    )


def _granted(headers: Mapping[str, str], again: str = "") -> tuple[Finding, ...]:
    granted = {scope for scope in re.split(r"[,\s]+", headers.get("x-oauth-scopes", "")) if scope}
    wanted = scopes()
    found = []
    if missing := wanted.needed - granted:
        found.append(
            error(
                "Slack scopes",
                f"missing: {', '.join(sorted(missing))}.",
                f"Install it anew at {again}" if again else _REINSTALL,
            )
        )
    if missing := wanted.optional - granted:
        words = f"not granted, and optional: {', '.join(sorted(missing))}."
        found.append(warning("Slack scopes", words, "docs/permissions.md says what does without."))
    if more := granted - wanted.needed - wanted.optional:
        words = f"more than Tandem asks for: {', '.join(sorted(more))}."
        found.append(warning("Slack scopes", words, "Take them away under OAuth & Permissions."))
    return tuple(found) or (ok("Slack scopes", "those of the manifest, and no more."),)


async def _socket(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    answer = await _asked(settings, session, "apps.connections.open", settings.slack_app_token)
    if isinstance(answer, Finding):
        return answer
    if answer.body.get("ok"):
        return ok("Slack socket", "it can be opened.")
    return error("Slack socket", f"Slack refuses SLACK_APP_TOKEN: {_text(answer.body, 'error')}.", _NEW_APP_TOKEN)


def _text(body: Mapping[str, Any], name: str) -> str:
    """What a stranger's server may say is cut, and put on one line."""
    value = body.get(name)
    return " ".join(value.split())[:100] if isinstance(value, str) else ""


@dataclass(frozen=True)
class _Kept:
    """Tokens (bot.slack.tokens): that of the installation that speaks there, as kept; else that of the settings."""

    database: Database
    keys: Keys
    own: str

    def of(self, host: str) -> str | None:
        with self.database.read() as store:
            kept = store.installations.speaking(Platform.SLACK, host)
        try:
            return (self.keys.open(kept.token, of=kept, column="token") if kept else "") or self.own or None
        except UnreadableError:
            return None

    async def lost(self, host: str, token: str, code: str) -> bool:  # noqa: ARG002  # Tokens has it
        return False

    async def let_in(self, hosts: Collection[str]) -> None:  # noqa: ARG002  # Tokens has it
        return None

    async def ended(self, host: str, reason: str, at: datetime) -> None:  # noqa: ARG002  # Tokens has it
        return None


def messenger(
    settings: Settings, database: Database, session: aiohttp.ClientSession
) -> tuple[Platform, SlackMessenger]:
    """With which a card can be sent."""
    return Platform.SLACK, SlackMessenger(_tokens(settings, database), settings.slack_api_url, session)


def _tokens(settings: Settings, database: Database) -> _Kept:
    return _Kept(database, Keys(settings.token_keys), settings.slack_bot_token.get_secret_value())
