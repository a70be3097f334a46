"""Announcements that go: their copies are made when it is time, and their author sees what becomes of them."""

from datetime import datetime

from domain.announcements import Announcement, Step
from domain.notices import Announced, AnnouncementFollowed, topic
from handlers.announcements_card import leaving
from storage.copies import Lane
from storage.store import Store

TURN = 1
"""How many begin in one transaction: each may make a hundred thousand copies."""
LOOKED_AT = 20


def begin_due(at: datetime, store: Store) -> bool:
    """Makes the copies of one whose time has come; whether there may be more."""
    due = store.announcements.due(at, TURN)
    for one in due:
        _begin(one, store, at=at)
    return bool(due)


def _begin(one: Announcement, store: Store, *, at: datetime) -> None:
    author = store.people.get(one.author)
    if author is None or author.left or one.audience is None:
        # Whoever has left writes to nobody any more; it is a draft again, and in the log.
        store.announcements.change(one, one.moved(Step.TAKE_BACK), Step.TAKE_BACK, by="", at=at)
        return
    store.announcements.change(one, one.moved(Step.BEGIN), Step.BEGIN, by=author.id, at=at)
    lane = Lane.URGENT if one.timing.urgent else Lane.CROWD
    times = leaving(one, store, at=at)
    store.audience.freeze(one.audience, Announced(one.id), times, by=author, at=at, lane=lane)
    store.outbox.put(AnnouncementFollowed(one.id), to=[author], at=at)


def finish(at: datetime, store: Store) -> bool:
    """Those of which nothing is left to send have been sent; their authors' cards say so."""
    over = store.announcements.over(LOOKED_AT)
    for one in over:
        store.announcements.change(one, one.moved(Step.FINISH), Step.FINISH, by="", at=at)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=at)
    return len(over) == LOOKED_AT
