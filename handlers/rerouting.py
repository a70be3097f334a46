"""A change of the policy: which requests that are open it would send to others, and how they are sent there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.acts import OPERATOR
from domain.approvals import Approval
from domain.deals import Deal
from domain.notices.notice import topic
from domain.policy import Plan
from domain.programme import Programme
from handlers.deadlines import begin_anew
from handlers.deals_asked import ask_others, deciders
from handlers.deals_known import KIND, kept, partner_of
from handlers.policy import plan_for
from storage.partners import Partners
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Detour:
    """A request that is open, and the other steps that the programme would ask for."""

    deal: Deal
    approval: Approval
    plan: Plan


def detours(programme: Programme, store: Store) -> Iterator[Detour]:
    """Every open request that would be asked in other steps, if it were registered under this programme.

    As of the day on which it was registered; and by people, since nothing is approved automatically but what just came.
    """
    partners = Partners(programme)
    for approval in store.approvals.undecided(KIND):
        deal = kept(approval.subject, store)
        partner = partners.get(deal.partner) or partner_of(deal, store)
        on = deal.filed_at.astimezone(ZoneInfo(partner.zone)).date()
        plan = plan_for(deal, partner, store, on=on, auto=False, programme=programme)
        if plan.steps != approval.steps:
            yield Detour(deal=deal, approval=approval, plan=plan)


def take(detour: Detour, store: Store, *, at: datetime) -> bool:
    """The request begins anew with the first of these steps; False where somebody decides it at this very moment.

    Those asked before keep a card without buttons, if they are asked no more.
    """
    approval, plan = detour.approval, detour.plan
    if not store.approvals.turn(approval, approval.phase, plan=plan):
        return False
    about = topic(KIND, approval.subject)
    store.acts.note(
        OPERATOR, "rerouted", about, at=at, partner=approval.partner, rule=plan.rule, programme=plan.programme
    )
    begin_anew(approval, deciders(detour.deal, store), store, at=at)
    store.deal_desks.drop(approval.id)
    store.outbox.amend(about, at=at)
    ask_others(detour.deal, store, at=at)
    return True
