"""tandem absences: who is away, from a file that a calendar or a staff system writes."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.desk.importing import KeepGoing, lines_of
from bot.desk.opened import DryRun, opened, text_of
from bot.settings import stop
from domain.acts import OPERATOR
from domain.sheets import Mistake
from handlers.absences_csv import Told, keep_absences, read_absences
from storage.store import Store
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

commands = typer.Typer(no_args_is_help=True, help="Who is away.")


@commands.callback()
def _group() -> None:
    """Without it, a single command would take the place of the group."""


@commands.command("import")
def absences_import(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Take over the days away (email, from, until) of all whom the file names: all of it or nothing."""
    text = text_of(file)
    with opened() as database:
        with database.read() as store:
            told, wrong = _read(text, store, keep_going=keep_going)
        if dry_run:
            typer.echo(f"{len(told)} {'line is' if len(told) == 1 else 'lines are'} right. Nothing was imported.")
            return
        with database.write() as store:
            people = keep_absences(told, store, at=datetime.now(UTC), by=OPERATOR)
    typer.echo(f"The absences of {people} {'person' if people == 1 else 'people'} are as in {file.name}.")
    if wrong:
        stop(f"{lines_of(wrong)} wrong; the people concerned stay as they were.")


def _read(text: str, store: Store, *, keep_going: bool) -> tuple[list[Told], list[Mistake]]:
    """Every mistake is told; with one of them nothing is imported, or nothing of the people whom it is about.

    A file that cannot be read to its end may say more of everybody.
    """
    if store.programmes.newest() is None:
        stop("There is no programme yet. Run: tandem programme apply FILE --yes")
    wrong: set[str] = set()
    found = list(read_absences(text, store, wrong))
    mistakes, t = [one for one in found if isinstance(one, Mistake)], translator("en", "UTC")
    for mistake in mistakes:
        typer.echo(f"line {mistake.line}: {plain(refused(mistake.refusal, t))}", err=True)
    if any(mistake.fatal for mistake in mistakes) or (mistakes and not keep_going):
        stop("Nothing was imported.")
    told = [one.thing for one in found if not isinstance(one, Mistake)]
    return [one for one in told if one.person.id not in wrong], mistakes
