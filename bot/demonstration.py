"""The demo: the example programme as a chat page on this machine, with a database of its own.

The web door exists only here; `tandem serve` has no such route.
"""

import secrets
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
import typer
from aiohttp import web

from bot.app import App, NotReadyError, build, listening, running
from bot.compared import Sight
from bot.serving import told_to_stop
from bot.settings import LOOPBACK, Settings, address
from bot.slack import sight as slack
from bot.teams import sight as teams
from bot.web import example
from bot.web.gateway import WebGateway, port_of
from bot.web.guard import objection
from bot.web.live import Live
from bot.web.messenger import WebMessenger
from domain.places import Platform
from domain.when import zone
from storage.file_store import Folder

log = structlog.get_logger()

SIGHTS: Mapping[Platform, Sight] = {Platform.SLACK: slack.losses, Platform.TEAMS: teams.losses}
"""A preview in the demo compares both, though neither is served."""


async def demo(settings: Settings, *, listen: str, file: Path) -> None:
    """Until SIGTERM or SIGINT; NotReadyError where a real token is set, or the address is not this machine's own.

    `file` is the demo's own, and made anew each time.
    """
    stop = told_to_stop()
    _check(settings, listen)
    _make_way(settings, file)
    zone("UTC")  # as in serving
    files = file.with_name(f"{file.stem}-files")
    own = settings.model_copy(update={"database_url": f"sqlite:///{file}", "listen": listen, "files_folder": files})
    example.keep_files(Folder(files))
    async with build(own) as app:
        at = app.dispatch.now()
        await app.dispatch.in_write(lambda store: example.fill(store, at=at))
        _open_web(app)
        async with _teams(app), running(app), listening(app.front, listen) as port:
            host, _, _ = listen.rpartition(":")
            typer.echo(f"Tandem's demo is at http://{host}:{port}/  (Ctrl+C ends it)")
            await stop.wait()


def _check(settings: Settings, listen: str) -> None:
    host, port = address(listen)
    if host not in LOOPBACK:
        raise NotReadyError("The demo lets everybody be anybody: it listens on 127.0.0.1 only.")
    if settings.slack or settings.teams or settings.socket_mode:
        raise NotReadyError("A real token is set. The demo needs none and refuses to run beside one: unset it first.")
    _is_free(listen, host, port)


def _is_free(listen: str, host: str, port: int) -> None:
    """Before the database is made anew: it may be that of a demo which runs already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise NotReadyError(f"Cannot listen on {listen}: is another demo running? Choose with --listen.") from error


def _make_way(settings: Settings, file: Path) -> None:
    named = Path(settings.database_url.removeprefix("sqlite:///"))
    if named.resolve() == file.resolve():
        raise NotReadyError(f"DATABASE_URL names {file}, which the demo makes anew each time: give yours another name.")
    for old in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        old.unlink(missing_ok=True)


def _open_web(app: App) -> None:
    live = Live()
    files = Folder(app.settings.files_folder)
    WebGateway(app.dispatch, live, example.CAST, key=secrets.token_bytes(32), files=files).add_to(app.front)
    app.courier.messengers = {Platform.WEB: WebMessenger()}
    app.courier.delivered = live.tell
    app.dispatch.sights |= SIGHTS


@asynccontextmanager
async def _teams(app: App) -> AsyncIterator[None]:
    """With TEAMS_AUTH=off, Microsoft's local test clients too: on this machine, and never from a page in a browser."""
    if app.settings.teams_auth == "on":
        yield
        return
    from bot.teams.door import without_tokens  # noqa: PLC0415  # half a second that only these need
    from bot.teams.gateway import PATH  # noqa: PLC0415  # as above

    files = Folder(app.settings.files_folder)
    gateway, messenger = without_tokens(app.dispatch, app.session, files, tenant=example.TEST_CLIENTS)

    async def receive(request: web.Request) -> web.Response:
        why = objection("GET", request.headers, remote=request.remote, port=port_of(request))
        if why or "Origin" in request.headers:
            return web.Response(status=403, text="403: Forbidden")
        return await gateway.receive(request)

    app.front.router.add_post(PATH, receive)
    app.courier.messengers = {**app.courier.messengers, Platform.TEAMS: messenger}
    try:
        yield
    finally:
        await gateway.close()
