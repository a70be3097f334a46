"""The ticker: APScheduler, with a few interval jobs in memory. It holds no business data: the chores look for it."""

from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dispatch import Dispatch
from handlers.routes import CHORES

log = structlog.get_logger()

EVERY = 60
"""Seconds between two rounds of the chores."""


async def do_chores(dispatch: Dispatch) -> None:
    """Each chore in a transaction of its own; one that fails does not stop the others."""
    at = dispatch.now()
    for name, chore in CHORES.items():
        try:
            await dispatch.in_write(lambda store, chore=chore: chore(at, store))  # type: ignore[misc]  # bound at once
        except Exception:  # the next round tries again
            log.exception("ticker.chore_failed", chore=name)


def ticker(work: Callable[[], Awaitable[None]]) -> AsyncIOScheduler:
    """Not yet started; `work` never runs twice at once in one process, and a late round is one round."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(work, "interval", seconds=EVERY, max_instances=1, coalesce=True, misfire_grace_time=None)
    return scheduler
