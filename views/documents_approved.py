"""A version of a document as something to approve, and what its owner hears of it, and whoever brought it."""

from domain.documents import Document, State, Version
from views.approvals import Described
from views.documents import beginning, languages, preview
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Tone, said


def described(document: Document, version: Version, text: str, owner: str, t: Translator) -> Described:
    """What it is, who answers for it, what changed, and how it begins."""
    begins = preview(text)
    return Described(
        title=t("document-approval-title", title=document.title),
        lead=t("document-approval-lead", ref=document.ref, number=version.number, owner=owner),
        facts=(
            Fact(t("document-kind"), t(f"document-kind-{document.sort.value}")),
            Fact(t("document-languages"), said(languages(document))),
            Fact(t("document-from"), t.words(version.wanted_from)),
            *((Fact(t("document-note"), said(version.note)),) if version.note else ()),
        ),
        questions=beginning(begins or None, t, whole=begins == text),
        asks=False,
    )


def decided(document: Document, version: Version, t: Translator) -> Card:
    """To its owner, and to whoever brought it."""
    approved = version.state is State.APPROVED
    answer = "document-approved" if approved else "document-rejected"
    return Card(
        title=said(document.title),
        summary=t(answer, ref=document.ref, number=version.number, by=version.approved_by_name),
        tone=Tone.GOOD if approved else Tone.WARNING,
        parts=(Buttons((Button(t("document-open"), "document-open", document.ref),)),) if approved else (),
    )


def undecidable(document: Document, version: Version, t: Translator) -> Card:
    """To the admins: what is to be done so that somebody can approve it."""
    waits = version.state is State.WAITING
    return Card(
        title=t("document-approval-title", title=document.title),
        summary=t("document-undecidable" if waits else "document-decided", ref=document.ref, number=version.number),
        tone=Tone.WARNING if waits else Tone.NEUTRAL,
    )
