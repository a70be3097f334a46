"""Digests, as people see them: the list of what waits, and why it comes now."""

from dataclasses import replace

from views.translator import Translator
from views.vocabulary import Card, Note


def digest(listed: Card, t: Translator) -> Card:
    """The list of what waits, sent at an hour that its reader chose."""
    return replace(listed, title=t("digest-title"), parts=(*listed.parts, Note(t("digest-why"))))
