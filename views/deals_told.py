"""What is told of a deal: its receipt, the decision, questions and answers, and the end of its protection."""

from collections.abc import Sequence

from domain.deals import WAITING, Conflict, Happening, State, Step, outside
from domain.people import Person
from domain.refusal import Refusal
from views.common import asked
from views.deals_buttons import appeal, doors, what_can_be_done
from views.deals_facts import TONES, Shown, amount, changes, happened, standing, terms
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Facts, Note, Paragraph, Tone, Words


def receipt(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: it has arrived, who decides, and by when; later, how it stands."""
    deal = shown.deal
    words = _receipt_words(shown, t)
    return Card(
        title=t("deal-receipt-title", ref=deal.ref, state=deal.state),
        summary=t("deal-receipt-summary", ref=deal.ref, customer=deal.terms.customer, state=deal.state),
        tone=TONES.get(deal.state, Tone.NEUTRAL),
        parts=(
            *(Paragraph(line) for line in words),
            Facts((*standing(shown, t), *terms(shown, t)[1:])),
            *doors(deal, t),
        ),
    )


def _receipt_words(shown: Shown, t: Translator) -> tuple[Words, ...]:
    deal = shown.deal
    if deal.state is not State.SUBMITTED:
        last = _last_words(shown, t)
        return (last,) if last else ()
    who = t.any_of(shown.deciders)
    promise = (
        t("deal-receipt-promise", deciders=who, by=deal.answer_by)
        if who and deal.answer_by
        else t("deal-receipt-no-decider")
    )
    return (promise, _conflict_words(shown, t))


def _conflict_words(shown: Shown, t: Translator) -> Words:
    """What a partner learns of a conflict: never the rival. The same words whether or not there is one,
    unless the programme lets the date of the protection be known.
    """
    deal = shown.deal
    reveals = shown.programme.conflict_reveal == "protected-until"
    if reveals and deal.conflict is Conflict.OTHER and deal.rival_until:
        return t("deal-conflict-protected", until=deal.rival_until)
    return t("deal-conflict-look")


def _last_words(shown: Shown, t: Translator) -> Words | None:
    """What happened last, by whom and when, with the reason."""
    return happened(shown.history[-1], t) if shown.history else None


def decided(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: the decision, and how to appeal against it.

    Refusal("not-found") where there is none: it was taken back.
    """
    deal, history = shown.deal, outside(shown.history)
    place, line = _decision(history)
    appealed = any(line.step is Step.APPEAL for line in history[:place])
    state = State.APPROVED if line.step is Step.APPROVE else State.REJECTED
    return Card(
        title=t(
            "appeal-decided-title" if appealed else "deal-decided-title", state=state, customer=deal.terms.customer
        ),
        summary=t("deal-decided-summary", state=state, customer=deal.terms.customer, ref=deal.ref),
        tone=Tone.GOOD if state is State.APPROVED else Tone.BAD,
        parts=(
            Paragraph(happened(line, t)),
            Facts((amount(deal, t), *standing(shown, t))),
            *_appeal_offer(shown, t),
            Buttons((*appeal(shown, t), Button(t("deal-open"), "deal-open", deal.ref))),
        ),
    )


def _decision(history: Sequence[Happening]) -> tuple[int, Happening]:
    """The last one, and its place."""
    found = [(place, line) for place, line in enumerate(history) if line.step in (Step.APPROVE, Step.REJECT)]
    if not found:
        raise Refusal("not-found")
    return found[-1]


def _appeal_offer(shown: Shown, t: Translator) -> tuple[Paragraph, ...]:
    return (Paragraph(t("appeal-offer", until=shown.appeal_until)),) if shown.appeal_until else ()


def question(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: a manager asks for information; once it is answered, that it is."""
    deal = shown.deal
    open_ = deal.state is State.INFORMATION_ASKED
    asked_ = asked(shown.history, Step.ASK)
    told_ = None if open_ else reply(shown.history)
    lines = [Paragraph(happened(line, t)) for line in (asked_, told_) if line]
    button = Button(t("deal-answer"), "deal-answer-form", deal.ref, deal.version, Tone.GOOD, opens=True)
    return Card(
        title=t("deal-question-title", customer=deal.terms.customer, open=deal.state),
        summary=t("deal-question-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WARNING if open_ else Tone.NEUTRAL,
        parts=(*lines, *((Note(t("deal-question-reply")), Buttons((button,))) if open_ else ())),
    )


def reply(history: Sequence[Happening]) -> Happening | None:
    """The newest answer to the newest question; an edit is one as well."""
    last = max((place for place, line in enumerate(history) if line.step is Step.ASK), default=len(history))
    return next((line for line in reversed(history[last:]) if line.step in (Step.ANSWER, Step.EDIT)), None)


def answered(shown: Shown, t: Translator, *, request: str) -> Card:
    """To whoever asked: the answer, or what was edited in its place, and a way on to the `request` that they decide, by
    its id; to the deal where it is not theirs to look at.
    """
    deal = shown.deal
    line = reply(shown.history)
    changed = changes(shown, line.before, t) if line and line.before else ()
    decide = Button(t("approval-open") if deal.state in WAITING else t("deal-open"), "approval-open", request)
    return Card(
        title=t("deal-answered-title", customer=deal.terms.customer),
        summary=t("deal-answered-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WAITING,
        parts=(
            *((Paragraph(happened(line, t)),) if line else ()),
            *((Facts(changed),) if changed else ()),
            Buttons((decide if request else Button(t("deal-open"), "deal-open", deal.ref),)),
        ),
    )


def undecidable(shown: Shown, t: Translator) -> Card:
    """To the admins: nobody can decide this deal."""
    deal = shown.deal
    return Card(
        title=t("deal-undecidable-title"),
        summary=t("deal-undecidable-words", ref=deal.ref, partner=shown.partner.name),
        tone=Tone.WARNING,
    )


def expired(shown: Shown, t: Translator) -> Card:
    """To whoever filed it: the protection has ended."""
    deal = shown.deal
    return Card(
        title=t("deal-expired-title", customer=deal.terms.customer),
        summary=t("deal-expired-summary", ref=deal.ref, customer=deal.terms.customer),
        tone=Tone.WARNING,
        parts=(Facts((amount(deal, t), *standing(shown, t))), *doors(deal, t)),
    )


def expiring(shown: Shown, reader: Person, t: Translator, *, soon: bool = True) -> Card:
    """To whoever filed it: the protection ends soon, and what can be done; later, how it stands."""
    deal = shown.deal
    if not soon or deal.state is not State.APPROVED or deal.protected_until is None:
        return receipt(shown, t)
    buttons = what_can_be_done(deal, reader, t)
    until = deal.protected_until
    return Card(
        title=t("deal-expiring-title", customer=deal.terms.customer),
        summary=t("deal-expiring-summary", customer=deal.terms.customer, ref=deal.ref, until=until),
        tone=Tone.WARNING,
        parts=(
            Facts((amount(deal, t), *standing(shown, t))),
            Paragraph(t("deal-expiring-do")),
            *((Buttons(buttons),) if buttons else doors(deal, t)),
        ),
    )
