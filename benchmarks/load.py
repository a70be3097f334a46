"""The load: whole HTTP/1.1 requests, made beforehand, down raw keep-alive connections; one at a time on each."""

import asyncio
import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

_LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)
_HEAD_END = b"\r\n\r\n"


@dataclass
class Load:
    """What came of it. `times` are seconds from the last byte out to the last byte in."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[bytes] = field(default_factory=Counter)
    seconds: float = 0.0
    sample: bytes = b""
    """The last answer's body."""

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p10(self) -> float:
        """The fastest tenth: what other jobs on the machine disturb least."""
        return sorted(self.times)[len(self.times) // 10]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    @property
    def failed(self) -> int:
        return sum(self.statuses.values()) - self.statuses[b"200"]


class _Connection(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], load: Load, until: float, pause: float) -> None:
        self._pause = pause
        self._requests = requests
        self._load = load
        self._until = until
        self._got = b""
        self._began = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head = self._got.find(_HEAD_END)
        if head < 0:
            return
        found = _LENGTH.search(self._got, 0, head)
        if found is None or len(self._got) < head + 4 + int(found[1]):
            return
        self._load.times.append(perf_counter() - self._began)
        self._load.statuses[self._got[9:12]] += 1
        self._load.sample = self._got[head + 4 :]
        self._got = b""
        if self._pause:
            asyncio.get_running_loop().call_later(self._pause, self._next)
        else:
            self._next()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self._load.statuses[b"lost"] += 1
            self.done.set_result(None)

    def _next(self) -> None:
        now = perf_counter()
        request = next(self._requests, None) if now < self._until else None
        if request is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._began = now
        self._transport.write(request)


async def drive(port: int, requests: Iterable[bytes], *, connections: int, seconds: float, pause: float = 0.0) -> Load:
    """Until `requests` are used up or the time is over; what is under way then is waited for.

    `pause` is how many seconds each connection waits between an answer and its next request.
    """
    load, loop, shared = Load(), asyncio.get_running_loop(), iter(requests)
    gc.collect()
    gc.disable()
    began = perf_counter()
    try:
        made = [
            await loop.create_connection(lambda: _Connection(shared, load, began + seconds, pause), "127.0.0.1", port)
            for _ in range(connections)
        ]
        async with asyncio.timeout(seconds + 30):
            await asyncio.gather(*(connection.done for _, connection in made))
    finally:
        gc.enable()
    load.seconds = perf_counter() - began
    return load
