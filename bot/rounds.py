"""What is done over and over beside the requests."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()


async def rounds(work: Callable[[], Awaitable[None]], *, every: float, failed: str) -> None:
    """Until it is cancelled, with so many seconds between two. One that fails is logged as `failed`; the next comes."""
    while True:
        try:
            await work()
        except Exception:  # the loop must outlive whatever happens to one round
            log.exception(failed)
        await asyncio.sleep(every)
