"""A year of many people: each is reminded of each thing as it was meant at last, once, and never at night."""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.arrivals import Profile
from bot.dispatch import Dispatch
from bot.introductions import met
from domain.people import Person
from domain.refusal import Refusal
from domain.training import Session, months_after
from domain.training_own import Wish, own_reminder
from domain.when import Moment
from handlers.leaving import leave
from handlers.people_csv import PEOPLE
from handlers.training_planned import change, plan
from storage.database import Database
from storage.people import Known
from storage.store import Store
from tests.conftest import SOAK
from tests.handlers.school_plan import DAY, MINUTE, ZONES, Days, Plan, counts_until
from tests.handlers.school_process import Machine, posted
from tests.handlers.school_year import (
    ASKED,
    MONTHS,
    QUIET,
    Chats,
    Process,
    a_school,
    asked_within,
    gives_back,
    killable,
    next_due,
    reminded,
)
from tests.office import NOON, Office, account, form_of

PEOPLE_IN_ALL, SEATS = 2_000, 3
"""Learners, and the sessions that each takes a seat in."""
DAYS = 365
MOVED, MOVED_AGAIN, CANCELLED, FREED, EMIGRATED, LEFT = 0.4, 0.2, 0.1, 0.1, 0.3, 0.03
FINISHED, EXTRA, WISHED = 0.6, 0.3, 0.5

KILLED_PEOPLE, KILLS = 300, 100
"""Of the year of two processes: learners, and how often one is killed."""
TOGETHER, DEADLY, MOST_ALIVE = 0.5, 0.04, 0.12
"""How often both work at once, how often one of them is killed, and how many seconds it works at most before that."""

Happening = tuple[datetime, str, str, str]


@dataclass
class Year:
    """How things come to be, and what is said of them for whoever looks whether all was told."""

    office: Office
    chance: random.Random
    people: dict[str, Person]
    sessions: dict[str, Session]
    days: int
    plan: Plan = field(default_factory=Plan)

    def __post_init__(self) -> None:
        for one in (*self.people.items(), *self.sessions.items()):
            self.says(one[0], now=one[1])
        for who in self.people:
            for course, due in self.asked.items():
                self.says(who, "due", course, now=Days(NOON, due))

    @property
    def asked(self) -> dict[str, int]:
        return asked_within(self.days)

    def says(self, *of: str, now: object) -> None:
        self.plan.says(*of, now=now, at=self.office.clock[0])

    def happenings(self) -> list[Happening]:
        """When, what, to whom and with what; at the hour, a minute later or in between, when reminders are due too."""
        found = [*self._of_sessions(), *(one for who in self.people for one in self._of(who))]
        minutes = self.chance.choices((0, 1, 30, 31), k=len(found))
        hourly = [
            (at.replace(minute=minute, second=0, microsecond=0), what, who, where)
            for (at, what, who, where), minute in zip(found, minutes, strict=True)
        ]
        return sorted(one for one in hourly if one[0] > NOON)

    def _of_sessions(self) -> list[Happening]:
        some = self.chance
        return [
            (one.at - some.random() * 12 * DAY, what, "", one.id)
            for one in self.sessions.values()
            for what, part in (("moves", MOVED), ("moves", MOVED_AGAIN), ("is_cancelled", CANCELLED))
            if some.random() < part
        ]

    def _of(self, who: str) -> list[Happening]:
        some, found = self.chance, list[Happening]()
        for one in some.sample(list(self.sessions.values()), SEATS):
            found.append((one.at - some.random() * 25 * DAY, "sits_down", who, one.id))
            if some.random() < FREED:
                found.append((one.at - some.random() * 10 * DAY, "gets_up", who, one.id))
        found += [
            (NOON + DAY * (1 + some.random() * min(due * 1.2, self.days)), "finishes", who, course)
            for course, due in self.asked.items()
            if some.random() < FINISHED
        ]
        at = NOON + DAY * some.choice((3, 4, 11, 40, 90, 150))  # so that many end on one day
        found += [(at, "wins", who, "extra")] * (some.random() < EXTRA)
        found += [(at + 110 * DAY, "wins", who, "extra")] * (some.random() < EXTRA / 3)
        for part, what in ((EMIGRATED, "emigrates"), (WISHED, "wishes"), (LEFT, "leaves")):
            found += [(NOON + some.random() * self.days * DAY, what, who, "")] * (some.random() < part)
        return found

    # --- what happens ---

    def _writes(self, work: Callable[[Store, datetime], object]) -> None:
        with self.office.database.write() as store:
            work(store, self.office.clock[0])

    async def sits_down(self, who: str, session: str) -> None:
        person, at = self.people[who], self.office.clock[0]
        if person.left:
            return
        with self.office.database.write() as store:
            try:
                store.enrolments.seat(person.id, self.sessions[session], at=at)
            except Refusal:
                return
            plan((person,), store, at=at)
            taken = store.enrolments.open_for(person.id, self.sessions[session].course)
        self.says(who, "seat", session, now=taken is not None and taken.session == session)

    async def gets_up(self, who: str, session: str) -> None:
        person = self.people[who]
        with self.office.database.write() as store:
            mine = store.enrolments.open_for(person.id, self.sessions[session].course)
            if mine is not None and mine.session == session:
                store.enrolments.unseat(mine)
                plan((person,), store, at=self.office.clock[0])
                self.says(who, "seat", session, now=False)

    async def finishes(self, who: str, course: str) -> None:
        """What they were asked to do; where that ends, they are asked anew sixty days before."""
        if not self.people[who].left and self.plan.day(who, "due", course, self.office.clock[0]):
            self._wins(who, course)

    async def wins(self, who: str, course: str) -> None:
        """What nobody asked for."""
        if not self.people[who].left:
            self._wins(who, course)

    def _wins(self, who: str, course: str) -> None:
        at, person = self.office.clock[0], self.people[who]
        today, months = at.astimezone(ZoneInfo(person.zone)).date(), MONTHS.get(course, 0)
        with self.office.database.write() as store:
            mine = store.enrolments.open_for(person.id, course) or store.enrolments.assign(person.id, course, at=at)
            assert mine is not None
            store.enrolments.finish(mine, at=at, ends_on=months_after(today, months) if months else None)
            plan((person,), store, at=at)
        if course in ASKED:
            self.says(who, "due", course, now=None)
        if months:
            self.says(who, "ends", course, now=counts_until(at, months, person))

    async def is_asked_anew(self, who: str, course: str) -> None:
        """By the clock, at midnight; this only says so."""
        last = self.plan.day(who, "ends", course, self.office.clock[0])
        if not self.people[who].left and last:
            self.says(who, "ends", course, now=None)
            self.says(who, "due", course, now=last)

    async def wishes(self, who: str, _: str) -> None:
        at, person, zone = self.office.clock[0], self.people[who], ZoneInfo(self.people[who].zone)
        if person.left:
            return
        local = at.astimezone(zone).replace(tzinfo=None, hour=self.chance.randint(4, 23), minute=0, second=0)
        wall = local + timedelta(days=self.chance.randint(1, 20))
        moment = Moment(wall.replace(tzinfo=zone).astimezone(NOON.tzinfo))
        with self.office.database.write() as store:
            store.training_reminders.agree(
                store.training_reminders.ask(own_reminder(Wish(moment, "tea"), person=person.id, zone=zone))
            )
        self.says(who, "own", "tea", now=wall)

    async def leaves(self, who: str, _: str) -> None:
        self.people[who] = replace(self.people[who], roles=frozenset())
        self._writes(lambda store, at: leave(self.people[who], store, at=at))
        self.says(who, now=self.people[who])

    async def emigrates(self, who: str, _: str) -> None:
        """As they choose; as the platform's profile or a list says, unless they have chosen."""
        zone, way = (
            self.chance.choice(list(ZONES)),
            self.chance.choice((self._by_choice, self._by_profile, self._by_list)),
        )
        if self.people[who].left or (self.people[who].zone_chosen and way != self._by_choice):
            return
        await way(who, zone)
        with self.office.database.read() as store:
            found = store.people.get(self.people[who].id)
        assert found is not None
        assert found.zone == zone
        self.people[who] = found
        self.says(who, now=found)

    async def _by_choice(self, who: str, zone: str) -> None:
        quiet = self.chance.choice(QUIET)
        form = form_of(await self.office.types(who, "partner settings"))
        hours = {"quiet_from": f"{quiet.start:%H:%M}", "quiet_to": f"{quiet.end:%H:%M}"}
        await self.office.sends(who, form, zone=zone, **hours)

    async def _by_profile(self, who: str, zone: str) -> None:
        profile = Profile(known=Known(identity=account(who), host="test"), locale="en-US", zone=zone)
        self._writes(lambda store, at: met(profile, store, at))

    async def _by_list(self, who: str, zone: str) -> None:
        self._writes(lambda store, at: PEOPLE.keep(replace(self.people[who], id="", zone=zone), store, at, "operator"))

    async def moves(self, _: str, session: str) -> None:
        one = self.sessions[session]
        day = one.day + timedelta(days=self.chance.randint(-2, 9))
        self._change(replace(one, day=day, wall=one.wall.replace(hour=self.chance.randint(6, 22))))

    async def is_cancelled(self, _: str, session: str) -> None:
        self._change(replace(self.sessions[session], cancelled=True))

    def _change(self, to: Session) -> None:
        was, at = self.sessions[to.id], self.office.clock[0]
        if was.comes(at) and to.at > at:
            with self.office.database.write() as store:
                self.sessions[to.id] = store.training.keep_session(to)
                change(self.sessions[to.id], store, was=was.at, at=at)
            self.says(to.id, now=self.sessions[to.id])

    async def passes(self, minute: Callable[[], Awaitable[None]]) -> None:
        """All that happens, in its order, and a minute of the clock whenever something is due."""
        coming = self.happenings()
        renewals = list[Happening]()
        while coming or renewals or next_due(self.office.database):
            firsts = (some[0][0] for some in (coming, renewals) if some)
            now = min(filter(None, (next_due(self.office.database), *firsts)))
            self.office.clock[0] = now = max(self.office.clock[0] + MINUTE, now)
            for some in (coming, renewals):
                while some and some[0][0] <= now:
                    _, what, who, where = some.pop(0)
                    await getattr(self, what)(who, where)
                    if what == "finishes" and where in MONTHS and (last := self.plan.day(who, "ends", where, now)):
                        day = datetime.combine(last, now.time(), NOON.tzinfo) - 58 * DAY
                        renewals = sorted([*renewals, (max(day, now), "is_asked_anew", who, where)])
            await minute()


@pytest.mark.timeout(3600)
async def test_a_year_of_moves_and_kills_reminds_each_once_and_in_time(sqlite_url: str, office: Office, count):
    chance, days = random.Random(2027), count(DAYS)
    people, sessions = a_school(office.database, chance, people=count(count(PEOPLE_IN_ALL)), days=days)
    year, chats = Year(office, chance, people, sessions, days), Chats(lambda: office.clock[0])
    with closing(Database(sqlite_url)) as other, ExitStack() as stack:
        processes = [Process(base, hand, chats, chance) for base, hand in _two(office, other)]
        for process in processes:
            stack.enter_context(killable(process))
        await year.passes(lambda: chance.choice(processes).works(office.clock[0], dies=chance.random() < 0.2))

    assert not chats.twice
    assert not faults(year, chats.sent)
    assert all(process.deaths for process in processes)


@pytest.mark.timeout(3600)
@pytest.mark.skipif(SOAK not in os.environ, reason="real processes take minutes: `make soak` kills them")
async def test_a_year_of_two_processes_that_are_killed_reminds_each_once_and_in_time(
    sqlite_url: str, office: Office, tmp_path: Path, count
):
    chance, days, file = random.Random(2028), count(DAYS), tmp_path / "wall"
    people, sessions = a_school(office.database, chance, people=count(KILLED_PEOPLE), days=days)
    year, machines, kills = Year(office, chance, people, sessions, days), list[Machine](), 0

    async def minute() -> None:
        nonlocal kills
        at, some = office.clock[0], machines if chance.random() < TOGETHER else [chance.choice(machines)]
        for one in some:
            one.begins(at)
        victim = chance.choice(some) if kills < count(KILLS) and chance.random() < DEADLY else None
        if victim:
            await asyncio.sleep(chance.random() * MOST_ALIVE)
            victim.dies()
            kills += 1
        for one in some:
            if one is not victim:
                one.ends()
        gives_back(office.database)

    with ExitStack() as stack:
        for _ in range(2):
            machines.append(Machine(sqlite_url, file))
            stack.callback(machines[-1].stop)
        await year.passes(minute)

    sent = posted(file)
    assert kills == count(KILLS)
    assert len(dict(sent)) == len(sent), "nothing twice"
    assert not faults(year, dict(sent))


def _two(office: Office, other: Database) -> list[tuple[Database, Dispatch]]:
    there = Dispatch(
        other, writer=office.dispatch._writer, reader=office.dispatch._reader, clock=lambda: office.clock[0]
    )
    return [(office.database, office.dispatch), (other, there)]


def faults(year: Year, sent: dict[str, datetime]) -> list[str]:
    names = {person.id: who for who, person in year.people.items()}
    rows = reminded(year.office.database)
    assert len(rows) > len(names), "there was something to be told"
    return year.plan.faults(rows, sent, names, year.office.clock[0])
