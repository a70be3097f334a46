"""A document goes into a partner's channel: by an explicit act, where it is meant for everybody of that partner."""

from collections.abc import Mapping
from datetime import datetime

from domain.channels import Channel
from domain.documents import Document, Version
from domain.notices import DocumentShared
from domain.partners import Partner
from domain.people import Person
from domain.places import Identity, Platform
from domain.refusal import Refusal
from handlers.deals_told import AsOf, Worded
from handlers.documents_found import reader
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


def offer(request: Press, store: Store) -> Reply:
    """The channels into which it may go, with who reads there; `ref` names the document, and where a page begins."""
    ref, _, start = request.ref.partition(".")
    document, version = _own(ref, request, store)
    after = int(start) if start.isascii() and start.isdecimal() else 0
    meant = [one.key for one in store.partners.seen_by(request.person) if document.meant_for(one)]
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
    partner = _partner(document, channel, store)
    if partner is None:
        raise Refusal("document-not-for-channel")
    language, zone = channel.speaks(partner, store.programme)
    minute = int(request.at.timestamp()) // 60
    notice = DocumentShared(f"{document.id}:{channel.id}", f"{version.id}:{minute}")
    store.outbox.address(notice, to=_address(channel, store), language=language, zone=zone, at=request.at)
    store.acts.note(request.person.id, "document-shared", document.id, at=request.at, partner=partner.key)
    return Amend(views.shared(document, There(channel, partner.name), request.t))


def _partner(document: Document, channel: Channel, store: Store) -> Partner | None:
    """Whose channel it is, where all of them may have the file and nobody of another partner reads along."""
    partner = store.partners.get(channel.partner) if channel.usable and channel.partner else None
    return partner if partner and document.meant_for(partner) else None


def _address(channel: Channel, store: Store) -> Known:
    """An address of the channel itself; nobody has it for an identity."""
    service = channel.service or store.installations.service(channel.platform, channel.host)
    identity = Identity(channel.platform, channel.host, "")
    return Known(identity=identity, host=channel.host, conversation=channel.conversation, service=service)


def told(subject: str, _reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """As it is when it leaves: still that partner's channel, still meant for it, and the version that counts then."""
    of, _, where = subject.partition(":")
    document, channel = store.documents.get(of), store.channels.by_id(where)
    version = store.documents.current(of, at)
    if document is None or channel is None or version is None or document.retired(at):
        raise Refusal("not-found")
    if _partner(document, channel, store) is None:
        raise Refusal("not-found")
    size, media = store.documents.weight(version.file)
    if channel.platform is not Platform.SLACK:  # Teams lets no bot put a file into a channel: bots/how-to/bots-filesv4
        return views.named(document, version, t, size=size, media=media)
    return views.brought(document, version, t, size=size, media=media)


NOTICES: Mapping[str, Worded] = {DocumentShared.kind: AsOf(told)}
