"""What Slack says of the installation itself: that it was removed, its token revoked, or a workspace let it in."""

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
    """None for everything else, and of nowhere; a person's own token that was revoked is none of ours."""
    match _event(payload):
        case {"type": "app_uninstalled" as why} | {"type": "tokens_revoked" as why, "tokens": {"bot": [_, *_]}}:
            host = _host(payload)
            return Ended(host, why, _moment(payload)) if host else None
    return None


def let_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Workspaces for which the token of their organisation is good from now on, none for everything else."""
    match _event(payload):
        case {"type": "team_access_granted", "team_ids": [*teams]}:
            return tuple(one for one in teams if isinstance(one, str))
    return ()


def _event(payload: Mapping[str, Any]) -> object:
    """What happened, as Slack tells of it; None where it tells of nothing."""
    return payload.get("event") if payload.get("type") == "event_callback" else None


def _host(payload: Mapping[str, Any]) -> str:
    """The organisation, where it was installed in all of it: then `team_id` names no installation of ours."""
    grants = payload.get("authorizations")
    first = grants[0] if isinstance(grants, list) and grants else {}
    whole = first.get("is_enterprise_install") is True or payload.get("is_enterprise_install") is True
    enterprise = payload.get("enterprise_id") or first.get("enterprise_id")
    team = payload.get("team_id")
    return str(enterprise) if enterprise and (whole or not team) else str(team or "")


def _moment(payload: Mapping[str, Any]) -> datetime:
    at = payload.get("event_time")
    try:
        return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else LONG_AGO
    except (OverflowError, OSError, ValueError):
        return LONG_AGO
