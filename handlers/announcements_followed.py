"""An announcement on its way: its author sees how far it is, holds it up, lets it go on, calls it off, tries again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.announcements import KIND, Announcement, State, Step
from domain.announcements_followed import Progress
from domain.announcements_timed import Way
from domain.notices.announcements import Announced, AnnouncementFollowed, AnnouncementReminder
from domain.notices.notice import topic
from domain.people import Can, Person, Role
from domain.refusal import Refusal
from handlers.deals_told import AsOf, Worded
from handlers.replies import Amend, Reply, Show
from handlers.requests import Command, Press
from storage.announcements_followed import Which
from storage.store import Store
from storage.sweeps import Sweep
from views import announcements_followed as views
from views.translator import Translator
from views.vocabulary import Card, Passing

NAMED = 5
"""How many who did not get it are named on the card; all of them are in the file."""


def access_seen(store: Store, person: Person, typed: str) -> Announcement:
    """By id or by ref: one's own, and for admins all that have begun; Refusal("not-found") for everybody else."""
    found = store.announcements.get(typed) or store.announcements.by_ref(typed)
    if found is None or not may_follow(person, found) or (found.author != person.id and not found.has_begun):
        raise Refusal("not-found")
    return found


def access_followed(store: Store, person: Person, typed: str) -> Announcement:
    """The same; it must have begun."""
    found = access_seen(store, person, typed)
    if not found.has_begun:
        raise Refusal("announcement-not-begun")
    return found


def access_changing(store: Store, person: Person, typed: str, *, at: datetime) -> Announcement:
    """The same, and what became of its copies must be known still."""
    found = access_followed(store, person, typed)
    if found.forgotten(at):
        raise Refusal("announcement-not-now")
    return found


def may_follow(person: Person, one: Announcement) -> bool:
    """Whether this person may know what became of it."""
    is_admin = Role.ADMIN in person.roles and not person.partner
    return bool(person.id) and (one.author == person.id or is_admin) and not person.left


def author_of(one: Announcement, store: Store) -> Person | None:
    """Whoever has left, or may not any more, writes to nobody."""
    author = store.people.get(one.author)
    return author if author and not author.left and author.may(Can.ANNOUNCE) else None


def card(one: Announcement, store: Store, t: Translator, *, at: datetime) -> Card:
    """How far it is, who did not get it and why, and what can be done."""
    if one.forgotten(at):
        return views.forgotten(one, store.programme, t)
    return _card(one, store.following.progress(one.id, at=at), store, t)


def _card(one: Announcement, now: Progress, store: Store, t: Translator) -> Card:
    counts = {Which.FAILED: now.failed, Which.UNSURE: now.unsure, Which.AS_IT_WAS: now.as_it_was}
    named = {which: store.following.named(one.id, which, size=NAMED) for which, count in counts.items() if count}
    return views.progress(
        one,
        now,
        store.programme,
        t,
        failed=named.get(Which.FAILED, ()),
        unsure=named.get(Which.UNSURE, ()),
        as_it_was=named.get(Which.AS_IT_WAS, ()),
        acknowledged=store.acknowledgements.figures(one.id) if one.content.asks else None,
        tally=store.questions.tally(topic(KIND, one.id)),
        left=author_of(one, store) is None,
    )


def show(request: Command | Press, store: Store) -> Reply:
    """As it is at this moment."""
    typed = request.words if isinstance(request, Command) else request.ref
    return Show(card(access_followed(store, request.person, typed), store, request.t, at=request.at))


def pause(request: Press, store: Store) -> Reply:
    """Nothing more leaves until it goes on."""
    return _stepped(Step.PAUSE, request, store)


def resume(request: Press, store: Store) -> Reply:
    """It goes on."""
    return _stepped(Step.RESUME, request, store)


def cancel(request: Press, store: Store) -> Reply:
    """Whoever has not got it does not get it."""
    return _stepped(Step.CANCEL, request, store)


def retry(request: Press, store: Store) -> Reply:
    """Once more to those where it failed, and to nobody else."""
    return _stepped(Step.RETRY, request, store)


def _stepped(step: Step, request: Press, store: Store) -> Reply:
    """Once: whoever presses a card that is not true any more sees the one that is."""
    one = access_changing(store, request.person, request.ref, at=request.at)
    if one.version == request.version:
        one = _step(one, step, request, store)
    return Amend(card(one, store, request.t, at=request.at))


_SWEEPS = {
    Step.PAUSE: Sweep.PAUSE,
    Step.RESUME: Sweep.RESUME,
    Step.CANCEL: Sweep.CANCEL,
    Step.RETRY: Sweep.RETRY,
}


def sweep_on(store: Store, *, at: datetime) -> bool:
    """A part of what is left to do to all copies of one; whether there was any. In the end its author is shown it."""
    swept = store.sweeps.go_on(at=at)
    if swept and swept.over:
        store.outbox.amend(topic(AnnouncementFollowed.about, swept.announcement), at=at)
    return swept is not None


def _step(one: Announcement, step: Step, request: Press, store: Store) -> Announcement:
    then = replace(one, state=one.after(step))
    if step is Step.RESUME and request.person.id != one.author:
        then = replace(then, starts_at=None)  # whether its sender still may is asked no more: somebody else has decided
    kept = store.announcements.change(one, then, step, by=request.person.id, at=request.at)
    if step is Step.RETRY:
        store.channels.try_again(Announced(one.id))
    store.sweeps.begin(one.id, _SWEEPS[step], at=request.at)
    store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=request.at)
    return kept


# --- told ---


def _followed(announcement_id: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """Changes by itself while it is being sent."""
    one = access_followed(store, reader, announcement_id)
    if one.forgotten(at):
        return card(one, store, t, at=at)
    now = store.following.progress(one.id, at=at)
    shown = _card(one, now, store, t)
    moments = (
        now.anew_at if one.state is State.SENDING or (one.state is State.SENT and now.waiting) else None,
        now.changed_anew_at(one.edited_at) if one.edited_at else None,
    )
    changes = min((moment for moment in moments if moment), default=None)
    return replace(shown, passing=Passing(changes, ())) if changes else shown


def promised_there(announcement_id: str, zone: str, store: Store, *, since: datetime) -> datetime:
    """When it was to leave for whoever is in this zone by now, where it was said at `since` that it goes: nine is nine
    by their own clock.
    """
    one = store.announcements.get(announcement_id)
    if one is None or one.timing.way is not Way.MORNING:
        return since
    return one.timing.leaving(since, store.programme.announcements, store.programme.quiet).meant(zone)


def is_taken_back(announcement_id: str, store: Store) -> bool:
    """Whether its copies say that alone."""
    one = store.announcements.get(announcement_id)
    return one is not None and one.state is State.RETRACTED


ANNOUNCED = (Announced.kind, AnnouncementReminder.kind)
"""What its audience is told."""
NOTICES: Mapping[str, Worded] = {AnnouncementFollowed.kind: AsOf(_followed)}
