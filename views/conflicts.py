"""Conflicts as managers see them: what each is asked about names that are not the very same, and what was said."""

from domain.conflicts import Evidence, Rival
from domain.deals import WAITING
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Button, Buttons, Paragraph, Part

ASKED = 3
"""About more rivals than these nobody is asked on one card; the next come when these are answered."""


def questions(shown: Shown, t: Translator) -> tuple[Part, ...]:
    """Whether it is the same customer; what a manager said can be taken back."""
    if shown.deal.state not in WAITING:
        return ()
    open_ = [rival for rival, _ in shown.rivals if rival.evidence is not Evidence.NAME and not rival.said]
    said = [rival for rival, _ in shown.rivals if rival.evidence in (Evidence.SAID, Evidence.APART)]
    return (
        *(part for rival in open_[:ASKED] for part in _question(shown, rival, t)),
        *(part for rival in said[:ASKED] for part in _answer(shown, rival, t)),
    )


def _question(shown: Shown, rival: Rival, t: Translator) -> tuple[Part, ...]:
    ref = f"{shown.deal.ref}.{rival.id}"
    words = t("conflict-question", ours=shown.deal.terms.customer, theirs=rival.customer)
    same = Button(t("conflict-same"), "conflict-same", ref)
    apart = Button(t("conflict-not-same"), "conflict-not-same", ref)
    return Paragraph(words), Buttons((same, apart))


def _answer(shown: Shown, rival: Rival, t: Translator) -> tuple[Part, ...]:
    words = t("conflict-said", evidence=rival.evidence, ours=shown.deal.terms.customer, theirs=rival.customer)
    undo = Button(t("conflict-unsay"), "conflict-unsay", f"{shown.deal.ref}.{rival.id}")
    return Paragraph(words), Buttons((undo,))
