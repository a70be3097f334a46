"""tandem people: import a file, print a code."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.desk.admins import people_admin
from bot.desk.importing import KeepGoing, import_file
from bot.desk.opened import DryRun, opened
from bot.settings import stop
from domain.acts import OPERATOR
from handlers.people_csv import PEOPLE

commands = typer.Typer(no_args_is_help=True, help="Who works with the programme.")
commands.command("admin")(people_admin)


@commands.command("import")
def people_import(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Add or update people from a CSV file: with one wrong line, nothing of it. Repeating it does no harm."""
    import_file(PEOPLE, file, keep_going=keep_going, dry_run=dry_run)


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
