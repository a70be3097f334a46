"""What everything is compared with: aiohttp alone, and Bolt with one listener that does nothing.

`python -m benchmarks.bare PORT`: POST /bare, POST /command and POST /view, each of the latter a Bolt of its own.
"""

import logging
import sys
from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.requests import SECRET

Handler = Callable[[web.Request], Awaitable[web.Response]]


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-bench")


async def _nothing(ack: AsyncAck) -> None:
    await ack()


def _bolt() -> AsyncApp:
    return AsyncApp(signing_secret=SECRET, authorize=_authorize, process_before_response=True)


def _served(app: AsyncApp) -> Handler:
    async def serve(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return serve


async def _bare(request: web.Request) -> web.Response:
    await request.read()
    return web.Response()


async def _ready(_: web.Request) -> web.Response:
    return web.Response(text="ready")


def application() -> web.Application:
    commands, views = _bolt(), _bolt()
    commands.command("/deal")(_nothing)
    views.view("deal-register")(_nothing)
    app = web.Application()
    app.router.add_post("/bare", _bare)
    app.router.add_get("/ready", _ready)
    app.router.add_post("/command", _served(commands))
    app.router.add_post("/view", _served(views))
    return app


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    web.run_app(application(), host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
