"""The forms of a deal: to register, edit, answer, move on and withdraw it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.deals import LONGEST_WORDS, Deal, Rejection
from domain.partners import Partner
from domain.programme import Programme
from views.common import back_in_words
from views.translator import Translator
from views.vocabulary import (
    Button,
    Choice,
    DayField,
    Fact,
    Facts,
    Field,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    TextField,
    Words,
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


def form(
    values: Mapping[str, str],
    programme: Programme,
    t: Translator,
    *,
    draft: str = "",
    deal: Deal | None = None,
    note: Words | None = None,
    errors: Mapping[str, Words] | None = None,
    present: Sequence[Fact] = (),
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
        intro=(*((Note(note),) if note else ()), *((Facts(tuple(present)),) if present else ())),
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
            TextField(
                name="words", label=t("deal-answer-label"), value=value, required=True, lines=True, limit=LONGEST_WORDS
            ),
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


def rejections(t: Translator) -> tuple[Option, ...]:
    """Every reason a deal can be rejected for."""
    return tuple(Option(code.value, t(f"deal-rejection-{code.value}")) for code in Rejection)
