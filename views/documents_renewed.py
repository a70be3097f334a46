"""What somebody hears who opened an older version of a document: what has changed since."""

from collections.abc import Sequence

from domain.documents import Document, Version
from views.documents import since
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Facts, said

_NOTES = 5
"""Versions whose notes are told, the newest first; the others stand in the history."""


def renewed(document: Document, newer: Sequence[Version], seen: int, t: Translator) -> Card:
    """`newer` are those that began to count since the one of this number, which the reader opened; the last counts."""
    latest = newer[-1]
    notes = tuple(_note(one, t) for one in reversed(newer[-_NOTES:]))
    return Card(
        title=t("document-renewed-title", title=document.title),
        summary=t("document-renewed", number=latest.number, at=since(latest, t), seen=seen),
        parts=(
            Facts(notes),
            Buttons(
                (
                    Button(t("document-open"), "document-open", document.ref),
                    Button(t("document-history"), "document-history", document.ref),
                )
            ),
        ),
    )


def _note(one: Version, t: Translator) -> Fact:
    return Fact(t("document-renewed-note", number=one.number), said(one.note) if one.note else t("document-no-note"))
