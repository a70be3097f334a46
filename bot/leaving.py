"""A request that leaves in time or not at all: it looks at the clock right before its body is written.

Whoever stood still, or waited long for a connection, then sends nothing that another has sent in its place meanwhile:
without its body, whose length was announced, nobody acts on a request.
"""

import asyncio
from contextvars import ContextVar
from math import inf

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload

LEAVES_BY: ContextVar[float] = ContextVar("LEAVES_BY", default=inf)
"""On the loop's clock; of the task that sends, and of what it starts."""


class TooLateError(Exception):
    """Its body was not written: nobody heard of it."""


class Body(BytesPayload):
    """Of a request; TooLateError after LEAVES_BY, as the cause of what aiohttp raises."""

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        if asyncio.get_running_loop().time() > LEAVES_BY.get():
            raise TooLateError
        await super().write_with_length(writer, content_length)


def never_left(error: BaseException | None) -> bool:
    """Whether that is why it failed."""
    while error is not None:
        if isinstance(error, TooLateError):
            return True
        error = error.__cause__
    return False
