"""tandem people: import a file, print a code."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.desk.admins import people_admin
from bot.desk.opened import opened, text_of
from bot.settings import stop
from domain.programme import Programme
from handlers.people_csv import Line, Mistake, PeopleError, read_people
from storage.store import Store

commands = typer.Typer(no_args_is_help=True, help="Who works with the programme.")
commands.command("admin")(people_admin)


@commands.command("import")
def people_import(
    file: Path,
    *,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Import the lines that are right.")] = False,
) -> None:
    """Add or update people from a CSV file: all of it or nothing; repeating it changes nothing."""
    text = text_of(file)
    with opened() as database:
        with database.read() as store:
            in_force = store.programmes.newest()
        if in_force is None:
            stop("There is no programme yet. Run: tandem programme apply FILE --yes")
        lines, mistakes = _read(text, in_force)
        if mistakes and not keep_going:
            stop(f"{_lines(mistakes)} wrong; nothing was imported.")
        with database.write() as store:
            _import(lines, store)
    typer.echo(f"{len(lines)} people are as in {file.name}.")
    if mistakes:
        stop(f"{_lines(mistakes)} wrong and left out.")


def _lines(mistakes: list[Mistake]) -> str:
    return "1 line is" if len(mistakes) == 1 else f"{len(mistakes)} lines are"


def _read(text: str, in_force: Programme) -> tuple[list[Line], list[Mistake]]:
    """Each mistake is told when it is found: a file may end in one that makes the rest unreadable."""
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    try:
        for found in read_people(text, in_force):
            if isinstance(found, Line):
                lines.append(found)
            else:
                mistakes.append(found)
                typer.echo(str(found), err=True)
    except PeopleError as error:
        stop(f"{error} Nothing was imported.")
    return lines, mistakes


def _import(lines: list[Line], store: Store) -> None:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True)) as progress:
        for line in progress.track(lines, description="Importing"):
            store.people.keep(line.person)


@commands.command("code")
def people_code(email: str, organisation: Annotated[str, typer.Argument()] = "vendor") -> None:
    """Print a one-time code with which this person links an account: they type `/partner link CODE`."""
    with opened() as database, database.write() as store:
        person = store.people.with_email(organisation, email)
        if person is None:
            stop(f"{organisation} has nobody with this address. Import people first.")
        code = store.people.offer_code(person, at=datetime.now(UTC))
    typer.echo(f"{code} (for {person.name}; works once, for 10 minutes)")
