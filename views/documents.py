"""Documents as their readers find and open them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.documents import Document, Version
from domain.page import Page
from domain.programme import Programme
from views.common import fact
from views.documents_kept import keeping
from views.documents_used import asking as useful
from views.handed import coming, weight
from views.questions import asking_owner
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Facts,
    Handed,
    Note,
    Option,
    Paragraph,
    Part,
    Row,
    Rows,
    Tone,
    Words,
    said,
)

PREVIEW = 2000
"""Bytes of a document's text that are shown, so that it reads on a slow line."""
_TITLE = 60
"""Characters of what was typed that stand in a title."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A document that its reader may read, the version that counts, and the sentence that matched, "" for none."""

    document: Document
    version: Version
    size: int
    type: str
    sentence: str = ""


# --- finding ---


def found(hits: Sequence[Found], words: str, t: Translator, *, nearest: Sequence[Found] = ()) -> Card:
    """What answers, the best first; where nothing does, what is called nearly so."""
    title = t("documents-found-title", words=_short(words))
    if hits:
        count = t("documents-found", count=len(hits))
        return Card(title=title, summary=count, parts=(_rows(hits, t), *_other_languages(hits, t)))
    none = t("documents-found-none")
    if nearest:
        return Card(title=title, summary=none, parts=(Note(t("documents-nearest")), _rows(nearest, t)))
    return Card(title=title, summary=none, parts=(Note(t("documents-none-hint")), Buttons((_all(t),))))


def found_plainly(hits: Sequence[Found], words: str, t: Translator) -> Card:
    """The same, for words that were no command: it says how they were taken."""
    card = found(hits, words, t)
    how = (Note(t("documents-plainly")), Buttons((Button(t("help"), "help"),)))
    return replace(card, parts=(*card.parts, *how))


def _short(words: str) -> str:
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"


def _other_languages(hits: Sequence[Found], t: Translator) -> tuple[Note, ...]:
    """Said where none is in the reader's own."""
    if any(t.language in one.document.languages for one in hits):
        return ()
    return (Note(t("documents-other-languages", language=NAMES[t.language])),)


def listing(page: Page[Found], t: Translator) -> Card:
    """All that the reader may read, the newest first."""
    if not page.items:
        return Card(title=t("documents-title"), summary=t("documents-none"))
    more = Button(t("more"), "documents", page.next) if page.next else None
    return Card(
        title=t("documents-title"),
        summary=t("documents-count", count=page.total),
        parts=(_rows(page.items, t, more), Note(t("documents-how"))),
    )


def _all(t: Translator) -> Button:
    return Button(t("documents-all"), "documents")


def _rows(found: Sequence[Found], t: Translator, more: Button | None = None) -> Rows:
    return Rows(tuple(_row(one, t) for one in found), more)


def _row(one: Found, t: Translator) -> Row:
    name = "document-row-sentence" if one.sentence else "document-row"
    detail = t(
        name,
        sentence=one.sentence,
        languages=languages(one.document),
        number=one.version.number,
        at=since(one.version, t),
        size=_size(one, t),
    )
    return Row(said(one.document.title), detail, Button(t("document-open"), "document-open", one.document.ref))


def offered(found: Sequence[Found], t: Translator) -> tuple[Option, ...]:
    """To choose one of them, in a form or beside a message."""
    return tuple(
        Option(
            one.document.ref,
            t("document-option", title=one.document.title, ref=one.document.ref),
            _row(one, t).detail,
            pointer(one.document, t),
        )
        for one in found
    )


def pointer(document: Document, t: Translator) -> Card:
    """For a conversation in which anybody may read: each opens it as they may, in private. Of a document that is not
    for all partners it says nothing, not even the title.
    """
    title = said(document.title) if document.shelf.for_all else t("document-pointer-title")
    opening = Buttons((Button(t("document-open"), "document-open", document.ref),))
    return Card(title=title, summary=t("document-pointer"), parts=(opening,))


def languages(document: Document) -> str:
    return ", ".join(NAMES[language] for language in document.languages)


def since(version: Version, t: Translator) -> str:
    """The day on which it began to count, or came."""
    return t.day((version.counts_from or version.added_at).astimezone(t.zone).date())


def _size(one: Found, t: Translator) -> str:
    return weight(one.type, one.size, t)


# --- one of them ---


def opened(
    one: Found,
    text: str | None,
    programme: Programme,
    t: Translator,
    *,
    whole: bool,
    mine: bool,
    given: bool,
    shares: bool,
    at: datetime,
) -> Card:
    """What there is to know of it, and its text, or how it begins; None where it has none. `mine`: to be kept right;
    `given`: the file itself comes by another message; `shares`: they may put it into a channel.
    """
    document, version = one.document, one.version
    product = programme.product(document.product).label(t.language) if document.product in programme.products else ""
    facts = (
        fact(t, "document-kind", t(f"document-kind-{document.sort.value}")),
        *((fact(t, "document-product", said(product)),) if product else ()),
        fact(t, "document-version", t("document-version-is", number=version.number, at=since(version, t))),
        fact(t, "document-languages", said(languages(document))),
        fact(t, "document-file", said(_size(one, t))),
        fact(t, "document-customers", t("document-customers-yes" if document.customers else "document-customers-no")),
        *((fact(t, "document-note", said(version.note)),) if version.note else ()),
    )
    return Card(
        title=said(document.title),
        summary=_checked(document, t, at),
        tone=Tone.GOOD if document.verified(at) else Tone.NEUTRAL,
        parts=(
            Facts(facts),
            Note(
                coming(file(document, version, t, size=one.size, media=one.type), t)
                if given
                else t("document-not-given")
            ),
            *beginning(text, t, whole=whole),
            Buttons(
                (
                    *(() if mine else (*useful(document, version, t), asking_owner(document, t))),
                    Button(t("document-history"), "document-history", document.ref),
                    _all(t),
                    *((Button(t("document-share-open"), "document-share", document.ref),) if shares else ()),
                    *(keeping(document, t) if mine else ()),
                )
            ),
        ),
    )


def file(document: Document, version: Version, t: Translator, *, size: int, media: str) -> Handed:
    """The file of a version, as it is kept in the store of files."""
    return Handed(
        title=said(document.title),
        name=version.name,
        type=media,
        content=version.file,
        size=size,
        otherwise=t("file-not-allowed"),
    )


def _checked(document: Document, t: Translator, at: datetime) -> Words:
    """Whether somebody answers for it at this moment."""
    if document.verified(at) and document.review_at:
        return t("document-verified-until", at=t.day(document.review_at.astimezone(t.zone).date()))
    return t("document-verified" if document.verified(at) else "document-unverified")


def beginning(text: str | None, t: Translator, *, whole: bool) -> tuple[Part, ...]:
    if text is None:
        return (Note(t("document-no-text")),)
    return (Paragraph(said(text)), *(() if whole else (Note(t("document-cut")),)))


def preview(text: str) -> str:
    """As much of it as PREVIEW bytes hold."""
    return text.encode()[:PREVIEW].decode(errors="ignore")


def history(document: Document, versions: Sequence[Version], t: Translator, *, at: datetime) -> Card:
    """Every version, the newest first, and which one counts."""
    rows = tuple(_version(one, t, at) for one in reversed(versions))
    return Card(
        title=said(document.title),
        summary=t("document-history-count", count=len(versions)),
        parts=(Rows(rows), Buttons((Button(t("document-open"), "document-open", document.ref),))),
    )


def _version(one: Version, t: Translator, at: datetime) -> Row:
    return Row(
        t("document-version-row", number=one.number, validity=one.validity(at), at=since(one, t)),
        said(one.note) or t("document-no-note"),
    )
