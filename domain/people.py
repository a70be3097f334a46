"""People: roles, what each may do, and whose things each may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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

    # As equal as its text, and found as quickly: each right that is asked for looks for roles in sets.
    __hash__ = str.__hash__


ROLES: frozenset[str] = frozenset(Role)
PARTNER_ROLES = frozenset({Role.PARTNER_REP, Role.PARTNER_ADMIN})
VENDOR_ROLES = frozenset(Role) - PARTNER_ROLES
DECIDERS = (Role.CHANNEL_MANAGER, Role.REGIONAL_LEAD, Role.DIRECTOR)
"""Who can decide, in rising order: where a rule's role has nobody, the next one is asked."""


ANSWER_FOR: Mapping[Role, tuple[Role, ...]] = {
    **{role: DECIDERS[rank:] for rank, role in enumerate(DECIDERS)},
    Role.PARTNER_ADMIN: (Role.PARTNER_ADMIN, Role.CHANNEL_MANAGER, Role.ADMIN),
    Role.ADMIN: (Role.ADMIN,),
}
"""Who may answer what is asked of a role: refuse by default. What a rule of the programme asks, the vendor decides;
what is asked of a partner's admin, that is who works for the partner, so do those who look after it."""


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
    """Decides deals."""
    APPROVE = "approve"
    """Decides something that waits in /approvals; what, `decides_as` says."""
    SEE_PARTNERS = "see-partners"
    IMPORT = "import"
    """Drop a file on Tandem; what kinds of files, each kind says by a right of its own."""
    IMPORT_PEOPLE = "import-people"
    IMPORT_CUSTOMERS = "import-customers"
    IMPORT_TRAINING = "import-training"
    IMPORT_CHANNELS = "import-channels"
    SEE_CHANNELS = "see-channels"
    LINK_CHANNELS = "link-channels"
    """Which, `domain.channels.may_link` says."""
    SEE_TEAM = "see-team"
    RUN_TEAM = "run-team"
    """To add, remove and promote a partner's people: within one's own scope."""
    SEE_LEARNERS = "see-learners"
    """How far a partner's people are with their training: within one's own scope."""
    RUN_TRAINING = "run-training"
    """To say who was in a session: of people within one's own scope."""
    READ_FEEDBACK = "read-feedback"
    READ_DOCUMENTS = "read-documents"
    KEEP_DOCUMENTS = "keep-documents"
    """To say that one is right, or to retire it: where the document says that they may change it."""
    SEE_DOCUMENT_USE = "see-document-use"
    """Which documents are opened, which are not, and what is looked for in vain."""
    ANNOUNCE = "announce"
    """Write to many partners at once: to those within one's own scope."""
    ANNOUNCE_ALONE = "announce-alone"
    """Send to many in an emergency, without a second person."""


MAY: Mapping[Can, frozenset[Role]] = {
    Can.BELONG: frozenset(Role),
    Can.SEE_DEALS: frozenset(Role),
    Can.REGISTER_DEALS: PARTNER_ROLES | frozenset(DECIDERS),
    Can.REGISTER_FOR_PARTNERS: frozenset(DECIDERS),
    Can.CHANGE_DEALS: PARTNER_ROLES,
    Can.DECIDE: frozenset(DECIDERS),
    Can.APPROVE: frozenset(answerer for answerers in ANSWER_FOR.values() for answerer in answerers),
    Can.SEE_PARTNERS: frozenset(Role),
    Can.IMPORT: frozenset({Role.ADMIN}),
    Can.IMPORT_PEOPLE: frozenset({Role.ADMIN}),
    Can.IMPORT_CUSTOMERS: frozenset({Role.ADMIN}),
    Can.IMPORT_TRAINING: frozenset({Role.ADMIN}),
    Can.IMPORT_CHANNELS: frozenset({Role.ADMIN}),
    Can.SEE_CHANNELS: frozenset(Role) - {Role.PARTNER_REP},
    Can.LINK_CHANNELS: frozenset({Role.PARTNER_ADMIN, *DECIDERS, Role.ADMIN}),
    Can.SEE_TEAM: frozenset(Role),
    Can.RUN_TEAM: frozenset({Role.PARTNER_ADMIN, *DECIDERS, Role.ADMIN}),
    Can.SEE_LEARNERS: frozenset({Role.PARTNER_ADMIN, *DECIDERS, Role.ADMIN, Role.AUDITOR}),
    Can.RUN_TRAINING: frozenset({*DECIDERS, Role.ADMIN}),
    Can.READ_FEEDBACK: frozenset({Role.ADMIN}),
    Can.READ_DOCUMENTS: frozenset(Role),
    Can.KEEP_DOCUMENTS: frozenset({*DECIDERS, Role.ADMIN}),
    Can.SEE_DOCUMENT_USE: frozenset({Role.ADMIN}),
    Can.ANNOUNCE: frozenset({*DECIDERS, Role.ADMIN}),
    Can.ANNOUNCE_ALONE: frozenset({Role.DIRECTOR}),
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


@dataclass(frozen=True)
class Away:
    """Until when somebody is away, and the id of who decides for them, "" for nobody in their name."""

    until: datetime
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody the programme knows; without an id, a stranger with no rights.

    `looks_after` holds partner keys for a channel manager and region keys for a regional lead. `digest` are the hours
    at which requests come together, `desk` says that they come in a channel; else each comes by itself. `per_day` and
    `digest_hour` are what they chose of messages that can wait (`domain/cap.py`), None for as the programme says.
    `away` is known where somebody is to be asked; `stands_in` where somebody acts: for whom they may decide now.
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
    digest: tuple[int, ...] = ()
    desk: bool = False
    per_day: int | None = None
    digest_hour: int | None = None
    language_chosen: bool = False
    zone_chosen: bool = False
    away: Away | None = None
    stands_in: "tuple[Person, ...]" = ()

    @property
    def stranger(self) -> bool:
        """Nobody we know: gets no data, and a door."""
        return not self.id

    @property
    def left(self) -> bool:
        """Nobody's colleague any more: known by name to the history, and a stranger to everything else."""
        return not self.roles

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
        """Whether this person may answer what is asked of `role` over this partner.

        For the company they work for, people answer only what is asked of its own admin.
        """
        return any(self.holds(rank, partner=partner, region=region) for rank in ANSWER_FOR.get(role, ()))

    def holds(self, role: Role, *, partner: str, region: str) -> bool:
        """Whether this very role is held over this partner; the vendor's roles are held by the vendor's people only."""
        if self.stranger or role not in self.roles or (role in PARTNER_ROLES) is not bool(self.partner):
            return False
        match role:
            case Role.PARTNER_ADMIN:
                return partner == self.partner
            case Role.CHANNEL_MANAGER:
                return partner in self.looks_after
            case Role.REGIONAL_LEAD:
                return region in self.looks_after
            case _:
                return role in (Role.DIRECTOR, Role.ADMIN)


def stranger(language: str, zone: str = "UTC") -> Person:
    """Somebody we do not know, who reads `language`."""
    return Person(id="", name="", organisation="", language=language, zone=zone)
