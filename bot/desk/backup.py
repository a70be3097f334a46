"""tandem backup and tandem restore: a SQLite database in one file, and back; nothing is sent twice after it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.desk.opened import Yes, agreed, settings, sqlite_file
from bot.settings import stop
from domain.acts import OPERATOR
from storage import backup as files
from storage.database import Database
from storage.faults import UnusableError, told_plainly
from storage.schema import migrate


@dataclass(frozen=True)
class Held:
    """How many messages are held, and how many one-time codes void."""

    messages: int
    codes: int


def backup(file: Path) -> None:
    """Copy the SQLite database into a new file, while Tandem serves it, and verify the copy."""
    if not file.parent.is_dir():
        stop(f"There is no folder {file.parent}.")
    with _told():
        try:
            rows = files.back_up(_database(), file)
        except FileExistsError:
            stop(f"{file} is there already. Nothing was written.")
    typer.echo(f"{file} is whole. Deals: {rows['deals']:,}; people: {rows['persons']:,}.")


def restore(file: Path, *, yes: Yes = False) -> None:
    """Put a backup in the place of the SQLite database. What was still to be sent is held for review."""
    database = _database()
    with _told():
        _check(file, database)
        if not agreed(f"Put {file} in the place of {database}?", "Nothing was changed.", yes=yes):
            return
        held, aside = _restored(file, database, datetime.now(UTC))
    tell(held)
    if aside:
        typer.echo(f"What was there before is kept in {aside}")


def _restored(file: Path, database: Path, at: datetime) -> tuple[Held, Path | None]:
    """What is held, and where the database was set aside, if there was one. All is made ready before it is replaced."""
    aside = database.with_name(f"{database.name}.before-{at:%Y%m%dT%H%M%SZ}")
    files.written_back(database)
    with files.alone(database), files.replacement(database, file) as new:
        migrate(f"sqlite:///{new}")
        with closing(Database(f"sqlite:///{new}")) as opened:
            held = hold_for_review(opened, at)
        if not database.exists():
            return held, None
        files.set_aside(database, aside)
    return held, aside


def _check(file: Path, database: Path) -> None:
    if not file.exists():
        stop(f"There is no {file}.")
    if database.exists() and database.samefile(file):
        stop(f"{file} is the database itself.")


def _database() -> Path:
    """The file that DATABASE_URL names."""
    file = sqlite_file(settings().database_url)
    if file is None:
        stop("This is for SQLite. PostgreSQL has its own: pg_dump and pg_restore; docs/operations.md says how.")
    return file


@contextmanager
def _told() -> Iterator[None]:
    try:
        with told_plainly():
            yield
    except (UnusableError, files.UnfitError) as problem:
        stop(f"{str(problem).removesuffix('.')}. Nothing was changed.")


def hold_for_review(database: Database, at: datetime) -> Held:
    """In a database of the past nothing that was to be sent goes by itself, and no code works any more.

    What fell due since then may have been told as well: the chores find it, and it is held too.
    """
    with database.write() as store:
        held, void = store.review.hold(), store.people.void_codes()
        store.acts.note(OPERATOR, "hold", "", at=at, messages=held, codes=void)
        programme = store.programmes.newest()
    while programme:
        _do_chores(database, at)
        with database.write() as store:
            found = store.review.hold()
        held += found
        if not found:
            break
    return Held(held, void)


def _do_chores(database: Database, at: datetime) -> None:
    from handlers.chores import CHORES  # noqa: PLC0415  # every handler and its words, which the others need not wait for

    for chore in CHORES.values():
        with database.write() as store:
            chore(at, store)


def tell(held: Held) -> None:
    """What is held now, and what to do about it."""
    typer.echo(f"{_count(held.messages, 'message')} held for review. See: tandem outbox list")
    if held.codes:
        typer.echo(f"{_count(held.codes, 'one-time code')} void: offer new ones.")


def _count(number: int, name: str) -> str:
    return f"1 {name} is" if number == 1 else f"{number:,} {name}s are"
