"""Deals: registering them and looking them up."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.approvals import UNDECIDED, Approval, signature
from domain.conflicts import Rival, gravest
from domain.deals import (
    ON_BEHALF,
    WAITING,
    Conflict,
    Deal,
    Happening,
    State,
    Step,
    Terms,
    appeal_until,
    before_decision,
    is_untold,
    outside,
    read_ref,
)
from domain.money import read_money, split_money
from domain.notices import (
    DealAtDesk,
    DealAwaitsDecision,
    DealEscalated,
    DealReceived,
    DealStillWaits,
    DealUndecidable,
    topic,
)
from domain.partners import Partner
from domain.people import Can, Person, Role
from domain.policy import Plan
from domain.refusal import Refusal
from domain.stalls import stalls_at
from domain.when import read_day
from handlers.deadlines import begin, promised
from handlers.deal_desks import ask_deciders
from handlers.deals_for import Whose, chosen, read_whose, whose
from handlers.people import folded
from handlers.policy import asked_by, first_asked, plan_for, too_few
from handlers.protections import answer_if_full, close_request
from handlers.replies import Correct, OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission, Written
from handlers.terms import read_terms
from storage.deals import access_deal
from storage.drafts import Draft
from storage.store import Store
from views import deals as views
from views import deals_forms
from views.common import refused, told
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Card, Form, Option, Row, Words, plain, said

KIND = "deal"
ByRule = Callable[[Deal, Plan, Store], bool]
"""Approves a deal in nobody's name; False where it cannot be protected, so that people decide."""
FORM = "deal-register"
ASKED, WINDOW = 20, timedelta(hours=1)
"""How often in which time somebody is told until when another's deal is protected."""
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
    person, at = request.person.id, request.at
    drafts = store.drafts
    draft = drafts.get(request.ref, person=person, at=at) if request.ref else drafts.newest(person, FORM, at=at)
    return OpenForm(_continued(request, store, draft) if draft else _empty(request, store))


def _empty(request: Request, store: Store) -> Form:
    for_ = whose(request, store)
    return deals_forms.form(for_.values(), store.programme, request.t, draft=store.new_id(), partners=for_.choices)


def _continued(request: Request, store: Store, draft: Draft) -> Form:
    for_, values = _begun(draft.values, request, store)
    note = request.t("deal-draft-restored", at=draft.saved_at)
    return deals_forms.form(values, store.programme, request.t, draft=draft.id, note=note, partners=for_.choices)


def _begun(values: Mapping[str, str], request: Request, store: Store) -> tuple[Whose, dict[str, str]]:
    """Whose it is, and what was typed before, over what the form holds at first."""
    for_ = whose(request, store, values.get("partner", ""))
    return for_, for_.values() | dict(values)


def _prefilled(request: Command, store: Store) -> Form:
    """What was understood is filled in; what was not is said, and what was typed stays in sight."""
    for_, words = read_whose(request, store)
    typed = split_money(words)
    values = for_.values() | {"customer": typed.name[: deals_forms.LIMITS["customer"]], "amount": typed.money}
    errors: dict[str, Words] = {}
    for name, text, read in (("amount", typed.money, _read_amount), ("close_on", typed.day, _read_close_on)):
        try:
            values |= read(text, values.get("currency", ""), request, store) if text else {}
        except Refusal as refusal:
            errors[name] = refused(refusal, request.t)
    return deals_forms.form(
        values, store.programme, request.t, draft=store.new_id(), errors=errors, partners=for_.choices
    )


def _read_amount(text: str, currency: str, request: Command, store: Store) -> dict[str, str]:
    known = store.programme.currencies
    read = read_money(text, language=request.t.language, currency=currency or None, currencies=known)
    return {"amount": request.t.typed_money(read), "currency": read.currency}


def _read_close_on(text: str, _currency: str, request: Command, _store: Store) -> dict[str, str]:
    return {"close_on": read_day(text, language=request.t.language, today=today(request)).isoformat()}


def today(request: Request) -> date:
    return request.at.astimezone(ZoneInfo(request.person.zone)).date()


def register(request: Submission, store: Store, *, by_rule: ByRule) -> Reply:
    """A new deal, from the form; whoever may decide is asked, unless a rule approves it by itself."""
    person, partner = request.person, chosen(request, store)
    terms = read_terms(
        request.values,
        programme=store.programme,
        partner=partner,
        language=request.t.language,
        today=today(request),
    )
    if (full := answer_if_full(partner, request, store, form=FORM)) is not None:
        return full
    new = compared(_registered(terms, request, store, partner), request, store)
    plan = plan_for(new, partner, store, on=today(request))
    # Where the rule cannot approve it after all, these people decide, and the promise is theirs.
    by_people = plan_for(new, partner, store, on=today(request), auto=False) if plan.auto else plan
    asked = first_asked(by_people, new, store, filer=person)
    new = replace(new, answer_by=promised(asked, store, at=request.at))
    # Each person's drafts are their own: what somebody else sends under the same id is another one.
    draft = f"{person.id}.{request.draft or store.new_id()}"
    try:
        deal = store.deals.add(
            new,
            draft=draft,
            by_name=person.name,
            reason="" if person.partner else ON_BEHALF,
        )
    except Refusal as refusal:
        return _sent_already(request, store, refusal)
    if plan.auto and by_rule(deal, plan, store):
        store.drafts.drop(request.draft, person=person.id)
        return Show(detail(kept(deal.id, store), request, store))
    _ask_for_decision(deal, by_people, asked, store, at=request.at)
    store.outbox.put(DealReceived(deal.id), to=hearers(deal, person, store), at=request.at)
    store.drafts.drop(request.draft, person=person.id)
    return Show(_thanks(deal, person, partner, request.t))


def _sent_already(request: Submission, store: Store, refusal: Refusal) -> Reply:
    """An answer, not a Refusal, which would keep as a draft what can never be sent; sent once more, it is new."""
    store.drafts.drop(request.draft, person=request.person.id)
    form = replace(form_again(request, store), draft=store.new_id())
    return Correct(replace(form, errors={"": refused(refusal, request.t)}))


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
    )


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


def rivals_of(deal: Deal, store: Store) -> tuple[Rival, ...]:
    """What else is known of its customer now."""
    return store.conflicts.rivals(deal.terms, own=deal.partner, besides=deal.id)


def _may_know(request: Request, store: Store) -> bool:
    """Asking again and again must not map out what others have protected."""
    try:
        store.people.count_try(request.person.id, "conflict", at=request.at, limit=ASKED, window=WINDOW)
    except Refusal:
        return False
    return True


def deciders(deal: Deal, store: Store) -> tuple[Person, ...]:
    """Who is asked now; nobody once it is decided."""
    approval = store.approvals.of(KIND, deal.id)
    return asked_by(approval, store) if approval and approval.phase in UNDECIDED else ()


def _ask_for_decision(deal: Deal, plan: Plan, people: tuple[Person, ...], store: Store, *, at: datetime) -> None:
    approval = store.approvals.ask(
        KIND, deal.id, partner=deal.partner, region=deal.region, plan=plan, filed_by=deal.filed_by, at=at
    )
    begin(approval, people, store, at=at)
    tell_deciders(deal, people, store, at=at, few=too_few(approval, people, store))


def kept(deal_id: str, store: Store) -> Deal:
    """The deal with this id; Refusal("not-found") where there is none."""
    deal = store.deals.get(deal_id)
    if deal is None:
        raise Refusal("not-found")
    return deal


def ask_again(deal: Deal, store: Store, *, at: datetime) -> bool:
    """Whoever was asked is not there any more: those who hold the role now are, each once, or the admins are told.

    Whether anybody is asked who was not before.
    """
    approval = store.approvals.of(KIND, deal.id)
    people = asked_by(approval, store) if approval else ()
    new = _ask_new(deal, approval, people, store, at=at) if approval else []
    few = approval is not None and too_few(approval, people, store)
    _tell_admins(deal, new, store, at=at, occasion=str(deal.version), few=few)
    return bool(new)


def ask_others(deal: Deal, store: Store, *, at: datetime) -> None:
    """Others are asked now than before: each who was not yet is told, or the admins are, where nobody can be."""
    approval = store.approvals.of(KIND, deal.id)
    if approval is None or approval.phase not in UNDECIDED:
        return
    times = store.outbox.times(topic(KIND, deal.id), DealAwaitsDecision.kind)
    people = asked_by(approval, store)
    _ask_new(deal, approval, people, store, at=at)
    few = too_few(approval, people, store)
    _tell_admins(deal, people, store, at=at, occasion=f"{deal.version}.{times}", few=few)


def _ask_new(deal: Deal, approval: Approval, people: Iterable[Person], store: Store, *, at: datetime) -> list[Person]:
    """Those of the present step who were not told of it yet."""
    about = topic(KIND, deal.id)
    told = store.outbox.audience(about, DealAwaitsDecision.kind, tried=True, ending=approval.mark)
    new = [person for person in people if person.id not in told]
    if new:
        ask_deciders(deal, _occasion(deal, approval, store), new, store, at=at, more=True)
    return new


def _occasion(deal: Deal, approval: Approval, store: Store) -> str:
    """Of one more notice; a later step's ends as storage.approvals looks for it."""
    times = store.outbox.times(topic(KIND, deal.id), DealAwaitsDecision.kind)
    return f"{deal.version}.{times}{approval.mark}"


def _tell_admins(
    deal: Deal, people: Iterable[Person], store: Store, *, at: datetime, occasion: str, few: bool = False
) -> None:
    """Where none of these can be reached, or they are too few."""
    if few or not any(store.people.accounts(person.id) for person in people):
        store.outbox.put(DealUndecidable(deal.id, occasion), to=store.people.holders(Role.ADMIN), at=at)


def reach(approval: Approval, store: Store, at: datetime) -> None:
    """Those who are to be asked now and were not are; who was asked again for a time only sees that it is over, and a
    desk who has it.
    """
    for card in (DealStillWaits, DealEscalated, DealAtDesk):
        store.outbox.amend(topic(KIND, approval.subject), at=at, only=card.kind)
    ask_others(kept(approval.subject, store), store, at=at)


def tell_deciders(
    deal: Deal, people: tuple[Person, ...], store: Store, *, at: datetime, again: bool = False, few: bool = False
) -> None:
    """Each is asked once, unless `again`: what was said is void.

    Where none can be reached, or they are too few, the admins are told.
    """
    asked_before = deal.version > 1 and not again
    told = store.outbox.audience(topic(KIND, deal.id), DealAwaitsDecision.kind) if asked_before else ()
    occasion = str(deal.version)
    new = [person for person in people if person.id not in told]
    if new:
        ask_deciders(deal, occasion, new, store, at=at)
    _tell_admins(deal, people, store, at=at, occasion=occasion, few=few)


def summon(approval: Approval, store: Store, at: datetime) -> None:
    """A later step has begun: those of it are asked, each by a new message; where nobody is, the admins are told."""
    deal, people = kept(approval.subject, store), asked_by(approval, store)
    occasion = _occasion(deal, approval, store)
    store.deal_desks.drop(approval.id)
    ask_deciders(deal, occasion, people, store, at=at)
    _tell_admins(deal, people, store, at=at, occasion=occasion, few=too_few(approval, people, store))


def hearers(deal: Deal, filer: Person | None, store: Store) -> tuple[Person, ...]:
    """Who is told what becomes of it: its filer; where that is nobody of the partner's (any more), its people too."""
    filers = (filer,) if filer and not filer.left else ()
    if filers and filers[0].partner == deal.partner:
        return filers
    return (*store.people.team(deal.partner), *filers)


def _thanks(deal: Deal, by: Person, partner: Partner, t: Translator) -> Card:
    title = t("deal-thanks-title", ref=deal.ref)
    if by.partner:
        return told(title, t("deal-thanks", customer=deal.terms.customer, amount=deal.terms.amount))
    return told(
        title,
        t("deal-thanks-for", customer=deal.terms.customer, amount=deal.terms.amount, partner=partner.name),
    )


def keep_draft(request: Submission, store: Store) -> Reply:
    """What was typed so far, valid or not, for seven days."""
    draft = request.draft or store.new_id()
    store.drafts.keep(draft, person=request.person.id, form=FORM, values=request.values, at=request.at)
    return Show(views.kept(request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The form as it was sent, for a correction."""
    for_, values = _begun(request.values, request, store)
    return deals_forms.form(values, store.programme, request.t, draft=request.draft, partners=for_.choices)


def customers(request: Search, store: Store) -> Reply:
    """What was typed, then this partner's own customers; nobody else's."""
    typed = " ".join(request.text.split())[: deals_forms.LIMITS["customer"]]
    known = store.deals.customers_of(request.person.partner, typed, size=FOUND)
    names = dict.fromkeys((typed, *known) if typed else known)
    return Options(tuple(Option(name, said(name)) for name in names))


def offered(field: str) -> Callable[[Search, Store], Reply]:
    """Finds an option of this field by a part of its name: what begins so comes first."""

    def found(request: Search, store: Store) -> Reply:
        typed = folded(request.text)
        named = [(folded(plain(one.label)), one) for one in deals_forms.options(field, store.programme, request.t)]
        begin = [one for name, one in named if name.startswith(typed)]
        hold = [one for name, one in named if typed in name and not name.startswith(typed)]
        return Options((*begin, *hold))

    return found


# --- looking up ---


def show_list(request: Command | Press, store: Store) -> Reply:
    """The reader's deals, newest first; a press brings the cursor of the next page."""
    cursor = request.ref if isinstance(request, Press) else ""
    page = store.deals.seen_by(request.person, cursor_text=cursor)
    page = replace(page, items=tuple(as_told(deal, request.person, store, at=request.at) for deal in page.items))
    drafts = () if cursor else _draft_rows(request, store)
    return Show(views.listing(page, request.person, request.t, drafts=drafts))


def _draft_rows(request: Request, store: Store) -> tuple[Row, ...]:
    if not request.person.may(Can.REGISTER_DEALS):
        return ()
    draft = store.drafts.newest(request.person.id, FORM, at=request.at)
    return (views.draft_row(draft.values.get("customer", ""), draft.id, request.t),) if draft else ()


def show(request: Command | Press, store: Store) -> Reply:
    """One deal, by its ref."""
    return Show(detail(accessed(request, store), request, store))


def accessed(request: Command | Press | Submission | Written, store: Store) -> Deal:
    text = request.words if isinstance(request, Command) else request.ref
    ref = read_ref(text.partition(" ")[0])
    if ref is None:
        raise Refusal("deal-ref-missing")
    return access_deal(store.deals, request.person, ref)


def detail(deal: Deal, request: Request, store: Store) -> Card:
    return views.detail(shown(deal, request.person, store, at=request.at), request.person, request.t)


def as_told(deal: Deal, reader: Person, store: Store, *, at: datetime) -> Deal:
    """The deal as its reader knows it: for its partner it waits as long as its decision can be undone."""
    return before_decision(deal, store.deals.history(deal.id)) if _untold(deal, reader, at=at) else deal


def _untold(deal: Deal, reader: Person, *, at: datetime) -> bool:
    return bool(reader.partner) and is_untold(deal, at=at)


def check_told(deal: Deal, reader: Person, *, at: datetime) -> None:
    """Refusal while this reader does not know of its decision: whatever is done to it now would tell."""
    if _untold(deal, reader, at=at):
        raise Refusal("deal-being-decided")


def shown(deal: Deal, reader: Person, store: Store, *, at: datetime | None = None) -> Shown:
    """The deal with what its reader may know besides; rivals only for the vendor's people.

    Without `at`, where its reader is not a partner's, or its decision was told long ago.
    """
    told_at = deal.told_at if at and _untold(deal, reader, at=at) else None
    lines, partner = history(deal, reader, store, at=at), partner_of(deal, store)
    deal = as_told(deal, reader, store, at=at) if at else deal
    waits = deal.state in WAITING
    appealed = any(line.step is Step.APPEAL for line in lines)
    may_appeal = reader.may(Can.CHANGE_DEALS) and not appealed
    return Shown(
        deal=deal,
        partner=partner,
        programme=store.programme,
        history=lines,
        appeal_until=appeal_until(deal, store.programme.appeal_days, partner.zone) if may_appeal else None,
        deciders=_deciding(deal, reader, store) if waits else (),
        rivals=() if reader.partner else _rivals(deal, store),
        told_at=told_at,
    )


def _deciding(deal: Deal, reader: Person, store: Store) -> Sequence[str]:
    """Their names; the vendor's own for a partner who could tell from theirs what others have registered."""
    approval = store.approvals.of(KIND, deal.id)
    names = [person.name for person in asked_by(approval, store)] if approval else []
    return [store.programme.name] if names and reader.partner and store.programme.routes_conflicts else names


def history(deal: Deal, reader: Person, store: Store, *, at: datetime | None = None) -> tuple[Happening, ...]:
    """What happened to it, as far as this reader may know (at this moment)."""
    lines = store.deals.history(deal.id)
    if not reader.partner:
        return lines
    return outside(lines[:-1] if at and _untold(deal, reader, at=at) else lines)


def clashes(deal_id: str, store: Store) -> bool:
    """Whether anything is known now of its customer that somebody should look at first."""
    deal = kept(deal_id, store)
    outside = not store.programme.covers(deal.region, deal.terms.country)
    return gravest(rivals_of(deal, store), outside=outside) is not Conflict.NONE


def _rivals(deal: Deal, store: Store) -> tuple[tuple[Rival, str], ...]:
    """Each with its partner's name; the programme may have dropped the partner since."""
    found = rivals_of(deal, store) if deal.state in WAITING else ()
    partners = ((rival, store.partners.get(rival.partner)) for rival in found)
    return tuple((rival, partner.name if partner else rival.partner) for rival, partner in partners)


def partner_of(deal: Deal, store: Store) -> Partner:
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


# --- changing ---


def recorded(
    step: Step, by: Person, at: datetime, *, reason: str = "", words: str = "", whom: Person | None = None
) -> Happening:
    return Happening(step=step, at=at, by=by.id, by_name=signature(by, whom), reason=reason, words=words)


def _stays_protected(deal: Deal, store: Store) -> bool:
    return deal.state is State.WON and store.programme.protection.keep_when_won


def _watched(deal: Deal, at: datetime, store: Store) -> Deal:
    """With the moment from which on nothing was heard of it for long: each change of an approved deal moves it."""
    due = stalls_at(store.programme, partner_of(deal, store).zone, since=at) if deal.state is State.APPROVED else None
    return replace(deal, stalls_at=due)


def keep(deal: Deal, changed: Deal, happening: Happening, store: Store, *, untold: timedelta = timedelta()) -> Deal:
    """Every copy that shows the deal is amended; `untold` is how long it is kept from everybody but who decides."""
    over = deal.state is State.APPROVED and changed.state is not State.APPROVED
    if over:
        close_request(deal, store, at=happening.at)
    kept = store.deals.change(deal, _watched(changed, happening.at, store), happening)
    if over and not _stays_protected(changed, store):
        store.protections.release(deal.id, at=happening.at)
    if untold:
        store.outbox.amend_apart(topic(KIND, deal.id), at=happening.at, told_at=happening.at + untold)
    else:
        store.outbox.amend(topic(KIND, deal.id), at=happening.at)
    return kept
