"""Acknowledging an announcement, and reminding those who have not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.announcements import State, Step
from domain.announcements_followed import OFTEN
from domain.notices.announcements import AnnouncementFollowed, AnnouncementReminder
from domain.notices.notice import topic
from domain.people import Person
from domain.refusal import Refusal
from handlers.announcements_followed import access_changing, card
from handlers.announcements_withheld import HELD_UP as UNTIL_IT_GOES
from handlers.deals_told import Worded
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press
from storage.store import Store
from views import announcements as written
from views import announcements_followed as views
from views.translator import Translator
from views.vocabulary import Card


def acknowledge(request: Press, store: Store) -> Reply:
    """Counted once a person; in a channel only they see that it was."""
    one = store.announcements.get(request.ref)
    if one is None or not one.has_begun:
        raise Refusal("announcement-not-yours")
    if not store.acknowledgements.on_record(one.id):
        raise Refusal("announcement-long-ago")
    if not store.acknowledgements.concerns(one.id, request.person):
        raise Refusal("announcement-not-yours")
    if not one.content.asks or one.state is State.RETRACTED:
        raise Refusal("announcement-not-now")
    if store.acknowledgements.add(one.id, request.person, request.place.platform, at=request.at):
        about = topic(AnnouncementFollowed.about, one.id)
        store.outbox.amend_soon(about, due=request.at + OFTEN)
    at = store.acknowledgements.at(one.id, request.person) or request.at
    if request.place.private:
        return Amend(written.announced(one, store.programme, request.t, acknowledged_at=at))
    return Show(views.acknowledged(one, store.programme, request.t, at=at))


def remind(request: Press, store: Store) -> Reply:
    """Once more to those who have not acknowledged it, and to nobody else; once, whoever presses with whom."""
    one = access_changing(store, request.person, request.ref, at=request.at)
    if one.version == request.version and one.content.asks:
        then = replace(one, state=one.after(Step.REMIND))
        one = store.announcements.change(one, then, Step.REMIND, by=request.person.id, at=request.at)
        store.acknowledgements.remind(one.id, AnnouncementReminder(one.id, str(one.version)), at=request.at)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=request.at)
    return Amend(card(one, store, request.t, at=request.at))


def _reminder(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    one = store.announcements.get(announcement_id)
    if one is None:
        raise Refusal("not-found")
    if one.state is State.RETRACTED:
        return views.taken_back(one, t)
    at = store.acknowledgements.at(one.id, reader) if reader.id else None
    return views.reminder(one, store.programme, t, acknowledged_at=at)


def _still_reminds(announcement_id: str, store: Store, _at: datetime) -> bool:
    """Whether it waits for working hours: always. Refusal where it was taken back, or asks for nothing any more.

    Whoever is reminded has it, whether or not it goes on to the others: pausing it holds no reminder.
    """
    one = store.announcements.get(announcement_id)
    if one and one.state is State.RETRACTED:
        raise Refusal("announcement-cancelled")
    if one and not one.content.asks:
        raise Refusal("announcement-acknowledged")
    return True


NOTICES: Mapping[str, Worded] = {AnnouncementReminder.kind: _reminder}
HELD_UP = {**UNTIL_IT_GOES, AnnouncementReminder.kind: _still_reminds}
"""What is asked before such a copy leaves for the first time."""
