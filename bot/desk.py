"""The operator's desk: what the command line does without serving: programme, people, manifests, outbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.settings import Settings, stop
from domain.programme import Programme
from domain.programme_changes import changes
from domain.programme_text import ProgrammeError, read_programme
from handlers.people_csv import Line, Mistake, PeopleError, read_people
from storage.database import Database
from storage.schema import is_current
from storage.schema import migrate as bring_up_to_date
from storage.store import Store

programme = typer.Typer(no_args_is_help=True, help="The partner programme, as a file.")
people = typer.Typer(no_args_is_help=True, help="Who works with the programme.")
manifest = typer.Typer(no_args_is_help=True, help="What Slack and Teams install.")
outbox = typer.Typer(no_args_is_help=True, help="What was to be told, and was not.")

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only print what would change.")]


def settings() -> Settings:
    """From the environment; stops with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        stop("\n".join(_sentence(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()))


def _sentence(setting: str, message: str) -> str:
    return f"{setting.upper()}: {message}" if setting else message.removeprefix("Value error, ")


def _say(line: str) -> None:
    Console(soft_wrap=True, highlight=False).print(line, markup=False)


@contextmanager
def _database() -> Iterator[Database]:
    """SQLite migrates itself; PostgreSQL waits for `tandem migrate`."""
    url = settings().database_url
    database = Database(url)
    try:
        if database.sqlite:
            bring_up_to_date(url)
        elif not is_current(database):
            stop("The database's schema is older than this version. Run: tandem migrate")
        yield database
    finally:
        database.close()


def migrate() -> None:
    """Bring the database to this version's schema."""
    bring_up_to_date(settings().database_url)
    _say("The database is up to date.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{file} cannot be read: {error}")


# --- programme ---


@programme.command("check")
def programme_check(file: Path) -> None:
    """Say what is wrong in a programme file, with its key and line, or that nothing is."""
    _programme(file)
    _say(f"{file} is in order.")


def _programme(file: Path) -> Programme:
    try:
        return read_programme(_text(file))
    except ProgrammeError as error:
        stop("\n".join(map(str, error.problems)))


@programme.command("apply")
def programme_apply(file: Path, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Print what changes, and apply it whole or not at all."""
    new = _programme(file)
    with _database() as database:
        with database.read() as store:
            old = store.programmes.newest()
        found = changes(old, new)
        for change in found:
            _say(str(change))
        if not found:
            _say("Nothing changes.")
        elif not dry_run and (yes or typer.confirm("Apply?")):
            with database.write() as store:
                _say(f"Applied as version {_applied(store, old, new)}.")


def _applied(store: Store, old: Programme | None, new: Programme) -> int:
    if store.programmes.newest() != old:
        stop("The programme was changed by somebody else meanwhile. Look again; nothing was applied.")
    return store.programmes.apply(new, at=datetime.now(UTC))


# --- people ---


@people.command("import")
def people_import(
    file: Path,
    *,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Import the lines that are right.")] = False,
) -> None:
    """Add or update people from a CSV file: all of it or nothing; repeating it changes nothing."""
    text = _text(file)
    with _database() as database:
        with database.read() as store:
            in_force = store.programmes.newest()
        if in_force is None:
            stop("There is no programme yet. Run: tandem programme apply FILE --yes")
        lines, mistakes = _read(text, in_force)
        for mistake in mistakes:
            _say(str(mistake))
        if mistakes and not keep_going:
            stop(f"{len(mistakes)} lines are wrong; nothing was imported.")
        with database.write() as store:
            _import(lines, store)
    _say(f"{len(lines)} people are as in {file.name}." + (f" {len(mistakes)} lines were left out." if mistakes else ""))
    if mistakes:
        raise typer.Exit(1)


def _read(text: str, in_force: Programme) -> tuple[list[Line], list[Mistake]]:
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    try:
        for found in read_people(text, in_force):
            if isinstance(found, Line):
                lines.append(found)
            else:
                mistakes.append(found)
    except PeopleError as error:
        stop(f"{error} Nothing was imported.")
    return lines, mistakes


def _import(lines: list[Line], store: Store) -> None:
    with Progress(console=Console(stderr=True)) as progress:
        for line in progress.track(lines, description="Importing"):
            store.people.keep(line.person)


@people.command("code")
def people_code(email: str, organisation: Annotated[str, typer.Argument()] = "vendor") -> None:
    """Print a one-time code with which this person links an account: they type `/partner link CODE`."""
    with _database() as database, database.write() as store:
        person = store.people.with_email(organisation, email)
        if person is None:
            stop(f"{organisation} has nobody with this address. Import people first.")
        code = store.people.offer_code(person, at=datetime.now(UTC))
    _say(f"{code} (for {person.name}; works once, for 10 minutes)")


# --- manifests ---


@manifest.command("slack")
def manifest_slack(
    url: Annotated[str, typer.Option(help="Where Slack reaches Tandem, such as https://tandem.example.com")],
    prefix: Annotated[str, typer.Option(help="Renames the commands where they collide: acme gives /acme-deal")] = "",
) -> None:
    """Print the manifest of the Slack app for a host."""
    from bot.slack.manifest import manifest as made  # noqa: PLC0415  # Slack's own, when asked for

    try:
        typer.echo(made(url, prefix=prefix), nl=False)
    except ValueError as error:
        stop(str(error))


@manifest.command("teams")
def manifest_teams(
    out: Annotated[Path, typer.Option(help="The zip file to write.")] = Path("tandem-teams.zip"),
    url: Annotated[str, typer.Option(help="Where Teams reaches Tandem, such as https://tandem.example.com")] = "",
) -> None:
    """Build the app package for Teams."""
    from bot.teams.package import build  # noqa: PLC0415  # Teams' own, when asked for

    chosen = settings()
    if not chosen.teams:
        stop(
            "Set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANTID first: the package names the app."
        )
    try:
        package = build(
            chosen.microsoft_app_id, url.removeprefix("https://").rstrip("/") or None, slash=chosen.teams_slash
        )
    except ValueError as error:
        stop(str(error))
    out.write_bytes(package)
    _say(f"{out} is ready to be uploaded.")


# --- outbox ---


@outbox.command("list")
def outbox_list() -> None:
    """What failed, and what may or may not have arrived and waits for you to decide."""
    with _database() as database, database.read() as store:
        stuck = store.outbox.stuck()
        table = Table("copy", "state", "reason", "what", "person", "since")
        for copy in stuck:
            table.add_row(copy.id, copy.state, copy.reason, copy.kind, copy.person, f"{copy.put_at:%Y-%m-%d %H:%M} UTC")
    Console(soft_wrap=True).print(table if stuck else "Nothing is stuck.")


@outbox.command("resend")
def outbox_resend(copy: str, *, yes: Yes = False) -> None:
    """Send a copy again. One that is held may have arrived: its reader would then see it twice."""
    if not (yes or typer.confirm("It may arrive a second time. Send it again?")):
        return
    with _database() as database, database.write() as store:
        if not store.outbox.resend(copy, at=datetime.now(UTC)):
            stop("There is no such copy that failed or is held. See: tandem outbox list")
    _say("It is due now.")
