"""Deals that a rule of the programme approves by itself: under a limit, for partners that are trusted."""

from dataclasses import replace

from domain.approvals import Decision, Outcome
from domain.deals import AUTOMATIC, Deal, Step
from domain.people import stranger
from domain.policy import Plan
from domain.refusal import Refusal
from handlers import deals, deals_known
from handlers.deals_told import settle
from handlers.protections import protected
from handlers.replies import Reply
from handlers.requests import Submission
from storage.store import Store

NOBODY = stranger("en")
"""Who has decided it."""


def register(request: Submission, store: Store) -> Reply:
    """A new deal, from the form."""
    return deals.register(request, store, by_rule=approve)


def approve(deal: Deal, plan: Plan, store: Store) -> bool:
    """Whether it is approved: False where it cannot be protected, for a rival or for want of room."""
    at = deal.filed_at
    decision = Decision(outcome=Outcome.APPROVED, by=NOBODY, at=at, reason=AUTOMATIC)
    changed = replace(deal.after(Step.APPROVE), decided_at=at)
    try:
        changed = protected(changed, deals_known.partner_of(deal, store), decision, store)
    except Refusal:
        return False
    approval = store.approvals.ask(
        deals_known.KIND, deal.id, partner=deal.partner, region=deal.region, plan=plan, filed_by=deal.filed_by, at=at
    )
    store.approvals.decide(approval, decision, version=approval.version)
    settle(deal, changed, decision, store)
    return True
