"""More time for a protection: the form, the request to decide, and the answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.deals import Deal, Happening, Step
from domain.extensions import Extension
from views import deals_buttons, deals_facts
from views.approvals import Described
from views.common import back_in_words, fact, told
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Card, DayField, Facts, Form, Paragraph, TextField, Tone, said


def form(deal: Deal, latest: date, t: Translator, values: Mapping[str, str] | None = None) -> Form:
    """Asks until when, and how the deal stands."""
    given = values or {}
    until = back_in_words(given["until"]) if "until" in given else latest
    return Form(
        route="deal-extend",
        title=t("extension-title"),
        submit=t("extension-send"),
        intro=(Paragraph(t("extension-intro", ref=deal.ref, until=deal.protected_until or deal.filed_at)),),
        fields=(
            DayField(
                name="until",
                label=t("extension-until"),
                hint=t("extension-hint", last=latest),
                value=until,
                required=True,
            ),
            TextField(
                name="words",
                label=t("extension-words"),
                value=given.get("words", ""),
                required=True,
                lines=True,
                limit=500,
            ),
        ),
        ref=deal.ref,
        version=deal.version,
    )


def asked(deal: Deal, until: datetime, deciders: Sequence[str], t: Translator) -> Card:
    """To whoever asked: somebody decides, and what holds until then."""
    now = deal.protected_until or deal.filed_at
    words = (
        t("extension-asked", deciders=t.any_of(deciders), until=until, now=now)
        if deciders
        else t("extension-no-decider", until=until, now=now)
    )
    return told(t("extension-asked-title", ref=deal.ref), words)


def described(shown: Shown, extension: Extension, granted: int, t: Translator) -> Described:
    """The request as something to decide."""
    deal = shown.deal
    return Described(
        title=t("extension-request-title", customer=deal.terms.customer),
        lead=t("extension-request-lead", partner=shown.partner.name, until=extension.until),
        facts=(
            fact(t, "deal-fact-ref", said(deal.ref)),
            deals_facts.amount(deal, t),
            *deals_facts.standing(shown, t),
            fact(t, "extension-fact-asked", t.words(extension.until)),
            fact(t, "extension-fact-by", said(extension.by_name)),
            fact(t, "extension-fact-words", said(extension.words)),
            fact(t, "extension-fact-granted", t("extension-granted", count=granted)),
        ),
        history=tuple(deals_facts.happened(line, t) for line in shown.history[1:][-deals_facts.LINES :]),
        asks=False,
    )


def decided(shown: Shown, extension: Extension, t: Translator) -> Card:
    """To whoever asked: the answer."""
    deal, line = shown.deal, _answer(shown.history, extension)
    outcome = Step.EXTEND if line and line.step is Step.EXTEND else Step.KEEP_TIME
    return Card(
        title=t("extension-decided-title", step=outcome, customer=deal.terms.customer),
        summary=t("extension-decided", step=outcome, customer=deal.terms.customer, ref=deal.ref, until=extension.until),
        tone=Tone.GOOD if outcome is Step.EXTEND else Tone.WARNING,
        parts=(
            *((Paragraph(deals_facts.happened(line, t)),) if line else ()),
            Facts((deals_facts.amount(deal, t), *deals_facts.standing(shown, t))),
            *deals_buttons.doors(deal, t),
        ),
    )


def _answer(history: Sequence[Happening], extension: Extension) -> Happening | None:
    answers = (line for line in history if line.step in (Step.EXTEND, Step.KEEP_TIME))
    return next((line for line in answers if line.version > extension.version), None)
