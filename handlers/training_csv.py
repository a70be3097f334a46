"""courses.csv, sessions.csv and rules.csv: what can be learned, when, and by whom, read line by line."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import get_args

from domain.people import ROLES, Can
from domain.programme import PartnerType
from domain.refusal import Refusal
from domain.training import Course, Rule, Session
from domain.when import zone
from handlers.cells import listed, name_of
from handlers.kinds import Kind
from handlers.training_planned import change
from storage.store import Store

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
_LINK = re.compile(r"https://[^\s<>|]+")
LONGEST_KEY, LONGEST_LINK, LONGEST_NUMBER = 40, 300, 9
MOST_MONTHS, MOST_MINUTES, MOST_SEATS, MOST_DAYS = 120, 7 * 24 * 60, 100_000, 3650
YES, NO = "yes", "no"


# --- courses ---


def _course(cells: Mapping[str, str], store: Store) -> Course:
    programme = store.programme
    return Course(
        key=_key(cells["course"]),
        name=name_of(cells["name"], longest=75),
        language=_one_of(cells["language"] or programme.language, "language", programme.languages),
        product=_one_of(cells["product"], "product", ["", *programme.products]),
        tier=_one_of(cells["tier"], "tier", ["", *programme.tiers]),
        mandatory=_one_of(cells["mandatory"] or NO, "mandatory", (YES, NO)) == YES,
        valid_months=_number(cells["valid_months"] or "0", "valid_months", 0, MOST_MONTHS),
        link=_link(cells["link"]),
        open=_one_of(cells["state"] or "open", "state", ("open", "closed")) == "open",
    )


def _keep_course(course: Course, store: Store, at: datetime, by: str) -> None:
    store.training.keep_course(course)
    store.acts.note(by, "course", course.key, at=at, open=course.open, valid_months=course.valid_months)


_COURSE = ("name", "language", "product", "tier", "mandatory", "valid_months", "link", "state")

COURSES = Kind[Course](
    name="courses",
    columns=("course", "name", "language", "product", "tier", "mandatory", "valid_months", "link", "state"),
    example=("sensor-basics", "Sensor basics", "en", "", "", "yes", "12", "https://learn.example/sensors", "open"),
    may=Can.IMPORT_TRAINING,
    read=_course,
    key=lambda course: course.key,
    present=lambda store: store.training.courses(),
    differing=lambda new, old: _differing(new, old, {"state": "open"}, _COURSE),
    titled=lambda course: course.name,
    keep=_keep_course,
)


# --- sessions ---


def _session(cells: Mapping[str, str], store: Store) -> Session:
    course = _one_of(cells["course"], "course", store.training.courses())
    return Session(
        course=course,
        key=_key(cells["session"]),
        day=_day(cells["day"]),
        wall=_time(cells["start"]),
        zone=_zone(cells["zone"] or store.programme.zone),
        minutes=_number(cells["minutes"], "minutes", 1, MOST_MINUTES),
        capacity=_number(cells["capacity"], "capacity", 1, MOST_SEATS),
        link=_link(cells["link"]),
        recording=_link(cells["recording"]),
        cancelled=_one_of(cells["state"] or "planned", "state", ("planned", "cancelled")) == "cancelled",
    )


def _keep_session(session: Session, store: Store, at: datetime, by: str) -> None:
    before = store.training.named(session.course, session.key)
    kept = store.training.keep_session(session)
    if before and before.comes(at) and _when(before) != _when(kept):
        change(kept, store, was=before.at, at=at)
    elif before and before.cancelled and kept.comes(at):  # nobody who has a seat waited for the old hour
        change(kept, store, was=kept.at, at=at)
    when = f"{session.day} {session.wall:%H:%M} {session.zone}"
    store.acts.note(by, "session", kept.id, at=at, course=session.course, starts=when, cancelled=session.cancelled)


def _when(session: Session) -> tuple[object, ...]:
    """What its learners must know of at once."""
    return (session.at, session.ends_at, session.link, session.cancelled)


def _named(session: Session) -> str:
    return f"{session.course} {session.key}"


_SESSION = ("day", "start", "zone", "minutes", "capacity", "link", "recording", "state")

SESSIONS = Kind[Session](
    name="sessions",
    columns=(*("course", "session", "day", "start", "zone", "minutes", "capacity", "link", "recording", "state"),),
    example=(
        *("sensor-basics", "spring", "2027-03-04", "10:00", "Europe/Warsaw", "90", "20"),
        *("https://meet.example/sensors", "", "planned"),
    ),
    may=Can.IMPORT_TRAINING,
    read=_session,
    key=_named,
    present=lambda store: {_named(one): one for one in store.training.sessions()},
    differing=lambda new, old: _differing(new, old, {"start": "wall", "state": "cancelled"}, _SESSION),
    titled=lambda session: f"{_named(session)}, {session.day} {session.wall:%H:%M} {session.zone}",
    keep=_keep_session,
)


# --- rules ---


def _rule(cells: Mapping[str, str], store: Store) -> Rule:
    programme = store.programme
    return Rule(
        key=_key(cells["rule"]),
        course=_one_of(cells["course"], "course", store.training.courses()),
        roles=_some_of(cells["roles"], "roles", ROLES),
        tiers=_some_of(cells["tiers"], "tiers", programme.tiers),
        products=_some_of(cells["products"], "products", programme.products),
        regions=_some_of(cells["regions"], "regions", programme.regions),
        partner_types=_some_of(cells["partner_types"], "partner_types", get_args(PartnerType)),
        days=_number(cells["due_days"], "due_days", 1, MOST_DAYS) if cells["due_days"] else None,
        on=_one_of(cells["state"] or "on", "state", ("on", "off")) == "on",
    )


def _keep_rule(rule: Rule, store: Store, at: datetime, by: str) -> None:
    store.training.keep_rule(rule)
    store.acts.note(by, "rule", rule.key, at=at, course=rule.course, on=rule.on)


_RULE = ("course", "roles", "tiers", "products", "regions", "partner_types", "due_days", "state")

RULES = Kind[Rule](
    name="rules",
    columns=("rule", "course", "roles", "tiers", "products", "regions", "partner_types", "due_days", "state"),
    example=("new-reps", "sensor-basics", "partner-rep partner-admin", "", "", "", "", "30", "on"),
    may=Can.IMPORT_TRAINING,
    read=_rule,
    key=lambda rule: rule.key,
    present=lambda store: {rule.key: rule for rule in store.training.rules()},
    differing=lambda new, old: _differing(new, old, {"due_days": "days", "state": "on"}, _RULE),
    titled=lambda rule: f"{rule.key}: {rule.course}",
    keep=_keep_rule,
)


def _differing(new: object, old: object, names: Mapping[str, str], columns: Collection[str]) -> tuple[str, ...]:
    """The columns that differ; `names` are those under which a thing knows some of them."""
    fields = ((column, names.get(column, column)) for column in columns)
    return tuple(column for column, name in fields if getattr(new, name) != getattr(old, name))


# --- cells ---


def _key(text: str) -> str:
    if not _KEY.fullmatch(text) or len(text) > LONGEST_KEY:
        raise Refusal("import-key", given=text, limit=LONGEST_KEY)
    return text


def _one_of(text: str, column: str, allowed: Collection[str]) -> str:
    if text not in allowed:
        raise Refusal("import-option", given=text, column=column, allowed=listed(filter(None, allowed)))
    return text


def _some_of(text: str, column: str, allowed: Collection[str]) -> frozenset[str]:
    return frozenset(_one_of(word, column, allowed) for word in text.split())


def _number(text: str, column: str, least: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else -1
    if not least <= number <= most:
        raise Refusal("import-number", given=text, column=column, least=least, most=most)
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("import-day", given=text) from None


def _time(text: str) -> time:
    if not _TIME.fullmatch(text):
        raise Refusal("import-time", given=text)
    return time.fromisoformat(text.zfill(5))


def _zone(text: str) -> str:
    try:
        return zone(text).key
    except Refusal:
        raise Refusal("import-zone", given=text) from None


def _link(text: str) -> str:
    if text and (not _LINK.fullmatch(text) or len(text) > LONGEST_LINK):
        raise Refusal("import-link", given=text, limit=LONGEST_LINK)
    return text
