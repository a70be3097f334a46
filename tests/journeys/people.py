"""Everybody of the office, as Slack and Teams know them: partners in their own workspace and tenant."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.office import PEOPLE, PROGRAMME, WHO
from tests.wire.payloads import PARTNER_TENANT, VENDOR_TENANT, SlackIdentity, TeamsIdentity

WORKSPACES = {"vendor": "T0VENDOR", "nowak": "T0NOWAK", "rio": "T0RIO", "rival": "T0RIVAL"}
TENANTS = {
    "vendor": VENDOR_TENANT,
    "nowak": PARTNER_TENANT,
    "rio": "44444444-aaaa-4bbb-8ccc-000000000004",
    "rival": "55555555-aaaa-4bbb-8ccc-000000000005",
}
TOKENS = {f"xoxb-{organisation}": team for organisation, team in WORKSPACES.items()}
LOCALES = {"en": "en-GB", "pl": "pl-PL", "pt-BR": "pt-BR"}
WEB = {organisation: organisation for organisation in TENANTS}


def _workspaces() -> str:
    """Those that the office does not name itself."""
    lines = []
    for platform, known in (("slack", WORKSPACES), ("teams", TENANTS), ("web", WEB)):
        for organisation, tenant in known.items():
            if f'"{tenant}"\norganisation' not in PROGRAMME:
                named = {"platform": platform, "tenant": tenant, "organisation": organisation}
                lines.append("[[workspaces]]\n" + "".join(f'{key} = "{value}"\n' for key, value in named.items()))
    return "\n".join(lines)


EVERYWHERE = f"{PROGRAMME}\n{_workspaces()}"
"""The office's programme; every organisation has a workspace and a tenant."""


@dataclass(frozen=True)
class Member:
    """One person of the office, on each platform; `slack` and `teams` vouch for the address."""

    who: str
    name: str
    organisation: str
    slack: SlackIdentity
    teams: TeamsIdentity


def _member(row: Mapping[str, str]) -> Member:
    who = next(name for name, email in WHO.items() if email == row["email"])
    organisation, locale = row["organisation"], LOCALES[row["language"]]
    team = WORKSPACES[organisation]
    return Member(
        who=who,
        name=row["name"],
        organisation=organisation,
        slack=SlackIdentity(
            f"U0{who.upper()}", team, row["name"], row["email"], row["zone"], locale, installed_in=team
        ),
        teams=TeamsIdentity(
            f"29:1{who}",
            f"aaaaaaaa-0000-4000-8000-{list(WHO).index(who):012d}",
            TENANTS[organisation],
            row["name"],
            row["email"],
            locale,
            row["zone"],
        ),
    )


MEMBERS: Mapping[str, Member] = {member.who: member for member in map(_member, csv.DictReader(io.StringIO(PEOPLE)))}

# --- nobody in particular ---

_MANAGER = MEMBERS["manager"]
SLACK_STRANGERS = {
    "a member that nobody imported": replace(_MANAGER.slack, user="U0NEW", name="New Here", email="new@vendor.example"),
    "a guest with a manager's address": replace(_MANAGER.slack, user="U0GUEST", is_restricted=True),
    "somebody met in a shared channel": replace(MEMBERS["rep"].slack, user="U0CONNECT", installed_in="T0VENDOR"),
    "a manager's address in a partner's workspace": replace(
        _MANAGER.slack, user="U0FALSE", team="T0NOWAK", installed_in="T0NOWAK"
    ),
}
TEAMS_STRANGERS = {
    "a member that nobody imported": replace(
        _MANAGER.teams,
        user="29:1new",
        aad="cccccccc-0000-4000-8000-000000000001",
        name="New Here",
        email="new@vendor.example",
    ),
    "a guest with a manager's address": replace(
        _MANAGER.teams, user="29:1guest", aad="cccccccc-0000-4000-8000-000000000002", role="guest"
    ),
    "a manager's address in a partner's tenant": replace(
        _MANAGER.teams, user="29:1false", aad="cccccccc-0000-4000-8000-000000000003", tenant=PARTNER_TENANT
    ),
}
SLACK_EVERYBODY = (*(member.slack for member in MEMBERS.values()), *SLACK_STRANGERS.values())
TEAMS_EVERYBODY = (*(member.teams for member in MEMBERS.values()), *TEAMS_STRANGERS.values())
