"""A file that was dropped in the chat becomes a document, or a version of one, as whoever dropped it says."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from domain.documents import LONGEST_NOTE, LONGEST_TITLE, Circle, Document, guessed_sort
from domain.documents_text import Described
from domain.imports import State
from domain.people import Can
from domain.refusal import Refusal
from domain.words import language_of
from handlers.documents import renew, take_in
from handlers.documents_edited import chosen_partner, seen_partner
from handlers.documents_found import reader
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Drop, Press, Request, Submission
from storage.documents import File, access_own_document
from storage.imports import LIFE, Import, access_import
from storage.store import Store
from views import documents_dropped as views
from views.documents_edited import CUSTOMERS
from views.vocabulary import Form

_KIND = "document"
_WORKBOOKS = ("xlsx", "xlsm")
NAME_LIMIT = 100
"""Characters of a file's name that are kept."""
NEAR = 3
"""Documents that are called nearly so, and shown."""
_OPEN_TO = {circle.value: circle for circle in Circle}


def drop(request: Drop, store: Store) -> Reply:
    """What can be made of the file; it waits for a day. A workbook that is no document may be meant for an import."""
    workbook = request.name.rpartition(".")[2].casefold() in _WORKBOOKS and request.person.may(Can.IMPORT)
    if request.refusal is not None:
        raise (
            Refusal("import-workbook")
            if workbook and request.refusal.reason == "document-unreadable"
            else request.refusal
        )
    if request.file is None:
        raise Refusal("document-not-fetched")
    name = " ".join(request.name.split())[-NAME_LIMIT:]
    file = request.file
    store.documents.keep_file(file, loose_at=request.at)
    # One of a kind is open at a time: each content is a kind of its own.
    kind = f"{_KIND}-{file.hash[:8]}"
    kept = store.imports.keep(request.person.id, kind, name=name, body=file.hash, shown="", at=request.at)
    added = store.documents.by_key(_key(request, file))
    near = _nearly(_title(name), added, request, store)
    return Show(views.offered(name, kept.id, near, request.t, media=file.type, size=file.size, workbook=workbook))


def _key(request: Request, file: File) -> str:
    """What a person makes of one content is one document."""
    return f"dropped/{request.person.id}/{file.hash}"


def _nearly(title: str, added: Document | None, request: Request, store: Store) -> Sequence[Document]:
    """Of those that they may change: what this very file was once added as, and the ones called the most like it."""
    asks, language = reader(request, store), request.t.language
    hits = store.search.nearest(asks, title, language=language, at=request.at, size=2 * NEAR)
    found = {one.id: one for one in (added, *(store.documents.get(hit.document) for hit in hits)) if one}
    return [one for one in found.values() if one.editable_by(asks) and not one.retired(request.at)][:NEAR]


def _title(name: str) -> str:
    """The file's name without its ending, as people would write it."""
    stem = name.rpartition(".")[0] or name
    return " ".join(stem.replace("_", " ").replace("-", " ").split())[:LONGEST_TITLE]


def _dropped(ref: str, request: Request, store: Store) -> tuple[Import, File]:
    """One's own; Refusal where it is a document already, or where its day is over."""
    found = access_import(store.imports, request.person, ref)
    if not found.kind.startswith(_KIND):
        raise Refusal("not-found")
    waits = found.state is State.OPEN and request.at - found.at <= LIFE
    file = store.documents.file(found.body) if waits else None
    if file is None:
        raise Refusal("document-drop-over")
    return found, file


def _new(ref: str, request: Request, store: Store) -> tuple[Import, File]:
    """The same, of a file that is no document yet: an older one must not become the version that counts unasked."""
    found, file = _dropped(ref, request, store)
    if store.documents.by_key(_key(request, file)):
        raise Refusal("document-added-before")
    return found, file


# --- a document of its own ---


def add_form(request: Press, store: Store) -> Reply:
    """What is to be known of it, as far as its name and its text say it; who may read it is nobody's guess."""
    found, file = _new(request.ref, request, store)
    guessed = {
        "title": _title(found.name),
        "kind": guessed_sort(found.name).value,
        "language": language_of(file.text, store.programme.languages),
        "customers": "no",
    }
    return OpenForm(views.add_form(found.id, guessed, store.programme, request.t))


def add_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    found, _ = _dropped(request.ref, request, store)
    partner = seen_partner(request.values, request, store)
    return views.add_form(found.id, request.values, store.programme, request.t, partner=partner)


def add(request: Submission, store: Store) -> Reply:
    """It stands in the catalogue, its owner is whoever dropped it."""
    found, file = _new(request.ref, request, store)
    told = described(found.name, _key(request, file), request, store)
    _settle(found, request, store)
    take_in(told, file, request.person, store, at=request.at, by=request.person.id)
    document = store.documents.by_key(told.called)
    assert document is not None, "it was taken in"
    return taken(document, request, store, new=True)


def _settle(found: Import, request: Request, store: Store) -> None:
    """Of two answers at once, the second is too late."""
    if not store.imports.settle(found, State.APPLIED, at=request.at):
        raise Refusal("document-drop-over")


def described(name: str, key: str, request: Submission, store: Store) -> Described:
    """What somebody says of a file of this name; Refusal at the field that is wrong."""
    values, programme = request.values, store.programme
    offered: Mapping[str, Sequence[str]] = {
        "language": programme.languages,
        "view": tuple(_OPEN_TO),
        "customers": CUSTOMERS,
        "region": ("", *programme.regions),
        "product": ("", *programme.products),
    }
    for field, known in offered.items():
        if values.get(field, "") not in known:
            raise Refusal("field-required", field=field)
    try:
        return Described(
            file=name,
            key=key,
            title=" ".join(values.get("title", "").split()),
            kind=values.get("kind", ""),
            owner=request.person.email or request.person.id,
            languages=(values["language"],),
            product=values.get("product", ""),
            regions=tuple(filter(None, (values.get("region", ""),))),
            partners=tuple(chosen_partner(request, store)),
            view=_OPEN_TO[values["view"]],
            customers=values["customers"] == "yes",
        )
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise Refusal("field-required", field=field if field in ("title", "kind") else "") from error


# --- a version of one that there is ---


def renew_form(request: Press, store: Store) -> Reply:
    """What has changed in it."""
    dropped, document = _both(request.ref, request, store)
    return OpenForm(views.renew_form(dropped.id, document, {}, request.t))


def renew_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    dropped, document = _both(request.ref, request, store)
    return views.renew_form(dropped.id, document, request.values, request.t)


def renewed(request: Submission, store: Store) -> Reply:
    """The file is a version of that document, and counts at once, or once somebody has approved it."""
    return _renewed(*_both(request.ref, request, store), request, store)


def replace_form(request: Press, store: Store) -> Reply:
    """The same, with the document still to be found."""
    dropped, _ = _dropped(request.ref, request, store)
    return OpenForm(views.replace_form(dropped.id, None, {}, request.t))


def replace_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    dropped, _ = _dropped(request.ref, request, store)
    chosen = store.documents.by_ref(request.values.get("document", ""))
    seen = chosen if chosen and chosen.editable_by(reader(request, store)) else None
    return views.replace_form(dropped.id, seen, request.values, request.t)


def replaced(request: Submission, store: Store) -> Reply:
    """A version of the document that was chosen, if they may change it."""
    found, _ = _dropped(request.ref, request, store)
    try:
        document = access_own_document(store.documents, reader(request, store), request.values.get("document", ""))
    except Refusal:
        raise Refusal("field-required", field="document") from None
    return _renewed(found, document, request, store)


def _renewed(found: Import, document: Document, request: Submission, store: Store) -> Reply:
    note = request.values.get("note", "").strip()
    if not note or len(note) > LONGEST_NOTE:
        raise Refusal("field-required", field="note")
    _, file = _dropped(found.id, request, store)
    if store.documents.versions(document.id)[-1].file == file.hash:
        raise Refusal("document-same")
    _settle(found, request, store)
    renew(document, file, store, name=found.name, note=note, by=request.person.id, at=request.at)
    return taken(document, request, store)


def _both(ref: str, request: Request, store: Store) -> tuple[Import, Document]:
    dropped, _, of = ref.partition(".")
    found, _ = _dropped(dropped, request, store)
    return found, access_own_document(store.documents, reader(request, store), of)


def taken(document: Document, request: Request, store: Store, *, new: bool = False) -> Reply:
    """That it stands in the catalogue; of a `new` one, who may read it."""
    last = store.documents.versions(document.id)[-1]
    waits = store.programme.documents_approved_by is not None and last.counts_from is None
    seen_in = [store.programme.region(key).label(request.t.language) for key in sorted(document.shelf.regions)]
    return Show(views.taken(document, last.number, request.t, waits=waits, seen_in=seen_in if new else None))
