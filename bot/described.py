"""A folder of documents on this machine: what it says of its files, and their bytes."""

from collections.abc import Sequence
from pathlib import Path
from stat import S_ISREG

from bot.extraction.limits import LARGEST
from domain.documents_text import NAMES, Described, read_csv, read_toml
from domain.refusal import Refusal


class Unfit(Exception):
    """Why a file cannot be taken, as a sentence for whoever runs Tandem."""


def read_all(folder: Path) -> Sequence[Described] | None:
    """All that it describes, None where any of it is wrong or cannot be read."""
    found = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    try:
        text = found.read_text("utf-8") if found else None
    except (OSError, UnicodeDecodeError):
        return None
    if found is None or text is None:
        return None
    read = list(read_toml(text) if found.suffix == ".toml" else read_csv(text))
    told = [one for one in read if isinstance(one, Described)]
    return told if len(told) == len(read) else None


def stamp_of(one: Described, folder: Path) -> str:
    """Size and time of a file, "" where it is not there."""
    try:
        about = (folder / one.file).stat()
    except (OSError, RuntimeError):
        return ""
    return f"{about.st_size}.{about.st_mtime_ns}"


def body_of(one: Described, folder: Path) -> bytes:
    """Its bytes; Unfit, or Refusal("document-too-large"), where it cannot be taken."""
    try:
        place = (folder / one.file).resolve()
    except RuntimeError as error:
        raise Unfit("This is a link to itself.") from error
    if not place.is_relative_to(folder.resolve()):
        raise Unfit("This is outside of the folder.")
    try:
        about = place.stat()
        if not S_ISREG(about.st_mode):
            raise Unfit("This is no file.")
        if about.st_size > LARGEST:
            raise Refusal("document-too-large")
        return place.read_bytes()
    except OSError as error:
        raise Unfit(f"This cannot be read: {error.strerror}.") from error
