"""Leaving: whoever is not one of us any more loses everything at once; what they did keeps their name."""

from datetime import datetime

from domain.people import Person
from handlers import deals_told
from storage.store import Store

LEFT = "left"
"""The reason of copies that were not sent because their reader had left."""


def leave(person: Person, store: Store, *, at: datetime) -> None:
    """`person`, who has no role by now, is nobody's colleague any more; what waited for them goes to others."""
    store.people.save(person)
    store.people.shut_out(person.id)
    store.drafts.drop_all(person.id)
    store.outbox.leave_out(person.id, LEFT, at=at)
    deals_told.ask_anew(at, store)
