"""Requests that nobody honest sends: raw, over a few connections, and bytes that were altered on their way."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

AT_ONCE = 16


def hundredth(count: Callable[[int], int], whole: int) -> int:
    """All of it in `make soak`; a hundredth in `make test`, where a tenth would take too long."""
    return count(count(whole))


@dataclass(frozen=True)
class Request:
    """As it goes over the wire; a header may be named twice."""

    path: str
    headers: Sequence[tuple[str, bytes]]
    body: bytes = b""
    method: str = "POST"

    def raw(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1".encode("latin-1"), b"Host: tandem"]
        lines += [b"Content-Length: %d" % len(self.body)]
        lines += [name.encode() + b": " + value for name, value in self.headers]
        return b"\r\n".join(lines) + b"\r\n\r\n" + self.body


async def answers(url: str, requests: Iterable[Request]) -> Counter[int]:
    """How often each status came; over a few connections that stay open."""
    found: Counter[int] = Counter()
    waiting = iter(requests)
    port = int(url.rpartition(":")[2])
    await asyncio.gather(*(_worker(port, waiting, found) for _ in range(AT_ONCE)))
    return found


async def _worker(port: int, waiting: Iterator[Request], found: Counter[int]) -> None:
    """What is no HTTP at all is answered, and then hung up on."""
    line = None
    for request in waiting:
        line = line or await asyncio.open_connection("127.0.0.1", port)
        status, stays = await _asked(request, *line)
        found[status] += 1
        if not stays:
            line[1].close()
            line = None
    if line:
        line[1].close()


async def _asked(request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[int, bool]:
    writer.write(request.raw())
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    has = dict(line.split(": ", 1) for line in lines if line)
    await reader.readexactly(int(has["content-length"]))
    status = int(first.split()[1])
    return status, status != 400 and has.get("connection") != "close"
