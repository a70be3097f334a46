"""Files that were dropped and that nobody added to the catalogue: their bytes go, then what was read in them."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.dispatch import Dispatch
from bot.rounds import rounds
from storage.file_store import FileStore

log = structlog.get_logger()

EVERY = 3600.0
"""Seconds between two rounds."""
_JUST_NOW = timedelta(hours=1)
"""Whoever has kept the bytes since then is about to add them."""


@dataclass(frozen=True)
class LooseFiles:
    """Bytes first: a file whose bytes somebody keeps anew meanwhile stays, and what was read in it too."""

    dispatch: Dispatch
    files: FileStore

    async def run(self) -> None:
        """Until it is cancelled."""
        await rounds(self.forget, every=EVERY, failed="loose.failed")

    async def forget(self) -> None:
        """Those that have had their time."""
        at = self.dispatch.now()
        over = await self.dispatch.in_read(lambda store: store.retention.loose(at))
        gone = await asyncio.to_thread(lambda: [one for one in over if self.files.forget(one, before=at - _JUST_NOW)])
        if gone:
            await self.dispatch.in_write(lambda store: store.retention.drop_loose(gone, at))
            log.info("loose.forgotten", files=len(gone))
