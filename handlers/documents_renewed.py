"""Those who opened an older version of a document hear of the new one, once, and of what changed since theirs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from domain.documents import Document, Version
from domain.notices.documents import DocumentRenewed
from domain.notices.notice import topic
from domain.people import Person
from domain.refusal import Refusal
from handlers.apart import each, in_parts
from handlers.deals_told import AsOf
from handlers.documents_found import reader_as
from storage.store import Store
from views import documents_renewed as views
from views.translator import Translator
from views.vocabulary import Card

_AT_ONCE = 20
"""Versions that one transaction tells of."""


def tell_due(at: datetime, store: Store) -> bool:
    """Of each version for which it is time, who is to hear of it is told; True where there may be more.

    Of one that was superseded meanwhile nobody hears: the later one tells what changed in it, too.
    """

    def find(beyond: int) -> Sequence[Version]:
        return store.documents_renewed.due(at, size=_AT_ONCE, beyond=beyond)

    def tell(version: Version) -> None:
        if store.documents_renewed.told(version):
            _tell(version, store, at)

    return in_parts(find, _AT_ONCE, each(tell), store, about=lambda version: version.id)


def _tell(version: Version, store: Store, at: datetime) -> None:
    document = store.documents.get(version.document)
    if document is None or not _counts(document, version, at):
        return
    for older in store.documents.versions(document.id)[: version.number - 1]:
        store.outbox.amend(topic(DocumentRenewed.about, older.id), only=DocumentRenewed.kind, at=at)
    before = store.documents_renewed.readers(version)
    readers = [one for one in before if document.shows(version, reader_as(one, store))]
    store.outbox.put(DocumentRenewed(version.id), to=readers, at=at)


def _counts(document: Document, version: Version, at: datetime) -> bool:
    return version.counts(at) and not document.retired(at)


def _renewed(version_id: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """As things are now: what is said of an older version, too, once there is a later one."""
    version = store.documents.version(version_id)
    document = store.documents.get(version.document) if version else None
    asks = reader_as(reader, store)
    if version is None or document is None or document.retired(at) or not document.shows(version, asks):
        raise Refusal("not-found")
    seen = store.documents_renewed.seen(version, reader.id)
    newer = (one for one in store.documents.versions(document.id) if one.number > seen and document.shows(one, asks))
    begun = tuple(one for one in newer if one.counts_from and one.counts_from <= at)
    return views.renewed(document, begun, seen, t)


NOTICES: Mapping[str, AsOf] = {DocumentRenewed.kind: AsOf(_renewed)}


def _still_counts(version_id: str, store: Store, at: datetime) -> bool:
    """Before it is told for the first time: it may have been superseded while its reader slept."""
    version = store.documents.version(version_id)
    document = store.documents.get(version.document) if version else None
    if version is None or document is None or not _counts(document, version, at):
        raise Refusal("not-found")
    return False


HELD_UP: Mapping[str, Callable[[str, Store, datetime], bool]] = {DocumentRenewed.kind: _still_counts}
