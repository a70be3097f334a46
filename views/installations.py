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


# --- the pages of an installation by browser ---


def install_done(t: Translator) -> Card:
    """It is installed."""
    return _page("install-done", t, tone=Tone.GOOD)


def install_declined(t: Translator) -> Card:
    """They pressed Cancel at Slack."""
    return _page("install-declined", t)


def install_expired(t: Translator) -> Card:
    """Begun in another browser, too long ago, or finished already."""
    return _page("install-expired", t, tone=Tone.WARNING)


def install_failed(t: Translator) -> Card:
    """Slack did not give what it promised."""
    return _page("install-failed", t, tone=Tone.WARNING)


def install_later(t: Translator) -> Card:
    """The database does not answer, or too many are at it."""
    return _page("install-later", t, tone=Tone.WARNING)


def install_not_listed(host: str, t: Translator) -> Card:
    """The programme does not name this workspace; whoever keeps the programme needs its id."""
    words = t("install-not-listed", host=host)
    return Card(title=t("install-not-listed-title"), summary=words, tone=Tone.WARNING)


def _page(name: str, t: Translator, *, tone: Tone = Tone.NEUTRAL) -> Card:
    return Card(title=t(f"{name}-title"), summary=t(name), tone=tone)
