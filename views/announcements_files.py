"""The tables of an announcement that are handed out as files."""

from domain.announcements import Announcement
from domain.audience import Unreached
from views.translator import Translator
from views.vocabulary import Card, Handed, Tone

MEDIA = "text/csv"


def comes(one: Announcement, t: Translator) -> Card:
    """It is made, and on its way to the private chat."""
    return Card(title=t("announcement-of", ref=one.ref), summary=t("announcement-file-comes"), tone=Tone.WAITING)


def file(one: Announcement, what: str, content: bytes, t: Translator) -> Handed:
    """Of those who are reading it alone."""
    return Handed(
        title=t("announcement-of", ref=one.ref),
        name=f"{one.ref}-{t.plain(f'announcement-file-{what}')}.csv",
        type=MEDIA,
        content=content,
        size=len(content),
        otherwise=t("file-not-allowed"),
    )


def columns(t: Translator) -> tuple[str, ...]:
    """Of those who are not reached."""
    return tuple(t.plain(f"announcement-report-{name}") for name in ("partner", "name", "reason", "email"))


def why(one: Unreached, t: Translator) -> str:
    """In words, with what to do."""
    return t.plain("unreached-now", why=one.why)
