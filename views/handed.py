"""A file that is handed to somebody in private, and what stands in its place where it was not taken."""

from views.reasons import NO_FILES
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Handed, Tone, Words

TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/csv": "CSV",
}
"""How people call them; whatever else there is, is text."""
CALENDAR = "text/calendar"
AGAIN = "file-again"
_DENIED = (
    "access_denied", "no_permission", "enterprise_is_restricted", "not_allowed_token_type", "restricted_action",
    "ekm_access_denied", "team_access_not_granted", "cannot_dm_user", "user_not_visible",
)  # fmt: skip
_MISSED = {
    **dict.fromkeys((*NO_FILES, *_DENIED), "file-missed-forbidden"),
    "file_upload_size_restricted": "file-missed-too-large",
    **dict.fromkeys(("file-missing", "file-unread"), "file-missed-gone"),
}
"""What its reader can do about a reason; about any other, look and ask for it once more."""


def weight(media: str, size: int, t: Translator) -> str:
    """Type and size: what one has to know before one asks for a file."""
    named = t.plain("file-type-calendar" if media == CALENDAR else "document-type-text")
    kind, kilobytes = TYPES.get(media) or named, max(1, round(size / 1024))
    if kilobytes < 1024:  # noqa: PLR2004  # as many as a megabyte has
        return t.plain("document-size-kb", type=kind, count=kilobytes)
    return t.plain("document-size-mb", type=kind, count=round(kilobytes / 1024))


def handed(file: Handed, t: Translator) -> Card:
    """The message that brings it."""
    return Card(title=file.title, summary=_about(file, t), handed=file)


def _about(file: Handed, t: Translator) -> Words:
    return t("file-handed", name=file.name, weight=weight(file.type, file.size, t))


def comes(file: Handed, t: Translator) -> Card:
    """It is on its way to the private chat."""
    return Card(title=file.title, summary=coming(file, t), tone=Tone.WAITING)


def coming(file: Handed, t: Translator) -> Words:
    """The same, on a card that says more."""
    return t("file-comes", name=file.name, weight=weight(file.type, file.size, t))


def declined(file: Handed, copy: str, t: Translator) -> Card:
    """Whoever was asked whether to take it did not; it can be had all the same."""
    return Card(file.title, t("file-declined", name=file.name), parts=(_again(copy, t),))


def failed(file: Handed, copy: str, t: Translator) -> Card:
    """It was taken, and did not certainly arrive where the platform keeps files."""
    return Card(file.title, t("file-failed", name=file.name), parts=(_again(copy, t),), tone=Tone.WARNING)


def storing(file: Handed, copy: str, t: Translator) -> Card:
    """It was taken, and is on its way to where the platform keeps files."""
    return Card(file.title, t("file-storing", name=file.name), parts=(_again(copy, t),), tone=Tone.WAITING)


def missed(file: Handed, copy: str, reason: str, t: Translator) -> Card:
    """It was to come by itself, and did not certainly; why, and what to do."""
    words = t(_MISSED.get(reason, "file-missed"), name=file.name)
    return Card(file.title, words, parts=(_again(copy, t),), tone=Tone.WARNING)


def _again(copy: str, t: Translator) -> Buttons:
    return Buttons((Button(t("file-again"), AGAIN, copy),))
