"""Reads what strangers may have written: JSON, without ever being brought down by it, and text as they see it."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

MAX_DEPTH = 64

_BRACKETS = {**dict.fromkeys(range(128)), ord("["): "[", ord("{"): "[", ord("]"): "]", ord("}"): "]"}
# Soft hyphens, what has no width, and the marks of direction; what letters and emoji are joined with stays.
_UNSEEN = dict.fromkeys(
    map(ord, "\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
_UNSTORABLE = re.compile(r"\\u(?:0000|d[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..\\u)d[c-f])", re.IGNORECASE)


def json_object(text: str | bytes) -> Mapping[str, Any] | None:
    """The JSON object, or None: no UTF-8, no object, nested too deep, NUL or half a surrogate pair in a string."""
    try:
        text = text if isinstance(text, str) else text.decode()
    except UnicodeDecodeError:
        return None
    # An escaped backslash is no beginning of \u0000.
    if _is_deep(text) or _UNSTORABLE.search(text.replace(r"\\", "  ")):
        return None
    try:
        thing = json.loads(text, parse_constant=_no_number)
    except ValueError:
        return None
    return thing if isinstance(thing, dict) else None


def _is_deep(text: str) -> bool:
    """Each round takes the innermost brackets away: quick on anything; json.loads never recurses far.

    Every other piece between quotes is a string. What stands beyond the first fault, where json.loads ends, may be
    taken for anything: it makes nothing shallower that was open before.
    """
    unescaped = text.replace(r"\\", "").replace(r"\"", "") if "\\" in text else text
    brackets = "".join(unescaped.split('"')[::2]).translate(_BRACKETS)
    for _ in range(MAX_DEPTH):
        before, brackets = brackets, brackets.replace("[]", "")
        if brackets == before:
            break
    return bool(brackets)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def visible(text: str) -> str:
    """Without what shows nothing: people copy it along from web pages, sheets and our own cards, which hold U+2060."""
    return text if text.isascii() else text.translate(_UNSEEN)
