"""What readers say of a document, and what admins read of how the catalogue is used, region by region."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.documents import Document, Version
from domain.documents_used import Gap, Unused, Used
from domain.programme import Programme
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Note, Paragraph, Part, Row, Rows, Tone, Words, said

_REGIONS = 8
"""Of so many regions a button leads to each; of more, to the first of them."""


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Of a region, "" for all of them."""

    region: str
    most: Sequence[Used]
    unused: Unused
    gaps: Sequence[Gap]


def asking(document: Document, version: Version, t: Translator) -> tuple[Button, ...]:
    """Below an open document."""
    return (
        Button(t("document-useful"), "document-useful", document.ref, version.number),
        Button(t("document-useless"), "document-useless", document.ref, version.number),
    )


def thanks(document: Document, t: Translator, *, useful: bool) -> Card:
    """To whoever said so."""
    return Card(
        title=said(document.title),
        summary=t("document-useful-thanks" if useful else "document-useless-thanks"),
        tone=Tone.GOOD,
    )


def usage(found: Usage, programme: Programme, t: Translator, *, days: int) -> Card:
    """What is opened the most, what nobody opens, and what is looked for in vain."""
    where = programme.region(found.region).label(t.language) if found.region else ""
    return Card(
        title=t("documents-usage-in", region=where) if where else t("documents-usage"),
        summary=t("documents-usage-how", days=days),
        parts=(
            *_part(t("documents-most"), [_used(one, t) for one in found.most], t),
            *_part(t("documents-unused", count=found.unused.count), [_unused(one, t) for one in found.unused.some], t),
            *_part(t("documents-missing"), [_missing(one, programme, t) for one in found.gaps], t),
            *_regions(found.region, programme, t),
        ),
    )


def _part(title: Words, rows: Sequence[Row], t: Translator) -> tuple[Part, ...]:
    return (Paragraph(title), Rows(tuple(rows)) if rows else Note(t("documents-usage-none")))


def _used(one: Used, t: Translator) -> Row:
    detail = t("documents-used", people=one.people, times=one.times, useful=one.useful, useless=one.useless)
    return Row(said(one.title), detail, _open(one, t))


def _unused(one: Used, t: Translator) -> Row:
    return Row(said(one.title), said(one.ref), _open(one, t))


def _open(one: Used, t: Translator) -> Button:
    return Button(t("document-open"), "document-open", one.ref)


def _missing(one: Gap, programme: Programme, t: Translator) -> Row:
    region = programme.region(one.region).label(t.language)
    return Row(said(one.words), t("documents-gap", region=region, partners=one.partners, times=one.times))


def _regions(shown: str, programme: Programme, t: Translator) -> tuple[Part, ...]:
    others = [one for one in programme.regions if one != shown][:_REGIONS]
    buttons = [Button(said(programme.region(one).label(t.language)), "documents-usage", one) for one in others]
    if shown:
        buttons.insert(0, Button(t("documents-usage-all"), "documents-usage"))
    return (Buttons(tuple(buttons)),) if buttons else ()
