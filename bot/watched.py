"""A folder of documents that is looked at every minute: what has changed is taken in, what vanished is asked about."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog

from bot.described import Unfit, body_of, read_all, stamp_of
from bot.dispatch import Dispatch
from bot.dropped import read_document
from bot.rounds import rounds
from domain.documents_text import Described
from domain.refusal import Refusal
from handlers import documents_watched
from storage.documents import File
from storage.faults import UnusableError
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


@dataclass(frozen=True)
class Look:
    """What one look found: all that is described, and the stamp of each file by its key."""

    told: Sequence[Described]
    stamps: Mapping[str, str]

    def there(self) -> list[Described]:
        """What has a file."""
        return [one for one in self.told if self.stamps[one.called]]

    def settled(self, one: Described, before: "Look") -> bool:
        """Whether its file was the same at the look before: else it may be half copied."""
        return before.stamps.get(one.called) == self.stamps[one.called]


@dataclass
class Watching:
    """Of one source; what it has seen it keeps in memory, and taking something in twice changes nothing."""

    dispatch: Dispatch
    source: Source
    files: FileStore
    _before: Look | None = None
    _done: dict[str, tuple[str, Described]] = field(default_factory=dict)
    """What was taken, and what can never be as it is: looked at no more until it has changed."""
    _left_out: int = 0

    async def run(self) -> None:
        """Until it is cancelled."""
        await rounds(self.look, every=EVERY, failed="watched.look_failed")

    async def look(self) -> None:
        """Once: what is new or has changed and was so at the look before, then what was gone at both."""
        now, before = await asyncio.to_thread(self._found), self._before
        self._before = now
        if now is None:
            log.warning("watched.unreadable")
        elif now.told and not now.there():
            log.warning("watched.all_gone")  # a disk that is not there takes nothing with it
        elif before is not None and before.told == now.told:  # else it may be half written
            await self._take_all([one for one in now.there() if now.settled(one, before)], now)
            await self._miss(frozenset(one.called for one in (*now.there(), *before.there())))

    def _found(self) -> Look | None:
        told = self.source.described()
        return None if told is None else Look(told, {one.called: self.source.stamp(one) for one in told})

    async def _take_all(self, settled: Sequence[Described], now: Look) -> None:
        new = [one for one in settled if self._done.get(one.called) != (now.stamps[one.called], one)]
        taken = [await self._take(one, now.stamps[one.called]) for one in new]
        left_out = taken.count(False)
        if left_out and left_out != self._left_out:
            log.warning("watched.left_out", files=left_out)
        self._left_out = left_out

    async def _take(self, one: Described, stamp: str) -> bool:
        """Whether it was taken. A content that cannot be taken is looked at again once it has changed; whatever else
        stands in the way, such as an owner whom nobody knows yet, at the next look.
        """
        try:
            at = self.dispatch.now()
            await self.dispatch.in_read(lambda store: documents_watched.owner_of(one, store))
            if (file := await self._kept(one)) is not None:
                await self.dispatch.in_write(lambda store: documents_watched.take(one, file, store, at=at))
            self._done[one.called] = (stamp, one)
        except (Unfit, Refusal):
            return False
        except UnusableError:
            raise
        except Exception:  # one that fails keeps nothing behind it back
            log.exception("watched.not_taken")
            return False
        return file is not None

    async def _kept(self, one: Described) -> File | None:
        """What is in it, and its bytes are in the store; None where such a content cannot be taken."""
        try:
            body = await asyncio.to_thread(self.source.body, one)
            file = await self._read(body)
        except Refusal:
            return None
        await asyncio.to_thread(self.files.keep, body)
        return file

    async def _read(self, body: bytes) -> File:
        """What is in it; a content that is known is not read again."""
        known = await self.dispatch.in_read(lambda store: store.documents.file(hash_of(body)))
        return known if known is not None else await asyncio.to_thread(read_document, body)

    async def _miss(self, there: frozenset[str]) -> None:
        at = self.dispatch.now()

        def missed(store: Store) -> dict[str, Exception]:
            documents_watched.miss(there, store, at=at)
            return store.failed

        if await self.dispatch.in_read(lambda store: documents_watched.missing(there, store, at=at)):
            for document, fault in (await self.dispatch.in_write(missed)).items():
                log.error("watched.not_missed", document=document, exc_info=fault)
