"""A school year by the clock: people in thirty zones, sessions that are moved, and two processes that are killed."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from holidays import country_holidays
from sqlalchemy import Row, event, func, select, update

from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found
from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.training import Session
from domain.when import QuietHours
from handlers.chores import CHORES
from storage.copies import CopyState
from storage.database import Database
from storage.people import Known
from storage.tables import copies, notices, training_reminders
from tests.handlers.learning import imports
from tests.office import NOON
from views.vocabulary import Card

ZONES = {
    "Europe/Warsaw": "PL", "Europe/Berlin": "DE", "Europe/London": "GB", "Europe/Lisbon": "PT", "Europe/Paris": "FR",
    "Europe/Madrid": "ES", "Europe/Rome": "IT", "Europe/Stockholm": "SE", "Europe/Helsinki": "FI",
    "Europe/Athens": "GR", "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US",
    "America/Los_Angeles": "US", "America/Phoenix": "US", "America/Sao_Paulo": "BR", "America/Toronto": "CA",
    "America/St_Johns": "CA", "America/Mexico_City": "MX", "America/Santiago": "CL", "America/Bogota": "CO",
    "Asia/Tokyo": "JP", "Asia/Kolkata": "IN", "Asia/Singapore": "SG", "Asia/Seoul": "KR", "Australia/Sydney": "AU",
    "Australia/Adelaide": "AU", "Pacific/Auckland": "NZ", "Africa/Johannesburg": "ZA", "Africa/Lagos": "NG",
}  # fmt: skip
QUIET = (QuietHours(time(20), time(8)), QuietHours(time(17, 30), time(10)), QuietHours(time(22), time(6)))
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)
KINDS = {"training-reminded", "training-reminded-alone", "training-soon"}
CHORES_OF_TRAINING = ("look at learners", "plan reminders", "remind learners")


class Killed(BaseException):
    """The process is gone, at this statement or before this send."""


@dataclass
class Process:
    """One that ticks and delivers, until it is killed; then it has forgotten everything."""

    database: Database
    dispatch: Dispatch
    messenger: "Chats"
    chance: random.Random
    courier: Courier = field(init=False)
    left: int = 0
    """How many statements from now it is killed; 0 where it lives."""

    def __post_init__(self) -> None:
        self.begins()

    def begins(self) -> None:
        self.courier = Courier(self.dispatch, {Platform.WEB: self.messenger})

    def counts(self, *_: object) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                raise Killed

    async def works(self, at: datetime, *, dies: bool) -> None:
        """A round of the clock and of the courier; where it dies, what it had in hand is nobody's for a while."""
        self.left = self.chance.randint(1, 60) if dies else 0
        try:
            for name in CHORES_OF_TRAINING:
                while self._does(name, at):
                    pass
            while await self.courier.deliver_due():
                pass
        except Killed:
            self.begins()
            with self.database.engine.begin() as connection:
                connection.execute(update(copies).values(lease=0.0))
        finally:
            self.left = 0

    def _does(self, name: str, at: datetime) -> bool:
        with self.database.write() as store:
            return bool(CHORES[name](at, store))


@contextmanager
def killable(process: Process) -> Iterator[None]:
    """Before each of its statements it may be the last one."""
    event.listen(process.database.engine, "before_cursor_execute", process.counts)
    try:
        yield
    finally:
        event.remove(process.database.engine, "before_cursor_execute", process.counts)


@dataclass
class Chats:
    """What people have got, and when; a process may be killed right before and right after each."""

    now: Callable[[], datetime]
    sent: dict[str, datetime] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        if key in self.sent:
            self.twice.append(key)
        self.sent[key] = self.now()
        return replace(address, conversation=f"dm:{address.user}", message=key)

    async def amend(self, address: Address, card: Card) -> None:
        """Nothing is kept of what they say."""

    async def retract(self, address: Address) -> None:
        """Nor is anything taken back."""

    async def find(self, address: Address, *, key: str, since: datetime) -> Found:
        there = replace(address, conversation=f"dm:{address.user}", message=key)
        return Found(there) if key in self.sent else Found()


# --- what is meant, by another way than ours ---


def intended(person: Person, start: datetime) -> dict[str, datetime]:
    """When this person is to hear of a session that begins then: by their clock, calendar and rest."""
    zone = ZoneInfo(person.zone)
    local = start.astimezone(zone)
    wall = min(max(local.time(), time(9)), time(16))
    found = {step: _worked(local.date() - before, wall, person) for step, before in (("week", WEEK), ("day", DAY))}
    hour = start - timedelta(hours=1)
    return found | {"hour": hour if is_quiet(person, start) else min(_awake(hour, person), start)}


def _worked(day: date, wall: time, person: Person) -> datetime:
    known = country_holidays(ZONES[person.zone])
    while not known.is_working_day(day):
        day -= DAY
    return _awake(datetime.combine(day, wall, ZoneInfo(person.zone)).astimezone(UTC), person)


def _awake(at: datetime, person: Person) -> datetime:
    while is_quiet(person, at):
        at += MINUTE - timedelta(seconds=at.second, microseconds=at.microsecond)
    return at


def is_quiet(person: Person, at: datetime) -> bool:
    wall, quiet = at.astimezone(ZoneInfo(person.zone)).time(), person.quiet
    assert quiet is not None
    return wall >= quiet.start or wall < quiet.end


# --- what came of it ---


def reminded(database: Database) -> list[Row[Any]]:
    """Each reminder that was put, with its copy."""
    rows = (
        select(
            copies.c.id.label("copy"),
            copies.c.state,
            copies.c.reason,
            *(training_reminders.c[name] for name in ("person", "subject", "step", "meant")),
        )
        .join(notices, notices.c.id == copies.c.notice)
        .join(training_reminders, training_reminders.c.id == notices.c.subject)
        .where(notices.c.kind.in_(KINDS))
    )
    with database.engine.connect() as connection:
        return list(connection.execute(rows))


def next_due(database: Database) -> datetime | None:
    """When there is something to be done next."""
    planned = select(func.min(training_reminders.c.at)).where(training_reminders.c.fate == "planned")
    waiting = select(func.min(copies.c.due)).where(
        copies.c.state.in_((CopyState.PENDING, CopyState.SENDING, CopyState.UNCERTAIN)), copies.c.due.is_not(None)
    )
    with database.engine.connect() as connection:
        return min(filter(None, (connection.execute(one).scalar() for one in (planned, waiting))), default=None)


def a_school(
    database: Database, chance: random.Random, *, people: int, days: int
) -> tuple[dict[str, Person], dict[str, Session]]:
    """People by the name of their account, and sessions by id: each of a course of its own, in anybody's zone."""
    lines = [f"c{n},Course {n},en,,,no,0,,open" for n in range(days // 6)]
    imports(database, "courses", *lines)
    days_of = [date(2026, 12, 4) + DAY * chance.randrange(days) for _ in lines]
    starts = [f"{day},{chance.randint(6, 22):02}:00,{chance.choice(list(ZONES))}" for day in days_of]
    imports(database, "sessions", *(f"c{n},only,{start},60,5000,,," for n, start in enumerate(starts)))
    with database.write() as store:
        learners = {f"p{n}": store.people.keep(_learner(n, chance)) for n in range(people)}
        for who, person in learners.items():
            store.people.link(Known(identity=Identity(Platform.WEB, "test", who), host="test"), person, at=NOON)
        return learners, {session.id: session for session in store.training.sessions()}


def _learner(number: int, chance: random.Random) -> Person:
    return Person(
        id="",
        name=f"Learner {number}",
        email=f"p{number}@nowak.example",
        organisation="nowak",
        roles=frozenset({Role.PARTNER_REP}),
        language="en",
        zone=chance.choice(list(ZONES)),
        quiet=chance.choice(QUIET),
        quiet_chosen=True,
    )
