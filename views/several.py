"""Approving several at once, as people see it: what it would be, and what became of it."""

from collections.abc import Sequence

from domain.money import Money
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Facts, Paragraph, Row, Rows, Tone, Words, said


def offer(some: Sequence[Described], totals: Sequence[Money], draft: str, t: Translator, *, left: int = 0) -> Card:
    """What would be approved, and how much it is; `left` more wait for the next time."""
    worth = t.all_of([t.money(money) for money in totals])
    later = (Paragraph(t("several-left", count=left)),) if left else ()
    return Card(
        title=t("several-title", count=len(some)),
        summary=t("several-lead"),
        tone=Tone.WAITING,
        parts=(
            *later,
            Facts((Fact(t("several-count"), t.words(len(some))), Fact(t("several-total"), said(worth)))),
            Rows(tuple(Row(title=what.title, detail=what.lead) for what in some)),
            Buttons(
                (
                    Button(t("several-approve"), "approvals-several", draft, tone=Tone.GOOD),
                    Button(t("several-back"), "approvals"),
                )
            ),
        ),
    )


def nothing(t: Translator) -> Card:
    """Each of those that wait has something to look at first."""
    return Card(title=t("approvals-title"), summary=t("several-nothing"), parts=(_back(t),))


def done(count: int, skipped: Sequence[tuple[Words, Words]], t: Translator, *, others: int = 0) -> Card:
    """How many were approved, and what was not, and why; of `others` somebody else must say yes too."""
    missed = Rows(tuple(Row(title=title, detail=why) for title, why in skipped))
    return Card(
        title=t("several-done", count=count),
        summary=t("several-skipped", count=len(skipped)),
        tone=Tone.WARNING if skipped else Tone.GOOD,
        parts=(
            *((Paragraph(t("several-others", count=others)),) if others else ()),
            *((missed,) if skipped else ()),
            _back(t),
        ),
    )


def _back(t: Translator) -> Buttons:
    return Buttons((Button(t("several-back"), "approvals"),))
