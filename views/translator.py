"""Message name + values -> Words, in one language and zone; the only file that knows Fluent and Babel.

A sentence is formatted once per language and per set of values that change its grammar (numbers, states);
names, money and moments are put in afterwards as inert spans. That makes them safe, and it makes wording cheap.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from domain.currencies import decimals
from domain.marks import MARKED
from domain.money import Money
from views.vocabulary import Link, Mark, Span, Words, plain, said

LANGUAGES = ("en", "pl", "pt-BR")
NAMES: Mapping[str, str] = {"en": "English", "pl": "Polski", "pt-BR": "Português (Brasil)"}
"""Each language in its own words."""

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: no text of ours holds them, and values never pass here
_PLACE = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
_MARKS = {"bold": Mark.BOLD, "italic": Mark.ITALIC, "code": Mark.CODE}

Value = Words | str | int | Decimal | Money | date | datetime | time | Enum


class UnknownMessageError(Exception):
    """A message name that no locale has: a bug."""


def language_of(tag: str | None) -> str | None:
    """Which of our languages a platform's locale means, None for any other: "pt_PT" gives "pt-BR"."""
    base = (tag or "").replace("_", "-").partition("-")[0].lower()
    return {"en": "en", "pl": "pl", "pt": "pt-BR"}.get(base)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the value of this name goes, and how it is marked there."""

    key: str
    mark: Mark


class Catalogue:
    """All sentences of one language."""

    def __init__(self, language: str, only: str = "") -> None:
        """`only` is one file of it: to read them all takes a fifth of a second."""
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.bundle = FluentBundle([language], use_isolating=False)
        for name in [only] if only else _files(language):
            self.bundle.add_resource(_read(language, name))
        self._bare: dict[str, Words] = {}
        self._templates: dict[tuple[object, ...], tuple[Span | Link | _Place, ...]] = {}

    def template(self, name: str, values: Mapping[str, Value]) -> tuple[Span | Link | _Place, ...]:
        """The sentence as spans, with places for the inert values; kept, as there are few."""
        grammar = [(key, value) for key, value in values.items() if _shapes(value)]
        key = (name, *values, *grammar)
        found = self._templates.get(key)
        if found is None:
            if len(self._templates) > _KEPT:
                self._templates.clear()
            found = self._templates[key] = tuple(_parts(self._format(name, values)))
        return found

    def bare(self, name: str) -> Words:
        """A sentence without values; made once."""
        found = self._bare.get(name)
        if found is None:
            found = self._bare[name] = Words(tuple(_spans(self._format(name, {}))))
        return found

    def _format(self, name: str, values: Mapping[str, Value]) -> str:
        if not self.bundle.has_message(name):
            raise UnknownMessageError(name)
        message = self.bundle.get_message(name)
        if message.value is None:
            raise UnknownMessageError(name)
        given = {key: _given(key, value) for key, value in values.items()}
        text, errors = self.bundle.format_pattern(message.value, given)
        if errors:
            raise errors[0]
        return str(text)

    def text(self, name: str) -> str:
        """A message without values, as bare text."""
        return self._format(name, {})


_GRAMMAR = (Enum, int, Decimal)
_KEPT = 4000
_NAMED = 3


def _shapes(value: Value) -> bool:
    """Numbers and states choose plurals and variants; everything else is inert."""
    return isinstance(value, _GRAMMAR) and not isinstance(value, bool)


def _given(key: str, value: Value) -> str | int | Decimal:
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int | Decimal) else f"{_OPEN}{key}{_CLOSE}"


def _spans(text: str) -> Iterator[Span | Link]:
    """A text has four marks; what stands between them is plain."""
    at = 0
    for found in MARKED.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        kind = found.lastgroup or ""
        if kind == "url":
            yield Link(found["label"], found["url"])
        else:
            yield Span(found[kind], _MARKS[kind])
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


def marked(text: str) -> Words:
    """A text that somebody wrote for others, with its four marks; whether its links may be followed, others look."""
    return Words(tuple(_spans(text)))


def _parts(text: str) -> Iterator[Span | Link | _Place]:
    for span in _spans(text):
        if isinstance(span, Link) or _OPEN not in span.text:
            yield span
            continue
        for number, piece in enumerate(_PLACE.split(span.text)):
            if number % 2:
                yield _Place(piece, span.mark)
            elif piece:
                yield Span(piece, span.mark)


def _files(language: str) -> list[str]:
    names = (entry.name for entry in files("locales").joinpath(language).iterdir())
    return sorted(name for name in names if name.endswith(".ftl"))


@cache
def _read(language: str, name: str) -> Resource:
    return FluentResource(files("locales").joinpath(language).joinpath(name).read_text(encoding="utf-8"))


def read_ahead() -> Iterator[None]:
    """The sentences of all languages, a file a step, which is a hundredth of a second: whoever takes the steps slowly
    holds up nobody, and whoever needs a language meanwhile reads only what is left of it.
    """
    for language in LANGUAGES:
        for name in _files(language):
            yield
            _read(language, name)
        catalogue(language)


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue:
    """Read once a process."""
    return Catalogue(language)


@lru_cache(maxsize=8)
def typed_words(language: str) -> Catalogue:
    """The words that commands are typed with, alone: they are asked for on the loop."""
    return Catalogue(language, only="commands.ftl")


@dataclass(frozen=True)
class Translator:
    """One reader's language and zone. Its sentences are read when the first is asked for."""

    language: str
    zone: ZoneInfo

    @cached_property
    def _words(self) -> Catalogue:
        return catalogue(self.language)

    def __call__(self, name: str, /, **values: Value) -> Words:
        """The sentence `name`; UnknownMessageError where there is none."""
        if not values:
            return self._words.bare(name)
        filled: list[Span | Link] = []
        for part in self._words.template(name, values):
            if isinstance(part, _Place):
                filled += self._marked(values[part.key], part.mark)
            else:
                filled.append(part)
        return Words(tuple(filled))

    def _marked(self, value: Value, mark: Mark) -> tuple[Span | Link, ...]:
        spans = self.words(value).spans
        if mark is Mark.PLAIN:
            return spans
        return tuple(
            Span(span.text, mark) if isinstance(span, Span) and span.mark is Mark.PLAIN else span for span in spans
        )

    def plain(self, name: str, /, **values: Value) -> str:
        """The sentence as bare text, for where a platform takes nothing else."""
        return plain(self(name, **values))

    def words(self, value: Value) -> Words:
        """A value as this reader writes it."""
        match value:
            case Words():
                return value
            case Money():
                return said(self.money(value))
            case datetime():
                return said(self.moment(value))
            case date():
                return said(self.day(value))
            case time():
                return said(self.wall_time(value))
            case int() | Decimal():
                return said(format_decimal(value, locale=self._words.locale))
            case _:
                return said(str(value))

    def money(self, money: Money) -> str:
        """12 500,00 zł; without the decimals where there are none."""
        return _money(self._words.locale, money.amount, money.currency)

    def rate(self, rate: Decimal) -> str:
        """An exchange rate, with as many digits as it has: 0,22707662."""
        return format_decimal(rate, locale=self._words.locale, decimal_quantization=False)

    def typed_money(self, money: Money) -> str:
        """The amount alone, as one would type it in this language."""
        pattern = "#,##0" + _fraction(money.amount, money.currency)
        return format_decimal(money.amount, format=pattern, locale=self._words.locale)

    def day(self, day: date) -> str:
        """27 listopada 2026, with the day of the week: a date read back in words."""
        return _day(self._words.locale, day)

    def moment(self, at: datetime) -> str:
        """The wall time in the reader's zone, with the zone in words: 27 Nov 2026, 17:00 (Warsaw)."""
        local = at.astimezone(self.zone).replace(tzinfo=None, second=0, microsecond=0)
        return _moment(self._words.locale, local, self.zone.key)

    def second(self, at: datetime) -> Words:
        """17:00:30, for what lasts less than a minute."""
        return said(str(format_time(at.astimezone(self.zone), "medium", locale=self._words.locale)))

    def wall_time(self, at: time) -> str:
        """17:00 or 5:00 PM."""
        return str(format_time(at, "short", locale=self._words.locale))

    def country(self, code: str) -> str:
        """Polska."""
        return str(self._words.locale.territories.get(code, code))

    def any_of(self, names: Sequence[str]) -> str:
        """Anna or Piotr: at most three of them, as this language offers a choice; "" for nobody."""
        shown = list(names[:_NAMED])
        return str(format_list(shown, style="or", locale=self._words.locale)) if shown else ""

    def all_of(self, names: Sequence[str]) -> str:
        """Anna, Piotr and Jan, each of them, as this language lists; "" for nobody."""
        return str(format_list(list(names), locale=self._words.locale)) if names else ""

    def place(self) -> str:
        """The reader's zone in words: Warszawa."""
        return _place(self._words.locale, self.zone.key)


@lru_cache(maxsize=8)
def cities(language: str) -> Mapping[str, str]:
    """Every zone that is named by a city, and that city in this language; 20 ms, once a process and language."""
    locale = catalogue(language).locale
    return {zone: _place(locale, zone) for zone in sorted(available_timezones()) if "/" in zone}


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """Each country's code with its name, in each of our languages."""
    named = (item for language in LANGUAGES for item in catalogue(language).locale.territories.items())
    return tuple((code, name) for code, name in named if code.isalpha() and len(code) == _CODE)


_CODE = 2


# Babel's formatting costs 25-40 us each; a list shows the same few values again and again.
@lru_cache(maxsize=4096)
def _money(locale: Locale, amount: Decimal, currency: str) -> str:
    pattern = str(locale.currency_formats["standard"].pattern)
    if get_currency_symbol(currency, locale=locale).isalpha():
        pattern = pattern.replace("\u00a4#", "\u00a4\u00a0#")  # "PLN 12,500": letters do not touch digits (CLDR's rule)
    pattern = pattern.replace(".00", _fraction(amount, currency))
    return str(format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False))


def _fraction(amount: Decimal, currency: str) -> str:
    """The decimals of a pattern: all that the currency has, or none of a whole amount. CLDR, which rounds those that
    are not in use (RSD, ALL), is not asked: what somebody typed is shown to the last sign.
    """
    return "" if amount == amount.to_integral_value() else "." + "0" * decimals(currency)


@lru_cache(maxsize=4096)
def _day(locale: Locale, day: date) -> str:
    return str(format_date(day, "full", locale=locale))


@lru_cache(maxsize=8192)
def _moment(locale: Locale, local: datetime, zone: str) -> str:
    day = format_date(local, "medium", locale=locale)
    return f"{day}, {format_time(local, 'short', locale=locale)} ({_place(locale, zone)})"


@lru_cache(maxsize=1024)
def _place(locale: Locale, zone: str) -> str:
    return str(get_timezone_location(zone, locale=locale, return_city=True)) if "/" in zone else zone


@lru_cache(maxsize=512)
def translator(language: str, zone: str) -> Translator:
    """For a reader; an unknown language gives English."""
    return Translator(language if language in LANGUAGES else "en", ZoneInfo(zone))
