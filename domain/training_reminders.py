"""When somebody is reminded of their training: a week, a day and an hour before, by their own clock and calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.business import Calendar
from domain.training import Certificate, Enrolment, Session, last_day
from domain.when import QuietHours, instant

_WEEK, _DAY, _HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
_SOON = timedelta(minutes=10)
_SAME = 4096
"""Moments that are remembered: many sit in one session, live in one zone and rest at the same hours."""


class About(StrEnum):
    """What is reminded of."""

    SESSION = "session"
    DUE = "due"
    CERTIFICATE = "certificate"
    OWN = "own"
    """What somebody asked for themselves; `subject` is what they said, `meant` the wall time."""


class Step(StrEnum):
    """How long before; or when its reader wanted to hear of it again."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    AGAIN = "again"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """To be sent at `at`; it has lost its sense from `over_at` on: then the next one is due, or the thing itself.

    `subject` is a session's id, or a course's key. `meant` is what it is before, as wall time: where that is moved it
    is another reminder, and where only its reader moves it is the same.
    """

    person: str
    about: About
    subject: str
    step: Step
    meant: str
    at: datetime
    over_at: datetime
    id: str = ""
    zone: str = ""
    """Of what somebody asked for themselves: that by whose clocks `at` is worked out."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one of this person's."""
        return (self.subject, self.step, self.meant)


@dataclass(frozen=True, kw_only=True)
class Learner:
    """Whom it is for: their calendar and rest, what they have still to do, with their seats, and their certificates."""

    person: str
    calendar: Calendar
    quiet: QuietHours | None
    doing: Sequence[tuple[Enrolment, Session | None]] = ()
    won: Sequence[Certificate] = ()


def reminders(of: Learner) -> tuple[Reminder, ...]:
    """All that are meant for them, past ones too: of a seat else of a due day, and of certificates not yet renewed."""
    open_ = {one.course for one, _ in of.doing}
    return tuple(
        reminder
        for found in (
            *(_of_enrolment(enrolment, session, of) for enrolment, session in of.doing),
            *(_of_certificate(one, of) for one in of.won if one.course not in open_),
        )
        for reminder in found
    )


def _of_enrolment(enrolment: Enrolment, session: Session | None, of: Learner) -> Iterator[Reminder]:
    if session is not None and not session.cancelled:
        meant, at = f"{session.day}T{session.wall:%H:%M} {session.zone}", session.at
        moments = _before_session(at, of.calendar, of.quiet)
        yield from _steps(of.person, About.SESSION, session.id, meant, (*moments, at))
    elif enrolment.due_on:
        yield from _before_day(About.DUE, enrolment.course, enrolment.due_on, of)


def _of_certificate(certificate: Certificate, of: Learner) -> Iterator[Reminder]:
    if certificate.ends_on:
        yield from _before_day(About.CERTIFICATE, certificate.course, last_day(certificate.ends_on), of)


def _before_day(about: About, course: str, last: date, of: Learner) -> Iterator[Reminder]:
    """The end of this day is what it is before."""
    return _steps(of.person, about, course, last.isoformat(), _before_end(last, of.calendar, of.quiet))


def _steps(person: str, about: About, subject: str, meant: str, moments: Sequence[datetime]) -> Iterator[Reminder]:
    """One for each step, which is over when the next is due; the last of the moments is that of the thing itself."""
    for step, at, over_at in zip((Step.WEEK, Step.DAY, Step.HOUR), moments, moments[1:], strict=False):
        yield Reminder(person=person, about=about, subject=subject, step=step, meant=meant, at=at, over_at=over_at)


@lru_cache(maxsize=_SAME)
def _before_session(start: datetime, calendar: Calendar, quiet: QuietHours | None) -> tuple[datetime, ...]:
    """The week and the day in working hours, at the session's own hour where that is one; the hour to the minute.

    Quiet hours put each off, but for the hour before a session that is in them itself.
    """
    local, zone = start.astimezone(calendar.zone), calendar.zone
    wall = min(max(local.time(), calendar.hours.start), _earlier(calendar.hours.end))
    week, day = (_at(local.date() - before, wall, calendar, quiet) for before in (_WEEK, _DAY))
    asleep = quiet is not None and quiet.next_allowed(start, zone) != start
    return week, day, start - _HOUR if asleep else min(_awake(start - _HOUR, zone, quiet), start)


@lru_cache(maxsize=_SAME)
def _before_end(last: date, calendar: Calendar, quiet: QuietHours | None) -> tuple[datetime, ...]:
    """When work begins, a week and a day before; on the last day an hour before work ends; and the end of that day."""
    hours = calendar.hours
    return (
        _at(last - _WEEK, hours.start, calendar, quiet),
        _at(last - _DAY, hours.start, calendar, quiet),
        _at(last, _earlier(hours.end), calendar, quiet),
        instant(last + _DAY, time(), calendar.zone),
    )


def _at(day: date, wall: time, calendar: Calendar, quiet: QuietHours | None) -> datetime:
    """On this day, or the last one worked before it."""
    return _awake(instant(calendar.last_until(day), wall, calendar.zone), calendar.zone, quiet)


def _awake(at: datetime, zone: ZoneInfo, quiet: QuietHours | None) -> datetime:
    return quiet.next_allowed(at, zone) if quiet else at


def _earlier(wall: time) -> time:
    """An hour earlier on the same day."""
    return (datetime.combine(date.min + _DAY, wall) - _HOUR).time() if wall >= time(1) else time()


def again_at(reminder: Reminder, calendar: Calendar, quiet: QuietHours | None, *, at: datetime) -> datetime | None:
    """When it is said again: when work begins next, where that is in time, else in the midst of what is left.

    None where too little is left, or all that is left is quiet.
    """
    zone: ZoneInfo = calendar.zone
    tomorrow = calendar.begins(at.astimezone(zone).date() + _DAY)
    left = reminder.over_at - at
    then = tomorrow if tomorrow < reminder.over_at - _HOUR else at + left / 2
    then = (quiet.next_allowed(then, zone) if quiet else then).astimezone(UTC)
    return then if left >= _SOON and then < reminder.over_at else None
