"""Audiences: to whom something is announced, when it reaches each of them, and who is not reached and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from domain.business import calendar_of
from domain.partners import Partner
from domain.people import PARTNER_ROLES
from domain.when import QuietHours, instant

SAMPLES = 5
_DAY = timedelta(days=1)


class To(StrEnum):
    """What a copy goes to."""

    CHANNELS = "channels"
    PEOPLE = "people"


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Each rule narrows; an empty one leaves everybody in. `roles` count for people only.

    `languages` are those of the channel or the person. A partner sells a product that it has registered a deal of.
    `certificates` are courses: a person has one of these that is valid, of a partner somebody has.
    `active_days`: has registered a deal in so many days; `idle_days`: has not; 0 asks for neither.
    """

    to: To = To.CHANNELS
    roles: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    active_days: int = 0
    idle_days: int = 0

    def holds(self, partner: Partner) -> bool:
        """Whether the rules that the programme can answer let this partner in."""
        asked = (
            (self.partners, partner.key),
            (self.tiers, partner.tier),
            (self.regions, partner.region),
            (self.countries, partner.country),
            (self.types, partner.type),
        )
        return all(not allowed or value in allowed for allowed, value in asked)

    @property
    def everybody(self) -> bool:
        """Whether no rule says otherwise."""
        return self == Audience(to=self.to)

    def active_since(self, at: datetime) -> datetime:
        """Since when a deal has to be registered."""
        return at - timedelta(days=self.active_days)

    def idle_since(self, at: datetime) -> datetime:
        """Since when none must be."""
        return at - timedelta(days=self.idle_days)

    @property
    def asked_roles(self) -> frozenset[str]:
        """Of the partner's people, those in these roles: all where none is named."""
        return self.roles & PARTNER_ROLES or frozenset(role.value for role in PARTNER_ROLES)


def to_json(audience: Audience) -> str:
    """Lossless, and the same for equal ones."""
    return json.dumps({each.name: _kept(getattr(audience, each.name)) for each in fields(audience)})


def _kept(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def from_json(text: str) -> Audience:
    """What `to_json` made; a rule of which nothing was known then is empty."""
    kept: Mapping[str, Any] = json.loads(text)
    known = {each.name: kept[each.name] for each in fields(Audience) if each.name in kept}
    values: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in known.items()
    }
    return Audience(**{**values, "to": To(kept["to"])})


# --- when it reaches each ---


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """When copies leave: at `at`, or with a `wall` time the first time from then on that each one's own clock shows it,
    on that `day` or later.

    Quiet hours (`quiet` are the programme's, a person may have others), weekends and public holidays hold what goes to
    people, and where `holds_channels` what goes to channels; nothing holds what is `urgent`.
    """

    at: datetime
    wall: time | None = None
    day: date | None = None
    urgent: bool = False
    holds_channels: bool = False
    quiet: QuietHours | None = None

    def meant(self, zone: str) -> datetime:
        """When it would leave there if nothing held it, in UTC."""
        if self.wall is None:
            return self.at
        clock = calendar_of(zone).zone
        today = max(self.at.astimezone(clock).date(), self.day or date.min)
        moments = (instant(today + _DAY * ahead, self.wall, clock) for ahead in range(3))
        return next(moment for moment in moments if moment >= self.at)

    def leaves(self, zone: str, quiet: QuietHours | None, *, to: To) -> datetime:
        """When it leaves there, in UTC, for somebody with these quiet hours."""
        meant = self.meant(zone)
        held = not self.urgent and (to is To.PEOPLE or self.holds_channels)
        return next_open(meant, zone, quiet) if held else meant


def next_open(at: datetime, zone: str, quiet: QuietHours | None) -> datetime:
    """`at` itself on a working day outside the quiet hours; else when they end, or when the next working day begins."""
    calendar = calendar_of(zone)
    while True:
        if not calendar.works_on(day := at.astimezone(calendar.zone).date()):
            at = calendar.begins(day)
        allowed = quiet.next_allowed(at, calendar.zone) if quiet else at
        if allowed == at:
            return at
        at = allowed


# --- who is reached ---


class Why(StrEnum):
    """Why somebody is not reached."""

    NO_CHANNEL = "no-channel"
    """No channel of this partner is linked."""
    NO_ACCOUNT = "no-account"
    """This person has not come in yet, or has lost every account."""
    NO_APP = "no-app"
    """Tandem was taken out of the workspace or tenant, or of the conversation with this person."""
    NO_ADDRESS = "no-address"
    """Nobody was heard from this tenant yet, so that it is not known how to write there."""
    ARCHIVED = "archived"
    DELETED = "deleted"
    REMOVED = "removed"
    UNSHARED = "unshared"
    OTHERS = "others"
    """As `domain.channels.Trouble` says."""


UNREACHED = "unreached-"
"""What begins the reason of a copy that is only on the list to say that somebody is not reached, and why."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A channel or a person who is reached; `partner` is a name."""

    name: str
    partner: str
    language: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """A person, or a partner's channel, who is not reached; `name` is "" where there is no channel.

    `email` is the person's; of a channel, the address of one of the partner's own people.
    """

    partner: str
    name: str
    why: Why
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many are reached at once, how many later since something holds it, and how many are not, by reason.

    `samples` are some of those who are reached; `missed`, some who are not. `languages` counts those who are reached.
    """

    reachable: int = 0
    deferred: int = 0
    unreachable: Mapping[Why, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    samples: tuple[Recipient, ...] = ()
    missed: tuple[Unreached, ...] = ()

    @property
    def reached(self) -> int:
        """To how many it goes: as many copies are made."""
        return self.reachable + self.deferred

    @property
    def unreached(self) -> int:
        """How many it does not reach."""
        return sum(self.unreachable.values())
