"""A Teams bot to measure: `python -m benchmarks.teams_server stock|loopback|jwt PORT FAR DATABASE_URL`.

`stock` is botbuilder's own CloudAdapter, saying back what was said; `loopback` and `jwt` are Tandem, asking for no
token or for the Connector's. GET /cpu gives the process's CPU so far, in seconds.
"""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

from bot.app import App, build, listening, running
from bot.settings import Settings
from bot.teams.connector import Connector
from bot.teams.door import Microsoft, teams
from bot.teams.gateway import PATH, TeamsGateway
from bot.teams.guard import LoopbackGuard, is_loopback
from domain.places import Platform
from tests.wire.payloads import TEAMS_APP, TEAMS_SECRET, VENDOR_TENANT


class _NoApp:
    """Without an app id CloudAdapter asks for no token."""

    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


async def _cpu(_: web.Request) -> web.Response:
    return web.Response(text=f"{time.process_time()}")


async def _echo(turn: TurnContext) -> None:
    if turn.activity.type == "message":
        await turn.send_activity(f"You said: {turn.activity.text}")


class _Echo:
    on_turn = staticmethod(_echo)


@asynccontextmanager
async def _stock(port: int) -> AsyncIterator[None]:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(_NoApp()))

    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, _Echo()) or web.Response()

    app = web.Application()
    app.router.add_post(PATH, receive)
    app.router.add_get("/cpu", _cpu)
    async with listening(app, f"127.0.0.1:{port}"):
        yield


@asynccontextmanager
async def _ours(guard: str, port: int, far: str, url: str) -> AsyncIterator[None]:
    settings = Settings.model_validate({"database_url": url, "limit_person": 10**6, "limit_workspace": 10**6})
    async with build(settings) as app:
        app.front.router.add_get("/cpu", _cpu)
        if guard == "jwt":
            _with_tokens(app, far)
        else:
            _without(app, far)
        async with running(app), listening(app.front, f"127.0.0.1:{port}"):
            yield


def _with_tokens(app: App, far: str) -> None:
    settings = Settings.model_validate(
        {
            "microsoft_app_id": TEAMS_APP,
            "microsoft_app_password": TEAMS_SECRET,
            "microsoft_app_tenantid": VENDOR_TENANT,
        }
    )
    microsoft = Microsoft(metadata=f"{far}metadata", login=far.rstrip("/"), loopback=True)
    door, messenger = teams(settings, app.dispatch, app.session, app.front, microsoft=microsoft)
    app.gateways = {Platform.TEAMS: door}
    app.courier.messengers = {Platform.TEAMS: messenger}


def _without(app: App, far: str) -> None:
    connector = Connector(
        app.session,
        app_id=TEAMS_APP,
        password=TEAMS_SECRET,
        tenant=VENDOR_TENANT,
        trusted=is_loopback,
        login=far.rstrip("/"),
    )
    app.front.router.add_post(PATH, TeamsGateway(app.dispatch, LoopbackGuard(VENDOR_TENANT), connector).receive)


async def main(kind: str, port: int, far: str, url: str) -> None:
    async with _stock(port) if kind == "stock" else _ours(kind, port, far, url):
        await asyncio.Event().wait()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
