"""Appeals: a rejected deal is looked at once more, by somebody else than who rejected it."""

from dataclasses import replace

from domain.deals import Deal, Step, appeal_until
from domain.notices.deals import DealUndecidable
from domain.people import Role
from domain.refusal import Refusal
from handlers.deadlines import begin_anew, promised
from handlers.deal_desks import ask_deciders
from handlers.deals_changes import own
from handlers.deals_compared import compared
from handlers.deals_known import KIND, detail, keep, partner_of, recorded, today
from handlers.policy import asked_by, plan_for
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Submission
from storage.store import Store
from views import appeals as views
from views.vocabulary import Form

WORDS = 1000


def form(request: Command | Press, store: Store) -> Reply:
    """Asks why the rejection is wrong."""
    return OpenForm(views.form(_appealable(request, store), request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.form(own(request, store), request.t, request.values.get("words", ""))


def _appealable(request: Command | Press | Submission, store: Store) -> Deal:
    """A deal of the person's own partner that was rejected not long ago, and for the first time."""
    deal = own(request, store)
    deal.after(Step.APPEAL)
    if any(line.step is Step.APPEAL for line in store.deals.history(deal.id)):
        raise Refusal("appeal-once")
    until = appeal_until(deal, store.programme.appeal_days, partner_of(deal, store).zone)
    if until is None:
        raise Refusal("deal-not-now", state=deal.state)
    if until <= request.at:
        raise Refusal("appeal-over", until=until)
    return deal


def appeal(request: Submission, store: Store) -> Reply:
    """It waits for a decision again; who rejected it has no say in it."""
    deal, words = _appealable(request, store), request.values.get("words", "").strip()[:WORDS]
    if not words:
        raise Refusal("field-required", field="words")
    if request.version != deal.version:
        raise Refusal("deal-changed")
    reopened = compared(replace(deal.after(Step.APPEAL), decided_at=None), request, store)
    plan = plan_for(reopened, partner_of(deal, store), store, on=today(request), auto=False)
    approval = store.approvals.of(KIND, deal.id)
    opened = store.approvals.appeal(approval, plan=plan, at=request.at) if approval else None
    if opened is None:
        raise Refusal("deal-changed")
    asked = asked_by(opened, store)
    begin_anew(opened, asked, store, at=request.at)
    reopened = replace(reopened, answer_by=promised(asked, store, at=request.at))
    kept = keep(deal, reopened, recorded(Step.APPEAL, request.person, request.at, words=words), store)
    store.deal_desks.drop(opened.id)
    ask_deciders(kept, str(kept.version), asked, store, at=request.at)
    if not any(store.people.reachable(person.id) for person in asked):
        admins = store.people.holders(Role.ADMIN)
        store.outbox.put(DealUndecidable(deal.id, str(kept.version)), to=admins, at=request.at)
    return Show(detail(kept, request, store))
