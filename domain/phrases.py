"""Reads a typed day by our own grammar; domain/when.py decides which of its readings may be believed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from domain.days import NOTHING, RULES, Said, next_such, valid
from domain.tongues import TONGUES, Says, Tongue


def readings(text: str, language: str, today: date) -> tuple[date, ...]:
    """Every day that the text may mean, past ones too: none if not understood, two if ambiguous.

    The reader's own language is tried first, then the others: many write in one and have their chat in
    another.
    """
    plain = _plain(text)
    own = language[:2] if language[:2] in TONGUES else "en"
    # A short word is not read in a language that is not the reader's: "dom" is a house in Polish.
    others = [code for code in TONGUES if code != own] if len(plain) > len("dom") else []
    figures = re.sub(f"^(?:{TONGUES[own].until}) | ?r$", "", plain)  # "do 31.12.2026 r."
    numeric = _numeric(figures, today, day_first=own != "en")
    return numeric or next((days for code in (own, *others) if (days := _spoken(plain, code, today))), ())


_ALIKE = str.maketrans({"ł": "l", "º": "o", "°": "o"})


def _plain(text: str) -> str:
    """Lower case, without accents, commas and the dots of abbreviations."""
    marks = unicodedata.normalize("NFD", text.lower().translate(_ALIKE))
    bare = "".join(each for each in marks if not unicodedata.combining(each))
    return " ".join(re.sub(r",|\.(?![0-9])", " ", bare).split())


_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
# Two digits for the year, but not after a dash: "27-01-30" may begin with it.
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|(?<!-)[0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})")


def _numeric(plain: str, today: date, *, day_first: bool) -> tuple[date, ...]:
    if found := _YEAR_FIRST.fullmatch(plain):
        return valid((int(found[1]), int(found[3]), int(found[4])))
    if found := _YEAR_LAST.fullmatch(plain):
        year = int(found[4]) if len(found[4]) > 2 else 2000 + int(found[4])  # noqa: PLR2004 - "31.12.26"
        first, second = int(found[1]), int(found[3])
        native = day_first and found[2] == "."
        return valid((year, second, first)) if native else valid((year, second, first), (year, first, second))
    if found := _NO_YEAR.fullmatch(plain):
        return _numeric_without_year(int(found[1]), int(found[3]), today, native=day_first and found[2] == ".")
    return ()


def _numeric_without_year(first: int, second: int, today: date, *, native: bool) -> tuple[date, ...]:
    """Only with the day first; "12/26" may be a month and a year."""
    day_first, month_first = next_such(today, second, first), next_such(today, first, second)
    if native or first == second or not month_first:
        return day_first
    return (*day_first, *month_first) if day_first else ()


def _spoken(plain: str, code: str, today: date) -> tuple[date, ...]:
    flat = re.sub(r"(?<=\w)[-.](?=\w)", " ", plain)
    for says, pattern in _patterns(code):
        found = pattern.fullmatch(flat)
        if found and (days := RULES[says](_heard(found.groupdict(), TONGUES[code]), today)):
            return days
    return ()


@cache
def _patterns(code: str) -> tuple[tuple[Says, re.Pattern[str]], ...]:
    tongue = TONGUES[code]
    words = {
        "{month}": f"(?P<month>{_any_of(tongue.months)})",
        "{weekday}": f"(?P<weekday>{_any_of(tongue.weekdays)})",
        "{unit}": f"(?P<unit>{_any_of(tongue.units)})",
        "{offset}": f"(?P<offset>{_any_of(tongue.offsets)})",
        "{quarter}": f"(?P<quarter>{_any_of(tongue.quarters)})",
        "{n}": f"(?P<n>[0-9]{{1,3}}|{_any_of(tongue.numbers)})",
        "{day}": f"(?P<day>[0-9]{{1,2}}|{_any_of(tongue.days)})(?: ?(?:{tongue.nth}))?",
        "{year}": "(?P<year>20[0-9]{2})",
    }
    return tuple(
        (says, re.compile(f"(?:(?:{tongue.until}) )?(?:{_filled(phrase, words)})"))
        for says, phrases in tongue.phrases.items()
        for phrase in phrases
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def _filled(phrase: str, words: Mapping[str, str]) -> str:
    for name, pattern in words.items():
        phrase = phrase.replace(name, pattern)
    return phrase


def _heard(words: Mapping[str, str | None], tongue: Tongue) -> Said:
    def number(name: str, table: Mapping[str, int], default: int = 0) -> int:
        word = words.get(name)
        return default if word is None else table.get(word) or int(word)

    weekday, unit = words.get("weekday"), words.get("unit")
    return Said(
        day=number("day", tongue.days),
        month=number("month", tongue.months),
        year=number("year", {}) or None,
        weekday=tongue.weekdays[weekday] if weekday else None,
        n=number("n", tongue.numbers, 1),
        unit=tongue.units[unit] if unit else NOTHING,
        quarter=number("quarter", tongue.quarters),
        offset=tongue.offsets.get(words.get("offset") or "", 0),
    )
