"""Finds the line where each key and list item of a TOML text stands; tomllib does not say."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=.\n]"
    r"|[^\s\[\]{},=.\#\"']+",
    re.DOTALL,
)
_END = ""


def lines_of(text: str) -> Mapping[Path, int]:
    """The lines, from 1, of a text that tomllib has read without complaint."""
    scan = _Scan(text)
    # What is nested so deeply that only tomllib could follow has no line of its own.
    with suppress(RecursionError):
        scan.run()
    return scan.lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of the path, or of the nearest thing around it that is written in the text."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match[0].startswith("#"):
            yield match[0], line


class _Scan:
    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), (_END, 0)]
        self._next = 0
        self.lines: dict[Path, int] = {}
        self._lengths: dict[Path, int] = {}

    def run(self) -> None:
        table: Path = ()
        while self._peek() != _END:
            if self._peek() == "\n":
                self._take()
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._next][0]

    def _take(self) -> str:
        token = self._peek()
        if token != _END:
            self._next += 1
        return token

    def _mark(self, path: Path) -> None:
        self.lines.setdefault(path, self._tokens[self._next][1])

    def _header(self) -> Path:
        self._take()
        is_item = self._peek() == "["
        if is_item:
            self._take()
        path = self._inside(self._key("]"))
        self._mark(path)
        if is_item:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = (*path, self._lengths[path] - 1)
            self._mark(path)
            self._take()
        return path

    def _inside(self, keys: tuple[str, ...]) -> Path:
        """`[partners.address]` after `[[partners]]` is within the last partner so far."""
        path: Path = ()
        for key in keys:
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
            path = (*path, key)
        return path

    def _key(self, until: str) -> tuple[str, ...]:
        keys = []
        while self._peek() not in (until, "\n", _END):
            part = self._take()
            if part != ".":
                keys.append(part.strip("\"'"))
        if self._peek() == until:
            self._take()
        return tuple(keys)

    def _pair(self, table: Path) -> None:
        start = self._next
        keys = self._key("=")
        line = self._tokens[start][1]
        for length in range(1, len(keys) + 1):
            self.lines.setdefault((*table, *keys[:length]), line)
        self._value((*table, *keys))

    def _value(self, path: Path) -> None:
        if self._peek() == "[":
            self._array(path)
        elif self._peek() == "{":
            self._inline_table(path)
        else:
            while self._peek() not in (",", "]", "}", "\n", _END):
                self._take()

    def _array(self, path: Path) -> None:
        self._take()
        index = 0
        while self._peek() not in ("]", "}", _END):
            if self._peek() in (",", "\n"):
                self._take()
                continue
            self._mark((*path, index))
            self._value((*path, index))
            index += 1
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._peek() not in ("}", _END):
            if self._peek() in (",", "\n"):
                self._take()
                continue
            self._pair(path)
        self._take()
