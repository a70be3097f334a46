"""A SQLite database in one file: copied whole while it serves, looked at, and put in the place of another."""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from storage.disk import sync_names
from storage.revisions import knows
from storage.tables import metadata

_LOCK_BYTES = 0x40000000, 512
"""Where SQLite locks a file: pending, reserved and shared (sqlite.org, os_unix.c and fileformat2, the lock-byte page).
In WAL mode every open connection keeps its shared lock until it is closed."""


class UnfitError(Exception):
    """The file is no sound database of Tandem's, or is being used; the sentence says which."""


Rows = Mapping[str, int]
"""How many rows each table has."""


def back_up(database: Path, file: Path) -> Rows:
    """A copy of one moment, whole and verified, under a name that nobody has yet; others go on writing meanwhile.

    FileExistsError where the name is taken, UnfitError where the database is not sound. What goes wrong leaves no file
    behind.
    """
    if file.exists():
        raise FileExistsError(file)
    with _beside(file) as new:
        counted = _copied(database, new)
        if _verified(new, database) != counted:
            raise UnfitError(f"{file} would not be whole: the copy differs from the database")
        if file.exists():
            raise FileExistsError(file)
        new.rename(file)
    sync_names(file.parent)
    return counted


def _copied(database: Path, new: Path) -> Rows:
    try:
        with closing(_opened(database, "rw")) as source:
            source.execute("BEGIN")  # the count and the copy see the same moment
            counted = _count(source)
            _copy(source, new)
            return counted
    except sqlite3.DatabaseError as error:
        raise UnfitError(f"{database} cannot be copied: {error}") from error


def verified(file: Path) -> Rows:
    """UnfitError unless every page, index and reference is sound and this version knows the schema."""
    return _verified(file, file)


def _verified(file: Path, named: Path) -> Rows:
    """The same of a copy: what is wrong with it is wrong with the one that people know by its name."""
    try:
        with closing(_opened(file, "ro")) as database:
            _check(database, named)
            return _count(database)
    except sqlite3.DatabaseError as error:
        raise UnfitError(f"{named} cannot be read: {error}") from error


def _check(database: sqlite3.Connection, file: Path) -> None:
    found = [str(row[0]) for row in database.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise UnfitError(f"{file} is damaged: {found[0].splitlines()[0]}")
    if "alembic_version" not in _tables(database):
        raise UnfitError(f"{file} is no database of Tandem's")
    if database.execute("PRAGMA foreign_key_check").fetchone():
        raise UnfitError(f"{file} is damaged: a row names another one that is not there")
    for (revision,) in database.execute("SELECT version_num FROM alembic_version"):
        if not knows(revision):
            raise UnfitError(f"{file} was made by a newer version of Tandem. Install that one")


def _tables(database: sqlite3.Connection) -> set[str]:
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _count(database: sqlite3.Connection) -> Rows:
    ours = sorted(_tables(database) & metadata.tables.keys())
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}  # noqa: S608  # our own names


# --- to put it in the place of another ---


@contextmanager
def replacement(database: Path, backup: Path) -> Iterator[Path]:
    """A copy of the backup beside the database, to be made ready; at the end it is in the database's place.

    UnfitError where the backup is not sound; whatever is raised leaves the database as it was.
    """
    verified(backup)
    database.parent.mkdir(parents=True, exist_ok=True)
    with _beside(database) as new:
        with closing(_opened(backup, "ro")) as source:
            _copy(source, new)
        yield new
        _settle(new)
        with suppress(FileNotFoundError):
            _like(database, new)
        new.replace(database)
    sync_names(database.parent)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Nobody has the database open, nor can open it meanwhile; UnfitError where somebody has.

    It asks the operating system for SQLite's own locks, so that it also holds for a file that is damaged. Nothing
    in this process may open that file meanwhile: closing it would give the lock back.
    """
    if not database.exists():
        yield
        return
    start, length = _LOCK_BYTES
    with database.open("r+b") as held:
        try:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError as error:
            raise UnfitError(f"{database} is being used: stop Tandem first") from error
        yield


def written_back(database: Path) -> None:
    """All that was committed stands in the file itself, unless somebody else has it open or it is damaged."""
    with suppress(sqlite3.DatabaseError, UnfitError), closing(_opened(database, "rw")) as found:
        found.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def set_aside(database: Path, aside: Path) -> None:
    """Keep what is there under another name too, with what could not be written back."""
    os.link(database, aside)
    for suffix in ("-wal", "-journal"):
        with suppress(FileNotFoundError):
            _with(database, suffix).rename(_with(aside, suffix))
    _with(database, "-shm").unlink(missing_ok=True)


def _settle(file: Path) -> None:
    """One file, all of it written back."""
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=DELETE")


# --- files ---


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    if not file.exists():
        raise UnfitError(f"There is no {file}")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _copy(source: sqlite3.Connection, new: Path) -> None:
    """In one step: a copy in parts would begin anew with every commit of another process."""
    with closing(sqlite3.connect(new)) as made:
        source.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")
    with new.open("rb") as written:
        os.fsync(written.fileno())


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new file in the same folder that only we can read; gone at the end unless it was renamed."""
    number, name = tempfile.mkstemp(prefix=f"{file.name}.", suffix=".part", dir=file.parent)
    os.close(number)
    try:
        yield Path(name)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            _with(Path(name), suffix).unlink(missing_ok=True)


def _like(old: Path, new: Path) -> None:
    """Owned and guarded as the old one: whoever restores may be another user than the one who serves."""
    shutil.copymode(old, new)
    with suppress(PermissionError):
        os.chown(new, old.stat().st_uid, old.stat().st_gid)


def _with(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)
