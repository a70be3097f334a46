"""For the operator: is it alive, is it ready, how is it doing. Served on OPS_LISTEN only."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.metadata import version

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CollectorRegistry, Gauge, Histogram, Info, ProcessCollector, generate_latest

from bot.dispatch import Dispatch
from storage.copies import CopyState
from storage.faults import UnusableError
from storage.store import Store

EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format (prometheus.io, exposition formats)."""
PATIENCE = 2.0
"""Seconds the database has to answer /readyz and /metrics."""


SKEW = 120.0
"""Seconds by which this machine's clock may differ from the database's. What is due goes by the latter; how old a
signature or a token of a platform is, by the former: at five minutes nobody is let in any more."""


class Meters:
    """What is measured."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.longest_stall = 0.0
        ProcessCollector(registry=self.registry)  # when it was started, its memory, CPU time and open files
        Info("tandem", "Which version runs.", registry=self.registry).info({"version": version("tandem-partners")})
        self.database = Gauge("tandem_database_up", "1 while the database answers.", registry=self.registry)
        self.copies = Gauge("tandem_outbox_copies", "Copies by state.", ["state"], registry=self.registry)
        self.oldest = Gauge(
            "tandem_outbox_oldest_due_seconds", "Age of the oldest copy that is due.", registry=self.registry
        )
        self.parked = Gauge(
            "tandem_outbox_parked", "Copies that wait for an installation to come back.", registry=self.registry
        )
        self.installations = Gauge(
            "tandem_installations", "Installations by state.", ["platform", "state"], registry=self.registry
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

    def text(self) -> bytes:
        """As Prometheus reads it. The longest stall begins anew."""
        self.stall.set(self.longest_stall)
        self.longest_stall = 0.0
        return generate_latest(self.registry)


def timed(meters: Meters) -> Middleware:
    """Measures every answer, those of a raised one too."""

    @web.middleware
    async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
        loop = asyncio.get_running_loop()
        began, status = loop.time(), 500
        try:
            response = await handler(request)
            status = response.status
        except web.HTTPException as answer:
            status = answer.status
            raise
        finally:
            meters.answers.labels(_path(request), status).observe(loop.time() - began)
        return response

    return measure


def _path(request: web.Request) -> str:
    """Of the route, not of the request: whoever asks for anything must not make a series of it."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "other"


async def watch(meters: Meters, beat: float = 0.01) -> None:
    """Notes the longest stall of the loop, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        before = loop.time()
        await asyncio.sleep(beat)
        meters.longest_stall = max(meters.longest_stall, loop.time() - before - beat)


def operations(dispatch: Dispatch, meters: Meters, clock: Callable[[], float] = time.time) -> web.Application:
    """The application behind OPS_LISTEN; `clock` is this machine's, in seconds since 1970."""
    app = web.Application()

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(_request: web.Request) -> web.Response:
        problems = await _problems(dispatch, clock)
        return web.json_response({"ready": not problems, **problems}, status=503 if problems else 200)

    async def metrics(_request: web.Request) -> web.Response:
        await _read_outbox(dispatch, meters)
        return web.Response(body=meters.text(), headers={"Content-Type": EXPOSITION})

    app.router.add_get("/livez", live)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)
    return app


async def _problems(dispatch: Dispatch, clock: Callable[[], float]) -> Mapping[str, str]:
    """A row is written each time: a database that is locked, full, or a standby can be read all the same."""

    def look(store: Store) -> tuple[bool, float]:
        store.lookouts.keep("ready", "", dispatch.now().isoformat())
        return store.programmes.newest() is not None, clock() - store.seconds()

    try:
        async with asyncio.timeout(PATIENCE):
            known, ahead = await dispatch.in_write(look)
    except UnusableError as error:
        return {"database": str(error)}
    except Exception as error:  # noqa: BLE001  # whatever it is, we are not ready
        return {"database": type(error).__name__}
    if abs(ahead) > SKEW:
        return {"clock": f"{abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} the database's"}
    return {} if known else {"programme": "none was applied yet"}


async def _read_outbox(dispatch: Dispatch, meters: Meters) -> None:
    """Where the database does not answer, nothing is told of the outbox rather than what was true before."""
    at = dispatch.now()

    try:
        async with asyncio.timeout(PATIENCE):
            tally, age, parked, installed = await dispatch.in_read(lambda store: _look(store, at))
    except Exception:  # noqa: BLE001  # as above
        meters.database.set(0)
        meters.copies.clear()
        meters.installations.clear()
        meters.oldest.set(float("nan"))
        meters.parked.set(float("nan"))
        return
    meters.database.set(1)
    meters.parked.set(parked)
    for (platform, state), count in installed.items():
        meters.installations.labels(platform, state).set(count)
    for state in CopyState:
        meters.copies.labels(state.value).set(tally.get(state.value, 0))
    meters.oldest.set(age)


def _look(store: Store, at: datetime) -> tuple[Mapping[str, int], float, int, Mapping[tuple[str, str], int]]:
    """Copies by state, the age of the oldest that is due, how many are parked, and the installations."""
    oldest = store.deliveries.overdue(at)
    age = (at - oldest).total_seconds() if oldest else 0.0
    return store.deliveries.tally(), age, store.pauses.parked(), store.installations.tally()
