"""A table as a file, the way spreadsheets write it: bytes as text, text as rows, each with its line."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Generic, TextIO, TypeVar

from domain.refusal import Refusal

T = TypeVar("T")

LARGEST = 1024 * 1024
"""Bytes of a file that is read from a chat."""
MOST = 5000
"""Lines of such a file."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods are zip files; .xls is older
_CODE_PAGES = {"pt-BR": "1252"}
_USUAL_CODE_PAGE = "1250"
_LOOKED_AT = 200
_ALL_SEPARATORS = ",;\t"
_USUAL_SEPARATOR = ","
_SEPARATORS = {"pl": ";", "pt-BR": ";"}
"""Where a comma stands in decimals: spreadsheets take it there for a part of the cell."""


@dataclass(frozen=True)
class Text:
    """`code_page` is the Windows code page that was assumed, "" where the file is Unicode."""

    text: str
    code_page: str = ""


@dataclass(frozen=True)
class Line(Generic[T]):
    """One line that was understood. `number` counts from 1, the header being 1."""

    number: int
    thing: T


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a line. After a `fatal` one the rest could not be read at all."""

    line: int
    refusal: Refusal
    fatal: bool = False


# --- bytes ---


def text_of(body: bytes, *, language: str) -> Text:
    """The file as text; Refusal where it is too large, no text, or a workbook.

    What is not Unicode is read in the code page of Windows where `language` is spoken.
    """
    if len(body) > LARGEST:
        raise Refusal("import-too-large")
    if body.startswith(_WORKBOOKS):
        raise Refusal("import-workbook")
    read = _decoded(body, language)
    if "\0" in read.text:
        raise Refusal("import-no-text")
    if _line_breaks(read.text) > MOST:
        raise Refusal("import-too-many-lines", limit=MOST)
    return read


def _decoded(body: bytes, language: str) -> Text:
    page = _CODE_PAGES.get(language, _USUAL_CODE_PAGE)
    try:
        return Text(unicode_of(body))
    except UnicodeDecodeError:
        if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Refusal("import-no-text") from None
    try:
        return Text(body.decode(f"cp{page}"), page)
    except UnicodeDecodeError:
        raise Refusal("import-no-text") from None


def unicode_of(body: bytes) -> str:
    """What stands in the file, without its mark; UnicodeDecodeError where it is neither UTF-8 nor UTF-16."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.removeprefix(mark).decode(encoding)
    return body.decode(_unmarked(body))


def _unmarked(body: bytes) -> str:
    """UTF-16 without its mark shows by the zeros of Latin letters and commas."""
    head = body[:_LOOKED_AT]
    if not any(head):
        return "utf-8"
    if head[1::2].count(0) > len(head) // 4 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4 and not head[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def _line_breaks(text: str) -> int:
    """Of all three kinds, the one at the end apart."""
    text = text.rstrip("\r\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


# --- rows ---


def header_of(text: str) -> tuple[str, ...]:
    """The names in the header, in small letters; () where there is none that can be read."""
    try:
        _, cells = next(rows_of(text), (1, []))
    except csv.Error:
        return ()
    return tuple(cell.casefold() for cell in cells)


def read_lines(
    text: str, columns: Sequence[str], read: Callable[[Mapping[str, str]], T], key: Callable[[T], str]
) -> Iterator[Line[T] | Mistake]:
    """Each line as a thing or a mistake. The header must name `columns`, in any order; empty lines are passed over.

    `read` gives the thing, or a Refusal; a thing whose `key` was there before is a mistake as well.
    """
    rows, at = rows_of(text), 0
    try:
        at, header = next(rows, (1, []))
        names = [cell.casefold() for cell in header]
        if sorted(names) != sorted(columns):
            yield Mistake(at, Refusal("import-header", columns=",".join(columns)), fatal=True)
            return
        sheet = _Sheet(names, read, key)
        for at, cells in rows:
            if any(cells):
                yield sheet.line(at, cells)
    except csv.Error:
        yield Mistake(at + 1, Refusal("import-unreadable"), fatal=True)


class _Sheet(Generic[T]):
    """Reads its lines; remembers in which line each key was first."""

    def __init__(self, names: Sequence[str], read: Callable[[Mapping[str, str]], T], key: Callable[[T], str]) -> None:
        self._names = names
        self._read = read
        self._key = key
        self._seen: dict[str, int] = {}

    def line(self, at: int, cells: Sequence[str]) -> Line[T] | Mistake:
        """A thing, or what is wrong with it."""
        try:
            return Line(at, self._thing(at, cells))
        except Refusal as refusal:
            return Mistake(at, refusal)

    def _thing(self, at: int, cells: Sequence[str]) -> T:
        if len(cells) != len(self._names):
            raise Refusal("import-columns-count", count=len(cells), wanted=len(self._names))
        thing = self._read(dict(zip(self._names, cells, strict=True)))
        first = self._seen.setdefault(self._key(thing), at)
        if first != at:
            raise Refusal("import-twice", line=str(first))
        return thing


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """From the header on, each with its line; csv.Error where it cannot be read as CSV."""
    text = text.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    stripped = ((rows.line_num, [cell.strip() for cell in cells]) for cells in rows)
    return dropwhile(lambda row: _is_above_header(row[1]), stripped)


def _is_above_header(cells: Sequence[str]) -> bool:
    """Whether it is empty, or tells Excel which sign separates the cells: `sep=;`."""
    return not any(cells) or (cells[0].casefold().startswith("sep=") and not any(cells[1:]))


def separator_of(text: str) -> str:
    """Whichever the first line has most of: spreadsheets write what their country does."""
    first = text.lstrip().partition("\n")[0]
    return max(_ALL_SEPARATORS, key=first.count)


def write_table(rows: Iterable[Sequence[str]], out: TextIO, *, language: str) -> int:
    """Writes a table for a spreadsheet where `language` is spoken, no cell of it a formula; gives how many rows."""
    separator = _SEPARATORS.get(language, _USUAL_SEPARATOR)
    sheet, count = csv.writer(out, delimiter=separator), 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # counts
        sheet.writerow(_inert(cell, separator) for cell in row)
    return count


def _inert(value: str, separator: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever it holds; nor what begins in it behind a sign that
    separates cells elsewhere. A cell that holds the separator itself is quoted.
    """
    within = _BEHIND[separator].sub(lambda found: f"{found[1]}'" if _begins_one(found[2]) else found[1], value)
    return f"'{within}" if _begins_one(value.lstrip(" ")) else within


def _begins_one(cell: str) -> bool:
    first = unicodedata.normalize("NFKC", cell)[:1]
    return first != "" and first in _FORMULAS


_FORMULAS = "=+-@|%\t\r\n"
_BEHIND = {
    one: re.compile(rf"""([{_ALL_SEPARATORS.replace(one, "")}][\s"]*)(?=([^\s"]))""")
    for one in (_USUAL_SEPARATOR, *_SEPARATORS.values())
}
