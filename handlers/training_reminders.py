"""Reminders of training, sent when they are due, each once; and their one button more: later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.cap import digest_at
from domain.notices.notice import Notice
from domain.notices.training import (
    SessionChanged,
    SessionChangedSoon,
    TrainingReminded,
    TrainingRemindedAlone,
    TrainingSoon,
)
from domain.people import Person
from domain.refusal import Refusal
from domain.training import Course
from domain.training_own import followed
from domain.training_reminders import About, Learner, Reminder, Step, again_at, reminders
from handlers.apart import in_parts
from handlers.deals_told import Worded
from handlers.replies import Amend, Reply
from handlers.requests import Press
from handlers.training import shown_to, today_of
from handlers.training_planned import calendar_for, learners
from storage.copies import Lane
from storage.digests import Held
from storage.store import Store
from storage.training_reminders import Fate
from views import training as views
from views import training_own as own_views
from views.translator import Translator
from views.vocabulary import Card, Words

DUE = 250
"""Reminders that one transaction sends."""
AHEAD = timedelta(minutes=1)
"""What is due before the clock comes by again is put now, and leaves at its own moment."""
_HOUR = timedelta(hours=1)


# --- sent when due ---


def remind_due(at: datetime, store: Store) -> bool:
    """What is due is put into the outbox, each once, whoever else looks; True where there may be more.

    Whether it is still meant is asked again when it leaves.
    """

    def find(beyond: int) -> Sequence[Reminder]:
        return store.training_reminders.due(at + AHEAD, size=DUE, beyond=beyond)

    return in_parts(find, DUE, lambda found: _remind(found, store, at), store, about=lambda one: one.id)


def _remind(found: Sequence[Reminder], store: Store, at: datetime) -> None:
    people = store.people.some({one.person for one in found})
    theirs = {one.person: one for one in learners(tuple(people.values()), store)}
    sent, stale = list[tuple[Reminder, Notice, timedelta]](), list[Reminder]()
    for one in found:
        person, learner, then = people[one.person], theirs[one.person], max(at, one.at)
        now = None if person.left else _meant(one, learner)
        if now is None or then >= now.over_at:
            stale.append(one)
        elif (later := _not_before(now, learner, then)) > then:
            store.training_reminders.move(one, replace(now, at=later))
        else:
            sent.append((one, _kind(now, person, store, then)(one.id, one.at.isoformat()), then - at))
    store.training_reminders.settle(stale, Fate.STALE, at=at)
    store.training_reminders.settle([one for one, *_ in sent], Fate.SENT, at=at)
    for lane, soon in ((Lane.URGENT, True), (Lane.CROWD, False)):
        these = [
            (told, people[one.person], after) for one, told, after in sent if isinstance(told, TrainingSoon) is soon
        ]
        store.outbox.put_each(these, at=at, lane=lane)


def _kind(now: Reminder, person: Person, store: Store, at: datetime) -> type[Notice]:
    """What can wait for a digest, as long as it makes sense when that comes."""
    if _soon(now):
        return TrainingSoon
    hour = store.programme.messages.digest_hour if person.digest_hour is None else person.digest_hour
    digest = digest_at(hour, person.zone, person.rests(store.programme.quiet), after=at)
    return TrainingReminded if digest < now.over_at else TrainingRemindedAlone


def _meant(one: Reminder, learner: Learner) -> Reminder | None:
    """The same as it is meant now; what somebody wants to hear again, as long as what it is about is."""
    if one.about is About.OWN:
        return followed(one, learner.calendar.zone)
    about = [each for each in reminders(learner) if (each.subject, each.meant) == (one.subject, one.meant)]
    if one.step is Step.AGAIN:
        return one if about else None
    return next((each for each in about if each.step is one.step), None)


def _soon(one: Reminder) -> bool:
    """At its very moment: its reader has chosen it, or it is the hour before."""
    return one.about is About.OWN or (one.about is About.SESSION and one.step is Step.HOUR)


def _not_before(now: Reminder, learner: Learner, at: datetime) -> datetime:
    """Its own moment; once that is over, the end of the quiet hours, unless the session itself is in them."""
    quiet, zone = learner.quiet, learner.calendar.zone
    if now.at > at or quiet is None or (now.about is About.OWN and at - now.at < _HOUR):
        return now.at
    asleep = quiet.next_allowed(now.over_at, zone) != now.over_at
    return now.at if _soon(now) and asleep else quiet.next_allowed(at, zone)


def again(request: Press, store: Store) -> Reply:
    """It is said again: when work begins next, where that is in time, else in the midst of what is left."""
    one = _own(request.ref, request.person, store)
    [learner] = learners((request.person,), store)
    meant = [each for each in reminders(learner) if (each.subject, each.meant) == (one.subject, one.meant)]
    if not meant:
        return Amend(_shown(one, request.person, store, request.t, at=request.at))
    whole = replace(one, step=Step.AGAIN, over_at=max(each.over_at for each in meant))
    calendar = calendar_for(request.person, store)
    then = again_at(whole, calendar, learner.quiet, at=request.at)
    if then is None:
        raise Refusal("training-no-later")
    store.training_reminders.repeat(replace(whole, at=then))
    lead = request.t("training-again-at", at=then)
    return Amend(_shown(one, request.person, store, request.t, at=request.at, lead=lead))


def _own(reminder_id: str, person: Person, store: Store) -> Reminder:
    one = store.training_reminders.get(reminder_id)
    if one is None or one.person != person.id:
        raise Refusal("not-found")
    return one


# --- in words ---


def still_meant(reminder_id: str, store: Store, at: datetime) -> bool:
    """Refusal where it has lost its sense since it was put: given up, done, moved, or over. It has an hour of its own,
    so that no weekend holds it.
    """
    one = store.training_reminders.get(reminder_id)
    person = store.people.get(one.person) if one else None
    now = _meant(one, *learners((person,), store)) if one and person else None
    if now is None or at >= now.over_at:
        raise Refusal("training-reminder-over")
    return False


def over_at(held: Held, person: Person, store: Store) -> datetime | None:
    """Until when a reminder that waits for a digest makes sense; None for what is none, or is not meant any more."""
    one = store.training_reminders.get(held.subject) if held.kind == TrainingReminded.kind else None
    now = _meant(one, *learners((person,), store)) if one else None
    return now.over_at if now else None


def _reminded(reminder_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The course as its reader stands with it now, with what can be done by one press."""
    one = _own(reminder_id, reader, store)
    if one.about is About.OWN:
        return own_views.told(one, t)
    return _shown(one, reader, store, t, at=one.at, lead=_lead(one, store, t), again=one.id)


def _lead(one: Reminder, store: Store, t: Translator) -> Words:
    session = store.training.session(one.subject) if one.about is About.SESSION else None
    if session is not None:
        return t("training-soon" if one.step is Step.HOUR else "training-comes", at=session.at)
    day = date.fromisoformat(one.meant)
    return t("training-is-due" if one.about is About.DUE else "training-ends", day=day)


def _shown(
    one: Reminder,
    reader: Person,
    store: Store,
    t: Translator,
    *,
    at: datetime,
    lead: Words | None = None,
    again: str = "",
) -> Card:
    session = store.training.session(one.subject) if one.about is About.SESSION else None
    course = store.training.courses()[session.course if session else one.subject]
    return _card(course, reader, store, t, at=at, lead=lead, again=again)


def _card(
    course: Course,
    reader: Person,
    store: Store,
    t: Translator,
    *,
    at: datetime,
    lead: Words | None,
    again: str = "",
) -> Card:
    shown = shown_to(reader, course, store, t, at=at)
    return views.course(shown, t, at=at, today=today_of(reader, at), lead=lead, again=again)


def _told_of_change(session_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """When the session is now, to somebody who has a seat in it, or had."""
    session = store.training.session(session_id)
    if session is None:
        raise Refusal("not-found")
    lead = t("training-cancelled") if session.cancelled else t("training-moved", at=session.at)
    course = store.training.courses()[session.course]
    return _card(course, reader, store, t, at=session.at - _HOUR, lead=lead)


NOTICES: Mapping[str, Worded] = {
    TrainingReminded.kind: _reminded,
    TrainingRemindedAlone.kind: _reminded,
    TrainingSoon.kind: _reminded,
    SessionChanged.kind: _told_of_change,
    SessionChangedSoon.kind: _told_of_change,
}
HELD_UP = dict.fromkeys((TrainingReminded.kind, TrainingRemindedAlone.kind, TrainingSoon.kind), still_meant)
"""What is asked before such a reminder leaves for the first time."""
