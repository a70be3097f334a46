"""What a partner can do with its deals: edit, answer, withdraw, move on, close."""

from dataclasses import replace
from datetime import datetime

from domain.approvals import Approval, Phase
from domain.deals import LONGEST_WORDS, WAITING, Deal, State, Step, edited
from domain.notices.deals import DealAnswered
from domain.people import Person
from domain.policy import Plan
from domain.refusal import Refusal
from handlers import training_lapsed
from handlers.deadlines import begin_anew, resume
from handlers.deals_asked import deciders, tell_deciders
from handlers.deals_compared import compared
from handlers.deals_for import own_partner
from handlers.deals_known import KIND, accessed, check_told, detail, keep, recorded, shown, today
from handlers.policy import asked_by, plan_for, too_few
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission, Written
from handlers.standing_in import may_answer
from handlers.terms import read_terms
from storage.store import Store
from views import deals_facts, deals_forms
from views.common import asked
from views.translator import Translator
from views.vocabulary import Form, Words, said


def own(request: Command | Press | Submission | Written, store: Store) -> Deal:
    """A deal of the person's own partner; its partner changes it, nobody else, and not while it is being decided."""
    deal = belonging(accessed(request, store), request.person)
    check_told(deal, request.person, at=request.at)
    return deal


def belonging(deal: Deal, person: Person) -> Deal:
    """The deal; Refusal("not-found") where it is not this person's own partner's."""
    if deal.partner != person.partner or not person.scope.holds(deal.partner, deal.region):
        raise Refusal("not-found")
    return deal


def _take_step(
    deal: Deal, changed: Deal, step: Step, request: Request, store: Store, *, reason: str = "", words: str = ""
) -> Deal:
    return keep(deal, changed, recorded(step, request.person, request.at, reason=reason, words=words), store)


def edit_form(request: Command | Press, store: Store) -> Reply:
    """The form with the deal in it."""
    deal = own(request, store)
    deal.after(Step.EDIT)
    return OpenForm(deals_forms.form(_typed(deal, request.t), store.programme, request.t, deal=deal))


def _typed(deal: Deal, t: Translator) -> dict[str, str]:
    terms = deal.terms
    return {
        "customer": terms.customer,
        "amount": t.typed_money(terms.amount),
        "currency": terms.amount.currency,
        "product": terms.product,
        "close_on": terms.close_on.isoformat() if terms.close_on else "",
        "deal_type": terms.deal_type,
        "country": terms.country,
        "website": terms.website,
        "contact": terms.contact,
        "email": terms.email,
        "note": terms.note,
    }


def edit_form_again(request: Submission, store: Store) -> Form:
    """The edit form as it was sent, over the deal as it is now; where they differ, that is said."""
    deal = own(request, store)
    present = _typed(deal, request.t) if request.version != deal.version else {}
    changed = {name for name, text in present.items() if text != request.values.get(name, "")}
    facts = deals_facts.now(shown(deal, request.person, store), changed, request.t)
    return deals_forms.form(dict(request.values), store.programme, request.t, deal=deal, present=facts)


def edit(request: Submission, store: Store) -> Reply:
    """The deal as the form says; whoever decides is asked about it as it is now."""
    deal = own(request, store)
    if request.version != deal.version:
        raise Refusal("deal-changed")
    terms = read_terms(
        request.values,
        programme=store.programme,
        partner=own_partner(request, store),
        language=request.t.language,
        today=today(request),
    )
    if terms.product != deal.terms.product:
        training_lapsed.check(request.person, terms.product, request, store)
    _lock(deal, store)
    changed = compared(replace(deal.after(Step.EDIT), terms=terms), request, store)
    # Automatic is only what comes so: people decide what was changed until it fitted.
    plan = plan_for(changed, own_partner(request, store), store, on=today(request), auto=False)
    approval = _turn(deal, Phase.OPEN, store, plan=plan)
    # Where somebody has said yes already, or others are asked first, all begins anew: that was about something else.
    # So it does wherever a partner could tell from it what others have registered.
    voided = approval.step > 0 or bool(approval.barred)
    now = store.approvals.get(approval.id) or approval
    asked = asked_by(now, store)
    if voided or plan.steps[0] != approval.steps[0] or store.programme.routes_conflicts:
        begin_anew(approval, asked, store, at=request.at)
    if voided:
        store.deal_desks.drop(approval.id)
    changed = replace(changed, answer_by=resume(approval, store, at=request.at) or deal.answer_by)
    happening = recorded(Step.EDIT, request.person, request.at, reason=edited(deal.terms, terms))
    kept = keep(deal, changed, replace(happening, before=deal.terms), store)
    tell_deciders(kept, asked, store, at=request.at, again=voided, few=too_few(now, asked, store))
    if deal.state is State.INFORMATION_ASKED and not voided:
        _tell_asker(kept, store, at=request.at)
    return Show(detail(kept, request, store))


def _turn(deal: Deal, phase: Phase, store: Store, *, plan: Plan | None = None) -> Approval:
    """The approval goes with its deal; Refusal("deal-changed") where a decision came first.

    Always before the deal itself is changed, as a decision does it: else the two could wait for each other.
    """
    approval = store.approvals.of(KIND, deal.id)
    if approval is None or not store.approvals.turn(approval, phase, plan=plan):
        raise Refusal("deal-changed")
    return approval


def _lock(deal: Deal, store: Store) -> None:
    approval = store.approvals.of(KIND, deal.id)
    store.approvals.lock([approval.id] if approval else [])


def withdraw_form(request: Command | Press, store: Store) -> Reply:
    """Asks once more, and why."""
    deal = own(request, store)
    deal.after(Step.WITHDRAW)
    return OpenForm(deals_forms.withdraw_form(deal, request.t))


def withdraw_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return deals_forms.withdraw_form(own(request, store), request.t, request.values.get("words", ""))


def withdraw(request: Submission, store: Store) -> Reply:
    """The partner takes it back; whoever was asked need not decide any more."""
    deal = own(request, store)
    changed = deal.after(Step.WITHDRAW)
    words = request.values.get("words", "").strip()[:500]
    if deal.state in WAITING:
        _turn(deal, Phase.CLOSED, store)
    kept = _take_step(deal, changed, Step.WITHDRAW, request, store, words=words)
    return Show(detail(kept, request, store))


def win(request: Command | Press, store: Store) -> Reply:
    """The customer bought."""
    return _close(Step.WIN, request, store)


def lose(request: Command | Press, store: Store) -> Reply:
    """The customer did not buy."""
    return _close(Step.LOSE, request, store)


def _close(step: Step, request: Command | Press, store: Store) -> Reply:
    deal = own(request, store)
    kept = _take_step(deal, deal.after(step), step, request, store)
    return Show(detail(kept, request, store))


def stage_form(request: Command | Press, store: Store) -> Reply:
    """Asks how far the deal is."""
    deal = own(request, store)
    deal.after(Step.MOVE)
    return OpenForm(deals_forms.stage_form(deal, store.programme, request.t))


def stage_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    deal = own(request, store)
    return deals_forms.stage_form(deal, store.programme, request.t, request.values.get("stage", ""))


def move(request: Submission, store: Store) -> Reply:
    """The stage as the form says."""
    deal = own(request, store)
    kept = moved(deal, request.values.get("stage", ""), request, store)
    return Show(detail(kept, request, store))


def moved(deal: Deal, stage: str, request: Press | Submission, store: Store) -> Deal:
    """The deal at this stage; Refusal where it is none of the programme's."""
    if stage not in store.programme.stages:
        raise Refusal("field-not-an-option", field="stage")
    changed = replace(deal.after(Step.MOVE), stage=stage)
    label = store.programme.stage(stage).label(request.t.language)
    return _take_step(deal, changed, Step.MOVE, request, store, reason=stage, words=label)


def answer_form(request: Press, store: Store) -> Reply:
    """The question, and room for the answer."""
    deal = own(request, store)
    deal.after(Step.ANSWER)
    return OpenForm(deals_forms.answer_form(deal, _question(deal, store), request.t))


def answer_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    deal = own(request, store)
    return deals_forms.answer_form(deal, _question(deal, store), request.t, request.values.get("words", ""))


def _question(deal: Deal, store: Store) -> Words:
    question = asked(store.deals.history(deal.id), Step.ASK)
    return said(question.words if question else "")


def _asked_in(deal: Deal, store: Store) -> int:
    """The version that the newest question made."""
    question = asked(store.deals.history(deal.id), Step.ASK)
    return question.version if question else deal.version


def _tell_asker(deal: Deal, store: Store, *, at: datetime) -> None:
    """Whoever asked hears the answer; where they may not decide any more, or are away, all who may and are here."""
    asker = next((line.by for line in reversed(store.deals.history(deal.id)) if line.step is Step.ASK), "")
    person, approval = store.people.get(asker), store.approvals.of(KIND, deal.id)
    still = (person,) if person and approval and may_answer(person, approval, store) else ()
    others = deciders(deal, store) if not still or still[0].away else ()
    store.outbox.put(DealAnswered(deal.id, str(deal.version)), to=others or still, at=at)


def answer(request: Submission, store: Store) -> Reply:
    """The answer goes to whoever asked, and the decision is open again."""
    deal = own(request, store)
    words = request.values.get("words", "").strip()[:LONGEST_WORDS]
    deal.after(Step.ANSWER)
    # A decision that was taken back made other versions, but the question is the one that the form showed.
    if not _asked_in(deal, store) <= request.version <= deal.version:
        raise Refusal("deal-changed")
    return Show(detail(answered(deal, words, request, store), request, store))


def answered(deal: Deal, words: str, request: Request, store: Store) -> Deal:
    """The deal with this answer; Refusal where it waits for none, or where there are no words."""
    if not words:
        raise Refusal("field-required", field="words")
    changed = deal.after(Step.ANSWER)
    approval = _turn(deal, Phase.OPEN, store)
    changed = replace(changed, answer_by=resume(approval, store, at=request.at) or deal.answer_by)
    kept = _take_step(deal, changed, Step.ANSWER, request, store, words=words)
    _tell_asker(kept, store, at=request.at)
    return kept
