"""Whether two names are one customer's: a manager says so on the card, it is remembered, and it can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.approvals import UNDECIDED, Approval
from domain.conflicts import Rival, Said
from domain.deals import Deal
from domain.notices.deals import DealAwaitsDecision
from domain.notices.notice import topic
from domain.refusal import Refusal
from handlers import approvals
from handlers.apart import each, together
from handlers.deals_known import KIND, rivals_of
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press
from storage.approvals import access_approval
from storage.store import Store

AMENDED = 100
"""Cards of so many deals that wait under the two names show at once what was said; others when they are opened."""
NAMES = 500
"""How many are looked at in one transaction; nearly all are known, which is one look by key."""


def _says(said: Said) -> Callable[[Press, Store], Reply]:
    def say(request: Press, store: Store) -> Reply:
        """Remembered for these two names, whoever registers them next; the card as it is then."""
        deal_ref, _, rival_id = request.ref.partition(".")
        deal = store.deals.by_ref(deal_ref)
        asked = store.approvals.of(KIND, deal.id) if deal else None
        if deal is None or asked is None:
            raise Refusal("not-found")
        approval = access_approval(store.approvals, request.person, asked.id)
        if approval.phase in UNDECIDED and approval.decidable_by(request.person):
            _say(deal, _rival(deal, rival_id, store), said, request, store)
        return _card(approval, request, store)

    return say


same = _says(Said.SAME)
apart = _says(Said.NOT)
unsaid = _says(Said.NOTHING)


def _rival(deal: Deal, rival_id: str, store: Store) -> Rival:
    found = next((rival for rival in rivals_of(deal, store) if rival.id == rival_id and not rival.same_key), None)
    if found is None:
        raise Refusal("not-found")
    return found


def _say(deal: Deal, rival: Rival, said: Said, request: Press, store: Store) -> None:
    if rival.said is said:
        return
    store.conflicts.say(deal.terms.customer, rival.customer, said)
    store.acts.note(request.person.id, _ACTS[said], deal.id, at=request.at, partner=deal.partner, rival=rival.id)
    others = store.deals.waiting_for(deal.terms.customer, rival.customer, size=AMENDED)
    for _, about in sorted({(deal.partner, deal.id), (rival.partner, rival.id), *others}):
        store.outbox.amend(topic(KIND, about), at=request.at, only=DealAwaitsDecision.kind)


_ACTS = {Said.SAME: "same-customer", Said.NOT: "not-same-customer", Said.NOTHING: "customers-unsaid"}


def learn_names(_at: datetime, store: Store, after: str = "") -> str:
    """Customers' names that an upgrade learned by another key than deals have now are learned again."""
    names = store.deals.customers(after=after, size=NAMES)
    together(names, each(store.customers.learn), store, about=lambda _: "a name")
    return names[-1] if len(names) == NAMES else ""


def _card(approval: Approval, request: Press, store: Store) -> Reply:
    shown = approvals.show(replace(request, ref=approval.id), store)
    return Amend(shown.card) if isinstance(shown, Show) else shown
