"""A document on its way into a channel: who will read it there is said before, and what stands there afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.channels import Channel
from domain.documents import Document, Version
from views.documents import file
from views.handed import handed, weight
from views.reasons import why
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Confirm, Note, Paragraph, Row, Rows, Tone, said


@dataclass(frozen=True)
class There:
    """A channel, and the name of the partner whose it is."""

    channel: Channel
    partner: str


def offer(document: Document, version: Version, there: Sequence[There], t: Translator, *, more: str = "") -> Card:
    """Where it may go; each place asks first."""
    if not there and not more:
        return Card(said(document.title), t("document-share-nowhere"))
    next_page = Button(t("more"), "document-share", more) if more else None
    return Card(
        title=t("document-share-title", title=document.title),
        summary=t("document-share-lead", number=version.number),
        parts=(Rows(tuple(_row(document, one, t) for one in there), next_page), Note(t("document-share-for-good"))),
        tone=Tone.WAITING,
    )


def _row(document: Document, one: There, t: Translator) -> Row:
    sure = Confirm(
        title=t("document-share"),
        text=t("document-share-sure", title=document.title, name=one.channel.name, partner=one.partner),
        yes=t("document-share"),
        no=t("cancel"),
    )
    ref = f"{document.ref}.{one.channel.id}"
    return Row(
        t("channel-titled", name=one.channel.name, platform=one.channel.platform),
        t("document-share-readers", partner=one.partner),
        Button(t("document-share"), "document-share-there", ref, confirm=sure),
    )


def shared(document: Document, there: There, t: Translator) -> Card:
    """It is on its way."""
    words = t("document-shared", name=there.channel.name, partner=there.partner)
    return Card(said(document.title), words, tone=Tone.GOOD)


def missed(document: Document, channel: Channel | None, partner: str, reason: str, t: Translator) -> Card:
    """To whoever shared it: it is not there, as far as anybody knows; why, and the way to share it again.

    There is no channel where it was unlinked meanwhile.
    """
    where = t("document-not-shared", name=channel.name, partner=partner) if channel else None
    again = (Button(t("document-share-open"), "document-share", document.ref),)
    return Card(
        title=t("document-not-shared-title", title=document.title),
        summary=where or t("document-not-shared-unlinked", partner=partner),
        parts=(
            Paragraph(t("document-not-shared-over") if reason == "not-found" else why(reason, t, failed=True)),
            Note(t("document-not-shared-again")),
            Buttons((*again, Button(t("document-open"), "document-open", document.ref))),
        ),
        tone=Tone.WARNING,
    )


def brought(
    document: Document, version: Version, t: Translator, *, size: int, media: str, content: bytes | str
) -> Card:
    """The message with the file, for all who read the channel."""
    how = t("document-how-to-get", ref=document.ref)
    return handed(replace(file(document, version, t, size=size, media=media), content=content, otherwise=how), t)


def named(document: Document, version: Version, t: Translator, *, size: int, media: str) -> Card:
    """Where no file can stand: what it is, and how each of them gets it."""
    return Card(
        title=said(document.title),
        summary=t("document-named", number=version.number, weight=weight(media, size, t)),
        parts=(Note(t("document-how-to-get", ref=document.ref)),),
    )
