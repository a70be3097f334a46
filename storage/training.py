"""What can be learned: courses, the sessions in which they are held, and the rules that assign them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Text, and_, bindparam, func, literal_column, or_, select, update

from domain.training import Course, Rule, Session
from storage.ids import new_id, new_short_code
from storage.tables import Moment, courses, deals, sessions, training_rules
from storage.upsert import insert_new, upsert

_COURSES = select(courses).order_by(courses.c.name, courses.c.key)
_RULES = select(training_rules).order_by(training_rules.c.key)
_SESSIONS = select(sessions).order_by(sessions.c.at, sessions.c.key)
_ALL_COMING = _SESSIONS.where(sessions.c.at > bindparam("now"), ~sessions.c.cancelled)
_COMING_OF = _ALL_COMING.where(sessions.c.course.in_(bindparam("of_courses", expanding=True))).limit(bindparam("size"))
_FREE_OF = _COMING_OF.where(sessions.c.taken < sessions.c.capacity)
_SOONEST = (
    select(sessions.c.course, func.min(sessions.c.at).label("soonest"))
    .where(
        sessions.c.at > bindparam("now", type_=Moment),
        ~sessions.c.cancelled,
        sessions.c.course.in_(bindparam("of_courses", expanding=True)),
    )
    .group_by(sessions.c.course)
    .subquery()
)
_NEXT_OF = (
    select(sessions)
    .join(_SOONEST, (sessions.c.course == _SOONEST.c.course) & (sessions.c.at == _SOONEST.c.soonest))
    .where(~sessions.c.cancelled)
)
_ONE = select(sessions).where(sessions.c.id == bindparam("of"))
_SOME = select(sessions).where(sessions.c.id.in_(bindparam("some", expanding=True)))
_NAMED = select(sessions).where(sessions.c.course == bindparam("of_course"), sessions.c.key == bindparam("named"))
_CHANGE = update(sessions).where(sessions.c.id == bindparam("of"))
_BETWEEN = (
    select(sessions)
    .where(
        sessions.c.at >= bindparam("start", type_=Moment),
        sessions.c.at < bindparam("end", type_=Moment),
        or_(bindparam("led_by", type_=Text) == "", sessions.c.trainer == bindparam("led_by", type_=Text)),
    )
    .order_by(sessions.c.at.desc(), sessions.c.id)
    .limit(bindparam("size"))
)
_BETWEEN_AFTER = _BETWEEN.where(
    or_(
        sessions.c.at < bindparam("last_at", type_=Moment),
        and_(sessions.c.at == bindparam("last_at", type_=Moment), sessions.c.id > bindparam("last")),
    )
)
# The second condition is that of the index.
_CODED = select(sessions).where(
    sessions.c.code == bindparam("letters"), sessions.c.code != literal_column("''", Text()), ~sessions.c.cancelled
)
_GIVE_CODE = update(sessions).where(sessions.c.id == bindparam("of"), sessions.c.code == "")
_CODE = select(sessions.c.code).where(sessions.c.id == bindparam("of"))
_SOLD = (
    select(deals.c.partner, deals.c.product).where(deals.c.partner.in_(bindparam("sellers", expanding=True))).distinct()
)
_OPEN = select(courses.c.key).where(courses.c.open).order_by(courses.c.key)


Coming = Row[Any]
"""A session as it stands in the table."""


class Training:
    """Kept by import, read by everybody."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self) -> str:
        """Another word after a rule has changed, or a course was opened or closed."""
        rows = [[tuple(row) for row in self._connection.execute(one)] for one in (_RULES, _OPEN)]
        return sha256(repr(rows).encode()).hexdigest()

    def sold(self, partners: Collection[str]) -> Mapping[str, frozenset[str]]:
        """By each of these partners, for which products deals were registered."""
        found: dict[str, frozenset[str]] = {}
        for row in self._connection.execute(_SOLD, {"sellers": sorted(partners)}):
            found[row.partner] = found.get(row.partner, frozenset()) | {row.product}
        return found

    def courses(self) -> Mapping[str, Course]:
        """All of them, closed ones too, by key; in the order of their names."""
        return {row.key: _course(row) for row in self._connection.execute(_COURSES)}

    def rules(self) -> tuple[Rule, ...]:
        """All of them, those that are off too."""
        return tuple(map(_rule, self._connection.execute(_RULES)))

    def sessions(self) -> tuple[Session, ...]:
        """All of them, in their order."""
        return tuple(map(_session, self._connection.execute(_SESSIONS)))

    def coming(
        self, at: datetime, courses: Collection[str], *, free: bool = False, size: int = 100
    ) -> tuple[Session, ...]:
        """Those of these courses that have not begun, the soonest first; `free`: with a seat left."""
        asked = {"now": at, "size": size, "of_courses": sorted(courses)}
        return tuple(map(_session, self._connection.execute(_FREE_OF if free else _COMING_OF, asked)))

    def next_of(self, at: datetime, courses: Collection[str]) -> Mapping[str, Session]:
        """The one that comes next of each of these courses, however many the others have."""
        asked = {"now": at, "of_courses": sorted(courses)}
        return {row.course: _session(row) for row in self._connection.execute(_NEXT_OF, asked)}

    def session(self, session_id: str) -> Session | None:
        """The session with this id."""
        row = self._connection.execute(_ONE, {"of": session_id}).first()
        return _session(row) if row else None

    def between(
        self, start: datetime, end: datetime, *, size: int, after: Session | None = None, trainer: str = ""
    ) -> tuple[Session, ...]:
        """The next that begin in this stretch, the newest first: of all courses, or those that this `trainer` leads."""
        asked: dict[str, object] = {"start": start, "end": end, "size": size, "led_by": trainer}
        if after is None:
            return tuple(map(_session, self._connection.execute(_BETWEEN, asked)))
        asked |= {"last_at": after.at, "last": after.id}
        return tuple(map(_session, self._connection.execute(_BETWEEN_AFTER, asked)))

    def coded(self, code: str) -> tuple[Session, ...]:
        """Those in which this code is said, whenever that is."""
        return tuple(map(_session, self._connection.execute(_CODED, {"letters": code})))

    def code_of(self, session: Session) -> str:
        """What is said in it: made when somebody asks first, and the same from then on."""
        self._connection.execute(_GIVE_CODE.values(code=new_short_code()), {"of": session.id})
        return str(self._connection.execute(_CODE, {"of": session.id}).scalar_one())

    def keep_trainer(self, session: Session, person: str) -> None:
        """This person leads it from now on, or nobody."""
        self._connection.execute(_CHANGE.values(trainer=person), {"of": session.id})

    def some(self, ids: Collection[str]) -> Mapping[str, Session]:
        """Those with these ids."""
        rows = self._connection.execute(_SOME, {"some": sorted(ids)}) if ids else ()
        return {row.id: _session(row) for row in rows}

    def keep_course(self, course: Course) -> None:
        """Add it, or change the one with its key."""
        values: dict[str, object] = {name: getattr(course, name) for name in _COURSE}
        upsert(self._connection, courses, {"key": course.key}, values)

    def keep_rule(self, rule: Rule) -> None:
        """Add it, or change the one with its key."""
        values: dict[str, object] = {name: " ".join(sorted(getattr(rule, name))) for name in _SETS}
        values |= {"course": rule.course, "days": rule.days, "on": rule.on}
        upsert(self._connection, training_rules, {"key": rule.key}, values)

    def named(self, course: str, key: str) -> Session | None:
        """The session of this course with this key."""
        row = self._connection.execute(_NAMED, {"of_course": course, "named": key}).first()
        return _session(row) if row else None

    def all_coming(self, at: datetime) -> Sequence[Coming]:
        """All that are still to come, each with the moment as it was counted last."""
        return self._connection.execute(_ALL_COMING, {"now": at}).all()

    def realigned(self, row: Coming) -> Session | None:
        """Kept, where its wall time is another moment by the rules of zones of now; None where it is the same."""
        one = _session(row)
        if one.at == row.at:
            return None
        self._connection.execute(_CHANGE, {"of": one.id, "at": one.at, "sequence": one.sequence + 1})
        return replace(one, sequence=one.sequence + 1)

    def keep_session(self, session: Session) -> Session:
        """Add it, or change the one of its course with its key, whose seats stay taken; as it is then."""
        row = _session_row(session)
        named = {"of_course": session.course, "named": session.key}
        new = {**row, "id": new_id(), "course": session.course, "key": session.key, "taken": 0, "sequence": 0}
        if not insert_new(self._connection, sessions, new):
            there = self._connection.execute(_NAMED, named).one()
            changed = {**row, "sequence": sessions.c.sequence + 1}
            self._connection.execute(_CHANGE.values(changed), {"of": there.id})
        return _session(self._connection.execute(_NAMED, named).one())


_COURSE = ("name", "language", "product", "tier", "mandatory", "valid_months", "link", "open")
_SETS = ("roles", "tiers", "products", "regions", "partner_types")


def _session_row(session: Session) -> dict[str, Any]:
    kept = ("day", "zone", "at", "minutes", "capacity", "link", "recording", "cancelled")
    return {**{name: getattr(session, name) for name in kept}, "wall": session.wall.isoformat("minutes")}


def _course(row: Row[Any]) -> Course:
    return Course(key=row.key, **{name: getattr(row, name) for name in _COURSE})


def _rule(row: Row[Any]) -> Rule:
    sets = {name: frozenset(getattr(row, name).split()) for name in _SETS}
    return Rule(key=row.key, course=row.course, days=row.days, on=row.on, **sets)


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        course=row.course,
        key=row.key,
        day=row.day,
        wall=time.fromisoformat(row.wall),
        zone=row.zone,
        minutes=row.minutes,
        capacity=row.capacity,
        link=row.link,
        recording=row.recording,
        cancelled=row.cancelled,
        taken=row.taken,
        sequence=row.sequence,
        trainer=row.trainer,
    )
