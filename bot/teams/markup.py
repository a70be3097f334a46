"""What Teams writes as HTML, in words."""

import html
import re
from collections.abc import Collection

_BLOCK_END = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]{0,100}>", re.IGNORECASE)
_TAG = re.compile(r"</?(\w{0,20})[^<>]{0,1000}>")
_ENTITY = re.compile(r"&#?\w{1,32};")


def in_lines(text: str, *, but: Collection[str] = ()) -> str:
    """A line a paragraph, without its marks; `but` those of these names, for whoever looks for them later."""
    return _TAG.sub(lambda tag: tag[0] if tag[1].lower() in but else "", _BLOCK_END.sub("\n", text))


def unescaped(text: str) -> str:
    """With the signs for which it has &amp; and the like."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)
