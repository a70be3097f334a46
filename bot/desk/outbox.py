"""tandem outbox: what is stuck, and what becomes of it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.desk.backup import hold_for_review, tell
from bot.desk.opened import Yes, agreed, opened
from bot.settings import stop
from domain.acts import OPERATOR
from domain.notices.announcements import AnnouncementFollowed
from domain.notices.notice import topic
from domain.places import Platform
from storage.copies import CopyState
from storage.review import Stuck
from storage.store import Store
from views.reasons import why
from views.translator import translator
from views.vocabulary import plain

commands = typer.Typer(no_args_is_help=True, help="What was to be told, and was not.")

Copy = Annotated[str, typer.Argument(help="One copy, by the id that `tandem outbox list` shows.")]
Kind = Annotated[str, typer.Option(help="All of one kind, such as deal-received.")]
All = Annotated[bool, typer.Option("--all", help="All that is held.")]


@commands.command("list")
def outbox_list() -> None:
    """What failed, and what may or may not have arrived and waits for you to decide."""
    with opened() as database, database.read() as store:
        stuck = store.review.stuck()
        for copy in stuck:
            typer.echo(_stuck(copy, store))
    if not stuck:
        typer.echo("Nothing is stuck.")


def _stuck(copy: Stuck, store: Store) -> str:
    """A line with the id first, so that it can be cut out; a table would cut ids off in a narrow window. The reason as
    docs/operations.md names it, and in words.
    """
    said = plain(why(copy.reason, translator("en", "UTC"), failed=copy.state == CopyState.FAILED))
    what = f"{copy.state}: {copy.reason}. {said}  {copy.kind}  to {_whom(copy, store)}"
    return f"{copy.id}  {copy.put_at:%Y-%m-%d %H:%M} UTC  {what}"


def _whom(copy: Stuck, store: Store) -> str:
    """Somebody, a channel of a partner's, or what a platform calls it."""
    if reader := store.people.get(copy.person):
        return f"{reader.name} <{reader.email}>, {reader.organisation}"
    if copy.partner:
        return f"{copy.channel}, {copy.partner} ({copy.person})"
    channel = store.channels.get(Platform(copy.platform), copy.conversation) if copy.platform else None
    return f"{channel.name}, {channel.partner or 'nobody'} ({copy.person})" if channel else copy.person


@commands.command("resend")
def outbox_resend(copy: str, *, yes: Yes = False) -> None:
    """Send a copy again. One that is held may have arrived: its reader would then see it twice."""
    if not agreed("It may arrive a second time. Send it again?", "Nothing was sent.", yes=yes):
        return
    with opened() as database, database.write() as store:
        at = datetime.now(UTC)
        _tell_authors(store, at)
        if not store.review.resend(copy, at=at):
            stop("There is no such copy that failed or is held and may still leave. See: tandem outbox list")
        store.acts.note(OPERATOR, "outbox-resend", copy, at=at)
    typer.echo("It is due now.")


@commands.command("hold")
def outbox_hold(*, yes: Yes = False) -> None:
    """After a pg_restore, before Tandem serves: hold all that was still to be sent, until you release or drop it."""
    if not agreed("Hold everything that is still to be sent?", "Nothing was changed.", yes=yes):
        return
    with opened() as database:
        tell(hold_for_review(database, datetime.now(UTC)))


@commands.command("release")
def outbox_release(copy: Copy = "", *, kind: Kind = "", everything: All = False, yes: Yes = False) -> None:
    """Send what is held. What had arrived before may then arrive a second time."""
    _one_way(copy, kind, everything=everything)
    if not agreed("What has arrived before may arrive a second time. Send it?", "Nothing was sent.", yes=yes):
        return
    with opened() as database, database.write() as store:
        at = datetime.now(UTC)
        _tell_authors(store, at)
        released = store.review.release(at=at, copy=copy, kind=kind)
        store.acts.note(OPERATOR, "outbox-release", copy or kind, at=at, messages=released)
        _told(released, "due now")


@commands.command("drop")
def outbox_drop(copy: Copy = "", *, kind: Kind = "", everything: All = False, yes: Yes = False) -> None:
    """Never send what is held: it has arrived before, or is not wanted any more."""
    _one_way(copy, kind, everything=everything)
    if not agreed("It cannot be sent again afterwards. Drop it?", "Nothing was dropped.", yes=yes):
        return
    with opened() as database, database.write() as store:
        at = datetime.now(UTC)
        _tell_authors(store, at)
        dropped = store.review.drop(at=at, copy=copy, kind=kind)
        store.acts.note(OPERATOR, "outbox-drop", copy or kind, at=at, messages=dropped)
        _told(dropped, "dropped")


def _tell_authors(store: Store, at: datetime) -> None:
    """Whoever follows an announcement of which something is stuck sees what becomes of that."""
    for announcement in store.following.stuck():
        store.outbox.amend(topic(AnnouncementFollowed.about, announcement), at=at)


def _one_way(copy: str, kind: str, *, everything: bool) -> None:
    if (bool(copy), bool(kind), everything).count(True) != 1:
        stop("Name one copy by its id, or say --kind KIND, or --all.")


def _told(number: int, what: str) -> None:
    if not number:
        stop("Nothing of that is held, or may still leave. See: tandem outbox list")
    typer.echo(f"1 message is {what}." if number == 1 else f"{number:,} messages are {what}.")
