"""One call of Slack's Web API, and what was said to it. Nothing is judged here, and nothing tried again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.answered import body_of, object_in
from bot.leaving import Body

_READS = frozenset({
    "conversations.history", "conversations.info", "conversations.members", "files.getUploadURLExternal", "users.info",
})  # fmt: skip
"""Documented for GET; the others take JSON."""


@dataclass(frozen=True)
class Said:
    """An answer; `body` is None where it is no JSON object, which Slack's always is."""

    status: int
    headers: Mapping[str, str]
    body: Mapping[str, Any] | None

    @property
    def done(self) -> bool:
        """Slack did what it was asked for."""
        return self.status == HTTPStatus.OK and self.body is not None and self.body.get("ok") is True

    @property
    def code(self) -> str:
        """Slack's word for what went wrong, "" where it says none."""
        code = self.body.get("error") if self.body else None
        return code if isinstance(code, str) else ""


async def call(
    session: aiohttp.ClientSession, base_url: str, method: str, token: str, args: Mapping[str, Any], drawn: str = ""
) -> Said:
    """Raises one of NEVER_LEFT or NO_ANSWER. A redirect is an answer: neither our token nor a message follows it.

    `drawn` is more of the arguments, a JSON object that was written before.
    """
    given = {name: value for name, value in args.items() if value is not None}
    sent: dict[str, Any] = {"params": given} if method in _READS else {"data": _json(given, drawn)}
    headers = {"Authorization": f"Bearer {token}"}
    verb = "GET" if method in _READS else "POST"
    async with session.request(verb, f"{base_url}{method}", headers=headers, allow_redirects=False, **sent) as response:
        return Said(response.status, response.headers, object_in(await body_of(response)))


def _json(args: Mapping[str, Any], drawn: str) -> Body:
    body = json.dumps(args)
    if drawn:  # both are objects, and neither is empty
        body = f"{drawn[:-1]}, {body[1:]}"
    return Body(body.encode(), content_type="application/json")
