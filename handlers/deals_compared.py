"""What else is known of a deal's customer, and how much of it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.conflicts import Rival, gravest
from domain.deals import Conflict, Deal, is_untold
from domain.notices.deals import DealAwaitsDecision
from domain.notices.notice import topic
from domain.refusal import Refusal
from handlers.deals_known import KIND, kept, rivals_of
from handlers.requests import Request
from storage.store import Store

ASKED, WINDOW = 20, timedelta(hours=1)
"""How often in which time somebody is told until when another's deal is protected."""


def compared(deal: Deal, request: Request, store: Store) -> Deal:
    """With what a first look at other live deals found; whoever decides over those is to see this one too.

    Nobody but the deciders' cards is amended: an amend is a sign, and a rival must not get one.
    """
    store.customers.learn(deal.terms.customer, compared=True)
    rivals = rivals_of(deal, store)
    own = {(deal.partner, deal.id)} if deal.id and rivals else set()
    for _, one in sorted({(rival.partner, rival.id) for rival in rivals if rival.ref} | own):
        store.outbox.amend(topic(KIND, one), at=request.at, only=DealAwaitsDecision.kind)
    conflict = gravest(rivals, outside=not store.programme.covers(deal.region, deal.terms.country))
    until = _protected(rivals, store, at=request.at)
    known = until if until and _may_know(request, store) else None
    return replace(deal, conflict=conflict, rival_until=known)


def _protected(rivals: Sequence[Rival], store: Store, *, at: datetime) -> datetime | None:
    """Until when others have it; what can still be undone nobody outside the house knows."""
    others = (one for one in rivals if one.conflict is Conflict.OTHER and one.protected_until)
    deals = filter(None, (store.deals.get(one.id) for one in others))
    ends = (deal.protected_until for deal in deals if not is_untold(deal, at=at))
    return max(filter(None, ends), default=None)


def _may_know(request: Request, store: Store) -> bool:
    """Asking again and again must not map out what others have protected."""
    try:
        store.people.count_try(request.person.id, "conflict", at=request.at, limit=ASKED, window=WINDOW)
    except Refusal:
        return False
    return True


def clashes(deal_id: str, store: Store) -> bool:
    """Whether anything is known now of its customer that somebody should look at first."""
    deal = kept(deal_id, store)
    outside = not store.programme.covers(deal.region, deal.terms.country)
    return gravest(rivals_of(deal, store), outside=outside) is not Conflict.NONE
