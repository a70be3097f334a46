"""Acting for those who are away: whoever decides does so in their name as well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from domain.approvals import UNDECIDED, Approval
from domain.delegations import standing_in
from domain.people import Can, Person
from domain.refusal import Refusal
from handlers.policy import own_hands
from handlers.requests import Request
from storage.store import Store

R = TypeVar("R")


def acting(handler: Callable[..., R]) -> Callable[..., R]:
    """The handler, for the person as they may act at this moment: for those who are away as well."""

    def in_their_place(request: Request, store: Store) -> R:
        return handler(replace(request, person=stand_in(request.person, store, at=request.at)), store)

    return in_their_place


def stand_in(person: Person, store: Store, *, at: datetime | None = None) -> Person:
    """The person with those for whom they decide; without `at`, as far as the clock has come by now."""
    absents = store.delegations.absents(person.id, at=at) if person.may(Can.DECIDE) else ()
    return standing_in(person, absents) if absents else person


def answering(reader: Person, approval: Approval, store: Store) -> Person:
    """The reader as they may answer this now: in their own name, else with those for whom they decide."""
    # Few are asked in somebody else's name: only where their own is not enough is that looked up.
    own = approval.decidable_by(reader)
    if own and approval.phase in UNDECIDED:  # who decides for its filer does not decide it
        own = reader.id not in own_hands(approval.filed_by, store)
    return reader if own else stand_in(reader, store)


def may_answer(reader: Person, approval: Approval, store: Store) -> bool:
    """Whether they may answer it now, in whosever name."""
    return approval.decidable_by(answering(reader, approval, store))


def as_asked(approval: Approval | None, reader: Person, store: Store) -> tuple[Approval, Person]:
    """What is told of a thing to whoever decides it, and its reader as they may answer it: the approval is enough.

    Refusal("not-found") where it is out of their sight (by now).
    """
    if approval is None:
        raise Refusal("not-found")
    reader = answering(reader, approval, store)
    if not (reader.scope.holds(approval.partner, approval.region) or approval.concerns(reader)):
        raise Refusal("not-found")
    return approval, reader
