"""The programme's terms, to be accepted."""

from domain.programme import Conditions, Label, Programme
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Link, Note, Paragraph, Tone, Words, plain, said


def terms(conditions: Conditions, programme: Programme, t: Translator, *, ref: str, again: bool = False) -> Card:
    """The text, the link, and the button that accepts; `again` where an earlier version was accepted before."""
    lead = "terms-lead-again" if again else "terms-lead"
    return Card(
        title=t("terms-title", programme=programme.name),
        summary=t(lead, version=conditions.version),
        tone=Tone.WAITING,
        parts=(
            *_text(conditions, programme, t),
            Note(t("terms-kept")),
            Buttons((Button(t("terms-accept"), "terms-accept", ref, tone=Tone.GOOD, opens=True),)),
        ),
    )


def _text(conditions: Conditions, programme: Programme, t: Translator) -> tuple[Paragraph, ...]:
    text, link = (
        Label(words, programme.language).label(t.language) if words else ""
        for words in (conditions.text, conditions.link)
    )
    read = Words((Link(plain(t("terms-read")), link),))
    return (*((Paragraph(said(text)),) if text else ()), *((Paragraph(read),) if link else ()))
