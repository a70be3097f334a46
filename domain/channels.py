"""Partners' channels: where a partner and the vendor talk, in which language, and what is wrong with one."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from domain.customers import name_words
from domain.folding import folded
from domain.partners import Partner
from domain.people import Person, Role
from domain.places import Platform
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal


class State(StrEnum):
    """Whether somebody has said that it is this partner's."""

    PROPOSED = "proposed"
    LINKED = "linked"


class Trouble(StrEnum):
    """Why nothing is announced there, though it is linked. Each holds by itself; the first of several is named."""

    ARCHIVED = "archived"
    DELETED = "deleted"
    REMOVED = "removed"
    """Tandem was taken out of it."""
    UNSHARED = "unshared"
    """The partner is not in it any more."""
    OTHERS = "others"
    """People of another partner are in it."""


TOLD_ANEW = (Trouble.ARCHIVED, Trouble.DELETED, Trouble.REMOVED)
"""What a platform says once more of a message that is sent there, where it is still so: it can be tried."""


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
    troubles: frozenset[Trouble] = frozenset()

    @property
    def trouble(self) -> Trouble | None:
        """What is named as the reason."""
        return next((one for one in Trouble if one in self.troubles), None)

    @property
    def ended(self) -> bool:
        """Nobody reads there, as far as it is known, so that it cannot be looked who is in it."""
        return not self.troubles.isdisjoint(TOLD_ANEW)

    @property
    def usable(self) -> bool:
        """Whether something can be announced there."""
        return self.state is State.LINKED and not self.troubles

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


# --- whose it may be, and who says so ---

MEMBERS = 10_000
"""People of a channel who are looked at: of whom there are beyond them nobody knows for whom they work."""
ANYBODY = "*"
"""Stands among the partners whose people are in a channel for those who were not looked at; no partner's key."""


@dataclass(frozen=True, kw_only=True)
class Met:
    """A conversation that Tandem is in, as its platform tells of it.

    `house` is the organisation of which `host` is a workspace, `owner` the workspace or tenant that it is of, `tenants`
    those whose people are in it, "" and none where nobody says so; `users` are accounts in it, by the platform's ids,
    all of them where it is `whole`, and `by` is that of whoever added Tandem.
    """

    platform: Platform
    host: str
    conversation: str
    name: str
    service: str = ""
    house: str = ""
    owner: str = ""
    tenants: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    whole: bool = True
    by: str = ""


def may_link(person: Person, partner: Partner | None, *, outside: bool) -> bool:
    """An admin any channel, who looks after a partner its channels, its own admin those that are not the vendor's."""
    if partner is None:
        return Role.ADMIN in person.roles and not person.partner
    if person.partner:
        return outside and person.holds(Role.PARTNER_ADMIN, partner=partner.key, region=partner.region)
    over = {"partner": partner.key, "region": partner.region}
    return person.decides_as(Role.CHANNEL_MANAGER, **over) or person.holds(Role.ADMIN, **over)


def guess(name: str, partners: Sequence[Partner], companies: Collection[str]) -> str:
    """The key of the partner whose channel it seems to be: by who is in it, else by its name; "" for nobody.

    Where people of several are in it, the name tells which of these.
    """
    if len(companies) == 1:
        return next(iter(companies))
    among = [one for one in partners if one.key in companies] or partners
    words = f" {_spaced(name)} "
    found = [(len(spelt), one.key) for one in among for spelt in _spellings(one) if f" {spelt} " in words]
    longest = max(found, default=(0, ""))[0]
    best = {key for length, key in found if length == longest}
    return best.pop() if len(best) == 1 else ""


_TELLING = 4
"""Letters that the first word of a company's name needs to tell it alone: "Rio" may be anybody's."""


def _spellings(partner: Partner) -> set[str]:
    whole = name_words(partner.name)
    first = whole.partition(" ")[0]
    return {_spaced(partner.key), whole, *([first] if len(first) >= _TELLING else [])} - {""}


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


# --- how people name one ---

_IN_SLACK = re.compile(r"[CG][A-Z0-9]{5,30}")
_IN_TEAMS = re.compile(r"19:[A-Za-z0-9_.=-]{1,200}@(?:thread\.(?:tacv2|skype|v2)|unq\.gbl\.spaces)")
_LONGEST = 1000
_NAMED = 3
"""Parts of a path of Teams: l, channel, the conversation; the next one is its name."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """What somebody copied from Slack or Teams: an id, or a link to a channel; "" is what it does not say."""

    platform: Platform
    conversation: str
    host: str = ""
    name: str = ""


def read_address(text: str) -> Address:
    """An id, or what "Copy link" gives in Slack or Teams. Refusal channel-unreadable for anything else."""
    text = text.strip()[:_LONGEST]
    found = _linked(text) if "://" in text else _bare(text)
    if found is None:
        raise Refusal("channel-unreadable", given=text[:100])
    return found


def _bare(text: str) -> Address | None:
    if _IN_SLACK.fullmatch(text):
        return Address(platform=Platform.SLACK, conversation=text)
    if _IN_TEAMS.fullmatch(text):
        return Address(platform=Platform.TEAMS, conversation=text)
    return None


def _linked(text: str) -> Address | None:
    """`https://acme.slack.com/archives/C0…`, `https://app.slack.com/client/T0…/C0…`, `https://teams…/l/channel/19%3A…`."""
    try:
        url = urlsplit(text)
    except ValueError:
        return None
    parts = [unquote(part) for part in url.path.split("/") if part]
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    named = next((part for part in parts if _IN_SLACK.fullmatch(part) or _IN_TEAMS.fullmatch(part)), "")
    if _IN_TEAMS.fullmatch(named):
        name = parts[_NAMED] if parts[1:2] == ["channel"] and len(parts) > _NAMED else ""
        host = asked.get("tenantId", "").lower()
        return Address(platform=Platform.TEAMS, conversation=named, host=host, name=" ".join(name.split()))
    host = parts[1] if parts[:1] == ["client"] and len(parts) > 1 else asked.get("team", "")
    return Address(platform=Platform.SLACK, conversation=named, host=host) if named else None
