"""An announcement as its author sees it now: while it is written, when it waits, and when it goes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.announcements import KIND, Announcement, State, Step
from domain.approvals import Phase
from domain.audience import Leaving, Reach
from domain.notices.announcements import AnnouncementDecided, AnnouncementSentAlone
from domain.notices.notice import topic
from domain.people import Can, Person
from domain.refusal import Refusal
from handlers import announcements_followed
from handlers.announcements_written import line_of
from handlers.replies import Reply, Show
from handlers.requests import Press, Request, Submission
from storage.announcements import access_own
from storage.store import Store
from views import announcements as views
from views.announcements_review import Review
from views.translator import Translator
from views.vocabulary import Card


def leaving(one: Announcement, store: Store, *, at: datetime) -> Leaving:
    """When each copy leaves, where the first may leave `at`."""
    return one.timing.leaving(at, store.programme.announcements, store.programme.quiet)


def courses(store: Store) -> dict[str, str]:
    """What all are called, by key."""
    return {key: course.name for key, course in store.training.courses().items()}


def courses_of(one: Announcement, store: Store) -> dict[str, str]:
    """The same, where it is for those who have a certificate; looked up for no other."""
    return courses(store) if one.audience and one.audience.certificates else {}


def reach(one: Announcement, author: Person, store: Store, *, at: datetime) -> Reach:
    """Whom it reaches, as it is now; nobody while it is not said for whom it is."""
    if one.audience is None:
        return Reach()
    return store.audience.count(one.audience, leaving(one, store, at=at), by=author)


def at_partners(one: Announcement, author: Person, store: Store, *, at: datetime) -> Mapping[str, int]:
    """How many it reaches at each partner, as it is now."""
    if one.audience is None:
        return {}
    return store.audience.at_partners(one.audience, leaving(one, store, at=at), by=author)


def review(one: Announcement, author: Person, store: Store, *, at: datetime) -> Review:
    """With who may send it."""
    found = reach(one, author, store, at=at)
    second = found.reached > store.programme.announcements.approve_above
    return Review(reach=found, second=second, alone=author.may(Can.ANNOUNCE_ALONE))


def as_read(one: Announcement, at: datetime) -> Announcement:
    """To its author nothing has begun while it can be taken back: it is one that will be sent."""
    return replace(one, state=State.SCHEDULED) if one.waits(at) else one


def card(one: Announcement, author: Person, store: Store, t: Translator, *, at: datetime) -> Card:
    """With what its author can do with it now; an admin may read what waits for its minute to be over."""
    if one.state in (State.DRAFT, State.WAITING):
        found = review(one, author, store, at=at) if one.audience else None
        return views.detail(one, store.programme, t, review=found, courses=courses_of(one, store))
    if one.waits(at):
        own = one.author == author.id
        return views.detail(as_read(one, at), store.programme, t, courses=courses_of(one, store), own=own)
    if one.has_begun:
        return announcements_followed.card(one, store, t, at=at)
    return views.detail(one, store.programme, t, courses=courses_of(one, store))


def shown(one: Announcement, request: Request, store: Store) -> Reply:
    """To its author."""
    return Show(card(one, request.person, store, request.t, at=request.at))


def present(request: Press | Submission, store: Store) -> Announcement:
    """One's own, as it was when the button or the form was made; Refusal where it was changed meanwhile."""
    one = access_own(store.announcements, request.person, request.ref)
    if one.version != request.version:
        raise Refusal("announcement-changed")
    return one


def labels(values: Mapping[str, str], name: str, languages: tuple[str, ...]) -> dict[str, str]:
    """Those that were typed, by language."""
    typed = {language: line_of(values, f"{name}-{language}") for language in languages}
    return {language: label for language, label in typed.items() if label}


def changed(one: Announcement, then: Announcement, step: Step, request: Request, store: Store) -> Announcement:
    """Kept; and nobody is asked any more to send what it was."""
    if one.state is State.WAITING:
        close(
            one, store, at=request.at
        )  # before it is changed, as whoever decides: else the two could wait for each other
    return store.announcements.change(one, then, step, by=request.person.id, at=request.at)


def close(one: Announcement, store: Store, *, at: datetime) -> None:
    """A second person is asked about what was, no more."""
    approval = store.approvals.of(KIND, one.asked_as)
    if approval and not store.approvals.turn(approval, Phase.CLOSED):
        raise Refusal("announcement-changed")
    store.outbox.amend(topic(KIND, one.asked_as), at=at)


def void(one: Announcement, store: Store, *, at: datetime) -> None:
    """What was said of its going shows that it does not: to whoever was asked, to its author, to the admins."""
    store.outbox.amend(topic(AnnouncementSentAlone.about, one.id), at=at)
    for asked_as in one.sent_as:
        for about in (KIND, AnnouncementDecided.about):
            store.outbox.amend(topic(about, asked_as), at=at)
