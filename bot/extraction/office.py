"""DOCX, PPTX and XLSX: zip files of XML, read part by part, without entities and without following anything."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from xml.parsers import expat

from bot.extraction.limits import LONGEST, PARTS, UNPACKED
from bot.extraction.types import Type, office_type
from domain.refusal import Refusal

_PROGRAMS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|macrosheets/.*|activeX/.*)$", re.IGNORECASE)
_FETCHED = re.compile(
    rb"/(?:attachedTemplate|oleObject|frame|subDocument)[\"'][^>]*TargetMode|TargetMode[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)[\"']"
)
"""A part of it that another computer would give when it is opened."""
_CHUNK = 65536
_READ = {
    Type.DOCX: re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml"),
    Type.PPTX: re.compile(r"ppt/(?:slides|notesSlides)/[^/]+\.xml"),
    Type.XLSX: re.compile(r"xl/worksheets/[^/]+\.xml"),
}
_NUMBER = re.compile(r"\d+")


def read(body: bytes) -> tuple[Type, str]:
    """Its type and its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            _refuse(packed)
            kind = office_type(packed)
            parts = _Parts(packed)
            shared = _shared(parts) if kind is Type.XLSX else ()
            names = sorted(filter(_READ[kind].fullmatch, packed.namelist()), key=_order)
            return kind, "\n".join(_texts(names, parts, kind, shared))
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refusal("document-unreadable") from error


def _refuse(packed: zipfile.ZipFile) -> None:
    """What it says of itself; what it really holds is counted while it is unpacked."""
    parts = packed.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("document-encrypted")
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Refusal("document-bomb")
    if any(_PROGRAMS.search(part.filename) for part in parts):
        raise Refusal("document-macros")


class _Parts:
    """Unpacks parts, no more of all together than UNPACKED bytes."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._left = UNPACKED
        for name in packed.namelist():
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                self._look(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        with self._packed.open(name) as part:
            while chunk := part.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Refusal("document-bomb")
                yield chunk

    def has(self, name: str) -> bool:
        return name in self._packed.namelist()

    def _look(self, name: str) -> None:
        said = b"".join(self.chunks(name))
        if b"macroEnabled" in said or any(b"External" in said and _FETCHED.search(line) for line in said.split(b"<")):
            raise Refusal("document-macros")


def _order(name: str) -> list[tuple[int, str]]:
    """slide2 before slide10, and the document before its notes."""
    folder = 0 if name.startswith(("word/document", "ppt/slides", "xl/")) else 1
    return [(folder, ""), *((int(number), name) for number in _NUMBER.findall(name)), (0, name)]


def _texts(names: Sequence[str], parts: _Parts, kind: Type, shared: Sequence[str]) -> Iterator[str]:
    left = LONGEST
    for name in names:
        text = _sheet(parts.chunks(name), shared) if kind is Type.XLSX else _written(parts.chunks(name))
        yield text[:left]
        left -= len(text)
        if left <= 0:
            return


# --- XML ---


def _parsed(
    chunks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Local names only; a document type, without which there are no entities, is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003  # expat's own
    parser.Parse(b"", True)  # noqa: FBT003  # as above


def _no_doctype(*_: object) -> None:
    raise Refusal("document-unreadable")


def _written(chunks: Iterator[bytes]) -> str:
    """Word and PowerPoint: runs of text, in paragraphs."""
    said: list[str] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = name == "t"
        if name in ("tab", "br", "cr"):
            said.append(" ")

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        if name in ("p", "tr"):
            said.append("\n")

    _parsed(chunks, start, end, lambda text: said.append(text) if inside else None)
    return "".join(said)


def _shared(parts: _Parts) -> Sequence[str]:
    """The texts that Excel keeps apart, each under its number."""
    found: list[str] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = name == "t"
        if name == "si":
            found.append("")

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def text(said: str) -> None:
        if inside and found:
            found[-1] += said

    if parts.has("xl/sharedStrings.xml"):
        _parsed(parts.chunks("xl/sharedStrings.xml"), start, end, text)
    return found


def _sheet(chunks: Iterator[bytes], shared: Sequence[str]) -> str:
    """A row a line, its cells apart; texts are looked up by their number, formulas are not read."""
    said: list[str] = []
    length = 0
    looked_up = inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal looked_up, inside
        if name == "c":
            looked_up = attributes.get("t") == "s"
        inside = name in ("v", "t")

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        if name in ("c", "row"):
            said.append("\t" if name == "c" else "\n")

    def text(value: str) -> None:
        nonlocal length
        if not inside or length > LONGEST:
            return
        if looked_up:
            value = shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
        length += len(value)
        said.append(value)

    _parsed(chunks, start, end, text)
    return "".join(said)
