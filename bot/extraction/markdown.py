"""Markdown as it is read: without the signs of which nobody thinks as text."""

import re
from collections.abc import Sequence

# In this order. Each looks no further than to the end of its line, or to its own sign again, so that a long text
# takes as long as it is long.
_SIGNS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern, re.MULTILINE), kept)
    for pattern, kept in (
        (r"^ {0,3}(?:```|~~~).*$", ""),
        (r"^[ \t]*+(?:\|[ \t]*+)?:?-{3,}+:?[ \t|:-]*+$", ""),
        (r"^ {0,3}#{1,6}[ \t]+", ""),
        (r"^ {0,3}>[ \t]?", ""),
        (r"^([ \t]*+)[*+][ \t]+", r"\1- "),
        (r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)", r"\1"),
        (r"\*\*([^\n*]+)\*\*", r"\1"),
        (r"(?<!\w)__([^\n_]+)__(?!\w)", r"\1"),
        (r"(?<![\w*\\])\*([^\s*][^\n*]*)\*(?![\w*])", r"\1"),
        (r"(?<![\w\\])_([^\s_][^\n_]*)_(?!\w)", r"\1"),
        (r"`([^`\n]+)`", r"\1"),
        (r"^[ \t]*+\|[ \t]*+|(?<![ \t])[ \t]*+\|[ \t]*+$", ""),
        (r"(?<![\\ \t])[ \t]*+\|[ \t]*+", " · "),
        (r"\\([\\`*_{}\[\]()#+.!|>-])", r"\1"),
    )
)


def plain(text: str) -> str:
    """What its author wrote: headings, links and tables by their words alone."""
    for sign, kept in _SIGNS:
        text = sign.sub(kept, text)
    return text
