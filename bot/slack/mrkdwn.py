"""Words for Slack: the one door through which text leaves, cleaned, escaped and cut.

Two kinds of slot. In `plain_text` (with `emoji: false`) Slack reads no marks, mentions, links or shortcodes,
so whatever has no mark of ours goes there. `mrkdwn` is used only where our own sentence has a mark or a link,
and is always `verbatim`: Slack then turns no bare URL, @name or #channel into a link
(docs.slack.dev/reference/block-kit/composition-objects/text-object). It has no escape for `*`, `_`, `~` and
the backtick, and no page says whether an invisible character beside one breaks it; so there a mark in a
value is shown by its look-alike, which is certain. Shortcodes (`:smile:`) and quotes (`>` at a line's start)
are broken by U+2060: no shortcode contains it, and a line that begins with it begins with no `>`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from views.vocabulary import Link, Mark, Span, Words, plain

Json = dict[str, Any]

EMPTY = "\N{EN DASH}"
"""Stands where Slack demands a text and there is none: it refuses an empty one."""

_ELLIPSIS = "…"
_ANY = 10**9
_JOINER = "\N{WORD JOINER}"
_ZWJ = "\N{ZERO WIDTH JOINER}"
_SOUND = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u024f\u2010-\u2015\u2018-\u201e\u2026\u202f\u20ac]*")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"\n\s*\n\s*\n")
# Controls, lone surrogates, bidi controls, all that has no width, fillers and tags.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PICTURE = "\xa9\xae\u203c-\u3299\U0001f000-\U0001faff"
# The two unseen characters that emoji are made with stay there, and only there.
_STRAY = re.compile(
    f"(?<![{_PICTURE}\ufe0f]){_ZWJ}|{_ZWJ}(?![{_PICTURE}])|(?<![{_PICTURE}#*0-9])\ufe0f|(?<=[#*0-9])\ufe0f(?!\u20e3)"
)
_EXTENDS = re.compile(f"[{_ZWJ}\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
_ABOVE = ("Mn", "Me")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+$")

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SIGNS = re.compile("[&<>*~`_:]")
_ENTITY = re.compile("&(?:amp|lt|gt);")
_LOOKALIKES = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})
# Inside a word Slack leaves an underscore alone, and so do we: addresses and file names stay as they are.
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# The colon that could open one: its name may end in another span. Times (10:30) are left alone.
_SHORTCODE = re.compile(r":(?=[\w+'-]*[^\W\d]|\d+:)")
_QUOTE = re.compile(r"^(?=[^\S\n]*&gt;)", re.MULTILINE)
_CONTROL = re.compile("<(?=[!@#])")
_FENCES = {Mark.PLAIN: "", Mark.BOLD: "*", Mark.ITALIC: "_", Mark.CODE: "`"}
_SCHEMES = ("https://", "http://", "mailto:")
_REMEMBERED = 8192  # labels and names come again and again: a list of ten asks for hundreds
_IN_URL = {ord(sign): f"%{ord(sign):02X}" for sign in '<>|"`\\'}


@lru_cache(maxsize=_REMEMBERED)
def clean(text: str, *, lines: bool = False) -> str:
    """Without what is unseen or disturbs its surroundings; in one line, unless `lines`."""
    if _SOUND.fullmatch(text):
        return text
    text = _BREAKS.sub("\n" if lines else " ", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _MANY_BREAKS.sub("\n\n", _towers().sub(r"\1", _STRAY.sub("", text)))


def size(text: str) -> int:
    """The length as Slack may count it: in UTF-16 units, the stricter of the two ways."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """At most `limit` long, cut at a whole grapheme and a whole entity (`&amp;`) and ended by "…" if cut."""
    return text if size(text) <= limit else cut(text, limit - 1).rstrip() + _ELLIPSIS


def cut(text: str, limit: int) -> str:
    """The first `limit` at most, and nothing halved; for texts where "…" would be wrong."""
    if size(text) <= limit:
        return text
    end = max(limit, 0)
    while (over := size(text[:end]) - limit) > 0 and end:
        end -= (over + 1) // 2
    return text[: _boundary(text, end)]


def plain_text(words: Words, limit: int, *, lines: bool = False, before: str = "") -> Json:
    """A text object in which Slack reads nothing; `before` is a mark of ours, such as an emoji."""
    text = clean(plain(words), lines=lines).strip() or EMPTY
    # Belt and braces: what looks like a mention is broken here too, lest anything else reads this text.
    text = clip(before + _CONTROL.sub("<" + _JOINER, text), limit)
    return {"type": "plain_text", "text": text, "emoji": False}


def text_object(words: Words, limit: int, *, lines: bool = True) -> Json:
    """`plain_text` where no mark of ours is in it, else `mrkdwn`."""
    if all(isinstance(piece, Span) and piece.mark is Mark.PLAIN for piece in words.spans):
        return plain_text(words, limit, lines=lines)
    return {"type": "mrkdwn", "text": mrkdwn(words, limit, lines=lines) or EMPTY, "verbatim": True}


def divided(words: Words, limit: int) -> Iterator[Words]:
    """In as many parts as it takes for each to stand whole in a text object, parted at a line or between two words."""
    longest = sum(size(piece.text if isinstance(piece, Span) else piece.label + piece.url) for piece in words.spans)
    if longest * len("&amp;") <= limit or size(_written(words)) <= limit:
        yield words
        return
    text = plain(words)
    middle = cut(text, size(text) // 2)
    place = max(middle.rfind("\n"), middle.rfind(" ")) + 1
    halves = _parted(words, place if place > len(middle) // 2 else len(middle))
    if not all(halves):
        yield words  # one piece that cannot be parted
        return
    for half in halves:
        yield from divided(half, limit)


def _written(words: Words) -> str:
    return str(text_object(words, _ANY)["text"])


def _parted(words: Words, place: int) -> tuple[Words, Words]:
    """Before and after this place in the plain text; a link is not parted."""
    before, after = list[Span | Link](), list[Span | Link]()
    for piece in words.spans:
        text = piece.text if isinstance(piece, Span) else piece.label
        if isinstance(piece, Span) and 0 < place < len(text):
            before.append(replace(piece, text=text[:place]))
            after.append(replace(piece, text=text[place:]))
        else:
            (before if place > 0 else after).append(piece)
        place -= len(text)
    return Words(tuple(before)), Words(tuple(after))


@lru_cache(maxsize=_REMEMBERED // 4)
def mrkdwn(words: Words, limit: int, *, lines: bool = True) -> str:
    """Escaped, with our marks and links; cut inside them, never through them."""
    whole = "".join(_piece(piece, lines=lines) for piece in words.spans).strip()
    if size(whole) <= limit:
        return whole
    done = ""
    for piece in words.spans:
        room = limit - size(done) - len(_ELLIPSIS)
        done += _piece(piece, lines=lines, room=room)
        if size(_piece(piece, lines=lines)) > room:
            break
    return done.strip() + _ELLIPSIS


@lru_cache(maxsize=_REMEMBERED)
def escaped(text: str) -> str:
    """A value for a mrkdwn slot, already clean: no mark, mention, link, shortcode or quote is left in it."""
    if not _SIGNS.search(text):
        return text
    text = _EDGE_UNDERSCORE.sub("\u02cd", text.translate(_ENTITIES).translate(_LOOKALIKES))
    return _QUOTE.sub(_JOINER, _SHORTCODE.sub(":" + _JOINER, text))


def _piece(piece: Span | Link, *, lines: bool, room: int | None = None) -> str:
    if isinstance(piece, Link):
        return _link(piece, room)
    fence = _FENCES[piece.mark]
    text = escaped(clean(piece.text, lines=lines and piece.mark is not Mark.CODE))
    if room is not None:
        text = cut(text, room - 2 * len(fence) * (text.count("\n") + 1))
    return "\n".join(_fenced(line, fence) for line in text.split("\n")) if fence else text


def _fenced(line: str, fence: str) -> str:
    """Slack takes a mark only where it touches the word, so blanks go outside."""
    core = line.strip()
    return line.replace(core, fence + core + fence, 1) if core else line


def _link(link: Link, room: int | None) -> str:
    label = escaped(clean(link.label)).strip()
    url = re.sub(r"\s", "%20", clean(link.url).strip()).translate(_IN_URL).replace("&", "&amp;")
    if not label or not url.lower().startswith(_SCHEMES):
        return label if room is None else cut(label, room)
    if room is not None:
        label = cut(label, room - size(url) - len("<|>"))
    return f"<{url}|{label}>" if label else ""


def _boundary(text: str, end: int) -> int:
    """The last place at or before `end` that is between two graphemes and in no entity."""
    start = text.rfind("&", max(0, end - len("&amp;") + 1), end)
    if start >= 0 and (entity := _ENTITY.match(text, start)) and entity.end() > end:
        end = start
    while 0 < end < len(text) and _joined(text, end):
        end -= 1
    return end


def _joined(text: str, place: int) -> bool:
    sign, before = text[place], text[place - 1]
    if _FLAGS.match(sign):  # flags are pairs of letters
        pairs = _FLAGS.search(text, 0, place)
        return pairs is not None and len(pairs.group()) % 2 == 1
    return before == _ZWJ or bool(_EXTENDS.match(sign)) or unicodedata.category(sign).startswith("M")


@cache
def _towers() -> re.Pattern[str]:
    """Accents beyond a letter's first four: in towers they would cover the lines above."""
    marks = "".join(sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign) in _ABOVE)
    return re.compile(f"([{marks}]{{4}})[{marks}]+")
