"""Typed words to what of all that waits is meant: /approvals poland, nowak, over 10000 eur, conflict, overdue."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from domain.customers import name_key
from domain.deals import read_ref
from domain.money import Money, read_money, split_money
from domain.rates import rate
from domain.waiting import Named, Narrowed
from handlers.people import folded
from handlers.requests import Request
from storage.store import Store
from views.translator import LANGUAGES, countries, typed_words

LONGEST = 55
"""Characters of what was typed that a button can carry behind a cursor: 100 in all."""

_TYPED = re.compile(r"[\w .,'&$€£¥/+-]")
"""What names, amounts and refs are written with: nothing else goes into a button."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def read_narrowed(text: str, request: Request, store: Store) -> Narrowed:
    """What was typed; Refusal where an amount cannot be read, and nothing is guessed."""
    words = " ".join("".join(_TYPED.findall(text)).split())[:LONGEST].strip()
    conflict, overdue = (any(_means(meant, word) for word in words.split()) for meant in ("conflict", "overdue"))
    before, over, name = _amount([word for word in words.split() if not _is_flag(word)], request, store)
    names = [*before, *name.split()]
    refs = [ref for word in names if (ref := read_ref(word))]
    name = " ".join(word for word in names if not read_ref(word))
    return Narrowed(
        words=words,
        name=name,
        key=name_key(name),
        named=tuple(_named(key, word, store) for word in _WORD.findall(name) if (key := name_key(word))),
        ref=refs[0] if refs else "",
        over=over,
        limits=_limits(over, request, store) if over else (),
        conflict=conflict or None,
        overdue=request.at if overdue else None,
    )


def _is_flag(word: str) -> bool:
    return _means("conflict", word) or _means("overdue", word)


def _amount(words: list[str], request: Request, store: Store) -> tuple[list[str], Money | None, str]:
    """What stands before "over", the amount behind it, and what is said behind that."""
    place = next((place for place, word in enumerate(words) if _means("over", word)), None)
    if place is None:
        return words, None, ""
    behind_it = words[place + 1 :]
    text = " ".join(behind_it[1:] if behind_it and _means("than", behind_it[0]) else behind_it)
    found = split_money(text)
    typed, behind = (found.money, found.name) if found.money else (text, "")
    read = read_money(typed, language=request.t.language, currency=None, currencies=store.programme.currencies)
    return words[:place], read, behind


def _limits(over: Money, request: Request, store: Store) -> tuple[tuple[str, Decimal], ...]:
    """The same in each currency of the programme, at the newest rate that is known."""
    day = request.at.date()
    found = {over.currency: over.amount}
    for currency in store.programme.currencies:
        by = rate(over.currency, currency, day) if currency != over.currency else None
        if by is not None:
            found[currency] = over.amount * by.rate
    return tuple(found.items())


def _named(key: str, word: str, store: Store) -> Named:
    programme, typed = store.programme, folded(word)
    regions = (region for region in programme.regions if typed in _labels(region, store))
    return Named(
        key=key,
        countries=tuple(sorted(_countries().get(typed, ()))),
        regions=tuple(regions),
        partners=tuple(
            partner.key for partner in programme.partners if key in name_key(partner.name) or typed == partner.key
        ),
    )


def _labels(region: str, store: Store) -> frozenset[str]:
    """Each word of a region's name, in each language, and its key."""
    label = store.programme.region(region).label
    return frozenset({region, *_split(label(language) for language in LANGUAGES)})


def _split(names: Iterable[str]) -> set[str]:
    return {folded(word) for name in names for word in _WORD.findall(name)}


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, frozenset[str]]:
    """Each word of a country's name, in each language, and its code, to the countries it may mean."""
    found: dict[str, set[str]] = {}
    for code, name in countries():
        for word in (code.casefold(), *_split((name,))):
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _means(meant: str, word: str) -> bool:
    return word.casefold() in _meaning(meant)


@lru_cache(maxsize=8)
def _meaning(meant: str) -> frozenset[str]:
    """The spellings of a word, in each language: many write in another than they read."""
    return frozenset(word for language in LANGUAGES for word in typed_words(language).text(f"word-{meant}").split())
