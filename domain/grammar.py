"""A language's phrases, compiled: patterns over marked words, made once and when first needed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from domain.tongue import Part, Says, Tongue
from domain.tongues import TONGUES


@dataclass(frozen=True)
class Grammar:
    """`any_day` is what all of `days` are together: most of what is tried is not a day.

    Of `clocks`, those that are not sure need a part of the day, or the group `at`.
    """

    any_day: re.Pattern[str]
    days: tuple[tuple[Says, re.Pattern[str]], ...]
    clocks: tuple[tuple[bool, re.Pattern[str]], ...]
    parts: tuple[tuple[Part, re.Pattern[str]], ...]
    spans: tuple[re.Pattern[str], ...]


@cache
def grammar(code: str) -> Grammar:
    """Of a language in TONGUES; compiling it takes some ten milliseconds."""
    tongue = TONGUES[code]
    days = tuple((says, _filled(phrase, tongue)) for says, phrases in tongue.phrases.items() for phrase in phrases)
    before = f"(?:(?:{tongue.until}) )?"
    at = f"(?:(?:(?P<at>{tongue.at})|{tongue.toward}) )?"
    return Grammar(
        any_day=re.compile(before + _any_of(re.sub(r"\?P<\w+>", "?:", phrase) for _, phrase in days)),
        days=tuple((says, re.compile(f"{before}(?:{phrase})")) for says, phrase in days),
        clocks=tuple(
            (sure, re.compile(f"{at}(?:{_filled(phrase, tongue)})"))
            for sure, phrases in ((True, tongue.hours), (False, tongue.bare))
            for phrase in phrases
        ),
        parts=tuple((part, re.compile(f"(?:^| )(?:{phrase})(?= |$)")) for part, phrase in tongue.parts.items()),
        spans=tuple(re.compile(_filled(phrase, tongue)) for phrase in tongue.spans),
    )


_ALSO = "(?:[A-Z][0-9]+)*"
"""What else a word may be."""


def _filled(phrase: str, tongue: Tongue) -> str:
    slots = {
        "{in_month}": tongue.in_month,
        "{in_quarter}": tongue.in_quarter,
        "{in_year}": tongue.in_year,
        "{n}": tongue.n,
        "{weekday}": f"{_ALSO}W(?P<weekday>[0-6]){_ALSO}",
        "{month}": f"{_ALSO}M(?P<month>[0-9]{{1,2}}){_ALSO}",
        "{nth}": f"{_ALSO}[OH](?P<nth>[1-5]){_ALSO}",
        "{day}": "(?:M12(?=X))?[NOX](?P<day>[0-9]{1,2})",
        "{number}": "(?P<number>[0-9]{1,2})",
        "{quarter}": "(?:M[0-9]+)?[NO](?P<quarter>[1-4])",
        "{quarter2}": "[NO](?P<quarter2>[1-4])",
        "{year}": "N(?P<year>20[0-9]{2})",
        "{year2}": "N(?P<year2>20[0-9]{2})",
        "{figures}": "(?P<figures>[0-9][0-9./-]*[0-9])",
        "{unit}": f"(?P<unit>{_any_of(tongue.units)})",
        "[NX]": "(?:M12(?=X))?[NX]",  # Portuguese "dez" is ten, and December
        "{offset}": f"(?P<offset>{_any_of(tongue.offsets)})",
    }
    for name, pattern in slots.items():
        phrase = phrase.replace(name, pattern)
    return phrase


def _any_of(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(phrases)})"
