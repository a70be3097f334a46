"""Asserts every limit of Teams on what was rendered, and reads rendered Markdown as Teams' clients do."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.wire.schemas import card_faults, schema_folder

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CARD_BYTES = 80 * 1024
JOINER = "\u2060"

PLAIN = {"text", "softbreak", "hardbreak", "text_special"}
MARKED = PLAIN | {"strong_open", "strong_close", "em_open", "em_close"}
LINKED = MARKED | {"link_open", "link_close"}

_ADDRESS = re.compile(r"\w\.[^\W\d_]|//|(?:https?|ftp|mailto|tel|file|javascript|data):[^\s\u2060]", re.IGNORECASE)
_HIDDEN = re.compile(
    "[\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]|[\\w\\s]\u200d"
)

_clients = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
_clients_with_html = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])


def assert_activity(activity: Mapping[str, Any]) -> None:
    assert activity["type"] == "message"
    assert activity["summary"]
    assert len(activity["summary"]) <= 500
    assert "text" not in activity
    (attachment,) = activity["attachments"]
    assert attachment["contentType"] == ADAPTIVE
    assert_card(attachment["content"])
    assert size_of(activity) <= 100 * 1024


def assert_dialog(answer: Mapping[str, Any]) -> None:
    task = answer["task"]
    assert task["type"] == "continue"
    assert 0 < len(task["value"]["title"]) <= 64
    assert task["value"]["card"]["contentType"] == ADAPTIVE
    card = task["value"]["card"]["content"]
    assert_card(card)
    assert 0 < len(buttons_of(card)) <= 6
    assert all(action["type"] != "Action.Execute" for action in buttons_of(card))
    for field in inputs_of(card):
        assert 0 < len(field["label"]) <= 82
        assert "isRequired" not in field
        assert len(field.get("placeholder", "")) <= 200


def assert_card(card: Mapping[str, Any]) -> None:
    assert card["version"] == "1.5"
    assert card["fallbackText"]
    assert size_of(card) <= CARD_BYTES
    ids = [part["id"] for part in parts_of(card) if "id" in part]
    assert len(ids) == len(set(ids))
    for part in parts_of(card):
        _assert_part(part)
    _assert_schema(card)


def _assert_part(part: Mapping[str, Any]) -> None:
    match part["type"]:
        case "TextBlock":
            assert part["wrap"] is True
        case "ActionSet":
            assert 0 < len(part["actions"]) <= 6
        case "Action.Execute":
            assert 0 < len(part["title"]) <= 80
            assert part["fallback"]["data"] == part["data"]
        case "Action.Submit" | "Action.ToggleVisibility":
            assert 0 < len(part["title"]) <= 80
    assert len(part.get("data", {}).get("ref", "")) <= 100


def _assert_schema(card: Mapping[str, Any]) -> None:
    folder = schema_folder()
    if folder is not None:
        assert card_faults(folder, card) == []


def size_of(thing: Any) -> int:
    return len(json.dumps(thing, ensure_ascii=False).encode("utf-16-le"))


def parts_of(thing: Any) -> Iterator[Mapping[str, Any]]:
    """Every element and action, but not what an action falls back to."""
    left = [thing]
    while left:
        match left.pop():
            case str():
                pass
            case Mapping() as found:
                if "type" in found and found["type"] != "Data.Query":
                    yield found
                within = (value for name, value in found.items() if name not in ("data", "fallback", "msteams"))
                left.extend(reversed([*within]))
            case list() as found:
                left.extend(reversed(found))


def buttons_of(card: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [part for part in parts_of(card) if part["type"].startswith("Action.")]


def inputs_of(card: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [part for part in parts_of(card) if part["type"].startswith("Input.")]


def marked_texts(card: Mapping[str, Any]) -> list[str]:
    """Every text that Teams reads as Markdown."""
    texts = [part["text"] for part in parts_of(card) if part["type"] == "TextBlock"]
    facts = [fact for part in parts_of(card) if part["type"] == "FactSet" for fact in part["facts"]]
    return [*texts, *(fact[side] for fact in facts for side in ("title", "value"))]


def assert_inert(text: str, allowed: set[str] = PLAIN) -> None:
    """Nothing but paragraphs of the `allowed` inline tokens, on the desktop as on a phone."""
    for reader in (_clients, _clients_with_html):
        assert inline_types(reader.parse(text)) <= allowed, text
    assert not _HIDDEN.search(text)
    assert "{{" not in text
    if "link_open" not in allowed:
        assert "](" not in text
        assert not _ADDRESS.search(text), text
    assert not re.search(rf"<(?!{JOINER})", text)


def inline_types(tokens: Sequence[Token]) -> set[str]:
    blocks = {token.type for token in tokens}
    assert blocks <= {"paragraph_open", "inline", "paragraph_close"}, blocks
    return {child.type for token in tokens for child in token.children or ()}


def read(text: str) -> str:
    """What a person sees of rendered Markdown: no marks, no joiners; paragraphs on lines of their own."""
    lines = [
        "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())
        for token in _clients.parse(text)
        if token.type == "inline"
    ]
    return "\n".join(lines).replace(JOINER, "")
