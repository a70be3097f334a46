"""tandem announcements: how far each is, and what became of every copy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import typer

from bot.desk.audit import new_file
from bot.desk.opened import opened
from bot.settings import stop
from domain.announcements import Announcement, State
from domain.announcements_followed import Progress
from domain.sheets import write_table
from handlers.announcements_report import header, lines
from handlers.announcements_unreached import unreached
from storage.store import Store
from views.translator import translator

commands = typer.Typer(no_args_is_help=True, help="What is said to many at once, and who got it.")

NEWEST = 20
"""How many are shown where none is named."""
BAR = 50
"""Signs of a bar, where the terminal has room for them."""
_UNREACHED = ("partner", "name", "why", "email")


@commands.command("status")
def announcements_status(ref: str = typer.Argument("", help="One of them, such as A-7K3QX; else the newest.")) -> None:
    """How far each is, in figures that add up to its audience; what is on its way comes first."""
    width, at = get_terminal_size().columns, datetime.now(UTC)
    with opened() as database, database.read() as store:
        chosen = (_begun(ref, store),) if ref else store.following.newest(NEWEST)
        for one in chosen:
            typer.echo("\n".join(status(one, store.following.progress(one.id, at=at), at=at, width=width)))
    if not chosen:
        typer.echo("No announcement has begun to leave yet.")


def _begun(ref: str, store: Store) -> Announcement:
    found = store.announcements.by_ref(ref)
    if found is None or not found.has_begun:
        stop(f"There is no announcement {ref} that has begun to leave. See: tandem announcements status")
    return found


def status(one: Announcement, now: Progress, *, at: datetime, width: int) -> Iterator[str]:
    """Lines of at most `width` signs: which it is, a bar, the figures, and what comes next."""
    title = "".join(sign if sign.isprintable() else " " for sign in one.content.text("en", ()).title)
    yield _short(f"{one.ref}  {one.state}  {title}", width)
    if one.forgotten(at):
        yield fill("It left over a year ago: its figures are not on record any more.", width, **_INDENTED)
        return
    yield _bar(now, width)
    yield fill(_figures(now), width, **_INDENTED)
    yield from (fill(line, width, **_INDENTED) for line in _next(one, now))


_INDENTED: dict[str, Any] = {"initial_indent": "  ", "subsequent_indent": "  "}


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _bar(now: Progress, width: int) -> str:
    """It is full, and says 100 %, only when nothing is left to be done."""
    percent = 100 * now.done // now.audience if now.audience else 100
    signs = max(1, min(BAR, width - len("  [] 100%")))
    return f"  [{'#' * (signs * percent // 100):.<{signs}}] {percent:3}%"


def _figures(now: Progress) -> str:
    """What there is none of is named only where it always is."""
    always = {"sent": now.sent, "failed": now.failed, "waiting": now.waiting, "left out": now.skipped}
    seldom = {"being looked for": now.uncertain, "held": now.held}
    figures = always | {name: count for name, count in seldom.items() if count}
    return " + ".join(f"{count:,} {name}" for name, count in figures.items()) + f" = {now.audience:,}"


def _next(one: Announcement, now: Progress) -> Iterator[str]:
    if one.state is not State.SENDING:
        return
    if now.left is not None:
        minutes = max(1, round(now.left.total_seconds() / 60))
        yield f"{now.lately:,} in the last minute, about {minutes:,} min left"
    if now.later and now.next_at:
        yield f"to leave later: {now.later:,}, the first at {now.next_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@commands.command("report")
def announcements_report(ref: str, file: Path) -> None:
    """Write what became of every copy to a new CSV file: who, the state, why, what to do about it, and when."""
    t = translator("en", "UTC")
    with opened() as database, database.read() as store:
        one = _begun(ref, store)
        with new_file(file) as out:
            count = write_table(chain((header(t),), lines(one, store, t)), out, language=t.language) - 1
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
            missed = unreached(one, author, store, at=datetime.now(UTC))
            rows = ((each.partner, each.name, each.why, each.email) for each in missed)
            count = write_table(chain((_UNREACHED,), rows), out, language="en") - 1
    typer.echo(f"{count} who are not reached are in {file}.")
