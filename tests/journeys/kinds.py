"""Every kind of account that writes to Tandem, and what becomes of it; recorded shapes are in tests/wire."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from tests.journeys.people import MEMBERS
from tests.wire.payloads import (
    ENTERPRISE,
    PARTNER_TENANT,
    STRANGE_TENANT,
    TEAMS_UNKNOWN,
    VENDOR_TENANT,
    SlackIdentity,
    TeamsIdentity,
)

W = TypeVar("W", SlackIdentity, TeamsIdentity)
DIRECTOR = MEMBERS["director"]


class End(Enum):
    KNOWN = "comes in by the address that its own house vouches for, works and leaves"
    JOINS = "sees nothing until somebody lets it in, works and leaves"
    CODE = "sees nothing until it types a code, works and leaves"
    NEVER = "is let in by nobody and by no code"
    UNHEARD = "is not even answered"


@dataclass(frozen=True)
class Kind(Generic[W]):
    """One account, and how it leaves: `told` where the platform says so at once, else it is found out."""

    who: W
    end: End
    told: bool = False


ANYBODY = SlackIdentity("U0JOINER", "T0VENDOR", "Maria Joiner", None, "Europe/Lisbon", "en-GB", installed_in="T0VENDOR")
_AWAY = replace(ANYBODY, team="T0AWAY")
_AT_NOWAK = replace(ANYBODY, team="T0NOWAK", installed_in="T0NOWAK")
_GUEST = replace(ANYBODY, is_restricted=True, email=DIRECTOR.slack.email)

AT_SLACK: Mapping[str, Kind[SlackIdentity]] = {
    "a member": Kind(replace(MEMBERS["rep"].slack, locale="en-GB"), End.KNOWN, told=True),
    "a member whom nobody imported": Kind(_AT_NOWAK, End.JOINS),
    "a guest with a director's e-mail": Kind(_GUEST, End.JOINS, told=True),
    "a guest of one channel": Kind(replace(_GUEST, is_ultra_restricted=True), End.JOINS),
    "Slack Connect, with a colleague's e-mail": Kind(replace(_AWAY, email=MEMBERS["boss"].slack.email), End.JOINS),
    "Slack Connect, without an e-mail": Kind(replace(_AWAY, tz=None, locale=None), End.CODE),
    "a director's e-mail in a partner's workspace": Kind(replace(_AT_NOWAK, email=DIRECTOR.slack.email), End.JOINS),
    "another workspace with a director's id": Kind(replace(_AWAY, user=DIRECTOR.slack.user), End.CODE),
    "an organisation-wide installation": Kind(
        replace(ANYBODY, enterprise=ENTERPRISE, org_wide=True, user="W0JOINER"), End.JOINS, told=True
    ),
    "deactivated": Kind(replace(ANYBODY, deleted=True), End.NEVER),
    "a bot": Kind(replace(ANYBODY, is_bot=True), End.NEVER),
    "unknown to Slack": Kind(replace(_AWAY, user="U0NOBODY"), End.NEVER),
}

SOMEBODY = TeamsIdentity(
    "29:1joiner", "eeeeeeee-0000-4000-8000-000000000009", VENDOR_TENANT, "Maria Joiner", None, "en-GB", "Europe/Lisbon"
)
_OF_NOWAK = replace(SOMEBODY, tenant=PARTNER_TENANT)

AT_TEAMS: Mapping[str, Kind[TeamsIdentity]] = {
    "a member": Kind(replace(MEMBERS["rep"].teams, locale="en-GB"), End.KNOWN),
    "a guest with a director's e-mail": Kind(replace(SOMEBODY, role="guest", email=DIRECTOR.teams.email), End.CODE),
    "the partner's tenant": Kind(replace(_OF_NOWAK, email="maria@nowak.example"), End.JOINS, told=True),
    "a director's e-mail in the partner's tenant": Kind(replace(_OF_NOWAK, email=DIRECTOR.teams.email), End.JOINS),
    "unknown to Teams": Kind(TEAMS_UNKNOWN, End.NEVER),
    "a tenant that nobody named": Kind(replace(SOMEBODY, tenant=STRANGE_TENANT), End.UNHEARD),
}
