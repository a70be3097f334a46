"""Questions about a document: its readers ask, its owner has a card of each, and who asked reads the answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.documents import Document
from domain.documents_asked import KIND, DocumentQuestion
from domain.notices import DocumentAnswered, DocumentAsked, topic
from domain.people import Person, Role
from domain.questions import checked
from domain.refusal import Refusal
from handlers.deals_told import Worded
from handlers.documents_found import reader, reader_as
from handlers.documents_kept import keepers
from handlers.missed import Missed
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Press, Request, Submission
from storage.documents import access_document
from storage.store import Store
from views import documents_asked as views
from views.documents_asked import Asked
from views.translator import Translator
from views.vocabulary import Card, Form

ASKED, WINDOW = 20, timedelta(hours=1)
"""How many questions in which time one person may ask."""


# --- asking ---


def form(request: Press, store: Store) -> Reply:
    """For what somebody wants to know."""
    return OpenForm(views.form(_document(request, request.ref, store), request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.form(_document(request, request.ref, store), request.t, words=request.values.get("words", ""))


def _document(request: Request, ref: str, store: Store) -> Document:
    document, _ = access_document(store.documents, reader(request, store), ref, at=request.at)
    return document


def ask(request: Submission, store: Store) -> Reply:
    """Kept, and told to whoever answers for the document; the same once more is the one that was asked."""
    document, person, at = _document(request, request.ref, store), request.person, request.at
    question = DocumentQuestion(
        id=store.new_id(),
        document=document.id,
        by=person.id,
        by_name=person.name,
        partner=person.partner,
        words=checked(request.values.get("words", "")),
        asked_at=at,
    )
    store.people.count_try(person.id, KIND, at=at, limit=ASKED, window=WINDOW)
    kept = store.documents_asked.add(question)
    if kept.id == question.id:
        store.outbox.put(DocumentAsked(kept.id), to=keepers(document, store), at=at)
    return Show(views.sent(kept, document, request.t))


# --- answering ---


def _access(question_id: str, person: Person, store: Store) -> tuple[DocumentQuestion, Document]:
    """One about what this person answers for; Refusal("not-found") alike for missing and forbidden."""
    question = store.documents_asked.get(question_id)
    document = store.documents.get(question.document) if question else None
    if question is None or document is None or not document.editable_by(reader_as(person, store)):
        raise Refusal("not-found")
    return question, document


def _asked(question_id: str, person: Person, store: Store, t: Translator, *, late: bool = False) -> Card:
    question, document = _access(question_id, person, store)
    return views.asked(_shown(question, document, store), t, late=late)


def _shown(question: DocumentQuestion, document: Document, store: Store) -> Asked:
    partner = store.partners.get(question.partner) if question.partner else None
    company = partner.name if partner else question.partner or store.programme.name
    return Asked(question, document, company, gone=_asker(question, store) is None)


def _asker(question: DocumentQuestion, store: Store) -> Person | None:
    """Whoever asked, as long as they are still at the company that they asked for."""
    asker = store.people.get(question.by)
    return asker if asker and not asker.left and asker.partner == question.partner else None


def answer_form(request: Press, store: Store) -> Reply:
    """With the question above; the answer, where there is one by now."""
    question, document = _access(request.ref, request.person, store)
    if not question.waits:
        return Show(_asked(question.id, request.person, store, request.t))
    return OpenForm(views.answer_form(_shown(question, document, store), request.t))


def answer_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    question, document = _access(request.ref, request.person, store)
    return views.answer_form(_shown(question, document, store), request.t, words=request.values.get("words", ""))


def answer(request: Submission, store: Store) -> Reply:
    """To whoever asked, and to nobody else; of two answers the first one counts."""
    question, _ = _access(request.ref, request.person, store)
    words = checked(request.values.get("words", ""))
    sent = store.documents_asked.answer(question, words, request.person, request.at)
    if sent:
        asker = _asker(question, store)
        store.outbox.put(DocumentAnswered(question.id), to=[asker] if asker else [], at=request.at)
        store.outbox.amend(topic(KIND, question.id), at=request.at)
    return Show(_asked(question.id, request.person, store, request.t, late=not sent))


# --- telling ---


def _answered(question_id: str, person: Person, store: Store, t: Translator) -> Card:
    """For whoever asked; of a document that is not theirs any more they hear no more."""
    question = store.documents_asked.get(question_id)
    document = store.documents.get(question.document) if question else None
    mine = question is not None and question.by == person.id and question.partner == person.partner
    if question is None or document is None or not mine or not document.open_to(reader_as(person, store)):
        raise Refusal("not-found")
    return views.answered(question, document, t)


def missed(one: Missed, store: Store, at: datetime) -> None:
    """Where whoever answers cannot be told, the admins are, once."""
    question = store.documents_asked.get(one.subject)
    if question is None or not question.waits:
        return
    told = store.outbox.audience(topic(KIND, question.id), DocumentAsked.kind, tried=True)
    new = [person for person in store.people.holders(Role.ADMIN) if person.id not in told]
    store.outbox.put(DocumentAsked(question.id, "passed-on"), to=new, at=at)


NOTICES: Mapping[str, Worded] = {DocumentAsked.kind: _asked, DocumentAnswered.kind: _answered}
