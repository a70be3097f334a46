"""What a file system keeps only when it is told to."""

import os
from pathlib import Path


def sync_names(folder: Path) -> None:
    """The names in this folder are on the disk: a file that was renamed into it survives a loss of power."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
