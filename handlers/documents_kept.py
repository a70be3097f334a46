"""Keeping documents right: when a review is due the owner is asked, and says that it is right, or retires it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.documents import Document
from domain.notices.documents import DocumentDue
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.refusal import Refusal
from handlers.apart import each, in_parts
from handlers.documents_found import reader, reader_as
from handlers.replies import Amend, Reply
from handlers.requests import Press
from storage.documents import access_own_document
from storage.store import Store
from views import documents_kept as views
from views.translator import Translator
from views.vocabulary import Card

BATCH = 100
"""Documents that one transaction looks at."""


def review_due(at: datetime, store: Store) -> bool:
    """The owner of each document whose review is due is asked, once; the admins where there is no owner any more."""

    def review(document: Document) -> None:
        if store.documents.asked(document) and document.review_at:
            notice = DocumentDue(document.id, f"{document.review_at.isoformat()} {document.owner}")
            store.outbox.put(notice, to=keepers(document, store), at=at)

    def find(beyond: int) -> Sequence[Document]:
        return store.documents.to_review(at, size=BATCH, beyond=beyond)

    return in_parts(find, BATCH, each(review), store, about=lambda document: document.id)


def keepers(document: Document, store: Store) -> Sequence[Person]:
    """Who answers for it: its owner; the admins, where the owner is gone or has no account to be told at."""
    owner = store.people.get(document.owner)
    told = owner and not owner.left and not owner.partner and store.people.reachable(owner.id)
    return (owner,) if owner and told else store.people.holders(Role.ADMIN)


def due(document_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The question, as things are now; Refusal("not-found") for whoever does not keep it any more."""
    document = store.documents.get(document_id)
    if document is None or not document.editable_by(reader_as(reader, store)):
        raise Refusal("not-found")
    return views.kept(document, t)


NOTICES: Mapping[str, Callable[[str, Person, Store, Translator], Card]] = {DocumentDue.kind: due}


def verify(request: Press, store: Store) -> Reply:
    """It is still right; the next review is counted from now."""
    document = _own(request, store)
    if document.retired_at is None and request.version == document.version:
        document = _changed(document, document.verify(request.at), "verified", request, store)
    return Amend(views.kept(document, request.t))


def retire(request: Press, store: Store) -> Reply:
    """Nobody finds it any more; what was sent of it stays where it is."""
    document = _own(request, store)
    if document.retired_at is None:
        over = replace(document, retired_at=request.at, ask_at=None)
        document = _changed(document, over, "retired", request, store)
    return Amend(views.kept(document, request.t))


def bring_back(request: Press, store: Store) -> Reply:
    """It stands in the catalogue again, and is right as of now."""
    document = _own(request, store)
    if document.retired_at is not None:
        again = replace(document.verify(request.at), retired_at=None)
        document = _changed(document, again, "brought-back", request, store)
    return Amend(views.kept(document, request.t))


def _own(request: Press, store: Store) -> Document:
    return access_own_document(store.documents, reader(request, store), request.ref)


def _changed(document: Document, changed: Document, what: str, request: Press, store: Store) -> Document:
    kept = store.documents.change(document, changed, by=request.person.id, what=what, at=request.at)
    store.outbox.amend(topic(DocumentDue.about, document.id), at=request.at)
    return kept
