"""HTML: what would be seen of it, a block a line."""

from html.parser import HTMLParser

from bot.extraction.limits import LONGEST

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "br", "dd", "div", "dl", "dt", "footer", "header", "hr", "li", "main"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "pre", "section", "table", "title", "tr", "ul"),
    )
)
_CELLS = frozenset({"td", "th"})


def read(text: str) -> str:
    """Without what is not shown."""
    seen = _Seen()
    seen.feed(text)
    seen.close()
    return "".join(seen.said)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._length = 0
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # as the parser calls it
        if not self._unseen and tag in _UNSEEN:
            self._unseen = tag
        elif tag in _BLOCKS or tag in _CELLS:
            self.said.append("\n" if tag in _BLOCKS else "\t")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen and self._length <= LONGEST:
            self._length += len(data)
            self.said.append(data)
