"""Documents come into the catalogue: what is described of a file becomes a document, and the file a version of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.acts import OPERATOR
from domain.documents import Document, Version
from domain.documents_text import Described
from domain.people import Person
from handlers.documents_approved import publish
from storage.documents import File
from storage.store import Store


class Taken(StrEnum):
    """What became of a file."""

    ADDED = "added"
    RENEWED = "renewed"
    """There was a document, and the file is a new version of it."""
    CHANGED = "changed"
    """The file is as it was; what is said of it is not."""
    SAME = "same"


def take_in(told: Described, file: File, owner: Person, store: Store, *, at: datetime, by: str = OPERATOR) -> Taken:
    """Make the catalogue say what is told; doing it again changes nothing."""
    store.documents.keep_file(file)
    known = store.documents.by_key(told.called)
    if known is None:
        added = store.documents.add(_document(told, owner, at), by=by)
        _publish(added, told, file, store, at=at, by=by)
        return Taken.ADDED
    changed = _as_told(known, told, owner)
    taken = _taken(known, changed, told, file, store, by=by)
    if taken is Taken.RENEWED and not known.retired(at):
        changed = changed.verify(at)
    elif changed.review_days != known.review_days:
        changed = changed.verify(known.verified_at or known.added_at)
    if changed != known:
        new = taken is Taken.RENEWED
        store.documents.change(known, changed, by=by, what="changed", at=at, renewed=new)
    if changed.owner != known.owner:
        store.lookouts.keep("questions", "", "")  # what waits for the one before is passed on
    if taken is Taken.RENEWED:
        _publish(changed, told, file, store, at=at, by=by)
    return taken


def renew(document: Document, file: File, store: Store, *, name: str, note: str, by: str, at: datetime) -> None:
    """The file is a new version of the document; it counts as a review."""
    store.documents.keep_file(file)
    if not document.retired(at):
        document = store.documents.change(document, document.verify(at), by=by, what="changed", at=at)
    _add(document, file, store, name=name, note=note, wanted_from=at, at=at, by=by)


def _taken(known: Document, changed: Document, told: Described, file: File, store: Store, *, by: str) -> Taken:
    # What came from elsewhere since is newer: only another file than the last one from here is to replace it.
    versions = store.documents.versions(known.id)
    last = ([one for one in versions if one.added_by == by] or versions)[-1:]
    if not last or file.hash not in (last[0].file, versions[-1].file):
        return Taken.RENEWED
    if told.counts_from and _begins(told.counts_from, store) != last[0].wanted_from:
        return Taken.RENEWED
    return Taken.SAME if changed == known else Taken.CHANGED


def _document(told: Described, owner: Person, at: datetime) -> Document:
    review_at = at + timedelta(days=told.review_days) if told.review_days else None
    made = Document(
        id="",
        ref="",
        key=told.called,
        title=told.title,
        sort=told.kind,
        owner=owner.id,
        shelf=told.shelf,
        languages=told.languages,
        added_at=at,
        review_at=review_at,
        ask_at=review_at,
        verified_at=at,
    )
    return _as_told(made, told, owner)


def _as_told(document: Document, told: Described, owner: Person) -> Document:
    """What was changed in the chat since stays, as long as the same is told as before."""
    changed = replace(
        document,
        title=told.title,
        sort=told.kind,
        owner=owner.id,
        shelf=told.shelf,
        languages=told.languages,
        product=told.product,
        download=told.download,
        edit=told.edit,
        customers=told.customers,
        review_days=told.review_days,
        told="",
    )
    return document if document.told and document.told == changed.telling else changed


def _publish(document: Document, told: Described, file: File, store: Store, *, at: datetime, by: str) -> None:
    name, wanted = told.file.rpartition("/")[2], _begins(told.counts_from or at, store)
    _add(document, file, store, name=name, note=told.note, wanted_from=wanted, at=at, by=by)


def _add(
    document: Document,
    file: File,
    store: Store,
    *,
    name: str,
    note: str,
    wanted_from: datetime,
    at: datetime,
    by: str,
) -> None:
    version = Version(
        id="",
        document=document.id,
        number=0,
        file=file.hash,
        name=name,
        note=note,
        added_by=by,
        added_at=at,
        wanted_from=wanted_from,
        shelf=document.shelf,
    )
    publish(document, store.documents.add_version(version), store, at=at, by=by)


def _begins(wanted: datetime, store: Store) -> datetime:
    """Without a zone it is meant in the programme's."""
    return wanted if wanted.tzinfo else wanted.replace(tzinfo=ZoneInfo(store.programme.zone))
