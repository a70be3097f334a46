"""tandem announcements: how far each is, and what became of every copy."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.desk.audit import new_file
from bot.desk.opened import opened
from bot.settings import stop
from domain.announcements import Announcement
from domain.announcements_followed import Progress
from domain.sheets import inert
from handlers.announcements_report import header, lines
from handlers.announcements_unreached import unreached
from storage.store import Store
from views.translator import translator

commands = typer.Typer(no_args_is_help=True, help="What is said to many at once, and who got it.")

NEWEST = 20
"""How many are shown where none is named."""
WIDTH = 30
"""Signs of a bar."""


@commands.command("status")
def announcements_status(ref: str = typer.Argument("", help="One of them, such as A-7K3QX; else the newest.")) -> None:
    """How far each is, in figures that add up to its audience."""
    with opened() as database, database.read() as store:
        for one in _chosen(ref, store):
            typer.echo(_status(one, store.following.progress(one.id, at=datetime.now(UTC))))


def _chosen(ref: str, store: Store) -> tuple[Announcement, ...]:
    if not ref:
        return store.following.newest(NEWEST) or stop("No announcement has begun to leave yet.")
    return (_begun(ref, store),)


def _begun(ref: str, store: Store) -> Announcement:
    found = store.announcements.by_ref(ref)
    if found is None or not found.has_begun:
        stop(f"There is no announcement {ref} that has begun to leave. See: tandem announcements status")
    return found


def _status(one: Announcement, now: Progress) -> str:
    share = now.done / now.audience if now.audience else 1.0
    bar = f"{'#' * int(WIDTH * share):.<{WIDTH}}"
    figures = {
        "sent": now.sent,
        "failed": now.failed,
        "waiting": now.waiting,
        "left out": now.skipped,
        "being looked for": now.uncertain,
        "held": now.held,
    }
    counted = " + ".join(f"{count:,} {name}" for name, count in figures.items())
    left = f"; {now.lately:,} in the last minute, about {_minutes(now)} min left" if now.left is not None else ""
    return f"{one.ref}  {one.state}  [{bar}] {share:.0%}\n  {counted} = {now.audience:,}{left}"


def _minutes(now: Progress) -> int:
    return max(1, round(now.left.total_seconds() / 60)) if now.left else 0


@commands.command("report")
def announcements_report(ref: str, file: Path) -> None:
    """Write what became of every copy to a new CSV file: who, the state, why, what to do about it, and when."""
    t, count = translator("en", "UTC"), 0
    with opened() as database, database.read() as store:
        one = _begun(ref, store)
        with new_file(file) as out:
            sheet = csv.writer(out)
            sheet.writerow(header(t))
            for count, line in enumerate(lines(one, store, t), 1):  # noqa: B007  # counts
                sheet.writerow(map(inert, line))
    typer.echo(f"{count:,} copies are in {file}.")


@commands.command("unreached")
def announcements_unreached(ref: str, file: Path) -> None:
    """Write whom an announcement does not reach now to a new CSV file, with the reason and an address."""
    with opened() as database, database.read() as store:
        one = store.announcements.by_ref(ref)
        author = store.people.get(one.author) if one else None
        if one is None or author is None:
            stop(f"There is no announcement {ref}.")
        with new_file(file) as out:
            writer, count = csv.writer(out), 0
            writer.writerow(("partner", "name", "why", "email"))
            for count, found in enumerate(unreached(one, author, store, at=datetime.now(UTC)), 1):  # noqa: B007  # counts
                writer.writerow(map(inert, (found.partner, found.name, found.why, found.email)))
    typer.echo(f"{count} who are not reached are in {file}.")
