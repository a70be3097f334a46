"""What Slack says of people who leave: user_change, which comes for whoever is deactivated or becomes a guest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.places import Identity, Platform


@dataclass(frozen=True)
class Changed:
    """An account by each of the names it may have here: of its organisation, and of its workspace."""

    accounts: tuple[Identity, ...]
    gone: bool = False
    guest: bool = False


def changed(payload: Mapping[str, Any]) -> Changed | None:
    """What a user_change says (docs.slack.dev/reference/events/user_change); None for every other payload."""
    event = _mapping(payload.get("event"))
    if payload.get("type") != "event_callback" or event.get("type") != "user_change":
        return None
    user = _mapping(event.get("user"))
    tenants = (_mapping(user.get("enterprise_user")).get("enterprise_id"), user.get("team_id"))
    name = user.get("id")
    named = [one for one in tenants if isinstance(one, str) and one and isinstance(name, str)]
    accounts = tuple(Identity(Platform.SLACK, one, str(name)) for one in dict.fromkeys(named))
    guest = user.get("is_restricted") is True or user.get("is_ultra_restricted") is True
    return Changed(accounts, gone=user.get("deleted") is True, guest=guest)


def _mapping(thing: object) -> Mapping[str, Any]:
    return thing if isinstance(thing, Mapping) else {}
