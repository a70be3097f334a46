"""What a message says of a deal: the company, the amount and the day, each only where it cannot well be another.

Whoever reads it is shown what was found and asked to check it; what is not found is left to them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from domain.customers import name_key
from domain.folding import folded
from domain.money import Money, amounts_in, read_money
from domain.refusal import Refusal
from domain.tongues import TONGUES
from domain.when import read_day

T = TypeVar("T")
MOST = 3000
"""Characters of a message that are read."""
LEAST = Decimal(100)
"""Below it, "3 real problems" is as likely as three reais."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """Each empty where nothing, or nothing certain, was found."""

    customer: str = ""
    amount: Money | None = None
    close_on: date | None = None


def find(text: str, *, language: str, today: date, currencies: Sequence[str], known: Iterable[str] = ()) -> Found:
    """`known` are names of customers that the reader used before.

    Two different companies, amounts or days are none. An amount has a currency of the programme; a day is written out,
    since "tomorrow" and "Friday" depend on when the message was written.
    """
    text = text[:MOST]
    return Found(
        customer=_company(text, known),
        amount=_only(_amounts(text, language, currencies)),
        close_on=_only(_days(text, language, today)),
    )


# --- the amount ---

_ROUND_A_NUMBER = re.compile(r"[()\[\]{}\"„”“«»?!:;*_~]|[.,](?=\s|$)|\s[\u2013\u2014-]\s")


def _amounts(text: str, language: str, currencies: Sequence[str]) -> Iterator[Money | None]:
    """None stands for one that could be two."""
    for typed in amounts_in(" ".join(_ROUND_A_NUMBER.sub(" ", text).split())):
        try:
            read = read_money(typed, language=language, currency=None, currencies=currencies)
        except Refusal as refusal:
            if refusal.reason == "money-ambiguous":
                yield None
            continue
        if read.amount >= LEAST:
            yield read


# --- the day ---

_NUMERIC = re.compile(
    r"(?<![\w./-])(?:20[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:20)?[0-9]{2})"
    r"(?![\w/-]|\.[0-9])"
)
_ENDS = ("end", "last", "koniec", "konc", "fim", "final", "ultimo")
_AROUND = 3
"""Words before and behind the name of a month that may belong to its day: "the 31st of March 2027"."""
_MONTHS_READ = 12
_SHORT = 4
"""From so many letters on a word is a month's name: "mar", "out" and "set" are often something else."""


def _days(text: str, language: str, today: date) -> Iterator[date | None]:
    for found in _NUMERIC.finditer(text):
        yield from _day(found[0], language, today)
    words = re.sub(r"[(),;!?\"„”]", " ", _NUMERIC.sub(" ", text)).split()
    months = (place for place, word in enumerate(words) if _is_month(word))
    for place in islice(months, _MONTHS_READ):
        yield from _day_around(words, place, language, today)


def _is_month(word: str) -> bool:
    bare = folded(word).strip(".:")
    months = {name for tongue in TONGUES.values() for name in tongue.months}
    return bare in months and (len(bare) >= _SHORT or word.strip(".:") == "May")


def _day_around(words: Sequence[str], place: int, language: str, today: date) -> Iterator[date | None]:
    """The longest run of words that says a day."""
    runs = (
        words[start:end]
        for start in range(max(0, place - _AROUND), place + 1)
        for end in range(min(len(words), place + _AROUND), place, -1)
    )
    for run in sorted(runs, key=len, reverse=True):
        said = " ".join(run).rstrip(".:")
        if _names_a_day(run) and (days := list(_day(said, language, today))):
            yield days[0]
            return


def _names_a_day(run: Sequence[str]) -> bool:
    """A month alone is no day; with a number it is, and with its end."""
    return any(char.isdigit() for word in run for char in word) or any(folded(word).startswith(_ENDS) for word in run)


def _day(said: str, language: str, today: date) -> Iterator[date | None]:
    try:
        yield read_day(said, language=language, today=today)
    except Refusal as refusal:
        if refusal.reason != "date-unreadable":  # two days, or one that a shorter reading must not make a later one
            yield None


# --- the company ---

_CALLED = re.compile(
    r"(?:^|\s)(?:customer|client|company|klient|firma|cliente|empresa)[ \t]*[:=][ \t]*([^\n,;]{2,75})", re.IGNORECASE
)
_FORM = re.compile(
    r"(?<=\s)(?:sp\. ?z ?o\. ?o\.?|sp\. ?[kj]\.?|s\. ?a\.|s/a|sa|gmbh|ag|kg|ltda\.?|lda\.?|ltd\.?|llc|inc\.?|plc"
    r"|s\.r\.l\.|b\.v\.)(?!\w)",
    re.IGNORECASE,
)
_CAPITALISED = 5
"""Words before a legal form that may belong to the name."""
_BETWEEN = frozenset({"&", "i", "and", "e", "de", "do", "da", "und", "of"})


def _company(text: str, known: Iterable[str]) -> str:
    """As somebody called it "customer:", else a name used before, else words before a legal form."""
    for names in (_called(text), _known(text, known), _with_form(text)):
        distinct = {name_key(name): name for name in reversed([*names])}
        distinct.pop("", None)
        if distinct:
            return next(iter(distinct.values())) if len(distinct) == 1 else ""
    return ""


def _called(text: str) -> Iterator[str]:
    for found in _CALLED.finditer(text):
        yield found[1].strip().rstrip(".")


def _known(text: str, known: Iterable[str]) -> list[str]:
    """Those that stand in the text as whole words; a name within a longer one is not another."""
    said = f" {_flat(text)} "
    there = [name for name in known if len(_flat(name)) >= len("abc") and f" {_flat(name)} " in said]
    flat = {_flat(name) for name in there}
    return [name for name in there if not any(_flat(name) != other and _flat(name) in other for other in flat)]


def _flat(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", folded(text)))


def _with_form(text: str) -> Iterator[str]:
    for found in _FORM.finditer(text):
        line = text[: found.start()].rpartition("\n")[2]
        name: list[str] = []
        for word in reversed(line.split()[-_CAPITALISED:]):
            if not (word[0].isupper() or word[0].isdigit() or (name and word in _BETWEEN)) or (word[-1] in ".,;:!?"):
                break
            name.insert(0, word.lstrip('("„“«'))
        while name and name[0] in _BETWEEN:
            name.pop(0)
        if name:
            yield f"{' '.join(name)} {found[0]}"[:75].strip()


def _only(found: Iterable[T]) -> T | None:
    """What all of them are; None where there is nothing, or more than one thing."""
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else None
