"""Training: courses, their sessions, who is to take which by when, and certificates, which end."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.partners import Partner
from domain.people import Person, Role
from domain.when import instant

RENEW_BEFORE = timedelta(days=60)
"""So long before a certificate ends its course is assigned anew, due when it ends."""
LAPSED_LATELY = timedelta(days=30)
"""What has ended so long ago is still among what ends soon, for those who look after its holder."""
CODE_BEFORE, CODE_AFTER = timedelta(minutes=15), timedelta(minutes=30)
"""The code of a session counts so long before it begins, and after it has ended."""
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Course:
    """`link` leads to a module that is taken whenever one likes; without, one comes to a session.

    `tier` is whom it is for, "" for everybody; its certificate is valid for so many months, for good where 0.
    """

    key: str
    name: str
    language: str
    product: str = ""
    tier: str = ""
    mandatory: bool = False
    valid_months: int = 0
    link: str = ""
    open: bool = True

    def is_for(self, person: Person, partner: Partner | None) -> bool:
        """Whether it is offered to this person: one for a tier to its partners' people, and to the vendor's."""
        return self.open and (
            not self.tier or not person.partner or (partner is not None and partner.tier == self.tier)
        )

    def ends_on(self, won_on: date) -> date | None:
        """From the beginning of which day on a certificate won on this day is valid no more; None for never."""
        return months_after(won_on, self.valid_months) if self.valid_months else None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True)
class Session:
    """A course held once, from `wall` on by the clocks of `zone`; `key` tells it from the course's others.

    `sequence` counts its changes, as calendars do; `taken` are the seats that somebody has; `trainer` is the id of
    whoever leads it, "" where nobody was named.
    """

    course: str
    key: str
    day: date
    wall: time
    zone: str
    minutes: int
    capacity: int
    link: str = ""
    recording: str = ""
    cancelled: bool = False
    id: str = ""
    taken: int = 0
    sequence: int = 0
    trainer: str = ""

    @property
    def at(self) -> datetime:
        """When it begins, in UTC."""
        return instant(self.day, self.wall, ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """Its length is what passes, whatever the clocks do meanwhile."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def full(self) -> bool:
        """Whether no seat is left."""
        return self.taken >= self.capacity

    @property
    def code_from(self) -> datetime:
        """From when on its code counts: people come early."""
        return self.at - CODE_BEFORE

    @property
    def code_until(self) -> datetime:
        """Until when: some type it on their way out."""
        return self.ends_at + CODE_AFTER

    def takes_code(self, at: datetime) -> bool:
        """Whether the code that is said in it counts at this moment."""
        return not self.cancelled and self.code_from <= at < self.code_until

    def is_led_by(self, person: Person) -> bool:
        """Whether this person may say who was there, whatever else they may."""
        return bool(self.trainer) and self.trainer == person.id and not person.left and not person.partner

    def comes(self, at: datetime) -> bool:
        """Whether one can still come to it."""
        return not self.cancelled and at < self.at


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Whom a course is assigned to; what is empty matches everybody. It is due so many `days` later, never where None.

    `products` are those for which somebody's company has registered deals. Tiers, regions, types and products are a
    partner's: a rule with any of them is for partners' people only.
    """

    key: str
    course: str
    roles: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    partner_types: frozenset[str] = frozenset()
    days: int | None = None
    on: bool = True

    def covers(self, roles: Collection[Role], partner: Partner | None, sold: Collection[str]) -> bool:
        """Whether it is for somebody with these roles, of this partner, whose company sells these products."""
        if not self.on or (self.roles and not self.roles & set(roles)):
            return False
        if partner is None:
            return not (self.tiers or self.products or self.regions or self.partner_types)
        return (
            _has(self.tiers, partner.tier)
            and _has(self.regions, partner.region)
            and _has(self.partner_types, partner.type)
            and (not self.products or bool(self.products & set(sold)))
        )


def _has(wanted: frozenset[str], one: str) -> bool:
    return not wanted or one in wanted


def assigned(
    person: Person,
    partner: Partner | None,
    rules: Iterable[Rule],
    courses: Mapping[str, Course],
    sold: Collection[str],
) -> Mapping[str, Rule]:
    """Each course that the rules say, by its key, with the rule that wants it first; none for who has left.

    `sold` is what the partner has registered deals for.
    """
    found: dict[str, Rule] = {}
    for rule in sorted(rules, key=_urgency):
        course = courses.get(rule.course)
        if course and course.open and not person.left and rule.covers(person.roles, partner, sold):
            found.setdefault(rule.course, rule)
    return found


def _urgency(rule: Rule) -> tuple[bool, int, str]:
    return (rule.days is None, rule.days or 0, rule.key)


class Standing(StrEnum):
    """How far somebody is with a course."""

    ASSIGNED = "assigned"
    REGISTERED = "registered"
    DONE = "done"
    DROPPED = "dropped"


OPEN = (Standing.ASSIGNED, Standing.REGISTERED)


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """Somebody who is to take a course, or has; `rule` is "" where they wished to themselves.

    `due_on` is the last day on which it is done in time, by their own clock; `since_on` the day on which it was
    assigned by the clock that they had then, None where nobody assigned it, or before that was kept.
    """

    id: str
    person: str
    course: str
    since: datetime
    standing: Standing = Standing.ASSIGNED
    session: str = ""
    rule: str = ""
    due_on: date | None = None
    since_on: date | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.standing in OPEN

    def late(self, today: date) -> bool:
        """Whether it should have been done before this day, where the learner is."""
        return self.open and self.due_on is not None and today > self.due_on


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What somebody has for a course; valid up to, not including, `ends_on` by their own clock."""

    id: str
    person: str
    course: str
    won_at: datetime
    ends_on: date | None = None

    def valid(self, today: date) -> bool:
        """Whether it counts on this day, where its holder is."""
        return self.ends_on is None or today < self.ends_on

    def to_renew(self, today: date) -> bool:
        """Whether its course is to be taken again soon, or was."""
        return self.ends_on is not None and today >= self.ends_on - RENEW_BEFORE


def last_day(ends_on: date) -> date:
    """Until which day, as people say it, a certificate is valid that counts up to, not including, `ends_on`."""
    return ends_on - timedelta(days=1)


def lapse(won: Iterable[Certificate], today: date) -> date | None:
    """Since which day none of these counts any more, all of one product; None where one does, or none is there."""
    found = tuple(won)
    if any(one.valid(today) for one in found):
        return None
    return max((one.ends_on for one in found if one.ends_on), default=None)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How somebody, or a company, stands: what is to do, what of it is late, which certificates count or end soon."""

    to_do: int = 0
    late: int = 0
    valid: int = 0
    ending: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            to_do=self.to_do + other.to_do,
            late=self.late + other.late,
            valid=self.valid + other.valid,
            ending=self.ending + other.ending,
        )


def progress(doing: Iterable[Enrolment], won: Iterable[Certificate], today: date) -> Progress:
    """Of one person, on this day where they are; only the newest certificate of a course counts."""
    open_, newest = tuple(doing), {one.course: one for one in sorted(won, key=lambda one: one.won_at)}
    valid = [one for one in newest.values() if one.valid(today)]
    return Progress(
        to_do=len(open_),
        late=sum(one.late(today) for one in open_),
        valid=len(valid),
        ending=sum(one.to_renew(today) for one in valid),
    )
