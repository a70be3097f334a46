"""An answer is kept as a document, for whoever asks the same another time."""

from datetime import datetime

from domain.documents import LONGEST_TITLE, Sort
from domain.people import Person
from domain.questions import Question, checked
from domain.refusal import Refusal
from domain.words import language_of
from handlers.documents import take_in
from handlers.documents_dropped import described, taken
from handlers.documents_edited import seen_partner
from handlers.questions import access_question
from handlers.replies import OpenForm, Reply
from handlers.requests import Press, Submission
from storage.documents import File
from storage.file_store import hash_of
from storage.store import Store
from views import questions_kept as views
from views.vocabulary import Form

_NAME = 60
"""Characters of a title that name the file."""


def form(request: Press, store: Store) -> Reply:
    """The question is its title, the answer its text, and it is for the partner of who asked, unless one says more."""
    question = _own(request.person, request.ref, store)
    values = {
        "title": " ".join(question.words.split())[:LONGEST_TITLE],
        "text": question.answer,
        "kind": Sort.OTHER.value,
        "language": language_of(question.answer, store.programme.languages),
        "customers": "no",
        "partner": question.partner,
    }
    return OpenForm(views.form(question, values, store.programme, request.t, seen_partner(values, request, store)))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    question = _own(request.person, request.ref, store)
    partner = seen_partner(request.values, request, store)
    return views.form(question, request.values, store.programme, request.t, partner)


def _own(person: Person, question_id: str, store: Store) -> Question:
    """One that this person may answer, and that was answered in words; once kept it is a document like any other."""
    question, _ = access_question(store, person, question_id)
    if not question.answer:
        raise Refusal("not-found")
    if store.documents.by_key(_key(question)):
        raise Refusal("question-kept-before")
    return question


def _key(question: Question) -> str:
    return f"answered/{question.id}"


def keep(request: Submission, store: Store) -> Reply:
    """It stands in the catalogue, its owner is whoever keeps it."""
    question = _own(request.person, request.ref, store)
    file = _typed(request.values.get("text", ""), request.at)
    told = described(_name(request.values.get("title", "")), _key(question), request, store)
    take_in(told, file, request.person, store, at=request.at, by=request.person.id)
    document = store.documents.by_key(told.called)
    assert document is not None, "it was taken in"
    return taken(document, request, store, new=True)


def _typed(words: str, at: datetime) -> File:
    """What was typed is the file: its text is its content, and no store of files needs to have it."""
    try:
        text = checked(words)
    except Refusal as refusal:
        raise Refusal(refusal.reason, field="text", **refusal.values) from None
    body = text.encode()
    return File(hash=hash_of(body), size=len(body), type="text/plain", text=text, at=at)


def _name(title: str) -> str:
    kept = "".join(sign for sign in title if sign.isalnum() or sign in " -")
    return f"{' '.join(kept.split())[:_NAME].strip() or 'answer'}.txt"
