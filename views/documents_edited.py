"""A document that is edited in the chat."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from domain.documents import LONGEST_TITLE, Circle, Document, Sort
from domain.partners import Partner
from domain.programme import Label, Programme
from views.common import back_in_words, fact
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    DayField,
    Facts,
    Form,
    Manner,
    Option,
    TextField,
    Tone,
    Words,
    plain,
    said,
)

Values = Mapping[str, str]
CUSTOMERS = ("no", "yes")
EDITORS = (Circle.OWNER, Circle.VENDOR)
"""Nobody at a partner changes a document."""
ANY, SEVERAL = "*", "+"
"""In the place of a product or a partner, whose keys have no such signs: any; and those whom an import has named."""


def filled(document: Document, t: Translator) -> Values:
    """As the form holds it."""
    shelf = document.shelf
    day = review_day(document, t)
    return {
        "title": document.title,
        "kind": document.sort.value,
        "languages": ",".join(document.languages),
        "product": document.product or ANY,
        "view": shelf.view.value,
        "regions": ",".join(sorted(shelf.regions)),
        "tiers": ",".join(sorted(shelf.tiers)),
        "types": ",".join(sorted(shelf.partner_types)),
        "partner": SEVERAL if len(shelf.partners) > 1 else "".join(shelf.partners) or ANY,
        "download": document.download.value,
        "customers": CUSTOMERS[document.customers],
        "edit": document.edit.value,
        "review": day.isoformat() if day else "",
        "every": str(document.review_days),
    }


def review_day(document: Document, t: Translator) -> date | None:
    """The day on which its owner is asked, by the reader's calendar."""
    return document.review_at.astimezone(t.zone).date() if document.review_at else None


def form(
    document: Document,
    values: Values,
    partner: Partner | None,
    programme: Programme,
    t: Translator,
    *,
    every: Sequence[str],
) -> Form:
    """`partner` is the one that is chosen, where it is one."""
    title = TextField(
        name="title", label=t("document-title"), value=values.get("title", ""), required=True, limit=LONGEST_TITLE
    )
    languages: Mapping[str, Words] = {tag: said(NAMES[tag]) for tag in programme.languages}
    shelf = document.shelf
    products = {ANY: t("document-product-any"), **_labelled(programme.products, programme.product, t)}
    if document.product not in ("", *programme.products):
        products[document.product] = said(document.product)
    types: Mapping[str, Words] = {
        key: t(f"partner-type-{key}") for key in _and_former(programme.partner_types, shelf.partner_types)
    }
    return Form(
        route="document-edit",
        title=t("document-edit-title"),
        submit=t("document-edit-save"),
        fields=(
            title,
            choice("kind", {kind: t(f"document-kind-{kind}") for kind in Sort}, values, t),
            _several("languages", languages, values, t),
            choice("product", products, values, t),
            choice("view", _circles(Circle, t), values, t),
            _several(
                "regions", _labelled(_and_former(programme.regions, shelf.regions), programme.region, t), values, t
            ),
            _several("tiers", _labelled(_and_former(programme.tiers, shelf.tiers), programme.tier, t), values, t),
            _several("types", types, values, t),
            partner_field(values, partner, t, several=len(document.shelf.partners)),
            choice("download", _circles(Circle, t), values, t),
            choice("customers", {one: t(f"document-customers-{one}") for one in CUSTOMERS}, values, t),
            choice("edit", _circles(EDITORS, t), values, t),
            DayField(name="review", label=t("document-choose-review"), value=back_in_words(values.get("review", ""))),
            choice("every", {days: t("document-every", days=int(days)) for days in every}, values, t),
        ),
        ref=document.ref,
        version=document.version,
    )


def _circles(among: Sequence[Circle] | type[Circle], t: Translator) -> Mapping[str, Words]:
    own = "document-circle-owner"
    return {one: t(own if one is Circle.OWNER else f"document-view-{one}") for one in among}


def _and_former(known: Iterable[str], was: Iterable[str]) -> Iterable[str]:
    """And those that the programme has no more; their names are gone with them."""
    return dict.fromkeys((*known, *sorted(was)))


def _labelled(keys: Iterable[str], called: Callable[[str], Label], t: Translator) -> Mapping[str, Words]:
    return {key: said(called(key).label(t.language)) for key in keys}


def _several(name: str, options: Mapping[str, Words], values: Values, t: Translator) -> Choice:
    return Choice(
        name=name,
        label=t(f"document-choose-{name}"),
        value=values.get(name, ""),
        options=tuple(Option(str(value), label) for value, label in options.items()),
        several=True,
        required=name == "languages",
    )


def choice(name: str, options: Mapping[str, Words], values: Values, t: Translator, *, required: bool = True) -> Choice:
    """One of them, from a list."""
    return Choice(
        name=name,
        label=t(f"document-choose-{name}"),
        value=values.get(name, ""),
        required=required,
        manner=Manner.MANY,
        options=tuple(Option(str(value), label) for value, label in options.items()),
    )


def partner_field(values: Values, partner: Partner | None, t: Translator, *, several: int = 0) -> Choice:
    """All, or one that is found by typing; or as many as an import has named."""
    value = values.get("partner", "") or ANY
    known = {ANY: t("document-partner-any"), SEVERAL: t("document-partners-several", count=several)}
    label = said(partner.name) if partner else known.get(value, said(value))
    return Choice(
        name="partner",
        label=t("document-choose-partner"),
        hint=t("document-choose-partner-hint"),
        value=value,
        required=True,
        manner=Manner.SEARCH,
        search="document-partners",
        options=(Option(value, label),),
    )


def partner_options(partners: Sequence[Partner], t: Translator) -> tuple[Option, ...]:
    """What is offered while one types: those partners, and all."""
    return (*(Option(one.key, said(one.name)) for one in partners), Option(ANY, t("document-partner-any")))


def edited(document: Document, readers: int, named: Sequence[Partner], programme: Programme, t: Translator) -> Card:
    """As it is now, and who may read it: the people of so many partners, and of which, where it is for some by name."""
    shelf = document.shelf
    narrowed = (
        ("regions", _labelled(sorted(shelf.regions), programme.region, t)),
        ("tiers", _labelled(sorted(shelf.tiers), programme.tier, t)),
        ("types", {key: t(f"partner-type-{key}") for key in sorted(shelf.partner_types)}),
        ("partner", {one.key: said(one.name) for one in named}),
    )
    facts = (
        fact(t, "document-choose-view", _circles(Circle, t)[shelf.view]),
        *(fact(t, f"document-choose-{name}", _listed(words)) for name, words in narrowed if words),
        fact(t, "document-choose-download", _circles(Circle, t)[document.download]),
        fact(t, "document-choose-edit", _circles(Circle, t)[document.edit]),
    )
    partners = shelf.view in (Circle.PARTNERS, Circle.PARTNER_ADMINS)
    return Card(
        title=said(document.title),
        summary=t("document-edited-for", ref=document.ref, count=readers if partners else 0),
        parts=(Facts(facts), Buttons((Button(t("document-open"), "document-open", document.ref),))),
        tone=Tone.GOOD,
    )


def _listed(words: Mapping[str, Words]) -> Words:
    return said(", ".join(map(plain, words.values())))


def named(document: Document, t: Translator) -> Option:
    """As it stands in a field in which one searches for documents."""
    return Option(document.ref, t("document-option", title=document.title, ref=document.ref))
