"""Acting for those who are away: whoever decides does so in their name as well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from domain.delegations import standing_in
from domain.people import Can, Person
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
