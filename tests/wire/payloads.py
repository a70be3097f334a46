"""Who writes to the bot: one identity for every kind of person and stranger that Slack and Teams know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SLACK_APP = "A07TANDEM01"
SLACK_BOT_USER = "U07TANDEMBOT"
SLACK_BOT = "B07TANDEM01"
SLACK_TOKEN = "xoxb-for-the-vendors-workspace"
SLACK_APP_TOKEN = "xapp-for-socket-mode"
SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"

VENDOR_TEAM = "T07VENDOR01"
PARTNER_TEAM = "T07PARTNER1"
STRANGE_TEAM = "T07STRANGE1"
ENTERPRISE = "E07VENDORORG"

TEAMS_APP = "6f1c2a34-9b1e-4c53-8d2f-0a7d1c5e9b10"
TEAMS_SECRET = "the-apps-client-secret"
TEAMS_BOT = f"28:{TEAMS_APP}"
VENDOR_TENANT = "11111111-aaaa-4bbb-8ccc-000000000001"
PARTNER_TENANT = "22222222-aaaa-4bbb-8ccc-000000000002"
STRANGE_TENANT = "33333333-aaaa-4bbb-8ccc-000000000003"


@dataclass(frozen=True)
class SlackIdentity:
    """A user of Slack. `installed_in` is the workspace whose installation hears them; for Slack Connect
    not their own.
    """

    user: str
    team: str
    name: str
    email: str | None = None
    tz: str | None = "Europe/Warsaw"
    locale: str | None = "pl-PL"
    installed_in: str = VENDOR_TEAM
    enterprise: str | None = None
    org_wide: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False

    @property
    def is_stranger(self) -> bool:
        """Somebody from another workspace, met in a shared channel."""
        return self.team != self.installed_in

    @property
    def domain(self) -> str:
        return self.team.lower()

    def profile(self, *, with_locale: bool) -> dict[str, Any]:
        """The `user` of users.info; a stranger has neither e-mail nor zone."""
        known: Mapping[str, Any] = {} if self.tz is None else _zone(self.tz)
        words = {"locale": self.locale} if with_locale and self.locale else {}
        return {
            "id": self.user, "team_id": self.team, "name": self.name.split()[0].lower(),
            "deleted": self.deleted,
            "real_name": self.name, "profile": self._card(), "is_admin": False, "is_owner": False,
            "is_restricted": self.is_restricted, "is_ultra_restricted": self.is_ultra_restricted,
            "is_bot": self.is_bot, "is_app_user": False, "is_stranger": self.is_stranger,
            "updated": 1760000000,
            **({"enterprise_user": self._enterprise_user()} if self.enterprise else {}), **known, **words,
        }  # fmt: skip

    def _card(self) -> dict[str, Any]:
        mail = {} if self.email is None else {"email": self.email}
        return {"real_name": self.name, "display_name": self.name, "team": self.team, "title": "", **mail}

    def _enterprise_user(self) -> dict[str, Any]:
        return {"id": self.user, "enterprise_id": self.enterprise, "teams": [self.team], "is_admin": False}


def _zone(tz: str) -> Mapping[str, Any]:
    hours = {"Europe/Warsaw": 1, "America/Sao_Paulo": -3, "America/New_York": -5}.get(tz, 0)
    return {"tz": tz, "tz_label": tz.rsplit("/", maxsplit=1)[-1].replace("_", " "), "tz_offset": hours * 3600}


SLACK_MANAGER = SlackIdentity("U07MANAGER1", VENDOR_TEAM, "Ola Kowalska", "ola@vendor.example")
SLACK_OTHER_MANAGER = SlackIdentity(
    "U07MANAGER2", VENDOR_TEAM, "Ana Souza", "ana@vendor.example", "America/Sao_Paulo", "pt-BR"
)
SLACK_DIRECTOR = SlackIdentity(
    "U07DIRECTOR", VENDOR_TEAM, "Grace Miller", "grace@vendor.example", "America/New_York", "en-US"
)
SLACK_PARTNER = SlackIdentity(
    "U07PARTNER1", PARTNER_TEAM, "Jan Nowicki", "jan@partner.example", installed_in=PARTNER_TEAM
)
SLACK_COLLEAGUE = SlackIdentity(
    "U07PARTNER2", PARTNER_TEAM, "Ewa Lis", "ewa@partner.example", installed_in=PARTNER_TEAM
)
SLACK_CONNECT = SlackIdentity("U07CONNECT1", STRANGE_TEAM, "Rui Costa", None, None, None)
SLACK_GUEST = SlackIdentity("U07GUEST001", VENDOR_TEAM, "Piotr Gość", "piotr@elsewhere.example", is_restricted=True)
SLACK_SINGLE_CHANNEL_GUEST = SlackIdentity(
    "U07GUEST002",
    VENDOR_TEAM,
    "Maria Gość",
    "maria@elsewhere.example",
    is_restricted=True,
    is_ultra_restricted=True,
)
SLACK_OTHER_BOT = SlackIdentity("U07OTHERBOT", VENDOR_TEAM, "Reminder robot", None, is_bot=True)
SLACK_DEACTIVATED = SlackIdentity("U07GONE0001", VENDOR_TEAM, "Adam Były", "adam@vendor.example", deleted=True)
SLACK_ORG_WIDE = SlackIdentity(
    "W07ORGWIDE1",
    VENDOR_TEAM,
    "Lena Berg",
    "lena@vendor.example",
    locale="en-US",
    enterprise=ENTERPRISE,
    org_wide=True,
)
SLACK_UNKNOWN = SlackIdentity("U07NOBODY01", STRANGE_TEAM, "Nobody Known", None, None, None)

SLACK_PEOPLE = (
    SLACK_MANAGER, SLACK_OTHER_MANAGER, SLACK_DIRECTOR, SLACK_PARTNER, SLACK_COLLEAGUE, SLACK_CONNECT,
    SLACK_GUEST, SLACK_SINGLE_CHANNEL_GUEST, SLACK_OTHER_BOT, SLACK_DEACTIVATED, SLACK_ORG_WIDE,
)  # fmt: skip
"""All whom Slack knows; SLACK_UNKNOWN is not among them."""


@dataclass(frozen=True)
class TeamsIdentity:
    """A user of Teams. `user` (29:...) is the address; identity is tenant and `aad`."""

    user: str
    aad: str
    tenant: str
    name: str
    email: str | None
    locale: str = "pl-PL"
    zone: str = "Europe/Warsaw"
    role: str = "user"
    upn: str = ""

    @property
    def country(self) -> str:
        return self.locale[-2:].upper()

    def member(self) -> dict[str, Any]:
        """The answer of conversations/{id}/members/{user}; no time zone is in it."""
        given, _, surname = self.name.partition(" ")
        return {
            "id": self.user, "name": self.name, "objectId": self.aad, "aadObjectId": self.aad,
            "givenName": given,
            "surname": surname, "email": self.email, "userPrincipalName": self.upn or self.email,
            "tenantId": self.tenant, "userRole": self.role,
        }  # fmt: skip


TEAMS_MANAGER = TeamsIdentity(
    "29:1manager", "aaaaaaaa-0000-4000-8000-000000000001", VENDOR_TENANT, "Ola Kowalska", "ola@vendor.example"
)
TEAMS_OTHER_MANAGER = TeamsIdentity(
    "29:1manager-br",
    "aaaaaaaa-0000-4000-8000-000000000002",
    VENDOR_TENANT,
    "Ana Souza",
    "ana@vendor.example",
    "pt-BR",
    "America/Sao_Paulo",
)
TEAMS_PARTNER = TeamsIdentity(
    "29:1partner",
    "bbbbbbbb-0000-4000-8000-000000000001",
    PARTNER_TENANT,
    "João Lima",
    "joao@partner.example",
    "pt-BR",
    "America/Sao_Paulo",
)
TEAMS_COLLEAGUE = TeamsIdentity(
    "29:1partner-2",
    "bbbbbbbb-0000-4000-8000-000000000002",
    PARTNER_TENANT,
    "Bia Alves",
    "bia@partner.example",
    "pt-BR",
    "America/Sao_Paulo",
)
TEAMS_GUEST = TeamsIdentity(
    "29:1guest",
    "cccccccc-0000-4000-8000-000000000001",
    VENDOR_TENANT,
    "Piotr Gość",
    "piotr@elsewhere.example",
    role="guest",
    upn="piotr_elsewhere.example#EXT#@vendor.example",
)
TEAMS_STRANGER = TeamsIdentity(
    "29:1stranger",
    "dddddddd-0000-4000-8000-000000000001",
    STRANGE_TENANT,
    "Sam Else",
    "sam@strange.example",
    "en-US",
    "America/New_York",
)
TEAMS_UNKNOWN = TeamsIdentity(
    "29:1nobody",
    "eeeeeeee-0000-4000-8000-000000000001",
    VENDOR_TENANT,
    "Nobody Known",
    None,
    "en-GB",
    "Europe/London",
)

TEAMS_PEOPLE = (
    TEAMS_MANAGER,
    TEAMS_OTHER_MANAGER,
    TEAMS_PARTNER,
    TEAMS_COLLEAGUE,
    TEAMS_GUEST,
    TEAMS_STRANGER,
)
"""All whom the Connector knows; TEAMS_UNKNOWN is not among them."""
