"""Calls of Slack's Web API and of response_urls, for answers to what somebody just did."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from inspect import isawaitable
from typing import Any

import aiohttp

from bot.answered import NEVER_LEFT, NO_ANSWER
from bot.slack.calls import Said, call
from bot.slack.tokens import LOST, Tokens
from storage.faults import UnusableError

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

    async def token(self, team: str) -> str | None:
        """The bot token of a workspace, or None where Tandem is not installed."""
        found = self.tokens.of(team)
        return await found if isawaitable(found) else found

    async def ask(self, team: str, method: str, **args: Any) -> Mapping[str, Any]:
        """What Slack answers; Failed for everything but `ok: true`."""
        try:
            token = await self.token(team)
        except UnusableError as error:
            raise Failed("no-database") from error
        if not token:
            raise Failed("no-token")
        try:
            said = await call(self.session, self.base_url, method, token, args)
        except NEVER_LEFT as error:
            raise Failed("unreachable") from error
        except NO_ANSWER as error:
            raise Failed(type(error).__name__, sure=False) from error
        if said.done and said.body is not None:
            return said.body
        if said.code in LOST:
            await self.tokens.lost(team, token, said.code)
        raise _failure(said)

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Post to a response_url, which needs no token: docs.slack.dev, handling user interaction, five times."""
        if not url:
            raise Failed("no-response-url")
        try:
            async with self.session.post(url, json=body, allow_redirects=False) as response:
                status = response.status
        except NEVER_LEFT as error:
            raise Failed("unreachable") from error
        except NO_ANSWER as error:
            raise Failed(type(error).__name__, sure=False) from error
        if status != HTTPStatus.OK:
            raise Failed(f"http-{status}", sure=status < HTTPStatus.INTERNAL_SERVER_ERROR)


def _failure(said: Said) -> Failed:
    refused = HTTPStatus.MULTIPLE_CHOICES <= said.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if not said.code:
        return Failed("unreadable" if said.body is not None else f"http-{said.status}", sure=refused)
    return Failed(said.code, sure=said.code not in _UNSURE and said.status < HTTPStatus.INTERNAL_SERVER_ERROR)
