"""Calls of Slack's Web API and of response_urls, for answers to what somebody just did."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from inspect import isawaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.tokens import LOST, Tokens

_READS = frozenset({"users.info"})  # documented for GET; the others take JSON
_UNSURE = frozenset({"fatal_error", "internal_error", "service_unavailable"})


class Failed(Exception):
    """It was not done, or (unless `sure`) perhaps it was; `code` is Slack's, or a short one of ours."""

    def __init__(self, code: str, *, sure: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.sure = sure


@dataclass
class WebApi:
    """Of all workspaces; `session` is shared, and its time-out is that of each call. Nothing is tried again."""

    tokens: Tokens
    base_url: str
    session: aiohttp.ClientSession

    def __post_init__(self) -> None:
        self._client = AsyncWebClient(base_url=self.base_url, session=self.session, retry_handlers=[])

    async def token(self, team: str) -> str | None:
        """The bot token of a workspace, or None where Tandem is not installed."""
        found = self.tokens.of(team)
        return await found if isawaitable(found) else found

    async def ask(self, team: str, method: str, **args: Any) -> Mapping[str, Any]:
        """What Slack answers; Failed for everything but `ok: true`."""
        token = await self.token(team)
        if not token:
            raise Failed("no-token")
        body = {"token": token, **args}
        try:
            if method in _READS:
                answer = await self._client.api_call(method, http_verb="GET", params=body)
            else:
                answer = await self._client.api_call(method, json=body)
        except SlackApiError as error:
            failure = _failure(error)
            if failure.code in LOST:
                await self.tokens.lost(team, token, failure.code)
            raise failure from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Failed("unreachable") from error
        # AttributeError: the SDK asks a body that is no JSON object whether it is "ok".
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError) as error:
            raise Failed(type(error).__name__, sure=False) from error
        return answer.data if isinstance(answer.data, Mapping) else {}

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Post to a response_url, which needs no token: docs.slack.dev, handling user interaction, five times."""
        if not url:
            raise Failed("no-response-url")
        try:
            async with self.session.post(url, json=body) as response:
                status = response.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise Failed("unreachable") from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Failed(type(error).__name__, sure=False) from error
        if status != HTTPStatus.OK:
            raise Failed(f"http-{status}", sure=status < HTTPStatus.INTERNAL_SERVER_ERROR)


def _failure(error: SlackApiError) -> Failed:
    response = error.response
    if not isinstance(response, AsyncSlackResponse):  # aiohttp's, where the JSON is broken
        return Failed(f"http-{response.status}", sure=_is_refusal(response.status))
    code = response.data.get("error") if isinstance(response.data, Mapping) else None
    code = code if isinstance(code, str) else ""
    if not code:
        return Failed("unreadable", sure=_is_refusal(response.status_code))
    return Failed(code, sure=code not in _UNSURE and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR)


def _is_refusal(status: int) -> bool:
    return HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
