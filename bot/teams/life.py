"""What Teams says of the app itself: that it was taken out of a conversation, or put into one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.teams.cards import mapping, text_of


@dataclass(frozen=True)
class Moved:
    """`there` after it: whether the app is in the conversation. `at` is Teams' own time, None where it says none.
    `service` is where Teams takes messages for it now.
    """

    conversation: str
    service: str
    there: bool
    at: datetime | None


def moved(activity: Mapping[str, Any]) -> Moved | None:
    """None for everything else. An upgrade takes the app out and puts it back: it is there all the time."""
    there = _is_there(activity)
    if there is None:
        return None
    room = activity["conversation"]["id"].partition(";")[0]
    return Moved(room, activity["serviceUrl"], there, _moment(text_of(activity, "timestamp")))


def _is_there(activity: Mapping[str, Any]) -> bool | None:
    match activity:
        case {"type": "installationUpdate", "action": "add" | "remove" as action}:
            return bool(action == "add")
        case {"type": "conversationUpdate"} if _names_us(activity, "membersAdded"):
            return True
        case {"type": "conversationUpdate"} if _names_us(activity, "membersRemoved"):
            return False
    return None


def _names_us(activity: Mapping[str, Any], whom: str) -> bool:
    own, members = text_of(mapping(activity.get("recipient")), "id"), activity.get(whom)
    return bool(own) and isinstance(members, list) and any(mapping(one).get("id") == own for one in members)


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
