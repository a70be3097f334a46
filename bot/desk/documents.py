"""tandem documents: a folder of files and what it says of them becomes the catalogue, or is added to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.described import Unfit, body_of
from bot.desk.opened import opened, settings, text_of
from bot.dropped import read_document
from bot.settings import stop
from domain.documents_text import NAMES, Described, Wrong, read_csv, read_toml, unknown
from domain.people import Person
from domain.programme import VENDOR
from domain.refusal import Refusal
from handlers.documents import Taken, take_in
from storage.database import Database
from storage.documents import File
from storage.file_store import FileStore, Folder, hash_of
from storage.store import Store
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

commands = typer.Typer(no_args_is_help=True, help="The catalogue of documents.")


@commands.callback()
def _group() -> None:
    """Without it, a single command would take the place of the group."""


@commands.command("import")
def documents_import(folder: Path) -> None:
    """Add or update what documents.toml (or .csv) in FOLDER describes; a bad file is named and the rest go on."""
    told, wrong = described(folder)
    files = Folder(settings().files_folder)
    with opened() as database:
        with database.read() as store:
            if store.programmes.newest() is None:
                stop("There is no programme yet. Run: tandem programme apply FILE --yes")
        taken = Counter(_outcomes(told, folder, files, database, wrong))
    for one in wrong:
        typer.echo(f"{one.name}: {one.why}", err=True)
    typer.echo(", ".join(f"{taken[each]} {each}" for each in Taken) + ".")
    if wrong:
        stop("1 file was left out." if len(wrong) == 1 else f"{len(wrong)} files were left out.")


def described(folder: Path) -> tuple[list[Described], list[Wrong]]:
    """What the folder says of its files, and what of that is wrong."""
    try:
        found = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    except OSError as error:
        stop(f"{folder} cannot be read: {error.strerror}.")
    if found is None:
        stop(f"{folder} has neither {NAMES[0]} nor {NAMES[1]}; docs/documents.md says what stands in it.")
    text = text_of(found)
    read = list(read_toml(text) if found.suffix == ".toml" else read_csv(text))
    return [one for one in read if isinstance(one, Described)], [one for one in read if isinstance(one, Wrong)]


def _outcomes(
    told: Sequence[Described], folder: Path, files: FileStore, database: Database, wrong: list[Wrong]
) -> Iterator[Taken]:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

    t = translator("en", "UTC")
    with Progress(console=Console(stderr=True)) as progress:
        for one in progress.track(told, description="Importing"):
            try:
                yield _taken(one, folder, files, database)
            except Refusal as refusal:
                wrong.append(Wrong(one.file, plain(refused(refusal, t))))
            except Unfit as error:
                wrong.append(Wrong(one.file, str(error)))


def _taken(one: Described, folder: Path, files: FileStore, database: Database) -> Taken:
    """A transaction a file: what was taken stays, whatever comes after."""
    body = body_of(one, folder)
    with database.read() as store:
        _owner(one, store)
        known = store.documents.file(hash_of(body))
    file = known or _read(body)
    try:
        files.keep(body)
    except OSError as error:
        raise Unfit(f"This cannot be kept in FILES_FOLDER: {error.strerror}.") from error
    with database.write() as store:
        return take_in(one, file, _owner(one, store), store, at=datetime.now(UTC))


def _read(body: bytes) -> File:
    try:
        return read_document(body)
    except OSError as error:  # of a folder for what is temporary that is full, as a rule
        raise Unfit(f"This cannot be read: {error.strerror}.") from error


def _owner(one: Described, store: Store) -> Person:
    """Who answers for it: one of the vendor's people."""
    if why := unknown(one, store.programme):
        raise Unfit(why)
    person = store.people.with_email(VENDOR, one.owner)
    if person is None or person.left:
        raise Unfit(f"The vendor has nobody with the address {one.owner}. Import people first.")
    return person
