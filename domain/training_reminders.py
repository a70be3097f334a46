"""When somebody is reminded of their training: a week, a day and an hour before, by their own clock and calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.business import Calendar
from domain.training import Certificate, Enrolment, Session
from domain.when import QuietHours, instant

_WEEK, _DAY, _HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
_SOON = timedelta(minutes=10)


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
        meant = f"{session.day}T{session.wall:%H:%M} {session.zone}"
        whole = Reminder(
            person=of.person,
            about=About.SESSION,
            subject=session.id,
            step=Step.HOUR,
            meant=meant,
            at=session.at,
            over_at=session.at,
        )
        yield from _steps(whole, _before_session(session.at, of))
    elif enrolment.due_on:
        yield from _before_day(About.DUE, enrolment.course, enrolment.due_on, of)


def _of_certificate(certificate: Certificate, of: Learner) -> Iterator[Reminder]:
    if certificate.ends_on:
        yield from _before_day(About.CERTIFICATE, certificate.course, certificate.ends_on - _DAY, of)


def _before_day(about: About, course: str, last: date, of: Learner) -> Iterator[Reminder]:
    """The end of this day is what it is before."""
    ends = instant(last + _DAY, time(), of.calendar.zone)
    whole = Reminder(
        person=of.person, about=about, subject=course, step=Step.HOUR, meant=last.isoformat(), at=ends, over_at=ends
    )
    yield from _steps(whole, _before_end(last, of))


def _steps(whole: Reminder, moments: Sequence[datetime]) -> Iterator[Reminder]:
    """One for each step, which is over when the next is due."""
    overs = (*moments[1:], whole.over_at)
    for step, at, over_at in zip((Step.WEEK, Step.DAY, Step.HOUR), moments, overs, strict=True):
        yield replace(whole, step=step, at=at, over_at=over_at)


def _before_session(start: datetime, of: Learner) -> tuple[datetime, datetime, datetime]:
    """The week and the day in working hours, at the session's own hour where that is one; the hour to the minute.

    Quiet hours put each off, but for the hour before a session that is in them itself.
    """
    local = start.astimezone(of.calendar.zone)
    hours = of.calendar.hours
    wall = min(max(local.time(), hours.start), _earlier(hours.end))
    week, day = (_at(local.date() - before, wall, of) for before in (_WEEK, _DAY))
    return week, day, min(_awake(start - _HOUR, of, unless=start), start)


def _before_end(last: date, of: Learner) -> tuple[datetime, datetime, datetime]:
    """When work begins, a week and a day before; on the last day an hour before work ends."""
    hours = of.calendar.hours
    return (
        _at(last - _WEEK, hours.start, of),
        _at(last - _DAY, hours.start, of),
        _at(last, _earlier(hours.end), of),
    )


def _at(day: date, wall: time, of: Learner) -> datetime:
    """On this day, or the last one worked before it."""
    return _awake(instant(of.calendar.last_until(day), wall, of.calendar.zone), of)


def _awake(at: datetime, of: Learner, unless: datetime | None = None) -> datetime:
    zone = of.calendar.zone
    if of.quiet is None or (unless is not None and of.quiet.next_allowed(unless, zone) != unless):
        return at
    return of.quiet.next_allowed(at, zone)


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
