"""App Home: what waits for me, my deals, my settings."""

from collections.abc import Sequence

from domain.people import Person
from views.people import first_buttons
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Paragraph, Part, Tone


def home(person: Person, sections: Sequence[Card], t: Translator) -> Card:
    """One card that holds the others: a heading, then each with its parts but its own buttons."""
    parts: list[Part] = list(first_buttons(person, t))
    for section in sections:
        parts.append(Paragraph(t("home-section", title=section.title)))
        parts.append(Paragraph(section.summary))
        parts += [part for part in section.parts if part not in first_buttons(person, t)]
    return Card(title=t("home-title"), summary=t("home-lead", name=person.name), parts=tuple(parts))


def pinned(t: Translator) -> Card:
    """For a channel: a door for those who cannot type commands there."""
    buttons = (
        Button(t("deal-register"), "deal-form", tone=Tone.GOOD, opens=True),
        Button(t("deals-title"), "deals"),
        Button(t("help"), "help"),
    )
    return Card(title=t("pinned-title"), summary=t("pinned-words"), parts=(Buttons(buttons),))
