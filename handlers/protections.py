"""Protection: what a deal gets when it is approved, and what is said where there can be none."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.approvals import Decision, Phase
from domain.deals import Deal, protected_until
from domain.extensions import KIND, waiting
from domain.notices.notice import topic
from domain.partners import Partner
from domain.protections import Protection, days_protected, next_reminder
from domain.refusal import Refusal
from handlers.replies import Reply, Show
from handlers.requests import Submission
from storage.store import Store
from views import protections as views

SHOWN = 10
"""How many protected deals are listed, of those that are in the way of another."""


def protected(deal: Deal, partner: Partner, decision: Decision, store: Store) -> Deal:
    """With its protection, which is none where the programme gives no day; Refusal where another is in its way, and
    nothing is decided then.
    """
    at, zone = decision.at, ZoneInfo(partner.zone)
    until = protected_until(at, days_protected(store.programme, partner.tier, deal.terms), zone)
    if until > at:
        _check_room(partner, at, store)
        remind_at = next_reminder(until, zone, after=at)
        other = store.protections.take(deal, since=at, until=until, remind_at=remind_at)
        if other is not None:
            # Where a rule decides, it is a partner who reads this: nothing of others.
            raise _taken(other, store) if decision.by.id else Refusal("deal-changed")
    return replace(deal, protected_until=until if until > at else None)


def _check_room(partner: Partner, at: datetime, store: Store) -> None:
    limit = _limit(partner, store)
    if limit is not None and store.protections.count(partner.key, at=at, alone=True) >= limit:
        raise Refusal("deal-capacity-reached", partner=partner.name, limit=limit)


def _limit(partner: Partner, store: Store) -> int | None:
    """How many deals of this partner are protected at most."""
    tier = store.programme.tiers.get(partner.tier)
    return tier.protected_at_most if tier else None


def _taken(other: Protection, store: Store) -> Refusal:
    holder, partner = store.deals.get(other.deal), store.partners.get(other.partner)
    return Refusal(
        "deal-protected-already",
        ref=holder.ref if holder else "",
        partner=partner.name if partner else other.partner,
        since=other.since,
        until=other.until,
    )


def answer_if_full(partner: Partner, request: Submission, store: Store, *, form: str) -> Reply | None:
    """Where no more of the partner's deals can be protected: what was typed is a draft, until one is closed."""
    # A partner does not know yet of what was decided a moment ago; whoever decides hears of the limit then.
    limit, told = _limit(partner, store), bool(request.person.partner)
    if limit is None or store.protections.count(partner.key, at=request.at, told=told) < limit:
        return None
    draft = request.draft or store.new_id()
    store.drafts.keep(draft, person=request.person.id, form=form, values=request.values, at=request.at)
    held = map(store.deals.get, store.protections.held(partner.key, at=request.at, size=SHOWN, told=told))
    return Show(views.full([deal for deal in held if deal], partner.name, limit, draft, request.t))


def close_request(deal: Deal, store: Store, *, at: datetime) -> None:
    """Nobody need decide about more time any more. Before the deal itself is changed, as a decision does it."""
    asked = waiting(deal.id, store.deals.history(deal.id))
    approval = store.approvals.of(KIND, asked.id) if asked else None
    if approval:
        store.approvals.turn(approval, Phase.CLOSED)
        store.outbox.amend(topic(KIND, approval.subject), at=at)
