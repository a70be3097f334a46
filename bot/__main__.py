"""The command line: tandem serve, demo, migrate, programme, people, manifest, outbox."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated

import typer

from bot import desk
from bot.settings import stop

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may hold secrets
    help="Tandem: partners and managers, in the chat they have open.",
)
app.add_typer(desk.programme, name="programme")
app.add_typer(desk.people, name="people")
app.add_typer(desk.manifest, name="manifest")
app.add_typer(desk.outbox, name="outbox")
app.command()(desk.migrate)


@app.command()
def serve() -> None:
    """Serve Slack and Teams and deliver what is due, until told to stop."""
    from bot import serving  # noqa: PLC0415  # the other commands need none of it

    _run(serving.serve(desk.settings()))


@app.command()
def demo(
    listen: Annotated[str, typer.Option(help="Where to serve; a loopback address.")] = "127.0.0.1:8080",
    database: Annotated[Path, typer.Option(help="Its own SQLite file, made anew each time.")] = Path("tandem-demo.db"),
) -> None:
    """Serve an example programme as a chat page, with nothing to set up."""
    from bot import demonstration  # noqa: PLC0415  # as above

    _run(demonstration.demo(desk.settings(), listen=listen, file=database))


def _run(work: Coroutine[None, None, None]) -> None:
    from bot.app import NotReadyError  # noqa: PLC0415  # as above

    try:
        asyncio.run(work)
    except NotReadyError as problem:
        stop(str(problem))


def main() -> None:
    """The entry point of the installed command."""
    app()


if __name__ == "__main__":
    main()
