"""Words as safe HTML: the one door through which anybody's text reaches a page."""

import re
import unicodedata
from typing import assert_never
from urllib.parse import urlsplit

from markupsafe import Markup

from views.vocabulary import Link, Mark, Span, Words, plain

_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_BLANK = re.compile(r"\s+")
_KEPT = "\n\t"
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINED = re.compile(f"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])")
"""The joiner inside an emoji family: without it there are four faces."""


def clean(text: str) -> str:
    """The text without what has no shape of its own: controls, bidi, zero-width, lone surrogates."""
    if text.isprintable():
        return text
    text = _BREAK.sub("\n", text)
    joined = {found.start() for found in _JOINED.finditer(text)}
    return "".join(c for at, c in enumerate(text) if c in _KEPT or at in joined or not _shapeless(c))


def one_line(text: str) -> str:
    """Cleaned, and every run of blanks a single space."""
    return _BLANK.sub(" ", clean(text)).strip()


def title(words: Words) -> Markup:
    """For headings, labels and buttons: a single line, marks kept, no links."""
    return Markup().join(_marked(_BLANK.sub(" ", clean(_text(part))), part) for part in words.spans)


def lines(words: Words) -> Markup:
    """For sentences: marks and links kept, line breaks as typed (the style sheet shows them)."""
    return Markup().join(_part(part) for part in words.spans)


def label(words: Words) -> str:
    """For attributes and options: unmarked, on one line, and still to be escaped."""
    return one_line(plain(words))


def _shapeless(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _text(part: Span | Link) -> str:
    return part.text if isinstance(part, Span) else part.label


def _marked(text: str, part: Span | Link) -> Markup:
    match part.mark if isinstance(part, Span) else Mark.PLAIN:
        case Mark.PLAIN:
            return Markup.escape(text)
        case Mark.BOLD:
            return Markup("<strong>{}</strong>").format(text)
        case Mark.ITALIC:
            return Markup("<em>{}</em>").format(text)
        case Mark.CODE:
            return Markup("<code>{}</code>").format(text)
        case mark:
            assert_never(mark)


def _part(part: Span | Link) -> Markup:
    match part:
        case Span(text):
            return _marked(clean(text), part)
        case Link(words, url):
            return _link(one_line(words), _BLANK.sub("", clean(url)))
        case _:
            assert_never(part)


def _link(words: str, url: str) -> Markup:
    if not _leads_to_the_web(url):
        return Markup.escape(words)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(url, words)


def _leads_to_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
