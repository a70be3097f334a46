"""Stalls: whoever filed an approved deal is asked once how it stands, and answers by one press."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.deals import Deal
from domain.notices.deals import DealStalled
from domain.people import Person
from domain.stalls import in_time, put_off
from handlers.apart import each, in_parts
from handlers.deals_asked import hearers
from handlers.deals_changes import moved, own
from handlers.deals_known import partner_of, shown
from handlers.deals_told import readable
from handlers.replies import Amend, Reply
from handlers.requests import Press
from storage.store import Store
from views import stalls as views
from views.translator import Translator
from views.vocabulary import Card

BATCH = 100
"""Deals that one transaction looks at."""


def nudge_due(at: datetime, store: Store) -> bool:
    """Deals that have stalled, each once until something changes; those that were missed when work begins."""

    def nudge(deal: Deal) -> None:
        zone, due = partner_of(deal, store).zone, deal.stalls_at
        if due and not in_time(store.programme, zone, due=due, at=at):
            store.deals.nudged(deal, then=put_off(store.programme, zone, deal_id=deal.id, at=at))
        elif store.deals.nudged(deal):
            told = hearers(deal, store.people.get(deal.filed_by), store)
            store.outbox.put(DealStalled(deal.id, str(deal.version)), to=told, at=at)

    def find(beyond: int) -> Sequence[Deal]:
        return store.deals.stalled(at, size=BATCH, beyond=beyond)

    return in_parts(find, BATCH, each(nudge), store, about=lambda deal: deal.id)


def stalled(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The nudge, as things are now."""
    return views.stalled(readable(deal_id, reader, store), reader, t)


def move(request: Press, store: Store) -> Reply:
    """The stage that the button names; where the deal has changed since, how it stands instead."""
    ref, stage = views.read_ref(request.ref)
    deal = own(replace(request, ref=ref), store)
    if deal.version == request.version:
        deal = moved(deal, stage, request, store)
    return Amend(views.stalled(shown(deal, request.person, store, at=request.at), request.person, request.t))
