"""Asserts all that Slack would refuse in a message, a view or an answer: numbers, names, texts that are empty.

The numbers themselves are those of the loopback Slack, written apart from bot/slack/limits.py, so that a slip
in either is found. Lengths are counted here in UTF-16 units, the strictest way.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.wire.slack_limits import message_faults, options_faults, view_faults

Json = Mapping[str, Any]
_PAIR = re.compile("[\U00010000-\U0010ffff]")


def assert_message(message: Json, schemas: Path | None = None) -> None:
    assert not message_faults(_stretched(message), schemas)
    assert message["text"].strip()
    assert units(message["text"]) <= 4000
    assert message["blocks"], "a message needs a block"
    _assert_sound(message)


def assert_view(view: Json, schemas: Path | None = None) -> None:
    assert not view_faults(_stretched(view), schemas)
    assert view["blocks"], "a view needs a block"
    _assert_sound(view)


def assert_options(answer: Json) -> None:
    assert not options_faults(_stretched(answer))
    _assert_sound(answer)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def texts(thing: Any) -> Iterator[Json]:
    """Every text object, wherever it stands."""
    for part in walk(thing):
        if part.get("type") in ("plain_text", "mrkdwn"):
            yield part


def walk(thing: Any) -> Iterator[Json]:
    """Every object, an outer one before those in it; without recursion, since cards have thousands of parts."""
    left = [thing]
    while left:
        match left.pop():
            case str():
                pass
            case Mapping() as found:
                yield found
                left.extend(reversed([*found.values()]))
            case list() | tuple() as found:
                left.extend(reversed(found))


def _assert_sound(thing: Json) -> None:
    for text in texts(thing):
        assert text["text"].strip(), "Slack refuses a text of blanks"
        assert "emoji" not in text or text["emoji"] is False
        assert text["type"] == "plain_text" or text["verbatim"] is True
    elements = [part for part in walk(thing) if "action_id" in part]
    assert all(count == 1 for count in Counter(part["action_id"] for part in elements).values())
    assert all(option["value"] for part in elements for option in part.get("options", ()))
    assert all(
        part["options"]
        for part in elements
        if part["type"] in ("radio_buttons", "static_select", "multi_static_select")
    )


def _stretched(thing: Any) -> Any:
    """The same with a letter for each half of a surrogate pair, so that len() counts units."""
    match thing:
        case str():
            return _PAIR.sub("xx", thing)
        case Mapping():
            return {key: _stretched(value) for key, value in thing.items()}
        case list() | tuple():
            return [_stretched(value) for value in thing]
        case _:
            return thing
