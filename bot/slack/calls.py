"""One call of Slack's Web API, and what was said to it. Nothing is judged here, and nothing tried again, but for what
Slack takes only without its pictures.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.answered import body_of, object_in
from bot.leaving import Body
from bot.slack.blocks import without_pictures

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

    `drawn` is more of the arguments, a JSON object that was written before. Slack fetches each picture of each message
    itself, and refuses the message where that fails, now and then also a good one: it then goes with links to them.
    """
    said = await _called(session, base_url, method, token, args, drawn)
    if said.done or not _missed_a_picture(said):
        return said
    given = {**(json.loads(drawn) if drawn else {}), **args}
    return await _called(session, base_url, method, token, {**given, "blocks": without_pictures(given["blocks"])}, "")


def _missed_a_picture(said: Said) -> bool:
    """As apps have met it: "downloading image failed [json-pointer:/blocks/1/image_url]"; no page names the words."""
    body = said.body if said.code == "invalid_blocks" and said.body else {}
    about = body.get("response_metadata")
    told = about.get("messages") if isinstance(about, Mapping) else None
    return isinstance(told, list) and bool(told) and all(_PICTURE.search(str(one)) for one in told)


_PICTURE = re.compile(r"json-pointer:/blocks/\d+/image_url\b")


async def _called(
    session: aiohttp.ClientSession, base_url: str, method: str, token: str, args: Mapping[str, Any], drawn: str
) -> Said:
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
