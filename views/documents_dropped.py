"""A file that was dropped in the chat, on its way into the catalogue."""

from collections.abc import Mapping, Sequence

from domain.documents import LONGEST_NOTE, LONGEST_TITLE, Circle, Document, Sort
from domain.partners import Partner
from domain.programme import Programme
from views.common import fact
from views.documents_edited import CUSTOMERS, choice, named, partner_field
from views.handed import weight
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Facts,
    Field,
    Form,
    Manner,
    Note,
    Row,
    Rows,
    TextField,
    Tone,
    said,
)


def offered(
    name: str, dropped: str, near: Sequence[Document], t: Translator, *, media: str, size: int, workbook: bool
) -> Card:
    """What can be made of it: a document, or a version of one that is called nearly so. `workbook`: it may have been
    meant for an import.
    """
    add = Button(t("document-add"), "document-add-form", dropped, tone=Tone.GOOD, opens=True)
    other = Button(t("document-replace"), "document-replace-form", dropped, opens=True)
    rows = tuple(
        Row(
            said(one.title),
            t("document-near", ref=one.ref),
            Button(t("document-renew"), "document-renew-form", f"{dropped}.{one.ref}", opens=True),
        )
        for one in near
    )
    return Card(
        title=said(name),
        summary=t("document-dropped", weight=weight(media, size, t)),
        parts=(
            Buttons((add, other)),
            *((Rows(rows),) if rows else ()),
            *((Note(t("import-workbook")),) if workbook else ()),
        ),
        tone=Tone.WAITING,
    )


def add_form(
    dropped: str, values: Mapping[str, str], programme: Programme, t: Translator, *, partner: Partner | None = None
) -> Form:
    """What is to be known of it: as far as could be guessed it stands there. `partner` is the one that was chosen."""
    return Form(
        route="document-add",
        title=t("document-add-title"),
        submit=t("document-add-submit"),
        fields=described(values, programme, t, partner),
        ref=dropped,
    )


def described(
    values: Mapping[str, str], programme: Programme, t: Translator, partner: Partner | None
) -> tuple[Field, ...]:
    """All that is to be said of a document that is added in the chat, its title first."""
    regions = {key: programme.region(key).label(t.language) for key in programme.regions}
    products = {key: programme.product(key).label(t.language) for key in programme.products}
    return (
        TextField(
            name="title",
            label=t("document-title"),
            value=values.get("title", ""),
            required=True,
            limit=LONGEST_TITLE,
        ),
        choice("kind", {kind: t(f"document-kind-{kind}") for kind in Sort}, values, t),
        choice("language", {tag: said(NAMES[tag]) for tag in programme.languages}, values, t),
        choice("view", {circle: t(f"document-view-{circle}") for circle in Circle}, values, t),
        choice("customers", {one: t(f"document-customers-{one}") for one in CUSTOMERS}, values, t),
        choice("region", {key: said(label) for key, label in regions.items()}, values, t, required=False),
        choice("product", {key: said(label) for key, label in products.items()}, values, t, required=False),
        partner_field(values, partner, t),
    )


def renew_form(dropped: str, document: Document, values: Mapping[str, str], t: Translator) -> Form:
    """What has changed, for those who know the version before."""
    return Form(
        route="document-renew",
        title=t("document-renew-title"),
        submit=t("document-renew"),
        intro=(Note(t("document-renew-of", title=document.title, ref=document.ref)),),
        fields=(_note(values, t),),
        ref=f"{dropped}.{document.ref}",
    )


def _note(values: Mapping[str, str], t: Translator) -> TextField:
    return TextField(
        name="note",
        label=t("document-note"),
        value=values.get("note", ""),
        required=True,
        lines=True,
        limit=LONGEST_NOTE,
    )


def replace_form(dropped: str, chosen: Document | None, values: Mapping[str, str], t: Translator) -> Form:
    """The same, of a document that is found by typing."""
    return Form(
        route="document-replace",
        title=t("document-renew-title"),
        submit=t("document-renew"),
        fields=(
            Choice(
                name="document",
                label=t("document-replace-which"),
                hint=t("document-which-hint"),
                value=chosen.ref if chosen else "",
                required=True,
                manner=Manner.SEARCH,
                search="documents-own",
                options=(named(chosen, t),) if chosen else (),
            ),
            _note(values, t),
        ),
        ref=dropped,
    )


def taken(document: Document, number: int, t: Translator, *, waits: bool, seen_in: Sequence[str] | None = None) -> Card:
    """It stands in the catalogue; `waits`: once somebody has approved it. Where it is new, who may read it, and in
    which regions only.
    """
    message = "document-taken-waits" if waits else "document-taken"
    return Card(
        title=said(document.title),
        summary=t(message, ref=document.ref, number=number),
        parts=(
            *((_readers(document, seen_in, t),) if seen_in is not None else ()),
            *(() if waits else (Buttons((Button(t("document-open"), "document-open", document.ref),)),)),
        ),
        tone=Tone.WAITING if waits else Tone.GOOD,
    )


def _readers(document: Document, seen_in: Sequence[str], t: Translator) -> Facts:
    regions = fact(t, "partner-region", said(", ".join(seen_in)))
    partners = document.shelf.view in (Circle.PARTNER_ADMINS, Circle.PARTNERS)
    return Facts(
        (
            fact(t, "document-choose-view", t(f"document-view-{document.shelf.view}")),
            *((regions,) if partners and seen_in else ()),
        )
    )
