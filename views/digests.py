"""Digests, as people see them: the list of what waits, and why it comes now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from views.rest import button
from views.translator import Translator
from views.vocabulary import Button, Card, Note, Row, Rows, Words


def digest(listed: Card, t: Translator) -> Card:
    """The list of what waits, sent at an hour that its reader chose."""
    return replace(listed, title=t("digest-title"), parts=(*listed.parts, Note(t("digest-why"))))


@dataclass(frozen=True)
class Line:
    """What a digest tells: its title, when it was to come, and how its card is made again (views/rest.py)."""

    title: Words
    at: datetime
    source: str


def together(lines: Sequence[Line], t: Translator) -> Card:
    """What was above its reader's cap: each opened by one press."""
    rows = tuple(Row(line.title, t("together-at", at=line.at), _opening(line, t)) for line in lines)
    return Card(
        title=t("together-title", count=len(lines)),
        summary=t("together-why"),
        parts=(Rows(rows),),
    )


def _opening(line: Line, t: Translator) -> Button | None:
    whole = button(line.source, t)
    return replace(whole, label=t("together-open")) if whole else None
