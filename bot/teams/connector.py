"""The Bot Connector's REST API over aiohttp: opens conversations; sends, replaces and deletes activities."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.answered import NO_ANSWER, UnreadableError, body_of, object_in, wait_in
from bot.leaving import Body

Json = dict[str, Any]

LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
_EARLY = 300.0  # seconds before its end in which a token is used no more
_PAGE = 500


class Untrusted(Exception):
    """The service URL is none of Microsoft's: our token does not go there."""


class NoToken(Exception):
    """The login gave no token: nothing was sent. Wrong app id, password or tenant, or no way to Microsoft."""


class Failed(Exception):
    """The Connector said no. `wait` is its Retry-After in seconds, where it gave one."""

    def __init__(self, status: int, text: str, wait: float | None = None) -> None:
        super().__init__(f"{status}: {text[:200]}")
        self.status = status
        self.text = text
        self.wait = wait


@dataclass(frozen=True)
class _Token:
    value: str
    until: float  # on the loop's clock


class Connector:
    """Raises Untrusted, NoToken, Failed, and one of NEVER_LEFT or NO_ANSWER where nobody answered, or nobody that we
    know. `session` is shared, and its time-out is that of each call.

    A 401 is tried once more with a fresh token; nothing else is ever repeated here.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        password: str,
        tenant: str,
        trusted: Callable[[str], bool],
        login: str = LOGIN,
    ) -> None:
        self.app_id = app_id
        self._session = session
        self._password = password
        self._trusted = trusted
        self._token_url = f"{login}/{tenant}/oauth2/v2.0/token"
        self._token: _Token | None = None
        self._fetching: asyncio.Task[_Token] | None = None

    async def open(self, service: str, parameters: Mapping[str, Any]) -> str:
        """Opens a conversation, or finds the one that is open already; gives its id."""
        return _id(_object(await self._ask("POST", service, "", parameters)))

    async def send(self, service: str, conversation: str, activity: Mapping[str, Any], reply_to: str = "") -> str:
        """Gives the activity's id, "" where Teams accepted it without naming it."""
        return _id(_object(await self._ask("POST", service, _path(conversation, "activities", reply_to), activity)))

    async def update(self, service: str, conversation: str, message: str, activity: Mapping[str, Any]) -> None:
        await self._ask("PUT", service, _path(conversation, "activities", message), activity)

    async def delete(self, service: str, conversation: str, message: str) -> None:
        await self._ask("DELETE", service, _path(conversation, "activities", message))

    async def member(self, service: str, conversation: str, user: str) -> Json:
        """A member's profile as Teams knows it: name, email, aadObjectId, tenantId, userRole."""
        return _object(await self._ask("GET", service, _path(conversation, "members", user)))

    async def members(self, service: str, conversation: str) -> AsyncIterator[Json]:
        """Everybody in a conversation, as above: learn.microsoft.com, bots/how-to/get-teams-context, 500 a page."""
        token = ""
        while True:
            more = f"&continuationToken={quote(token, safe='')}" if token else ""
            path = f"{_path(conversation, 'pagedmembers', '')}?pageSize={_PAGE}{more}"
            page = _object(await self._ask("GET", service, path))
            for member in page.get("members") or ():
                if isinstance(member, dict):
                    yield member
            token = str(page.get("continuationToken") or "")
            if not token:
                return

    async def channels(self, service: str, team: str) -> Sequence[Json]:
        """The channels of a team, `id` and `name` of each: learn.microsoft.com, bots/how-to/get-teams-context."""
        found = _object(await self._ask("GET", service, f"/{quote(team, safe='')}/conversations", of="teams"))
        listed = found.get("conversations")
        return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []

    async def _ask(
        self,
        method: str,
        service: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        of: str = "conversations",
    ) -> bytes:
        if not self._trusted(service):
            raise Untrusted(service[:200])
        try:
            url = URL(f"{service.rstrip('/')}/v3/{of}{path}", encoded=True)
        except ValueError as error:
            raise Untrusted(service[:200]) from error
        data = None if body is None else Body(json.dumps(body).encode(), content_type="application/json")
        token = await self._bearer()
        try:
            return await self._once(method, url, data, token)
        except Failed as failed:
            if failed.status != HTTPStatus.UNAUTHORIZED:
                raise
        return await self._once(method, url, data, await self._bearer(refused=token))

    async def _once(self, method: str, url: URL, data: Body | None, token: str) -> bytes:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        async with self._session.request(method, url, data=data, headers=headers, allow_redirects=False) as response:
            said = await body_of(response)
            if not 200 <= response.status < 300:  # noqa: PLR2004 - a redirect too: our token follows none
                raise Failed(response.status, said.decode(errors="replace"), wait_in(response.headers))
            if said:  # some answer nothing, which is well; but a proxy's page is not theirs
                _object(said)
            return said

    async def _bearer(self, refused: str = "") -> str:
        """The token in the cache, or a new one, fetched once however many wait for it.

        Without a password there is none, and none is sent: Microsoft's local test clients ask for none.
        """
        if not self._password:
            return ""
        token = self._token
        if token and token.value != refused and asyncio.get_running_loop().time() < token.until:
            return token.value
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._fetch())
        self._token = token = await asyncio.shield(self._fetching)
        return token.value

    async def _fetch(self) -> _Token:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.app_id,
            "client_secret": self._password,
            "scope": SCOPE,
        }
        try:
            async with self._session.post(self._token_url, data=asked, allow_redirects=False) as response:
                given = object_in(await body_of(response)) or {}
        except NO_ANSWER as error:
            raise NoToken(type(error).__name__) from error
        return _token(given, asyncio.get_running_loop().time())


def _token(given: Mapping[str, Any], now: float) -> _Token:
    value, seconds = given.get("access_token"), given.get("expires_in")
    if not isinstance(value, str) or not value:
        raise NoToken(str(given.get("error", ""))[:100])
    lasts = float(seconds) if isinstance(seconds, int | float) else 0.0
    return _Token(value, now + max(lasts - _EARLY, 0.0))


def _path(conversation: str, kind: str, name: str) -> str:
    path = f"/{quote(conversation, safe='')}/{kind}"
    return f"{path}/{quote(name, safe='')}" if name else path


def _id(said: Mapping[str, Any]) -> str:
    named = said.get("id")
    return named if isinstance(named, str) else ""


def _object(said: bytes) -> Json:
    """UnreadableError where it is none: whether the Connector did anything, nobody knows."""
    found = object_in(said)
    if found is None:
        raise UnreadableError("no JSON object")
    return dict(found)
