"""Reading an Adaptive Card as a person does: its words, its inputs, its buttons."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .server import ClientRefuses, Json


def parts(thing: Any) -> Iterator[Json]:
    """Every element and action of a card, those of inner cards too."""
    if isinstance(thing, list):
        for one in thing:
            yield from parts(one)
    elif isinstance(thing, dict):
        if isinstance(thing.get("type"), str):
            yield thing
        for key, value in thing.items():
            if key not in ("data", "fallback", "refresh", "msteams"):
                yield from parts(value)


def words_of(card: Json) -> str:
    """All that can be read on it, a line a text, as it looks; titles of facts and buttons included."""
    lines = []
    for part in parts(card):
        lines += [str(part[key]) for key in ("text", "title", "label", "placeholder") if isinstance(part.get(key), str)]
        lines += [f"{fact['title']} {fact['value']}" for fact in part.get("facts", [])]
    return re.sub(r"\\([*_`])", r"\1", "\n".join(lines).replace("\u2060", ""))


def buttons_of(card: Json) -> list[Json]:
    return [part for part in parts(card) if str(part["type"]).startswith("Action.")]


def button_named(card: Json, title: str) -> Json:
    """By title, or by id, verb or route; only what is enabled can be pressed."""
    buttons = buttons_of(card)
    for button in buttons:
        names = (button.get("title"), button.get("id"), button.get("verb"), (button.get("data") or {}).get("route"))
        if title in names and button.get("isEnabled", True):
            return button
    raise ClientRefuses(f"nothing called {title!r} to press; there are {[b.get('title') for b in buttons]}")


def inputs_of(card: Json) -> dict[str, Json]:
    return {part["id"]: part for part in parts(card) if str(part["type"]).startswith("Input.")}


def filled_in(card: Json, values: Mapping[str, Any], offered: Mapping[str, Sequence[Json]]) -> dict[str, str]:
    """What Teams sends: every input as text, what was not touched as the card had it, empty ones left out."""
    inputs = inputs_of(card)
    unknown = set(values) - set(inputs)
    if unknown:
        raise ClientRefuses(f"no input {sorted(unknown)}; there are {sorted(inputs)}")
    sent = {}
    for name, part in inputs.items():
        held = str(part.get("value") or "")
        text = _put(part, values[name], offered.get(name, ())) if name in values else held
        if part.get("isRequired") and not text:
            raise ClientRefuses(f"Teams' client asks for {name!r} before it sends anything")
        if text:
            sent[name] = text
    return sent


def _put(part: Json, value: Any, offered: Sequence[Json]) -> str:
    match part["type"]:
        case "Input.ChoiceSet":
            several = value.split(",") if part.get("isMultiSelect") and isinstance(value, str) else value
            many = several if isinstance(several, (list, tuple)) else [several]
            return ",".join(_choice(part, one, offered) for one in many if one is not None)
        case "Input.Toggle":
            on, off = part.get("valueOn", "true"), part.get("valueOff", "false")
            return str(on if value else off)
        case "Input.Date" if isinstance(value, date):
            return value.isoformat()
        case "Input.Text":
            return _text(part, value)
        case _:
            return "" if value is None else str(value)


def _text(part: Json, value: Any) -> str:
    text = "" if value is None else str(value)
    if len(text) > part.get("maxLength", len(text)):
        raise ClientRefuses(f"{part['id']}: {len(text)} characters, the card takes {part['maxLength']}")
    return text


def _choice(part: Json, value: Any, offered: Sequence[Json]) -> str:
    """By value or by title; where the choices are searched for, also one that was just offered."""
    choices = [*part.get("choices", []), *offered]
    for choice in choices:
        if str(value) in (choice["value"], choice["title"]):
            return str(choice["value"])
    raise ClientRefuses(f"{part['id']}: no choice {value!r}; there are {json.dumps(choices, ensure_ascii=False)}")
