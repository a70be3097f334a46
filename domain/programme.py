"""The partner programme: all that a vendor decides about tiers, regions, approval and workspaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from domain.business import USUAL, WorkingHours
from domain.when import QuietHours

VENDOR = "vendor"
"""The organisation that runs the programme; every other organisation is a partner's key."""

Language = Literal["en", "pl", "pt-BR"]
PartnerType = Literal["channel", "technology", "referral", "joint-venture", "alliance"]
Decider = Literal["channel-manager", "regional-lead", "director"]
Clash = Literal["none", "possible", "own", "territory", "named", "customer", "other"]
"""What a first look found besides of the customer: the words of `domain.deals.Conflict`."""
Platform = Literal["slack", "teams", "web"]
DealField = Literal[
    "customer", "amount", "product", "close_on", "deal_type",
    "website", "country", "contact", "email", "note",
]  # fmt: skip


def _wall_time(value: object) -> object:
    # Pydantic would also take a bare number for a time (seconds since midnight): nobody means that.
    if isinstance(value, time | str):
        return value
    raise ValueError('This must be a time of day in quotes, such as "20:00".')


def _wording_kind(value: object) -> str:
    return "<by language>" if isinstance(value, Mapping) else "<text>"


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=3)]
WallTime = Annotated[time, BeforeValidator(_wall_time)]
# 75 characters: the longest option of a Slack picker
# (docs.slack.dev/reference/block-kit/composition-objects/option-object), the narrowest place of all.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=75, pattern=r"^\P{Cc}*$"),
]
# The tags can be no key, so that they are easily told from one in the place of an error.
Wording = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[Mapping[Language, Text], Field(min_length=1), Tag("<by language>")],
    Discriminator(_wording_kind),
]
# A text to be read and accepted: Slack's section holds 3,000 characters (docs.slack.dev/reference/block-kit/blocks).
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1500, pattern=r"^[\P{Cc}\n]*$"),
]
Domain = Annotated[str, StringConstraints(max_length=253, pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+$")]
HttpsLink = Annotated[str, StringConstraints(max_length=300, pattern=r"^https://[^\s<>|]+$")]
Proses = Annotated[
    Annotated[Prose, Tag("<text>")] | Annotated[Mapping[Language, Prose], Field(min_length=1), Tag("<by language>")],
    Discriminator(_wording_kind),
]
HttpsLinks = Annotated[
    Annotated[HttpsLink, Tag("<text>")]
    | Annotated[Mapping[Language, HttpsLink], Field(min_length=1), Tag("<by language>")],
    Discriminator(_wording_kind),
]
Wordings = Annotated[Mapping[Key, Wording], Field(min_length=1)]
Keys = Annotated[tuple[Key, ...], Field(min_length=1)]
# A role, or somebody of the vendor's by their e-mail.
Whom = Annotated[str, StringConstraints(max_length=200, pattern=r"^(channel-manager|regional-lead|director|\S+@\S+)$")]
Asked = Annotated[tuple[Whom, ...], Field(min_length=1, max_length=20)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tier(_Table):
    label: Wording
    protection_days: Annotated[int, Field(strict=True, ge=0, le=3650)]
    protected_at_most: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None
    certificates: Annotated[tuple[Key, ...], Field(max_length=10)] = ()


class Window(_Table):
    """For how many days a deal is protected that it covers; `at_least` and `up_to` hold their own limits too."""

    tier: Key | None = None
    deal_type: Key | None = None
    at_least: Annotated[Mapping[Currency, Amount], Field(min_length=1)] | None = None
    up_to: Annotated[Mapping[Currency, Amount], Field(min_length=1)] | None = None
    days: Annotated[int, Field(strict=True, ge=0, le=3650)]


class Extending(_Table):
    """More time for a protection: at most `days` each time, `by_itself` so often while the deal moves on."""

    days: Annotated[int, Field(strict=True, ge=1, le=3650)] = 30
    by_itself: Annotated[int, Field(strict=True, ge=0, le=100)] = 0


class Protecting(_Table):
    """How deals are protected; where no window covers one, its tier says for how long."""

    windows: tuple[Window, ...] = ()
    extensions: Extending = Extending()
    keep_when_won: Annotated[bool, Field(strict=True)] = False


class Region(_Table):
    label: Wording
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]


class ApprovalStep(_Table):
    """One person of `any_of`, each of `all_of`, or `at_least` so many different people of `of`.

    Asked are roles, which are held over the partner, and people of the vendor's by their e-mail.
    """

    any_of: Asked | None = None
    all_of: Asked | None = None
    of: Asked | None = None
    at_least: Annotated[int, Field(strict=True, ge=1, le=20)] | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        return self.any_of or self.all_of or self.of or ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(asked is not None for asked in (self.any_of, self.all_of, self.of)) != 1:
            raise ValueError("A step needs exactly one of any_of, all_of, of.")
        if (self.of is None) is not (self.at_least is None):
            raise ValueError("of and at_least go together, such as of = [...], at_least = 2.")
        if len(set(self.asked)) != len(self.asked):
            raise ValueError("Somebody is here twice; for two of one role write of = [...], at_least = 2.")
        if self.at_least and self.at_least > len(self.asked) and all("@" in one for one in self.asked):
            raise ValueError("at_least is more than the people named.")
        return self


class Rule(_Table):
    """Who decides what it matches: `decided_by`, or `steps` one after another, or nobody where it is `auto`.

    What is left out matches everything. With `convert`, an amount in a currency that `up_to` does not name is
    converted into the first that it does.
    """

    name: Text | None = None
    region: Key | None = None
    tiers: Keys | None = None
    products: Keys | None = None
    partner_types: Annotated[tuple[PartnerType, ...], Field(min_length=1)] | None = None
    deal_types: Keys | None = None
    conflicts: Annotated[tuple[Clash, ...], Field(min_length=1)] | None = None
    up_to: Annotated[Mapping[Currency, Amount], Field(min_length=1)] | None = None
    convert: Annotated[bool, Field(strict=True)] | None = None
    decided_by: Decider | None = None
    steps: Annotated[tuple[ApprovalStep, ...], Field(min_length=1, max_length=9)] | None = None
    auto: Annotated[bool, Field(strict=True)] | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if sum(map(bool, (self.decided_by, self.steps, self.auto))) != 1:
            raise ValueError("A rule needs exactly one of decided_by, steps, auto = true.")
        if self.auto and not (self.up_to and self.tiers):
            raise ValueError("What is approved automatically needs up_to and tiers: a limit, and whom you trust.")
        if self.auto and set(self.conflicts or ()) - {"none"}:
            raise ValueError("Nothing that collides with another deal is approved automatically.")
        if self.convert and not self.up_to:
            raise ValueError("convert needs up_to, whose first currency it converts into.")
        return self


class QuietTimes(_Table):
    """Wall times; an end before the start is on the next day."""

    start: WallTime
    end: WallTime

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError('Quiet hours are wall times without a zone, such as "20:00".')
        if self.start == self.end:
            raise ValueError("Quiet hours must not end when they start.")
        return self


class WorkingTimes(_Table):
    """Wall times of one day."""

    start: WallTime
    end: WallTime

    @model_validator(mode="after")
    def _is_a_part_of_a_day(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError('Working hours are wall times without a zone, such as "09:00".')
        if self.start >= self.end:
            raise ValueError("Working hours must end later on the same day.")
        return self


class Conditions(_Table):
    """The terms of the programme, which a partner's people accept before they register deals.

    Whoever accepted a version is asked again when there is another.
    """

    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=20)]
    text: Proses | None = None
    link: HttpsLinks | None = None

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if not self.text and not self.link:
            raise ValueError("Terms need a text, a link, or both.")
        return self

    def read_in(self, language: str, own: str) -> str:
        """The language in which somebody who reads `language` reads them; `own` is the programme's."""
        words = self.text or self.link
        if not isinstance(words, Mapping):
            return own
        written = [str(code) for code in words]
        return next((code for code in (language, own) if code in written), written[0])


class Announcing(_Table):
    """How announcements are made: where their links may lead, and what becomes of a language that is not written.

    Above `approve_above` channels or people a second person sends it.
    """

    link_domains: Annotated[tuple[Domain, ...], Field(max_length=50)] = ()
    missing_language: Literal["block", "fall-back"] = "block"
    approve_above: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 10
    hold_channels: Annotated[bool, Field(strict=True)] = False


class Messaging(_Table):
    """How many messages that can wait a person gets on one day, None for any number; and at which hour the others come
    together, by their own clock.
    """

    per_day: Annotated[int, Field(strict=True, ge=1, le=100)] | None = None
    digest_hour: Annotated[int, Field(strict=True, ge=0, le=23)] = 16


class Certifying(_Table):
    """For which products whoever registers a deal is told that their certificate has ended, and for which it blocks.

    What blocks only warns for `grace_days` after the certificate has ended.
    """

    warn: Annotated[tuple[Key, ...], Field(max_length=200)] = ()
    block: Annotated[tuple[Key, ...], Field(max_length=200)] = ()
    grace_days: Annotated[int, Field(strict=True, ge=0, le=365)] = 0

    def asks(self, product: str) -> bool:
        """Whether certificates are looked at for this product."""
        return product in self.warn or product in self.block

    def blocks_on(self, product: str, ended_on: date) -> date | None:
        """From which day on nothing is registered for it, where a certificate ended on that day; None for never."""
        return ended_on + timedelta(days=self.grace_days) if product in self.block else None


class Workspace(_Table):
    """The one organisation that a Slack workspace, a Teams tenant or a web tenant belongs to."""

    platform: Platform
    tenant: Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=100)]
    organisation: Key


class DealDesk(_Table):
    """The channel of the vendor's own in which requests of a region are decided; without one, of all the others."""

    platform: Literal["slack", "teams"]
    tenant: Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=100)]
    channel: Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=200)]
    region: Key | None = None


class Partner(_Table):
    key: Key
    name: Text
    type: PartnerType
    tier: Key
    region: Key
    country: Country
    language: Language
    zone: str
    currency: Currency


@dataclass(frozen=True)
class Label:
    """How the programme calls a thing."""

    words: str | Mapping[Language, str]
    fallback: str

    def label(self, language: str) -> str:
        """In the language; where that is not written, in the programme's own, then in any."""
        if isinstance(self.words, str):
            return self.words
        texts = {str(written): text for written, text in self.words.items()}
        return texts.get(language) or texts.get(self.fallback) or next(iter(texts.values()))


class Programme(_Table):
    """Made by `read_programme`, which also checks what must hold between the parts, or by `from_json`."""

    name: Text
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    zone: str
    currencies: Annotated[tuple[Currency, ...], Field(min_length=1)]
    partner_types: Annotated[tuple[PartnerType, ...], Field(min_length=1)]
    required: tuple[DealField, ...] = ("customer", "amount")
    answer_within_hours: Annotated[int, Field(strict=True, ge=1, le=720)]
    undo_seconds: Annotated[int, Field(strict=True, ge=0, le=600)] = 60
    appeal_days: Annotated[int, Field(strict=True, ge=0, le=365)] = 14
    stalled_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 30
    documents_approved_by: Literal["director", "admin"] | None = None
    conflict_reveal: Literal["nothing", "protected-until"] = "nothing"
    quiet_hours: QuietTimes | None = None
    working_hours: WorkingTimes | None = None
    terms: Conditions | None = None
    protection: Protecting = Protecting()
    announcements: Announcing = Announcing()
    messages: Messaging = Messaging()
    certificates: Certifying = Certifying()
    tiers: Annotated[Mapping[Key, Tier], Field(min_length=1)]
    regions: Annotated[Mapping[Key, Region], Field(min_length=1)]
    products: Wordings
    deal_types: Wordings
    stages: Wordings
    approvals: Annotated[tuple[Rule, ...], Field(min_length=1)]
    workspaces: tuple[Workspace, ...] = ()
    deal_desks: tuple[DealDesk, ...] = ()
    partners: tuple[Partner, ...] = ()

    @property
    def language(self) -> Language:
        return self.languages[0]

    @property
    def quiet(self) -> QuietHours | None:
        hours = self.quiet_hours
        return QuietHours(hours.start, hours.end) if hours else None

    @property
    def undo(self) -> timedelta:
        """How long a decision can be undone: so long its partner is not told of it."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def working(self) -> WorkingHours:
        hours = self.working_hours
        return WorkingHours(hours.start, hours.end) if hours else USUAL

    @property
    def routes_conflicts(self) -> bool:
        """Whether who decides depends on what others have registered: who that is would tell a partner of it."""
        return any(rule.conflicts for rule in self.approvals)

    def organisation_of(self, platform: str, tenant: str) -> str | None:
        """The vendor, the key of a partner, or None for a workspace that the programme does not know."""
        for workspace in self.workspaces:
            if (workspace.platform, workspace.tenant) == (platform, tenant):
                return workspace.organisation
        return None

    def desk_of(self, region: str) -> DealDesk | None:
        """The region's own, else the one of all the others."""
        found = {desk.region: desk for desk in self.deal_desks}
        return found.get(region) or found.get(None)

    def covers(self, region: str, country: str) -> bool:
        """Whether a partner of this region sells in this country; a region that was dropped since rules nothing out."""
        return region not in self.regions or country in self.regions[region].countries

    def protection_days(self, tier: str) -> int:
        return self.tiers[tier].protection_days

    def partner(self, key: str) -> Partner | None:
        return next((partner for partner in self.partners if partner.key == key), None)

    def tier(self, key: str) -> Label:
        return self._label({known: tier.label for known, tier in self.tiers.items()}, key)

    def region(self, key: str) -> Label:
        return self._label({known: region.label for known, region in self.regions.items()}, key)

    def product(self, key: str) -> Label:
        return self._label(self.products, key)

    def deal_type(self, key: str) -> Label:
        return self._label(self.deal_types, key)

    def stage(self, key: str) -> Label:
        return self._label(self.stages, key)

    def _label(self, wordings: Mapping[str, Wording], key: str) -> Label:
        # An old deal may name what the programme has dropped since: the key is then all we know.
        return Label(wordings.get(key, key), self.language)


def to_json(programme: Programme) -> str:
    """Lossless; the order of tiers and stages is that of the text, so keep it as text (jsonb sorts keys)."""
    return programme.model_dump_json()


def from_json(text: str) -> Programme:
    """Trusts what was checked when it was read: a zone that tzdata drops later must not stop the bot."""
    return Programme.model_validate_json(text)
