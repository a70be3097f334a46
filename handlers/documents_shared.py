"""A document goes into a partner's channel: by an explicit act, where it is meant for everybody of that partner."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.channels import Channel
from domain.documents import Document, Version
from domain.notices.documents import DocumentNotShared, DocumentShared
from domain.notices.notice import topic
from domain.page import number_in
from domain.partners import Partner
from domain.people import Person
from domain.places import Identity, Platform
from domain.refusal import Refusal
from handlers.deals_told import AsOf, Worded
from handlers.documents_found import content_of, reader, reader_as
from handlers.missed import Missed
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press, Request
from storage.channels import access_channel
from storage.documents import access_document
from storage.people import Known
from storage.store import Store
from views import documents_shared as views
from views.documents_shared import There
from views.translator import Translator
from views.vocabulary import Card

PAGE = 6
_AT_ONCE = timedelta(minutes=1)
"""Whoever shares the same in the same channel again within that has pressed twice."""


def offer(request: Press, store: Store) -> Reply:
    """The channels into which it may go, with who reads there; `ref` names the document, and where a page begins."""
    ref, _, start = request.ref.partition(".")
    document, version = _own(ref, request, store)
    after = number_in(start) or 0
    meant = [one.key for one in store.partners.seen_by(request.person) if document.meant_for(one, version)]
    page = store.channels.page(meant, own=False, start=after, size=PAGE + 1) if meant else ()
    there = [_there(one, store) for one in page[:PAGE] if one.usable]
    more = f"{document.ref}.{after + PAGE}" if len(page) > PAGE else ""
    return Show(views.offer(document, version, there, request.t, more=more))


def _own(ref: str, request: Request, store: Store) -> tuple[Document, Version]:
    """One whose file they may have; what is to be read only goes nowhere."""
    asks = reader(request, store)
    document, version = access_document(store.documents, asks, ref, at=request.at)
    if not document.downloadable_by(asks):
        raise Refusal("not-found")
    return document, version


def _there(channel: Channel, store: Store) -> There:
    partner = store.partners.get(channel.partner)
    return There(channel, partner.name if partner else "")


def share(request: Press, store: Store) -> Reply:
    """It is told there, however often it is pressed within a minute; `ref` names the document and the channel."""
    ref, _, where = request.ref.partition(".")
    document, version = _own(ref, request, store)
    channel = access_channel(store.channels, store.partners, request.person, where)
    partner = _partner(document, version, channel, store)
    if partner is None:
        raise Refusal("document-not-for-channel")
    subject = f"{document.id}:{channel.id}:{partner.key}"
    if not store.handed.shared(subject, since=request.at - _AT_ONCE):
        _put(subject, version, channel, partner, request, store)
        store.acts.note(request.person.id, "document-shared", document.id, at=request.at, partner=partner.key)
    return Amend(views.shared(document, There(channel, partner.name), request.t))


def _put(subject: str, version: Version, channel: Channel, partner: Partner, request: Press, store: Store) -> None:
    before = store.outbox.times(topic(DocumentShared.about, subject), DocumentShared.kind)
    notice = DocumentShared(subject, f"{version.id}:{request.person.id}:{before}")
    language, zone = channel.speaks(partner, store.programme)
    store.outbox.address(notice, to=_address(channel, store), language=language, zone=zone, at=request.at)


def _partner(document: Document, version: Version, channel: Channel, store: Store) -> Partner | None:
    """Whose channel it is, where all of them may have the file and nobody of another partner reads along."""
    partner = store.partners.get(channel.partner) if channel.usable and channel.partner else None
    return partner if partner and document.meant_for(partner, version) else None


def _address(channel: Channel, store: Store) -> Known:
    """An address of the channel itself; nobody has it for an identity."""
    service = channel.service or store.installations.service(channel.platform, channel.host)
    identity = Identity(channel.platform, channel.host, "")
    return Known(identity=identity, host=channel.host, conversation=channel.conversation, service=service)


def told(subject: str, _reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """As it is when it leaves: still that partner's channel, still meant for it, and the version that counts then."""
    of, where, whose = _shared(subject)
    document, channel = store.documents.get(of), store.channels.by_id(where)
    version = store.documents.current(of, at)
    if document is None or version is None or document.retired(at):
        raise Refusal("not-found")
    partner = _partner(document, version, channel, store) if channel else None
    if channel is None or partner is None or partner.key != (whose or partner.key):
        raise Refusal("document-not-for-channel")
    size, media = store.documents.weight(version.file)
    if channel.platform is not Platform.SLACK:  # Teams lets no bot put a file into a channel: bots/how-to/bots-filesv4
        return views.named(document, version, t, size=size, media=media)
    return views.brought(document, version, t, size=size, media=media, content=content_of(version, store))


def _shared(subject: str) -> tuple[str, str, str]:
    """Document, channel and partner; what was shared before an upgrade may name none: whoever's channel it is then."""
    of, where, *whose = subject.split(":")
    return of, where, "".join(whose)


# --- where it did not get there ---


def missed(one: Missed, store: Store, at: datetime) -> None:
    """Whoever shared it, and read that it is on its way, hears that it did not arrive, and why."""
    person = store.people.get(one.occasion.split(":")[1])
    if person:
        store.outbox.put(DocumentNotShared(one.copy), to=(person,), at=at)


def not_shared(copy: str, sharer: Person, store: Store, t: Translator) -> Card:
    """As long as they may read it themselves."""
    subject, reason = store.handed.not_shared(copy) or ("::", "")
    of, where, whose = _shared(subject)
    document, channel, partner = store.documents.get(of), store.channels.by_id(where), store.partners.get(whose)
    if document is None or not document.open_to(reader_as(sharer, store)):
        raise Refusal("not-found")
    return views.missed(document, channel, partner.name if partner else whose, reason, t)


NOTICES: Mapping[str, Worded] = {DocumentShared.kind: AsOf(told), DocumentNotShared.kind: not_shared}
