"""However an address is written, and wherever its name leads: no connection to what is not the internet at large."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from aiohttp import AddrInfoType, ClientSession, TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot import outward
from bot.download import Unavailable, download
from bot.outward import is_outward

NOT_OUTWARD = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "fec0::1", "3fff::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b:1::a00:1", "100::1"),
)
OUTWARD = ("13.107.136.8", "8.8.8.8", "2620:1ec:8f8::8")


@pytest.mark.parametrize(
    "address", [*NOT_OUTWARD, "", "localhost", "8.8.8.8%1", "2620:1ec:8f8::8%eth0", "::ffff:8.8.8.8"]
)
def test_what_is_not_the_internet_at_large(address):
    assert not is_outward(address)


@pytest.mark.parametrize("address", OUTWARD)
def test_to_the_internet_at_large_there_is_a_socket(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    outward.outward((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 443))).close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_name_that_leads_home_is_not_followed_there(host):
    asked: list[str] = []

    async def serve(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/file", serve)
    async with (
        TestServer(app, host="127.0.0.1", skip_url_asserts=True) as server,
        outward.session() as session,
    ):
        with pytest.raises(Unavailable):
            await download(session, f"http://{host}:{server.port}/file")
    assert asked == []


# --- 500 ways to write one ---


class Turning(AbstractResolver):
    """Says of every name what it is told to; another address each time it is asked, as one who rebinds does."""

    def __init__(self, *addresses: str) -> None:
        self._left = list(addresses)

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        address = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


class Seen:
    """In the place of sockets: what would have been connected to, once `outward` let it."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.let: list[str] = []

    def __call__(self, info: AddrInfoType) -> socket.socket:
        self.tried.append(str(info[4][0]))
        outward.outward(info).close()
        self.let.append(str(info[4][0]))
        raise OSError("as far as this test goes")


def written() -> Iterator[str]:
    """Each address that is not outward, and some names, in the ways that have fooled others."""
    for address in NOT_OUTWARD:
        host = f"[{address.replace('%', '%25')}]" if ":" in address else address
        yield from _shapes(host)
        if ":" not in address:
            number = int(ip_address(address))
            parts = address.split(".")
            yield from (f"http://{one}/x" for one in (number, hex(number), f"0{number:o}", f"[::ffff:{address}]"))
            yield from (f"https://{one}/x" for one in (f"[::{address}]", f"[64:ff9b::{address}]", f"{address}."))
            yield from (
                f"http://{'.'.join(f'0{int(part):o}' for part in parts)}/x",
                f"http://{parts[0]}.{number & 0xFFFFFF}/x",
            )
            yield f"http://{address.translate(_WIDE)}/x"
    for name in ("localhost", "localhost.", "LOCALHOST", "ip6-localhost", "127.1", "0", "0x7f.1", "017700000001"):
        yield from _shapes(name)


_WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def _shapes(host: str) -> Iterator[str]:
    shapes = ("http://{}/x", "https://{}/x", "http://{}:80/x", "http://files.slack.com@{}/x", "http://a:b@{}/x")
    more = ("http://{}#@files.slack.com/", "http://{}?https://files.slack.com", "HTTP://{}/x", "https://{}:8443/x")
    yield from (
        shape.format(host) for shape in (*shapes, *more, "http://{}\\@files.slack.com/", "http:/{}/x", "//{}/x")
    )


async def test_however_it_is_written_nothing_is_connected_to():
    forms = list(dict.fromkeys(written()))
    seen = Seen()
    resolver = Turning("127.0.0.1")  # whatever is left a name leads home
    async with ClientSession(connector=TCPConnector(socket_factory=seen, resolver=resolver)) as session:
        for url in forms:
            with pytest.raises(Unavailable):
                await download(session, url)

    assert len(forms) >= 500
    assert len(seen.tried) >= 200  # the others are no addresses at all
    assert seen.let == []


@pytest.mark.parametrize("inward", NOT_OUTWARD)
async def test_a_name_that_turns_inward_between_two_looks_leads_nowhere(inward):
    seen = Seen()
    connector = TCPConnector(socket_factory=seen, resolver=Turning("8.8.8.8", inward), use_dns_cache=False)
    async with ClientSession(connector=connector) as session:
        for _ in range(2):
            with pytest.raises(Unavailable):
                await download(session, "http://rebinding.example/x")

    assert seen.tried == ["8.8.8.8", inward]
    assert seen.let == ["8.8.8.8"]
