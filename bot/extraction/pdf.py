"""PDF: the text of its pages; what would run or fetch something when it is opened is refused."""

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from bot.extraction.limits import LONGEST, PAGES
from domain.refusal import Refusal

_RUNS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")


def read(body: bytes) -> str:
    """Its text; "" where it holds pictures only."""
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("document-encrypted")
        _refuse(reader)
        return _text(reader)
    except PyPdfError as error:
        raise Refusal("document-unreadable") from error


def _refuse(reader: PdfReader) -> None:
    root = reader.root_object
    names = root.get("/Names")
    opened = root.get("/OpenAction")
    named = names.get_object() if names is not None else None
    action = opened.get_object() if opened is not None else None
    if isinstance(named, DictionaryObject) and "/JavaScript" in named:
        raise Refusal("document-macros")
    if isinstance(action, DictionaryObject) and action.get("/S") in _RUNS:
        raise Refusal("document-macros")
    _refuse_events(root)


def _refuse_events(holder: DictionaryObject) -> None:
    """What runs when the document, or a page of it, is opened, closed or printed."""
    events = holder.get("/AA")
    events = events.get_object() if events is not None else None
    for event in events.values() if isinstance(events, DictionaryObject) else ():
        action = event.get_object()
        if isinstance(action, DictionaryObject) and action.get("/S") in _RUNS:
            raise Refusal("document-macros")


def _text(reader: PdfReader) -> str:
    said: list[str] = []
    left = LONGEST
    for number, page in enumerate(reader.pages):
        _refuse_events(page)
        if number >= PAGES or left <= 0:
            continue
        text = page.extract_text()
        said.append(text)
        left -= len(text)
    return "\n".join(said)
