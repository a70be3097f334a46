"""Platforms, identities and places, as far as the domain needs to know them."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """Where people talk to Tandem."""

    SLACK = "slack"
    TEAMS = "teams"
    WEB = "web"


class Standing(StrEnum):
    """What a platform says of an account, in the workspace that it was met in."""

    UNKNOWN = "unknown"
    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    """From another organisation, met in a channel that both share."""
    BOT = "bot"
    GONE = "gone"
    """Deactivated."""


NOBODY = frozenset({Standing.BOT, Standing.GONE})
"""No person is behind such an account: whatever it types, it is not let in."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is on a platform: the tenant or team of the *user*, and the user in it."""

    platform: Platform
    tenant: str
    user: str

    @property
    def name(self) -> str:
        """In one word, where somebody without a person is counted, addressed or concealed: "slack:T1:U1"."""
        return f"{self.workspace}:{self.user}"

    @property
    def workspace(self) -> str:
        """Where everybody of the same workspace or tenant is counted together: "slack:T1"."""
        return f"{self.platform}:{self.tenant}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was asked. `private` is a place that only this person and Tandem can see."""

    platform: Platform
    tenant: str
    conversation: str
    private: bool
