"""What several views say alike."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from enum import Enum

from domain.deals import Happening, Step
from domain.money import Money
from domain.refusal import Refusal
from views.translator import Translator, Value
from views.vocabulary import Card, Fact, Tone, Words


def fact(t: Translator, label: str, value: Words) -> Fact:
    """A fact whose label is a message."""
    return Fact(t(label), value)


def asked(history: Sequence[Happening], step: Step) -> Happening | None:
    """The last time this happened."""
    return next((line for line in reversed(history) if line.step is step), None)


def back_in_words(value: str) -> date | None:
    """The day that a form's own text means, None where it means none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def signed(names: str, t: Translator) -> str:
    """Who did something: by name, and in whose name, where it was not their own (`domain.approvals.signature`)."""
    who, _, whom = names.partition("\n")
    return t.plain("signed-for", who=who, whom=whom) if whom else who


def refused(refusal: Refusal, t: Translator) -> Words:
    """A refusal in the reader's words: what happened, and what to do."""
    values = {name: _sayable(value) for name, value in refusal.values.items()}
    return t(refusal.reason, **values)


def _sayable(value: object) -> Value:
    match value:
        case Enum() | Money() | date() | time() | int() | Decimal() | str():
            return value
        case list() | tuple() | set() | frozenset():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def problem(words: Words, t: Translator) -> Card:
    """Something was refused: what happened and what to do."""
    return Card(title=t("problem-title"), summary=words, tone=Tone.WARNING)


def told(title: Words, words: Words) -> Card:
    """A short answer."""
    return Card(title=title, summary=words)


def closed(t: Translator) -> Card:
    """In the place of a card that its reader may not see any more."""
    return told(t("closed-title"), t("closed"))


def renewed(t: Translator) -> Card:
    """In the place of a channel's card, where the same thing is asked anew, there or elsewhere."""
    return told(t("renewed-title"), t("renewed"))
