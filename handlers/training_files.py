"""Files for a calendar: with each seat that is taken, moved or given back, and of all that somebody has."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.notices.documents import FileHanded
from domain.people import Person
from domain.refusal import Refusal
from domain.training import Enrolment, Session
from handlers.handed import Make, hand_over, hand_over_once
from handlers.replies import Reply, Show
from handlers.requests import Press, Request
from storage.store import Store
from views import training_files as views
from views.handed import comes
from views.translator import Translator
from views.vocabulary import Handed

SEAT, ALL = "seat", "seats"
"""What is handed over, in the table of files."""


def hand_seat(session: Session, enrolment: Enrolment, request: Request, store: Store) -> None:
    """Whoever has taken this seat, or given it back, gets the file that says so to their calendar."""
    hand_over_once(SEAT, f"{session.id} {enrolment.version}", request, store)


def hand_given_up(before: Enrolment, person: Person, store: Store, *, at: datetime) -> None:
    """Who has a seat elsewhere now, or needs none any more, takes the one that they had `before` out of their calendar:
    if it is still to come, and not in the midst of the night.
    """
    session = store.training.session(before.session) if before.session else None
    if session and session.comes(at):
        quiet = person.rests(store.programme.quiet)
        then = quiet.next_allowed(at, ZoneInfo(person.zone)) if quiet else at
        notice = FileHanded(f"{SEAT}:{session.id} {before.version + 1}", person.id)
        store.outbox.put(notice, to=(person,), at=at, after=then - at)


def hand_changed(session: Session, people: Iterable[tuple[Person, datetime]], store: Store, *, at: datetime) -> None:
    """The same to whoever has a seat in a session that has changed: to each at their moment, in place of the file of
    the change before where that waits for the same moment.
    """
    for person, then in people:
        before, now = (
            FileHanded(f"{SEAT}:{session.id} s{sequence}", person.id)
            for sequence in (session.sequence - 1, session.sequence)
        )
        store.outbox.call_off(before, "changed-again", at=at)
        store.outbox.put(now, to=(person,), at=at, after=then - at)


def all_seats(request: Press, store: Store) -> Reply:
    """One file of all sessions to come in which one has a seat."""
    file = _of_all("", request.person, store, request.t, request.at)
    hand_over(ALL, "", request, store)
    return Show(comes(file, request.t))


def _of_seat(ref: str, person: Person, store: Store, t: Translator, at: datetime) -> Handed:
    """As it is when it leaves."""
    session = store.training.session(ref.partition(" ")[0])
    if session is None:
        raise Refusal("not-found")
    mine = store.enrolments.open_for(person.id, session.course)
    there = (mine and mine.session == session.id) or person.id in store.enrolments.attended(session.id)
    course = store.training.courses()[session.course]
    return views.seat(session, course, store.programme, t, at=at, given_up=not there)


def _of_all(_ref: str, person: Person, store: Store, t: Translator, at: datetime) -> Handed:
    ids = {one.session for one in store.enrolments.open_of([person.id]) if one.session}
    # One that was cancelled is in it as such: the file takes it out of the calendar.
    found = sorted((one for one in store.training.some(ids).values() if at < one.at), key=lambda one: one.at)
    if not found:
        raise Refusal("training-no-seats")
    return views.seats(found, store.training.courses(), store.programme, t, at=at)


FILES: Mapping[str, Make] = {SEAT: _of_seat, ALL: _of_all}
