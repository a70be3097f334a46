"""A school year of many people: each is reminded of each session as it was meant at last, once, and never at night."""

import random
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.dispatch import Dispatch
from domain.people import Person
from domain.refusal import Refusal
from domain.training import Session
from handlers.training_planned import change, plan
from storage.database import Database
from tests.handlers.school_year import (
    DAY,
    MINUTE,
    ZONES,
    Chats,
    Process,
    a_school,
    intended,
    is_quiet,
    killable,
    next_due,
    reminded,
)
from tests.office import NOON, Office

PEOPLE, SEATS = 2_000, 3
"""Learners, and the sessions that each takes a seat in."""
DAYS = 365
PROMPT = timedelta(minutes=30)
"""In which a reminder comes although whoever sends it is killed."""
MOVED, MOVED_AGAIN, CANCELLED, LEFT, EMIGRATED = 0.4, 0.2, 0.1, 0.1, 0.3

Happening = tuple[datetime, str, str, str]


@dataclass
class Year:
    """What is true from when on, of each thing by its name; and how it comes to be."""

    office: Office
    chance: random.Random
    people: dict[str, Person]
    sessions: dict[str, Session]
    told: dict[tuple[str, ...], list[tuple[datetime, object]]] = field(default_factory=dict)

    def says(self, *of: str, now: object) -> None:
        self.told.setdefault(of, []).append((self.office.clock[0], now))

    def was(self, *of: str, at: datetime) -> object:
        return next((now for since, now in reversed(self.told.get(of, [])) if since <= at), None)

    def happenings(self) -> list[Happening]:
        """When, what, to whom and where."""
        some, found = self.chance, list[Happening]()
        for one in self.sessions.values():
            for what, part in (("moves", MOVED), ("moves", MOVED_AGAIN), ("is_cancelled", CANCELLED)):
                if some.random() < part:
                    found.append((one.at - some.random() * 12 * DAY, what, "", one.id))
        for who in self.people:
            for one in some.sample(list(self.sessions.values()), SEATS):
                found.append((one.at - some.random() * 25 * DAY, "sits_down", who, one.id))
                if some.random() < LEFT:
                    found.append((one.at - some.random() * 10 * DAY, "gets_up", who, one.id))
            if some.random() < EMIGRATED:
                found.append((some.choice(list(self.sessions.values())).at - 4 * DAY, "emigrates", who, ""))
        return sorted(one for one in found if one[0] > NOON)

    def sits_down(self, who: str, session: str) -> None:
        at, person = self.office.clock[0], self.people[who]
        with self.office.database.write() as store:
            try:
                store.enrolments.seat(person.id, self.sessions[session], at=at)
            except Refusal:
                return
            plan((person,), store, at=at)
            taken = store.enrolments.open_for(person.id, self.sessions[session].course)
        self.says(who, session, now=taken is not None and taken.session == session)

    def gets_up(self, who: str, session: str) -> None:
        person = self.people[who]
        with self.office.database.write() as store:
            mine = store.enrolments.open_for(person.id, self.sessions[session].course)
            if mine is not None and mine.session == session:
                store.enrolments.unseat(mine)
                plan((person,), store, at=self.office.clock[0])
                self.says(who, session, now=False)

    def emigrates(self, who: str, _: str) -> None:
        """Their profile says so; the clock finds out."""
        self.people[who] = replace(self.people[who], zone=self.chance.choice(list(ZONES)))
        with self.office.database.write() as store:
            store.people.save(self.people[who])
        self.says(who, now=self.people[who])

    def moves(self, _: str, session: str) -> None:
        one = self.sessions[session]
        day = one.day + timedelta(days=self.chance.randint(-2, 9))
        self._change(replace(one, day=day, wall=one.wall.replace(hour=self.chance.randint(6, 22))))

    def is_cancelled(self, _: str, session: str) -> None:
        self._change(replace(self.sessions[session], cancelled=True))

    def _change(self, to: Session) -> None:
        was, at = self.sessions[to.id], self.office.clock[0]
        if was.comes(at) and to.at > at:
            with self.office.database.write() as store:
                self.sessions[to.id] = store.training.keep_session(to)
                change(self.sessions[to.id], store, was=was.at, at=at)
            self.says(to.id, now=self.sessions[to.id])


async def test_a_year_of_moves_and_kills_reminds_each_once_and_in_time(sqlite_url: str, office: Office, count):
    chance = random.Random(2027)
    year = Year(office, chance, *a_school(office.database, chance, people=count(count(PEOPLE)), days=count(DAYS)))
    for one in (*year.people.items(), *year.sessions.items()):
        year.says(one[0], now=one[1])
    chats, happenings = Chats(lambda: office.clock[0]), year.happenings()
    with closing(Database(sqlite_url)) as other, ExitStack() as stack:
        processes = [Process(base, hand, chats, chance) for base, hand in _two(office, other)]
        for process in processes:
            stack.enter_context(killable(process))
        while happenings or next_due(office.database):
            due, soon = next_due(office.database), office.clock[0] + MINUTE
            office.clock[0] = max(soon, min(filter(None, (due, happenings[0][0] if happenings else None))))
            while happenings and happenings[0][0] <= office.clock[0]:
                _, what, who, where = happenings.pop(0)
                getattr(year, what)(who, where)
            await chance.choice(processes).works(office.clock[0], dies=chance.random() < 0.2)

    assert not chats.twice
    assert not faults(year, chats)


def _two(office: Office, other: Database) -> list[tuple[Database, Dispatch]]:
    there = Dispatch(
        other, writer=office.dispatch._writer, reader=office.dispatch._reader, clock=lambda: office.clock[0]
    )
    return [(office.database, office.dispatch), (other, there)]


def faults(year: Year, chats: Chats) -> list[str]:
    """What was told at night, of what was over, or twice; and what should have been told, and was not."""
    names, found = {person.id: who for who, person in year.people.items()}, list[str]()
    times = dict[tuple[str, str, str, str], datetime]()
    for row in reminded(year.office.database):
        if row.copy not in chats.sent:
            continue
        who, at = names[row.person], chats.sent[row.copy]
        key = (who, row.subject, row.step, row.meant)
        found += [f"twice: {key}"] if key in times else []
        times[key] = at
        person, session = year.was(who, at=at), year.was(row.subject, at=at)
        assert isinstance(person, Person)
        assert isinstance(session, Session)
        if (
            session.cancelled
            or row.meant != meant(session)
            or at >= session.at
            or not year.was(who, row.subject, at=at)
        ):
            found.append(f"over: {key} at {at}")
        if is_quiet(person, at) and not (row.step == "hour" and is_quiet(person, session.at)):
            found.append(f"at night: {key} at {at}")
    return found + left_out(year, times)


def left_out(year: Year, times: dict[tuple[str, str, str, str], datetime]) -> list[str]:
    found = list[str]()
    for (who, *where), seats in year.told.items():
        if not where or not seats[-1][1] or year.sessions[where[0]].cancelled:
            continue
        session, person = year.sessions[where[0]], year.people[who]
        last = max(year.told[of][-1][0] for of in ((who, session.id), (session.id,), (who,)))
        moments = intended(person, session.at)
        for (step, at), over in zip(moments.items(), (*list(moments.values())[1:], session.at), strict=True):
            told = times.get((who, session.id, step, meant(session)))
            if told is None and last + MINUTE < at and at + PROMPT < over and not is_quiet(person, at + PROMPT):
                found.append(f"left out: {who} {step} of {meant(session)} at {at}")
            elif told is not None and min(told, at) > last and not at <= told <= at + PROMPT:
                found.append(f"at the wrong time: {who} {step} of {meant(session)} at {told}, not {at}")
    return found


def meant(session: Session) -> str:
    return f"{session.day}T{session.wall:%H:%M} {session.zone}"
