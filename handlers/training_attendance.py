"""Who was there: by a code said in the session, by the list of who runs it, by a file, or by a meeting platform."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from domain.notices.training import TrainingAttended
from domain.people import Can, Person
from domain.refusal import Refusal
from domain.training import Certificate, Course, Enrolment, Session
from handlers.deals_told import AsOf, Worded
from handlers.replies import Amend, Correct, OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from handlers.training import card_of, is_offered, shown_to, today_of, trainer_of
from handlers.training_files import hand_given_up
from handlers.training_planned import plan
from storage.ids import read_short_code
from storage.store import Store
from views import training as course_views
from views import training_attendance as views
from views.common import refused
from views.translator import Translator
from views.vocabulary import Card, Form

TRIES, WINDOW = 10, timedelta(hours=1)
"""So many codes one person may try in this time."""
LATELY, SOON = timedelta(days=14), timedelta(days=1)
"""Sessions that began so long ago, or begin so soon, are listed for those who run them."""


def attend(session: Session, people: Iterable[Person], store: Store, *, at: datetime, by: str) -> list[Certificate]:
    """These people were in this session: each has done its course, with a certificate; again changes nothing.

    The one way in for whatever knows of it: a code, a list, a file, a meeting platform. `by` is a person's id, or
    whoever else says so, for the audit. Refusal training-not-yet before it begins, or where it was cancelled.
    """
    if session.cancelled or at < session.code_from:
        raise Refusal("training-not-yet")
    course, some = store.training.courses()[session.course], sorted(people, key=lambda one: one.id)
    doing = {one.person: one for one in store.enrolments.open_of([one.id for one in some]) if one.course == course.key}
    # All of them in their one order, those whose seats become free too.
    store.enrolments.hold(session.id, *(one.session for one in doing.values()))
    there = store.enrolments.attended(session.id)
    coming = [one for one in some if one.id not in there and not one.left]
    won = [found for one in coming if (found := _credit(one, doing.get(one.id), course, session, store, at=at, by=by))]
    plan(coming, store, at=at)
    return won


def _credit(
    person: Person, doing: Enrolment | None, course: Course, session: Session, store: Store, *, at: datetime, by: str
) -> Certificate | None:
    """None where they have done it otherwise by now, or somebody else goes on changing it: then it is said again."""
    ends_on = course.ends_on(today_of(person, session.at))
    for mine in _as_it_is(person, doing, course, store, at=at):
        with suppress(Refusal):
            won = store.enrolments.finish(mine, at=min(at, session.ends_at), ends_on=ends_on, session=session.id)
            store.acts.note(by, "certificate", won.id, at=at, partner=person.partner)
            if mine.session != session.id:
                hand_given_up(mine, person, store, at=at)
            return won
    return None


def _as_it_is(
    person: Person, doing: Enrolment | None, course: Course, store: Store, *, at: datetime
) -> Iterator[Enrolment]:
    """What they have to do as it was read; and as it is, once somebody else has changed it since."""
    if mine := doing or store.enrolments.assign(person.id, course.key, at=at):
        yield mine
    if mine := store.enrolments.open_for(person.id, course.key):
        yield mine


def tell(won: Iterable[Certificate], store: Store, *, at: datetime) -> None:
    """Whoever did not say so themselves hears of it."""
    for one in won:
        person = store.people.get(one.person)
        if person is not None:
            store.outbox.put(TrainingAttended(one.id), to=(person,), at=at)


# --- by a code ---


def code(request: Command, store: Store) -> Reply:
    """The code that was said in the session; without one, the form for it."""
    if not request.words.strip():
        return OpenForm(views.code_form(request.t))
    return _with_code(request, store, request.words)


def code_form(request: Press, store: Store) -> Reply:
    """Asks for the code."""
    return OpenForm(views.code_form(request.t))


def code_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.code_form(request.t, request.values.get("code", ""))


def send_code(request: Submission, store: Store) -> Reply:
    """The code that was typed into the form."""
    return _with_code(request, store, request.values.get("code", ""))


def _with_code(request: Command | Submission, store: Store, typed: str) -> Reply:
    """A wrong code is an answer, not a Refusal: a Refusal would undo that the try was counted."""
    letters = read_short_code(typed)
    if letters:
        store.people.count_try(request.person.id, "attendance", at=request.at, limit=TRIES, window=WINDOW)
    session = _coded(letters, request, store)
    if session is None:
        form = views.code_form(request.t, typed[: views.LONGEST])
        return Correct(replace(form, errors={"code": refused(Refusal("training-code-wrong"), request.t)}))
    won = attend(session, (request.person,), store, at=request.at, by=request.person.id)
    if not won and request.person.id not in store.enrolments.attended(session.id):
        raise Refusal("training-changed")
    course = store.training.courses()[session.course]
    return Show(card_of(course, request, store, request.t("training-attended")))


def _coded(letters: str, request: Request, store: Store) -> Session | None:
    """The session in which this is said now, of a course that this person may take, has to do, or has just done."""
    courses = store.training.courses()
    for one in store.training.coded(letters) if letters else ():
        if one.takes_code(request.at) and _is_theirs(one, courses[one.course], request.person, store):
            return one
    return None


def _is_theirs(session: Session, course: Course, person: Person, store: Store) -> bool:
    return (
        is_offered(course, person, store)
        or store.enrolments.open_for(person.id, course.key) is not None
        or person.id in store.enrolments.attended(session.id)
    )


# --- by the list ---


def sessions(request: Command | Press, store: Store) -> Reply:
    """Those of these days, the newest first: all of them, or those that one leads."""
    last = store.training.session(request.ref) if isinstance(request, Press) else None
    led_by = "" if request.person.may(Can.RUN_TRAINING) else request.person.id
    found = store.training.between(
        request.at - LATELY, request.at + SOON, after=last, size=views.PAGE + 1, trainer=led_by
    )
    if led_by and not found:
        raise Refusal("training-leads-none")
    return Show(views.sessions(found, store.training.courses(), request.t))


def open_session(request: Press, store: Store) -> Reply:
    """Its code, who was there, and who has a seat."""
    session, _, after = request.ref.partition(" ")
    return Show(_list(access_session(session, request.person, store), request, store, after=after))


def access_session(session_id: str, person: Person, store: Store) -> Session:
    """One whose list this person may see: their own, or any of whoever runs training; Refusal("not-found") alike for
    missing and forbidden.
    """
    session = store.training.session(session_id)
    if session is None or not (person.may(Can.RUN_TRAINING) or session.is_led_by(person)):
        raise Refusal("not-found")
    return session


def _list(session: Session, request: Request, store: Store, *, after: str = "") -> Card:
    seated = _within(store.enrolments.seated(session.id), session, request, store)
    there = _within(map(store.people.get, store.enrolments.attended(session.id)), session, request, store)
    return views.attendance(
        session,
        store.training.courses()[session.course],
        request.t,
        code=store.training.code_of(session) if session.takes_code(max(request.at, session.code_from)) else "",
        seated=[(one, _company(one, store)) for one in seated],
        there=len(there),
        begun=request.at >= session.at and not session.cancelled,
        led_by=trainer_of(session, store),
        after=after,
    )


def _within(people: Iterable[Person | None], session: Session, request: Request, store: Store) -> Sequence[Person]:
    """Those whom this person may see: all, in what they lead; else the vendor's own, and partners' within scope."""
    if session.is_led_by(request.person):
        return [one for one in people if one]
    keys = {one.key for one in store.partners.seen_by(request.person)}
    return [one for one in people if one and (not one.partner or one.partner in keys)]


def _company(person: Person, store: Store) -> str:
    partner = store.partners.get(person.partner) if person.partner else None
    return partner.name if partner else store.programme.name


def absent(request: Press, store: Store) -> Reply:
    """Somebody was not there: their seat is nobody's any more, and what was assigned is still to be done."""
    session_id, _, person_id = request.ref.partition(" ")
    session = _begun(session_id, request, store)
    for person in _within((store.people.get(person_id),), session, request, store):
        mine = store.enrolments.open_for(person.id, session.course)
        if mine and mine.session == session.id:
            store.enrolments.unseat(mine)
            plan((person,), store, at=request.at)
            store.acts.note(request.person.id, "absent", person.id, at=request.at, partner=person.partner)
    return Amend(_list(session, request, store))


def all_there(request: Press, store: Store) -> Reply:
    """Everybody who still has a seat was there."""
    session = _begun(request.ref, request, store)
    people = _within(store.enrolments.seated(session.id), session, request, store)
    tell(attend(session, people, store, at=request.at, by=request.person.id), store, at=request.at)
    return Amend(_list(session, request, store))


def _begun(session_id: str, request: Press, store: Store) -> Session:
    session = access_session(session_id, request.person, store)
    if session.cancelled or request.at < session.at:
        raise Refusal("training-not-yet")
    return session


# --- in words ---


def _attended(certificate_id: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """To a learner: somebody else has said that they were there."""
    won = store.enrolments.certificate(certificate_id)
    if won is None or won.person != reader.id:
        raise Refusal("not-found")
    shown = shown_to(reader, store.training.courses()[won.course], store, t, at=at)
    return course_views.course(shown, t, at=at, today=today_of(reader, at), lead=t("training-attended"))


NOTICES: Mapping[str, Worded] = {TrainingAttended.kind: AsOf(_attended)}
