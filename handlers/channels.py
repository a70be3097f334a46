"""Channels of partners: listed with what is wrong with each, linked, and ended."""

from collections.abc import Mapping
from dataclasses import replace

from domain.audience import Why
from domain.channels import Channel, State, may_link
from domain.notices.announcements import ChannelProposed
from domain.notices.notice import topic
from domain.page import number_in
from domain.partners import Partner
from domain.people import Person
from domain.places import Platform
from domain.refusal import Refusal
from handlers.deals_told import Worded
from handlers.replies import Amend, OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission
from storage.channels import access_channel
from storage.store import Store
from views import channels as views
from views.channels import Shown
from views.translator import Translator
from views.vocabulary import Card, Form, Option, said

PAGE = 6
FOUND = 20


def listing(request: Command | Press, store: Store) -> Reply:
    """All within the person's scope, or those of the partner that was named; what needs a look comes first."""
    ref, _, start = (request.ref if isinstance(request, Press) else "").partition(".")
    partner = _named(request.words, request, store) if isinstance(request, Command) else ref
    after = number_in(start) or 0
    keys, own = _keys(partner, request.person, store), bool(request.person.partner)
    page = store.channels.page(keys, own=own, start=after, size=PAGE)
    count, needy = store.channels.tally(keys, own=own)
    shown = [_shown(one, request.person, store) for one in page]
    more = f"{partner}.{after + PAGE}" if after + PAGE < count else ""
    return Show(views.listing(shown, count, needy, request.t, more=more))


def _named(words: str, request: Request, store: Store) -> str:
    wanted = words.strip().casefold()
    seen = store.partners.seen_by(request.person) if wanted else ()
    return next((one.key for one in seen if wanted in (one.key, one.name.casefold())), "")


def _keys(partner: str, person: Person, store: Store) -> frozenset[str] | None:
    """Whose are listed, None for everybody's, and those that are nobody's yet."""
    if person.scope.everything and not partner:
        return None
    return frozenset(one.key for one in store.partners.seen_by(person) if partner in ("", one.key))


def show(request: Press, store: Store) -> Reply:
    """One of them."""
    return Show(_detail(_accessed(request, store), request, store))


def _accessed(request: Press | Submission, store: Store) -> Channel:
    return access_channel(store.channels, store.partners, request.person, request.ref)


def _detail(channel: Channel, request: Request, store: Store) -> Card:
    return views.detail(_shown(channel, request.person, store), request.t)


def _shown(channel: Channel, person: Person, store: Store) -> Shown:
    partner = store.partners.get(channel.partner) if channel.partner else None
    language, zone = channel.speaks(partner, store.programme)
    return Shown(
        channel=channel,
        partner=partner.name if partner else channel.partner,
        language=language,
        zone=zone,
        wrong=_wrong(channel, store),
        may=may_link(person, partner, outside=channel.outside),
    )


def _wrong(channel: Channel, store: Store) -> Why | None:
    """Why nothing would reach it."""
    if channel.trouble:
        return Why(channel.trouble)
    there = store.installations.get(channel.platform, channel.host)
    if there and there.disabled:
        return Why.NO_APP
    heard_by = channel.service or store.installations.service(channel.platform, channel.host)
    return Why.NO_ADDRESS if channel.platform is Platform.TEAMS and not heard_by else None


# --- linking ---


def link(request: Press, store: Store) -> Reply:
    """The partner's for whom it was proposed, by the word of whoever may say so."""
    channel = _accessed(request, store)
    return Amend(_linked(channel, store.partners.get(channel.partner), request, store))


def link_form(request: Press, store: Store) -> Reply:
    """Asks whose it is."""
    channel = _accessed(request, store)
    return OpenForm(views.link_form(channel, store.partners.get(channel.partner), request.t))


def link_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    channel = _accessed(request, store)
    return views.link_form(channel, _chosen(request, store), request.t)


def link_to(request: Submission, store: Store) -> Reply:
    """The partner's who was chosen."""
    channel, partner = _accessed(request, store), _chosen(request, store)
    if partner is None:
        raise Refusal("field-required", field="partner")
    return Show(_linked(channel, partner, request, store))


def _chosen(request: Submission, store: Store) -> Partner | None:
    """One that the person sees, looked at anew."""
    key = request.values.get("partner", "").strip()
    return next((one for one in store.partners.seen_by(request.person) if one.key == key), None)


def _linked(channel: Channel, partner: Partner | None, request: Request, store: Store) -> Card:
    """Refusal where this person may not, or where it is another partner's; a partner's own can be nobody else's."""
    if partner is None or not may_link(request.person, partner, outside=channel.outside):
        raise Refusal("not-allowed")
    if channel.outside and channel.partner not in ("", partner.key):
        raise Refusal("channel-host-elsewhere", host=channel.host)
    store.channels.link(replace(channel, partner=partner.key), by=request.person.id, at=request.at)
    return _told(channel, request, store)


def _told(channel: Channel, request: Request, store: Store) -> Card:
    """As it is now, here and for everybody else who was asked."""
    store.outbox.amend(topic(ChannelProposed.about, channel.id), at=request.at)
    kept = store.channels.by_id(channel.id)
    return _detail(kept, request, store) if kept else views.gone(channel.name, request.t)


def unlink(request: Press, store: Store) -> Reply:
    """Nobody's any more, or never anybody's."""
    channel = _accessed(request, store)
    partner = store.partners.get(channel.partner) if channel.partner else None
    if not may_link(request.person, partner, outside=channel.outside):
        raise Refusal("not-allowed")
    store.channels.unlink(channel, by=request.person.id, at=request.at)
    return Amend(_told(channel, request, store))


def search(request: Search, store: Store) -> Reply:
    """Partners whose channels this person may link, by what was typed of their name."""
    typed = request.text.strip().casefold()
    seen = (one for one in store.partners.seen_by(request.person) if typed in one.name.casefold())
    found = [one for one in seen if may_link(request.person, one, outside=bool(request.person.partner))]
    return Options(tuple(Option(one.key, said(one.name)) for one in found[:FOUND]))


# --- telling ---


def proposed(channel_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The question, as long as it is one; then what became of it."""
    found = store.channels.by_id(channel_id)
    if found is None:
        return views.gone("", t)
    channel = access_channel(store.channels, store.partners, reader, channel_id)
    shown = _shown(channel, reader, store)
    return views.proposed(shown, t) if channel.state is State.PROPOSED else views.detail(shown, t)


NOTICES: Mapping[str, Worded] = {ChannelProposed.kind: proposed}
