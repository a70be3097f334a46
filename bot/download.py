"""Fetches a file that somebody dropped in a chat: within limits of size and time, and never on to another place."""

from collections.abc import Mapping
from http import HTTPStatus

import aiohttp
from yarl import URL

from domain.sheets import LARGEST

LONGEST = 20.0
"""Seconds: the person was answered long before, and is only waiting for what the file would do."""
_CHUNK = 65536
_DENIED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class TooLarge(Exception):
    """More than is read."""


class Unavailable(Exception):
    """It could not be fetched; `forbidden` where the other side would have us log in first."""

    def __init__(self, why: str, *, forbidden: bool = False) -> None:
        super().__init__(why)
        self.forbidden = forbidden


async def download(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str] | None = None, *, most: int = LARGEST
) -> bytes:
    """The file at this address, of `most` bytes; the caller has looked whether we may go there. No redirect is
    followed.
    """
    try:
        async with session.get(
            _address(url),
            headers=headers,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=LONGEST, sock_connect=5),
        ) as response:
            _check(response)
            return await _capped(response, most)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise Unavailable(type(error).__name__) from error


def _address(url: str) -> URL:
    """ValueError for what aiohttp would stumble over."""
    address = URL(url, encoded=True)
    if address.scheme not in ("http", "https") or not address.host or address.port is None:
        raise ValueError("no address of a file")
    return address


def _check(response: aiohttp.ClientResponse) -> None:
    """A page or a redirect stands where one would have to log in; a page that is the file itself says that it is to be
    kept and not shown (RFC 6266).
    """
    shown = response.content_disposition is None or response.content_disposition.type != "attachment"
    if response.status != HTTPStatus.OK or (response.content_type == "text/html" and shown):
        denied = response.status < HTTPStatus.BAD_REQUEST or response.status in _DENIED
        raise Unavailable(f"http-{response.status}", forbidden=denied)


async def _capped(response: aiohttp.ClientResponse, most: int) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)
