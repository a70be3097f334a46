"""Questions: the forms, the card of whoever answers, and what whoever asked reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.announcements import Announcement
from domain.deals import LONGEST_WORDS
from domain.documents import Document
from domain.programme import Programme
from domain.questions import Question, Tally
from views.common import fact
from views.documents_edited import named
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Fact,
    Facts,
    Form,
    Manner,
    Note,
    Paragraph,
    Part,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
    said,
)

_LISTED = 300
"""Characters of a question in a list; all of it is on its card."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What is asked about, in its reader's words.

    `named` is what a form calls it, `ref` what people do; `kind` says what it is, `line` names it in a sentence, `sent`
    says to whom a question goes, `offer` asks whether words are one. `on` leads on for whoever answers, `back` for
    whoever asked.
    """

    named: str
    ref: str
    title: str
    kind: Words
    line: Words
    sent: Words
    offer: Words
    on: tuple[Button, ...] = ()
    back: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A question, what it is about, whose it is, the one `before` that it follows, whether who asked is `gone`, and the
    document that is the answer, or a part of it.
    """

    question: Question
    about: About
    company: str
    before: Question | None = None
    gone: bool = False
    document: Document | None = None


def about_announcement(one: Announcement, programme: Programme, t: Translator) -> About:
    """Its author answers."""
    title = _title(one, programme, t)
    return About(
        named=one.id,
        ref=one.ref,
        title=title,
        kind=t("question-about"),
        line=t("question-form-about", title=title),
        sent=t("question-sent", title=title),
        offer=t("question-offer-title"),
        on=(Button(t("questions-all"), "questions", one.id),),
    )


def _title(one: Announcement, programme: Programme, t: Translator) -> str:
    return one.content.text(t.language, programme.languages).title


def about_document(document: Document, t: Translator) -> About:
    """Its owner answers."""
    leads = (Button(t("document-open"), "document-open", document.ref),)
    return About(
        named=document.ref,
        ref=document.ref,
        title=document.title,
        kind=t("document-question"),
        line=t("document-question-about", title=document.title),
        sent=t("document-question-sent", title=document.title),
        offer=t("document-question-offer"),
        on=leads,
        back=leads,
    )


# --- asking ---


def asking(one: Announcement, t: Translator) -> Button:
    """Below an announcement."""
    return Button(t("question-ask"), "question-form", one.id, opens=True)


def asking_owner(document: Document, t: Translator) -> Button:
    """Below an open document."""
    return Button(t("document-ask"), "question-form", document.ref, opens=True)


def form(about: About, before: Question | None, t: Translator, *, words: str = "") -> Form:
    """Asks what somebody wants to know."""
    earlier = (Note(_earlier(before, t)),) if before else ()
    return Form(
        route="question-ask",
        title=t("question-form-title"),
        submit=t("question-form-send"),
        intro=(Paragraph(about.line), *earlier),
        fields=(_words(t("question-words"), words),),
        ref=f"{about.named}.{before.id}" if before else about.named,
    )


def _words(label: Words, words: str, *, required: bool = True) -> TextField:
    return TextField(name="words", label=label, value=words, required=required, lines=True, limit=LONGEST_WORDS)


def _earlier(before: Question, t: Translator) -> Words:
    return t("question-before", words=before.words, answer=before.answer)


def sent(
    question: Question, about: About, t: Translator, *, files: bool = False, document: Document | None = None
) -> Card:
    """To whoever asked: it is with whoever answers; or the answer, where it has one."""
    if not question.waits:
        return answered(question, about, t, document=document)
    return Card(
        title=t("question-sent-title"),
        summary=about.sent,
        tone=Tone.GOOD,
        parts=(
            Paragraph(t("question-yours", words=question.words)),
            *((Note(t("question-files")),) if files else ()),
            Note(t("question-private")),
        ),
    )


def offered(about: About, words: str, draft: str, t: Translator, *, nearest: str = "") -> Card:
    """Words that may be a question: a button says so."""
    send = Button(t("question-send"), "question-send", draft, tone=Tone.GOOD)
    return Card(
        title=about.offer,
        summary=about.line,
        tone=Tone.WARNING,
        parts=(
            Paragraph(t("question-yours", words=words)),
            *((Note(t("help-nearest", command=nearest)),) if nearest else ()),
            Note(t("question-unsent")),
            Buttons((send, Button(t("help"), "help"))),
        ),
    )


def answered(question: Question, about: About, t: Translator, *, document: Document | None = None) -> Card:
    """To whoever asked: the answer, and the document that it names, as long as they may read it."""
    again = Button(t("question-more"), "question-form", f"{about.named}.{question.id}", opens=True)
    leads = (Button(t("question-open-answer"), "document-open", document.ref, tone=Tone.GOOD),) if document else ()
    there = t("question-answer-document", title=document.title, ref=document.ref) if document else None
    nothing = t("question-document-gone") if question.document and not document else None
    return Card(
        title=t("question-answered-title"),
        summary=said(question.answer) if question.answer else there or t("question-document-gone"),
        parts=(
            *((Note(words),) if question.answer and (words := there or nothing) else ()),
            Note(_by(question, t)),
            Paragraph(t("question-yours", words=question.words)),
            Note(about.line),
            Buttons((*leads, again, *about.back)),
        ),
        tone=Tone.GOOD,
    )


def _by(question: Question, t: Translator) -> Words:
    at = question.answered_at or question.asked_at
    return t("question-answered-by", name=question.answered_by_name, at=at)


# --- answering ---


def asked(it: Shown, t: Translator, *, again: bool = False, late: bool = False) -> Card:
    """To whoever answers; `again`: its time is over. `late`: somebody else was quicker, what was typed was not sent."""
    question = it.question
    name = "question-still-waits" if again and question.waits else "question-title"
    return Card(
        title=t(name, ref=it.about.ref, company=it.company),
        summary=said(question.words),
        tone=Tone.WAITING if question.waits else Tone.GOOD,
        parts=(
            *((Paragraph(t("question-late")),) if late else ()),
            _facts(it, t),
            *((Note(_earlier(it.before, t)),) if it.before else ()),
            *_answer(it, t),
            Buttons(_choices(it, t)),
        ),
    )


def _facts(it: Shown, t: Translator) -> Facts:
    question, channel = it.question, it.question.channel
    return Facts(
        (
            fact(t, "question-by", t("question-by-is", name=question.by_name, company=it.company)),
            fact(t, "question-where", said(channel) if channel else t("question-in-private")),
            Fact(it.about.kind, said(it.about.title)),
            fact(t, "question-at", said(t.moment(question.asked_at))),
        )
    )


def _answer(it: Shown, t: Translator) -> tuple[Part, ...]:
    gone = (Note(t("question-gone")),) if it.gone else ()
    if it.question.waits:
        return (*gone, *(() if it.gone else (Note(t("question-reply")),)))
    words = (Paragraph(t("question-answer-is", words=it.question.answer)),) if it.question.answer else ()
    # Who else answers may perhaps not read it: only its number is named.
    document = (Note(t("question-answered-with", ref=it.document.ref)),) if it.document else ()
    return (*words, *document, Note(_by(it.question, t)), *gone)


def _choices(it: Shown, t: Translator) -> tuple[Button, ...]:
    answer = Button(t("question-answer"), "question-answer-form", it.question.id, tone=Tone.GOOD, opens=True)
    if it.question.waits:
        return (answer, *it.about.on)
    keep = Button(t("question-keep"), "question-keep-form", it.question.id, opens=True)
    return (*((keep,) if it.question.answer else ()), *it.about.on)


def answer_form(it: Shown, t: Translator, *, words: str = "", document: Document | None = None) -> Form:
    """With the question above: in words, with a document, or both."""
    chosen = (named(document, t),) if document else ()
    lead = t("question-asked-by", name=it.question.by_name, company=it.company, words=it.question.words)
    return Form(
        route="question-answer",
        title=t("question-answer-title"),
        submit=t("question-answer-send"),
        intro=(Paragraph(lead), Note(it.about.line)),
        fields=(
            _words(t("question-answer-words"), words, required=False),
            Choice(
                name="document",
                label=t("question-answer-with"),
                hint=t("document-which-hint"),
                value=document.ref if document else "",
                manner=Manner.SEARCH,
                search="documents",
                options=chosen,
            ),
        ),
        ref=it.question.id,
    )


def answer_offered(it: Shown, words: str, draft: str, t: Translator, *, nearest: str = "") -> Card:
    """Words that may be the answer: a button says so."""
    lead = t("question-asked-by", name=it.question.by_name, company=it.company, words=it.question.words)
    send = Button(t("reply-answer-send"), "question-tell", draft, tone=Tone.GOOD)
    return Card(
        title=t("reply-answer-offer-title"),
        summary=it.about.line,
        tone=Tone.WARNING,
        parts=(
            Paragraph(lead),
            Paragraph(t("reply-answer-yours", words=words)),
            *((Note(t("help-nearest", command=nearest)),) if nearest else ()),
            Buttons((send, Button(t("question-open"), "question-open", it.question.id))),
        ),
    )


def listing(
    one: Announcement,
    some: Sequence[Question],
    tally: Tally,
    programme: Programme,
    t: Translator,
    companies: Mapping[str, str],
    more: str = "",
) -> Card:
    """A page of them."""
    title = t("questions-title", ref=one.ref, title=_title(one, programme, t))
    if not some:
        return Card(title=title, summary=t("questions-none"))
    rows = tuple(_row(each, companies.get(each.partner, each.partner), t) for each in some)
    return Card(
        title=title,
        summary=counted(tally, t),
        parts=(Rows(rows, Button(t("more"), "questions", more) if more else None),),
    )


def counted(tally: Tally, t: Translator) -> Words:
    """How many there are, and how many wait."""
    return t("questions-count", count=tally.count, waiting=tally.waiting)


def _row(question: Question, company: str, t: Translator) -> Row:
    name = "question-row-waits" if question.waits else "question-row-answered"
    at = question.asked_at if question.answered_at is None else question.answered_at
    return Row(
        said(question.words[:_LISTED]),
        t(name, name=question.by_name, company=company, at=at),
        Button(t("question-open"), "question-open", question.id),
    )


def reported(one: Announcement, tally: Tally, t: Translator) -> Button:
    """On the card with which an announcement is followed: the way to them."""
    label = t("questions-button", count=tally.count)
    return Button(label, "questions", one.id)
