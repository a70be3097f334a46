"""A school by the clock: people in thirty zones, what they learn, and processes that send and are killed meanwhile."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, event, func, select, update

from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found
from domain.people import Person, Role
from domain.places import Platform
from domain.training import Session
from domain.when import QuietHours
from handlers.chores import CHORES
from storage.copies import CopyState
from storage.database import Database
from storage.people import Known
from storage.tables import copies, notices, training_reminders
from tests.handlers.learning import imports
from tests.handlers.school_plan import DAY, ZONES
from tests.office import NOON, account
from views.vocabulary import Card

QUIET = (QuietHours(time(20), time(8)), QuietHours(time(17, 30), time(10)), QuietHours(time(22), time(6)))
KINDS = {"training-reminded", "training-reminded-alone", "training-soon"}
CHORES_OF_TRAINING = ("look at learners", "assign courses", "plan reminders", "remind learners")
ASKED = {"m0": 20, "m1": 75, "m2": 170, "m3": 300, "yearly": 25}
"""What everybody is to do, and in how many days."""
MONTHS = {"yearly": 6, "extra": 4}
"""How long certificates count: of what everybody is to do anew, and of what one takes as one likes."""


def asked_within(days: int) -> dict[str, int]:
    """What of it is due in so many days."""
    return {key: due for key, due in ASKED.items() if due <= days}


class Killed(BaseException):
    """The process is gone, at this statement, at this commit or before this send."""


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
    deaths: int = 0

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
        self.left = self.chance.randint(1, self.chance.choice((30, 60, 2_000))) if dies else 0
        try:
            await one_round(self.database, self.courier, at)
        except Killed:
            self.deaths += 1
            self.begins()
            gives_back(self.database)
        finally:
            self.left = 0


async def one_round(database: Database, courier: Courier, at: datetime) -> None:
    """What the clock does in a minute, and then what is due."""
    for name in CHORES_OF_TRAINING:
        while _does(database, name, at):
            pass
    while await courier.deliver_due():
        pass


def _does(database: Database, name: str, at: datetime) -> bool:
    with database.write() as store:
        return bool(CHORES[name](at, store))


def gives_back(database: Database) -> None:
    """The time for which what a dead process had in hand is nobody else's has passed."""
    with database.engine.begin() as connection:
        connection.execute(update(copies).where(copies.c.state == CopyState.SENDING).values(lease=0.0))


@contextmanager
def killable(process: Process) -> Iterator[None]:
    """Before each of its statements, and before each commit, it may be the last one."""
    for name in ("before_cursor_execute", "commit"):
        event.listen(process.database.engine, name, process.counts)
    try:
        yield
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(process.database.engine, name, process.counts)


@dataclass
class Chats:
    """What people have got, and when."""

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


# --- what came of it ---


def reminded(database: Database) -> list[Row[Any]]:
    """Each reminder that was put, with its copy."""
    rows = (
        select(
            copies.c.id.label("copy"),
            *(training_reminders.c[name] for name in ("person", "about", "subject", "step", "meant")),
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


# --- the school ---


def a_school(
    database: Database, chance: random.Random, *, people: int, days: int
) -> tuple[dict[str, Person], dict[str, Session]]:
    """People by the name of their account, and sessions by id: each of a course of its own, in anybody's zone.

    Everybody has been assigned what they are to do.
    """
    held = [f"c{n}" for n in range(days // 6)]
    modules = [
        f"{key},{key},en,,,no,{MONTHS.get(key, 0)},https://learn.example/{key},open" for key in (*ASKED, *MONTHS)
    ]
    imports(database, "courses", *(f"{key},{key},en,,,no,0,,open" for key in held), *dict.fromkeys(modules))
    days_of = [date(2026, 12, 4) + DAY * chance.randrange(days) for _ in held]
    starts = [f"{day},{chance.randint(6, 22):02}:00,{chance.choice(list(ZONES))}" for day in days_of]
    imports(database, "sessions", *(f"c{n},only,{start},60,5000,,," for n, start in enumerate(starts)))
    imports(database, "rules", *(f"{key},{key},partner-rep,,,,,{due},on" for key, due in asked_within(days).items()))
    with database.write() as store:
        learners = {f"p{n}": store.people.keep(_learner(n, chance)) for n in range(people)}
        for who, person in learners.items():
            store.people.link(Known(identity=account(who), host="test"), person, at=NOON)
    for name in CHORES_OF_TRAINING:
        while _does(database, name, NOON):
            pass
    with database.read() as store:
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
