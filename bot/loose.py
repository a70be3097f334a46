"""Bytes that nobody needs any more: of files that were dropped and not added, and what no file of ours names."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.dispatch import Dispatch
from bot.rounds import rounds
from storage.file_store import Folder

log = structlog.get_logger()

EVERY = 3600.0
"""Seconds between two rounds."""
_JUST_NOW = timedelta(hours=1)
"""Whoever has kept the bytes since then is about to add them."""
_LONG = timedelta(days=30)
"""What no file of ours names for so long is of no use."""
_MANY = 0.01
"""Where more of them are not named it is another database's folder, or the database is an older one's copy."""
_FEW = 10
"""Among a few files they may be more."""
_PART = 500


@dataclass(frozen=True)
class LooseFiles:
    """Bytes first: a file whose bytes somebody keeps anew meanwhile stays, and what was read in it too."""

    dispatch: Dispatch
    files: Folder

    async def run(self) -> None:
        """Until it is cancelled."""
        await rounds(self.forget, every=EVERY, failed="loose.failed")

    async def forget(self) -> None:
        """Those that have had their time."""
        at = self.dispatch.now()
        over = await self.dispatch.in_read(lambda store: store.retention.loose(at))
        gone = await asyncio.to_thread(lambda: [one for one in over if self._forget(one, at)])
        if gone:
            await self.dispatch.in_write(lambda store: store.retention.drop_loose(gone, at))
            log.info("loose.forgotten", files=len(gone))
        await self._forget_unknown(at)

    def _forget(self, file_hash: str, at: datetime) -> bool:
        """One that cannot be forgotten keeps no other."""
        try:
            return self.files.forget(file_hash, before=at - _JUST_NOW)
        except OSError:
            log.exception("loose.not_forgotten", file=file_hash)
            return False

    async def _forget_unknown(self, at: datetime) -> None:
        """What a crash between the bytes and the row has left."""
        old = await asyncio.to_thread(lambda: self.files.untouched(since=at - _LONG))
        unknown = list[str]()
        for start in range(0, len(old), _PART):
            unknown += await self._unknown(old[start : start + _PART])
        if len(unknown) > max(_FEW, _MANY * len(old)):
            log.error("loose.not_ours", files=len(unknown), among=len(old))
        elif unknown:
            gone = await asyncio.to_thread(lambda: [one for one in unknown if self._forget(one, at)])
            log.info("loose.unknown_forgotten", files=len(gone))

    async def _unknown(self, some: Sequence[str]) -> Sequence[str]:
        return await self.dispatch.in_read(lambda store: store.documents.unknown(some))
