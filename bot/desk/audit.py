"""tandem audit: whether the log is as it was written, the value that proves it, and the log as a file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, TextIO

import typer

from bot.desk.opened import opened
from bot.settings import stop
from domain.acts import Act, Fault, Head, Kept, first_fault, read_head
from domain.sheets import write_table
from storage.acts import Acts

commands = typer.Typer(no_args_is_help=True, help="Who did what, in a log that cannot be changed unseen.")

COLUMNS = ("n", "at", "who", "what", "about", "partner", "detail", "seal")
_WHY = {
    "changed": "Act {n} is not as it was written, or an act before it was taken out or put in.",
    "missing": "Act {n} is missing.",
    "rewritten": "Act {n} has another seal than the head says: the log was made anew up to there.",
}

KeptHead = Annotated[str, typer.Option("--head", metavar="COUNT:SEAL", help="What `tandem audit head` printed once.")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day, in UTC.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The day after the last, in UTC.")]
Partner = Annotated[str, typer.Option(help="Only what concerns this partner, by its key.")]


@commands.command("head")
def audit_head() -> None:
    """Print how many acts there are and the last seal. Keep it where nobody who can write the database can write."""
    with opened() as database, database.read() as store:
        typer.echo(store.acts.head())


@commands.command("verify")
def audit_verify(*, head: KeptHead = "") -> None:
    """Look at every act; with a head that you kept, also whether the log was cut off or made anew since."""
    kept = _read(head) if head else None
    with opened() as database, database.read() as store:
        fault, found = first_fault(_watched(store.acts), kept)
    if fault:
        stop(f"{_told(fault)} The {found.count} before it are in order." if fault.n > 1 else _told(fault))
    typer.echo(f"{found.count} acts, all as they were written. Head: {found}")


def _read(head: str) -> Head:
    try:
        return read_head(head)
    except ValueError as error:
        stop(f"--head: {error}.")


def _told(fault: Fault) -> str:
    return _WHY[fault.why].format(n=fault.n)


def _watched(acts: Acts) -> Iterator[Kept]:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True)) as progress:
        yield from progress.track(acts.sealed_rows(), total=acts.count(), description="Verifying")


@commands.command("export")
def audit_export(file: Path, *, start: From = None, end: To = None, partner: Partner = "") -> None:
    """Write the log to a new file: CSV where its name ends in .csv, else JSON lines. Seals are of the whole log."""
    with opened() as database, database.read() as store, new_file(file) as out:
        chosen = (act for act in store.acts.since() if _is_chosen(act, start, end, partner))
        count = _write_csv(chosen, out) if file.suffix.lower() == ".csv" else _write_lines(chosen, out)
    typer.echo(f"{count} acts are in {file}.")


def new_file(file: Path) -> TextIO:
    """For its owner alone, and never over another one; a table with the mark by which spreadsheets know UTF-8."""
    encoding = "utf-8-sig" if file.suffix.lower() == ".csv" else "utf-8"
    try:
        file.touch(mode=0o600, exist_ok=False)
        return file.open("w", encoding=encoding, newline="")
    except FileExistsError:
        stop(f"{file} is there already; nothing was written.")
    except OSError as error:
        stop(f"{file}: {error.strerror}.")


def _is_chosen(act: Act, start: datetime | None, end: datetime | None, partner: str) -> bool:
    since = start is None or act.at >= start.replace(tzinfo=UTC)
    before = end is None or act.at < end.replace(tzinfo=UTC)
    return since and before and (not partner or act.partner == partner)


def _values(act: Act) -> tuple[str, ...]:
    told = replace(act, at=act.at.astimezone(UTC))
    return (str(told.n), told.at.isoformat(), told.who, told.what, told.about, told.partner, told.detail, told.seal)


def _write_csv(acts: Iterable[Act], out: TextIO) -> int:
    return write_table(chain((COLUMNS,), map(_values, acts)), out, language="en") - 1


def _write_lines(acts: Iterable[Act], out: TextIO) -> int:
    count = 0
    for count, act in enumerate(acts, 1):  # noqa: B007  # counts
        values = dict(zip(COLUMNS, _values(act), strict=True))
        detail = json.loads(act.detail) if act.detail else {}
        out.write(json.dumps({**values, "n": act.n, "detail": detail}, ensure_ascii=False) + "\n")
    return count
