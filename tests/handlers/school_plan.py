"""What a school's people are to hear, and when: from what was true at each time, by another rule than ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays
from sqlalchemy import Row

from domain.people import Person
from domain.training import Session

ZONES = {
    "Europe/Warsaw": "PL", "Europe/Berlin": "DE", "Europe/London": "GB", "Europe/Lisbon": "PT", "Europe/Paris": "FR",
    "Europe/Madrid": "ES", "Europe/Rome": "IT", "Europe/Stockholm": "SE", "Europe/Helsinki": "FI",
    "Europe/Athens": "GR", "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US",
    "America/Los_Angeles": "US", "America/Phoenix": "US", "America/Sao_Paulo": "BR", "America/Toronto": "CA",
    "America/St_Johns": "CA", "America/Mexico_City": "MX", "America/Santiago": "CL", "America/Bogota": "CO",
    "Asia/Tokyo": "JP", "Asia/Kolkata": "IN", "Asia/Singapore": "SG", "Asia/Seoul": "KR", "Australia/Sydney": "AU",
    "Australia/Adelaide": "AU", "Pacific/Auckland": "NZ", "Africa/Johannesburg": "ZA", "Africa/Lagos": "NG",
}  # fmt: skip
MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
BEGINS, ENDS = time(9), time(17)
PROMPT = timedelta(minutes=30)
"""In which a reminder comes although whoever sends it is killed."""
_HOLIDAYS: Mapping[str, HolidayBase] = {country: country_holidays(country) for country in set(ZONES.values())}


@dataclass(frozen=True)
class Days:
    """To be done so many days after this moment, by the clock that whoever is to do it had then."""

    since: datetime
    days: int


Intended = tuple["Key", datetime, datetime]
"""A reminder's name, when it is to come, and from when on it has lost its sense."""
Key = tuple[str, ...]
"""Whose it is, and what: "seat" of a session, "due" of a course, "ends" of a certificate, "own" wish."""


@dataclass
class Plan:
    """What was true from when on, by its name: people by their account, sessions by their id, and by `Key`:

    whether somebody has a seat, until when a course is due or a certificate counts (None: no more), and which wall
    time somebody wishes to be reminded at.
    """

    told: dict[Key, list[tuple[datetime, object]]] = field(default_factory=dict)

    def says(self, *of: str, now: object, at: datetime) -> None:
        self.told.setdefault(of, []).append((at, now))

    def was(self, *of: str, at: datetime) -> object:
        return next((now for since, now in reversed(self.told.get(of, [])) if since <= at), None)

    def person(self, who: str, at: datetime) -> Person:
        found = self.was(who, at=at)
        assert isinstance(found, Person)
        return found

    def session(self, session: str, at: datetime) -> Session:
        found = self.was(session, at=at)
        assert isinstance(found, Session)
        return found

    def day(self, who: str, what: str, course: str, at: datetime) -> date | None:
        found = self.was(who, what, course, at=at)
        if isinstance(found, Days):
            return found.since.astimezone(ZoneInfo(self.person(who, found.since).zone)).date() + found.days * DAY
        assert found is None or isinstance(found, date)
        return found

    # --- what came of it ---

    def faults(
        self, rows: list[Row[tuple[str, ...]]], sent: Mapping[str, datetime], names: Mapping[str, str], end: datetime
    ) -> list[str]:
        """What was told at night, of what was over, or twice; and what should have been told, and was not."""
        found, times = list[str](), dict[Key, datetime]()
        for row in rows:
            if row.copy not in sent or row.person not in names:
                continue
            at, who = sent[row.copy], names[row.person]
            key = (who, row.about, row.subject, row.step, row.meant)
            found += [f"twice: {key}"] if key in times else []
            times[key] = at
            found += [f"over: {key} at {at}"] if not self._makes_sense(key, at) else []
            found += [f"at night: {key} at {at}"] if self._disturbs(key, at) else []
        return found + list(self._left_out(times, end))

    def _makes_sense(self, key: Key, at: datetime) -> bool:
        who, about, subject, _, meant = key
        person = self.person(who, at)
        if person.left:
            return False
        if about == "session":
            session, seated = self.session(subject, at), self.was(who, "seat", subject, at=at)
            return bool(seated) and not session.cancelled and meant == _meant(session) and at < session.at
        if about == "own":
            return self.was(who, "own", subject, at=at) == datetime.fromisoformat(meant)
        last = self.day(who, "due" if about == "due" else "ends", subject, at)
        return last == date.fromisoformat(meant) and at.astimezone(ZoneInfo(person.zone)).date() <= last

    def _disturbs(self, key: Key, at: datetime) -> bool:
        who, about, subject, step, _ = key
        person = self.person(who, at)
        if about == "own" or not is_quiet(person, at):
            return False
        return not (about == "session" and step == "hour" and is_quiet(person, self.session(subject, at).at))

    def _left_out(self, times: Mapping[Key, datetime], end: datetime) -> Iterator[str]:
        for key, states in self.told.items():
            who, *thing = key
            if not thing or self.person(who, end).left:
                continue
            last = max(states[-1][0], self.told[(who,)][-1][0])
            if thing[0] == "seat":
                last = max(last, self.told[(thing[1],)][-1][0])
            person = self.person(who, end)
            for name, at, over in self._intended(who, thing, end):
                told = times.get((who, *name))
                waits = thing[0] != "own" and is_quiet(person, at + PROMPT)
                if told is None and last + MINUTE < at and at + PROMPT < over and not waits:
                    yield f"left out: {who} {name} at {at}"
                elif told is not None and min(told, at) > last and not at <= told <= at + PROMPT:
                    yield f"at the wrong time: {who} {name} at {told}, not {at}"

    def _intended(self, who: str, thing: list[str], end: datetime) -> Iterator[Intended]:
        """Of something as it was in the end: the names of its reminders, when each is to come, and until when."""
        person, (what, subject) = self.person(who, end), thing
        if what == "seat":
            session = self.session(subject, end)
            if self.was(who, what, subject, at=end) and not session.cancelled:
                yield from _steps(("session", subject), _meant(session), before_session(person, session.at), session.at)
        elif what == "own":
            wall = self.was(who, what, subject, at=end)
            if isinstance(wall, datetime):
                at = wall.replace(tzinfo=ZoneInfo(person.zone)).astimezone(UTC)
                yield ("own", subject, "again", wall.isoformat(timespec="seconds")), at, at + HOUR
        elif last := self.day(who, what, subject, end):
            about = "due" if what == "due" else "certificate"
            over = datetime.combine(last + DAY, time(), ZoneInfo(person.zone)).astimezone(UTC)
            yield from _steps((about, subject), last.isoformat(), before_day(person, last), over)


def _steps(what: Key, meant: str, moments: tuple[datetime, ...], over: datetime) -> Iterator[Intended]:
    for step, at, until in zip(("week", "day", "hour"), moments, (*moments[1:], over), strict=True):
        yield (*what, step, meant), at, until


def _meant(session: Session) -> str:
    return f"{session.day}T{session.wall:%H:%M} {session.zone}"


# --- the moments ---


def before_session(person: Person, start: datetime) -> tuple[datetime, ...]:
    """When this person is to hear of a session that begins then: by their clock, calendar and rest."""
    local = start.astimezone(ZoneInfo(person.zone))
    wall = min(max(local.time(), BEGINS), time(ENDS.hour - 1))
    week, day = (_worked(local.date() - before, wall, person) for before in (WEEK, DAY))
    hour = start - HOUR
    return week, day, hour if is_quiet(person, start) else min(_awake(hour, person), start)


def before_day(person: Person, last: date) -> tuple[datetime, ...]:
    """When they are to hear of what ends with this day."""
    week, day = (_worked(last - before, BEGINS, person) for before in (WEEK, DAY))
    return week, day, _worked(last, time(ENDS.hour - 1), person)


def _worked(day: date, wall: time, person: Person) -> datetime:
    while not _HOLIDAYS[ZONES[person.zone]].is_working_day(day):
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


def counts_until(won: datetime, months: int, person: Person) -> date:
    """The last day on which a certificate of so many months counts."""
    day = won.astimezone(ZoneInfo(person.zone)).date()
    first = date(day.year + (day.month + months - 1) // 12, (day.month + months - 1) % 12 + 1, 1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (day.day - 1) * DAY, last) - DAY
