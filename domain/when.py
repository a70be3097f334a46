"""Days as people type them, wall times, zones and quiet hours; told the time, never asking for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.hours import DAY, Hours
from domain.phrases import heard, hour_of, readings
from domain.refusal import Refusal

LONGEST = 200
YEARS_AHEAD = 5
_SECOND = timedelta(seconds=1)
_WEEK = timedelta(weeks=1)
_PICKED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Turn(Enum):
    """What the clocks do at a wall time that somebody typed; whoever reads it back says so."""

    NONE = auto()
    SKIPPED = auto()
    TWICE = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, in UTC, that somebody typed as wall time: the first one after a gap, the first of two."""

    at: datetime
    turn: Turn = Turn.NONE


def read_day(text: str, *, language: str, today: date) -> date:
    """The day that a person typed, today or later: "31.12.2026", "koniec marca", "próxima sexta", "in a week".

    docs/dates.md says how each phrase is read. Nothing is guessed: what can be two days is refused as date-ambiguous,
    with both as `first` and `second`. Raises nothing but Refusal, without a field: date-unreadable, date-past,
    date-too-far (more than 5 years ahead) or date-ambiguous.
    """
    if len(text) > LONGEST:
        raise Refusal("date-unreadable", given=text[:LONGEST])
    days = _picked(text) or readings(text, language, today) or _understood_elsewhere(text, language, today)
    if not days:
        raise Refusal("date-unreadable", given=text)
    return _sure(days, today)


def _picked(text: str) -> tuple[date, ...]:
    """As a calendar on the screen sends it: most days are picked, and need no grammar."""
    try:
        return (date.fromisoformat(text),) if _PICKED.fullmatch(text) else ()
    except ValueError:
        return ()


def _sure(days: Sequence[date], today: date) -> date:
    latest = date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))
    if all(day < today for day in days):
        raise Refusal("date-past", day=days[0])
    if all(day > latest for day in days):
        raise Refusal("date-too-far", day=days[0], latest=latest)
    if len(days) > 1:
        raise Refusal("date-ambiguous", first=days[0], second=days[1])
    return days[0]


def read_moment(text: str, *, language: str, zone: ZoneInfo, at: datetime) -> Moment:
    """The moment that a person whose clock stands in `zone` typed: "jutro o 9", "sexta às 14h30", "in 2 hours".

    An hour without a day is the next such hour. `at` is now; the answer is never before it, and is to be read back to
    the person before it counts. Raises nothing but Refusal, without a field: those of `read_day`, moment-unreadable,
    moment-without-hour (a day is understood, as `day`), moment-past, or moment-ambiguous with `first` and `second`.
    """
    today = at.astimezone(zone).date()
    found = heard(text, language, today) if len(text) <= LONGEST else None
    if found is None:
        raise Refusal("moment-unreadable", given=text[:LONGEST])
    if found.span is not None:
        return Moment(at + found.span)
    if found.hours is None:
        raise Refusal("moment-without-hour", day=_sure(found.days or (), today))
    if found.days is None:
        return _one_of(_next_such(found.hours, zone, at))
    return _on_day(found.days, found.hours, zone, at)


def _on_day(days: tuple[date, ...], hours: Hours, zone: ZoneInfo, at: datetime) -> Moment:
    today = at.astimezone(zone).date()
    if len(days) > 1 and days[0] == today and days[1] - today == _WEEK and not _still(today, hours.likely, zone, at):
        days = days[1:]  # "Friday at nine", said on a Friday at ten
    day = _sure(days, today)
    moments = _to_come(day, hours, zone, at)
    if not moments:
        raise Refusal("moment-past", given=_shown(day, hours.likely[0], zone).at)
    return _one_of(moments)


def _to_come(day: date, hours: Hours, zone: ZoneInfo, at: datetime) -> list[Moment]:
    """Those of the likely hours that are not over, else those of the later."""
    return _still(day, hours.likely, zone, at) or _still(day, hours.later, zone, at)


def _still(day: date, minutes: tuple[int, ...], zone: ZoneInfo, at: datetime) -> list[Moment]:
    return [moment for each in minutes if (moment := _shown(day, each, zone)).at > at]


def _next_such(hours: Hours, zone: ZoneInfo, at: datetime) -> list[Moment]:
    """The next time that a clock shows each; a later hour of today may be meant as well as a likely one of tomorrow."""
    today = at.astimezone(zone).date()
    likely = {minutes % DAY for minutes in hours.likely}
    still = _still(today, hours.later, zone, at)
    coming = [_coming(minutes, zone, at) for minutes in likely]
    if all(moment.at.astimezone(zone).date() == today for moment in coming):
        still = []
    return sorted({*still, *coming}, key=lambda moment: moment.at)


def _coming(minutes: int, zone: ZoneInfo, at: datetime) -> Moment:
    today = at.astimezone(zone).date()
    moments = (_shown(today + timedelta(days=ahead), minutes, zone) for ahead in range(3))
    return next(moment for moment in moments if moment.at > at)


def _one_of(moments: Sequence[Moment]) -> Moment:
    if len(moments) > 1:
        raise Refusal("moment-ambiguous", first=moments[0].at, second=moments[1].at)
    return moments[0]


def _shown(day: date, minutes: int, zone: ZoneInfo) -> Moment:
    """When the clocks of a zone show this many minutes of a day."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    at = instant(wall.date(), wall.time(), zone)
    if at.astimezone(zone).replace(tzinfo=None) != wall:
        return Moment(at, Turn.SKIPPED)
    again = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return Moment(at, Turn.NONE if again == at else Turn.TWICE)


_DAY_WORD_YEAR = re.compile(r"[0-9 ,./-]*[^\W\d_]{3,20}[0-9 ,./-]*")


def _understood_elsewhere(text: str, language: str, today: date) -> tuple[date, ...]:
    """What dateparser reads, where it cannot be silently wrong: "2027 March 31", "31/mar/2027".

    It drops hours, passes over words and makes up what is missing. So it is asked about one word and two
    numbers only, from two different days, and believed if it says the same both times and the numbers are the
    answer's day and year: then the word must be the month.
    """
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)]
    if len(numbers) != 2 or not _DAY_WORD_YEAR.fullmatch(text.strip()):  # noqa: PLR2004 - the day and the year
        return ()
    from dateparser import parse  # noqa: PLC0415 - its import takes 100 ms, and few texts come this far

    tongue = language[:2] if language[:2] in ("pl", "pt") else "en"
    bases = (datetime.combine(each, time()) for each in (today, today + timedelta(days=400)))
    first, second = (parse(text, languages=[tongue], settings={"RELATIVE_BASE": base}) for base in bases)
    if first is None or first != second or {first.day, first.year} != set(numbers):
        return ()
    return (first.date(),)


def instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the clocks of a zone show this wall time on this day.

    A time that the clocks skip is the first moment after the gap (02:30 becomes 03:00); one that they show
    twice is the first of the two.
    """
    first, second = (datetime.combine(day, wall, tzinfo=zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return first if first <= second else _end_of_gap(second, first, datetime.combine(day, wall), zone)


def _end_of_gap(before: datetime, after: datetime, wall: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second at which the clocks are past `wall`; clocks change on whole seconds."""
    before = before.replace(microsecond=0)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` up to, not including, `end`, by the wall clock; may span midnight; equal means none."""

    start: time
    end: time

    def next_allowed(self, at: datetime, zone: ZoneInfo) -> datetime:
        """`at` itself outside the quiet hours, otherwise their next end (in UTC); never before `at`."""
        local = at.astimezone(zone)
        if not self._holds(local.time()):
            return at
        day = local.date() + timedelta(days=local.time() >= self.end)
        ends = instant(day, self.end, zone)
        if ends <= at:  # the clocks went back over the end: it comes a second time
            ends = datetime.combine(day, self.end, tzinfo=zone).replace(fold=1).astimezone(UTC)
        # Where the clocks skip the few allowed minutes of a day, the end falls in the next quiet hours.
        return self.next_allowed(ends, zone)

    def _holds(self, wall: time) -> bool:
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name, such as "Europe/Warsaw". Refusal zone-unknown for anything else."""
    if name not in _zones():
        raise Refusal("zone-unknown", field="zone", given=name[:LONGEST])
    return ZoneInfo(name)


@cache
def _zones() -> frozenset[str]:
    # A list, so that no name that somebody typed is ever looked up as a file.
    return frozenset(available_timezones() - {"localtime", "Factory"})


def read_wall_time(text: str, *, language: str) -> time:
    """The wall time that a person typed: "22:00", "22h30", "10 pm", "wpół do ósmej", "9".

    Figures alone, with minutes or without, are of a clock of 24. Refusal time-unreadable; time-ambiguous with `first`
    and `second`.
    """
    if len(text) > LONGEST:
        raise Refusal("time-unreadable", given=text[:LONGEST])
    alone = re.fullmatch(r"\s*([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?\s*", text)
    found = Hours((int(alone[1]) * 60 + int(alone[2] or 0),)) if alone else hour_of(text, language)
    times = sorted({minutes % DAY for minutes in found.likely}) if found else []
    if not times:
        raise Refusal("time-unreadable", given=text)
    first, *others = (time(minutes // 60, minutes % 60) for minutes in times)
    if others:
        raise Refusal("time-ambiguous", first=first, second=others[0])
    return first
