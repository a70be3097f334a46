"""tandem people: import a file, print a code."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.desk.admins import people_admin
from bot.desk.opened import DryRun, opened, text_of
from bot.settings import stop
from domain.acts import OPERATOR
from domain.imports import Plan
from domain.sheets import Mistake
from handlers.kinds import Kind, carry_out, plan_of
from handlers.people_csv import PEOPLE
from storage.database import Database
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

commands = typer.Typer(no_args_is_help=True, help="Who works with the programme.")
commands.command("admin")(people_admin)


@commands.command("import")
def people_import(
    file: Path,
    *,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Import the lines that are right.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Add or update people from a CSV file: all of it or nothing; repeating it changes nothing."""
    text = text_of(file)
    with opened() as database:
        plan = _planned(PEOPLE, text, database)
        counts = plan.counts
        if plan.broken:
            stop("Nothing was imported.")
        if dry_run:
            typer.echo(f"{counts.added} would be added, {counts.changed} changed. Nothing was imported.")
            return
        if plan.mistakes and not keep_going:
            stop(f"{_lines(plan.mistakes)} wrong; nothing was imported.")
        _import(PEOPLE, plan, file.name, database)
    typer.echo(f"{len(plan.entries)} people are as in {file.name}.")
    if plan.mistakes:
        stop(f"{_lines(plan.mistakes)} wrong and left out.")


def _lines(mistakes: Sequence[Mistake]) -> str:
    return "1 line is" if len(mistakes) == 1 else f"{len(mistakes)} lines are"


def _planned(kind: Kind[Any], text: str, database: Database) -> Plan:
    """What the file would do; every mistake is told."""
    with database.read() as store:
        if store.programmes.newest() is None:
            stop("There is no programme yet. Run: tandem programme apply FILE --yes")
        plan = plan_of(kind, text, store)
    t = translator("en", "UTC")
    for mistake in plan.mistakes:
        typer.echo(f"line {mistake.line}: {plain(refused(mistake.refusal, t))}", err=True)
    return plan


def _import(kind: Kind[Any], plan: Plan, name: str, database: Database) -> None:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with database.write() as store, Progress(console=Console(stderr=True)) as progress:
        carry_out(kind, progress.track(plan.due, description="Importing"), store)
        if plan.due:
            at = datetime.now(UTC)
            done = store.imports.record(kind.name, name=name, counts=plan.counts, at=at)
            store.acts.note(OPERATOR, "import", done.id, at=at)


@commands.command("code")
def people_code(email: str, organisation: Annotated[str, typer.Argument()] = "vendor") -> None:
    """Print a one-time code with which this person links an account: they type `/partner link CODE`."""
    with opened() as database, database.write() as store:
        person = store.people.with_email(organisation, email)
        if person is None:
            stop(f"{organisation} has nobody with this address. Import people first.")
        at = datetime.now(UTC)
        code = store.people.offer_code(person, at=at)
        store.acts.note(OPERATOR, "code", person.id, at=at, partner=person.partner)
    typer.echo(f"{code} (for {person.name}; works once, for 10 minutes)")
