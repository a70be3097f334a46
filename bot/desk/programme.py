"""tandem programme: check a file, say what it would change, apply it; and whom it asks."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.desk import policy
from bot.desk.opened import DryRun, Yes, is_missing, opened, settings, text_of
from bot.settings import stop
from domain.programme import Conditions, Programme
from domain.programme_changes import changes
from domain.programme_text import ProgrammeError, read_programme
from storage.database import Database
from storage.faults import CollisionError
from storage.store import Store

commands = typer.Typer(no_args_is_help=True, help="The partner programme, as a file.")
commands.command("explain")(policy.explain)

OVERTAKEN = "The programme was changed by somebody else meanwhile. Look again; nothing was applied."


@commands.command("check")
def programme_check(file: Path) -> None:
    """Say what is wrong in a programme file, with its key and line, or that nothing is."""
    read(file)
    typer.echo(f"{file} is in order.")


def read(file: Path) -> Programme:
    """What stands in the file; whatever is wrong in it ends the command."""
    try:
        return read_programme(text_of(file))
    except ProgrammeError as error:
        stop("\n".join(map(str, error.problems)))


@commands.command("apply")
def programme_apply(file: Path, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Print what changes, and apply it whole or not at all."""
    new = read(file)
    if dry_run:
        _tell(*_in_force(new), new)
        return
    with opened(made=True) as database:
        with database.read() as store:
            old, owing = _standing(store, new)
        if not _tell(old, owing, new):
            return
        if yes or typer.confirm("Apply?"):
            typer.echo(f"Applied as version {apply(database, old, new)}.")
        else:
            typer.echo("Nothing was applied.")


def _in_force(new: Programme) -> tuple[Programme | None, int]:
    """None where there is not even a database: a look must not make one."""
    if is_missing(settings().database_url):
        return None, 0
    with opened() as database, database.read() as store:
        return _standing(store, new)


def _standing(store: Store, new: Programme) -> tuple[Programme | None, int]:
    """The programme in force, and how many of the partners' people have not accepted the new one's terms."""
    return store.programmes.newest(), store.acceptances.owing(new.terms.version) if new.terms else 0


def _tell(old: Programme | None, owing: int, new: Programme) -> bool:
    """Whether anything changes."""
    found = changes(old, new)
    for change in found:
        typer.echo(str(change))
    if not found:
        typer.echo("Nothing changes.")
    if new.terms and (old is None or old.terms != new.terms):
        typer.echo(_terms(new.terms, owing, old.terms if old else None))
    return bool(found)


def _terms(new: Conditions, owing: int, old: Conditions | None) -> str:
    """What a change of the terms asks of people."""
    if old and old.version == new.version:
        same = f"The terms read differently, but are version {new.version} as before"
        return f"{same}: nobody is asked to accept them again."
    who = "1 person" if owing == 1 else f"{owing} people"
    return f"{who} of your partners must accept the terms, version {new.version}, before their next deal."


def apply(database: Database, old: Programme | None, new: Programme) -> int:
    """Between the question and the answer, or at this very moment, somebody else may apply one as well."""
    try:
        with database.write() as store:
            if store.programmes.newest() != old:
                stop(OVERTAKEN)
            return store.programmes.apply(new, at=datetime.now(UTC))
    except CollisionError:
        stop(OVERTAKEN)
