"""tandem customers: the vendor's own customers and named accounts."""

from pathlib import Path

import typer

from bot.desk.importing import KeepGoing, import_file
from bot.desk.opened import DryRun
from handlers.customers_csv import CUSTOMERS

commands = typer.Typer(no_args_is_help=True, help="Your own customers and named accounts.")


@commands.callback()
def _group() -> None:
    """Without it, a single command would take the place of the group."""


@commands.command("import")
def customers_import(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Add or update customers from a CSV file: with one wrong line, nothing of it. Repeating it does no harm."""
    import_file(CUSTOMERS, file, keep_going=keep_going, dry_run=dry_run)
