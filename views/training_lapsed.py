"""What is said where a certificate has ended, with the one press that renews it."""

from dataclasses import replace
from datetime import date

from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Form, Note, Paragraph, Tone


def _renew(product: str, t: Translator) -> Button:
    return Button(t("training-renew"), "training-renew", product, tone=Tone.GOOD)


def foretold(form: Form, name: str, ended_on: date, blocks_on: date | None, t: Translator, *, blocked: bool) -> Form:
    """The form of a deal, with it above the fields: `blocked` says that nothing is registered for this product now."""
    if blocked:
        words = t("deal-form-blocked", product=name, day=ended_on)
    elif blocks_on is None:
        words = t("deal-form-lapsed", product=name, day=ended_on)
    else:
        words = t("deal-lapsed-grace", product=name, day=ended_on, since=blocks_on)
    return replace(form, intro=(*form.intro, Note(words)))


def warned(card: Card, product: str, name: str, ended_on: date, blocks_on: date | None, t: Translator) -> Card:
    """The receipt of a deal, with it below; `blocks_on` is the day from which on the next one is not taken."""
    if blocks_on is None:
        words = t("deal-lapsed", product=name, day=ended_on)
    else:
        words = t("deal-lapsed-grace", product=name, day=ended_on, since=blocks_on)
    return replace(card, parts=(*card.parts, Paragraph(words), Buttons((_renew(product, t),))))


def blocked(product: str, name: str, ended_on: date, draft: str, t: Translator) -> Card:
    """Nothing was registered; what was typed waits in the draft."""
    go_on = Button(t("deal-draft-continue"), "deal-form", draft, opens=True)
    return Card(
        title=t("deal-lapsed-title"),
        summary=t("deal-lapsed-blocked", product=name, day=ended_on),
        tone=Tone.WARNING,
        parts=(Buttons((_renew(product, t), go_on)),),
    )
