"""Cards as Adaptive Cards 1.5 (Teams' ceiling for bots), messages that carry one, presses on their buttons."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from bot.teams.limits import (
    CARD_BYTES,
    FACT_NAME,
    FACT_VALUE,
    LABEL,
    SUMMARY,
    TEXT,
    TITLE,
    VISIBLE_ACTIONS,
)
from bot.teams.markdown import EMPTY, line, markdown
from views.rest import beginning
from views.vocabulary import (
    REF_LIMIT,
    Button,
    Buttons,
    Card,
    Confirm,
    Fact,
    Facts,
    Link,
    Links,
    Note,
    Paragraph,
    Part,
    Picture,
    Row,
    Rows,
    Tone,
    Words,
    plain,
    said,
)

Json = dict[str, Any]
Pressing = Callable[[Button], Json]

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"

_STYLES = {
    Tone.NEUTRAL: "default",
    Tone.GOOD: "good",
    Tone.WARNING: "warning",
    Tone.BAD: "attention",
    Tone.WAITING: "emphasis",
}
_WHOLE = re.compile(r"[0-9]{1,10}(?:\.0)?")
_SIGNS = {Tone.NEUTRAL: "", Tone.GOOD: "✅ ", Tone.WARNING: "⚠️ ", Tone.BAD: "⛔ ", Tone.WAITING: "⏳ "}


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a pressed button says; hints, all of it. An unreadable press has the route ""."""

    route: str
    ref: str = ""
    version: int = 0


def card(shown: Card) -> Json:
    """The card for a message; one over Teams' size shows its beginning, what brings the rest, and its last buttons."""
    return content(shown, execute)


def activity(shown: Card) -> Json:
    """A message with the card and nothing beside it.

    A text next to the card makes Teams send two messages and name neither: bots/how-to/conversations/
    conversation-messages. `summary` is what the notification shows.
    """
    return {
        "type": "message",
        "summary": line(": ".join(filter(None, (plain(shown.title), plain(shown.summary)))), SUMMARY),
        "attachments": [{"contentType": ADAPTIVE, "content": card(shown)}],
    }


def replaced(shown: Card) -> Json:
    """The answer to adaptiveCard/action that puts a new card in the pressed one's place."""
    return {"statusCode": 200, "type": ADAPTIVE, "value": card(shown)}


def noted(words: Words) -> Json:
    """The answer to adaptiveCard/action that says something and leaves the card as it is."""
    return {"statusCode": 200, "type": _MESSAGE, "value": line(plain(words), SUMMARY)}


def content(shown: Card, pressing: Pressing) -> Json:
    """The Adaptive Card itself, its buttons made by `pressing`."""
    head = _header(shown)
    room = _room(head)
    drawn = _body(shown.parts, pressing)
    if _size(drawn) > room:
        drawn = _body(beginning(shown, lambda parts: _size(_body(parts, pressing)) <= room), pressing)
    return adaptive([head, *drawn], fallback=shown.summary or shown.title)


def fits(shown: Card) -> bool:
    """Whether a message has room for all of it."""
    return _size(_body(shown.parts, execute)) <= _room(_header(shown))


def _room(head: Json) -> int:
    return CARD_BYTES - 4 * SUMMARY - _size([head])


def _body(parts: Sequence[Part], pressing: Pressing) -> list[Json]:
    return [element for at, part in enumerate(parts) for element in _part(part, f"part{at}", pressing)]


def adaptive(body: Sequence[Json], *, fallback: Words, actions: Sequence[Json] = ()) -> Json:
    """The envelope; `fallback` is for clients that cannot show the version."""
    made: Json = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": line(plain(fallback), SUMMARY),
        "msteams": {"width": "Full"},
        "body": list(body),
    }
    return {**made, "actions": list(actions)} if actions else made


def execute(button: Button) -> Json:
    """A button in a message: Action.Execute, for old clients and for forms that open Action.Submit."""
    if button.opens:
        opening = {"msteams": {"type": "task/fetch"}, **_carried(button)}
        return {"type": "Action.Submit", **_looks(button), "data": opening}
    return {
        "type": "Action.Execute",
        **_looks(button),
        "verb": button.route,
        "data": _carried(button),
        "fallback": submit(button),
    }


def submit(button: Button) -> Json:
    """A button in a dialog, where Teams takes Action.Submit only."""
    return {"type": "Action.Submit", **_looks(button), "data": _carried(button)}


def pressed(value: object) -> Pressed:
    """Reads the value of adaptiveCard/action, task/fetch, task/submit, or of Action.Submit's message."""
    whole = mapping(value)
    action = mapping(whole.get("action"))
    data = mapping(action.get("data")) or mapping(whole.get("data")) or whole
    route = text_of(data, "route") or text_of(action, "verb")
    return Pressed(route, text_of(data, "ref"), number_of(data, "version"))


def mapping(value: object) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def text_of(data: Mapping[str, Any], name: str, limit: int = REF_LIMIT) -> str:
    """The named text, "" where it is missing, longer than `limit` or no text."""
    value = data.get(name)
    return value if isinstance(value, str) and len(value) <= limit else ""


def number_of(data: Mapping[str, Any], name: str) -> int:
    """The named whole number, 0 where it is missing or none; it fits into 31 bits.

    Some clients give back what a card holds with every number as text, or with a point.
    """
    value = data.get(name)
    if isinstance(value, str):
        value = float(value) if _WHOLE.fullmatch(value) else 0
    if isinstance(value, float):
        value = int(value) if value.is_integer() else 0
    return value if type(value) is int and 0 <= value < 2**31 else 0


def paragraph(words: Words) -> Json:
    return {"type": "TextBlock", "text": _text(words, TEXT, lines=True), "wrap": True}


def note(words: Words) -> Json:
    return {**paragraph(words), "isSubtle": True, "size": "Small"}


def facts(part: Facts) -> Json:
    return {"type": "FactSet", "facts": [_fact(fact) for fact in part.facts]}


def _part(part: Part, name: str, pressing: Pressing) -> list[Json]:
    match part:
        case Paragraph(words):
            return [paragraph(words)]
        case Note(words):
            return [note(words)]
        case Facts():
            return [facts(part)]
        case Rows(rows, more):
            listed = [element for at, row in enumerate(rows) for element in _row(row, f"{name}row{at}", pressing)]
            return [*listed, *(_buttons((more,), f"{name}more", pressing) if more else [])]
        case Buttons(buttons):
            return _buttons(buttons, name, pressing)
        case Picture(url, alt):
            return [{"type": "Image", "url": url, "altText": line(plain(alt), TEXT), "size": "Stretch"}]
        case Links(links):
            return [_actions([_leading(one) for one in links])]
        case _:
            assert_never(part)


def _header(card: Card) -> Json:
    """The tone is a colour and a sign before the title: colour alone says nothing to some."""
    title = f"{_SIGNS[card.tone]}{_text(card.title, TITLE)}"
    heading = {"type": "TextBlock", "text": title, "style": "heading", "size": "Large", "weight": "Bolder"}
    items: list[Json] = [{**heading, "wrap": True}]
    if card.summary and plain(card.summary) != plain(card.title):
        items.append({"type": "TextBlock", "text": _text(card.summary, SUMMARY), "wrap": True})
    return {"type": "Container", "style": _STYLES[card.tone], "bleed": True, "items": items}


def _fact(fact: Fact) -> Json:
    return {"title": _text(fact.label, FACT_NAME), "value": _text(fact.value, FACT_VALUE)}


def _row(row: Row, name: str, pressing: Pressing) -> list[Json]:
    title = {"type": "TextBlock", "text": _text(row.title, TITLE), "weight": "Bolder", "wrap": True}
    detail = {"type": "TextBlock", "text": _text(row.detail, FACT_VALUE), "wrap": True, "spacing": "None"}
    columns: list[Json] = [{"type": "Column", "width": "stretch", "items": [title, detail] if row.detail else [title]}]
    line_of = {"type": "ColumnSet", "separator": True, "columns": columns}
    if row.button is None:
        return [line_of]
    action, *questions = _buttons((row.button,), name, pressing)
    columns.append({"type": "Column", "width": "auto", "items": [action]})
    return [line_of, *questions]


def _buttons(buttons: Sequence[Button], name: str, pressing: Pressing) -> list[Json]:
    asked = [f"{name}ask{at}" for at in range(len(buttons))]
    actions = [
        _ask(button, hidden) if button.confirm else pressing(button)
        for button, hidden in zip(buttons, asked, strict=True)
    ]
    sets = [_actions(actions[at : at + VISIBLE_ACTIONS]) for at in range(0, len(actions), VISIBLE_ACTIONS)]
    questions = [
        _question(button, button.confirm, hidden, pressing)
        for button, hidden in zip(buttons, asked, strict=True)
        if button.confirm
    ]
    return [*sets, *questions]


def _ask(button: Button, hidden: str) -> Json:
    """Teams has no confirm object: the button shows and hides the question that stands below it."""
    return {"type": "Action.ToggleVisibility", **_looks(button), "targetElements": [hidden]}


def _question(button: Button, confirm: Confirm, hidden: str, pressing: Pressing) -> Json:
    yes = pressing(replace(button, label=confirm.yes, confirm=None))
    no = {"type": "Action.ToggleVisibility", "title": _label(confirm.no), "targetElements": [hidden]}
    title = {"type": "TextBlock", "text": _text(confirm.title, TITLE), "weight": "Bolder", "wrap": True}
    items = [title, paragraph(confirm.text), _actions([yes, no])]
    return {"type": "Container", "id": hidden, "isVisible": False, "style": "emphasis", "items": items}


def _leading(link: Link) -> Json:
    return {"type": "Action.OpenUrl", "title": _label(said(link.label)), "url": link.url}


def _actions(actions: Sequence[Json]) -> Json:
    return {"type": "ActionSet", "actions": list(actions)}


def _looks(button: Button) -> Json:
    style = {Tone.GOOD: "positive", Tone.BAD: "destructive"}.get(button.tone)
    title = {"title": _label(button.label)}
    return {**title, "style": style} if style else title


def _text(words: Words, limit: int, *, lines: bool = False) -> str:
    """Markdown that is never empty: a name may be made of nothing that shows."""
    return markdown(words, limit, lines=lines) or EMPTY


def _label(words: Words) -> str:
    return line(plain(words), LABEL)


def _carried(button: Button) -> Json:
    return {"route": button.route, "ref": button.ref, "version": button.version}


def _size(elements: Sequence[Json]) -> int:
    """Bytes in UTF-16, as Teams counts them."""
    written = [json.dumps(element, ensure_ascii=False) for element in elements]
    return sum(len(text.encode("utf-16-le")) + 2 for text in written)
