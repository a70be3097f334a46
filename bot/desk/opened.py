"""What the commands work with: the settings, the database, a file; what is wrong with one ends the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.settings import Settings, stop
from domain.sheets import unicode_of
from storage.database import Database
from storage.faults import UnusableError, told_plainly
from storage.schema import migrate as bring_up_to_date
from storage.schema import misfit

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only print what would change.")]


def settings() -> Settings:
    """From the environment; stops with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        stop("\n".join(sentences(error)))


def sentences(error: ValidationError) -> list[str]:
    """One for each setting that is wrong; none quotes it."""
    return [_sentence(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]


def _sentence(setting: str, message: str) -> str:
    words = message.removeprefix("Value error, ")
    return f"{setting.upper()}: {words}" if setting else words


@contextmanager
def opened(*, made: bool = False) -> Iterator[Database]:
    """SQLite migrates itself, PostgreSQL waits for `tandem migrate`. Without `made` a SQLite file must be there."""
    url = settings().database_url
    try:
        with told_plainly():
            if not made and is_missing(url):
                stop(f"There is no database {sqlite_file(url)} yet. DATABASE_URL says where it is.")
            with _ready(url) as database:
                yield database
    except UnusableError as unusable:
        stop(str(unusable))


@contextmanager
def _ready(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        if database.sqlite:
            bring_up_to_date(url)
        elif why := misfit(database):
            stop(str(why))
        yield database
    finally:
        database.close()


def sqlite_file(url: str) -> Path | None:
    """None for PostgreSQL."""
    name = url.removeprefix("sqlite:///")
    return None if name == url else Path(name)


def is_missing(url: str) -> bool:
    """Whether it is a SQLite file that is not there yet."""
    file = sqlite_file(url)
    return file is not None and not file.exists()


def migrate() -> None:
    """Bring the database to this version's schema."""
    try:
        with told_plainly():
            bring_up_to_date(settings().database_url)
    except UnusableError as unusable:
        stop(str(unusable))
    typer.echo("The database is up to date.")


def text_of(file: Path) -> str:
    """All that stands in the file, which must be UTF-8 or UTF-16. No code page is guessed at: nobody looks at the
    names before they count, as they do in the chat.
    """
    try:
        return StringIO(unicode_of(file.read_bytes()), newline=None).read()  # each line ends with \n
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text. Save it as UTF-8 (in Excel: CSV UTF-8) and try again.")


def agreed(question: str, otherwise: str, *, yes: bool) -> bool:
    """Whether the operator wants it, asked unless `yes`; `otherwise` says what has not happened."""
    if yes or typer.confirm(question):
        return True
    typer.echo(otherwise)
    return False
