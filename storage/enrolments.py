"""Who takes what: assigned, registered, done; and the certificates that were won."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Row,
    Text,
    and_,
    bindparam,
    exists,
    insert,
    literal_column,
    select,
    update,
)

from domain.people import Person
from domain.refusal import Refusal
from domain.training import OPEN, Certificate, Enrolment, Session, Standing
from storage.ids import new_id
from storage.people import person_of
from storage.tables import Moment, certificates, courses, enrolments, persons, sessions
from storage.upsert import insert_new

T = TypeVar("T", Enrolment, Certificate)

# Written out, and not as a parameter: only so do the databases see that their indexes of what is open hold all of it.
_SAID = {standing: literal_column(f"'{standing}'", Text()) for standing in Standing}
_IS_OPEN = enrolments.c.standing.in_([_SAID[standing] for standing in OPEN])
_OF_PEOPLE: BindParameter[str] = bindparam("people", expanding=True)
_OPEN_OF = select(enrolments).where(enrolments.c.person.in_(_OF_PEOPLE), _IS_OPEN).order_by(enrolments.c.id)
_OPEN_FOR = select(enrolments).where(
    enrolments.c.person == bindparam("whose"), enrolments.c.course == bindparam("of_course"), _IS_OPEN
)
_CERTIFICATES_OF = (
    select(certificates)
    .where(certificates.c.person.in_(_OF_PEOPLE))
    .order_by(certificates.c.won_at.desc(), certificates.c.id)
)
# What has ended counts too, and a course that is closed by now.
_CERTIFICATES_FOR = (
    select(certificates)
    .join(courses, courses.c.key == certificates.c.course)
    .where(certificates.c.person == bindparam("whose"), courses.c.product == bindparam("of_product"))
)
_CERTIFICATES_AND_PRODUCTS = (
    select(certificates, courses.c.product)
    .join(courses, courses.c.key == certificates.c.course)
    .where(certificates.c.person == bindparam("whose"), courses.c.product != "")
)
_ONE = select(enrolments).where(enrolments.c.id == bindparam("of"))
_SEATED = (
    select(persons)
    .join(enrolments, enrolments.c.person == persons.c.id)
    .where(enrolments.c.session == bindparam("of_session"), enrolments.c.standing == _SAID[Standing.REGISTERED])
    .order_by(persons.c.id)
)
_DONE_THERE = and_(enrolments.c.standing == _SAID[Standing.DONE], enrolments.c.session != literal_column("''", Text()))
_ATTENDED = select(enrolments.c.person).where(enrolments.c.session == bindparam("of_session"), _DONE_THERE)
_ATTENDANCES = select(enrolments.c.session, enrolments.c.person).where(_DONE_THERE)
_NEWER = certificates.alias("newer")
_LAPSING = (
    select(certificates)
    .join(persons, persons.c.id == certificates.c.person)
    .where(
        certificates.c.ends_on >= bindparam("since"),
        certificates.c.ends_on <= bindparam("until"),
        persons.c.organisation.in_(bindparam("partners", expanding=True)),
        persons.c.left_at.is_(None),
        ~exists(
            select(_NEWER.c.id).where(
                _NEWER.c.person == certificates.c.person,
                _NEWER.c.course == certificates.c.course,
                _NEWER.c.won_at > certificates.c.won_at,
            )
        ),
    )
    .order_by(certificates.c.ends_on, certificates.c.id)
)
_WITH_PEOPLE = _LAPSING.with_only_columns(persons, maintain_column_froms=True).order_by(None).distinct()
_CERTIFICATE = select(certificates).where(certificates.c.id == bindparam("of"))
_CHANGE = update(enrolments).where(
    and_(enrolments.c.id == bindparam("of"), enrolments.c.version == bindparam("seen"), _IS_OPEN)
)
_TAKE_SEAT = (
    update(sessions)
    .where(
        sessions.c.id == bindparam("of"),
        sessions.c.taken < sessions.c.capacity,
        sessions.c.at > bindparam("now", type_=Moment),
        ~sessions.c.cancelled,
    )
    .values(taken=sessions.c.taken + 1)
)
# Sessions are locked before the enrolments that sit in them, and in one order: of two learners who change places each
# would wait for the seat that the other has taken, and of two presses of one learner for what the other has changed.
_HOLD = (
    select(sessions.c.id)
    .where(sessions.c.id.in_(bindparam("held", expanding=True)))
    .order_by(sessions.c.id)
    .with_for_update()
)
_FREE_SEAT = update(sessions).where(sessions.c.id == bindparam("of")).values(taken=sessions.c.taken - 1)
_SIT = update(sessions).where(sessions.c.id == bindparam("of")).values(taken=sessions.c.taken + 1)
_WIN = insert(certificates)
_LEARNERS = select(persons).where(persons.c.id > bindparam("after")).order_by(persons.c.id).limit(bindparam("size"))

# Whoever is being changed by another is left to the next look. The condition is that of the index.
_CHANGED = (
    select(persons)
    .where(persons.c.changed == literal_column("1", Integer()))
    .order_by(persons.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
    .with_for_update(skip_locked=True)
)
_THESE = update(persons).where(persons.c.id.in_(_OF_PEOPLE))
_UNSEEN_OF = update(persons).where(persons.c.organisation.in_(bindparam("partners", expanding=True))).values(changed=1)
_SEEN, _UNSEEN = _THESE.values(changed=0), _THESE.values(changed=1)


class Enrolments:
    """One open a person and course; of two changes at once one counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, enrolment_id: str) -> Enrolment | None:
        """The one with this id."""
        row = self._connection.execute(_ONE, {"of": enrolment_id}).first()
        return _enrolment(row) if row else None

    def open_for(self, person: str, course: str) -> Enrolment | None:
        """What this person has still to do of this course."""
        row = self._connection.execute(_OPEN_FOR, {"whose": person, "of_course": course}).first()
        return _enrolment(row) if row else None

    def open_of(self, people: Collection[str]) -> tuple[Enrolment, ...]:
        """What these people have still to do."""
        return tuple(map(_enrolment, self._connection.execute(_OPEN_OF, {"people": sorted(people)})))

    def certificates_of(self, people: Collection[str]) -> tuple[Certificate, ...]:
        """What they have won, the newest first; what has ended too."""
        return tuple(map(_certificate, self._connection.execute(_CERTIFICATES_OF, {"people": sorted(people)})))

    def certificates_for(self, person: str, product: str) -> tuple[Certificate, ...]:
        """What this person has won of a product's courses; what has ended too."""
        asked = {"whose": person, "of_product": product}
        return tuple(map(_certificate, self._connection.execute(_CERTIFICATES_FOR, asked)))

    def certificates_by_product(self, person: str) -> Mapping[str, Sequence[Certificate]]:
        """What this person has won, by the product of the course; what has ended too."""
        found: dict[str, list[Certificate]] = {}
        for row in self._connection.execute(_CERTIFICATES_AND_PRODUCTS, {"whose": person}):
            found.setdefault(row.product, []).append(_certificate(row))
        return found

    def seated(self, session_id: str) -> tuple[Person, ...]:
        """Who has a seat in this session, by id."""
        return tuple(map(person_of, self._connection.execute(_SEATED, {"of_session": session_id})))

    def attended(self, session_id: str) -> frozenset[str]:
        """The ids of those who were in this session."""
        return frozenset(self._connection.execute(_ATTENDED, {"of_session": session_id}).scalars())

    def attendances(self) -> Iterable[tuple[str, str]]:
        """Who was in which session, each a session and a person."""
        return [(row.session, row.person) for row in self._connection.execute(_ATTENDANCES)]

    def lapsing(self, partners: Collection[str], *, since: date, until: date) -> Sequence[tuple[Person, Certificate]]:
        """Of these partners' people: certificates that end in this stretch and were not won anew; what ends first."""
        asked = {"partners": sorted(partners), "since": since, "until": until}
        people = {row.id: person_of(row) for row in self._connection.execute(_WITH_PEOPLE, asked)}
        found = map(_certificate, self._connection.execute(_LAPSING, asked))
        return [(people[one.person], one) for one in found if one.person in people]

    def certificate(self, certificate_id: str) -> Certificate | None:
        """The one with this id."""
        row = self._connection.execute(_CERTIFICATE, {"of": certificate_id}).first()
        return _certificate(row) if row else None

    def learners(self, after: str, *, size: int) -> tuple[Person, ...]:
        """The next people, by id; those who have left too."""
        return tuple(map(person_of, self._connection.execute(_LEARNERS, {"after": after, "size": size})))

    def changed(self, *, size: int, beyond: int = 0) -> tuple[Person, ...]:
        """Some who have come, left or changed and were not looked at since."""
        return tuple(map(person_of, self._connection.execute(_CHANGED, {"size": size, "beyond": beyond})))

    def looked_at(self, people: Collection[str]) -> None:
        """They count as looked at from now on."""
        self._connection.execute(_SEEN, {"people": sorted(people)})

    def look_again(self, people: Collection[str]) -> None:
        """They count as changed: something of theirs was in somebody else's hands."""
        if people:
            self._connection.execute(_UNSEEN, {"people": sorted(people)})

    def look_again_at(self, partners: Collection[str]) -> None:
        """The same of all their people."""
        if partners:
            self._connection.execute(_UNSEEN_OF, {"partners": sorted(partners)})

    def assign(
        self,
        person: str,
        course: str,
        *,
        at: datetime,
        rule: str = "",
        due_on: date | None = None,
        since_on: date | None = None,
    ) -> Enrolment | None:
        """Something more to do; None where it was there already."""
        new = Enrolment(
            id=new_id(), person=person, course=course, since=at, rule=rule, due_on=due_on, since_on=since_on
        )
        return new if insert_new(self._connection, enrolments, _row(new)) else None

    def seat(self, person: str, session: Session, *, at: datetime) -> Enrolment | None:
        """Registered for this session, and no longer for another of its course; None where no seat is left.

        Of several who take the last seat one gets it. Refusal training-changed where somebody was quicker elsewhere.
        """
        mine = self.open_for(person, session.course)
        if mine and mine.session == session.id:
            return mine
        if mine and mine.session:
            self.hold(mine.session, session.id)
        if not self._connection.execute(_TAKE_SEAT, {"of": session.id, "now": at}).rowcount:
            return None
        mine = mine or self.assign(person, session.course, at=at)
        if mine is None:
            raise Refusal("training-changed")
        return self._change(mine, standing=Standing.REGISTERED, session=session.id)

    def unseat(self, enrolment: Enrolment) -> Enrolment:
        """Registered for nothing any more; what was assigned stays to be done, what was wished for is dropped."""
        standing = Standing.ASSIGNED if enrolment.rule else Standing.DROPPED
        self.hold(enrolment.session)
        return self._change(enrolment, standing=standing, session="")

    def drop(self, enrolment: Enrolment) -> Enrolment:
        """Nothing to do any more."""
        self.hold(enrolment.session)
        return self._change(enrolment, standing=Standing.DROPPED, session="")

    def confirm(
        self, enrolment: Enrolment, *, rule: str, due_on: date | None, since_on: date | None = None
    ) -> Enrolment:
        """Assigned by a rule, or by another, or due on another day."""
        values = {"rule": rule, "due_on": due_on, "since_on": since_on}
        changed = replace(enrolment, rule=rule, due_on=due_on, since_on=since_on)
        return enrolment if changed == enrolment else self._change(enrolment, **values)

    def finish(self, enrolment: Enrolment, *, at: datetime, ends_on: date | None, session: str = "") -> Certificate:
        """Done, with a certificate, in this session; a seat in another, or one that was not needed, is free."""
        self.hold(enrolment.session, session)
        done = self._change(enrolment, standing=Standing.DONE, done_at=at, session=session)
        won = Certificate(id=new_id(), person=done.person, course=done.course, won_at=at, ends_on=ends_on)
        if session and session != enrolment.session:
            self._connection.execute(_SIT, {"of": session})
        row = {"id": won.id, "person": won.person, "course": won.course, "won_at": at, "ends_on": ends_on}
        self._connection.execute(_WIN, {**row, "enrolment": done.id})
        return won

    def hold(self, *some: str) -> None:
        """Whoever else changes who sits in these sessions, or was there, waits."""
        held = sorted(filter(None, some))
        if held:
            self._connection.execute(_HOLD, {"held": held})

    def _change(self, seen: Enrolment, **values: object) -> Enrolment:
        """As seen, and now with these values; the seat that it had is free where it has none, or another."""
        row = {**values, "version": seen.version + 1}
        if not self._connection.execute(_CHANGE, {"of": seen.id, "seen": seen.version, **row}).rowcount:
            raise Refusal("training-changed")
        if seen.session and values.get("session", seen.session) != seen.session:
            self._connection.execute(_FREE_SEAT, {"of": seen.session})
        now = self.get(seen.id)
        assert now is not None, "enrolments stay"
        return now


def by_person(some: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    """The same, by whose they are."""
    found: dict[str, list[T]] = {}
    for one in some:
        found.setdefault(one.person, []).append(one)
    return {person: tuple(theirs) for person, theirs in found.items()}


def _row(one: Enrolment) -> dict[str, Any]:
    return {
        "id": one.id,
        "person": one.person,
        "course": one.course,
        "since": one.since,
        "standing": one.standing.value,
        "session": one.session,
        "rule": one.rule,
        "due_on": one.due_on,
        "since_on": one.since_on,
        "version": one.version,
        "done_at": None,
    }


def _enrolment(row: Row[Any]) -> Enrolment:
    return Enrolment(
        id=row.id,
        person=row.person,
        course=row.course,
        since=row.since,
        standing=Standing(row.standing),
        session=row.session,
        rule=row.rule,
        due_on=row.due_on,
        since_on=row.since_on,
        version=row.version,
    )


def _certificate(row: Row[Any]) -> Certificate:
    return Certificate(id=row.id, person=row.person, course=row.course, won_at=row.won_at, ends_on=row.ends_on)
