"""Who somebody is at Slack: asked once of an account that is new here, and now and then of the others."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.arrivals import Arrival, Profile
from bot.dispatch import Dispatch
from bot.slack.leavers import Changed
from bot.slack.web_api import Failed, WebApi
from domain.places import Identity, Standing
from storage.people import Known

log = structlog.get_logger()

LIMIT = 1.5
"""Seconds an unknown sender's profile may take; after that they are a stranger this time."""
FRESH = 60.0
"""Seconds for which it is not asked again whether a known account is still there."""
MET = 3600.0
"""Seconds between two notes of where a known account was seen last."""

STRANGE = 30.0
"""Seconds for which a stranger is not asked about again: people may type a letter at a time."""

_KEPT = 20_000
_NOBODY = frozenset({"user_not_found", "users_not_found"})
_GUESTS = ("is_restricted", "is_ultra_restricted", "is_bot", "is_stranger", "deleted")


@dataclass
class _Seen:
    """An account: when it was asked about, and what Slack said; the rest matters of strangers."""

    asked: float
    locale: str
    zone: str = ""
    standing: Standing = Standing.UNKNOWN
    vouched: bool = False
    met: float = 0.0


@dataclass
class Profiles:
    """Introduces unknown accounts, meets known ones. `spawn` runs what nobody waits for; `clock` gives seconds."""

    dispatch: Dispatch
    api: WebApi
    spawn: Callable[[Coroutine[Any, Any, Any]], asyncio.Task[Any]]
    clock: Callable[[], float] = time.monotonic
    _seen: dict[Identity, _Seen] = field(default_factory=dict, init=False)
    _strangers: dict[Identity, _Seen] = field(default_factory=dict, init=False)
    _teams: dict[str, frozenset[str]] = field(default_factory=dict, init=False)

    def locale(self, identity: Identity) -> str:
        """What is known of the account's language, "" for nothing."""
        seen = self._seen.get(identity)
        return seen.locale if seen else ""

    async def known(self, arrival: Arrival) -> Arrival:
        """The arrival with its sender's locale; an unknown sender was introduced, if Slack told us in time."""
        identity, now = arrival.known.identity, self.clock()
        seen = self._seen.get(identity)
        if seen is None:
            stranger = self._strangers.get(identity)
            if stranger is None or now - stranger.asked > STRANGE:
                return await self._introduced(arrival, now)
            return replace(arrival, locale=stranger.locale, zone=stranger.zone, standing=stranger.standing)
        if now - seen.asked > FRESH:
            seen.asked = now
            await self._asked_again(arrival.known, seen, now)
        return replace(arrival, locale=seen.locale) if seen.locale else arrival

    async def _asked_again(self, known: Known, seen: _Seen, now: float) -> None:
        """Before the answer: whoever has left gets none. Where Slack does not say in time, nothing changes."""
        profile = await self._profile(known)
        if profile is None:
            return
        if profile.standing is Standing.GONE or profile.vouched != seen.vouched or now - seen.met > MET:
            await self._welcomed(profile, now)
        seen.locale = profile.locale

    async def changed(self, change: Changed) -> None:
        """Slack says so of somebody, who may be anybody: whoever is unknown stays so."""
        for account in change.accounts:
            self._strangers.pop(account, None)
            if change.gone:
                self._seen.pop(account, None)
                await self.dispatch.part(account)
            elif change.guest:
                await self.dispatch.introduce(Profile(known=Known(identity=account)))
            if seen := self._seen.get(account):
                seen.asked = -FRESH

    async def _introduced(self, arrival: Arrival, now: float) -> Arrival:
        profile = await self._profile(arrival.known)
        if profile is None:
            return arrival
        await self._welcomed(profile, now)
        return replace(arrival, locale=profile.locale, zone=profile.zone, standing=profile.standing)

    async def _welcomed(self, profile: Profile, now: float) -> None:
        """Somebody, from now on or still; or a stranger, who may have been somebody until now."""
        account = profile.known.identity
        if profile.standing is Standing.GONE:
            await self.dispatch.part(account)
        if profile.standing is not Standing.GONE and await self._introduce(profile):
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            self._seen[account] = _Seen(now, profile.locale, vouched=profile.vouched, met=now)
            self.spawn(self.dispatch.meet(profile))
        else:
            self._seen.pop(account, None)
            self._remember_stranger(account, _Seen(now, profile.locale, profile.zone, profile.standing))

    async def _introduce(self, profile: Profile) -> bool:
        """Whether they are somebody now. Of a database that is down the request itself will tell them."""
        task = self.spawn(self.dispatch.introduce(profile))
        await asyncio.wait({task})
        if error := task.exception():
            log.error("slack.not_introduced", exc_info=error)
            return False
        return bool(task.result())

    def _remember_stranger(self, identity: Identity, seen: _Seen) -> None:
        if len(self._strangers) >= _KEPT:
            self._strangers.clear()
        self._strangers[identity] = seen

    async def _profile(self, known: Known) -> Profile | None:
        """None for whom Slack does not tell us about, or not in time."""
        identity = known.identity
        if not identity.tenant or not identity.user:
            return None
        try:
            async with asyncio.timeout(LIMIT):
                answer = await self.api.ask(known.host, "users.info", user=identity.user, include_locale="true")
                team = await self._team(known.host)
        except Failed as error:
            log.info("slack.no_profile", error=str(error))
            return Profile(known=known, standing=Standing.GONE) if error.code in _NOBODY else None
        except TimeoutError:
            log.info("slack.no_profile", error="timeout")
            return None
        return _profile(known, _mapping(answer.get("user")), team)

    async def _team(self, host: str) -> frozenset[str]:
        """The workspace, or the organisation as a whole, that the token really belongs to: what an interaction says
        of it may be the actor's.
        """
        if host not in self._teams:
            answer = await self.api.ask(host, "auth.test")
            whole = answer.get("is_enterprise_install") is True
            owner = _text(answer.get("enterprise_id" if whole else "team_id"))
            self._teams[host] = frozenset({owner} - {""})
        return self._teams[host]


def _profile(known: Known, user: Mapping[str, Any], house: frozenset[str]) -> Profile:
    """Vouched for: a full member of the workspace that the token belongs to, and of the tenant they come from."""
    card, org = _mapping(user.get("profile")), _text(_mapping(user.get("enterprise_user")).get("enterprise_id"))
    own = _text(user.get("team_id"))
    full = not any(user.get(mark) for mark in _GUESTS)
    home = not house.isdisjoint({own, org})
    return Profile(
        known=known,
        email=_text(card.get("email")),
        locale=_text(user.get("locale")),
        zone=_text(user.get("tz")),
        vouched=full and bool(own) and home and known.identity.tenant in {own, org},
        standing=_standing(user, home=home),
    )


def _standing(user: Mapping[str, Any], *, home: bool) -> Standing:
    """`home`: their workspace is the one that was asked."""
    if user.get("deleted"):
        return Standing.GONE
    if user.get("is_bot"):
        return Standing.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER if home and not user.get("is_stranger") else Standing.EXTERNAL


def _mapping(thing: object) -> Mapping[str, Any]:
    return thing if isinstance(thing, Mapping) else {}


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""
