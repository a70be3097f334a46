"""Whoever may change a document does so in the chat: its title, who reads it, and when it is looked at again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time

from domain.documents import LONGEST_TITLE, Circle, Document, Shelf, Sort
from domain.notices.documents import DocumentDue
from domain.notices.notice import topic
from domain.partners import Partner
from domain.refusal import Refusal
from domain.when import instant
from handlers.deals_for import FOUND
from handlers.documents_found import reader
from handlers.replies import OpenForm, Options, Reply, Show
from handlers.requests import Press, Request, Search, Submission
from storage.documents import access_own_document
from storage.store import Store
from views import documents_edited as views
from views.vocabulary import Form

_EVERY = ("0", "90", "180", "365")
"""After how many days the owner is asked again, as the form offers it."""


def form(request: Press, store: Store) -> Reply:
    """As it is."""
    document = _own(request, request.ref, store)
    return OpenForm(_form(document, views.filled(document, request.t), request, store))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent, and no newer: what somebody else has changed meanwhile is not put back."""
    return replace(_form(_own(request, request.ref, store), request.values, request, store), version=request.version)


def _form(document: Document, values: views.Values, request: Request, store: Store) -> Form:
    partner = seen_partner(values, request, store)
    return views.form(document, values, partner, store.programme, request.t, every=_every(document))


def seen_partner(values: views.Values, request: Request, store: Store) -> Partner | None:
    """The one that is chosen, if this person may see it."""
    key = values.get("partner", "")
    return next((one for one in store.partners.seen_by(request.person) if one.key == key), None)


def _own(request: Request, ref: str, store: Store) -> Document:
    """One that stands in the catalogue."""
    document = access_own_document(store.documents, reader(request, store), ref)
    if document.retired_at is not None:
        raise Refusal("not-found")
    return document


def partners(request: Search, store: Store) -> Reply:
    """Those whose documents this person may keep, by what was typed of their name."""
    typed = request.text.strip().casefold()
    found = [one for one in store.partners.seen_by(request.person) if typed in one.name.casefold()]
    return Options(views.partner_options(found[: FOUND - 1], request.t))


def edit(request: Submission, store: Store) -> Reply:
    """It is so from now on, for everybody: what somebody may not read any more is not there for them."""
    document = _own(request, request.ref, store)
    if request.version != document.version:
        raise Refusal("document-changed")
    changed = _review(document, _as_sent(document, request, store), request)
    if changed != document:
        changed = document.edited(changed)
        changed = store.documents.change(document, changed, by=request.person.id, what="edited", at=request.at)
        store.outbox.amend(topic(DocumentDue.about, document.id), at=request.at)
    everybody = store.partners.all()
    readers = sum(changed.shelf.is_for(one) for one in everybody)
    named = [one for one in everybody if one.key in changed.shelf.partners]
    return Show(views.edited(changed, readers, named, store.programme, request.t))


def _as_sent(document: Document, request: Submission, store: Store) -> Document:
    """What it was for stays a choice where the programme has it no more: whoever mends a title opens it to nobody."""
    programme, was = store.programme, document.shelf
    title = " ".join(request.values.get("title", "").split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise Refusal("field-required", field="title")
    languages = tuple(one for one in programme.languages if one in _several(request, "languages", programme.languages))
    if not languages:
        raise Refusal("field-required", field="languages")
    shelf = Shelf(
        view=Circle(one_of(request, "view", tuple(Circle))),
        regions=_several(request, "regions", {*programme.regions, *was.regions}),
        tiers=_several(request, "tiers", {*programme.tiers, *was.tiers}),
        partner_types=_several(request, "types", {*programme.partner_types, *was.partner_types}),
        partners=chosen_partner(request, store, before=document),
    )
    return replace(
        document,
        title=title,
        sort=Sort(one_of(request, "kind", tuple(Sort))),
        languages=languages,
        product=one_of(request, "product", (views.ANY, *programme.products, document.product)).removeprefix(views.ANY),
        shelf=shelf,
        download=Circle(one_of(request, "download", tuple(Circle))),
        edit=Circle(one_of(request, "edit", views.EDITORS)),
        customers=one_of(request, "customers", views.CUSTOMERS) == "yes",
    )


def one_of(request: Submission, name: str, known: Collection[str]) -> str:
    """What was chosen; Refusal at the field where it is none of them."""
    value = request.values.get(name, "")
    if value not in known:
        raise Refusal("field-not-an-option" if value else "field-required", field=name)
    return value


def _several(request: Submission, name: str, known: Collection[str]) -> frozenset[str]:
    values = frozenset(filter(None, request.values.get(name, "").split(",")))
    if not values <= frozenset(known):
        raise Refusal("field-not-an-option", field=name)
    return values


def chosen_partner(request: Submission, store: Store, *, before: Document | None = None) -> frozenset[str]:
    """The one that it is for, if it is for one only; several, whom an import has named, stay as they were."""
    value = request.values.get("partner", "").strip()
    was = before.shelf.partners if before else frozenset()
    if value == views.SEVERAL:
        return was
    if not value:
        raise Refusal(
            "field-required", field="partner"
        )  # a field that was emptied says of nobody that they may read it
    if value == views.ANY:
        return frozenset()
    seen = store.partners.seen_by(request.person)
    if value in was:
        return frozenset({value})
    found = [one.key for one in seen if value.casefold() in (one.key, one.name.casefold())]
    if len(found) != 1:
        raise Refusal("field-not-an-option", field="partner")
    return frozenset(found)


# --- when it is looked at again ---


def _every(document: Document) -> tuple[str, ...]:
    return tuple(sorted({*_EVERY, str(document.review_days)}, key=int))


def _review(document: Document, changed: Document, request: Submission) -> Document:
    """On that day in the person's zone, and after so many days from then on. Without a day never."""
    days = int(one_of(request, "every", _every(document)))
    day = _day(request.values.get("review", ""))
    if day == views.review_day(document, request.t):
        return replace(changed, review_days=days if day else 0)
    if day is None:
        return replace(changed, review_days=0, review_at=None, ask_at=None)
    if day <= request.at.astimezone(request.t.zone).date():
        raise Refusal("document-review-past", field="review")
    at = instant(day, time(), request.t.zone)
    return replace(changed, review_days=days, review_at=at, ask_at=at)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise Refusal("field-required", field="review") from error
