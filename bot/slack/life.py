"""What Slack says of the installation itself: that it was removed, or its token revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Ended:
    """Where Tandem is installed no more, why, and since when, to the second."""

    host: str
    reason: str
    at: datetime


def ended(payload: Mapping[str, Any]) -> Ended | None:
    """None for everything else; a person's own token that was revoked is none of ours."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, Mapping):
        return None
    match event:
        case {"type": "app_uninstalled"}:
            return Ended(_host(payload), "app_uninstalled", _moment(payload))
        case {"type": "tokens_revoked", "tokens": {"bot": [_, *_]}}:
            return Ended(_host(payload), "tokens_revoked", _moment(payload))
    return None


def _host(payload: Mapping[str, Any]) -> str:
    """The organisation, where it was installed in all of it: then `team_id` names no installation of ours."""
    grants = payload.get("authorizations")
    first = grants[0] if isinstance(grants, list) and grants else {}
    whole = first.get("is_enterprise_install") is True or payload.get("is_enterprise_install") is True
    enterprise = payload.get("enterprise_id") or first.get("enterprise_id")
    return str(enterprise) if whole and enterprise else str(payload["team_id"])


def _moment(payload: Mapping[str, Any]) -> datetime:
    at = payload.get("event_time")
    try:
        return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else LONG_AGO
    except (OverflowError, OSError, ValueError):
        return LONG_AGO
