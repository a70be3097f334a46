"""Deals as people see them: the form, the receipt, the list, one deal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from domain.conflicts import Rival, gravest
from domain.deals import (
    AUTOMATIC,
    LIVE,
    ON_BEHALF,
    WAITING,
    Conflict,
    Deal,
    Happening,
    Rejection,
    State,
    Step,
    Terms,
    outside,
)
from domain.page import Page
from domain.partners import Partner
from domain.people import Can, Person
from domain.programme import Programme
from domain.refusal import Refusal
from views.common import asked, back_in_words, fact, signed, told
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    DayField,
    Fact,
    Facts,
    Field,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    Part,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
    plain,
    said,
)

FIELDS = (
    "customer",
    "amount",
    "currency",
    "product",
    "close_on",
    "deal_type",
    "country",
    "website",
    "contact",
    "email",
    "note",
)
"""Every field of the form, in the order it shows them."""

LIMITS: Mapping[str, int] = {
    "customer": 75,  # it may be the value of a picker's option
    "amount": 60,
    "website": 200,
    "contact": 100,
    "email": 200,
    "note": 1000,
}
"""The longest text of each typed field, in characters."""

_TONES: Mapping[State, Tone] = {
    State.SUBMITTED: Tone.WAITING,
    State.INFORMATION_ASKED: Tone.WARNING,
    State.APPROVED: Tone.GOOD,
    State.WON: Tone.GOOD,
    State.REJECTED: Tone.BAD,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A deal and what its reader may know besides."""

    deal: Deal
    partner: Partner
    programme: Programme
    history: Sequence[Happening] = ()
    deciders: Sequence[str] = ()
    appeal_until: datetime | None = None
    """Until when its reader may appeal against the rejection."""
    seen: Terms | None = None
    """What it said when its reader was asked to decide, where it has been edited since."""
    rivals: Sequence[tuple[Rival, str]] = ()
    """What else is known of this customer, each with its partner's name: only ever filled for the vendor."""

    @property
    def conflict(self) -> Conflict:
        """While it waits, as it is now: a rival may have come, or gone, since the first look."""
        if self.deal.state not in WAITING:
            return self.deal.conflict
        return gravest([rival for rival, _ in self.rivals], outside=self.outside)

    @property
    def outside(self) -> bool:
        """Whether the customer is outside the partner's territory."""
        return not self.programme.covers(self.deal.region, self.deal.terms.country)


def form(
    values: Mapping[str, str],
    programme: Programme,
    t: Translator,
    *,
    draft: str = "",
    deal: Deal | None = None,
    note: Words | None = None,
    errors: Mapping[str, Words] | None = None,
    present: Mapping[str, str] | None = None,
    partners: Sequence[Partner] = (),
    check: Collection[str] = (),
) -> Form:
    """To register a deal, or to edit `deal`; with what was typed so far.

    `present` are fields of the deal as they are now, where that is not what is typed here. `partners` are those for
    which the reader may register it; none where it can only be the reader's own. `check` are fields whose values were
    found rather than typed.
    """
    return Form(
        route="deal-edit" if deal else "deal-register",
        title=t("deal-form-edit") if deal else t("deal-form-title"),
        submit=t("deal-form-save") if deal else t("deal-form-submit"),
        intro=(*((Note(note),) if note else ()), *((_present(present, t),) if present else ())),
        fields=(
            *((_whose(partners, values.get("partner", ""), t),) if partners else ()),
            *(_checked(_field(name, values.get(name, ""), programme, t), check, t) for name in FIELDS),
        ),
        draft=draft,
        ref=deal.ref if deal else "",
        version=deal.version if deal else 0,
        keep=None if deal else Button(t("deal-form-keep"), "deal-draft"),
        errors=errors or {},
    )


def _present(values: Mapping[str, str], t: Translator) -> Facts:
    return Facts(tuple(fact(t, f"deal-field-{name.replace('_', '-')}", said(text)) for name, text in values.items()))


def _whose(partners: Sequence[Partner], value: str, t: Translator) -> Choice:
    offered = tuple(Option(partner.key, said(partner.name)) for partner in partners)
    return Choice(
        name="partner",
        label=t("deal-field-partner"),
        hint=t("deal-hint-partner"),
        value=value if any(option.value == value for option in offered) else "",
        required=True,
        options=offered,
        search="deal-partners",
    )


def _checked(field: Field, check: Collection[str], t: Translator) -> Field:
    return replace(field, hint=t("deal-hint-check")) if field.name in check else field


def _field(name: str, value: str, programme: Programme, t: Translator) -> Field:
    required = name in programme.required or name in ("currency", "country")
    label = t(f"deal-field-{name.replace('_', '-')}")
    offered = options(name, programme, t)
    match name:
        case "customer":
            return Choice(
                name=name,
                label=label,
                hint=t("deal-hint-customer"),
                value=value,
                required=required,
                manner=Manner.SEARCH,
                options=(Option(value[:75], said(value[:75])),) if value else (),
                search="deal-customers",
            )
        case "close_on":
            return DayField(name=name, label=label, value=back_in_words(value), required=required)
        case "currency" | "product" | "deal_type" | "country":
            manner = Manner.FEW if name == "deal_type" and len(offered) <= _FEW else Manner.MANY
            known = value if any(option.value == value for option in offered) else ""
            return Choice(
                name=name,
                label=label,
                value=known,
                required=required,
                manner=manner,
                options=offered,
                search=SEARCHES[name],
            )
        case _:
            return TextField(
                name=name,
                label=label,
                hint=t("deal-hint-amount") if name == "amount" else Words(),
                value=value,
                required=required,
                lines=name == "note",
                limit=LIMITS[name],
            )


_FEW = 5
SEARCHES: Mapping[str, str] = {
    "country": "deal-countries",
    "currency": "deal-currencies",
    "deal_type": "deal-types",
    "product": "deal-products",
}
"""For each field that may have more options than a platform lists, the route that finds one among them."""


def options(name: str, programme: Programme, t: Translator) -> tuple[Option, ...]:
    """All that can be chosen in this field; none where it is typed."""
    match name:
        case "currency":
            return tuple(Option(code, said(code)) for code in programme.currencies)
        case "product":
            keys = programme.products
            return tuple(Option(key, said(programme.product(key).label(t.language))) for key in keys)
        case "deal_type":
            keys = programme.deal_types
            return tuple(Option(key, said(programme.deal_type(key).label(t.language))) for key in keys)
        case "country":
            codes = {code for region in programme.regions.values() for code in region.countries}
            named = sorted((t.country(code), code) for code in codes)
            return tuple(Option(code, said(name)) for name, code in named)
        case _:
            return ()


def conflict(found: Conflict, t: Translator) -> Words:
    """The conflict in one word."""
    return t("deal-conflict", conflict=found)


def terms(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """What was registered, as facts; what was left empty is left out."""
    deal, programme = shown.deal, shown.programme
    given = deal.terms
    pairs: list[tuple[str, Words]] = [
        ("deal-field-customer", said(given.customer)),
        ("deal-field-amount", said(t.money(given.amount))),
        ("deal-field-product", said(programme.product(given.product).label(t.language) if given.product else "")),
        ("deal-field-close-on", said(t.day(given.close_on) if given.close_on else "")),
        (
            "deal-field-deal-type",
            said(programme.deal_type(given.deal_type).label(t.language) if given.deal_type else ""),
        ),
        ("deal-field-country", said(t.country(given.country))),
        ("deal-field-website", said(given.website)),
        ("deal-field-contact", said(given.contact)),
        ("deal-field-email", said(given.email)),
        ("deal-field-note", said(given.note)),
    ]
    return tuple(fact(t, label, value) for label, value in pairs if value)


def changes(shown: Shown, before: Terms, t: Translator) -> tuple[Fact, ...]:
    """What is not as it was before, each old and new."""
    was = _valued(replace(shown, deal=replace(shown.deal, terms=before)), t)
    now, nothing = _valued(shown, t), t("deal-change-nothing")
    return tuple(
        Fact(label, t("deal-change", old=was.get(label, nothing), new=now.get(label, nothing)))
        for label in dict.fromkeys((*now, *was))
        if was.get(label) != now.get(label)
    )


def _valued(shown: Shown, t: Translator) -> Mapping[Words, Words]:
    return {one.label: one.value for one in terms(shown, t)}


def standing(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """How it stands: the state, who decides by when, until when it is protected."""
    deal = shown.deal
    facts = [fact(t, "deal-fact-state", t("deal-state", state=deal.state)), *filed(shown, t)]
    if deal.state in WAITING and shown.deciders:
        facts.append(fact(t, "deal-fact-decider", said(t.any_of(shown.deciders))))
    if deal.state is State.SUBMITTED and deal.answer_by:
        facts.append(fact(t, "deal-fact-answer-by", t.words(deal.answer_by)))
    if deal.state is State.APPROVED and deal.protected_until:
        facts.append(fact(t, "deal-fact-protected-until", t.words(deal.protected_until)))
    if deal.stage:
        facts.append(fact(t, "deal-fact-stage", said(shown.programme.stage(deal.stage).label(t.language))))
    return tuple(facts)


def filed(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """Who registered it, where that was not the partner."""
    first = shown.history[0] if shown.history else None
    if first is None or first.reason != ON_BEHALF:
        return ()
    who = t("deal-filed-for", who=first.by_name, vendor=shown.programme.name, partner=shown.partner.name)
    return (fact(t, "deal-fact-filed", who),)


def amount(deal: Deal, t: Translator) -> Fact:
    """What it is worth."""
    return fact(t, "deal-field-amount", t.words(deal.terms.amount))


def headline(deal: Deal, t: Translator) -> Words:
    """Customer and amount in one line."""
    return t("deal-headline", customer=deal.terms.customer, amount=deal.terms.amount)


def receipt(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: it has arrived, who decides, and by when; later, how it stands."""
    deal = shown.deal
    words = _receipt_words(shown, t)
    return Card(
        title=t("deal-receipt-title", ref=deal.ref, state=deal.state),
        summary=t("deal-receipt-summary", ref=deal.ref, customer=deal.terms.customer, state=deal.state),
        tone=_TONES.get(deal.state, Tone.NEUTRAL),
        parts=(
            *(Paragraph(line) for line in words),
            Facts((*standing(shown, t), *terms(shown, t)[1:])),
            *doors(deal, t),
        ),
    )


def _receipt_words(shown: Shown, t: Translator) -> tuple[Words, ...]:
    deal = shown.deal
    if deal.state is not State.SUBMITTED:
        last = _last_words(shown, t)
        return (last,) if last else ()
    who = t.any_of(shown.deciders)
    promise = (
        t("deal-receipt-promise", deciders=who, by=deal.answer_by)
        if who and deal.answer_by
        else t("deal-receipt-no-decider")
    )
    return (promise, _conflict_words(shown, t))


def _conflict_words(shown: Shown, t: Translator) -> Words:
    """What a partner learns of a conflict: never the rival. The same words whether or not there is one,
    unless the programme lets the date of the protection be known.
    """
    deal = shown.deal
    reveals = shown.programme.conflict_reveal == "protected-until"
    if reveals and deal.conflict is Conflict.OTHER and deal.rival_until:
        return t("deal-conflict-protected", until=deal.rival_until)
    return t("deal-conflict-look")


def _last_words(shown: Shown, t: Translator) -> Words | None:
    """What happened last, by whom and when, with the reason."""
    return happened(shown.history[-1], t) if shown.history else None


def happened(line: Happening, t: Translator) -> Words:
    """One line of the history, worded for its reader."""
    if line.reason == ON_BEHALF:
        return t("deal-happened-on-behalf", who=line.by_name, at=line.at)
    if line.reason == AUTOMATIC:
        return t("deal-happened-automatic", at=line.at)
    return t(
        "deal-happened",
        step=line.step,
        who=signed(line.by_name, t) or t("deal-tandem"),
        at=line.at,
        why=why(line, t),
    )


def why(line: Happening, t: Translator) -> Words:
    """The words or the reason that came with it, to stand behind a sentence; nothing where none came."""
    if line.step is Step.REJECT:
        if line.words:
            return t("deal-why", words=line.words)
        return t("deal-why", words=t(f"deal-rejection-{line.reason}"))
    if line.step is Step.EDIT and line.reason:
        names = (plain(t(f"deal-field-{name.replace('_', '-')}")) for name in line.reason.split())
        return t("deal-why-fields", fields=t.all_of(list(names)))
    if line.step in (Step.ASK_TIME, Step.EXTEND, Step.KEEP_TIME):
        until = datetime.fromisoformat(line.reason)
        return t("deal-why-until", until=until, words=line.words) if line.words else t("deal-until", until=until)
    return t("deal-why", words=line.words) if line.words else Words()


def decided(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: the decision, and how to appeal against it.

    Refusal("not-found") where there is none: it was taken back.
    """
    deal, history = shown.deal, outside(shown.history)
    place, line = _decision(history)
    appealed = any(line.step is Step.APPEAL for line in history[:place])
    state = State.APPROVED if line.step is Step.APPROVE else State.REJECTED
    return Card(
        title=t(
            "appeal-decided-title" if appealed else "deal-decided-title", state=state, customer=deal.terms.customer
        ),
        summary=t("deal-decided-summary", state=state, customer=deal.terms.customer, ref=deal.ref),
        tone=Tone.GOOD if state is State.APPROVED else Tone.BAD,
        parts=(
            Paragraph(happened(line, t)),
            Facts((amount(deal, t), *standing(shown, t))),
            *_appeal_offer(shown, t),
            Buttons((*_appeal(shown, t), Button(t("deal-open"), "deal-open", deal.ref))),
        ),
    )


def _decision(history: Sequence[Happening]) -> tuple[int, Happening]:
    """The last one, and its place."""
    found = [(place, line) for place, line in enumerate(history) if line.step in (Step.APPROVE, Step.REJECT)]
    if not found:
        raise Refusal("not-found")
    return found[-1]


def _appeal_offer(shown: Shown, t: Translator) -> tuple[Paragraph, ...]:
    return (Paragraph(t("appeal-offer", until=shown.appeal_until)),) if shown.appeal_until else ()


def _appeal(shown: Shown, t: Translator) -> tuple[Button, ...]:
    button = Button(t("appeal"), "deal-appeal-form", shown.deal.ref, shown.deal.version, opens=True)
    return (button,) if shown.appeal_until else ()


def question(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: a manager asks for information; once it is answered, that it is."""
    deal = shown.deal
    open_ = deal.state is State.INFORMATION_ASKED
    asked_ = asked(shown.history, Step.ASK)
    told_ = None if open_ else _reply(shown.history)
    lines = [Paragraph(happened(line, t)) for line in (asked_, told_) if line]
    button = Button(t("deal-answer"), "deal-answer-form", deal.ref, deal.version, Tone.GOOD, opens=True)
    return Card(
        title=t("deal-question-title", customer=deal.terms.customer, open=deal.state),
        summary=t("deal-question-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WARNING if open_ else Tone.NEUTRAL,
        parts=(*lines, *((Buttons((button,)),) if open_ else ())),
    )


def _reply(history: Sequence[Happening]) -> Happening | None:
    """The newest answer to the newest question; an edit is one as well."""
    last = max((place for place, line in enumerate(history) if line.step is Step.ASK), default=len(history))
    return next((line for line in reversed(history[last:]) if line.step in (Step.ANSWER, Step.EDIT)), None)


def answered(shown: Shown, t: Translator) -> Card:
    """To whoever asked: the answer, or what was edited in its place."""
    deal = shown.deal
    line = _reply(shown.history)
    changed = changes(shown, line.before, t) if line and line.before else ()
    open_deal = Button(t("deal-open"), "deal-open", deal.ref)
    return Card(
        title=t("deal-answered-title", customer=deal.terms.customer),
        summary=t("deal-answered-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WAITING,
        parts=(
            *((Paragraph(happened(line, t)),) if line else ()),
            *((Facts(changed),) if changed else ()),
            Buttons((open_deal,)),
        ),
    )


def undecidable(shown: Shown, t: Translator) -> Card:
    """To the admins: nobody can decide this deal."""
    deal = shown.deal
    return Card(
        title=t("deal-undecidable-title"),
        summary=t("deal-undecidable-words", ref=deal.ref, partner=shown.partner.name),
        tone=Tone.WARNING,
    )


def expired(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: the protection has ended."""
    deal = shown.deal
    return Card(
        title=t("deal-expired-title", customer=deal.terms.customer),
        summary=t("deal-expired-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WARNING,
        parts=(Facts((amount(deal, t), *standing(shown, t))), *doors(deal, t)),
    )


def expiring(shown: Shown, reader: Person, t: Translator, *, soon: bool = True) -> Card:
    """To whoever filed it: the protection ends soon, and what can be done; later, how it stands."""
    deal = shown.deal
    if not soon or deal.state is not State.APPROVED or deal.protected_until is None:
        return receipt(shown, t)
    buttons = _what_can_be_done(deal, reader, t)
    until = deal.protected_until
    return Card(
        title=t("deal-expiring-title", customer=deal.terms.customer),
        summary=t("deal-expiring-summary", customer=deal.terms.customer, ref=deal.ref, until=until),
        tone=Tone.WARNING,
        parts=(
            Facts((amount(deal, t), *standing(shown, t))),
            Paragraph(t("deal-expiring-do")),
            *((Buttons(buttons),) if buttons else doors(deal, t)),
        ),
    )


def doors(deal: Deal, t: Translator) -> tuple[Buttons, ...]:
    """The way to the whole deal."""
    return (Buttons((Button(t("deal-open"), "deal-open", deal.ref),)),)


def detail(shown: Shown, reader: Person, t: Translator) -> Card:
    """One deal whole: what was registered, how it stands, what happened, and what the reader can do."""
    deal = shown.deal
    buttons = (*_what_can_be_done(deal, reader, t), *_appeal(shown, t))
    return Card(
        title=t("deal-detail-title", ref=deal.ref, customer=deal.terms.customer),
        summary=t("deal-receipt-summary", ref=deal.ref, customer=deal.terms.customer, state=deal.state),
        tone=_TONES.get(deal.state, Tone.NEUTRAL),
        parts=(
            Facts((*standing(shown, t), *_seen_by_vendor(shown, t))),
            Facts(terms(shown, t)),
            *(Note(happened(line, t)) for line in shown.history[-LINES:]),
            Buttons((*buttons, Button(t("deal-history"), "deal-history", deal.ref))),
        ),
    )


LINES = 8
"""How much of the history a card shows; the newest lines."""


def _seen_by_vendor(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    return (fact(t, "deal-fact-partner", said(shown.partner.name)), *evidence(shown, t))


def evidence(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """All that speaks for a conflict, the surest first: which name, why, and since when."""
    if shown.deal.state not in WAITING:
        return ()
    region = shown.programme.region(shown.deal.region).label(t.language)
    where = t("deal-territory", country=t.country(shown.deal.terms.country), region=region)
    outside = (fact(t, "deal-fact-territory", where),) if shown.outside else ()
    return (*(_rival(rival, name, shown.programme, t) for rival, name in shown.rivals), *outside)


def _rival(rival: Rival, partner: str, programme: Programme, t: Translator) -> Fact:
    label = t("deal-fact-rival", conflict=rival.conflict)
    known: Mapping[str, str | Enum | datetime] = {
        "customer": rival.customer,
        "evidence": rival.evidence,
        "since": rival.since,
    }
    if rival.state is None:
        owner = programme.region(rival.owner).label(t.language) if rival.owner else "-"  # or an e-mail address
        return Fact(label, t("deal-rival-listed", conflict=rival.kind, owner=owner, **known))
    return Fact(label, t("deal-rival", ref=rival.ref, partner=partner, state=rival.state, **known))


def _what_can_be_done(deal: Deal, reader: Person, t: Translator) -> tuple[Button, ...]:
    if not reader.may(Can.CHANGE_DEALS):
        return ()
    buttons = []
    if deal.state is State.INFORMATION_ASKED:
        buttons.append(Button(t("deal-answer"), "deal-answer-form", deal.ref, deal.version, Tone.GOOD, opens=True))
    if deal.state in WAITING:
        buttons.append(Button(t("deal-edit"), "deal-edit-form", deal.ref, deal.version, opens=True))
    if deal.state is State.APPROVED:
        buttons += [*ends(deal, t), stage_button(deal, t), *_more_time(deal, t)]
    if deal.state in LIVE:
        buttons.append(Button(t("deal-withdraw"), "deal-withdraw-form", deal.ref, deal.version, Tone.BAD, opens=True))
    return tuple(buttons)


def ends(deal: Deal, t: Translator) -> tuple[Button, ...]:
    """Won or lost."""
    return (_sure("deal-won", deal, t, Tone.GOOD), _sure("deal-lost", deal, t, Tone.NEUTRAL))


def stage_button(deal: Deal, t: Translator) -> Button:
    """The list of all stages."""
    return Button(t("deal-stage"), "deal-stage-form", deal.ref, deal.version, opens=True)


def _more_time(deal: Deal, t: Translator) -> tuple[Button, ...]:
    button = Button(t("deal-extend"), "deal-extend-form", deal.ref, deal.version, opens=True)
    return (button,) if deal.protected_until else ()


def _sure(route: str, deal: Deal, t: Translator, tone: Tone) -> Button:
    confirm = Confirm(
        title=t(route),
        text=t(f"{route}-sure", customer=deal.terms.customer),
        yes=t(route),
        no=t("cancel"),
    )
    return Button(t(route), route, deal.ref, deal.version, tone, confirm=confirm)


def withdraw_form(deal: Deal, t: Translator, value: str = "") -> Form:
    """To withdraw a deal; sending it is the confirmation."""
    return Form(
        route="deal-withdraw",
        title=t("deal-withdraw-title"),
        submit=t("deal-withdraw"),
        intro=(Paragraph(t("deal-withdraw-sure", ref=deal.ref, customer=deal.terms.customer)),),
        fields=(TextField(name="words", label=t("deal-withdraw-why"), value=value, lines=True, limit=500),),
        ref=deal.ref,
        version=deal.version,
    )


def answer_form(deal: Deal, question_: Words, t: Translator, value: str = "") -> Form:
    """To answer what a manager asked."""
    return Form(
        route="deal-answer",
        title=t("deal-answer-title"),
        submit=t("deal-answer-send"),
        intro=(Paragraph(question_),),
        fields=(
            TextField(name="words", label=t("deal-answer-label"), value=value, required=True, lines=True, limit=1000),
        ),
        ref=deal.ref,
        version=deal.version,
    )


def stage_form(deal: Deal, programme: Programme, t: Translator, value: str = "") -> Form:
    """To say how far the deal is."""
    options = tuple(Option(key, said(programme.stage(key).label(t.language))) for key in programme.stages)
    return Form(
        route="deal-stage",
        title=t("deal-stage-title"),
        submit=t("deal-form-save"),
        fields=(
            Choice(name="stage", label=t("deal-fact-stage"), value=value or deal.stage, required=True, options=options),
        ),
        ref=deal.ref,
        version=deal.version,
    )


def listing(page: Page[Deal], reader: Person, t: Translator, *, drafts: Sequence[Row] = ()) -> Card:
    """The reader's deals, newest first."""
    rows = tuple(_row(deal, t) for deal in page.items)
    more = Button(t("more"), "deals-more", page.next) if page.next else None
    register = Button(t("deal-register"), "deal-form", tone=Tone.GOOD, opens=True)
    parts: list[Part] = []
    if drafts or rows:
        parts.append(Rows((*drafts, *rows), more))
    if reader.partner and reader.may(Can.REGISTER_DEALS):
        parts.append(Buttons((register,)))
    return Card(
        title=t("deals-title") if reader.partner else t("deals-title-all"),
        summary=t("deals-count", count=page.total) if rows else t("deals-none"),
        parts=tuple(parts),
    )


def draft_row(customer: str, draft: str, t: Translator) -> Row:
    """A form that was begun and not sent."""
    button = Button(t("deal-draft-continue"), "deal-form", draft, opens=True)
    return Row(
        title=t("deal-draft-title", customer=customer) if customer else t("deal-draft-unnamed"),
        detail=t("deal-draft-detail"),
        button=button,
    )


def _row(deal: Deal, t: Translator) -> Row:
    return Row(
        title=headline(deal, t),
        detail=t("deal-row", ref=deal.ref, state=deal.state, at=deal.filed_at),
        button=Button(t("deal-open"), "deal-open", deal.ref),
    )


def kept(t: Translator) -> Card:
    """A draft was saved."""
    return told(t("deal-kept-title"), t("deal-kept"))


def rejections(t: Translator) -> tuple[Option, ...]:
    """Every reason a deal can be rejected for."""
    return tuple(Option(code.value, t(f"deal-rejection-{code.value}")) for code in Rejection)
