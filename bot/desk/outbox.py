"""tandem outbox: what is stuck, and sending it again."""

from datetime import UTC, datetime

import typer

from bot.desk.opened import Yes, opened
from bot.settings import stop
from storage.outbox import Stuck
from storage.store import Store

commands = typer.Typer(no_args_is_help=True, help="What was to be told, and was not.")


@commands.command("list")
def outbox_list() -> None:
    """What failed, and what may or may not have arrived and waits for you to decide."""
    with opened() as database, database.read() as store:
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


@commands.command("resend")
def outbox_resend(copy: str, *, yes: Yes = False) -> None:
    """Send a copy again. One that is held may have arrived: its reader would then see it twice."""
    if not (yes or typer.confirm("It may arrive a second time. Send it again?")):
        typer.echo("Nothing was sent.")
        return
    with opened() as database, database.write() as store:
        if not store.outbox.resend(copy, at=datetime.now(UTC)):
            stop("There is no such copy that failed or is held. See: tandem outbox list")
    typer.echo("It is due now.")
