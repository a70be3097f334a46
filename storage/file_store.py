"""Where the bytes of files are: in a folder, under the hash of their content, each once."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from storage.disk import sync_names


class FileStore(Protocol):
    """A place for bytes; what was kept is there whole, or not at all."""

    def keep(self, body: bytes) -> str:
        """The hash of the content, under which it is found from now on."""
        ...

    def read(self, file_hash: str) -> bytes | None:
        """All of it; None where it is not there, or is not what was kept."""
        ...


class Folder:
    """A FileStore on a disk, which several processes may share. The folder is made with the first file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, body: bytes) -> str:
        """On the disk before it returns."""
        file_hash = hash_of(body)
        place = self._place(file_hash)
        if self.read(file_hash) is None:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(place, body)
        return file_hash

    def read(self, file_hash: str) -> bytes | None:
        """Compared with its hash: what a disk or somebody has changed is not given out."""
        if not _is_hash(file_hash):
            return None
        try:
            body = self._place(file_hash).read_bytes()
        except FileNotFoundError:
            return None
        return body if hash_of(body) == file_hash else None

    def _place(self, file_hash: str) -> Path:
        return self._path / file_hash[:2] / file_hash[2:]


def hash_of(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


_HASH = 64


def _is_hash(text: str) -> bool:
    return len(text) == _HASH and set(text) <= set("0123456789abcdef")


def _write(place: Path, body: bytes) -> None:
    """Beside it first, then under its name at once: of two that write the same, either may be last."""
    number, beside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(beside).unlink()
        raise
    sync_names(place.parent)
