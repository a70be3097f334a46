"""What was typed into an announcement's form."""

from collections.abc import Mapping
from dataclasses import replace

from domain.announcements_written import Act, Action, Content, Text

YES = "yes"


def content_of(values: Mapping[str, str], languages: tuple[str, ...], was: Content) -> Content:
    """What was typed and chosen, in the place of what it was; what the form does not ask for stays."""
    others = tuple(one for one in was.actions if one.act is not Act.ACKNOWLEDGE)
    asks = (Action(Act.ACKNOWLEDGE),) if values.get("acknowledge") == YES else ()
    # What is written in a language that the programme has no more is not asked for, and stays.
    elsewhere = {language: text for language, text in was.texts.items() if language not in languages}
    return replace(was, texts={**texts_of(values, languages), **elsewhere}, actions=(*asks, *others))


def texts_of(values: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Text]:
    """What was typed, without the languages in which nothing was."""
    typed = {one: Text(line_of(values, f"title-{one}"), _lines(values, f"body-{one}")) for one in languages}
    return {language: text for language, text in typed.items() if text.title or text.body}


def line_of(values: Mapping[str, str], name: str) -> str:
    """What was typed into one field, in one line."""
    return " ".join(values.get(name, "").split())


def _lines(values: Mapping[str, str], name: str) -> str:
    return "\n".join(line.rstrip() for line in values.get(name, "").splitlines()).strip()
