"""For which partner a deal is registered: one's own, or for the vendor's people one that they look after."""

from dataclasses import dataclass, replace

from domain.partners import Partner, named
from domain.refusal import Refusal
from handlers.replies import OpenForm, Options, Reply
from handlers.requests import Command, Press, Request, Search, Submission
from storage.partners import access_looked_after
from storage.store import Store
from views import deals_forms
from views.translator import LANGUAGES, typed_words
from views.vocabulary import Option, said

FOUND = 15
"""How many partners a search offers (Teams' dynamic search: learn.microsoft.com)."""


@dataclass(frozen=True)
class Whose:
    """The partner, None until it is chosen; `choices` are empty where there is nothing to choose: one's own."""

    partner: Partner | None
    choices: tuple[Partner, ...] = ()

    def values(self) -> dict[str, str]:
        """What the form holds before anything is typed."""
        if self.partner is None:
            return {}
        chosen = {"partner": self.partner.key} if self.choices else {}
        return {**chosen, "currency": self.partner.currency, "country": self.partner.country}


def own_partner(request: Request, store: Store) -> Partner:
    """The partner that the person works for."""
    partner = store.partners.get(request.person.partner)
    if partner is None:
        raise Refusal("partner-unknown")
    return partner


def whose(request: Request, store: Store, key: str = "") -> Whose:
    """One's own; for the vendor's people this partner, if they look after it, or one to choose."""
    if request.person.partner:
        return Whose(own_partner(request, store))
    choices = store.partners.looked_after_by(request.person)
    if not choices:
        raise Refusal("deal-for-nobody")
    only = choices[0] if len(choices) == 1 else None
    return Whose(next((one for one in choices if one.key == key), only), choices)


def read_whose(request: Command, store: Store) -> tuple[Whose, str]:
    """The same, from words that may begin with the partner's name, and the words behind it.

    A partner's own people name their customer at once: whatever they type is about a deal of their own.
    """
    among = whose(request, store)
    if request.person.partner:
        return among, request.words
    first, _, behind = request.words.partition(" ")
    for words in (request.words, behind) if first.casefold() in _fors() else (request.words,):
        found, rest = named(words, among.choices)
        if len(found) == 1:
            return _fixed(found[0]), rest
        if found:
            return replace(among, partner=None), rest
    return among, behind if first.casefold() in _fors() else request.words


def _fixed(partner: Partner) -> Whose:
    """It was named: nothing is left to choose."""
    return Whose(partner, (partner,))


def _fors() -> frozenset[str]:
    """The word between the command and the name, in each language: many write in another than they read."""
    return frozenset(word for language in LANGUAGES for word in typed_words(language).text("word-for").split())


def open_for(request: Press, store: Store) -> Reply:
    """The empty form for the partner whose card it was."""
    partner = access_looked_after(store.partners, request.person, request.ref)
    values = _fixed(partner).values()
    return OpenForm(deals_forms.form(values, store.programme, request.t, draft=store.new_id(), partners=(partner,)))


def chosen(request: Submission, store: Store) -> Partner:
    """Whose the deal will be, looked at anew: what a form was opened for is no proof."""
    if request.person.partner:
        return own_partner(request, store)
    key = request.values.get("partner", "").strip()
    if not key:
        raise Refusal("field-required", field="partner")
    try:
        return access_looked_after(store.partners, request.person, key)
    except Refusal as refusal:
        refusal.field = "partner"
        raise


def search(request: Search, store: Store) -> Reply:
    """Partners that the person looks after, by what was typed of their name."""
    typed = request.text.strip().casefold()
    found = [one for one in store.partners.looked_after_by(request.person) if typed in one.name.casefold()]
    return Options(tuple(Option(one.key, said(one.name)) for one in found[:FOUND]))
