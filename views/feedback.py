"""Feedback: the form, thanks, and what those who run Tandem read of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.feedback import WORDS, Feedback
from domain.people import Person
from views.common import told
from views.translator import Translator
from views.vocabulary import Card, Choice, Form, Manner, Note, Option, Paragraph, Row, Rows, TextField, Words, said

YES, NO = "yes", "no"
ANSWERS = (YES, NO)
_LISTED = 500


@dataclass(frozen=True)
class Told:
    """`who` only where they may be answered."""

    feedback: Feedback
    company: str
    who: Person | None


def form(t: Translator, *, words: str = "", answer: str = "") -> Form:
    """Asks what they think, and whether somebody may answer."""
    return Form(
        route="feedback-give",
        title=t("feedback-title"),
        submit=t("feedback-send"),
        intro=(Paragraph(t("feedback-lead")),),
        fields=(
            TextField(name="words", label=t("feedback-words"), value=words, required=True, lines=True, limit=WORDS),
            Choice(
                name="answer",
                label=t("feedback-answer"),
                value=answer or YES,
                required=True,
                manner=Manner.FEW,
                options=tuple(Option(one, t(f"feedback-answer-{one}")) for one in ANSWERS),
            ),
        ),
    )


def thanks(t: Translator, *, may_answer: bool) -> Card:
    """It has arrived."""
    return told(t("feedback-thanks-title"), t("feedback-thanks" if may_answer else "feedback-thanks-unnamed"))


def given(one: Told, t: Translator) -> Card:
    """To those who run Tandem: the words, and whom to answer."""
    return Card(
        title=t("feedback-given-title", company=one.company),
        summary=said(one.feedback.words),
        parts=(Note(_from(one, t)),),
    )


def listing(some: Sequence[Told], t: Translator) -> Card:
    """The newest."""
    rows = tuple(Row(_from(one, t), said(one.feedback.words[:_LISTED])) for one in some)
    return Card(
        title=t("feedback-list-title"),
        summary=t("feedback-list-newest") if rows else t("feedback-list-none"),
        parts=(Rows(rows),) if rows else (),
    )


def _from(one: Told, t: Translator) -> Words:
    at = one.feedback.at
    if one.who is None:
        return t("feedback-from-company", company=one.company, at=at)
    return t("feedback-from", name=one.who.name, email=one.who.email, company=one.company, at=at)
