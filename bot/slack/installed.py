"""Installed: the tokens of all Slack installations, from the database, kept in memory until something changes there."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.dispatch import Dispatch
from bot.keys import Keys, UnreadableError
from domain.places import Platform
from handlers import installations as life
from storage.faults import UnusableError
from storage.installations import Installation
from storage.store import Store

log = structlog.get_logger()

FRESH_SECONDS = 2.0
"""After how long what another replica changed is known here."""
CHECK_SECONDS = 300.0
"""Between two looks whether the token of the settings, refused before, is good again."""

_KEPT = 10_000


@dataclass(frozen=True)
class _Held:
    """What is known of a host; `kept` is None where there is no row."""

    token: str
    kept: Installation | None


class Installed:
    """Tokens (bot.slack.tokens), from the table of installations.

    A host without a row, or whose row has no token of its own, speaks with the token of the settings, if there is one.
    """

    def __init__(self, dispatch: Dispatch, keys: Keys, *, own: SecretStr, client: AsyncWebClient) -> None:
        """`own` is the token of the settings."""
        self._dispatch = dispatch
        self._keys = keys
        self._own = own.get_secret_value()
        self._client = client
        self._held: dict[str, _Held] = {}
        self._stamp = -1

    # --- Tokens ---

    def of(self, host: str) -> Coroutine[Any, Any, str | None] | str | None:
        held = self._held.get(host)
        return self._read(host) if held is None else held.token or None

    async def lost(self, host: str, token: str, code: str) -> bool:
        held = self._held.get(host)
        if held is None or held.token != token:
            return True  # it is another one by now
        version = held.kept.version if held.kept else None
        at = self._dispatch.now()
        return await self._changed(lambda store: life.lost(Platform.SLACK, host, code, store, at=at, version=version))

    async def ended(self, host: str, reason: str, at: datetime) -> None:
        now = self._dispatch.now()
        await self._dispatch.in_write(lambda store: life.ended(Platform.SLACK, host, reason, store, since=at, at=now))
        self.forget()

    async def _changed(self, work: Callable[[Store], object]) -> bool:
        try:
            await self._dispatch.in_write(work)
        except UnusableError:
            log.exception("slack.installation_not_changed")
            return False
        self.forget()
        return True

    # --- memory ---

    def forget(self) -> None:
        """From now on everything is read again."""
        self._held = {}

    async def _read(self, host: str) -> str | None:
        held = self._held
        kept = await self._dispatch.in_read(lambda store: store.installations.get(Platform.SLACK, host))
        found = _Held(self._token(kept), kept)
        if len(held) >= _KEPT:
            held.clear()
        held[host] = found  # into the memory of when it was read: whatever was forgotten meanwhile stays so
        return found.token or None

    def _token(self, kept: Installation | None) -> str:
        if kept is None:
            return self._own
        if kept.disabled:
            return ""
        try:
            return self._keys.open(kept.token, of=kept, column="token") or self._own
        except UnreadableError as error:
            log.error("slack.token_unreadable", host=kept.host, why=str(error))  # noqa: TRY400  # the words say all
            return ""

    # --- looking ---

    async def watch(self) -> None:
        """Until cancelled: forget when anything was changed, and try the token of the settings where it was refused."""
        loop = asyncio.get_running_loop()
        checked = float("-inf")
        while True:
            if self._own and loop.time() - checked > CHECK_SECONDS:
                checked = loop.time()
                await self._unbroken(self._check())
            await self._unbroken(self._look())
            await asyncio.sleep(FRESH_SECONDS)

    @staticmethod
    async def _unbroken(work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:  # the next look is in two seconds
            log.exception("slack.installations_not_read")

    async def _look(self) -> None:
        stamp = await self._dispatch.in_read(lambda store: store.installations.stamp())
        if stamp != self._stamp:
            self._stamp = stamp
            self.forget()

    async def _check(self) -> None:
        """Slack answers for the token of the settings: what it was refused for is over."""
        if not await self._dispatch.in_read(_without_token) or not await self._is_good():
            return
        at = self._dispatch.now()
        await self._dispatch.in_write(lambda store: _all_back(store, at))
        self.forget()

    async def _is_good(self) -> bool:
        try:
            answer = await self._client.auth_test(token=self._own)
        except SlackApiError:
            return False
        return bool(answer.get("ok"))


def _all_back(store: Store, at: datetime) -> None:
    for one in _without_token(store):
        life.back(one, store, at=at)


def _without_token(store: Store) -> list[Installation]:
    """The disabled ones: a token of their own was wiped, if there was one."""
    return [one for one in store.installations.disabled() if one.platform is Platform.SLACK]
