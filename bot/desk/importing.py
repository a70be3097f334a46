"""What `tandem people import` and `tandem customers import` do alike: all of a file or nothing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.desk.opened import opened, text_of
from bot.settings import stop
from domain.acts import OPERATOR
from domain.imports import Entry, Plan
from domain.sheets import Mistake
from handlers.kinds import Kind, carry_out, plan_of
from storage.database import Database
from storage.store import Store
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

if TYPE_CHECKING:
    from rich.progress import Progress

BATCH = 50
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Import the lines that are right.")]


def import_file(kind: Kind[Any], file: Path, *, keep_going: bool, dry_run: bool) -> None:
    """Add or update what the file holds; repeating it changes nothing."""
    import_text(kind, text_of(file), file, keep_going=keep_going, dry_run=dry_run)


def import_text(
    kind: Kind[Any], text: str, file: Path, *, keep_going: bool, dry_run: bool, place: str = "line {line}"
) -> None:
    """The same with what was read of the file; `place` says where in it a line of the text stands."""
    with opened() as database:
        plan = _planned(kind, text, database, place)
        counts = plan.counts
        if plan.broken:
            stop("Nothing was imported.")
        if dry_run:
            typer.echo(f"{counts.added} would be added, {counts.changed} changed. Nothing was imported.")
            return
        if plan.mistakes and not keep_going:
            stop(f"{lines_of(plan.mistakes)} wrong; nothing was imported.")
        _import(kind, plan, file.name, database)
    typer.echo(f"{len(plan.entries)} {kind.name} are as in {file.name}.")
    if plan.mistakes:
        stop(f"{lines_of(plan.mistakes)} wrong and left out.")


def lines_of(mistakes: Sequence[Mistake]) -> str:
    """How many, as the beginning of a sentence."""
    return "1 line is" if len(mistakes) == 1 else f"{len(mistakes)} lines are"


def _planned(kind: Kind[Any], text: str, database: Database, place: str) -> Plan:
    """What the file would do; every mistake is told."""
    with database.read() as store:
        if store.programmes.newest() is None:
            stop("There is no programme yet. Run: tandem programme apply FILE --yes")
        plan = plan_of(kind, text, store)
    t = translator("en", "UTC")
    for mistake in plan.mistakes:
        where = place.format(line=mistake.line, entry=mistake.line - 1)
        typer.echo(f"{where}: {plain(refused(mistake.refusal, t))}", err=True)
    return plan


def _import(kind: Kind[Any], plan: Plan, name: str, database: Database) -> None:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True)) as progress:
        if kind.prepare:
            _prepare(kind.prepare, progress.track(plan.due, description="Looking"), database)
        _keep(kind, plan, name, database, progress)


def _prepare(prepare: Callable[[Any, Store], object], due: Iterable[Entry], database: Database) -> None:
    """Before all of it or nothing is kept: nobody who registers a deal meanwhile waits for more than BATCH lines."""
    entries = iter(due)
    while batch := tuple(islice(entries, BATCH)):
        with database.write() as store:
            for one in batch:
                prepare(one.thing, store)


def _keep(kind: Kind[Any], plan: Plan, name: str, database: Database, progress: "Progress") -> None:
    with database.write() as store:
        at = datetime.now(UTC)
        carry_out(kind, progress.track(plan.due, description="Importing"), store, by=OPERATOR, at=at)
        if plan.due:
            done = store.imports.record(kind.name, name=name, counts=plan.counts, at=at)
            store.acts.note(OPERATOR, "import", done.id, at=at)
