"""What learners are reminded of, planned ahead: for everybody once a day, and at once where something has changed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.business import Calendar, calendar_of
from domain.notices.training import SessionChanged, SessionChangedSoon
from domain.people import Person
from domain.training import Session
from domain.training_own import followed
from domain.training_reminders import About, Learner, reminders
from domain.when import QuietHours
from handlers.apart import each, together
from handlers.training_files import hand_changed
from storage.enrolments import by_person
from storage.store import Store
from storage.training import Coming
from storage.training_reminders import reminder_of

BATCH = 200
"""People that one transaction plans for."""


def mark(at: datetime, store: Store) -> str:
    """Another word after the programme has changed, and each day: the rules of zones may have, too."""
    return f"{store.programmes.version} {at.date()}"


def plan_all(at: datetime, store: Store, after: str = "") -> str:
    """The next people, each with what is meant for them now; first the sessions, by the rules of zones of now."""
    if not after:
        together(
            store.training.all_coming(at), each(lambda one: _realign(one, store, at)), store, about=lambda one: one.id
        )
    people = store.enrolments.learners(after, size=BATCH)
    together(people, lambda some: plan(some, store, at=at), store, about=lambda person: person.id)
    return people[-1].id if len(people) == BATCH else ""


def _realign(coming: Coming, store: Store, at: datetime) -> None:
    if moved := store.training.realigned(coming):
        change(moved, store, was=coming.at, at=at)


def plan(people: Sequence[Person], store: Store, *, at: datetime) -> None:
    """What these people are reminded of is as it is meant now; whoever else plans does so in the same order."""
    if not people:
        return
    people = sorted(people, key=lambda one: one.id)
    planned = store.training_reminders.planned_for([person.id for person in people])
    for person, learner in zip(people, learners(people, store), strict=True):
        theirs = planned.get(person.id, ())
        own = [followed(reminder_of(row), learner.calendar.zone) for row in theirs if row.about == About.OWN]
        store.training_reminders.plan(() if person.left else (*reminders(learner), *own), theirs, at=at)


def learners(people: Sequence[Person], store: Store) -> tuple[Learner, ...]:
    """Their calendars, what they have to do and what they have won; nothing of whoever has left."""
    ids = [person.id for person in people if not person.left]
    doing, won = by_person(store.enrolments.open_of(ids)), by_person(store.enrolments.certificates_of(ids))
    seats = store.training.some({one.session for theirs in doing.values() for one in theirs if one.session})
    quiet = store.programme.quiet
    return tuple(
        Learner(
            person=person.id,
            calendar=calendar_for(person, store),
            quiet=person.rests(quiet),
            doing=[(one, seats.get(one.session)) for one in doing.get(person.id, ())],
            won=tuple({one.course: one for one in reversed(won.get(person.id, ()))}.values()),
        )
        for person in people
    )


def calendar_for(person: Person, store: Store) -> Calendar:
    """The programme's working hours, by this person's clock and their country's holidays."""
    return calendar_of(person.zone, store.programme.working)


def change(session: Session, store: Store, *, was: datetime, at: datetime) -> None:
    """Whoever has a seat is told, and reminded before the new hour; `was` is the old one. Of several changes while
    they may not be disturbed they are told once, how it is then.
    """
    people = store.enrolments.seated(session.id)
    first, quiet, sequence = min(was, session.at), store.programme.quiet, str(session.sequence)
    awake = {one.id: _awake(one, quiet, at) for one in people}
    soon = [one for one in people if first < awake[one.id]]
    later = SessionChanged(session.id, sequence)
    store.outbox.replace(later, "changed-again", at=at)
    hand_changed(session, [(one, at if one in soon else awake[one.id]) for one in people], store, at=at)
    store.outbox.put(SessionChangedSoon(session.id, sequence), to=soon, at=at)
    store.outbox.put(later, to=[one for one in people if one not in soon], at=at)
    for start in range(0, len(people), BATCH):
        plan(people[start : start + BATCH], store, at=at)


def _awake(person: Person, usual: QuietHours | None, at: datetime) -> datetime:
    """When this person may be disturbed next."""
    quiet = person.rests(usual)
    return quiet.next_allowed(at, ZoneInfo(person.zone)) if quiet else at
