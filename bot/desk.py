"""The operator's desk: what the command line does without serving: programme, people, manifests, outbox."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.settings import Settings, stop
from domain.programme import Programme
from domain.programme_changes import changes
from domain.programme_text import ProgrammeError, read_programme
from handlers.people_csv import Line, Mistake, PeopleError, read_people
from storage.database import Database
from storage.faults import CollisionError, UnusableError, told_plainly
from storage.outbox import Stuck
from storage.schema import is_current
from storage.schema import migrate as bring_up_to_date
from storage.store import Store

programme = typer.Typer(no_args_is_help=True, help="The partner programme, as a file.")
people = typer.Typer(no_args_is_help=True, help="Who works with the programme.")
manifest = typer.Typer(no_args_is_help=True, help="What Slack and Teams install.")
outbox = typer.Typer(no_args_is_help=True, help="What was to be told, and was not.")

OVERTAKEN = "The programme was changed by somebody else meanwhile. Look again; nothing was applied."
_REACHABLE = re.compile(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?")

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only print what would change.")]


def settings() -> Settings:
    """From the environment; stops with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        stop("\n".join(_sentence(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()))


def _sentence(setting: str, message: str) -> str:
    words = message.removeprefix("Value error, ")
    return f"{setting.upper()}: {words}" if setting else words


@contextmanager
def _database(*, made: bool = False) -> Iterator[Database]:
    """SQLite migrates itself, PostgreSQL waits for `tandem migrate`. Without `made` a SQLite file must be there."""
    url = settings().database_url
    try:
        with told_plainly():
            if not made and _is_missing(url):
                stop(f"There is no database {_sqlite_file(url)} yet. DATABASE_URL says where it is.")
            with _opened(url) as database:
                yield database
    except UnusableError as unusable:
        stop(str(unusable))


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        if database.sqlite:
            bring_up_to_date(url)
        elif not is_current(database):
            stop("The database's schema is older than this version. Run: tandem migrate")
        yield database
    finally:
        database.close()


def _sqlite_file(url: str) -> Path | None:
    name = url.removeprefix("sqlite:///")
    return None if name == url else Path(name)


def _is_missing(url: str) -> bool:
    file = _sqlite_file(url)
    return file is not None and not file.exists()


def migrate() -> None:
    """Bring the database to this version's schema."""
    try:
        with told_plainly():
            bring_up_to_date(settings().database_url)
    except UnusableError as unusable:
        stop(str(unusable))
    typer.echo("The database is up to date.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text.")


# --- programme ---


@programme.command("check")
def programme_check(file: Path) -> None:
    """Say what is wrong in a programme file, with its key and line, or that nothing is."""
    _programme(file)
    typer.echo(f"{file} is in order.")


def _programme(file: Path) -> Programme:
    try:
        return read_programme(_text(file))
    except ProgrammeError as error:
        stop("\n".join(map(str, error.problems)))


@programme.command("apply")
def programme_apply(file: Path, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Print what changes, and apply it whole or not at all."""
    new = _programme(file)
    if dry_run:
        _tell(_in_force(), new)
        return
    with _database(made=True) as database:
        with database.read() as store:
            old = store.programmes.newest()
        if not _tell(old, new):
            return
        if yes or typer.confirm("Apply?"):
            typer.echo(f"Applied as version {_apply(database, old, new)}.")
        else:
            typer.echo("Nothing was applied.")


def _in_force() -> Programme | None:
    """None where there is not even a database: a look must not make one."""
    if _is_missing(settings().database_url):
        return None
    with _database() as database, database.read() as store:
        return store.programmes.newest()


def _tell(old: Programme | None, new: Programme) -> bool:
    """Whether anything changes."""
    found = changes(old, new)
    for change in found:
        typer.echo(str(change))
    if not found:
        typer.echo("Nothing changes.")
    return bool(found)


def _apply(database: Database, old: Programme | None, new: Programme) -> int:
    """Between the question and the answer, or at this very moment, somebody else may apply one as well."""
    try:
        with database.write() as store:
            if store.programmes.newest() != old:
                stop(OVERTAKEN)
            return store.programmes.apply(new, at=datetime.now(UTC))
    except CollisionError:
        stop(OVERTAKEN)


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
        if mistakes and not keep_going:
            stop(f"{_lines(mistakes)} wrong; nothing was imported.")
        with database.write() as store:
            _import(lines, store)
    typer.echo(f"{len(lines)} people are as in {file.name}.")
    if mistakes:
        stop(f"{_lines(mistakes)} wrong and left out.")


def _lines(mistakes: list[Mistake]) -> str:
    return "1 line is" if len(mistakes) == 1 else f"{len(mistakes)} lines are"


def _read(text: str, in_force: Programme) -> tuple[list[Line], list[Mistake]]:
    """Each mistake is told when it is found: a file may end in one that makes the rest unreadable."""
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    try:
        for found in read_people(text, in_force):
            if isinstance(found, Line):
                lines.append(found)
            else:
                mistakes.append(found)
                typer.echo(str(found), err=True)
    except PeopleError as error:
        stop(f"{error} Nothing was imported.")
    return lines, mistakes


def _import(lines: list[Line], store: Store) -> None:
    from rich.console import Console  # noqa: PLC0415  # 100 ms, which the other commands need not wait for
    from rich.progress import Progress  # noqa: PLC0415  # as above

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
    typer.echo(f"{code} (for {person.name}; works once, for 10 minutes)")


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
    package = build(chosen.microsoft_app_id, _host(url), slash=chosen.teams_slash)
    try:
        out.write_bytes(package)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")
    typer.echo(f"{out} is ready to be uploaded.")


def _host(url: str) -> str | None:
    """The host of an address; None where none was given."""
    found = _REACHABLE.fullmatch(url)
    if url and not found:
        stop(f'"{url}" is no address that Teams could reach; it should look like https://tandem.example.com')
    return found[1] if found else None


# --- outbox ---


@outbox.command("list")
def outbox_list() -> None:
    """What failed, and what may or may not have arrived and waits for you to decide."""
    with _database() as database, database.read() as store:
        stuck = store.outbox.stuck()
        for copy in stuck:
            typer.echo(_stuck(copy, store))
    if not stuck:
        typer.echo("Nothing is stuck.")


def _stuck(copy: Stuck, store: Store) -> str:
    """A line with the id first, so that it can be cut out; a table would cut ids off in a narrow window."""
    reader = store.people.get(copy.person)
    whom = f"{reader.name} <{reader.email}>, {reader.organisation}" if reader else copy.person
    return f"{copy.id}  {copy.put_at:%Y-%m-%d %H:%M} UTC  {copy.state}: {copy.reason}  {copy.kind}  to {whom}"


@outbox.command("resend")
def outbox_resend(copy: str, *, yes: Yes = False) -> None:
    """Send a copy again. One that is held may have arrived: its reader would then see it twice."""
    if not (yes or typer.confirm("It may arrive a second time. Send it again?")):
        typer.echo("Nothing was sent.")
        return
    with _database() as database, database.write() as store:
        if not store.outbox.resend(copy, at=datetime.now(UTC)):
            stop("There is no such copy that failed or is held. See: tandem outbox list")
    typer.echo("It is due now.")
