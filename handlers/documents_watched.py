"""Documents from a watched folder: taken in as an import does, and asked about when their file is gone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.acts import OPERATOR
from domain.documents import VANISHED, WATCHED, Document
from domain.documents_text import Described, unknown
from domain.people import Person
from domain.programme import VENDOR
from domain.refusal import Refusal
from handlers.apart import each, together
from handlers.documents import Taken, take_in
from storage.documents import File
from storage.store import Store


def take(told: Described, file: File, store: Store, *, at: datetime) -> Taken:
    """Make the catalogue say what is told; what had vanished is there again. Refusal where it is unfit."""
    owner = owner_of(told, store)
    gone = store.documents.by_key(f"{VANISHED}{told.called}")
    if gone is not None:
        store.documents.change(gone, replace(gone, key=f"{WATCHED}{told.called}"), by=OPERATOR, what="found", at=at)
    return take_in(told.model_copy(update={"key": f"{WATCHED}{told.called}"}), file, owner, store, at=at)


def owner_of(told: Described, store: Store) -> Person:
    """Who answers for it; Refusal where there is nobody, or where it names what the programme has not (yet)."""
    owner = store.people.with_email(VENDOR, told.owner)
    if owner is None or owner.left or unknown(told, store.programme):
        raise Refusal("document-unreadable")
    return owner


def missing(there: frozenset[str], store: Store, *, at: datetime) -> Sequence[Document]:
    """What came from the folder, and is not in it any more."""
    return [one for one in store.documents.keyed(WATCHED, at) if one.key.removeprefix(WATCHED) not in there]


def miss(there: frozenset[str], store: Store, *, at: datetime) -> None:
    """Nothing is retired for that: its review is due at once, and its owner is asked, who is told why."""

    def miss_one(one: Document) -> None:
        gone = replace(one, key=f"{VANISHED}{one.key.removeprefix(WATCHED)}", review_at=at, ask_at=at)
        store.documents.change(one, gone, by=OPERATOR, what="vanished", at=at)

    together(missing(there, store, at=at), each(miss_one), store, about=lambda one: one.id)
