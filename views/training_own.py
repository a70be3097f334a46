"""Reminders that somebody asks for themselves: read back, kept, told, and put off."""

from collections.abc import Sequence

from domain.training_reminders import Reminder
from domain.when import Turn
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Note, Paragraph, Row, Rows, Tone, Words, said


def understood(one: Reminder, turn: Turn, t: Translator) -> Card:
    """Read back in words, with the zone; nothing counts before it is agreed to."""
    notes = {Turn.SKIPPED: "training-own-skipped", Turn.TWICE: "training-own-twice"}
    return Card(
        title=t("training-own-title"),
        summary=t("training-own-understood", day=one.at.astimezone(t.zone).date(), at=one.at),
        tone=Tone.WAITING,
        parts=(
            *((Paragraph(t("training-own-about", what=one.subject)),) if one.subject else ()),
            *((Note(t(notes[turn])),) if turn in notes else ()),
            Buttons((Button(t("training-own-keep"), "training-own-keep", one.id, tone=Tone.GOOD), _drop(one, t))),
        ),
    )


def _drop(one: Reminder, t: Translator) -> Button:
    return Button(t("training-own-drop"), "training-own-drop", one.id)


def _named(one: Reminder, t: Translator) -> Words:
    return said(one.subject) if one.subject else t("training-own-title")


def kept(one: Reminder, t: Translator) -> Card:
    """It will come."""
    return Card(
        title=_named(one, t),
        summary=t("training-own-kept", at=one.at),
        tone=Tone.GOOD,
        parts=(Buttons((_drop(one, t),)),),
    )


def told(one: Reminder, t: Translator) -> Card:
    """It is time."""
    hour = Button(t("training-own-hour"), "training-own-later", f"{one.id} hour")
    day = Button(t("training-own-day"), "training-own-later", f"{one.id} day")
    done = Button(t("training-done"), "training-own-drop", one.id, tone=Tone.GOOD)
    return Card(title=_named(one, t), summary=t("training-own-now", at=one.at), parts=(Buttons((done, hour, day)),))


def gone(t: Translator) -> Card:
    """Nothing more comes of it."""
    return Card(title=t("training-own-title"), summary=t("training-own-gone"))


def listing(mine: Sequence[Reminder], t: Translator) -> Card:
    """All that is to come, the next first, and how to ask for one."""
    rows = tuple(Row(_named(one, t), said(t.moment(one.at)), _drop(one, t)) for one in mine)
    return Card(
        title=t("training-own-title"),
        summary=t("training-own-count", count=len(mine)),
        parts=(*((Rows(rows),) if rows else ()), Note(t("training-own-how"))),
    )
