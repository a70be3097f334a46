"""Where Tandem was taken out, and where it is back: what its admins read."""

from datetime import datetime

from domain.places import Platform
from views.common import fact
from views.translator import Translator
from views.vocabulary import Card, Facts, Paragraph, Tone, said


def lost(whose: str, platform: Platform, host: str, since: datetime, t: Translator) -> Card:
    """Nobody there can reach Tandem, and it reaches nobody."""
    return Card(
        title=t("installation-lost-title", whose=whose),
        summary=t("installation-lost", platform=platform, at=since),
        tone=Tone.WARNING,
        parts=(
            Paragraph(t("installation-lost-waits")),
            Paragraph(t("installation-lost-how")),
            _place(host, t),
        ),
    )


def back(whose: str, platform: Platform, host: str, since: datetime, t: Translator) -> Card:
    """It is installed again."""
    return Card(
        title=t("installation-back-title", whose=whose),
        summary=t("installation-back", platform=platform, at=since),
        tone=Tone.GOOD,
        parts=(_place(host, t),),
    )


def _place(host: str, t: Translator) -> Facts:
    return Facts((fact(t, "installation-place", said(host)),))
