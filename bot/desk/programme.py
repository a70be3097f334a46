"""tandem programme: check a file, say what it would change, apply it; and whom it asks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.desk import policy
from bot.desk.opened import DryRun, Yes, is_missing, opened, settings, text_of
from bot.settings import stop
from domain.programme import Conditions, Programme
from domain.programme_changes import changes
from domain.programme_text import ProgrammeError, read_programme
from handlers.rerouting import detours, take
from storage.database import Database
from storage.faults import CollisionError
from storage.store import Store

commands = typer.Typer(no_args_is_help=True, help="The partner programme, as a file.")
commands.command("explain")(policy.explain)

Reroute = Annotated[bool, typer.Option("--reroute", help="Open requests are asked anew, by the new rules.")]
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
def programme_apply(file: Path, *, dry_run: DryRun = False, yes: Yes = False, reroute: Reroute = False) -> None:
    """Print what changes, and for which open requests; apply it whole or not at all."""
    new = read(file)
    if dry_run and is_missing(settings().database_url):  # a look must not make one
        _tell(Standing(), new)
        return
    with opened(made=not dry_run) as database:
        _propose(database, new, dry_run=dry_run, yes=yes, reroute=reroute)


@commands.command("undo")
def programme_undo(*, dry_run: DryRun = False, yes: Yes = False, reroute: Reroute = False) -> None:
    """The same with the version before the one in force, which comes back as a new one."""
    with opened() as database:
        with database.read() as store:
            before = store.programmes.before()
        if before is None:
            stop("There was no other programme before this one.")
        _propose(database, before, dry_run=dry_run, yes=yes, reroute=reroute)


@dataclass(frozen=True)
class Standing:
    """What is in force, how many people have not accepted the new terms, and what becomes of the open requests."""

    programme: Programme | None = None
    owing: int = 0
    detoured: tuple[str, ...] = ()


def _standing(store: Store, new: Programme, *, reroute: bool) -> Standing:
    owing = store.acceptances.owing(new.terms.version) if new.terms else 0
    old = store.programmes.newest()
    return Standing(old, owing, policy.detoured(new, store, reroute=reroute) if old else ())


def _propose(database: Database, new: Programme, *, dry_run: bool, yes: bool, reroute: bool) -> None:
    with database.read() as store:
        now = _standing(store, new, reroute=reroute)
    if not _tell(now, new) and not (reroute and now.detoured):
        return
    if dry_run:
        return
    if yes or typer.confirm("Apply?"):
        typer.echo(f"Applied as version {apply(database, now.programme, new, reroute=reroute)}.")
    else:
        typer.echo("Nothing was applied.")


def _tell(now: Standing, new: Programme) -> bool:
    """Whether anything changes."""
    old = now.programme
    found = changes(old, new)
    for change in found:
        typer.echo(str(change))
    if not found:
        typer.echo("Nothing changes.")
    if new.terms and (old is None or old.terms != new.terms):
        typer.echo(_terms(new.terms, now.owing, old.terms if old else None))
    for line in now.detoured:
        typer.echo(line)
    return bool(found)


def _terms(new: Conditions, owing: int, old: Conditions | None) -> str:
    """What a change of the terms asks of people."""
    if old and old.version == new.version:
        same = f"The terms read differently, but are version {new.version} as before"
        return f"{same}: nobody is asked to accept them again."
    who = "1 person" if owing == 1 else f"{owing} people"
    return f"{who} of your partners must accept the terms, version {new.version}, before their next deal."


def apply(database: Database, old: Programme | None, new: Programme, *, reroute: bool = False) -> int:
    """Between the question and the answer, or at this very moment, somebody else may apply one as well."""
    at = datetime.now(UTC)
    try:
        with database.write() as store:
            if store.programmes.newest() != old:
                stop(OVERTAKEN)
            version = store.programmes.version if new == old else store.programmes.apply(new, at=at)
            turned = sorted(detours(new, store) if reroute else (), key=lambda one: (one.deal.partner, one.deal.id))
            for detour in turned:
                take(detour, store, at=at)
            return version
    except CollisionError:
        stop(OVERTAKEN)
