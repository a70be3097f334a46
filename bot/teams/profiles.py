"""Profiles: lets an unknown account in where Teams vouches for its e-mail, and notes where a known one is."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import structlog

from bot.answered import NO_ANSWER
from bot.arrivals import Profile
from bot.dispatch import Dispatch
from bot.recent import Recent
from bot.teams.arrivals import Turn
from bot.teams.background import Background
from bot.teams.cards import text_of
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from domain.places import Identity, Standing

log = structlog.get_logger()

ACCOUNTS = 10_000
"""How many accounts this process remembers."""
FRESH_SECONDS = 60.0
"""How long it is not asked again who somebody is, and whether they are still there."""
MET_SECONDS = 3600.0
"""Between two notes of where a known account was seen last."""
MEMBER_SECONDS = 1.5

_LONG = 320
_NOBODY = "MemberNotFoundInConversation"
_NO_MEMBERS = ("guest", "anonymous", "bot")


@dataclass(frozen=True)
class _Seen:
    profile: Profile
    known: bool
    until: float
    met: float = 0.0


class Profiles:
    """What this process has seen of each account lately."""

    def __init__(self, dispatch: Dispatch, connector: Connector, background: Background) -> None:
        self._dispatch = dispatch
        self._connector = connector
        self._background = background
        self._clock: Callable[[], float] = time.monotonic
        self._seen: Recent[Identity, _Seen] = Recent(ACCOUNTS)
        self._looking: dict[Identity, asyncio.Task[None]] = {}

    async def greet(self, turn: Turn) -> None:
        """Before the turn is served. It never raises: whoever cannot be looked up stays as unknown as before."""
        account = turn.arrival.known.identity
        seen = self._seen.get(account)
        if seen is None or seen.until < self._clock():
            await self._look(turn)
        elif seen.known and (news := _with(seen.profile, turn)) != seen.profile:
            self._seen[account] = replace(seen, profile=news)
            self._background.start(self._dispatch.meet(news))

    def forget(self, account: Identity) -> None:
        """Whoever this is, is looked up anew when they are heard next."""
        self._seen.pop(account, None)

    async def _look(self, turn: Turn) -> None:
        """Once, however many messages of the same account wait for it."""
        account = turn.arrival.known.identity
        looking = self._looking.get(account)
        if looking is None:
            looking = self._looking[account] = self._background.start(self._looked(turn))
            looking.add_done_callback(lambda _: self._looking.pop(account, None))
        await asyncio.wait({looking})

    def standing(self, account: Identity) -> Standing:
        """What Teams said of this account, as far as it was asked."""
        seen = self._seen.get(account)
        return seen.profile.standing if seen else Standing.UNKNOWN

    async def _looked(self, turn: Turn) -> None:
        profile = _profile(turn)
        account = profile.known.identity
        before = self._seen.get(account)
        known = await self._dispatch.in_read(lambda store: store.people.known_as(account) is not None)
        member = await self._member(turn) if account.tenant else {}
        if member is None:
            await self._dispatch.part(account)
            profile = replace(profile, standing=Standing.GONE)
        elif member:
            profile = vouched(profile, member)
        if member is None or not known:
            known = profile.vouched and await self._dispatch.introduce(profile)
        elif member and not profile.vouched:
            known = await self._dispatch.introduce(profile)  # a guest by now, perhaps
        met = before.met if before and before.known else 0.0
        if known and self._clock() - met > MET_SECONDS:
            met = self._clock()
            self._background.start(self._dispatch.meet(profile))
        self._seen[account] = _Seen(profile, known, self._clock() + FRESH_SECONDS, met)

    async def _member(self, turn: Turn) -> Mapping[str, Any] | None:
        """What Teams says of the sender: {} where it says nothing in time, None where there is no such member."""
        room = turn.conversation.partition(";")[0]
        try:
            async with asyncio.timeout(MEMBER_SECONDS):
                return await self._connector.member(turn.arrival.known.service, room, turn.speaker)
        except (Untrusted, NoToken, Failed, *NO_ANSWER) as error:
            log.info("teams.no_profile", error=type(error).__name__, status=getattr(error, "status", None))
            gone = isinstance(error, Failed) and error.status == HTTPStatus.NOT_FOUND and _NOBODY in error.text
            return None if gone else {}


def vouched(profile: Profile, member: Mapping[str, Any]) -> Profile:
    """With the member's e-mail, where their own tenant answers for it.

    A guest's address is another house's: guests are told by their role, and by #EXT# in their sign-in name.
    """
    account = profile.known.identity
    own = (text_of(member, "tenantId").lower(), text_of(member, "aadObjectId").lower())
    name = text_of(member, "userPrincipalName", _LONG)
    guest = text_of(member, "userRole").lower() in _NO_MEMBERS or "#ext#" in name.lower()
    email = text_of(member, "email", _LONG) or (name if "@" in name else "")
    profile = replace(profile, standing=_standing(own[0], account.tenant, guest=guest))
    if guest or not email or own != (account.tenant, account.user):
        return profile
    return replace(profile, email=email, vouched=True)


def _standing(tenant: str, own: str, *, guest: bool) -> Standing:
    if guest:
        return Standing.GUEST
    return Standing.UNKNOWN if not tenant else Standing.MEMBER if tenant == own else Standing.EXTERNAL


def _profile(turn: Turn) -> Profile:
    return Profile(known=turn.arrival.known, locale=turn.arrival.locale, zone=turn.arrival.zone)


def _with(old: Profile, turn: Turn) -> Profile:
    """What the turn says that is new; a channel says nothing of the person's own chat."""
    now, known = turn.arrival, old.known
    return replace(
        old,
        known=known._replace(
            conversation=now.known.conversation or known.conversation,
            service=now.known.service or known.service,
        ),
        locale=now.locale or old.locale,
        zone=now.zone or old.zone,
    )
