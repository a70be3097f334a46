"""A server on 127.0.0.1 with a script of faults; lives in the test's own loop or in a thread of its own."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeVar

from aiohttp import web

Json = dict[str, Any]
T = TypeVar("T")

Kind = Literal[
    "400", "401", "403", "404", "412", "413", "429", "500", "502", "503", "504",
    "error", "html", "html_403", "html_404", "html_413", "empty", "list", "truncated", "endless", "loris", "redirect",
    "drop", "act_then_drop", "act_then_500", "delay", "held", "torn_429",
]  # fmt: skip


UNLIKE_THEM = (
    "html",
    "html_403",
    "html_404",
    "html_413",
    "empty",
    "list",
    "truncated",
    "endless",
    "loris",
    "redirect",
    "drop",
    "act_then_drop",
)
"""Faults after which the answer is none of the platform's."""


class ClientRefuses(AssertionError):
    """Slack's or Teams' own client would not let the person do this, so nothing is sent."""


@dataclass
class Call:
    """One request the app made. `at` is time.monotonic(); `answer` is "ok", a status or the platform's
    error code.
    """

    method: str
    args: Json
    at: float
    token: str = ""
    answer: str = ""
    status: int = 0


@dataclass
class Fault:
    """What goes wrong with the next calls of a method; `times` None means until `heal()`."""

    method: str
    kind: Kind
    times: int | None
    retry_after: int | str | None
    error: str
    seconds: float


@dataclass
class _Thread:
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread


@dataclass
class Loopback:
    """`async with server:` serves in this loop; `with server:` serves in a thread, for apps that run as processes.

    All state is changed under one lock by functions that never wait, so it may be read from any thread.
    """

    port: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def __post_init__(self) -> None:
        self._calls: list[Call] = []
        self._faults: list[Fault] = []
        self._let_go = threading.Event()
        self._runner: web.AppRunner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._own: _Thread | None = None

    # What a kind of server must say.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        raise NotImplementedError

    def refusal(self, status: int, error: str) -> web.Response:
        """The body this platform sends with a refusal."""
        raise NotImplementedError

    # Starting and stopping.

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Serves in the running loop. A port once taken is kept, so that a stopped server can come back."""
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = self._loop = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def __enter__(self) -> Self:
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name=type(self).__name__, daemon=True)
        thread.start()
        self._own = _Thread(loop, thread)
        asyncio.run_coroutine_threadsafe(self.start(), loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        own, self._own = self._own, None
        if own is None:
            return
        asyncio.run_coroutine_threadsafe(self.stop(), own.loop).result(10)
        own.loop.call_soon_threadsafe(own.loop.stop)
        own.thread.join(10)
        own.loop.close()

    async def in_loop(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs `work` in the server's loop, from whichever loop the test is in."""
        assert self._loop is not None, "the server is not running"
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    # What was asked of it.

    @property
    def calls(self) -> list[Call]:
        with self.lock:
            return list(self._calls)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def forget_calls(self) -> None:
        with self.lock:
            self._calls.clear()

    async def until(self, seen: Callable[[], object], seconds: float = 30.0) -> None:
        """Waits until `seen()` is true; fails the test when it is not in time."""
        last = time.monotonic() + seconds
        while not seen():
            if time.monotonic() > last:
                raise AssertionError(f"not seen within {seconds} s; the app called {[c.method for c in self.calls]}")
            await asyncio.sleep(0.01)

    # The script of faults.

    def fail(
        self, method: str, times: int | None = 1, kind: Kind = "500", *,
        retry_after: int | str | None = 1, error: str = "", seconds: float = 0.0,
    ) -> None:  # fmt: skip
        """The next `times` calls of `method` ("*" for any; None: until `heal()`) go wrong; faults queue up.

        A number answers that status and does nothing; "429" carries `retry_after` (None: without the header), and so
        does "torn_429", whose body ends in its midst.
        "error" answers the platform's error code `error`; "html" is a proxy's page, "html_404" one with that status,
        "redirect" its way to another; "empty" and "list" are 200 with no body and with a JSON list. "drop" closes the
        connection before acting; "act_then_drop", "act_then_500" and "truncated" act first; "endless" acts and says
        more than anybody reads, "loris" a sign at a time; "delay" waits `seconds`, "held" until `let_go()`, then all
        goes well.
        """
        with self.lock:
            self._faults.append(Fault(method, kind, times, retry_after, error, seconds))

    def let_go(self) -> None:
        """What is held, and what will be, goes on."""
        self._let_go.set()

    def heal(self) -> None:
        with self.lock:
            self._faults.clear()

    def _next_fault(self, method: str) -> Fault | None:
        with self.lock:
            for fault in self._faults:
                if fault.method in (method, "*"):
                    if fault.times is not None:
                        fault.times -= 1
                        if not fault.times:
                            self._faults.remove(fault)
                    return fault
        return None

    # Answering.

    async def answer(self, request: web.Request, call: Call, act: Callable[[], web.Response]) -> web.Response:
        """Records the call, lets the script interfere, and acts under the lock."""
        with self.lock:
            self._calls.append(call)
        fault = self._next_fault(call.method)
        response = await self._with(fault, request, act) if fault else self._locked(act)
        call.status = response.status
        call.answer = self._outcome(fault, response)
        return response

    def _locked(self, act: Callable[[], web.Response]) -> web.Response:
        with self.lock:
            return act()

    async def _later(self, fault: Fault) -> None:
        await asyncio.sleep(fault.seconds)
        while fault.kind == "held" and not self._let_go.is_set():  # noqa: ASYNC110  # the test may be in another loop
            await asyncio.sleep(0.01)

    async def _with(self, fault: Fault, request: web.Request, act: Callable[[], web.Response]) -> web.Response:
        match fault.kind:
            case "delay" | "held":
                await self._later(fault)
                return self._locked(act)
            case "drop":
                return _dropped(request)
            case "act_then_drop" | "act_then_500" | "truncated" | "endless" | "loris":
                return await self._acted(fault, request, self._locked(act))
            case "html" | "html_403" | "html_404" | "html_413" | "empty" | "list" | "redirect":
                return _unlike_them(fault.kind, self.url)
            case "error":
                return self.refusal(200, fault.error)
            case "429":
                response = self.refusal(429, fault.error)
                if fault.retry_after is not None:
                    response.headers["Retry-After"] = str(fault.retry_after)
                return response
            case "torn_429":
                return await _torn(request, {"Retry-After": str(fault.retry_after)})
            case status:
                return self.refusal(int(status), fault.error)

    async def _acted(self, fault: Fault, request: web.Request, response: web.Response) -> web.Response:
        match fault.kind:
            case "act_then_drop":
                return _dropped(request)
            case "act_then_500":
                return self.refusal(500, fault.error)
            case "truncated":
                text = response.body if isinstance(response.body, bytes) else b"{}"
                return web.Response(body=text[: len(text) // 2], content_type="application/json")
            case _:
                return await _without_end(request, slow=fault.kind == "loris")

    def _outcome(self, fault: Fault | None, response: web.Response) -> str:
        if fault and fault.kind in UNLIKE_THEM:
            return fault.kind
        error = self.error_of(_body(response))
        return error or ("ok" if response.status < 400 else str(response.status))

    def error_of(self, body: Json) -> str:
        """The platform's error code in an answer, or ""."""
        error = body.get("error", "")
        return str(error.get("code", "") if isinstance(error, dict) else error)


async def _torn(request: web.Request, headers: dict[str, str]) -> web.Response:
    torn = web.StreamResponse(status=429, headers={"Content-Length": "100", **headers})
    await torn.prepare(request)
    await torn.write(b"{")
    if request.transport is not None:
        request.transport.close()  # after what was written
    return web.Response(status=429)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _unlike_them(kind: Kind, url: str) -> web.Response:
    match kind:
        case "html" | "html_403" | "html_404" | "html_413":
            status = int(kind.partition("_")[2] or 200)
            return web.Response(text="<html><body>Bad gateway</body></html>", content_type="text/html", status=status)
        case "redirect":
            return web.Response(status=307, headers={"Location": f"{url}/elsewhere"})
        case "list":
            return web.json_response([1])
        case _:
            return web.Response(content_type="application/json")


async def _without_end(request: web.Request, *, slow: bool) -> web.Response:
    """Until the other side has had enough."""
    answer = web.StreamResponse(headers={"Content-Type": "application/json"})
    with contextlib.suppress(ConnectionError):
        await answer.prepare(request)
        while not (request.transport is None or request.transport.is_closing()):
            await answer.write(b" " if slow else b" " * 262_144)
            await asyncio.sleep(0.05 if slow else 0)
    return web.Response(status=200)


def _body(response: web.Response) -> Json:
    try:
        body = json.loads(response.body) if isinstance(response.body, bytes) else {}
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
