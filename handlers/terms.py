"""What a partner typed into the form of a deal, read into Terms; every mistake is found at once."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from domain.customers import website_key
from domain.deals import Terms
from domain.money import Money, read_money
from domain.partners import Partner
from domain.programme import Programme
from domain.refusal import Refusal
from domain.when import read_day
from views.deals_forms import LIMITS

T = TypeVar("T")
EMAIL = re.compile(r"[^@\s<>\"\x00-\x1f]{1,64}@[^@\s<>\"\x00-\x1f]{1,190}\.[^@\s<>\"\x00-\x1f.]{2,}")


class Typed:
    """The fields of one submission; `faults` gathers what was wrong with them."""

    def __init__(self, values: Mapping[str, str], required: frozenset[str]) -> None:
        self._values = values
        self._required = required
        self.faults: list[Refusal] = []

    def read(self, name: str, reader: Callable[[str], T], empty: T) -> T:
        """The field as `reader` understands it; `empty` where nothing was typed, or nothing right."""
        text = self._values.get(name, "").strip()
        try:
            self._check(name, text)
            return reader(text) if text else empty
        except Refusal as refusal:
            refusal.field = name
            self.faults.append(refusal)
            return empty

    def _check(self, name: str, text: str) -> None:
        if not text and name in self._required:
            raise Refusal("field-required")
        if len(text) > LIMITS.get(name, len(text)):
            raise Refusal("field-too-long", limit=LIMITS[name])

    def done(self) -> None:
        """Refusal with every fault, where there was any."""
        if self.faults:
            first, *others = self.faults
            first.others = others
            raise first


def read_terms(
    values: Mapping[str, str], *, programme: Programme, partner: Partner, language: str, today: date
) -> Terms:
    """Refusal, with a field each, where something is missing or not understood.

    The form comes with a currency and a country: where it comes back without, the deal's own is in the programme no
    more, and 12,500 of one currency are not 12,500 of another.
    """
    typed = Typed(values, frozenset(programme.required) | {"customer", "amount", "currency", "country"})
    countries = {code for region in programme.regions.values() for code in region.countries}
    currency = typed.read("currency", _one_of(programme.currencies), partner.currency)
    terms = Terms(
        customer=typed.read("customer", _customer, ""),
        amount=typed.read("amount", _money(language, currency, programme), Money(Decimal(0), currency)),
        product=typed.read("product", _one_of(programme.products), ""),
        close_on=typed.read("close_on", _day(language, today), None),
        deal_type=typed.read("deal_type", _one_of(programme.deal_types), ""),
        country=typed.read("country", _one_of(countries), partner.country),
        website=typed.read("website", _website, ""),
        contact=typed.read("contact", _one_line, ""),
        email=typed.read("email", _email, ""),
        note=typed.read("note", str, ""),
    )
    typed.done()
    return terms


def _money(language: str, currency: str, programme: Programme) -> Callable[[str], Money]:
    return lambda text: read_money(text, language=language, currency=currency, currencies=programme.currencies)


def _day(language: str, today: date) -> Callable[[str], date | None]:
    return lambda text: read_day(text, language=language, today=today)


def _one_of(allowed: Mapping[str, object] | tuple[str, ...] | set[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise Refusal("field-not-an-option")
        return text

    return read


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _customer(text: str) -> str:
    """Of dots, or of what shows nothing, no card could say whose deal it is, and no rival could be found."""
    if not any(sign.isalnum() for sign in text):
        raise Refusal("field-required")
    return _one_line(text)


def _website(text: str) -> str:
    if not website_key(text):
        raise Refusal("deal-website-unreadable")
    return text


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text):
        raise Refusal("deal-email-unreadable")
    return text
