"""What is written in reply to a message of ours: whether it is an answer or a question, and what became of it."""

from collections.abc import Sequence

from domain.approvals import UNDECIDED, Approval, Phase
from domain.deals import LONGEST_WORDS, Deal, Happening, State
from views.approvals import Described, over
from views.deals_facts import happened
from views.deals_told import reply
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Note, Paragraph, Tone


def answer_sent(deal: Deal, words: str, t: Translator, *, files: bool = False) -> Card:
    """The answer is with whoever asked; `files` came with it and are not."""
    return Card(
        title=t("reply-answer-sent-title"),
        summary=t("reply-answer-sent", customer=deal.terms.customer, ref=deal.ref),
        tone=Tone.GOOD,
        parts=(
            Paragraph(t("reply-answer-yours", words=words)),
            *((Note(t("reply-files")),) if files else ()),
            Note(t("reply-edits")),
        ),
    )


def answer_offered(
    deal: Deal, question: Happening, words: str, draft: str, t: Translator, *, nearest: str = ""
) -> Card:
    """Words that may be the answer to the question that waits: a button says so."""
    send = Button(t("reply-answer-send"), "reply-answer", draft, question.version, Tone.GOOD)
    return Card(
        title=t("reply-answer-offer-title"),
        summary=t("reply-answer-offer", customer=deal.terms.customer, ref=deal.ref),
        tone=Tone.WARNING,
        parts=(
            Paragraph(happened(question, t)),
            Paragraph(t("reply-answer-yours", words=words)),
            *((Note(t("help-nearest", command=nearest)),) if nearest else ()),
            Buttons((send, Button(t("deal-open"), "deal-open", deal.ref), Button(t("help"), "help"))),
        ),
    )


def answered_before(deal: Deal, history: Sequence[Happening], t: Translator) -> Card:
    """No question waits any more: who answered it, or how the deal is."""
    before = reply(history) if deal.state is State.SUBMITTED else None
    return Card(
        title=t("reply-not-sent-title"),
        summary=t("reply-answered-before", customer=deal.terms.customer, ref=deal.ref)
        if before
        else t("reply-not-now", customer=deal.terms.customer, ref=deal.ref, state=deal.state),
        tone=Tone.WARNING,
        parts=(Paragraph(happened(before, t)),) if before else (),
    )


def question_offered(
    approval: Approval, what: Described, words: str, draft: str, t: Translator, *, changed: bool = False
) -> Card:
    """Words that may be a question to the partner: a button says so; `changed` since they were written."""
    send = Button(t("reply-ask-send"), "reply-ask", draft, approval.version, Tone.GOOD)
    return Card(
        title=t("reply-ask-offer-title"),
        summary=what.title,
        tone=Tone.WARNING,
        parts=(
            *((Paragraph(t("reply-changed")),) if changed else ()),
            Paragraph(t("reply-ask-yours", words=words)),
            Note(t("reply-ask-note")),
            Buttons((send,)),
        ),
    )


def not_asked(approval: Approval, t: Translator) -> Card:
    """There is nothing to ask any more, or not now."""
    words = t("reply-asked-already") if approval.phase is Phase.PAUSED else t("reply-others-now")
    return Card(
        title=t("reply-not-sent-title"),
        summary=words if approval.phase in UNDECIDED else over(approval, t),
        tone=Tone.WARNING,
    )


def no_words(t: Translator) -> Card:
    """A file came, and nothing with it."""
    return Card(title=t("reply-not-sent-title"), summary=t("reply-no-words"), tone=Tone.WARNING)


def too_long(t: Translator, form: str, ref: str, version: int) -> Card:
    """Longer than a question or an answer can be; what fits stands in the form that this button opens."""
    return Card(
        title=t("reply-not-sent-title"),
        summary=t("reply-too-long", limit=LONGEST_WORDS),
        tone=Tone.WARNING,
        parts=(Buttons((Button(t("open-form"), form, ref, version, Tone.GOOD, opens=True),)),),
    )
