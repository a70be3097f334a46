"""What every import at the desk does alike: each line is looked at first, then what is right is kept, part by part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.desk.opened import opened, text_of
from bot.settings import stop
from domain.acts import OPERATOR
from domain.imports import Entry, Plan
from domain.refusal import Refusal
from domain.sheets import Mistake
from handlers.kinds import Kind, carry_out, plan_of
from storage.database import Database
from storage.faults import UnusableError
from storage.store import Store
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

if TYPE_CHECKING:
    from rich.progress import Progress

BATCH = 50
"""Lines in one transaction: some 20 ms of one processor, for which whoever registers a deal meanwhile waits."""
BREATH = 0.025
"""Seconds between two of them, in which who waits gets in: SQLite has no queue, and looks again so often at first."""
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
    for part in _parts(due):
        with database.write() as store:
            for one in part:
                prepare(one.thing, store)


def _keep(kind: Kind[Any], plan: Plan, name: str, database: Database, progress: "Progress") -> None:
    """Each part is whole in itself: what a process that was killed has not kept is what the file does when repeated."""
    at = datetime.now(UTC)
    for part in _parts(progress.track(plan.due, description="Importing")):
        try:
            with database.write() as store:
                carry_out(kind, part, store, by=OPERATOR, at=at)
                if part[-1] is plan.due[-1]:
                    done = store.imports.record(kind.name, name=name, counts=plan.counts, at=at)
                    store.acts.note(OPERATOR, "import", done.id, at=at)
        except Refusal:
            stop(
                "Something else was changed meanwhile, and not all was imported. Run it again: it names what is wrong."
            )
        except UnusableError as unusable:
            stop(f"{unusable} Perhaps not all was imported. Run it again: it goes on with what is missing.")


def _parts(due: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """BATCH at a time, with a BREATH after each."""
    entries = iter(due)
    while part := tuple(islice(entries, BATCH)):
        yield part
        sleep(BREATH)
