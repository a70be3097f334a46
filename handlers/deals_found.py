"""A message turned into a deal: the form with what was found in the message, each of it to be checked."""

from domain.found import Found, find
from handlers.deals_for import whose
from handlers.deals_known import today
from handlers.replies import OpenForm, Reply
from handlers.requests import Press
from handlers.training_lapsed import foretold
from storage.store import Store
from views import deals_forms

KNOWN = 200
"""How many of the partner's own customers are looked for in the message, those used last first."""


def from_message(request: Press, store: Store) -> Reply:
    """What was found is filled in; where nothing was, the message itself is, as the note."""
    for_ = whose(request, store)
    found = _values(_found(request, store), request)
    typed = found or {"note": _note(request.text)}
    form = deals_forms.form(
        for_.values() | typed,
        store.programme,
        request.t,
        draft=store.new_id(),
        note=request.t("deal-found-some") if found else request.t("deal-found-nothing"),
        partners=for_.choices,
        check=frozenset(found),
    )
    return OpenForm(foretold(form, request, store))


def _found(request: Press, store: Store) -> Found:
    known = store.deals.customers_of(request.person.partner, "", size=KNOWN) if request.person.partner else ()
    return find(
        request.text,
        language=request.t.language,
        today=today(request),
        currencies=store.programme.currencies,
        known=known,
    )


def _values(found: Found, request: Press) -> dict[str, str]:
    values = {"customer": found.customer} if found.customer else {}
    if found.amount:
        values |= {"amount": request.t.typed_money(found.amount), "currency": found.amount.currency}
    if found.close_on:
        values |= {"close_on": found.close_on.isoformat()}
    return values


def _note(text: str) -> str:
    """As much of the message as the field holds."""
    limit = deals_forms.LIMITS["note"]
    return text if len(text) <= limit else text[: limit - 1] + "…"
