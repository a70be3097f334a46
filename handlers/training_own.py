"""Reminders that somebody asks for themselves: understood, read back, and kept by one press."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.training_own import KEPT, followed, own_reminder, read_wish
from domain.training_reminders import About, Reminder
from domain.when import instant
from handlers.replies import Amend, Reply, Show
from handlers.requests import Command, Press
from storage.store import Store
from views import training_own as views

MOST = 50
"""What one person can be reminded of at a time."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def ask(request: Command, store: Store) -> Reply:
    """What was understood, to be agreed to; without words, what one is to be reminded of."""
    if not request.words.strip():
        return Show(views.listing(store.training_reminders.own_of(request.person.id), request.t))
    zone = ZoneInfo(request.person.zone)
    wish = read_wish(request.words, language=request.t.language, zone=zone, at=request.at)
    if len(store.training_reminders.own_of(request.person.id)) >= MOST:
        raise Refusal("training-own-too-many", limit=MOST)
    asked = store.training_reminders.ask(own_reminder(wish, person=request.person.id, zone=zone))
    return Show(views.understood(asked, wish.moment.turn, request.t))


def keep(request: Press, store: Store) -> Reply:
    """That is what was meant: by the clocks of where they are now, if they have moved since it was read back."""
    one = followed(_own(request, store), ZoneInfo(request.person.zone))
    if one.at <= request.at:
        raise Refusal("moment-past", given=one.at)
    store.training_reminders.agree(one)
    return Amend(views.kept(one, request.t))


def drop(request: Press, store: Store) -> Reply:
    """Done, or not wanted any more; pressed again, the same."""
    store.training_reminders.forget(request.ref, request.person.id)
    return Amend(views.gone(request.t))


def later(request: Press, store: Store) -> Reply:
    """Again in an hour, or at the same time tomorrow by the reader's own clock."""
    reminder_id, _, how = request.ref.partition(" ")
    one, zone = _own(replace(request, ref=reminder_id), store), ZoneInfo(request.person.zone)
    then = request.at + _HOUR
    if how == "day":
        wall = datetime.fromisoformat(one.meant).time()
        then = instant(request.at.astimezone(zone).date() + _DAY, wall, zone)
    moved = replace(one, at=then, over_at=then + KEPT, zone=zone.key)
    store.training_reminders.repeat(moved)
    return Amend(views.kept(moved, request.t))


def _own(request: Press, store: Store) -> Reminder:
    one = store.training_reminders.get(request.ref)
    if one is None or one.person != request.person.id or one.about is not About.OWN:
        raise Refusal("not-found")
    return one
