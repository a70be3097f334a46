"""Days as people type them, wall times, zones and quiet hours; told the time, never asking for it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.phrases import readings
from domain.refusal import Refusal

LONGEST = 200
YEARS_AHEAD = 5
_SECOND = timedelta(seconds=1)


def read_day(text: str, *, language: str, today: date) -> date:
    """The day that a person typed, today or later: "31.12.2026", "koniec marca", "próxima sexta", "in a week".

    A weekday alone is the next one strictly after today. "next friday" and "przyszły piątek" are that weekday
    of the next calendar week, which begins on Monday; "próxima sexta" is the next one strictly after today,
    as in Brazil. "następny piątek" and "sexta que vem" are asked where these two differ, and "this friday" on
    a Friday. A day without a year is the next such day, today included; a month's end is its last day.

    Nothing is guessed: 03/04/2027 is refused as date-ambiguous in every language, with both days as `first`
    and `second`; 03.04.2027 in English only, as in Polish and Portuguese dots put the day first. Raises
    nothing but Refusal, without a field: date-unreadable, date-past, date-too-far (more than 5 years ahead) or
    date-ambiguous.
    """
    if len(text) > LONGEST:
        raise Refusal("date-unreadable", given=text[:LONGEST])
    days = readings(text, language, today) or _understood_elsewhere(text, language, today)
    latest = date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))
    if not days:
        raise Refusal("date-unreadable", given=text)
    if all(day < today for day in days):
        raise Refusal("date-past", day=days[0])
    if all(day > latest for day in days):
        raise Refusal("date-too-far", day=days[0], latest=latest)
    if len(days) > 1:
        raise Refusal("date-ambiguous", first=days[0], second=days[1])
    return days[0]


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


_WALL_TIME = re.compile(r"([0-9]{1,2})(?: ?[:.h] ?([0-9]{2}))? ?(?:h|hs|min)? ?(am|pm)?")


def read_wall_time(text: str) -> time:
    """The wall time that a person typed: "22:00", "22.00", "22h30", "10 pm", "9". Refusal time-unreadable."""
    found = _WALL_TIME.fullmatch(text.strip().lower().replace(".m.", "m")) if len(text) <= LONGEST else None
    if found is None:
        raise Refusal("time-unreadable", given=text[:LONGEST])
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= 12:  # noqa: PLR2004 - the hours of half a day
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half:
        hour = 24
    try:
        return time(hour, minute)
    except ValueError:
        raise Refusal("time-unreadable", given=text) from None
