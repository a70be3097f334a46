"""tandem init: a programme, a database, an admin, and the code with which the admin comes in."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.desk import questions
from bot.desk.admins import first_admin, told
from bot.desk.opened import is_missing, opened, settings
from bot.desk.programme import apply, read
from bot.desk.questions import Asking
from bot.desk.starter import written
from bot.settings import stop
from domain.people import Role
from domain.programme import VENDOR, Programme
from storage.database import Database
from storage.faults import UnusableError, told_plainly
from storage.schema import is_empty
from storage.schema import migrate as bring_up_to_date

_NOWHERE = (
    "The programme names no Slack workspace and no Teams tenant of the vendor's: the code could be typed nowhere. "
    "docs/programme.md, Workspaces, says how to add one."
)


def init(  # an option for each question
    *,
    company: Annotated[str, typer.Option(help="Your company's name, as partners read it.")] = "",
    name: Annotated[str, typer.Option(help="Your own name: you become the admin.")] = "",
    languages: Annotated[str, typer.Option(help="Out of en, pl, pt-BR; the first is the programme's own.")] = "",
    countries: Annotated[str, typer.Option(help="Where you sell, as ISO codes: PL,BR.")] = "",
    currencies: Annotated[str, typer.Option(help="Of deals, as ISO codes: EUR,PLN.")] = "",
    zone: Annotated[str, typer.Option(help="Your time zone, such as Europe/Warsaw.")] = "",
    slack: Annotated[str, typer.Option(help="The id of your Slack workspace, T...")] = "",
    teams: Annotated[str, typer.Option(help="The id of your Microsoft 365 tenant.")] = "",
    file: Annotated[Path, typer.Option(help="The programme to write, or to begin with.")] = Path("programme.toml"),
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take the options, and the defaults.")] = False,
) -> None:
    """Begin: ask a few questions, write a programme, and print the code that makes you the admin.

    It may be run again: what is there stays as it is, and there is a new code.
    """
    given = {
        "company": company,
        "name": name,
        "languages": languages,
        "countries": countries,
        "currencies": currencies,
        "zone": zone,
        "slack": slack,
        "teams": teams,
    }
    asking = Asking(given, yes)
    _bring_up()
    with opened(made=True) as database:
        admin = _admin(database, asking)
        programme = _in_force(database) or _begun(database, file, asking)
        _stop_where_nobody_can_come_in(programme)
        with database.write() as store:
            typer.echo(told(*first_admin(admin, store, at=datetime.now(UTC)), programme))


def _bring_up() -> None:
    """A new database gets its tables, PostgreSQL as well; one that is in use is `tandem migrate`'s matter."""
    url = settings().database_url
    try:
        with told_plainly():
            if is_missing(url) or is_empty(url):
                bring_up_to_date(url)
    except UnusableError as unusable:
        stop(str(unusable))


def _admin(database: Database, asking: Asking) -> str:
    """The name of the admin there is, else of whoever is to become it."""
    with database.read() as store:
        there = store.people.holders(Role.ADMIN)
    if len(there) > 1:
        names = ", ".join(admin.name for admin in there)
        stop(f"There are several admins: {names}. For a code: tandem people admin NAME")
    return there[0].name if there else asking.ask("name", "Your name", "You become the admin.", questions.text, None)


def _in_force(database: Database) -> Programme | None:
    with database.read() as store:
        programme = store.programmes.newest()
    if programme:
        typer.echo(f"The programme of {programme.name} is in force; it stays as it is.")
    return programme


def _begun(database: Database, file: Path, asking: Asking) -> Programme:
    """The file's programme, which is now in force."""
    if not file.exists() or _may_overwrite(file, asking):
        _write(file, asking)
    programme = read(file)
    typer.echo(f"The programme of {file} is applied as version {apply(database, None, programme)}.")
    return programme


def _may_overwrite(file: Path, asking: Asking) -> bool:
    if not asking.yes and typer.confirm(f"{file} is there already. Write it anew?"):
        return True
    typer.echo(f"{file} stays as it is.")
    return False


def _write(file: Path, asking: Asking) -> None:
    answers = questions.programme(asking, tenant=settings().microsoft_app_tenantid.lower())
    try:
        file.write_text(written(answers), encoding="utf-8")
    except OSError as error:
        stop(f"{file} cannot be written: {error.strerror}.")
    typer.echo(f"\n{file} is written.")


def _stop_where_nobody_can_come_in(programme: Programme) -> None:
    if not any(space.organisation == VENDOR and space.platform != "web" for space in programme.workspaces):
        stop(_NOWHERE)
