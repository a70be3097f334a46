"""What Teams says of channels and group chats: Tandem is added, somebody comes in, a name changes, a channel ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog

from bot import channels
from bot.teams.cards import mapping, text_of
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from bot.teams.guard import Accepted, tenants_of
from domain.channels import MEMBERS, Channel, Met
from domain.places import Platform
from handlers.channels_met import Change

log = structlog.get_logger()

_LATER = frozenset({HTTPStatus.PRECONDITION_FAILED, HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)})
"""What to ask again: learn.microsoft.com, bots/how-to/rate-limit."""
_FAILURES = (Untrusted, NoToken, Failed, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, kw_only=True)
class Heard(channels.Heard):
    """With what Teams says of the channel itself; `team` where it says it of a team, in its first channel."""

    host: str
    service: str
    name: str = ""
    team: str = ""


def listed(channel: Channel) -> Heard:
    """One that is on the list, of which nothing was heard."""
    return Heard(host=channel.host, service=channel.service, conversation=channel.conversation, listed=True)


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
_SHARING = {
    "channelShared": ("sharedWithTeams", Change.SHARED),
    "channelUnshared": ("unsharedFromTeams", Change.UNSHARED),
}
"""With which teams, and what that is of their tenants: learn.microsoft.com, concepts/build-and-test/shared-channels"""


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
    if event in _SHARING:
        named, shared = _SHARING[event]
        for tenant in dict.fromkeys(text_of(team, "tenantId").lower() for team in _those(told, named)):
            yield Heard(**there, change=shared, value=tenant)
        yield Heard(**there, change=Change.OTHERWISE)
    own = text_of(mapping(activity.get("recipient")), "id")
    by = text_of(activity["from"], "aadObjectId").lower()
    for member in _those(activity, "membersAdded"):
        new = text_of(member, "id") == own
        change, value = (None, "") if new else (Change.JOINED, text_of(member, "aadObjectId").lower())
        yield Heard(**there, change=change, value=value, by=by)
    for member in _those(activity, "membersRemoved"):
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
        "team": "" if text_of(channel, "id") else text_of(team, "id"),
    }


def _is_final(error: Exception) -> bool:
    return isinstance(error, Untrusted) or (isinstance(error, Failed) and error.status not in _LATER)


_OF_ALL = frozenset({Change.JOINED, Change.PARTED, Change.ARCHIVED, Change.RETURNED})
"""What is true of each channel of a team where it is of the team."""


def _those(told: Mapping[str, Any], which: str) -> list[Mapping[str, Any]]:
    found = told.get(which)
    return [mapping(one) for one in found] if isinstance(found, list) else []


@dataclass(frozen=True)
class Members:
    """Who is in a channel or group chat, as Teams tells."""

    connector: Connector

    async def beside(self, what: Heard) -> Sequence[Heard]:
        """The same of the team's other channels: who is in the team is in them. None where Teams does not tell; NotNow
        where it does not answer.
        """
        if not what.team or (what.change and what.change not in _OF_ALL):
            return ()
        try:
            found = await self.connector.channels(what.service, what.team)
        except _FAILURES as error:
            log.info("teams.channels_not_seen", error=type(error).__name__)
            if _is_final(error):
                return ()
            raise channels.NotNow from error
        names = {text_of(one, "id"): text_of(one, "name") for one in found}
        change = what.change or Change.MET
        return tuple(
            replace(what, conversation=channel, name=name, team="", change=change)
            for channel, name in names.items()
            if channel not in ("", what.conversation)
        )

    async def met(self, what: Heard) -> Met | None:
        """None where Teams does not tell; NotNow where it does not answer."""
        tenants, users, whole = set[str](), set[str](), True
        try:
            async for member in self.connector.members(what.service, what.conversation):
                if len(users) >= MEMBERS:
                    whole = False
                    break
                tenants.add(text_of(member, "tenantId").lower())
                users.add((text_of(member, "aadObjectId") or text_of(member, "objectId")).lower())
        except _FAILURES as error:
            log.info("teams.channel_not_seen", error=type(error).__name__)
            if _is_final(error):
                return None
            raise channels.NotNow from error
        return Met(
            platform=Platform.TEAMS,
            host=what.host,
            conversation=what.conversation,
            name=what.name,
            service=what.service,
            owner=what.host,
            tenants=frozenset(tenants - {""}),
            users=frozenset(users - {""}),
            whole=whole,
            by=what.by,
        )
