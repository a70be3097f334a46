"""The deal desk as its channel sees it: what waits, who has taken it, and how it ended."""

from domain.approvals import UNDECIDED, Approval
from domain.deals import Deal
from domain.places import Platform
from views.approvals import over
from views.common import told
from views.deals_facts import headline
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Facts, Paragraph, Tone, said


def at_desk(approval: Approval, deal: Deal, partner: str, t: Translator, *, taker: str = "") -> Card:
    """What everybody there may know; once it is over, how it ended and no button."""
    waits = approval.phase in UNDECIDED
    until = (Fact(t("deal-fact-answer-by"), t.words(deal.answer_by)),) if deal.answer_by and waits else ()
    return Card(
        title=headline(deal, t),
        summary=t("desk-lead", partner=partner) if waits else over(approval, t),
        tone=Tone.WAITING if waits else Tone.NEUTRAL,
        parts=(
            Facts((Fact(t("desk-partner"), said(partner)), *until)),
            *((Paragraph(t("desk-taken", name=taker)),) if taker and waits else ()),
            *((Buttons((_button(approval, t, taken=bool(taker)),)),) if waits else ()),
        ),
    )


def _button(approval: Approval, t: Translator, *, taken: bool) -> Button:
    if taken:
        return Button(t("desk-give-back"), "desk-give-back", approval.id)
    return Button(t("desk-take"), "desk-take", approval.id, tone=Tone.GOOD)


def yours(t: Translator) -> Card:
    """To whoever has taken it, alone."""
    return told(t("desk-yours-title"), t("desk-yours"))


def anothers(name: str, t: Translator) -> Card:
    """To whoever came a moment later, alone."""
    return told(t("desk-anothers-title"), t("desk-anothers", name=name))


def given_back(t: Translator) -> Card:
    """To whoever has given it back, alone."""
    return told(t("desk-given-back-title"), t("desk-given-back"))


def unreachable(platform: Platform, channel: str, t: Translator) -> Card:
    """To the admins: requests of this desk go to people one by one."""
    return Card(
        title=t("desk-unreachable-title"),
        summary=t("desk-unreachable", platform=platform, channel=channel),
        tone=Tone.WARNING,
        parts=(Paragraph(t("desk-unreachable-why")),),
    )
