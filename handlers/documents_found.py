"""Finding documents: by words or in a list, each reader only what is theirs, and every opening is on record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.deals import LONGEST_WORDS
from domain.documents import Document, Reader, State, Version, read_ref, reader_of
from domain.page import Page
from domain.people import Can, Person
from domain.refusal import Refusal
from handlers.apart import in_parts, together
from handlers.handed import Make, hand_over
from handlers.replies import Options, Reply, Show
from handlers.requests import Command, Press, Request, Search
from storage.documents import access_document, access_own_document
from storage.file_store import hash_of
from storage.search import Hit
from storage.store import Store
from views import documents as views
from views.documents import Found
from views.documents_kept import kept
from views.translator import Translator
from views.vocabulary import Handed

SHOWN = 5
_AT_ONCE, _MORE = 20, 100
"""Documents that are indexed in one transaction: by the clock, and before somebody finds them."""
OFFERED = 10
"""How many are offered while one types."""
_LOOKED_THROUGH = 50
"""Of so many that answer it those are offered that are one's own."""
FILE = "document"
"""What is handed over, in the table of files."""
_TYPED = 4 * LONGEST_WORDS
"""Bytes of what somebody types at most."""
LONGEST = 200
"""Characters of a question that are looked at."""


def index_due(at: datetime, store: Store) -> bool:
    """What begins or ends to count by itself is found, or is not any more, and so is what an older release has added;
    whether there may be more of it.
    """
    together(sorted(store.documents.shelve()), lambda ids: store.indexing.refresh(*ids, at=at), store, about=str)
    return _index(at, store, size=_AT_ONCE)


def _index(at: datetime, store: Store, *, size: int) -> bool:
    def due(beyond: int) -> Sequence[str]:
        return store.indexing.due(at, size=size, beyond=beyond)

    return in_parts(due, size, lambda ids: store.indexing.refresh(*ids, at=at), store, about=str)


def find(request: Command, store: Store) -> Reply:
    """What answers the words; without words, all there is."""
    words = " ".join(request.words.split())[:LONGEST]
    if not words:
        return _listed(request, store)
    asks, language = reader(request, store), request.t.language
    _index(request.at, store, size=_MORE)  # a version that begins to count is found from that very moment
    hits = store.search.find(asks, words, language=language, at=request.at, size=SHOWN)
    nearest = () if hits else store.search.nearest(asks, words, language=language, at=request.at)
    if not hits:
        _miss(words, asks, language, store, at=request.at)
    answers, near = (_found(some, asks, store, at=request.at) for some in (hits, nearest))
    return Show(views.found(answers, words, request.t, nearest=near))


def asked_plainly(request: Command, store: Store) -> Reply | None:
    """Words that are no command, and like none: what answers them, if anything does. Nothing is noted of them."""
    words = " ".join(request.words.split())[:LONGEST]
    if request.nearest or not request.person.may(Can.READ_DOCUMENTS):
        return None
    asks = reader(request, store)
    hits = store.search.find(asks, words, language=request.t.language, at=request.at, size=SHOWN)
    answers = _found(hits, asks, store, at=request.at)
    return Show(views.found_plainly(answers, words, request.t)) if answers else None


def offered(request: Search, store: Store) -> Reply:
    """What answers what was typed so far, to choose one; the newest before anything is typed."""
    words, asks = " ".join(request.text.split())[:LONGEST], reader(request, store)
    return Options(views.offered(_offered(words, asks, request, store), request.t))


def offered_own(request: Search, store: Store) -> Reply:
    """The same, of those that they may change; those of which nothing counts yet, too."""
    words, asks = " ".join(request.text.split())[:LONGEST], reader(request, store)
    counting = _offered(words, asks, request, store, among=_LOOKED_THROUGH)
    found = {one.document.id: one for one in (*_to_come(words, request, store), *counting)}
    own = [one for one in found.values() if one.document.editable_by(asks)]
    return Options(views.offered(own[:OFFERED], request.t))


def _to_come(words: str, request: Search, store: Store) -> Sequence[Found]:
    """They are in no index: each of these words is in the title, or the ref is what was typed."""
    some = store.documents.to_come(request.at, size=_LOOKED_THROUGH)
    sought, ref = words.casefold().split(), read_ref(words)
    return tuple(
        _with_file(document, version, store)
        for document, version in some
        if document.ref == ref or all(word in document.title.casefold() for word in sought)
    )


def _offered(words: str, asks: Reader, request: Search, store: Store, *, among: int = OFFERED) -> Sequence[Found]:
    at, language = request.at, request.t.language
    if not words:
        page = store.documents.seen_by(asks, at=at, size=among)
        return tuple(_with_file(document, version, store) for document, version in page.items)
    if read_ref(words):
        return tuple(_with_file(*pair, store) for pair in _by_ref(words, asks, store, at=at))
    hits = store.search.find(asks, words, language=language, at=at, size=among)
    near = hits or store.search.nearest(asks, words, language=language, at=at, size=among)
    return _found(near, asks, store, at=at)


def _by_ref(ref: str, asks: Reader, store: Store, *, at: datetime) -> Sequence[tuple[Document, Version]]:
    try:
        return (access_document(store.documents, asks, ref, at=at),)
    except Refusal:
        return ()


def _miss(words: str, asks: Reader, language: str, store: Store, *, at: datetime) -> None:
    """What a partner's people look for in vain is a gap of their region."""
    if asks.partner:
        store.gaps.note(region=asks.partner.region, partner=asks.partner.key, text=words, language=language, at=at)


def more(request: Press, store: Store) -> Reply:
    """The next page of the list."""
    return _listed(request, store, after=request.ref)


def _listed(request: Request, store: Store, after: str = "") -> Reply:
    page = store.documents.seen_by(reader(request, store), at=request.at, cursor_text=after, size=SHOWN)
    shown = tuple(_with_file(document, version, store) for document, version in page.items)
    return Show(views.listing(Page(shown, page.total, page.next), request.t))


def show(request: Command, store: Store) -> Reply:
    """One document, by its ref."""
    return _opened(request, request.words, store)


def open_one(request: Press, store: Store) -> Reply:
    """One document, from a list."""
    return _opened(request, request.ref, store)


def _opened(request: Request, ref: str, store: Store) -> Reply:
    asks = reader(request, store)
    try:
        document, version = access_document(store.documents, asks, ref, at=request.at)
    except Refusal:
        return Show(kept(_retired(ref, asks, request, store), request.t))
    store.documents.note_reading(document, version, request.person.id, at=request.at)
    file = store.documents.file(version.file)
    assert file is not None, "a version has a file"
    found = _with_file(document, version, store)
    shown = views.preview(file.text)
    given = document.downloadable_by(asks)
    if given:
        hand_over(FILE, document.ref, request, store)
    card = views.opened(
        found,
        shown or None,
        store.programme,
        request.t,
        whole=shown == file.text,
        mine=document.editable_by(asks) and request.person.may(Can.KEEP_DOCUMENTS),
        given=given,
        shares=given and request.person.may(Can.KEEP_DOCUMENTS),
        at=request.at,
    )
    return Show(card)


def _retired(ref: str, asks: Reader, request: Request, store: Store) -> Document:
    """What is out of the catalogue is there for whoever may bring it back; Refusal("not-found") for everybody else."""
    found = access_own_document(store.documents, asks, ref)
    if not found.retired(request.at) or not request.person.may(Can.KEEP_DOCUMENTS):
        raise Refusal("not-found")
    return found


def file_of(ref: str, person: Person, store: Store, t: Translator, at: datetime) -> Handed:
    """The file of the version that counts by then, for whoever may have it."""
    asks = reader_as(person, store)
    document, version = access_document(store.documents, asks, ref, at=at)
    if not document.downloadable_by(asks):
        raise Refusal("not-found")
    size, media = store.documents.weight(version.file)
    return replace(views.file(document, version, t, size=size, media=media), content=content_of(version, store))


def content_of(version: Version, store: Store) -> bytes | str:
    """Of what was typed in the chat, its text; else the hash under which the store of files has it."""
    size, media = store.documents.weight(version.file)
    if media == "text/plain" and size <= _TYPED:
        file = store.documents.file(version.file)
        body = file.text.encode() if file else b""
        if hash_of(body) == version.file:
            return body
    return version.file


FILES: Mapping[str, Make] = {FILE: file_of}


def history(request: Press, store: Store) -> Reply:
    """Every version that ever counted; whoever may change the document sees the others too."""
    asks = reader(request, store)
    document, _ = access_document(store.documents, asks, request.ref, at=request.at)
    versions = store.documents.versions(document.id)
    seen = versions if document.editable_by(asks) else _public(versions, request)
    seen = (one for one in seen if document.shows(one, asks))
    return Show(views.history(document, tuple(seen), request.t, at=request.at))


def _public(versions: Iterable[Version], request: Request) -> Iterable[Version]:
    """What has begun to count, as its readers knew it."""
    for one in versions:
        if one.state is State.APPROVED and one.counts_from and one.counts_from <= request.at:
            yield one


def reader(request: Request, store: Store) -> Reader:
    """Whoever asks, as the catalogue sees them."""
    return reader_as(request.person, store)


def reader_as(person: Person, store: Store) -> Reader:
    """The same, of somebody who is told."""
    return reader_of(person, store.partners.get(person.partner) if person.partner else None)


def _found(hits: Iterable[Hit], asks: Reader, store: Store, *, at: datetime) -> tuple[Found, ...]:
    """As long as the catalogue says the same as the index: it may be retired, or another's, since this very moment."""
    found = ((store.documents.get(hit.document), store.documents.version(hit.version), hit) for hit in hits)
    return tuple(
        _with_file(document, version, store, hit.sentence)
        for document, version, hit in found
        if document and version and version.counts(at) and document.shows(version, asks) and not document.retired(at)
    )


def _with_file(document: Document, version: Version, store: Store, sentence: str = "") -> Found:
    size, kind = store.documents.weight(version.file)
    return Found(document=document, version=version, size=size, type=kind, sentence=sentence)
