"""build(settings) -> App: every object is made here, once, and handed down."""

import asyncio
import contextlib
import errno
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog
from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from bot.clock import EVERY, SharedClock
from bot.courier import PATIENCE, Courier
from bot.dispatch import Dispatch
from bot.loose import LooseFiles
from bot.messenger import Messenger
from bot.ops import Meters, operations, timed, watch
from bot.pace import Pace
from bot.rounds import rounds
from bot.settings import Settings, address
from bot.ticker import ticker
from bot.watched import WatchedFolder, Watching
from bot.workers import Workers
from domain.places import Platform
from storage.database import Database
from storage.faults import UnusableError, told_plainly
from storage.file_store import Folder
from storage.paces import Pace as SendingPace
from storage.schema import migrate, misfit

log = structlog.get_logger()

LARGEST_BODY = 2 * 1024 * 1024
"""Bytes aiohttp reads at most; the guards say no before that, at 1 MiB."""
CALL = 6.0
"""Seconds one call to a platform may take: to open a chat and to post, begun in the first half of a copy's lease
of 30 s, must be over before the lease is."""
CONNECT = 3.0
"""Seconds of those that it may wait for a connection: what had none by then has certainly not left."""
ASKED, SENDING = 64, 400
"""Connections at most: for what people wait for, and for each platform's messages. So many are more than one core
keeps busy; and where one platform does not answer, it has none of another's."""
GRACE = 10.0
"""Seconds that what is under way has to finish when the process is told to stop."""


class Gateway(Protocol):
    """A platform's door."""

    async def start(self) -> None:
        """Open what must be open before the first request."""
        ...

    async def close(self) -> None:
        """Finish what is under way."""
        ...


class NotReadyError(Exception):
    """It must not be served so; the sentence says what to do."""


@dataclass
class App:
    """The whole process: what listens, what delivers, what ticks."""

    settings: Settings
    database: Database
    clock: SharedClock
    dispatch: Dispatch
    courier: Courier
    front: web.Application
    ops: web.Application
    meters: Meters
    session: ClientSession
    """For what somebody waits for; the courier's are its own."""
    sending: Mapping[Platform, ClientSession]
    gateways: Mapping[Platform, Gateway] = field(default_factory=dict)


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Made, and at the end unmade in the opposite order. NotReadyError where the database is not fit to serve."""
    # Worker threads hold the GIL for up to this long; with the default of 5 ms the loop stalls (ADR 0007).
    sys.setswitchinterval(0.0005)
    async with AsyncExitStack() as stack:
        database = _ready(settings)
        stack.callback(database.close)
        clock = SharedClock()
        dispatch, courier = await _core(database, clock, settings, stack)
        session = await stack.enter_async_context(session_of(ASKED))
        sending = {
            platform: await stack.enter_async_context(session_of(SENDING))
            for platform in (Platform.SLACK, Platform.TEAMS)
        }
        meters = Meters()
        app = App(
            settings=settings,
            database=database,
            clock=clock,
            dispatch=dispatch,
            courier=courier,
            front=web.Application(middlewares=[timed(meters)], client_max_size=LARGEST_BODY),
            ops=operations(dispatch, meters),
            meters=meters,
            session=session,
            sending=sending,
        )
        app.gateways = _platforms(app)
        yield app


def _ready(settings: Settings) -> Database:
    try:
        with told_plainly():
            return _fit_to_serve(settings)
    except UnusableError as unusable:
        raise NotReadyError(str(unusable)) from unusable


def _fit_to_serve(settings: Settings) -> Database:
    """SQLite migrates itself; PostgreSQL may serve other replicas, so that somebody must say when."""
    database = Database(settings.database_url)
    if database.sqlite:
        migrate(settings.database_url)
    elif why := misfit(database):
        database.close()
        raise NotReadyError(str(why))
    return database


async def _core(
    database: Database, clock: SharedClock, settings: Settings, stack: AsyncExitStack
) -> tuple[Dispatch, Courier]:
    """SQLite: one writer, two readers. PostgreSQL: four workers for everything; more only stall the loop."""
    writer = Workers(1 if database.sqlite else 4, "write")
    reader = Workers(2, "read") if database.sqlite else writer
    for workers in {writer, reader}:
        stack.callback(workers.close)
    loop = asyncio.get_running_loop()
    courier: Courier | None = None

    def told() -> None:
        if courier is not None:
            loop.call_soon(courier.wake)

    pace = Pace(person=settings.limit_person, workspace=settings.limit_workspace)
    dispatch = Dispatch(
        database, writer=writer, reader=reader, clock=clock, told=told, pace=pace, support=settings.support_url
    )
    courier = Courier(dispatch, {}, patience=PATIENCE)
    return dispatch, courier


def session_of(connections: int, *, connect: float = CONNECT) -> ClientSession:
    """Of so many at once; `connect` is after how many seconds what has none has certainly not left."""
    timeout = ClientTimeout(total=CALL, connect=connect)
    return ClientSession(timeout=timeout, connector=TCPConnector(limit=connections))


def _platforms(app: App) -> Mapping[Platform, Gateway]:
    """Only what has its settings, and only then its libraries: Slack alone starts without Teams' modules."""
    gateways: dict[Platform, Gateway] = {}
    messengers: dict[Platform, Messenger] = {}
    paces: dict[str, SendingPace] = {}
    settings = app.settings
    if settings.slack:
        from bot.slack.door import slack  # noqa: PLC0415
        from bot.slack.limits import pace  # noqa: PLC0415

        paces[Platform.SLACK] = pace(settings.slack_rate, settings.slack_amend_rate)
        gateways[Platform.SLACK], messengers[Platform.SLACK] = slack(
            settings, app.dispatch, app.session, app.front, sending=app.sending[Platform.SLACK]
        )
    if settings.teams:
        from bot.teams.door import teams  # noqa: PLC0415
        from bot.teams.limits import PACE  # noqa: PLC0415

        paces[Platform.TEAMS] = PACE
        gateways[Platform.TEAMS], messengers[Platform.TEAMS] = teams(
            settings, app.dispatch, app.session, app.front, sending=app.sending[Platform.TEAMS]
        )
    app.courier.messengers, app.courier.paces = messengers, paces
    return gateways


@asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    """The gateways, the courier and the clock, until the end; what is under way is finished."""
    async with AsyncExitStack() as stack:
        for gateway in app.gateways.values():
            await gateway.start()
            stack.push_async_callback(gateway.close)
        await stack.enter_async_context(_beating(app))
        yield


@asynccontextmanager
async def _beating(app: App) -> AsyncIterator[None]:
    """The courier, the ticker, the watch of the loop and that of the clock, which is right before the first is sent."""
    with contextlib.suppress(UnusableError):
        await app.dispatch.in_read(app.clock.look)
    tasks = [asyncio.create_task(app.courier.run()), asyncio.create_task(watch(app.meters))]
    tasks.append(asyncio.create_task(_kept_right(app)))
    files = Folder(app.settings.files_folder)
    tasks.append(asyncio.create_task(LooseFiles(app.dispatch, files).run()))
    if folder := app.settings.documents_folder:
        watching = Watching(app.dispatch, WatchedFolder(Path(folder)), files)
        tasks.append(asyncio.create_task(watching.run()))
    clock = ticker(app.dispatch)
    clock.start()
    try:
        yield
    finally:
        clock.shutdown(wait=False)
        app.courier.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(tasks[0]), GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _kept_right(app: App) -> None:
    async def look() -> None:
        await app.dispatch.in_read(app.clock.look)

    await rounds(look, every=EVERY, failed="clock.look_failed")


@asynccontextmanager
async def listening(application: web.Application, listen: str) -> AsyncIterator[int]:
    """Serve it on HOST:PORT; gives the port, which is chosen by the system where it is 0."""
    host, port = address(listen)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            reason = "it is in use already" if error.errno == errno.EADDRINUSE else error.strerror
            raise NotReadyError(f"Cannot listen on {listen}: {reason}.") from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
