"""A folder of documents that is looked at every minute: what has changed is taken in, what vanished is asked about."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog

from bot.described import Unfit, body_of, read_all, stamp_of
from bot.dispatch import Dispatch
from bot.dropped import read_document
from domain.documents_text import Described
from domain.refusal import Refusal
from handlers import documents_watched
from storage.documents import File
from storage.file_store import FileStore, hash_of
from storage.store import Store

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks."""


class Source(Protocol):
    """Where documents are described and kept by others: a folder today. Blocking; called beside the loop."""

    def described(self) -> Sequence[Described] | None:
        """All of them; None where that cannot be said now, which is no reason to miss any."""
        ...

    def stamp(self, one: Described) -> str:
        """Another one whenever the file has changed, "" where it is not there."""
        ...

    def body(self, one: Described) -> bytes:
        """Its bytes; Unfit or Refusal where it cannot be taken."""
        ...


@dataclass(frozen=True)
class WatchedFolder:
    """A folder as `tandem documents import` takes it."""

    path: Path

    def described(self) -> Sequence[Described] | None:
        """None too where what describes them is wrong in any place: it is being written, or somebody must look."""
        return read_all(self.path)

    def stamp(self, one: Described) -> str:
        return stamp_of(one, self.path)

    def body(self, one: Described) -> bytes:
        return body_of(one, self.path)


@dataclass
class Watching:
    """Of one source; what it has seen it keeps in memory, and taking something in twice changes nothing."""

    dispatch: Dispatch
    source: Source
    files: FileStore
    _seen: dict[str, tuple[str, Described]] = field(default_factory=dict)

    async def run(self) -> None:
        """Until it is cancelled. A look that fails is logged; the next one comes."""
        while True:
            try:
                await self.look()
            except Exception:  # the loop must outlive whatever happens to one look
                log.exception("watched.look_failed")
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Once: what is new or has changed, then what is gone."""
        told = await asyncio.to_thread(self.source.described)
        if told is None:
            log.warning("watched.unreadable")
            return
        stamps = await asyncio.to_thread(lambda: {one.called: self.source.stamp(one) for one in told})
        there = [one for one in told if stamps[one.called]]
        if told and not there:
            log.warning("watched.all_gone")  # a disk that is not there takes nothing with it
            return
        left_out = 0
        for one in there:
            if self._seen.get(one.called) != (stamps[one.called], one):
                left_out += not await self._take(one)
                self._seen[one.called] = (stamps[one.called], one)
        if left_out:
            log.warning("watched.left_out", files=left_out)
        await self._miss(frozenset(one.called for one in there))

    async def _take(self, one: Described) -> bool:
        """Whether it could be taken."""
        try:
            body = await asyncio.to_thread(self.source.body, one)
            file = await self._read(body)
            await asyncio.to_thread(self.files.keep, body)
            at = self.dispatch.now()
            await self.dispatch.in_write(lambda store: documents_watched.take(one, file, store, at=at))
        except (Unfit, Refusal):
            return False
        return True

    async def _read(self, body: bytes) -> File:
        """What is in it; a content that is known is not read again."""
        known = await self.dispatch.in_read(lambda store: store.documents.file(hash_of(body)))
        return known if known is not None else await asyncio.to_thread(read_document, body)

    async def _miss(self, there: frozenset[str]) -> None:
        at = self.dispatch.now()

        def missed(store: Store) -> None:
            documents_watched.miss(there, store, at=at)

        if await self.dispatch.in_read(lambda store: documents_watched.missing(there, store, at=at)):
            await self.dispatch.in_write(missed)
