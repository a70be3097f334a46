"""Whoever answers for a document hands it on to somebody else of the vendor's; where they cannot, an admin does."""

from collections.abc import Mapping
from dataclasses import replace

from domain.documents import Document
from domain.notices.documents import DocumentDue, DocumentHandedOn
from domain.notices.notice import topic
from domain.people import DECIDERS, Can, Person, Role
from domain.refusal import Refusal
from handlers.deals_for import FOUND
from handlers.deals_told import Worded
from handlers.documents_found import reader, reader_as
from handlers.people import folded
from handlers.replies import OpenForm, Options, Reply, Show
from handlers.requests import Press, Request, Search, Submission
from storage.documents import access_own_document
from storage.store import Store
from views import documents_owned as views
from views.translator import Translator
from views.vocabulary import Card, Form, Option, said


def form(request: Press, store: Store) -> Reply:
    """Asks who answers for it from now on."""
    return OpenForm(_form(_own(request.ref, request, store), None, request, store))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    chosen = _able(store).get(request.values.get("owner", ""))
    return _form(_own(request.ref, request, store), chosen, request, store)


def _form(document: Document, chosen: Person | None, request: Request, store: Store) -> Form:
    owner = store.people.get(document.owner)
    return views.form(document, owner.name if owner else "", chosen, request.t)


def _own(ref: str, request: Request, store: Store) -> Document:
    """One that this person answers for, or anybody's where they are an admin."""
    document = access_own_document(store.documents, reader(request, store), ref)
    if document.owner != request.person.id and Role.ADMIN not in request.person.roles:
        raise Refusal("document-not-yours")
    return document


def _able(store: Store) -> Mapping[str, Person]:
    """Who may answer for documents, by id."""
    some = (person for role in (*DECIDERS, Role.ADMIN) for person in store.people.holders(role))
    return {person.id: person for person in some if person.may(Can.KEEP_DOCUMENTS)}


def people(request: Search, store: Store) -> Reply:
    """Those who may answer for documents, by what was typed of the name."""
    typed = folded(request.text.strip())
    found = sorted((one for one in _able(store).values() if typed in folded(one.name)), key=lambda one: one.name)
    return Options(tuple(Option(one.id, said(one.name)) for one in found[:FOUND]))


def hand_on(request: Submission, store: Store) -> Reply:
    """From now on its questions and reviews go to whoever was chosen, and so does what waits; they are told."""
    document = _own(request.ref, request, store)
    if request.version != document.version:
        raise Refusal("document-changed")
    to = _chosen(request.values.get("owner", "").strip(), store)
    if to.id != document.owner:
        document = _handed_on(document, to, request, store)
    return Show(views.handed_on(document, to.name, request.t))


def _chosen(typed: str, store: Store) -> Person:
    """Who was picked, or whose whole name was typed."""
    able = _able(store)
    found = [able[typed]] if typed in able else [one for one in able.values() if folded(one.name) == folded(typed)]
    if len(found) != 1:
        raise Refusal("field-not-an-option" if typed else "field-required", field="owner")
    return found[0]


def _handed_on(document: Document, to: Person, request: Submission, store: Store) -> Document:
    ask_at = document.review_at if document.review_waits else document.ask_at
    changed = document.edited(replace(document, owner=to.id, ask_at=ask_at))
    kept = store.documents.change(document, changed, by=request.person.id, what="handed-on", at=request.at)
    store.lookouts.keep("questions", "", "")  # what waits for the one before is passed on
    store.outbox.amend(topic(DocumentDue.about, kept.id), at=request.at)
    told = [to] if to.id != request.person.id else []
    store.outbox.put(DocumentHandedOn(kept.id, str(kept.version)), to=told, at=request.at)
    return kept


def _yours(document_id: str, owner: Person, store: Store, t: Translator) -> Card:
    """To whoever answers for it now."""
    document = store.documents.get(document_id)
    if document is None or document.owner != owner.id or not document.editable_by(reader_as(owner, store)):
        raise Refusal("not-found")
    return views.yours(document, t)


NOTICES: Mapping[str, Worded] = {DocumentHandedOn.kind: _yours}
