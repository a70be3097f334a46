"""Where the bytes of files are: in a folder, under the hash of their content, each once."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from storage.disk import sync_names


class FileStore(Protocol):
    """A place for bytes; what was kept is there whole, or not at all."""

    def keep(self, body: bytes) -> str:
        """The hash of the content, under which it is found from now on."""
        ...

    def forget(self, file_hash: str, *, before: datetime) -> bool:
        """Whether it is gone, or was not there; False where somebody has kept it, or kept it anew, since then."""
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
        with suppress(FileNotFoundError):
            os.utime(place)  # before it is looked at: from here on nobody forgets it
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

    def forget(self, file_hash: str, *, before: datetime) -> bool:
        """Taken aside, and looked at once more there: whoever keeps it meanwhile has touched it, or finds it gone."""
        place = self._place(file_hash) if _is_hash(file_hash) else None
        if place is None or _is_fresh(place, before):
            return False
        aside = place.with_name(f"{place.name}.{uuid4().hex}")
        with suppress(FileNotFoundError):
            place.replace(aside)
            if _is_fresh(aside, before):
                aside.replace(place)
                return False
            aside.unlink()
        return True

    def untouched(self, *, since: datetime) -> Sequence[str]:
        """The hashes of what nobody has kept since then. What a crash has left half done before that goes."""
        found = []
        for file in self._path.glob("??/*"):
            if _is_fresh(file, since) or not file.is_file():
                continue
            if _is_hash(file_hash := f"{file.parent.name}{file.name}"):
                found.append(file_hash)
            else:
                file.unlink(missing_ok=True)
        return found

    def _place(self, file_hash: str) -> Path:
        return self._path / file_hash[:2] / file_hash[2:]


def hash_of(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def _is_fresh(place: Path, before: datetime) -> bool:
    with suppress(FileNotFoundError):
        return place.stat().st_mtime >= before.timestamp()
    return False


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
