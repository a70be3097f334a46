"""What Slack says of channels: Tandem is added to one, somebody comes in, a name changes, a channel ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot import channels
from bot.slack.web_api import Failed, WebApi
from domain.channels import MEMBERS, Channel, Met
from domain.places import Platform
from handlers.channels_met import Change

log = structlog.get_logger()

PAGE = 200
"""Members asked for at once: docs.slack.dev/reference/methods/conversations.members."""
PAGES = MEMBERS // PAGE
_LATER = frozenset({"ratelimited", "http-429", "unreachable", "no-database"})
"""What says that it was not answered this time."""


@dataclass(frozen=True, kw_only=True)
class Heard(channels.Heard):
    """`hosts` are the likely workspaces that it is of, `house` their organisation, "" where there is none."""

    hosts: tuple[str, ...]
    house: str = ""


def listed(channel: Channel) -> Heard:
    """One that is on the list, of which nothing was heard."""
    return Heard(hosts=(channel.host,), conversation=channel.conversation, listed=True)


_ENDS = {
    "archive": Change.ARCHIVED,
    "unarchive": Change.RETURNED,
    "deleted": Change.DELETED,
    "left": Change.LEFT,
}
"""docs.slack.dev/reference/events/channel_archive and the like; group_ is the same of a private channel."""


def heard(payload: Mapping[str, Any]) -> Heard | None:
    """None for everything that is not about a channel."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, Mapping):
        return None
    found = _said(event, _bot(payload))
    if found is None or not found["conversation"]:
        return None
    return Heard(hosts=_hosts(payload), house=_text(_grant(payload).get("enterprise_id")), **found)


def _said(event: Mapping[str, Any], bot: str) -> dict[str, Any] | None:
    kind, _, what = str(event.get("type") or "").partition("_")
    channel, user = _text(event.get("channel")), _text(event.get("user"))
    match kind, what:
        case "member", "joined_channel" if user == bot:
            return {"conversation": channel, "by": _text(event.get("inviter"))}
        case "member", "joined_channel":
            return {"conversation": channel, "change": Change.JOINED, "value": user}
        case "member", "left_channel":
            return {"conversation": channel, "change": Change.LEFT if user == bot else Change.PARTED}
        case "channel" | "group", "rename":
            named = event.get("channel")
            there = named if isinstance(named, Mapping) else {}
            return {"conversation": _text(there.get("id")), "change": Change.RENAMED, "value": _text(there.get("name"))}
        case "channel", "id_changed":
            old, new = _text(event.get("old_channel_id")), _text(event.get("new_channel_id"))
            return {"conversation": old, "change": Change.READDRESSED, "value": new}
        case "channel", "shared":
            return {"conversation": channel, "change": Change.SHARED, "value": _text(event.get("connected_team_id"))}
        case "channel", "unshared":
            team = _text(event.get("previously_connected_team_id"))
            return {"conversation": channel, "change": Change.UNSHARED, "value": team}
        case "channel" | "group", ("archive" | "unarchive" | "deleted" | "left"):
            return {"conversation": channel, "change": _ENDS[what]}
    return None


def _hosts(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Ours first: of a channel that is shared the payload may name the other side's."""
    grant = _grant(payload)
    named = [_text(of.get(name)) for name in ("team_id", "enterprise_id") for of in (grant, payload)]
    return tuple(dict.fromkeys(one for one in named if one))


def _bot(payload: Mapping[str, Any]) -> str:
    grant = _grant(payload)
    return _text(grant.get("user_id")) if grant.get("is_bot") else ""


def _grant(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    grants = payload.get("authorizations")
    first = grants[0] if isinstance(grants, list) and grants else {}
    return first if isinstance(first, Mapping) else {}


@dataclass(frozen=True)
class Members:
    """Who is in a channel, as Slack tells where it matters."""

    api: WebApi

    async def met(self, what: Heard) -> Met | None:
        """None where Slack does not tell: without channels:read, or groups:read, say. NotNow where nobody answers."""
        host = await self._host(what)
        if not host:
            return None
        try:
            answer = await self.api.ask(host, "conversations.info", channel=what.conversation)
            users, whole = await self._members(host, what.conversation)
        except Failed as failed:
            log.info("slack.channel_not_seen", error=failed.code)
            if failed.code in _LATER or not failed.sure:
                raise channels.NotNow from failed
            return None
        found = answer.get("channel")
        channel = found if isinstance(found, Mapping) else {}
        shared = [channel.get(name) for name in ("shared_team_ids", "connected_team_ids")]
        return Met(
            platform=Platform.SLACK,
            host=host,
            conversation=what.conversation,
            name=_text(channel.get("name")),
            house=what.house,
            owner=_text(channel.get("conversation_host_id")) or host,
            tenants=frozenset(_text(one) for teams in shared if isinstance(teams, list) for one in teams) - {""},
            users=users,
            whole=whole,
            by=what.by,
        )

    async def _host(self, what: Heard) -> str:
        """The first of them in which Tandem is installed."""
        for host in what.hosts:
            if await self.api.token(host):
                return host
        return ""

    async def _members(self, host: str, channel: str) -> tuple[frozenset[str], bool]:
        """And whether they are all."""
        found: set[str] = set()
        cursor = ""
        for _ in range(PAGES):
            asked = {"channel": channel, "limit": str(PAGE), "cursor": cursor or None}
            answer = await self.api.ask(host, "conversations.members", **asked)
            members, more = answer.get("members"), answer.get("response_metadata")
            found |= {_text(one) for one in members} if isinstance(members, list) else set()
            cursor = _text(more.get("next_cursor")) if isinstance(more, Mapping) else ""
            if not cursor:
                break
        return frozenset(found - {""}), not cursor


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""
