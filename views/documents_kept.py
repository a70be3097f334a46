"""Documents as whoever answers for them sees them: is it still right?"""

from domain.documents import VANISHED, Document
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Confirm, Tone, said


def kept(document: Document, t: Translator) -> Card:
    """The question while it waits; else how it stands, and what can be done."""
    if document.retired_at is not None:
        again = Button(t("document-bring-back"), "document-bring-back", document.ref, document.version)
        return Card(
            title=said(document.title),
            summary=t("document-retired", ref=document.ref, at=document.retired_at),
            parts=(Buttons((again,)),),
        )
    asked = document.review_waits
    summary = t(_question(document) if asked else "document-kept", ref=document.ref)
    return Card(
        title=t("document-due-title", title=document.title) if asked else said(document.title),
        summary=summary,
        tone=Tone.WARNING if asked else Tone.GOOD,
        parts=(Buttons((*keeping(document, t), Button(t("document-open"), "document-open", document.ref))),),
    )


def _question(document: Document) -> str:
    """Why they are asked."""
    return "document-vanished" if document.key.startswith(VANISHED) else "document-due"


def keeping(document: Document, t: Translator) -> tuple[Button, ...]:
    """What can be done with one that stands in the catalogue."""
    sure = Confirm(
        title=t("document-retire"),
        text=t("document-retire-sure", title=document.title),
        yes=t("document-retire"),
        no=t("cancel"),
    )
    return (
        Button(t("document-edit"), "document-edit-form", document.ref, opens=True),
        Button(t("document-verify"), "document-verify", document.ref, document.version, Tone.GOOD),
        Button(t("document-hand-on"), "document-hand-on-form", document.ref, opens=True),
        Button(t("document-retire"), "document-retire", document.ref, document.version, Tone.BAD, confirm=sure),
    )
