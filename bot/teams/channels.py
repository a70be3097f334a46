"""What Teams says of channels and group chats: Tandem is added, somebody comes in, a name changes, a channel ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog

from bot import channels
from bot.teams.cards import mapping, text_of
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from bot.teams.guard import Accepted, tenants_of
from domain.channels import Met
from domain.places import Platform
from handlers.channels_met import Change

log = structlog.get_logger()

MEMBERS = 1000
"""Of a conversation, looked at: more is no channel with one partner."""
_FAILURES = (Untrusted, NoToken, Failed, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, kw_only=True)
class Heard(channels.Heard):
    """With what Teams says of the channel itself."""

    host: str
    service: str
    name: str = ""


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
class Members:
    """Who is in a channel or group chat, as Teams tells."""

    connector: Connector

    async def met(self, what: Heard) -> Met | None:
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
