"""Deals: registering them and looking them up."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.deals import ON_BEHALF, Deal, State, Terms
from domain.money import read_money, split_money
from domain.notices.deals import DealReceived
from domain.partners import Partner
from domain.people import Can, Person
from domain.policy import Plan
from domain.refusal import Refusal
from domain.when import read_day
from handlers import training_lapsed
from handlers.certified import lapsed
from handlers.deadlines import promised
from handlers.deals_asked import ask_for_decision, hearers
from handlers.deals_compared import compared
from handlers.deals_for import Whose, chosen, read_whose, whose
from handlers.deals_known import accessed, as_told, detail, kept, today
from handlers.people import folded
from handlers.policy import first_asked, plan_for
from handlers.protections import answer_if_full
from handlers.replies import Correct, OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission
from handlers.terms import read_terms
from storage.drafts import Draft
from storage.store import Store
from views import deals as views
from views import deals_forms
from views.common import refused, told
from views.translator import Translator
from views.vocabulary import Card, Form, Option, Row, Words, plain, said

ByRule = Callable[[Deal, Plan, Store], bool]
"""Approves a deal in nobody's name; False where it cannot be protected, so that people decide."""
FORM = "deal-register"
FOUND = 10
"""How many customers a search offers; Teams shows 15 at most (learn.microsoft.com, dynamic search)."""


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
    form = deals_forms.form(for_.values(), store.programme, request.t, draft=store.new_id(), partners=for_.choices)
    return training_lapsed.foretold(form, request, store)


def _continued(request: Request, store: Store, draft: Draft) -> Form:
    for_, values = _begun(draft.values, request, store)
    note = request.t("deal-draft-restored", at=draft.saved_at)
    form = deals_forms.form(values, store.programme, request.t, draft=draft.id, note=note, partners=for_.choices)
    return training_lapsed.foretold(form, request, store)


def _begun(values: Mapping[str, str], request: Request, store: Store) -> tuple[Whose, dict[str, str]]:
    """Whose it is, and what was typed before, over what the form holds at first."""
    for_ = whose(request, store, values.get("partner", ""))
    return for_, for_.values() | dict(values)


def _prefilled(request: Command, store: Store) -> Form:
    """What was understood is filled in; what was not is said, and what was typed stays in sight."""
    for_, words = read_whose(request, store)
    typed = split_money(words)
    longest = deals_forms.LIMITS["customer"]
    values = for_.values() | {"customer": typed.name[:longest], "amount": typed.money}
    errors: dict[str, Words] = {}
    if len(typed.name) > longest:
        errors["customer"] = refused(Refusal("field-too-long", limit=longest), request.t)
    for name, text, read in (("amount", typed.money, _read_amount), ("close_on", typed.day, _read_close_on)):
        try:
            values |= read(text, values.get("currency", ""), request, store) if text else {}
        except Refusal as refusal:
            errors[name] = refused(refusal, request.t)
    form = deals_forms.form(
        values, store.programme, request.t, draft=store.new_id(), errors=errors, partners=for_.choices
    )
    return training_lapsed.foretold(form, request, store)


def _read_amount(text: str, currency: str, request: Command, store: Store) -> dict[str, str]:
    known = store.programme.currencies
    read = read_money(text, language=request.t.language, currency=currency or None, currencies=known)
    return {"amount": request.t.typed_money(read), "currency": read.currency}


def _read_close_on(text: str, _currency: str, request: Command, _store: Store) -> dict[str, str]:
    return {"close_on": read_day(text, language=request.t.language, today=today(request)).isoformat()}


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
    lapse = lapsed(person, terms.product, store, at=request.at)
    # Each person's drafts are their own: what somebody else sends under the same id is another one.
    draft = f"{person.id}.{request.draft or store.new_id()}"
    held = answer_if_full(partner, request, store, form=FORM) or training_lapsed.answer_if_blocked(
        lapse, request, store, form=FORM
    )
    if held is not None and not store.deals.sent(draft):
        return held
    new = compared(_registered(terms, request, store, partner), request, store)
    plan = plan_for(new, partner, store, on=today(request))
    # Where the rule cannot approve it after all, these people decide, and the promise is theirs.
    by_people = plan_for(new, partner, store, on=today(request), auto=False) if plan.auto else plan
    asked = first_asked(by_people, new, store, filer=person)
    new = replace(new, answer_by=promised(asked, store, at=request.at))
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
        return Show(training_lapsed.warned(detail(kept(deal.id, store), request, store), lapse, request, store))
    with store.outbox.together():
        ask_for_decision(deal, by_people, asked, store, at=request.at)
        store.outbox.put(DealReceived(deal.id), to=hearers(deal, person, store), at=request.at)
    store.drafts.drop(request.draft, person=person.id)
    return Show(training_lapsed.warned(_thanks(deal, person, partner, request.t), lapse, request, store))


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
    form = deals_forms.form(values, store.programme, request.t, draft=request.draft, partners=for_.choices)
    return training_lapsed.foretold(form, request, store)


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
