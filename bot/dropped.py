"""A document that was dropped in a chat: read in a process of its own, and kept, before anybody is asked about it."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import structlog

from bot.arrivals import Dropped
from bot.extraction.limits import LARGEST as LARGEST_DOCUMENT
from bot.extraction.parent import extract
from bot.filenames import is_document
from bot.handing import Nowhere
from domain.refusal import Refusal
from domain.sheets import LARGEST as LARGEST_TABLE
from storage.documents import File
from storage.file_store import FileStore, hash_of

log = structlog.get_logger()

AT_ONCE = 2
"""Files that are read side by side: each may take a core and its memory."""


def most(name: str) -> int:
    """Bytes that are fetched of a file of this name."""
    return LARGEST_DOCUMENT if is_document(name) else LARGEST_TABLE


def too_large(name: str) -> Refusal:
    """Why it is not fetched."""
    return Refusal("document-too-large") if is_document(name) else Refusal("import-too-large")


def not_fetched(name: str) -> Refusal:
    """Why nothing can be made of it; a table may be pasted instead."""
    return Refusal("document-not-fetched") if is_document(name) else Refusal("import-not-fetched")


def forbidden(name: str) -> Refusal:
    """Why it may not be fetched."""
    return Refusal("document-no-right-to-files") if is_document(name) else Refusal("import-no-right-to-files")


@dataclass(frozen=True)
class Readings:
    """Reads what was fetched, where it is a document; its bytes are in the store from then on."""

    files: FileStore = field(default_factory=Nowhere)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def of(self, dropped: Dropped) -> Dropped:
        """With what is in it, or with why it is not taken."""
        if dropped.refusal or not is_document(dropped.name):
            return dropped
        async with self.turns:
            try:
                return await asyncio.to_thread(self._read, dropped)
            except Refusal as refusal:
                return replace(dropped, body=b"", refusal=refusal)

    def _read(self, dropped: Dropped) -> Dropped:
        """To read it takes room as well: its bytes lie in a file that a process of its own begins with."""
        try:
            file = read_document(dropped.body)
            self.files.keep(dropped.body)
        except OSError as error:
            log.exception("dropped.not_kept")
            raise Refusal("document-not-kept") from error
        return replace(dropped, body=b"", file=file)


def read_document(body: bytes) -> File:
    """What is in it, by a process of its own; Refusal where it is not taken."""
    found = extract(body)
    return File(hash=hash_of(body), size=len(body), type=found.type.value, text=found.text, at=datetime.now(UTC))
