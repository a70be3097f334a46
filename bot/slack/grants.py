"""Grants: what Slack gives for a code, or for a refresh token (docs.slack.dev/authentication/installing-with-oauth)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.keys import Keys
from bot.slack.manifest import scopes
from domain.places import Platform
from storage.installations import Installation

CALLBACK = "/slack/oauth_redirect"
"""Where Slack sends the browser back to; the manifest names it in full."""


class NotGrantedError(Exception):
    """Slack gave nothing; `code` is Slack's, or "" where it could not be asked or was not understood."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Grant:
    """An installation as Slack grants it; the tokens are not sealed yet, so it is not to be kept or shown."""

    installation: Installation
    token: SecretStr
    refresh_token: SecretStr

    def sealed(self, keys: Keys) -> Installation:
        """What is kept of it; UnreadableError without a key."""
        kept = self.installation
        return replace(
            kept,
            token=keys.seal(self.token.get_secret_value(), of=kept, column="token"),
            refresh_token=keys.seal(self.refresh_token.get_secret_value(), of=kept, column="refresh_token"),
        )


@dataclass(frozen=True)
class Grants:
    """Of one Slack app; `public_url` is ours, without a slash at its end."""

    client: AsyncWebClient
    base_url: str
    client_id: str
    client_secret: SecretStr
    public_url: str

    @property
    def callback(self) -> str:
        """The one address that Slack may send the browser back to."""
        return self.public_url + CALLBACK

    def authorize(self, state: str) -> str:
        """Where the browser is sent to ask for the installation; beside the Web API, on Slack's own host."""
        wanted = scopes()
        asked = {
            "client_id": self.client_id,
            "scope": ",".join(sorted(wanted.needed | wanted.optional)),
            "redirect_uri": self.callback,
            "state": state,
        }
        return f"{urljoin(self.base_url, '../oauth/v2/authorize')}?{urlencode(asked)}"

    async def exchange(self, code: str, *, at: datetime) -> Grant:
        """The installation that this code stands for; NotGrantedError where Slack says no."""
        return _grant(await self._ask(code=code, redirect_uri=self.callback), at)

    async def renewed(self, grant: Installation, refresh_token: str, *, at: datetime) -> Grant:
        """Other tokens for the same installation; the refresh token is used up by it."""
        answer = await self._ask(grant_type="refresh_token", refresh_token=refresh_token)
        return _tokens(grant, answer, at)

    async def revoke(self, grant: Grant) -> None:
        """Give it back: nothing of it is kept, and nothing is left in force. As far as Slack can be reached."""
        try:
            await self.client.auth_revoke(token=grant.token.get_secret_value())
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
            return

    async def _ask(self, **given: str) -> Mapping[str, Any]:
        # The SDK's own method makes a BasicAuth, which aiohttp is about to drop.
        ours = aiohttp.encode_basic_auth(self.client_id, self.client_secret.get_secret_value())
        try:
            answer = await self.client.api_call("oauth.v2.access", data=given, headers={"Authorization": ours})
        except SlackApiError as error:
            said = getattr(error.response, "data", None)
            raise NotGrantedError(str(said.get("error", "")) if isinstance(said, Mapping) else "") from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
            raise NotGrantedError("") from None
        return answer.data if isinstance(answer.data, Mapping) else {}


def _grant(answer: Mapping[str, Any], at: datetime) -> Grant:
    """An organisation as a whole is known by its own id and by no workspace's; any other only by the workspace's."""
    team, enterprise = _id(answer.get("team")), _id(answer.get("enterprise"))
    host = enterprise if answer.get("is_enterprise_install") is True else team
    if not host:
        raise NotGrantedError("")
    bare = Installation(
        platform=Platform.SLACK,
        host=host,
        at=at,
        enterprise=enterprise,
        bot_user=_text(answer.get("bot_user_id")),
        scopes=_text(answer.get("scope")),
        installed_by=_id(answer.get("authed_user")),
    )
    return _tokens(bare, answer, at)


def _tokens(installation: Installation, answer: Mapping[str, Any], at: datetime) -> Grant:
    token, seconds = _text(answer.get("access_token")), answer.get("expires_in")
    if not token or answer.get("token_type", "bot") != "bot":
        raise NotGrantedError("")
    expires = at + timedelta(seconds=seconds) if isinstance(seconds, int) and seconds else None
    return Grant(
        replace(installation, expires_at=expires),
        SecretStr(token),
        SecretStr(_text(answer.get("refresh_token"))),
    )


def _id(thing: object) -> str:
    return _text(thing.get("id")) if isinstance(thing, Mapping) else ""


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""
