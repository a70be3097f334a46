"""What a language has for days and hours: its words, and its phrases as patterns over words that are marked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property


class Says(Enum):
    """What a phrase says of a day; domain/days.py works each of them out."""

    FIGURES = auto()
    OFFSET = auto()
    WEEKDAY = auto()
    THIS_WEEKDAY = auto()
    EITHER_WEEKDAY = auto()
    WEEKDAY_OF_WEEK = auto()
    WEEKS_AFTER_WEEKDAY = auto()
    WEEKDAY_IN_WEEKS = auto()
    NTH_WEEKDAY = auto()
    LAST_WEEKDAY = auto()
    DAY_OF_MONTH = auto()
    DAY_AHEAD = auto()
    NEXT_SUCH_DAY = auto()
    AFTER = auto()
    WEEK_END = auto()
    MONTH_START = auto()
    MONTH_END = auto()
    QUARTER_START = auto()
    QUARTER_END = auto()
    YEAR_START = auto()
    YEAR_END = auto()


@dataclass(frozen=True)
class Unit:
    """A length of time; a phrase multiplies it."""

    days: int = 0
    months: int = 0


class Part(Enum):
    """A part of the day: which hours of a clock of twelve it makes those of the morning, which of the afternoon."""

    MORNING = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()


@dataclass(frozen=True)
class Tongue:
    """One language: its words without accents, and its phrases.

    A phrase is a pattern over marked words (domain/marking.py): {month} stands for any word in `months`, {n} for a
    number in figures or words, {day} for the number of a day, {in_month} for what `in_month` says, and so on. `until`
    are the words that may stand before any phrase for a day; `nth` what may follow the figures of an ordinal; `joint`
    what may stand between tens and ones.

    `hours` are patterns for a time of day that leave no doubt that it is one, `bare` those that need a part of the day,
    or a word that stands before hours only. `precise` says that figures with minutes are always on a clock of 24.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    hourly: Mapping[str, int]
    units: Mapping[str, Unit]
    offsets: Mapping[str, int]
    until: str
    nth: str
    joint: str
    n: str
    in_month: str
    in_quarter: str
    in_year: str
    phrases: Mapping[Says, tuple[str, ...]]
    rewrites: Mapping[str, str]
    parts: Mapping[Part, str]
    at: str
    toward: str
    hours: tuple[str, ...]
    bare: tuple[str, ...]
    spans: tuple[str, ...]
    precise: bool

    @cached_property
    def senses(self) -> Mapping[str, str]:
        """Every word that has a number, with all that it may be: "segunda" is "W0O2"."""
        tables = {"W": self.weekdays, "M": self.months, "O": self.ordinals, "H": self.hourly, "X": self.numbers}
        senses: dict[str, str] = {}
        for letter, table in tables.items():
            for word, number in table.items():
                senses[word] = f"{senses.get(word, '')}{letter}{number}"
        return senses

    @cached_property
    def rewriting(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Each rewrite, for whole words; the first pattern is all of them together, as most texts need none."""
        pairs = [(re.compile(rf"(?<!\w)(?:{short})(?!\w)"), whole) for short, whole in self.rewrites.items()]
        return (re.compile(rf"\b(?:{'|'.join(self.rewrites)})\b"), ""), *pairs


def numbered(rows: str, start: int = 1) -> Mapping[str, int]:
    """Numbers the rows, one a slash, from `start`; all words of a row mean the same."""
    return {word.replace("_", " "): number for number, row in enumerate(rows.split("/"), start) for word in row.split()}


def tens(words: str) -> Mapping[str, int]:
    """Twenty, thirty and so on, one a slash, as far as the words go."""
    return {word: (number + 1) * 10 for word, number in numbered(words).items()}


def inflected(stems: Sequence[str], endings: str, start: int = 1) -> Mapping[str, int]:
    """Each stem, numbered from `start`, with each of the endings."""
    return {stem + ending: number for number, stem in enumerate(stems, start) for ending in endings.split()}
