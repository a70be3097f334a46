"""The bytes of a file that is handed out: of its own, or from the store of files."""

import asyncio
from datetime import datetime

from storage.file_store import FileStore, hash_of
from views.vocabulary import Handed

MISSING = "file-missing"
"""The reason where the store does not have it (any more)."""


class Nowhere:
    """A FileStore for whoever hands out nothing that is kept."""

    def keep(self, body: bytes) -> str:
        """It is not kept."""
        return hash_of(body)

    def read(self, file_hash: str) -> bytes | None:  # noqa: ARG002  # see above
        """There is none."""
        return None

    def forget(self, file_hash: str, *, before: datetime) -> bool:  # noqa: ARG002  # see above
        """It is not there."""
        return True


async def bytes_of(file: Handed, files: FileStore) -> bytes | None:
    """All of it, None where the store lacks it, OSError where it cannot be read just now; read beside the loop."""
    if isinstance(file.content, bytes):
        return file.content
    return await asyncio.to_thread(files.read, file.content)
