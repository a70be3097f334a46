"""Words as Teams' Markdown and as plain text: the one door at which a value becomes inert.

Two parsers read what we write: CommonMark on the desktop, and a smaller one on phones that takes brackets
for links even after a backslash and may show the backslash (microsoft/AdaptiveCards, MarkDownBlockParser.cpp).
So a backslash stands only before the marks of emphasis and code, which nothing else stops. All the rest is
broken by a word joiner (U+2060), which shows nothing: between `]` and `(` there is then no link, after `<` no
`<at>` and no HTML, within `{{` no date, and `http:`, `//` and `.com` make no address that a client could turn
into a link. A backslash could not do that last one: it is gone before addresses are looked for.
"""

import re
from unicodedata import category

from views.vocabulary import Link, Mark, Span, Words

JOINER = "\u2060"
EMPTY = "\N{EN DASH}"
"""Stands where a text is needed and nothing that shows is left of it; a button without a label is none."""

_ZWJ = "\u200d"
_ELLIPSIS = "…"
_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKUP = re.compile(
    r"(?P<mark>[*`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))"
    r"|[\\<\]{~]"
    r"|&(?=#?\w+;)|(?<=[A-Za-z]):(?=\S)|/(?=/)|\.(?=[^\W\d_])"
)
_LINE_START = re.compile(r"^(?=[#>]|[-+](?!\d)|\d+[.)](?:\s|$))", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s()<>\[\]\\\"']+", re.IGNORECASE)
_SIGNS = {Mark.BOLD: "**", Mark.ITALIC: "_", Mark.PLAIN: "", Mark.CODE: ""}  # Teams knows no mark for code


def markdown(words: Words, limit: int, *, lines: bool = False) -> str:
    """The words for a TextBlock or a Fact, at most about `limit` characters; `lines` keeps line breaks within."""
    written = ""
    for span in words.spans:
        room = limit - len(written)
        if room <= 0:
            break
        written = _joined(written, _span(span, room, lines=lines))
    return _LINE_START.sub(JOINER, _INDENT.sub("", written).strip())


def line(text: str, limit: int) -> str:
    """One line of plain text, for places that read no Markdown: buttons, labels, options, summaries; never empty."""
    return cut(" ".join(_visible(text, lines=False).split()), limit) or EMPTY


def typed(text: str, *, lines: bool) -> str:
    """What a box holds when it opens: as it was typed, but for what shows nothing."""
    return "\n".join(_visible(row, lines=False) for row in (text.splitlines() if lines else [text]))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, with "…" where something is missing, cut between what people see as characters."""
    if len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    while end > 0 and _splits(text, end):
        end -= 1
    return text[:end].rstrip() + _ELLIPSIS


def _span(span: Span | Link, room: int, *, lines: bool) -> str:
    match span:
        case Link(label, url):
            return _link(label, url, room)
        case Span(text, mark):
            sign = _SIGNS[mark]
            return _marked(cut(_inert(text, lines=lines and not sign), room), sign)


def _link(label: str, url: str, room: int) -> str:
    shown = cut(_inert(label.replace("[", "(").replace("]", ")"), lines=False), room)
    return f"[{shown}]({url})" if shown and _ADDRESS.fullmatch(url) else shown


def _marked(text: str, sign: str) -> str:
    inner = text.strip()
    return text.replace(inner, f"{sign}{inner}{sign}", 1) if sign and inner else text


def _inert(text: str, *, lines: bool) -> str:
    return _MARKUP.sub(_broken, _visible(text, lines=lines)).replace("\n", "\n\n")


def _broken(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found["mark"] else found[0] + JOINER


def _joined(left: str, right: str) -> str:
    """Two spans must not make together what neither is alone: `evil.` and `com`; marks between them part nothing."""
    bare = left.rstrip("*_")
    risky = bare[-1:] in tuple(".:/&") or right.lstrip("*_")[:1] == ":"
    return f"{bare}{JOINER}{left[len(bare) :]}{right}" if left and risky and not right[:1].isspace() else left + right


def _visible(text: str, *, lines: bool) -> str:
    """Without what shows nothing or turns the direction of reading; a joiner stays inside an emoji family."""
    if text.isprintable():
        return text
    text = _BREAKS.sub("\n" if lines else " ", text).replace("\t", " ")
    return "".join(sign for at, sign in enumerate(text) if sign.isprintable() or _shows(text, at, sign))


def _shows(text: str, at: int, sign: str) -> bool:
    if sign == _ZWJ and at:
        return category(text[at - 1]) in ("So", "Sk", "Mn") and category(text[at + 1 : at + 2] or " ") == "So"
    return sign == "\n" or category(sign) not in ("Cc", "Cf", "Cs")


def _splits(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would part what belongs together, an escape included."""
    before, after = text[at - 1], text[at]
    return (
        category(after) in ("Mn", "Me", "Mc", "Cf")
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or before in ("\\", _ZWJ)
        or (_is_flag_letter(after) and _flag_letters_before(text, at) % 2 == 1)
    )


def _is_flag_letter(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start
