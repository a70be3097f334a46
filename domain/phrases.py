"""Reads typed days and hours by our own grammar; domain/when.py decides which of its readings may be believed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.days import RULES, Said
from domain.grammar import grammar
from domain.hours import Hours, hours, length
from domain.marking import marked, plain
from domain.tongue import Part
from domain.tongues import TONGUES

_SHORTEST = 4
"""A shorter text is not read in a language that is not the reader's: "dom" is a house in Polish."""


@dataclass(frozen=True)
class Heard:
    """What was said of a moment: every day it may be, the hour, or how long from now; each None where nothing was."""

    days: tuple[date, ...] | None = None
    hours: Hours | None = None
    span: timedelta | None = None


def readings(text: str, language: str, today: date) -> tuple[date, ...]:
    """Every day that the text may mean, past ones too: none if not understood, two if ambiguous."""
    bare = plain(text)
    own = _own(language)
    spoken = (_days(marked(bare, TONGUES[code]), code, today, own) for code in _codes(bare, own))
    return next((days for days in spoken if days), ())


def hour_of(text: str, language: str) -> Hours | None:
    """The hour that the text names, and nothing else."""
    bare = plain(text)
    own = _own(language)
    said = (_hour(bare, code) for code in (own, *(each for each in TONGUES if each != own)))
    return next((found for found in said if found), None)


def heard(text: str, language: str, today: date) -> Heard | None:
    """A day and an hour in either order, one of the two, or a length of time from now; None if not understood."""
    bare = re.sub(r"(?<=[0-9])t(?=[0-9]{1,2}:)", " ", plain(text))
    own = _own(language)
    found = (_heard(bare, code, today, own) for code in _codes(bare, own))
    return next((each for each in found if each), None)


def _own(language: str) -> str:
    return language[:2] if language[:2] in TONGUES else "en"


def _codes(bare: str, own: str) -> Iterator[str]:
    """The reader's own language first, then the others: many write in one and have their chat in another."""
    yield own
    if len(bare) >= _SHORTEST:
        yield from (code for code in TONGUES if code != own)


# --- what the phrases come to ---


def _days(words: tuple[str, ...], code: str, today: date, own: str, *, timed: bool = False) -> tuple[date, ...]:
    known, spoken = grammar(code), " ".join(words)
    if not known.any_day.fullmatch(spoken):
        return ()
    for says, pattern in known.days:
        found = pattern.fullmatch(spoken)
        if found and (days := RULES[says](_said(found.groupdict(), code, own, timed=timed), today)):
            return days
    return ()


def _said(words: Mapping[str, str | None], code: str, own: str, *, timed: bool) -> Said:
    tongue = TONGUES[code]

    def number(*names: str, default: int = 0) -> int:
        return next((int(word) for name in names if (word := words.get(name))), default)

    weekday = words.get("weekday")
    return Said(
        figures=words.get("figures") or "",
        day=number("day", "number"),
        month=number("month"),
        year=number("year", "year2"),
        weekday=int(weekday) if weekday else None,
        n=number("nth", "n", default=1),
        unit=tongue.units.get(words.get("unit") or ""),
        quarter=number("quarter", "quarter2", "nth_quarter"),
        offset=tongue.offsets.get(words.get("offset") or "", 0),
        ahead=2 if words.get("later") else int(bool(words.get("next"))),
        day_first=own != "en",
        timed=timed,
    )


def _hour(bare: str, code: str) -> Hours | None:
    words, part = _without_part(marked(bare, TONGUES[code]), code)
    return _clock(words, code, part)


def _heard(bare: str, code: str, today: date, own: str) -> Heard | None:
    whole = marked(bare, TONGUES[code])
    if (span := _span(whole, code)) is not None:
        return Heard(span=span)
    words, part = _without_part(whole, code)
    day_alone = _day_and_hour(words, (), code, part, today, own)
    found = {
        each
        for place in range(0 if day_alone is None else len(words), len(words))
        for first, second in ((words[:place], words[place:]), (words[place:], words[:place]))
        if second and (each := _day_and_hour(first, second, code, part, today, own))
    }
    return day_alone or (found.pop() if len(found) == 1 else None)


def _day_and_hour(
    day: tuple[str, ...], hour: tuple[str, ...], code: str, part: Part | None, today: date, own: str
) -> Heard | None:
    said = _clock(hour, code, part) if hour else None
    if (hour and not said) or not (day or hour):
        return None
    days = _days(day, code, today, own, timed=bool(hour)) if day else ()
    return Heard(days=days or None, hours=said) if days or not day else None


def _without_part(words: tuple[str, ...], code: str) -> tuple[tuple[str, ...], Part | None]:
    """The words without the part of the day, where one is named; a second one stays, and is not understood."""
    spoken = " ".join(words)
    for part, pattern in grammar(code).parts:
        if found := pattern.search(spoken):
            return tuple(f"{spoken[: found.start()]}{spoken[found.end() :]}".split()), part
    return words, None


def _clock(words: tuple[str, ...], code: str, part: Part | None) -> Hours | None:
    spoken = " ".join(words)
    for sure, pattern in grammar(code).clocks:
        found = pattern.fullmatch(spoken)
        if found and (sure or part or found["at"]):
            said = hours(found.groupdict(), part, precise=TONGUES[code].precise)
            if said:
                return said
    return None


def _span(words: tuple[str, ...], code: str) -> timedelta | None:
    spoken = " ".join(words)
    matches = (pattern.fullmatch(spoken) for pattern in grammar(code).spans)
    return next((length(found.groupdict()) for found in matches if found), None)
