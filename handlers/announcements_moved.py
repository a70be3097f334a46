"""Whoever has gone to another zone before an announcement comes at nine gets it at nine by the clock there."""

from collections.abc import Sequence
from datetime import datetime

from domain.announcements_timed import Way
from domain.audience import To
from domain.people import Person
from handlers.announcements_card import leaving
from storage.announcements_followed import ToCome
from storage.store import Store


def follow(people: Sequence[Person], store: Store, *, at: datetime) -> None:
    """What these people are to get at nine, and was not due yet, is due when it is nine for them: where that is over,
    the next morning.
    """
    moved = {person.id: person for person in people}
    for one in store.following.to_come(moved):
        due = _due(one, moved[one.person], store, at)
        if one.due > at and due != one.due:
            store.following.move(one, due)


def _due(to_come: ToCome, person: Person, store: Store, at: datetime) -> datetime:
    one = store.announcements.get(to_come.announcement)
    if one is None or one.timing.way is not Way.MORNING:
        return to_come.due
    first = max(at, one.starts_at or at)
    return leaving(one, store, at=first).leaves(person.zone, person.rests(store.programme.quiet), to=To.PEOPLE)
