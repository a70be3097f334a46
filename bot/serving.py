"""Serving: everything that `tandem serve` holds open, until a signal closes it in order."""

import asyncio
import gc
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import structlog

from bot.app import App, NotReadyError, build, listening, running
from bot.rounds import rounds
from bot.settings import Settings
from domain import business
from domain.programme_text import ProgrammeError, read_programme
from domain.when import zone
from storage.faults import CollisionError, UnusableError
from storage.revisions import Misfit
from storage.store import Store
from views.translator import read_ahead

log = structlog.get_logger()

PAUSE = 0.25
"""Seconds between two files of sentences that are read ahead: all of them take half a minute so."""
EVERY = 5.0
"""Seconds between two looks whether the schema is still that of this version."""


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; NotReadyError where it must not be served so."""
    stop = told_to_stop()
    if settings.teams_auth == "off":
        raise NotReadyError("TEAMS_AUTH=off is for `tandem demo` only.")
    if not (settings.slack or settings.teams):
        raise NotReadyError("No platform is set up. Set SLACK_BOT_TOKEN or MICROSOFT_APP_ID, or try `tandem demo`.")
    if problems := tuple(_no_folders(settings)):
        raise NotReadyError("\n".join(problems))
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(build(settings))
        await seeded(app)
        await stack.enter_async_context(open_for_requests(app))
        settle()
        Thread(target=prepare, daemon=True).start()  # whoever stops it now need not wait for that
        log.info("serving", listen=settings.listen, ops=settings.ops_listen, platforms=sorted(app.gateways))
        if why := await _told(stop, app):
            raise NotReadyError(str(why))


def _no_folders(settings: Settings) -> Iterator[str]:
    """The folder of files is made with its first file; one that is watched is somebody else's, and there."""
    kept, watched = settings.files_folder, settings.documents_folder
    if not next(place for place in (kept.absolute(), *kept.absolute().parents) if place.exists()).is_dir():
        yield f"FILES_FOLDER: {kept} is no folder, and none can be made there."
    if watched and not Path(watched).is_dir():
        yield f"DOCUMENTS_FOLDER: there is no folder {watched}."


async def _told(stop: asyncio.Event, app: App) -> Misfit | None:
    """Waits until it is told to stop. Or until another version has changed the schema under it, which is given: one
    that went on would misread what is there, or drop what it knows nothing of.
    """
    why: Misfit | None = None

    async def look() -> None:
        nonlocal why
        with suppress(UnusableError):  # /readyz says so
            why = await app.dispatch.in_read(Store.misfit)
        if why:
            log.error("schema.changed", why=str(why))
            stop.set()

    looking = asyncio.create_task(rounds(look, every=EVERY, failed="schema.look_failed"))
    await stop.wait()
    looking.cancel()
    log.info("stopping")
    return why


def prepare(pause: float = PAUSE) -> None:
    """What somebody would wait for otherwise: the list of all zones, the holidays, and the sentences of each language,
    without which nothing is worded. Those so slowly that the first who come are not held up by it.
    """
    zone("UTC")
    business.prepare()
    for _ in read_ahead():
        time.sleep(pause)


@asynccontextmanager
async def open_for_requests(app: App) -> AsyncIterator[int]:
    """Deliver, tick and listen; gives the port. Closed in order: first no new requests, then the courier."""
    async with (
        running(app),
        listening(app.ops, app.settings.ops_listen),
        listening(app.front, app.settings.listen) as port,
    ):
        yield port


def settle() -> None:
    """What the start has made stays: without this the collector walks through all of it now and then, and the loop
    stands still for a tenth of a second.
    """
    gc.freeze()
    gc.set_threshold(*COLLECT)


COLLECT = (10_000, 10, 100)
"""How many new objects, and then how many rounds, before the garbage collector looks at them, and at older ones: a look
takes about 1 ms for 10,000. With a fifth of it the courier took a twentieth more CPU, as most were about to go anyway.
"""


async def seeded(app: App) -> None:
    """An empty database gets the programme of the setting PROGRAMME; otherwise the database is the truth."""
    at, file = app.dispatch.now(), app.settings.programme
    if await app.dispatch.in_read(lambda store: store.programmes.newest() is not None):
        return
    if file is None:
        raise NotReadyError("There is no programme yet. Run: tandem programme apply FILE --yes, or set PROGRAMME.")
    try:
        await app.dispatch.in_write(lambda store: _seed(store, file, at))
    except CollisionError:
        log.info("seeded.by_another_replica")


def _seed(store: Store, file: Path, at: datetime) -> None:
    try:
        programme = read_programme(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotReadyError(f"PROGRAMME: {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise NotReadyError(f"PROGRAMME: {file} is not UTF-8 text.") from error
    except ProgrammeError as error:
        raise NotReadyError("\n".join(f"PROGRAMME: {problem}" for problem in error.problems)) from error
    if store.programmes.newest() is None:  # another replica may have been first
        store.programmes.apply(programme, at=at.astimezone(UTC))


def told_to_stop() -> asyncio.Event:
    """Set on SIGTERM or SIGINT: from now on, so that one which comes during the start ends it in order as well."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    return stop
