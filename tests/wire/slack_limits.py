"""What Slack would refuse in blocks and views: its numeric limits, and its types when the schema folder is given.

Numbers: docs.slack.dev/reference/block-kit and reference/views (the stricter where two pages differ).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .schemas import slack_faults
from .server import Json

BLOCKS = {"message": 50, "modal": 100, "home": 100}
ELEMENTS = {"actions": 25, "context": 10, "context_actions": 5}
OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
TEXT_OF_BLOCK = {"header": 150, "section": 3000, "context": 2000, "markdown": 12_000}
LENGTHS = {"action_id": 255, "value": 2000, "url": 3000, "accessibility_label": 75}


def message_faults(message: Mapping[str, Any], schemas: Path | None = None) -> list[str]:
    """`message` has `blocks` and perhaps `text`."""
    blocks = message.get("blocks") or []
    seen = {key: message[key] for key in ("text", "blocks") if message.get(key)}
    typed = slack_faults(schemas, "message", seen) if schemas and blocks else []
    return [*_blocks(blocks, "message"), *typed]


def view_faults(view: Mapping[str, Any], schemas: Path | None = None) -> list[str]:
    surface = str(view.get("type"))
    if surface not in ("modal", "home"):
        return [f"type: {surface!r} is not a view"]
    typed = slack_faults(schemas, surface, view) if schemas else []
    own = _modal(view) if surface == "modal" else []
    metadata = _long(view.get("private_metadata"), 3000, "private_metadata")
    names = [fault for key in ("callback_id", "external_id") for fault in _long(view.get(key), 255, key)]
    return [*own, *metadata, *names, *_blocks(view.get("blocks") or [], surface), *typed]


def options_faults(answer: Mapping[str, Any]) -> list[str]:
    """The answer to a block_suggestion: at most 100 options, or 100 groups of at most 100."""
    groups = answer.get("option_groups")
    if groups is None:
        return _options(answer.get("options", []), 100, "options")
    many = [f"option_groups: {len(groups)} > 100"] if len(groups) > 100 else []
    return many + [fault for group in groups for fault in _options(group["options"], 100, "options")]


def _modal(view: Mapping[str, Any]) -> list[str]:
    faults = _text(view.get("title"), 24, "title", plain=True)
    for key in ("submit", "close"):
        if key in view and view[key] is not None:
            faults += _text(view[key], 24, key, plain=True)
    if not view.get("submit") and any(block.get("type") == "input" for block in view.get("blocks") or []):
        faults.append("submit: required when there is an input")
    return faults


def _blocks(blocks: Sequence[Json], surface: str) -> list[str]:
    faults = []
    if len(blocks) > BLOCKS[surface]:
        faults.append(f"blocks: {len(blocks)} > {BLOCKS[surface]}")
    names = [block["block_id"] for block in blocks if block.get("block_id")]
    faults += [f"block_id: {name!r} twice" for name in sorted({n for n in names if names.count(n) > 1})]
    for number, block in enumerate(blocks):
        faults += [f"blocks[{number}].{fault}" for fault in _block(block)]
    return faults


def _block(block: Json) -> list[str]:
    kind = str(block.get("type"))
    faults = _long(block.get("block_id"), 255, "block_id")
    if kind in ("header", "section") and "text" in block:
        faults += _text(block["text"], TEXT_OF_BLOCK[kind], "text", plain=kind == "header")
    if kind == "section" and "text" not in block and not block.get("fields"):
        faults.append("text: a section needs text or fields")
    if kind == "markdown":
        faults += _long(block.get("text"), TEXT_OF_BLOCK[kind], "text")
    if "fields" in block:
        faults += [] if 1 <= len(block["fields"]) <= 10 else [f"fields: {len(block['fields'])} is not 1..10"]
        faults += [fault for text in block["fields"] for fault in _text(text, 2000, "fields")]
    if kind in ELEMENTS and not 1 <= len(block.get("elements", [])) <= ELEMENTS[kind]:
        faults.append(f"elements: {len(block.get('elements', []))} is not 1..{ELEMENTS[kind]}")
    return [*faults, *_pieces(block, kind), *_wide(block, kind)]


def _pieces(block: Json, kind: str) -> list[str]:
    faults: list[str] = []
    if kind == "input":
        faults += _text(block.get("label"), 2000, "label", plain=True)
        if "hint" in block:
            faults += _text(block["hint"], 2000, "hint", plain=True)
    for part in elements_of(block):
        faults += _element(part) if "type" in part else ["element: has no type"]
    return faults


def elements_of(block: Json) -> Iterator[Json]:
    """The elements a block holds, wherever it holds them."""
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            yield block[key]
    if block.get("type") in ("actions", "context", "context_actions"):
        yield from block.get("elements", [])


def _wide(block: Json, kind: str) -> list[str]:
    if kind == "image":
        return _long(block.get("image_url"), 3000, "image_url") + _long(block.get("alt_text"), 2000, "alt_text")
    if kind == "table":
        rows = block.get("rows", [])
        wide = max((len(row) for row in rows), default=0)
        return [f"rows: {len(rows)} x {wide} > 100 x 20"] if len(rows) > 100 or wide > 20 else []
    return []


def _element(element: Json) -> list[str]:
    kind = element["type"]
    if kind in ("mrkdwn", "plain_text"):
        return _text(element, 2000, "text")
    faults = [fault for key, most in LENGTHS.items() for fault in _long(element.get(key), most, key)]
    if kind == "button":
        faults += _text(element.get("text"), 75, "button text", plain=True)
    if "placeholder" in element:
        faults += _text(element["placeholder"], 150, "placeholder", plain=True)
    if "options" in element:
        faults += _options(element["options"], OPTIONS.get(kind, 100), "options")
    for group in element.get("option_groups", []):
        faults += _text(group["label"], 75, "group label", plain=True)
        faults += _options(group["options"], 100, "options")
    if "confirm" in element:
        faults += _confirm(element["confirm"])
    if kind == "plain_text_input":
        faults += _plain_input(element)
    return faults + _initial(element)


def _initial(element: Json) -> list[str]:
    """An initial option must be one of the options, letter for letter."""
    if "options" not in element:
        return []
    chosen = [
        *([element["initial_option"]] if "initial_option" in element else []),
        *element.get("initial_options", []),
    ]
    return [
        f"initial option {option.get('value')!r} is not offered"
        for option in chosen
        if option not in element["options"]
    ]


def _plain_input(element: Json) -> list[str]:
    most = element.get("max_length", 3000)
    faults = [] if most <= 3000 else [f"max_length: {most} > 3000"]
    return faults + _long(element.get("initial_value"), most, "initial_value")


def _confirm(confirm: Json) -> list[str]:
    limits = (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30))
    return [fault for key, most in limits if key in confirm for fault in _text(confirm[key], most, f"confirm.{key}")]


def _options(options: Sequence[Json], most: int, where: str) -> list[str]:
    faults = [f"{where}: {len(options)} > {most}"] if len(options) > most else []
    for option in options:
        faults += _text(option.get("text"), 75, "option text")
        faults += _long(option.get("value"), 75, "option value")
        if "description" in option:
            faults += _text(option["description"], 75, "option description")
    return faults


def _text(text: Any, most: int, where: str, *, plain: bool = False) -> list[str]:
    if not isinstance(text, Mapping) or not isinstance(text.get("text"), str):
        return [f"{where}: is not a text object"]
    if plain and text.get("type") != "plain_text":
        return [f"{where}: must be plain_text"]
    if not text["text"]:
        return [f"{where}: is empty"]
    return _long(text["text"], most, where)


def _long(text: Any, most: int, where: str) -> list[str]:
    return [f"{where}: {len(text)} > {most} characters"] if isinstance(text, str) and len(text) > most else []
