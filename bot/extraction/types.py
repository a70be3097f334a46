"""What a file is, by its first bytes: a name may say anything."""

import codecs
import re
import zipfile
from enum import StrEnum

from domain.refusal import Refusal


class Type(StrEnum):
    """What can be read, by its media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"


ENDINGS = {
    Type.PDF: "pdf",
    Type.DOCX: "docx",
    Type.PPTX: "pptx",
    Type.XLSX: "xlsx",
    Type.HTML: "html",
    Type.MARKDOWN: "md",
    Type.PLAIN: "txt",
}
"""How the name of such a file ends."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = {"word/": Type.DOCX, "ppt/": Type.PPTX, "xl/": Type.XLSX}
_HTML = re.compile(
    r"(?:\ufeff|\s|<!--(?:(?!-->).)*-->|<\?xml(?:(?!\?>).)*\?>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|\|? ?:?-{3,}:? ?\|)|\]\(\S+\)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096
_POLISH = "ąćęłńśźżĄĆĘŁŃŚŹŻ"


def is_pdf(body: bytes) -> bool:
    """The mark may stand behind something else, as most readers take it (ISO 32000-1, Annex H.3, 13)."""
    return b"%PDF-" in body[:1024]


def is_packed(body: bytes) -> bool:
    """A zip file, as Office writes them."""
    return body.startswith(b"PK\x03\x04")


def refuse_old(body: bytes) -> None:
    """Office's older form, and the one in which it keeps what has a password: neither can be read."""
    if body.startswith(_OLE):
        raise Refusal("document-encrypted" if _SEALED in body else "document-type-unknown")


def office_type(packed: zipfile.ZipFile) -> Type:
    """Which program's file it is."""
    names = packed.namelist()
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    raise Refusal("document-type-unknown")


def text_of(body: bytes) -> str:
    """A file without a program: UTF-8, UTF-16 with its mark, or a code page of Windows."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(mark):
            return _checked(body.removeprefix(mark).decode(encoding, "replace"))
    try:
        return _checked(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pages = [body.decode(page, "replace") for page in ("cp1252", "cp1250")]
        return _checked(max(pages, key=lambda text: sum(text.count(letter) for letter in _POLISH)))


def _checked(text: str) -> str:
    """What is no text has signs that nobody writes."""
    if _CONTROL.search(text):
        raise Refusal("document-type-unknown")
    return text


def written_type(text: str) -> Type:
    """Of a text."""
    if _HTML.match(text[:_HEAD]):
        return Type.HTML
    return Type.MARKDOWN if _MARKDOWN.search(text) else Type.PLAIN
