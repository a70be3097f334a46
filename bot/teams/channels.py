"""What Teams says of channels and group chats: Tandem is added, somebody comes in, a name changes, a channel ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog

from bot.dispatch import Dispatch
from bot.teams.cards import mapping, text_of
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from bot.teams.guard import Accepted, tenants_of
from domain.channels import Met
from domain.places import Platform
from handlers.channels_met import LOOKS, Change, added, changed, known

log = structlog.get_logger()

MEMBERS = 1000
"""Of a conversation, looked at: more is no channel with one partner."""
_FAILURES = (Untrusted, NoToken, Failed, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`change` is None where Tandem was added, by the account `by`."""

    conversation: str
    host: str
    service: str
    name: str = ""
    change: Change | None = None
    value: str = ""
    by: str = ""


_EVENTS = {
    "channelRenamed": Change.RENAMED,
    "teamRenamed": Change.RENAMED,
    "channelDeleted": Change.DELETED,
    "teamDeleted": Change.DELETED,
    "teamHardDeleted": Change.DELETED,
    "teamArchived": Change.ARCHIVED,
    "teamUnarchived": Change.RETURNED,
    "channelRestored": Change.RETURNED,
    "teamRestored": Change.RETURNED,
}
"""learn.microsoft.com, bots/how-to/conversations/subscribe-to-conversation-events"""


def heard(accepted: Accepted) -> Iterator[Heard]:
    """Nothing for what is not about a channel or a group chat."""
    activity = accepted.activity
    if activity["type"] != "conversationUpdate" or activity["conversation"].get("conversationType") == "personal":
        return
    told = mapping(activity.get("channelData"))
    event = text_of(told, "eventType")
    there = _there(activity, told)
    if event == "channelCreated":
        yield Heard(**there)
    if event in _EVENTS:
        yield Heard(**there, change=_EVENTS[event], value=there["name"])
    own = text_of(mapping(activity.get("recipient")), "id")
    by = text_of(activity["from"], "aadObjectId").lower()
    for member in _members(activity, "membersAdded"):
        new = text_of(member, "id") == own
        change, value = (None, "") if new else (Change.JOINED, text_of(member, "aadObjectId").lower())
        yield Heard(**there, change=change, value=value, by=by)
    for member in _members(activity, "membersRemoved"):
        yield Heard(**there, change=Change.LEFT if text_of(member, "id") == own else Change.PARTED)


def _there(activity: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """A channel's own id stands in channelData; the conversation is then the one that its team began with."""
    channel, team = mapping(told.get("channel")), mapping(told.get("team"))
    name = text_of(channel, "name") or text_of(team, "name") or text_of(activity["conversation"], "name")
    return {
        "conversation": text_of(channel, "id") or activity["conversation"]["id"].partition(";")[0],
        "host": next(reversed(tenants_of(activity)), ""),
        "service": activity["serviceUrl"],
        "name": name,
    }


def _members(activity: Mapping[str, Any], which: str) -> list[Mapping[str, Any]]:
    found = activity.get(which)
    return [mapping(one) for one in found] if isinstance(found, list) else []


@dataclass(frozen=True)
class Channels:
    """Keeps the list of partners' channels as Teams has them."""

    dispatch: Dispatch
    connector: Connector

    async def heard(self, what: Heard) -> None:
        """It is kept; where Tandem was added, or somebody left whom it has to look after, it is looked who is in it."""
        if await self._kept(what):
            for _ in range(LOOKS):
                if not await self._looked(what):
                    break

    async def _looked(self, what: Heard) -> bool:
        """Whether it has to be looked once more."""
        met = await self._met(what)
        if met is None:
            return False
        at = self.dispatch.now()
        return await self.dispatch.in_write(lambda store: added(met, store, at=at))

    async def _kept(self, what: Heard) -> bool:
        """Whether it is to be looked who is in it. Of a channel that is on no list nothing is written."""
        change, there = what.change, (Platform.TEAMS, what.conversation)
        if change is None:
            return True
        if not await self.dispatch.in_read(lambda store: known(*there, store)):
            return False
        return await self.dispatch.in_write(lambda store: changed(*there, change, what.value, store))

    async def _met(self, what: Heard) -> Met | None:
        """None where Teams does not tell."""
        tenants, users = set(), set()
        try:
            async for member in self.connector.members(what.service, what.conversation):
                tenants.add(text_of(member, "tenantId").lower())
                users.add((text_of(member, "aadObjectId") or text_of(member, "objectId")).lower())
                if len(users) >= MEMBERS:
                    break
        except _FAILURES as error:
            log.info("teams.channel_not_seen", error=type(error).__name__)
            return None
        return Met(
            platform=Platform.TEAMS,
            host=what.host,
            conversation=what.conversation,
            name=what.name,
            service=what.service,
            owner=what.host,
            tenants=frozenset(tenants - {""}),
            users=frozenset(users - {""}),
            by=what.by,
        )
