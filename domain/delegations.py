"""Delegations: while somebody is away, another person decides in their name, or others who hold the role do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.people import DECIDERS, Person

WHY = 200
"""How long a reason can be, in signs."""


class Course(StrEnum):
    """How far an absence has come."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"


LIVE = (Course.PLANNED, Course.RUNNING)


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """`by` is away from `since` up to, not including, `until`; `to` decides for them, nobody in their name where "".
    `source` knows of it, the person themselves where "".

    What waits already goes a page at a time to whom it now concerns; `after` is how far that has come, None once it is
    done.
    """

    id: str
    by: str
    to: str
    since: datetime
    until: datetime
    why: str = ""
    course: Course = Course.PLANNED
    after: str | None = None
    source: str = ""

    def turned(self, at: datetime) -> "Delegation":
        """As it is at this moment: begun, or over; then all that waits is still to be passed on."""
        if self.course is Course.PLANNED and self.since <= at:
            return replace(self, course=Course.RUNNING, after="")
        if self.course is Course.RUNNING and self.until <= at:
            return replace(self, course=Course.OVER, after="")
        return self

    def overlaps(self, since: datetime, until: datetime) -> bool:
        """Whether some moment is in both."""
        return self.since < until and since < self.until


def as_high(person: Person, absent: Person) -> bool:
    """Whether this person, who may look after others, holds a role at least as high as the highest of the absent's."""
    return not person.partner and not absent.partner and _rank(person) >= _rank(absent) >= 0


def _rank(person: Person) -> int:
    return max((DECIDERS.index(role) for role in DECIDERS if role in person.roles), default=-1)


def lent(absent: Person) -> Person:
    """What is passed on: what they decide themselves, and nothing that was lent to them."""
    return replace(absent, roles=absent.roles & frozenset(DECIDERS), stands_in=())


def standing_in(person: Person, absents: Iterable[Person]) -> Person:
    """The person as they may act now: for those of the absent whose roles are no higher than their own."""
    return replace(person, stands_in=tuple(lent(one) for one in absents if as_high(person, one)))


def represented(people: Iterable[Person], find: Callable[[str], Person | None]) -> tuple[Person, ...]:
    """Who of them is here, and for who is not, their delegate, where `find` has one who is here and as high."""
    people = tuple(people)
    here = {person.id: person for person in people if person.away is None}
    for absent in (person for person in people if person.away):
        to = absent.away.to if absent.away else ""
        delegate = here.get(to) or find(to)
        if delegate and delegate.away is None and as_high(delegate, absent):
            here[to] = replace(delegate, stands_in=(*delegate.stands_in, lent(absent)))
    return tuple(here.values())
