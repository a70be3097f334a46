"""What is to go later, and who has sent it or agreed to it may not any more: others are asked before its time comes."""

from datetime import datetime

from domain.announcements import Announcement, Step
from domain.notices.announcements import AnnouncementGivenBack
from domain.people import Person
from handlers.announcements_approved import ask, reach
from handlers.announcements_card import void
from handlers.announcements_followed import author_of
from handlers.announcements_withheld import sender_may
from handlers.apart import each, together
from storage.store import Store

LOOKED_AT = 20


def look(at: datetime, store: Store, after: str = "") -> str:
    """Some of them, by id. Where its author may not either, the administrators hear of it when its time comes."""
    some = store.announcements.scheduled(LOOKED_AT, after=after)

    def ask_others(one: Announcement) -> None:
        author = author_of(one, store)
        if author and not sender_may(one, store):
            _ask_again(one, author, store, at=at)

    together(some, each(ask_others), store, about=lambda one: one.id)
    return some[-1].id if len(some) == LOOKED_AT else ""


def _ask_again(one: Announcement, author: Person, store: Store, *, at: datetime) -> None:
    waits = store.announcements.change(one, one.asked_again(), Step.ASK, by="", at=at)
    reach(ask(waits, author, store, at=at), store, at)
    void(one, store, at=at)
    store.outbox.put(AnnouncementGivenBack(waits.id, str(waits.version)), to=[author], at=at)
