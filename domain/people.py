"""People: roles, what each may do, and whose things each may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.programme import VENDOR
from domain.when import QuietHours


class Role(StrEnum):
    """What a person is in the programme."""

    PARTNER_REP = "partner-rep"
    PARTNER_ADMIN = "partner-admin"
    CHANNEL_MANAGER = "channel-manager"
    REGIONAL_LEAD = "regional-lead"
    DIRECTOR = "director"
    ADMIN = "admin"
    AUDITOR = "auditor"


PARTNER_ROLES = frozenset({Role.PARTNER_REP, Role.PARTNER_ADMIN})
VENDOR_ROLES = frozenset(Role) - PARTNER_ROLES
DECIDERS = (Role.CHANNEL_MANAGER, Role.REGIONAL_LEAD, Role.DIRECTOR)
"""Who can decide, in rising order: where a rule's role has nobody, the next one is asked."""


class Can(StrEnum):
    """What a route asks of a person before anything is read."""

    COME_IN = "come-in"
    """Everybody, strangers too: what shows nothing and changes nothing of anybody's."""
    BELONG = "belong"
    """Every person of the programme: help, one's own settings and links."""
    SEE_DEALS = "see-deals"
    REGISTER_DEALS = "register-deals"
    """For one's own partner, or for one that one looks after."""
    REGISTER_FOR_PARTNERS = "register-for-partners"
    CHANGE_DEALS = "change-deals"
    DECIDE = "decide"
    SEE_PARTNERS = "see-partners"
    IMPORT = "import"
    """Drop a file on Tandem; what kinds of files, each kind says by a right of its own."""
    IMPORT_PEOPLE = "import-people"


MAY: Mapping[Can, frozenset[Role]] = {
    Can.BELONG: frozenset(Role),
    Can.SEE_DEALS: frozenset(Role),
    Can.REGISTER_DEALS: PARTNER_ROLES | frozenset(DECIDERS),
    Can.REGISTER_FOR_PARTNERS: frozenset(DECIDERS),
    Can.CHANGE_DEALS: PARTNER_ROLES,
    Can.DECIDE: frozenset(DECIDERS),
    Can.SEE_PARTNERS: frozenset(Role),
    Can.IMPORT: frozenset({Role.ADMIN}),
    Can.IMPORT_PEOPLE: frozenset({Role.ADMIN}),
}
"""Refuse by default: what is not here, nobody may."""


@dataclass(frozen=True)
class Scope:
    """Whose things somebody may see: everybody's, or these partners' and these regions'."""

    everything: bool = False
    partners: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def holds(self, partner: str, region: str) -> bool:
        """Whether a thing of this partner in this region is within the scope."""
        return self.everything or partner in self.partners or region in self.regions


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody the programme knows; without an id, a stranger with no rights.

    `looks_after` holds partner keys for a channel manager and region keys for a regional lead.
    """

    id: str
    name: str
    organisation: str
    language: str
    zone: str
    email: str = ""
    roles: frozenset[Role] = frozenset()
    looks_after: frozenset[str] = frozenset()
    quiet: QuietHours | None = None
    quiet_chosen: bool = False
    language_chosen: bool = False
    zone_chosen: bool = False

    @property
    def stranger(self) -> bool:
        """Nobody we know: gets no data, and a door."""
        return not self.id

    @property
    def partner(self) -> str:
        """The partner this person works for, "" for the vendor's people and strangers."""
        return "" if self.organisation == VENDOR else self.organisation

    def rests(self, usual: QuietHours | None) -> QuietHours | None:
        """When this person is not to be disturbed: as chosen, none included, else as is usual in the programme."""
        return self.quiet if self.quiet_chosen else usual

    def may(self, can: Can) -> bool:
        """Whether a role of this person allows it."""
        return can is Can.COME_IN or bool(self.roles & MAY.get(can, frozenset()))

    @property
    def scope(self) -> Scope:
        """Whose deals this person may see."""
        if self.stranger:
            return Scope()
        if self.partner:
            return Scope(partners=frozenset({self.partner}) if self.roles & PARTNER_ROLES else frozenset())
        if self.roles & {Role.DIRECTOR, Role.ADMIN, Role.AUDITOR}:
            return Scope(everything=True)
        return Scope(
            partners=self.looks_after if Role.CHANNEL_MANAGER in self.roles else frozenset(),
            regions=self.looks_after if Role.REGIONAL_LEAD in self.roles else frozenset(),
        )

    def decides_as(self, role: Role, *, partner: str, region: str) -> bool:
        """Whether this person holds `role`, or one above it, over this partner.

        Nobody decides for the company they work for.
        """
        if self.partner or self.stranger:
            return False
        ranks = DECIDERS[DECIDERS.index(role) :]
        return any(self.holds(rank, partner=partner, region=region) for rank in ranks)

    def holds(self, role: Role, *, partner: str, region: str) -> bool:
        """Whether this very role is held over this partner."""
        if role not in self.roles:
            return False
        match role:
            case Role.CHANNEL_MANAGER:
                return partner in self.looks_after
            case Role.REGIONAL_LEAD:
                return region in self.looks_after
            case _:
                return role is Role.DIRECTOR


def stranger(language: str, zone: str = "UTC") -> Person:
    """Somebody we do not know, who reads `language`."""
    return Person(id="", name="", organisation="", language=language, zone=zone)
