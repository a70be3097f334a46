"""Deals: register, look up, and what their partner can do with them. Deciding is approvals' matter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.approvals import Decision, Outcome, Phase, Question
from domain.deals import (
    WAITING,
    Conflict,
    Deal,
    Happening,
    State,
    Step,
    Terms,
    protected_until,
    read_ref,
)
from domain.money import read_money, split_money
from domain.notices import (
    DealAnswered,
    DealAwaitsDecision,
    DealDecided,
    DealExpired,
    DealQuestion,
    DealReceived,
    DealUndecidable,
    topic,
)
from domain.partners import Partner
from domain.people import DECIDERS, Can, Person, Role
from domain.refusal import Refusal
from domain.when import read_day
from handlers.replies import OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission
from handlers.terms import read_terms
from storage.deals import access_deal
from storage.drafts import Draft
from storage.store import Store
from views import deals as views
from views.approvals import Described, of_deal
from views.common import refused, told
from views.translator import Translator
from views.vocabulary import Card, Form, Option, Row, Words, said

KIND = "deal"
FORM = "deal-register"
FOUND = 10
"""How many customers a search offers; Teams shows 15 at most (learn.microsoft.com, dynamic search)."""


# --- registering ---


def start(request: Command, store: Store) -> Reply:
    """The form: prefilled from what was typed after the command, else from the newest draft."""
    if request.words.strip():
        return OpenForm(_prefilled(request, store))
    draft = store.drafts.newest(request.person.id, FORM, at=request.at)
    return OpenForm(_continued(request, store, draft) if draft else _empty(request, store))


def start_empty(request: Command | Press, store: Store) -> Reply:
    """The form with nothing of an older draft."""
    return OpenForm(_empty(request, store))


def open_form(request: Press, store: Store) -> Reply:
    """The form from a button; its ref may name a draft of this person."""
    draft = store.drafts.newest(request.person.id, FORM, at=request.at)
    wanted = draft and (not request.ref or draft.id == request.ref)
    return OpenForm(_continued(request, store, draft) if draft and wanted else _empty(request, store))


def _own_partner(request: Request, store: Store) -> Partner:
    partner = store.partners.get(request.person.partner)
    if partner is None:
        raise Refusal("partner-unknown")
    return partner


def _defaults(partner: Partner) -> dict[str, str]:
    return {"currency": partner.currency, "country": partner.country}


def _empty(request: Request, store: Store) -> Form:
    values = _defaults(_own_partner(request, store))
    return views.form(values, store.programme, request.t, draft=store.new_id())


def _continued(request: Request, store: Store, draft: Draft) -> Form:
    values = _defaults(_own_partner(request, store)) | dict(draft.values)
    note = request.t("deal-draft-restored", at=draft.saved_at)
    return views.form(values, store.programme, request.t, draft=draft.id, note=note)


def _prefilled(request: Command, store: Store) -> Form:
    """What was understood is filled in; what was not is said, and what was typed stays in sight."""
    partner, typed = _own_partner(request, store), split_money(request.words)
    values = _defaults(partner) | {"customer": typed.name[: views.LIMITS["customer"]], "amount": typed.money}
    errors: dict[str, Words] = {}
    try:
        _fill_in(values, request, store, typed.money, typed.day)
    except Refusal as refusal:
        errors[refusal.field or ""] = refused(refusal, request.t)
    return views.form(values, store.programme, request.t, draft=store.new_id(), errors=errors)


def _fill_in(values: dict[str, str], request: Command, store: Store, money: str, day: str) -> None:
    if day:
        try:
            close_on = read_day(day, language=request.t.language, today=_today(request))
        except Refusal as refusal:
            refusal.field = "close_on"
            raise
        values["close_on"] = close_on.isoformat()
    if money:
        read = read_money(
            money,
            language=request.t.language,
            currency=values["currency"],
            currencies=store.programme.currencies,
        )
        values |= {"amount": request.t.typed_money(read), "currency": read.currency}


def _today(request: Request) -> date:
    return request.at.astimezone(ZoneInfo(request.person.zone)).date()


def register(request: Submission, store: Store) -> Reply:
    """A new deal, from the form; whoever may decide is asked."""
    person, partner = request.person, _own_partner(request, store)
    terms = read_terms(
        request.values,
        programme=store.programme,
        partner=partner,
        language=request.t.language,
        today=_today(request),
    )
    deal = store.deals.add(
        _looked_at(_registered(terms, request, store, partner), store),
        draft=request.draft or store.new_id(),
        by_name=person.name,
    )
    _ask_for_decision(deal, store, at=request.at)
    store.outbox.put(DealReceived(deal.id), to=[person], at=request.at)
    store.drafts.drop(request.draft, person=person.id)
    return Show(_thanks(deal, request.t))


def _registered(terms: Terms, request: Submission, store: Store, partner: Partner) -> Deal:
    return Deal(
        id="",
        ref="",
        partner=partner.key,
        region=partner.region,
        filed_by=request.person.id,
        filed_at=request.at,
        terms=terms,
        state=State.SUBMITTED,
        version=1,
        answer_by=request.at + timedelta(hours=store.programme.answer_within_hours),
    )


def _looked_at(deal: Deal, store: Store) -> Deal:
    """With what a first look at other live deals found."""
    rivals = store.deals.rivals(deal.terms, besides=deal.id)
    others = [rival for rival in rivals if rival.partner != deal.partner]
    if not rivals:
        return replace(deal, conflict=Conflict.NONE, rival_until=None)
    until = max((rival.protected_until for rival in others if rival.protected_until), default=None)
    return replace(deal, conflict=Conflict.OTHER if others else Conflict.OWN, rival_until=until)


def _deciders(deal: Deal, store: Store) -> tuple[Role, tuple[Person, ...]]:
    """Who is asked: the rule's role, or the next one above it that somebody holds."""
    first = Role(store.programme.rule_for(deal.region, deal.terms.amount).decided_by)
    for role in DECIDERS[DECIDERS.index(first) :]:
        people = tuple(
            person
            for person in store.people.holders(role)
            if person.id != deal.filed_by and person.holds(role, partner=deal.partner, region=deal.region)
        )
        if people:
            return role, people
    return first, ()


def _ask_for_decision(deal: Deal, store: Store, *, at: datetime) -> None:
    role, people = _deciders(deal, store)
    store.approvals.ask(
        KIND, deal.id, partner=deal.partner, region=deal.region, role=role, filed_by=deal.filed_by, at=at
    )
    _tell_deciders(deal, people, store, at=at)


def _tell_deciders(deal: Deal, people: tuple[Person, ...], store: Store, *, at: datetime) -> None:
    occasion = str(deal.version)
    if people:
        store.outbox.put(DealAwaitsDecision(deal.id, occasion), to=people, at=at)
    else:
        store.outbox.put(DealUndecidable(deal.id, occasion), to=store.people.holders(Role.ADMIN), at=at)


def _thanks(deal: Deal, t: Translator) -> Card:
    return told(
        t("deal-thanks-title", ref=deal.ref),
        t("deal-thanks", ref=deal.ref, customer=deal.terms.customer, amount=deal.terms.amount),
    )


def keep_draft(request: Submission, store: Store) -> Reply:
    """What was typed so far, valid or not, for seven days."""
    draft = request.draft or store.new_id()
    store.drafts.keep(draft, person=request.person.id, form=FORM, values=request.values, at=request.at)
    return Show(views.kept(request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The form as it was sent, for a correction."""
    partner = store.partners.get(request.person.partner)
    values = (_defaults(partner) if partner else {}) | dict(request.values)
    return views.form(values, store.programme, request.t, draft=request.draft)


def customers(request: Search, store: Store) -> Reply:
    """What was typed, then this partner's own customers; nobody else's."""
    typed = " ".join(request.text.split())[: views.LIMITS["customer"]]
    known = store.deals.customers_of(request.person.partner, typed, size=FOUND)
    names = dict.fromkeys((typed, *known) if typed else known)
    return Options(tuple(Option(name, said(name)) for name in names))


# --- looking up ---


def show_list(request: Command | Press, store: Store) -> Reply:
    """The reader's deals, newest first; a press brings the cursor of the next page."""
    cursor = request.ref if isinstance(request, Press) else ""
    page = store.deals.seen_by(request.person, cursor_text=cursor)
    drafts = () if cursor else _draft_rows(request, store)
    return Show(views.listing(page, request.person, request.t, drafts=drafts))


def _draft_rows(request: Request, store: Store) -> tuple[Row, ...]:
    if not request.person.may(Can.REGISTER_DEALS):
        return ()
    draft = store.drafts.newest(request.person.id, FORM, at=request.at)
    return (views.draft_row(draft.values.get("customer", ""), draft.id, request.t),) if draft else ()


def show(request: Command | Press, store: Store) -> Reply:
    """One deal, by its ref."""
    return Show(_detail(_accessed(request, store), request, store))


def _accessed(request: Command | Press | Submission, store: Store) -> Deal:
    text = request.words.split()[:1] if isinstance(request, Command) else [request.ref]
    ref = read_ref(text[0]) if text else None
    if ref is None:
        raise Refusal("deal-ref-missing")
    return access_deal(store.deals, request.person, ref)


def _detail(deal: Deal, request: Request, store: Store) -> Card:
    return views.detail(shown(deal, request.person, store), request.person, request.t)


def shown(deal: Deal, reader: Person, store: Store) -> views.Shown:
    """The deal with what its reader may know besides; rivals only for the vendor's people."""
    waits = deal.state in WAITING
    return views.Shown(
        deal=deal,
        partner=_partner_of(deal, store),
        programme=store.programme,
        history=store.deals.history(deal.id),
        deciders=[person.name for person in _deciders(deal, store)[1]] if waits else (),
        rivals=() if reader.partner else _rivals(deal, store),
    )


def _rivals(deal: Deal, store: Store) -> tuple[tuple[Deal, str], ...]:
    found = store.deals.rivals(deal.terms, besides=deal.id) if deal.state in WAITING else ()
    return tuple((rival, _partner_of(rival, store).name) for rival in found)


def _partner_of(deal: Deal, store: Store) -> Partner:
    """The programme may have dropped the partner since: its key is then all we know."""
    return store.partners.get(deal.partner) or Partner(
        key=deal.partner,
        name=deal.partner,
        type="channel",
        tier="",
        region=deal.region,
        country=deal.terms.country,
        language=store.programme.language,
        zone=store.programme.zone,
        currency=deal.terms.amount.currency,
    )


# --- what its partner can do ---


def _own(request: Command | Press | Submission, store: Store) -> Deal:
    """A deal of the person's own partner; its partner changes it, nobody else."""
    deal = _accessed(request, store)
    if deal.partner != request.person.partner:
        raise Refusal("not-found")
    return deal


def _happening(step: Step, by: Person, at: datetime, *, reason: str = "", words: str = "") -> Happening:
    return Happening(step=step, at=at, by=by.id, by_name=by.name, reason=reason, words=words)


def _keep(deal: Deal, changed: Deal, happening: Happening, store: Store) -> Deal:
    """Every copy that shows the deal is amended."""
    kept = store.deals.change(deal, changed, happening)
    store.outbox.amend(topic(KIND, deal.id), at=happening.at)
    return kept


def _take_step(
    deal: Deal, changed: Deal, step: Step, request: Request, store: Store, *, reason: str = "", words: str = ""
) -> Deal:
    return _keep(deal, changed, _happening(step, request.person, request.at, reason=reason, words=words), store)


def edit_form(request: Command | Press, store: Store) -> Reply:
    """The form with the deal in it."""
    deal = _own(request, store)
    deal.after(Step.EDIT)
    return OpenForm(views.form(_typed(deal, request.t), store.programme, request.t, deal=deal))


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
    """The edit form as it was sent, over the deal as it is now."""
    deal = _own(request, store)
    return views.form(dict(request.values), store.programme, request.t, deal=deal)


def edit(request: Submission, store: Store) -> Reply:
    """The deal as the form says; whoever decides is asked about it as it is now."""
    deal = _own(request, store)
    if request.version != deal.version:
        raise Refusal("deal-changed")
    terms = read_terms(
        request.values,
        programme=store.programme,
        partner=_own_partner(request, store),
        language=request.t.language,
        today=_today(request),
    )
    before = {person.id for person in _deciders(deal, store)[1]}
    changed = _looked_at(replace(deal.after(Step.EDIT), terms=terms), store)
    kept = _take_step(deal, changed, Step.EDIT, request, store)
    role, people = _deciders(kept, store)
    _turn(kept, Phase.OPEN, store, role=role)
    new = tuple(person for person in people if person.id not in before)
    if new or not people:
        _tell_deciders(kept, new, store, at=request.at)
    return Show(_detail(kept, request, store))


def _turn(deal: Deal, phase: Phase, store: Store, *, role: Role | None = None) -> None:
    """The approval goes with its deal; Refusal("deal-changed") where a decision came first."""
    approval = store.approvals.of(KIND, deal.id)
    if approval is None or not store.approvals.turn(approval, phase, role=role):
        raise Refusal("deal-changed")


def withdraw_form(request: Command | Press, store: Store) -> Reply:
    """Asks once more, and why."""
    deal = _own(request, store)
    deal.after(Step.WITHDRAW)
    return OpenForm(views.withdraw_form(deal, request.t))


def withdraw_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.withdraw_form(_own(request, store), request.t, request.values.get("words", ""))


def withdraw(request: Submission, store: Store) -> Reply:
    """The partner takes it back; whoever was asked need not decide any more."""
    deal = _own(request, store)
    waited = deal.state in WAITING
    words = request.values.get("words", "").strip()[:500]
    kept = _take_step(deal, deal.after(Step.WITHDRAW), Step.WITHDRAW, request, store, words=words)
    if waited:
        _turn(kept, Phase.CLOSED, store)
    return Show(_detail(kept, request, store))


def win(request: Command | Press, store: Store) -> Reply:
    """The customer bought."""
    return _close(Step.WIN, request, store)


def lose(request: Command | Press, store: Store) -> Reply:
    """The customer did not buy."""
    return _close(Step.LOSE, request, store)


def _close(step: Step, request: Command | Press, store: Store) -> Reply:
    deal = _own(request, store)
    kept = _take_step(deal, deal.after(step), step, request, store)
    return Show(_detail(kept, request, store))


def stage_form(request: Command | Press, store: Store) -> Reply:
    """Asks how far the deal is."""
    deal = _own(request, store)
    deal.after(Step.MOVE)
    return OpenForm(views.stage_form(deal, store.programme, request.t))


def stage_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    deal = _own(request, store)
    return views.stage_form(deal, store.programme, request.t, request.values.get("stage", ""))


def move(request: Submission, store: Store) -> Reply:
    """The stage as the form says."""
    deal = _own(request, store)
    stage = request.values.get("stage", "")
    if stage not in store.programme.stages:
        raise Refusal("field-not-an-option", field="stage")
    changed = replace(deal.after(Step.MOVE), stage=stage)
    label = store.programme.stage(stage).label(request.t.language)
    kept = _take_step(deal, changed, Step.MOVE, request, store, reason=stage, words=label)
    return Show(_detail(kept, request, store))


def answer_form(request: Press, store: Store) -> Reply:
    """The question, and room for the answer."""
    deal = _own(request, store)
    deal.after(Step.ANSWER)
    return OpenForm(views.answer_form(deal, _question(deal, store), request.t))


def answer_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    deal = _own(request, store)
    return views.answer_form(deal, _question(deal, store), request.t, request.values.get("words", ""))


def _question(deal: Deal, store: Store) -> Words:
    asked = [line for line in store.deals.history(deal.id) if line.step is Step.ASK]
    return said(asked[-1].words if asked else "")


def answer(request: Submission, store: Store) -> Reply:
    """The answer goes to whoever asked, and the decision is open again."""
    deal = _own(request, store)
    words = request.values.get("words", "").strip()[:1000]
    if not words:
        raise Refusal("field-required", field="words")
    asker = next((line.by for line in reversed(store.deals.history(deal.id)) if line.step is Step.ASK), "")
    kept = _take_step(deal, deal.after(Step.ANSWER), Step.ANSWER, request, store, words=words)
    _turn(kept, Phase.OPEN, store)
    person = store.people.get(asker)
    if person:
        store.outbox.put(DealAnswered(deal.id, str(kept.version)), to=[person], at=request.at)
    return Show(_detail(kept, request, store))


# --- as a subject of approvals ---


def described(deal_id: str, reader: Person, store: Store, t: Translator) -> Described:
    """The deal as something to decide."""
    return of_deal(shown(_kept(deal_id, store), reader, store), t)


def _kept(deal_id: str, store: Store) -> Deal:
    deal = store.deals.get(deal_id)
    if deal is None:
        raise Refusal("not-found")
    return deal


def decide(deal_id: str, decision: Decision, store: Store) -> None:
    """What a decision does to the deal; whoever filed it is told."""
    deal = _kept(deal_id, store)
    approved = decision.outcome is Outcome.APPROVED
    step = Step.APPROVE if approved else Step.REJECT
    changed = replace(deal.after(step), decided_at=decision.at)
    if approved:
        changed = replace(changed, protected_until=_protected_until(deal, decision.at, store))
    happening = _happening(step, decision.by, decision.at, reason=decision.reason, words=decision.words)
    _keep(deal, changed, happening, store)
    store.outbox.put(DealDecided(deal.id), to=_filer(deal, store), at=decision.at)


def _protected_until(deal: Deal, at: datetime, store: Store) -> datetime:
    partner = _partner_of(deal, store)
    days = store.programme.protection_days(partner.tier) if partner.tier else 0
    return protected_until(at, days, ZoneInfo(partner.zone))


def ask(deal_id: str, question: Question, store: Store) -> None:
    """What a question does to the deal; whoever filed it is asked."""
    deal = _kept(deal_id, store)
    changed = deal.after(Step.ASK)
    _keep(deal, changed, _happening(Step.ASK, question.by, question.at, words=question.words), store)
    store.outbox.put(DealQuestion(deal.id, str(changed.version)), to=_filer(deal, store), at=question.at)


def _filer(deal: Deal, store: Store) -> list[Person]:
    person = store.people.get(deal.filed_by)
    return [person] if person else []


# --- notices and chores ---


def receipt(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """How the deal stands, for whoever filed it."""
    return views.receipt(_readable(deal_id, reader, store), t)


def decided(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The decision, for whoever filed it."""
    return views.decided(_readable(deal_id, reader, store), t)


def question(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """A manager's question, for whoever filed it."""
    return views.question(_readable(deal_id, reader, store), t)


def answered(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The answer, for whoever asked."""
    return views.answered(_readable(deal_id, reader, store), t)


def undecidable(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """Nobody can decide, for the admins."""
    return views.undecidable(_readable(deal_id, reader, store), t)


def expired(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The protection has ended, for whoever filed it."""
    return views.expired(_readable(deal_id, reader, store), t)


def _readable(deal_id: str, reader: Person, store: Store) -> views.Shown:
    """Rights are looked at when it is sent: Refusal("not-found") where the reader has lost them."""
    deal = _kept(deal_id, store)
    if not reader.scope.holds(deal.partner, deal.region):
        raise Refusal("not-found")
    return shown(deal, reader, store)


def expire_due(at: datetime, store: Store) -> None:
    """Approved deals whose protection has ended expire, each once."""
    for deal in store.deals.outlived(at):
        _keep(deal, deal.after(Step.EXPIRE), Happening(step=Step.EXPIRE, at=at, by=""), store)
        store.outbox.put(DealExpired(deal.id), to=_filer(deal, store), at=at)
