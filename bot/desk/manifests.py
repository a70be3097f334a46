"""tandem manifest: what Slack and Teams install."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.desk.opened import settings
from bot.settings import Settings, stop

if TYPE_CHECKING:
    from bot.teams.package import Publisher

commands = typer.Typer(no_args_is_help=True, help="What Slack and Teams install.")

_REACHABLE = re.compile(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?")


@commands.command("slack")
def manifest_slack(
    url: Annotated[str, typer.Option(help="Where Slack reaches Tandem, such as https://tandem.example.com")],
    prefix: Annotated[str, typer.Option(help="Renames the commands where they collide: acme gives /acme-deal")] = "",
) -> None:
    """Print the manifest of the Slack app for a host."""
    from bot.slack.manifest import manifest as made  # noqa: PLC0415  # Slack's own, when asked for

    try:
        typer.echo(made(url, prefix=prefix, name=settings().app_name), nl=False)
    except ValueError as error:
        stop(str(error))


@commands.command("teams")
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
        package = build(chosen.microsoft_app_id, _publisher(chosen), _host(url), slash=chosen.teams_slash)
    except ValueError as error:
        stop(f"APP_ICON: {error}")
    try:
        with out.open("xb") as file:
            file.write(package)
    except FileExistsError:
        stop(f"{out} is there already. Nothing was written.")
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")
    typer.echo(f"{out} is ready to be uploaded.")


def _publisher(chosen: Settings) -> "Publisher":
    from bot.teams.package import Publisher  # noqa: PLC0415  # as above

    pages = {"PRIVACY_URL": chosen.privacy_url, "TERMS_URL": chosen.terms_url}
    if missing := [name for name, page in pages.items() if not page]:
        stop(f"Set {' and '.join(missing)} first: Teams shows these pages before anybody installs the app.")
    icon = _picture(chosen.app_icon) if chosen.app_icon else None
    return Publisher(name=chosen.app_name, privacy=chosen.privacy_url, terms=chosen.terms_url, icon=icon)


def _picture(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        stop(f"APP_ICON: {file} cannot be read: {error.strerror}.")


def _host(url: str) -> str | None:
    """The host of an address; None where none was given."""
    found = _REACHABLE.fullmatch(url)
    if url and not found:
        stop(f'"{url}" is no address that Teams could reach; it should look like https://tandem.example.com')
    return found[1] if found else None
