"""Microsoft's public keys: fetched in time, renewed in time, kept through an outage."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
import structlog

from bot.untrusted import json_object

FETCH_SECONDS = 5
FRESH_SECONDS = 24 * 3600
PAUSE_SECONDS = 60
PAUSE_WITHOUT_KEYS_SECONDS = 5

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SigningKey:
    public: jwt.PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """Microsoft's public keys, by name.

    Fetched when first needed, again in the background when a day old, and when somebody names one that is
    not there: one fetch at a time, at most one a minute (one in 5 s while there are none). The last good ones
    outlive an outage. A key that appears within a minute of a fetch is unknown until the minute is over.
    """

    def __init__(
        self, metadata: str, *, session: Callable[[], aiohttp.ClientSession], clock: Callable[[], float]
    ) -> None:
        self._metadata = metadata
        self._session = session
        self._clock = clock
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched = self._asked = float("-inf")
        self._fetch: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """Waits for a fetch only when the key is not there, and then 5 s at most."""
        if kid not in self._keys:
            await self._refreshed()
        elif not 0 <= self._clock() - self._fetched < FRESH_SECONDS:
            self._begin()
        return self._keys.get(kid)

    async def _refreshed(self) -> None:
        fetch = self._begin()
        if fetch is not None:
            # A caller who goes away does not take the others' fetch along.
            await asyncio.shield(fetch)

    def _begin(self) -> asyncio.Task[None] | None:
        """The fetch under way, or a new one; None when the last is too short a time ago."""
        if self._fetch is not None and not self._fetch.done():
            return self._fetch
        pause = PAUSE_SECONDS if self._keys else PAUSE_WITHOUT_KEYS_SECONDS
        if 0 <= self._clock() - self._asked < pause:
            return None
        self._asked = self._clock()
        self._fetch = asyncio.create_task(self._replace())
        return self._fetch

    async def _replace(self) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                metadata = await self._get(self._metadata)
                keys = _usable((await self._get(str(metadata["jwks_uri"])))["keys"])
        except (aiohttp.ClientError, OSError, ValueError, LookupError, RuntimeError) as error:
            _log.warning("teams-keys-unavailable", error=type(error).__name__, kept=len(self._keys))
            return
        self._keys = keys
        self._fetched = self._clock()

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._session().get(url, allow_redirects=False) as response:
            response.raise_for_status()
            document = json_object(await response.read())
        if document is None:
            raise ValueError("no JSON object")
        return document


def _usable(published: object) -> Mapping[str, SigningKey]:
    """The keys that we can use, by name; a strange one among them harms nobody, but there must be one."""
    keys = {key["kid"]: _signing_key(key) for key in _rsa_keys(published)}
    usable = {kid: key for kid, key in keys.items() if key is not None}
    if not usable:
        raise ValueError("no usable key")
    return usable


def _rsa_keys(published: object) -> list[Mapping[str, Any]]:
    members = published if isinstance(published, list) else []
    return [
        member
        for member in members
        if isinstance(member, dict) and member.get("kty") == "RSA" and isinstance(member.get("kid"), str)
    ]


def _signing_key(key: Mapping[str, Any]) -> SigningKey | None:
    endorsements = key.get("endorsements")
    try:
        public = jwt.PyJWK(dict(key), algorithm="RS256")
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    named = endorsements if isinstance(endorsements, list) else []
    return SigningKey(public, frozenset(name for name in named if isinstance(name, str)))
