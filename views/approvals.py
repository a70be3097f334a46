"""Approvals as people see them: the request, the decision on it, and the list of what waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from domain.approvals import UNDECIDED, Approval, Outcome, Phase
from domain.deals import LONGEST_WORDS, Happening, Step
from domain.page import Page
from domain.waiting import EVERYTHING, Narrowed
from views import conflicts, deals_facts, deals_forms
from views.common import asked, signed
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    Fact,
    Facts,
    Form,
    Note,
    Option,
    Paragraph,
    Part,
    Passing,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
    said,
)


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is to be decided, in words: two lines that suffice, then the facts, then what happened so far.

    `choice` is what whoever approves must say besides; without `reasons` it is rejected without one; `asks` where
    whoever filed it can be asked for information. `questions` are what else only who decides can answer.
    """

    title: Words
    lead: Words
    facts: tuple[Fact, ...]
    history: tuple[Words, ...] = ()
    choice: Choice | None = None
    reasons: tuple[Option, ...] = ()
    asks: bool = True
    questions: tuple[Part, ...] = ()
    remarks: tuple[Words, ...] = ()
    """What must be known before the facts."""
    doors: tuple[Button, ...] = ()
    answer_by: datetime | None = None
    yes: Words | None = None
    """What approving it is called, where it is called otherwise."""
    undo: str = "approval-undo-until"
    """What is said of the time in which the decision can be taken back."""


def request(
    approval: Approval,
    what: Described,
    t: Translator,
    *,
    late: bool = False,
    mine: bool = False,
    may: bool = True,
    progress: Sequence[Words] = (),
    undo_until: datetime | None = None,
) -> Card:
    """To those who may decide. Once it is decided or closed, or the reader `may` not now, no button is left.

    `progress` says how far it is, where more than one person decides; `undo_until`, how long the reader can take back
    the decision.

    `late` says it to somebody whose own decision came second, or who decided over an older version; where the one that
    counts is `mine`, the reader's own from elsewhere, it says that.
    """
    open_ = approval.phase in UNDECIDED
    buttons = (*(_choices(approval, what, t) if open_ and may else ()), *what.doors)
    return Card(
        title=what.title if open_ else t("approval-title-over", phase=_ending(approval), what=what.title),
        summary=what.lead,
        tone=_tone(approval),
        parts=(
            *((Paragraph(too_late(approval, t, mine=mine, may=may)),) if late else ()),
            *((Paragraph(over(approval, t)),) if not open_ and not late else ()),
            *(Paragraph(words) for words in progress),
            *(Paragraph(words) for words in what.remarks),
            Facts(what.facts),
            *(Note(words) for words in what.history),
            *(what.questions if open_ and may else ()),
            *((Buttons(buttons),) if buttons else ()),
        ),
        passing=_undo(approval, what, undo_until, t) if undo_until else None,
    )


def _undo(approval: Approval, what: Described, until: datetime, t: Translator) -> Passing:
    button = Button(t("approval-undo"), "approval-undo", approval.id, approval.version)
    return Passing(until, (Note(t(what.undo, until=t.second(until))), Buttons((button,))))


def noted(card: Card, words: Words) -> Card:
    """With this above all else."""
    return replace(card, parts=(Paragraph(words), *card.parts))


def reminded(card: Card, approval: Approval, why: str, t: Translator) -> Card:
    """The request once more, with the reason why; once it is over, only how it ended."""
    if approval.phase not in UNDECIDED:
        return card
    return replace(card, parts=(Paragraph(t(why)), *card.parts), tone=Tone.WARNING)


def _ending(approval: Approval) -> Outcome | Phase:
    return approval.outcome or approval.phase


def _tone(approval: Approval) -> Tone:
    match approval.phase:
        case Phase.OPEN:
            return Tone.WAITING
        case Phase.PAUSED:
            return Tone.WARNING
        case Phase.CLOSED:
            return Tone.NEUTRAL
        case Phase.DECIDED:
            return Tone.GOOD if approval.outcome is Outcome.APPROVED else Tone.BAD


def over(approval: Approval, t: Translator) -> Words:
    """How it ended."""
    if approval.decided_at is None:
        return t("approval-closed")
    if not approval.decided_by:
        return t("approval-decided-automatically", at=approval.decided_at)
    return t(
        "approval-decided",
        outcome=_ending(approval),
        who=signed(approval.decided_by_name, t),
        at=approval.decided_at,
    )


def too_late(approval: Approval, t: Translator, *, mine: bool, may: bool) -> Words:
    """To somebody whose answer does not count."""
    if approval.phase in UNDECIDED:
        return t("approval-changed") if may else t("approval-others-now")
    if approval.decided_at is None:
        return t("approval-closed-before")
    if mine:
        return t("approval-decided-by-you", outcome=_ending(approval), at=approval.decided_at)
    return t(
        "approval-decided-before",
        outcome=_ending(approval),
        who=signed(approval.decided_by_name, t),
        at=approval.decided_at,
    )


def _choices(approval: Approval, what: Described, t: Translator) -> tuple[Button, ...]:
    at, version = approval.id, approval.version
    approve = "approval-approve-form" if what.choice else "approval-approve"
    ask = Button(t("approval-ask"), "approval-ask-form", at, version, opens=True)
    return (
        Button(what.yes or t("approval-approve"), approve, at, version, Tone.GOOD, opens=bool(what.choice)),
        _reject(approval, what, t),
        *((ask,) if what.asks and approval.phase is not Phase.PAUSED else ()),
        Button(t("approval-why"), "approval-why", at, version),
    )


def _reject(approval: Approval, what: Described, t: Translator) -> Button:
    button = Button(t("approval-reject"), "approval-reject-form", approval.id, approval.version, Tone.BAD, opens=True)
    if what.reasons:
        return button
    sure = Confirm(t("approval-reject-title"), t("approval-reject-sure"), t("approval-reject"), t("cancel"))
    return replace(button, route="approval-refuse", opens=False, confirm=sure)


def approve_form(approval: Approval, what: Described, t: Translator, *, choice: str = "") -> Form:
    """Asks what whoever approves must say besides."""
    return Form(
        route="approval-choose",
        title=t("approval-approve-title"),
        submit=t("approval-approve"),
        intro=(Paragraph(what.title), Paragraph(what.lead)),
        fields=(replace(what.choice, value=choice),) if what.choice else (),
        ref=approval.id,
        version=approval.version,
    )


def reject_form(approval: Approval, what: Described, t: Translator, *, reason: str = "", words: str = "") -> Form:
    """Asks why; words only where the reason is "other"."""
    return Form(
        route="approval-reject",
        title=t("approval-reject-title"),
        submit=t("approval-reject"),
        intro=(Paragraph(what.title),),
        fields=(
            Choice(
                name="reason",
                label=t("approval-reason"),
                value=reason,
                required=True,
                options=what.reasons,
            ),
            TextField(
                name="words",
                label=t("approval-words"),
                hint=t("approval-words-hint"),
                value=words,
                lines=True,
                limit=500,
            ),
        ),
        ref=approval.id,
        version=approval.version,
    )


def ask_form(approval: Approval, what: Described, t: Translator, *, words: str = "") -> Form:
    """Asks the question to whoever filed it."""
    return Form(
        route="approval-ask",
        title=t("approval-ask-title"),
        submit=t("approval-ask-send"),
        intro=(Paragraph(what.title),),
        fields=(
            TextField(
                name="words", label=t("approval-question"), value=words, required=True, lines=True, limit=LONGEST_WORDS
            ),
        ),
        ref=approval.id,
        version=approval.version,
    )


def waiting(
    page: Page[tuple[Approval, Described]], t: Translator, *, only: Narrowed = EVERYTHING, several: bool = False
) -> Card:
    """What waits for the reader's decision, oldest first; `several` can be approved at once."""
    count = "approvals-count" if only.everything else "approvals-fit"
    listed = (Rows(_rows(page.items, t), _more(page.next, only, t)),) if page.items else ()
    return Card(
        title=t("approvals-title"),
        summary=t(count, count=page.total),
        parts=(*(Note(words) for words in _narrowed(only, t)), *listed, *_beneath(only, t, several=several)),
        tone=Tone.WAITING if page.items else Tone.NEUTRAL,
    )


def _narrowed(only: Narrowed, t: Translator) -> tuple[Words, ...]:
    """What the list leaves out, as it was understood."""
    return (
        *((t("approvals-only-name", name=only.name),) if only.name else ()),
        *((t("approvals-only-ref", ref=only.ref),) if only.ref else ()),
        *((t("approvals-only-over", amount=only.over),) if only.over else ()),
        *((t("approvals-only-conflict"),) if only.conflict else ()),
        *((t("approvals-only-overdue"),) if only.overdue else ()),
    )


def _beneath(only: Narrowed, t: Translator, *, several: bool) -> tuple[Buttons, ...]:
    all_ = Button(t("approvals-all"), "approvals")
    at_once = Button(t("several-offer"), "approvals-offer", only.words)
    buttons = (*((at_once,) if several else ()), *(() if only.everything else (all_,)))
    return (Buttons(buttons),) if buttons else ()


def _rows(items: Sequence[tuple[Approval, Described]], t: Translator) -> tuple[Row, ...]:
    return tuple(
        Row(
            title=what.title,
            detail=_waits(approval, what, t),
            button=Button(t("approval-open"), "approval-open", approval.id),
        )
        for approval, what in items
    )


def _waits(approval: Approval, what: Described, t: Translator) -> Words:
    """Since when, and until when an answer was promised, where it was."""
    if what.answer_by is None:
        return t("approvals-row", lead=what.lead, at=approval.asked_at)
    return t("approvals-row-promised", lead=what.lead, at=approval.asked_at, until=what.answer_by)


def _more(cursor: str, only: Narrowed, t: Translator) -> Button | None:
    return Button(t("more"), "approvals-more", f"{cursor} {only.words}".strip()) if cursor else None


_DECISIONS = frozenset({Step.APPROVE, Step.REJECT})
"""The card itself says what was decided."""


def _history(shown: Shown, t: Translator) -> tuple[Words, ...]:
    """The newest of what happened since it was registered; a decision that counts, the card says itself."""
    lines = shown.history[1:]
    undone = {line for line, later in pairwise(lines) if later.step is Step.UNDO}
    appealed = _before_appeal(lines)
    told = [line for line in lines if line in undone or line in appealed or line.step not in _DECISIONS]
    return tuple(deals_facts.happened(line, t) for line in told[-deals_facts.LINES :])


def _before_appeal(history: Sequence[Happening]) -> Sequence[Happening]:
    """What was there when somebody appealed; nothing where nobody has."""
    place = next((place for place, line in enumerate(history) if line.step is Step.APPEAL), 0)
    return history[:place]


def _appeal(shown: Shown, t: Translator) -> tuple[Words, ...]:
    rejection = asked(_before_appeal(shown.history), Step.REJECT)
    return (t("appeal-request", who=rejection.by_name),) if rejection else ()


def _lapsed(shown: Shown, t: Translator) -> tuple[Words, ...]:
    if shown.lapsed_on is None:
        return ()
    product = shown.programme.product(shown.deal.terms.product).label(t.language)
    return (t("deal-request-lapsed", product=product, day=shown.lapsed_on),)


def of_deal(shown: Shown, t: Translator) -> Described:
    """A deal as something to decide."""
    deal, programme = shown.deal, shown.programme
    changed = deals_facts.changes(shown, shown.seen, t) if shown.seen else ()
    answer_by = (Fact(t("deal-fact-answer-by"), t.words(deal.answer_by)),) if deal.answer_by else ()
    lead = t(
        "deal-request-lead",
        partner=shown.partner.name,
        tier=programme.tier(shown.partner.tier).label(t.language),
        conflict=shown.conflict,
    )
    return Described(
        title=deals_facts.headline(deal, t),
        lead=t("deal-request-lead-lapsed", lead=lead) if shown.lapsed_on else lead,
        facts=(
            Fact(t("deal-fact-ref"), said(deal.ref)),
            *(changed or deals_facts.terms(shown, t)[2:]),
            *deals_facts.filed(shown, t),
            *answer_by,
            *deals_facts.evidence(shown, t),
        ),
        history=_history(shown, t),
        reasons=deals_forms.rejections(t),
        questions=conflicts.questions(shown, t),
        remarks=(*_appeal(shown, t), *_lapsed(shown, t), *((t("deal-changed-since"),) if changed else ())),
        doors=(Button(t("deal-open"), "deal-open", deal.ref),) if changed else (),
        answer_by=deal.answer_by,
    )
