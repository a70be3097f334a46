"""Announcements that go: their copies are made when it is time, and their author sees what becomes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.announcements import SENDER_LOST, Announcement, Step
from domain.announcements_written import Act, Action, check_links
from domain.audience import Reach
from domain.notices.announcements import Announced, AnnouncementFollowed, AnnouncementGivenBack, AnnouncementSentAlone
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.refusal import Refusal
from handlers.announcements_card import at_partners, leaving, reach, void
from handlers.announcements_followed import author_of
from handlers.announcements_withheld import sender_may
from handlers.apart import each, in_parts, together
from storage.copies import Lane
from storage.store import Store
from views.translator import NAMES

TURN = 1
"""How many begin in one transaction: each may make a hundred thousand copies."""
LOOKED_AT = 20


def begin_due(at: datetime, store: Store) -> bool:
    """Makes the copies of one that was sent for later and whose time has come; whether there may be more."""

    def find(beyond: int) -> Sequence[Announcement]:
        return store.announcements.due(at, TURN, beyond=beyond)

    def begin(one: Announcement) -> None:
        _begin(one, store, at=at)

    return in_parts(find, TURN, each(begin), store, about=_id)


def _id(one: Announcement) -> str:
    return one.id


def go(one: Announcement, store: Store, *, at: datetime) -> None:
    """Where it goes at once, the list of those to whom it goes is made now: nobody comes in, or is left out, by what
    changes before the first copy leaves, and its author sees then how far it is.
    """
    author = author_of(one, store)
    if not one.has_begun:
        return
    if author is None:
        _give_back(one, store.people.holders(Role.ADMIN), store, at=at)
    else:
        _freeze(one, author, store, at=at, first=one.starts_at or at)


def _freeze(one: Announcement, author: Person, store: Store, *, at: datetime, first: datetime) -> None:
    if one.audience is None:
        return
    lane = Lane.URGENT if one.timing.urgent else Lane.CROWD
    times = leaving(one, store, at=first)
    store.audience.freeze(one.audience, Announced(one.id), times, by=author, at=at, lane=lane)
    store.outbox.put(AnnouncementFollowed(one.id), to=[author], at=at, after=first - at)


def _begin(one: Announcement, store: Store, *, at: datetime) -> None:
    author = author_of(one, store)
    if author is None:
        _give_back(one, store.people.holders(Role.ADMIN), store, at=at)
        return
    found, now = reach(one, author, store, at=at), at_partners(one, author, store, at=at)
    # Whoever lost the right in time was replaced before (announcements_reasked).
    why = _stopped(one, found, store, at) if sender_may(one, store) else SENDER_LOST
    if why or one.timing.outgrown(found.reached, store.programme.announcements.approve_above):
        timing = replace(one.timing, new=one.timing.newcomers(now), stopped=why)
        _give_back(replace(one, timing=timing), [author], store, at=at)
        return
    goes = replace(one, timing=replace(one.timing, lost=one.timing.missing(now)))
    kept = store.announcements.change(one, goes.moved(Step.BEGIN), Step.BEGIN, by=author.id, at=at)
    _freeze(one, author, store, at=at, first=at)
    if one.timing.alone:
        told = AnnouncementSentAlone(one.id, str(kept.version))
        store.outbox.put(told, to=_untold(one, store), at=at)


def _untold(one: Announcement, store: Store) -> list[Person]:
    """Who has become an admin since it was sent alone."""
    about, sent = topic(AnnouncementSentAlone.about, one.id), str(one.version)
    told = store.outbox.audience(about, AnnouncementSentAlone.kind, tried=True, ending=sent)
    return [admin for admin in store.people.holders(Role.ADMIN) if admin.id not in told]


def check(one: Announcement, reach: Reach, store: Store, *, at: datetime) -> None:
    """Somebody gets it, and each in a language in which it is written, where the programme wants it so; and it leads
    nowhere but to the programme's domains, as they are by now, and to what can still be opened.
    """
    if not reach.reached:
        raise Refusal("announcement-nobody")
    rules = store.programme.announcements
    check_links(one.content, rules.link_domains)
    if gone := next((each.target for each in one.content.actions if _leads_nowhere(each, store, at)), ""):
        raise Refusal("announcement-opens-nothing", given=gone)
    missing = [language for language in reach.languages if language not in one.content.texts]
    if missing and rules.missing_language == "block":
        raise Refusal("announcement-language", languages=tuple(NAMES[one] for one in missing))


def _leads_nowhere(action: Action, store: Store, at: datetime) -> bool:
    """Whether the document is kept no more, or the training closed, whoever presses."""
    match action.act:
        case Act.DOCUMENT:
            found = store.documents.by_ref(action.target)
            return found is None or found.retired(at) or store.documents.current(found.id, at) is None
        case Act.TRAINING:
            course = store.training.courses().get(action.target)
            return course is None or not course.open
        case _:
            return False


def _stopped(one: Announcement, reach: Reach, store: Store, at: datetime) -> str:
    """Why it cannot go, "" where it can."""
    try:
        check(one, reach, store, at=at)
    except Refusal as refusal:
        return refusal.reason
    return ""


def agreed(one: Announcement, store: Store, *, at: datetime) -> Announcement:
    """With how many at each partner it reaches, where it goes later: to tell then who is new."""
    author = store.people.get(one.author)
    if one.has_begun or author is None:
        return one
    return replace(one, timing=replace(one.timing, at_partners=at_partners(one, author, store, at=at)))


def _give_back(one: Announcement, to: Sequence[Person], store: Store, *, at: datetime) -> None:
    """A draft again; they are told."""
    kept = store.announcements.change(one, one.moved(Step.TAKE_BACK), Step.TAKE_BACK, by="", at=at)
    void(one, store, at=at)
    store.outbox.put(AnnouncementGivenBack(kept.id, str(kept.version)), to=to, at=at)


def hand_over(at: datetime, store: Store, after: str = "") -> str:
    """What has begun, and whose author writes to nobody any more, is followed by the admins from then on."""
    some = store.announcements.under_way(LOOKED_AT, after=after)

    def hand(one: Announcement) -> None:
        if author_of(one, store) is None:
            store.outbox.put(AnnouncementFollowed(one.id, "left"), to=store.people.holders(Role.ADMIN), at=at)

    together(some, each(hand), store, about=_id)
    return some[-1].id if len(some) == LOOKED_AT else ""


def finish(at: datetime, store: Store) -> bool:
    """Those of which nothing is left to send have been sent; their authors' cards say so."""

    def find(beyond: int) -> Sequence[Announcement]:
        return store.announcements.over(LOOKED_AT, beyond=beyond)

    def end(one: Announcement) -> None:
        store.announcements.change(one, one.moved(Step.FINISH), Step.FINISH, by="", at=at)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=at)

    return in_parts(find, LOOKED_AT, each(end), store, about=_id)
