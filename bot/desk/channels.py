"""tandem channels: which channel or group chat is which partner's."""

from pathlib import Path

import typer

from bot.desk.importing import KeepGoing, import_file
from bot.desk.opened import DryRun
from handlers.channels_csv import CHANNELS

commands = typer.Typer(no_args_is_help=True, help="The channels of your partners.")


@commands.callback()
def _group() -> None:
    """Without it, a single command would take the place of the group."""


@commands.command("import")
def channels_import(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Link channels to partners from a CSV file: with one wrong line, nothing of it. Repeating it does no harm."""
    import_file(CHANNELS, file, keep_going=keep_going, dry_run=dry_run)
