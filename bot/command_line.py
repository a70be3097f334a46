"""The command line: what there is to type after `tandem`."""

import asyncio
import sys
import zoneinfo
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated

import typer

from bot.desk import (
    absences,
    announcements,
    audit,
    backup,
    begin,
    channels,
    customers,
    documents,
    keys,
    manifests,
    opened,
    outbox,
    people,
    programme,
    training,
)
from bot.settings import listening, stop

DEMO = Path("tandem-demo.db")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they quote what was typed; `run` tells of a bug
    help="Tandem: partners and managers, in the chat they have open.",
)
app.add_typer(programme.commands, name="programme")
app.add_typer(people.commands, name="people")
app.add_typer(customers.commands, name="customers")
app.add_typer(channels.commands, name="channels")
app.add_typer(documents.commands, name="documents")
app.add_typer(absences.commands, name="absences")
app.add_typer(announcements.commands, name="announcements")
app.add_typer(training.commands, name="training")
app.add_typer(manifests.commands, name="manifest")
app.add_typer(outbox.commands, name="outbox")
app.add_typer(keys.commands, name="keys")
app.add_typer(audit.commands, name="audit")
app.command()(begin.init)
app.command()(opened.migrate)
app.command()(backup.backup)
app.command()(backup.restore)


@app.command()
def serve() -> None:
    """Serve Slack and Teams and deliver what is due, until told to stop."""
    from bot import serving  # noqa: PLC0415  # the other commands need none of it

    settings = opened.settings()
    _log_as(settings.log_format)
    _run(serving.serve(settings))


@app.command()
def doctor(
    to: Annotated[str, typer.Option(help="Whom of the vendor's to send the test card: an e-mail address.")] = "",
) -> None:
    """Check the settings, the database, the programme, Slack and Teams, and send one test card, else to the admin."""
    from bot.doctor import told  # noqa: PLC0415  # as above
    from bot.findings import Level  # noqa: PLC0415  # as above

    if Level.ERROR in asyncio.run(told(to.strip())):
        raise typer.Exit(1)


@app.command()
def demo(
    listen: Annotated[str, typer.Option(help="Where to serve; a loopback address.")] = "127.0.0.1:8080",
) -> None:
    """Serve an example programme as a chat page, with nothing to set up; its database is made anew each time."""
    from bot import demonstration  # noqa: PLC0415  # as above

    settings = opened.settings()
    _log_as("console")
    _run(demonstration.demo(settings, listen=_listening(listen), file=DEMO))


def _listening(text: str) -> str:
    try:
        return listening(text)
    except ValueError as error:
        stop(f"--listen: {error}.")


def _log_as(log_format: str) -> None:
    from bot import logs  # noqa: PLC0415  # as above

    logs.configure(log_format)


def _run(work: Coroutine[None, None, None]) -> None:
    from bot.app import NotReadyError  # noqa: PLC0415  # as above

    try:
        asyncio.run(work)
    except NotReadyError as problem:
        stop(str(problem))


def run() -> None:
    """What was typed; a bug is told in a sentence."""
    zoneinfo.reset_tzpath(())  # the zones of the pinned tzdata, not those that the machine happens to have
    try:
        app()
    except Exception as bug:  # noqa: BLE001  # told as in the logs: a traceback quotes secrets and what was typed
        from bot import logs  # noqa: PLC0415  # as above

        told = logs.bare(bug)
        frames = "\n".join(f"  {place}" for place in told["raised_at"])
        sys.exit(f"This is a fault of Tandem's, please report it: {told['error']} at\n{frames}")
