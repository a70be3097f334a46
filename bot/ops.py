"""For the operator: is it alive, is it ready, how is it doing. Served on OPS_LISTEN only."""

import asyncio
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest

from bot.dispatch import Dispatch
from storage.outbox import CopyState
from storage.store import Store

EXPOSITION = "text/plain; version=0.0.4"
"""Prometheus' text format (prometheus.io, exposition formats)."""
PATIENCE = 2.0
"""Seconds the database has to answer /readyz and /metrics."""


class Meters:
    """What is measured."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.copies = Gauge("tandem_outbox_copies", "Copies by state.", ["state"], registry=self.registry)
        self.oldest = Gauge(
            "tandem_outbox_oldest_due_seconds", "Age of the oldest copy that is due.", registry=self.registry
        )
        self.stall = Gauge(
            "tandem_loop_stall_seconds", "Longest stall of the event loop since the last look.", registry=self.registry
        )
        self.answers = Histogram(
            "tandem_http_seconds",
            "Time to the HTTP answer, by path.",
            ["path", "status"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
            registry=self.registry,
        )


def timed(meters: Meters) -> Middleware:
    """Measures every answer."""

    @web.middleware
    async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
        loop = asyncio.get_running_loop()
        began = loop.time()
        response = await handler(request)
        path = request.match_info.route.resource.canonical if request.match_info.route.resource else "other"
        meters.answers.labels(path, response.status).observe(loop.time() - began)
        return response

    return measure


async def watch(meters: Meters, beat: float = 0.01) -> None:
    """Notes the longest stall of the loop, until cancelled."""
    loop = asyncio.get_running_loop()
    longest = 0.0
    while True:
        before = loop.time()
        await asyncio.sleep(beat)
        longest = max(longest, loop.time() - before - beat)
        meters.stall.set(longest)


def operations(dispatch: Dispatch, meters: Meters) -> web.Application:
    """The application behind OPS_LISTEN."""
    app = web.Application()

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(_request: web.Request) -> web.Response:
        problems = await _problems(dispatch)
        return web.json_response({"ready": not problems, **problems}, status=503 if problems else 200)

    async def metrics(_request: web.Request) -> web.Response:
        await _read_outbox(dispatch, meters)
        return web.Response(
            body=generate_latest(meters.registry), headers={"Content-Type": "text/plain; version=0.0.4"}
        )

    app.router.add_get("/livez", live)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)
    return app


async def _problems(dispatch: Dispatch) -> Mapping[str, str]:
    try:
        async with asyncio.timeout(PATIENCE):
            known = await dispatch.in_read(lambda store: store.programmes.newest() is not None)
    except Exception as error:  # noqa: BLE001  # whatever it is, we are not ready
        return {"database": type(error).__name__}
    return {} if known else {"programme": "none was applied yet"}


async def _read_outbox(dispatch: Dispatch, meters: Meters) -> None:
    at = dispatch.now()

    def look(store: Store) -> tuple[Mapping[str, int], float]:
        oldest = store.outbox.overdue(at)
        return store.outbox.tally(), (at - oldest).total_seconds() if oldest else 0.0

    async with asyncio.timeout(PATIENCE):
        tally, age = await dispatch.in_read(look)
    for state in CopyState:
        meters.copies.labels(state.value).set(tally.get(state.value, 0))
    meters.oldest.set(age)
