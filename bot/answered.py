"""What can be read from any platform's answer: its body, how long it wants us to wait, and that there was none."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp

LARGEST = 16 * 1024 * 1024
"""Bytes: a hundred of our largest messages, which is the most that is asked for at once."""
LONGEST_WAIT = 3600.0
"""Seconds that anybody can make us wait; after that it is asked again."""
_CHUNK = 65536
_SECONDS = re.compile(r"[0-9]+(\.[0-9]+)?")

NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""Nobody heard us: no address, no connection, no TLS, or none free in time."""
NO_ANSWER = (aiohttp.ClientError, TimeoutError, OSError, ValueError)
"""Whether anybody heard us, nobody knows. More than NEVER_LEFT, which is to be looked for first."""


class UnreadableError(aiohttp.ClientPayloadError):
    """It is not what the platform answers: a page, half an answer, or one without an end."""


def reason_of(error: Exception) -> str:
    """A short word for the ledger."""
    if isinstance(error, UnreadableError):
        return "unreadable"
    return "timeout" if isinstance(error, TimeoutError) else "connection-lost"


def wait_in(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds, be it seconds or an HTTP date; None where there is none. At most LONGEST_WAIT."""
    header = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(header):
        return min(float(header), LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # the latter of a year or a zone that no calendar has
        return None
    seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT)


async def body_of(response: aiohttp.ClientResponse) -> bytes:
    """All of it; UnreadableError beyond LARGEST, and the connection is used no more: nobody is listened to for ever.

    Of "too many requests" none where it cannot be read: its head says that nothing was done, and how long to wait.
    """
    try:
        return await _all_of(response)
    except NO_ANSWER:
        if response.status != HTTPStatus.TOO_MANY_REQUESTS:
            raise
        response.close()
        return b""


async def _all_of(response: aiohttp.ClientResponse) -> bytes:
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and len(length) < len(str(LARGEST)) and "Content-Encoding" not in response.headers:
        return await response.read()  # so short that nothing need be counted
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > LARGEST:
            response.close()
            raise UnreadableError(f"more than {LARGEST} bytes")
    return bytes(body)


def object_in(body: bytes) -> Mapping[str, Any] | None:
    """The JSON object that it is, None where it is none: a page, half an answer, a list, a thousand brackets."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
