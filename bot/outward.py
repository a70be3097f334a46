"""The one way to an address that a request named: to the internet at large, whatever its name leads to by then.

Which hosts such an address may name, each platform says for itself; here it is looked at where a connection would go.
aiohttp resolves a name and connects to what came out of that, one address after another, and asks `outward` for each
socket: so a name that leads elsewhere a moment later leads nowhere.
"""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType, ClientSession, TCPConnector

# All that is given out of IPv6 to be reached from everywhere lies here (RFC 4291, 2.4): what translates to IPv4 from
# elsewhere (mapped, compatible, NAT64) is no way around a look at the IPv4 address; the two inside that do are below.
_UNICAST = IPv6Network("2000::/3")
_NOT_OUTWARD = (
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation, RFC 9637
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, RFC 7526
)


@asynccontextmanager
async def session(*, home: bool = False) -> AsyncIterator[ClientSession]:
    """For one file. Nothing of the process's other sessions goes with it, no cookie and no proxy; `home` lets tests
    play the platforms on this machine.
    """
    wire = TCPConnector() if home else TCPConnector(socket_factory=outward)
    async with ClientSession(connector=wire, trust_env=False) as made:
        yield made


def outward(info: AddrInfoType) -> socket.socket:
    """For a connector: a socket to this address, OSError for one that is not of the internet at large."""
    family, kind, protocol, _, address = info
    if not is_outward(str(address[0])):
        raise OSError(f"{address[0]} is no address of the internet at large")
    return socket.socket(family, kind, protocol)


def is_outward(address: str) -> bool:
    """Whether anybody's public server may be there. An address with a zone (fe80::1%eth0) is never."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found.scope_id is not None or found not in _UNICAST):
        return False
    inside = any(found in network for network in _NOT_OUTWARD if network.version == found.version)
    return found.is_global and not found.is_multicast and not inside
