"""Questions about a document: the forms, the card of whoever answers, and what whoever asked reads."""

from dataclasses import dataclass

from domain.deals import LONGEST_WORDS
from domain.documents import Document
from domain.documents_asked import DocumentQuestion
from views.common import fact
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Facts, Form, Note, Paragraph, Part, TextField, Tone, Words, said


@dataclass(frozen=True)
class Asked:
    """A question, what it is about, whose it is, and whether who asked is `gone`."""

    question: DocumentQuestion
    document: Document
    company: str
    gone: bool = False


# --- asking ---


def asking(document: Document, t: Translator) -> Button:
    """Below an open document."""
    return Button(t("document-ask"), "document-ask-form", document.ref, opens=True)


def form(document: Document, t: Translator, *, words: str = "") -> Form:
    """Asks what somebody wants to know."""
    return Form(
        route="document-ask",
        title=t("question-form-title"),
        submit=t("question-form-send"),
        intro=(Paragraph(_about(document, t)),),
        fields=(_words(t("question-words"), words),),
        ref=document.ref,
    )


def _about(document: Document, t: Translator) -> Words:
    return t("document-question-about", title=document.title)


def _words(label: Words, words: str) -> TextField:
    return TextField(name="words", label=label, value=words, required=True, lines=True, limit=LONGEST_WORDS)


def sent(question: DocumentQuestion, document: Document, t: Translator) -> Card:
    """To whoever asked: it is with whoever answers; or the answer, where it has one."""
    if not question.waits:
        return answered(question, document, t)
    return Card(
        title=t("question-sent-title"),
        summary=t("document-question-sent", title=document.title),
        tone=Tone.GOOD,
        parts=(Paragraph(t("question-yours", words=question.words)),),
    )


def answered(question: DocumentQuestion, document: Document, t: Translator) -> Card:
    """To whoever asked: the answer."""
    return Card(
        title=t("question-answered-title"),
        summary=said(question.answer),
        parts=(
            Note(_by(question, t)),
            Paragraph(t("question-yours", words=question.words)),
            Note(_about(document, t)),
            Buttons((asking(document, t), Button(t("document-open"), "document-open", document.ref))),
        ),
        tone=Tone.GOOD,
    )


def _by(question: DocumentQuestion, t: Translator) -> Words:
    at = question.answered_at or question.asked_at
    return t("question-answered-by", name=question.answered_by_name, at=at)


# --- answering ---


def asked(it: Asked, t: Translator, *, late: bool = False) -> Card:
    """To whoever answers. `late`: somebody else was quicker, what was typed was not sent."""
    question, document = it.question, it.document
    answer = Button(t("question-answer"), "document-answer-form", question.id, tone=Tone.GOOD, opens=True)
    return Card(
        title=t("question-title", ref=document.ref, company=it.company),
        summary=said(question.words),
        tone=Tone.WAITING if question.waits else Tone.GOOD,
        parts=(
            *((Paragraph(t("question-late")),) if late else ()),
            Facts(
                (
                    fact(t, "question-by", t("question-by-is", name=question.by_name, company=it.company)),
                    fact(t, "document-question", said(document.title)),
                    fact(t, "question-at", said(t.moment(question.asked_at))),
                )
            ),
            *_answer(it, t),
            Buttons(
                (
                    *((answer,) if question.waits else ()),
                    Button(t("document-open"), "document-open", document.ref),
                )
            ),
        ),
    )


def _answer(it: Asked, t: Translator) -> tuple[Part, ...]:
    gone = (Note(t("question-gone")),) if it.gone else ()
    if it.question.waits:
        return gone
    return (Paragraph(t("question-answer-is", words=it.question.answer)), Note(_by(it.question, t)), *gone)


def answer_form(it: Asked, t: Translator, *, words: str = "") -> Form:
    """With the question above."""
    lead = t("question-asked-by", name=it.question.by_name, company=it.company, words=it.question.words)
    return Form(
        route="document-answer",
        title=t("question-answer-title"),
        submit=t("question-answer-send"),
        intro=(Paragraph(lead), Note(_about(it.document, t))),
        fields=(_words(t("question-answer-words"), words),),
        ref=it.question.id,
    )
