"""What a messenger makes of a fault, in a word or two; and the faults that are not the server's."""

import socket
from collections.abc import Awaitable

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.messenger import Gone, Paused, Refused, Uncertain, Unreachable

UNHEARD = ("dns", "refused", "tls")
"""Faults before there is a connection: played by `unheard`, not by the server."""


async def verdict(work: Awaitable[object]) -> str:
    """`scope seconds reason` of a pause, else the kind and the reason; "done" where nothing was wrong."""
    try:
        found = await work
    except Paused as paused:
        return f"{paused.scope} {paused.seconds:g} {paused.reason}"
    except (Refused, Uncertain, Gone) as error:
        kind = "unreachable" if isinstance(error, Unreachable) else type(error).__name__.lower()
        return f"{kind} {error.reason}"
    except Exception as error:  # noqa: BLE001  # that there is none is what is tested
        return f"UNCAUGHT {error!r}"
    return "done" if found is None or found else "nothing"


class NoNames(AbstractResolver):
    """A resolver that knows nobody."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError(f"no address for {host}:{port}, {family}")

    async def close(self) -> None:
        pass


def unheard(fault: str, url: str) -> str:
    """Where to call instead of `url`, which nobody will hear."""
    match fault:
        case "dns":
            return url.replace("127.0.0.1", "nowhere.example")
        case "refused":
            with socket.create_server(("127.0.0.1", 0)) as closed:
                free = closed.getsockname()[1]
            return f"http://127.0.0.1:{free}/{url.split('/', 3)[3]}"
        case "tls":
            return url.replace("http://", "https://")
        case _:
            return url


def impatient(seconds: float = 30.0) -> aiohttp.ClientSession:
    """A session with such a time-out, for which only 127.0.0.1 has a name."""
    connector = aiohttp.TCPConnector(resolver=NoNames())
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds), connector=connector)
