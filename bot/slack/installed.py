"""Installed: the tokens of all Slack installations, from the database, kept in memory until something changes there."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.dispatch import Dispatch
from bot.keys import Keys, UnreadableError
from bot.slack.grants import Grant, Grants, NotGrantedError
from bot.slack.tokens import LOST, SHUT_OUT
from domain.places import Platform
from handlers import installations as life
from storage.faults import UnusableError
from storage.installations import RENEWING, Installation
from storage.store import Store

log = structlog.get_logger()

FRESH_SECONDS = 2.0
"""After how long what another replica changed is known here."""
EARLY = timedelta(hours=2)
"""Before its end a token is renewed (docs.slack.dev/authentication/using-token-rotation: it lives for 12 hours)."""
CHECK_SECONDS = 300.0
"""Between two looks whether the token of the settings, refused before, is good again."""

_KEPT = 10_000
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_FINAL = LOST | {"invalid_refresh_token"}


@dataclass(frozen=True)
class _Held:
    """What is known of a host, and until when; `kept` is whose token it is, None where there is no row."""

    token: str
    kept: Installation | None
    until: datetime | None = None


class Installed:
    """Tokens (bot.slack.tokens), from the table of installations.

    A workspace whose row has no token of its own speaks with that of its organisation, where Tandem is installed in it
    as a whole. Else it speaks, as does a host without a row, with the token of the settings, if there is one.
    A token that ends soon is renewed, by one of all replicas; until then the old one is good.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        keys: Keys,
        *,
        own: SecretStr,
        client: AsyncWebClient,
        grants: Grants | None = None,
    ) -> None:
        """`own` is the token of the settings; without `grants` nothing can be renewed."""
        self._dispatch = dispatch
        self._keys = keys
        self._own = own.get_secret_value()
        self._client = client
        self._grants = grants
        self._held: dict[str, _Held] = {}
        self._stamp = -1

    # --- Tokens ---

    def of(self, host: str) -> Coroutine[Any, Any, str | None] | str | None:
        held = self._held.get(host)
        if held is None or (held.until and held.until <= self._dispatch.now()):
            return self._read(host)
        return held.token or None

    async def lost(self, host: str, token: str, code: str) -> bool:
        held = self._held.get(host)
        if held is None or held.token != token:
            return True  # it is another one by now
        if code == SHUT_OUT:
            return await self._shut_out(host, held.kept)
        if code == "token_expired" and held.kept and held.kept.refresh_token:
            await self._renew(held.kept)
            return True
        whose, version = (held.kept.host, held.kept.version) if held.kept else (host, None)
        at = self._dispatch.now()
        return await self._changed(lambda store: life.lost(Platform.SLACK, whose, code, store, at=at, version=version))

    async def ended(self, host: str, reason: str, at: datetime) -> None:
        now = self._dispatch.now()
        await self._dispatch.in_write(lambda store: life.ended(Platform.SLACK, host, reason, store, since=at, at=now))
        self.forget()

    async def let_in(self, hosts: Collection[str]) -> None:
        at = self._dispatch.now()
        await self._dispatch.in_write(lambda store: life.let_in(Platform.SLACK, hosts, store, at=at))
        self.forget()

    async def _shut_out(self, host: str, kept: Installation | None) -> bool:
        """Whether it went by its organisation's token. Where the settings have one too, that is tried every now and
        then for whatever is disabled: it stays as it is.
        """
        if kept is None or kept.host == host or self._own:
            return False
        at = self._dispatch.now()
        return await self._changed(lambda store: life.shut_out(Platform.SLACK, host, SHUT_OUT, store, by=kept, at=at))

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
        try:
            kept = await self._kept(host)
        except UnusableError:
            if not self._own:
                raise
            return self._own  # the database has nothing to say yet of where it was never asked about
        if kept and _renewed_from(kept) <= self._dispatch.now():
            await self._renew(kept)
            held, kept = self._held, await self._kept(host)
        found = _Held(self._token(kept), kept, _next_look(kept, self._dispatch.now()) if kept else None)
        if len(held) >= _KEPT:
            held.clear()
        held[host] = found  # into the memory of when it was read: whatever was forgotten meanwhile stays so
        return found.token or None

    async def _kept(self, host: str) -> Installation | None:
        return await self._dispatch.in_read(lambda store: store.installations.speaking(Platform.SLACK, host))

    async def _renew(self, kept: Installation) -> None:
        """Other tokens, unless somebody else is fetching them: a refresh token is good once."""
        if self._grants is None or not await self._dispatch.in_write(lambda store: store.installations.lease(kept)):
            return
        at = self._dispatch.now()
        try:
            refresh_token = self._keys.open(kept.refresh_token, of=kept, column="refresh_token")
            grant = await self._grants.renewed(kept, refresh_token, at=at)
        except UnreadableError as error:
            log.error("slack.token_unreadable", host=kept.host, why=str(error))  # noqa: TRY400  # the words say all
        except NotGrantedError as refused:
            await self._not_renewed(kept, refused.code)
        else:
            await self._changed(lambda store: self._keep(grant, refresh_token, store))

    def _keep(self, grant: Grant, used: str, store: Store) -> None:
        """Where it is still the installation whose refresh token was used, even if it was sealed anew meanwhile."""
        kept = store.installations.hold(Platform.SLACK, grant.installation.host)
        if kept is None or self._keys.open(kept.refresh_token, of=kept, column="refresh_token") != used:
            return
        new = grant.sealed(self._keys)
        store.installations.renew(kept, new.token, new.refresh_token, new.expires_at)

    async def _not_renewed(self, kept: Installation, code: str) -> None:
        """As long as the old one lives there is time to try again."""
        log.warning("slack.token_not_renewed", host=kept.host, error=code)
        at = self._dispatch.now()
        if code in _FINAL and kept.expires_at and kept.expires_at <= at:
            await self._changed(
                lambda store: life.lost(Platform.SLACK, kept.host, code, store, at=at, version=kept.version)
            )

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


def _renewed_from(kept: Installation) -> datetime:
    """When its token is to be renewed; one that lives for ever, or that nobody can renew, never is."""
    if not (kept.refresh_token and kept.expires_at):
        return _NEVER
    return kept.expires_at - EARLY


def _next_look(kept: Installation, now: datetime) -> datetime:
    """When it was not renewed in time, after whoever is at it must be done."""
    return max(_renewed_from(kept), now + timedelta(seconds=RENEWING))


def _without_token(store: Store) -> list[Installation]:
    """The disabled ones: a token of their own was wiped, if there was one."""
    return [one for one in store.installations.disabled() if one.platform is Platform.SLACK]
