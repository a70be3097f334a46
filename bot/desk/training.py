"""tandem training: courses, the sessions in which they are held, and the rules that assign them."""

import csv
import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from bot.desk.importing import KeepGoing, import_file, import_text
from bot.desk.opened import DryRun, text_of
from bot.desk.training_dates import training_dates
from bot.settings import stop
from domain.sheets import header_of
from handlers.attendance_csv import ATTENDANCE
from handlers.kinds import Kind
from handlers.trainers_csv import TRAINERS
from handlers.training_csv import COURSES, RULES, SESSIONS

KINDS: tuple[Kind[Any], ...] = (COURSES, RULES, SESSIONS, TRAINERS)
"""Courses first: the others name them; and sessions before who leads them."""

commands = typer.Typer(no_args_is_help=True, help="What can be learned, when, and by whom.")


@commands.callback()
def _group() -> None:
    """Without it, a single command would take the place of the group."""


commands.command("dates")(training_dates)


@commands.command("import")
def training_import(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Add or update courses, sessions, rules or trainers: a CSV file of one of them, or a TOML file of all.

    With one wrong line, nothing of its table. Repeating it does no harm.
    """
    text = text_of(file)
    if file.suffix.casefold() != ".toml":
        import_file(_kind_of(text), file, keep_going=keep_going, dry_run=dry_run)
        return
    tables = _tables(text)
    for kind in KINDS:
        if kind.name in tables:
            lines, place = _lines(kind, tables[kind.name]), f"{kind.name}, entry {{entry}}"
            import_text(kind, lines, file, keep_going=keep_going, dry_run=dry_run, place=place)


@commands.command("attendance")
def training_attendance(file: Path, *, keep_going: KeepGoing = False, dry_run: DryRun = False) -> None:
    """Note who was in a session, from a CSV file with the columns course, session, email.

    Each gets a certificate, once; repeating it changes nothing.
    """
    import_file(ATTENDANCE, file, keep_going=keep_going, dry_run=dry_run)


def _kind_of(text: str) -> Kind[Any]:
    header = sorted(header_of(text))
    found = next((kind for kind in KINDS if sorted(kind.columns) == header), None)
    if found is None:
        stop("\n".join(("The first line must be one of:", *(",".join(kind.columns) for kind in KINDS))))
    return found


def _tables(text: str) -> Mapping[str, Any]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        stop(f"This is no TOML: {error}.")
    known = [kind.name for kind in KINDS]
    if wrong := [name for name in tables if name not in known]:
        stop(f"{wrong[0]} is none of: {', '.join(known)}.")
    return tables


def _lines(kind: Kind[Any], entries: object) -> str:
    """The entries as lines of a CSV file: lists become words, and what is left out is empty."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        stop(f"Write each of them as [[{kind.name}]].")
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(kind.columns)
    for number, entry in enumerate(entries, 1):
        if wrong := [name for name in entry if name not in kind.columns]:
            stop(f"{kind.name}, entry {number}: {wrong[0]} is none of: {', '.join(kind.columns)}.")
        sheet.writerow(_cell(entry.get(column, "")) for column in kind.columns)
    return out.getvalue()


def _cell(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value)
