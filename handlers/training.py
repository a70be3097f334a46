"""Training in the chat: what is to do, due and won; a seat, done, can't come; the calendar and a team."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.partners import Partner
from domain.people import Can, Person
from domain.refusal import Refusal
from domain.training import Certificate, Course, Enrolment, Progress, Session, progress
from handlers.replies import Amend, Reply, Show
from handlers.requests import Command, Press, Request
from handlers.training_files import hand_given_up, hand_seat
from handlers.training_planned import plan
from storage.enrolments import by_person
from storage.partners import access_partner
from storage.store import Store
from views import training as views
from views.training import Shown
from views.translator import Translator
from views.vocabulary import Card, Words

NEXT = 5
"""Dates of one course that are offered at once."""


def today_of(person: Person, at: datetime) -> date:
    """The day that this person's clock shows."""
    return at.astimezone(ZoneInfo(person.zone)).date()


# --- what one has to do ---


def show(request: Command | Press, store: Store) -> Reply:
    """What is to do, and what was won."""
    person, today = request.person, today_of(request.person, request.at)
    courses = store.training.courses()
    doing = store.enrolments.open_of([person.id])
    won = _newest(store.enrolments.certificates_of([person.id]))
    seats = store.training.some({one.session for one in doing if one.session})
    coming = store.training.next_of(request.at, {one.course for one in doing})
    to_do = [
        Shown(
            course=courses[one.course],
            enrolment=one,
            session=seats.get(one.session),
            coming=(coming[one.course],) if one.course in coming else (),
        )
        for one in sorted(doing, key=lambda one: (one.due_on or date.max, courses[one.course].name))
    ]
    done = [Shown(course=courses[key], certificate=one) for key, one in won.items()]
    return Show(views.overview(to_do, done, person, request.t, at=request.at, today=today))


def _newest(won: Sequence[Certificate]) -> Mapping[str, Certificate]:
    """Of each course."""
    return {one.course: one for one in reversed(won)}


# --- one course ---


def open_course(request: Press, store: Store) -> Reply:
    """A course, as one stands with it."""
    found = store.training.courses().get(request.ref)
    if found is None or not _won(request.person, found.key, store):
        found = _course(request.ref, request, store)
    return Show(card_of(found, request, store))


def _course(key: str, request: Request, store: Store) -> Course:
    """One that is offered to this person, or that they have to do; not-found alike for missing and other."""
    person = request.person
    found = store.training.courses().get(key)
    if found is None or not (is_offered(found, person, store) or store.enrolments.open_for(person.id, key)):
        raise Refusal("not-found")
    return found


def is_offered(course: Course, person: Person, store: Store) -> bool:
    """Whether this person may take it by themselves."""
    partner = store.partners.get(person.partner) if person.partner else None
    return course.is_for(person, partner)


def _won(person: Person, course: str, store: Store) -> list[Certificate]:
    """Of this course, the newest first."""
    return [one for one in store.enrolments.certificates_of([person.id]) if one.course == course]


def card_of(course: Course, request: Request, store: Store, lead: Words | None = None, *, full: bool = False) -> Card:
    """The course, as whoever asks stands with it now."""
    shown = shown_to(request.person, course, store, request.t, at=request.at, free=full)
    today = today_of(request.person, request.at)
    return views.course(shown, request.t, at=request.at, today=today, lead=lead)


def shown_to(person: Person, course: Course, store: Store, t: Translator, *, at: datetime, free: bool = False) -> Shown:
    """A course as this person stands with it; `free`: with those dates only for which there is a seat."""
    mine = store.enrolments.open_for(person.id, course.key)
    won = _won(person, course.key, store)
    dates = course.open and (mine is not None or is_offered(course, person, store))
    session = store.training.session(mine.session) if mine and mine.session else None
    return Shown(
        course=course,
        enrolment=mine,
        session=session,
        led_by=trainer_of(session, store) if session else "",
        certificate=won[0] if won else None,
        coming=store.training.coming(at, [course.key], free=free, size=NEXT) if dates else (),
        product=store.programme.product(course.product).label(t.language) if course.product else "",
    )


def trainer_of(session: Session, store: Store) -> str:
    """The name of whoever leads it, "" for nobody."""
    person = store.people.get(session.trainer) if session.trainer else None
    return person.name if person and not person.left else ""


def register(request: Press, store: Store) -> Reply:
    """A seat in the session; where none is left, the next ones with one."""
    session = store.training.session(request.ref)
    if session is None:
        raise Refusal("not-found")
    course = _course(session.course, request, store)
    if not (course.open and session.comes(request.at)):
        raise Refusal("training-over")
    before = store.enrolments.open_for(request.person.id, course.key)
    if seat := store.enrolments.seat(request.person.id, session, at=request.at):
        session = store.training.session(session.id) or session  # it may have been moved while the seat was taken
        plan((request.person,), store, at=request.at)
        hand_seat(session, seat, request, store)
        if before and before.session != session.id:
            hand_given_up(before, request.person, store, at=request.at)
        lead = request.t("training-registered", at=session.at)
        return Amend(card_of(course, request, store, lead))
    others = store.training.coming(request.at, [course.key], free=True, size=1)
    lead = request.t("training-full-now" if others else "training-full-none")
    return Amend(card_of(course, request, store, lead, full=True))


def cannot_come(request: Press, store: Store) -> Reply:
    """The seat in this session is somebody else's to take; where they have none in it, how it stands."""
    session = store.training.session(request.ref)
    if session is None:
        raise Refusal("not-found")
    course = _course(session.course, request, store)
    mine = store.enrolments.open_for(request.person.id, course.key)
    if mine is None or mine.session != session.id:
        return Amend(card_of(course, request, store))
    hand_seat(session, store.enrolments.unseat(mine), request, store)
    plan((request.person,), store, at=request.at)
    return Amend(card_of(course, request, store, request.t("training-freed")))


def done(request: Press, store: Store) -> Reply:
    """Done, with a certificate: a module at any time, a session once it has begun."""
    course = _course(request.ref, request, store)
    shown = shown_to(request.person, course, store, request.t, at=request.at)
    if shown.enrolment is None:
        return Amend(card_of(course, request, store))
    if not shown.can_be_done(request.at):
        raise Refusal("training-not-yet")
    ends_on = course.ends_on(today_of(request.person, request.at))
    session = shown.session.id if shown.session and shown.begun(request.at) else ""
    won = store.enrolments.finish(shown.enrolment, at=request.at, ends_on=ends_on, session=session)
    hand_given_up(shown.enrolment, request.person, store, at=request.at)
    plan((request.person,), store, at=request.at)
    store.acts.note(request.person.id, "certificate", won.id, at=request.at, partner=request.person.partner)
    return Amend(card_of(course, request, store, request.t("training-won-now")))


# --- the calendar ---


def calendar(request: Command | Press, store: Store) -> Reply:
    """The sessions to come of all courses that are offered to this person."""
    person, courses = request.person, store.training.courses()
    partner = store.partners.get(person.partner) if person.partner else None
    mine = frozenset(one.session for one in store.enrolments.open_of([person.id]) if one.session)
    offered = store.training.coming(request.at, [key for key, one in courses.items() if one.is_for(person, partner)])
    found = {**{one.id: one for one in offered}, **store.training.some(mine)}
    coming = sorted((one for one in found.values() if one.comes(request.at)), key=lambda one: (one.at, one.key))
    after = request.ref if isinstance(request, Press) else ""
    return Show(views.calendar(coming, courses, mine, request.t, after=after))


# --- a team ---


def team(request: Command, store: Store) -> Reply:
    """One's own team; for the vendor's people that of the partner they name, else their partners, each as a whole."""
    wanted = request.words.strip().casefold()
    seen = store.partners.seen_by(request.person)
    named = [one for one in seen if wanted in (one.key, one.name.casefold())] if wanted else []
    if request.person.partner and not wanted:
        named = [access_partner(store.partners, request.person, request.person.partner)]
    if wanted and not named:
        raise Refusal("not-found")
    return Show(_team_card(named[0], request, store)) if named else _partners(request, store)


def open_team(request: Press, store: Store) -> Reply:
    """The team of a partner, or more of it; without one, one's own or all one's partners."""
    key, _, after = request.ref.partition(" ")
    if key or request.person.partner:
        partner = access_partner(store.partners, request.person, key or request.person.partner)
        return Show(_team_card(partner, request, store, after=after))
    return _partners(request, store)


def more_partners(request: Press, store: Store) -> Reply:
    """The next of them."""
    return _partners(request, store, after=request.ref)


def _team_card(partner: Partner, request: Request, store: Store, *, after: str = "") -> Card:
    people = store.people.team(partner.key)
    far = _far(people, store, request.at)
    found, courses = [(person, far[person.id]) for person in people], store.training.courses()
    asked = _asked_of(partner, people, courses, request, store)
    runs = request.person.may(Can.RUN_TRAINING)
    return views.team(partner, found, request.t, courses=len(courses), asked=asked, after=after, runs=runs)


def _asked_of(
    partner: Partner, people: Sequence[Person], courses: Mapping[str, Course], request: Request, store: Store
) -> Sequence[tuple[str, int]]:
    """The courses whose certificates the partner's tier asks for, each with how many of its people have one."""
    tier = store.programme.tiers.get(partner.tier)
    asked = tier.certificates if tier else ()
    zones = {one.id: today_of(one, request.at) for one in people}
    won = store.enrolments.certificates_of(zones) if asked else ()
    holders = {(one.course, one.person) for one in won if one.valid(zones[one.person])}
    have = Counter(course for course, _ in holders)
    return [(courses[key].name if key in courses else key, have[key]) for key in asked]


def _far(people: Sequence[Person], store: Store, at: datetime) -> Mapping[str, Progress]:
    ids = [person.id for person in people]
    doing: Mapping[str, Iterable[Enrolment]] = by_person(store.enrolments.open_of(ids))
    won: Mapping[str, Iterable[Certificate]] = by_person(store.enrolments.certificates_of(ids))
    return {one.id: progress(doing.get(one.id, ()), won.get(one.id, ()), today_of(one, at)) for one in people}


def _partners(request: Request, store: Store, *, after: str = "") -> Reply:
    seen = store.partners.seen_by(request.person)
    keys = [one.key for one in seen]
    start = keys.index(after) + 1 if after in keys else 0
    page = seen[start : start + views.PAGE]
    found = [(one, sum(_far(store.people.team(one.key), store, request.at).values(), Progress())) for one in page]
    more = page[-1].key if start + views.PAGE < len(seen) else ""
    runs = request.person.may(Can.RUN_TRAINING)
    return Show(views.partners(found, request.t, count=len(seen), after=more, runs=runs))
