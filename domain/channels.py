"""Partners' channels: where a partner and the vendor talk, in which language, and what is wrong with one."""

from dataclasses import dataclass
from enum import StrEnum

from domain.partners import Partner
from domain.places import Platform
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal


class State(StrEnum):
    """Whether somebody has said that it is this partner's."""

    PROPOSED = "proposed"
    LINKED = "linked"


class Trouble(StrEnum):
    """Why nothing is announced there, though it is linked."""

    ARCHIVED = "archived"
    DELETED = "deleted"
    REMOVED = "removed"
    """Tandem was taken out of it."""
    UNSHARED = "unshared"
    """The partner is not in it any more."""
    OTHERS = "others"
    """People of another partner are in it."""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel or a group chat, of exactly one partner, where it is linked.

    `host` is the workspace or tenant whose installation speaks there, `conversation` the platform's own id of it.
    `language` and `zone` are "" where they are the partner's. `outside`: it is not the vendor's own, but the partner's.
    `partner` is "" where it is only proposed and nothing tells whose it may be.
    """

    platform: Platform
    host: str
    conversation: str
    partner: str
    name: str
    id: str = ""
    service: str = ""
    language: str = ""
    zone: str = ""
    outside: bool = False
    state: State = State.LINKED
    trouble: Trouble | None = None

    @property
    def usable(self) -> bool:
        """Whether something can be announced there."""
        return self.state is State.LINKED and self.trouble is None

    def speaks(self, partner: Partner | None, programme: Programme) -> tuple[str, str]:
        """Its language and its zone: its own, else the partner's, else the programme's."""
        language = self.language or (partner.language if partner else programme.language)
        return language, self.zone or (partner.zone if partner else programme.zone)


def check_host(partner: str, platform: Platform, host: str, programme: Programme) -> bool:
    """Whether the workspace or tenant is that partner's own, and not the vendor's.

    Refusal channel-host-unknown where the programme does not name it, channel-host-elsewhere where it is another
    partner's: nobody else's channels are theirs.
    """
    organisation = programme.organisation_of(platform, host)
    if organisation is None:
        raise Refusal("channel-host-unknown", host=host)
    if organisation not in (VENDOR, partner):
        raise Refusal("channel-host-elsewhere", host=host)
    return organisation != VENDOR
