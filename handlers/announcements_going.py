"""Announcements that go: their copies are made when it is time, and their author sees what becomes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.announcements import Announcement, Step
from domain.notices import Announced, AnnouncementFollowed, AnnouncementGivenBack, topic
from domain.people import Can, Person, Role
from handlers.announcements_card import at_partners, leaving, reach
from storage.copies import Lane
from storage.store import Store

TURN = 1
"""How many begin in one transaction: each may make a hundred thousand copies."""
LOOKED_AT = 20


def begin_due(at: datetime, store: Store) -> bool:
    """Makes the copies of one that was sent for later and whose time has come; whether there may be more.

    A fault is raised once there is no other left that it would stop.
    """
    faults = list[Exception]()
    while due := store.announcements.due(at, TURN, beyond=len(faults)):
        try:
            with store.savepoint():
                _begin(due[0], store, at=at)
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        else:
            return True
    if faults:
        raise faults[0]
    return False


def go(one: Announcement, store: Store, *, at: datetime) -> None:
    """Where it goes at once, the list of those to whom it goes is made now: nobody comes in, or is left out, by what
    changes before the first copy leaves, and its author sees then how far it is.
    """
    author = _author(one, store)
    if not one.has_begun:
        return
    if author is None:
        _give_back(one, store.people.holders(Role.ADMIN), store, at=at)
    else:
        _freeze(one, author, store, at=at, first=one.starts_at or at)


def _author(one: Announcement, store: Store) -> Person | None:
    """Whoever has left, or may not any more, writes to nobody."""
    author = store.people.get(one.author)
    return author if author and not author.left and author.may(Can.ANNOUNCE) else None


def _freeze(one: Announcement, author: Person, store: Store, *, at: datetime, first: datetime) -> None:
    if one.audience is None:
        return
    lane = Lane.URGENT if one.timing.urgent else Lane.CROWD
    times = leaving(one, store, at=first)
    store.audience.freeze(one.audience, Announced(one.id), times, by=author, at=at, lane=lane)
    store.outbox.put(AnnouncementFollowed(one.id), to=[author], at=at, after=first - at)


def _begin(one: Announcement, store: Store, *, at: datetime) -> None:
    author = _author(one, store)
    if author is None:
        _give_back(one, store.people.holders(Role.ADMIN), store, at=at)
        return
    if one.timing.outgrown(reach(one, author, store, at=at).reached, store.programme.announcements.approve_above):
        new = one.timing.newcomers(at_partners(one, author, store, at=at))
        _give_back(replace(one, timing=replace(one.timing, new=new)), [author], store, at=at)
        return
    store.announcements.change(one, one.moved(Step.BEGIN), Step.BEGIN, by=author.id, at=at)
    _freeze(one, author, store, at=at, first=at)


def agreed(one: Announcement, store: Store, *, at: datetime) -> Announcement:
    """With how many at each partner it reaches, where it goes later: to tell then who is new."""
    author = store.people.get(one.author)
    if one.has_begun or author is None:
        return one
    return replace(one, timing=replace(one.timing, at_partners=at_partners(one, author, store, at=at)))


def _give_back(one: Announcement, to: Sequence[Person], store: Store, *, at: datetime) -> None:
    """A draft again; they are told."""
    kept = store.announcements.change(one, one.moved(Step.TAKE_BACK), Step.TAKE_BACK, by="", at=at)
    store.outbox.put(AnnouncementGivenBack(kept.id, str(kept.version)), to=to, at=at)


def finish(at: datetime, store: Store) -> bool:
    """Those of which nothing is left to send have been sent; their authors' cards say so."""
    over = store.announcements.over(LOOKED_AT)
    for one in over:
        store.announcements.change(one, one.moved(Step.FINISH), Step.FINISH, by="", at=at)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=at)
    return len(over) == LOOKED_AT
