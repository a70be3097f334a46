"""The ticker: APScheduler, with a few interval jobs in memory. It holds no business data: the chores look for it."""

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dispatch import Dispatch
from handlers.chores import CHORES, Chore

log = structlog.get_logger()

EVERY = 60
"""Seconds between two rounds of the chores."""
GOES = 20
"""How often a chore that takes a part at a time is done in one round."""
BREATH = 0.05
"""Seconds between two such goes, for whoever else wants to write."""


async def do_chores(dispatch: Dispatch) -> None:
    """Each chore in a transaction of its own; one that fails does not stop the others."""
    at = dispatch.now()
    for name, chore in CHORES.items():
        try:
            await _do(dispatch, chore, at)
        except Exception:  # the next round tries again
            log.exception("ticker.chore_failed", chore=name)


async def _do(dispatch: Dispatch, chore: Chore, at: datetime) -> None:
    for _ in range(GOES):
        if not await dispatch.in_write(lambda store: chore(at, store)):
            break
        await asyncio.sleep(BREATH)


def ticker(dispatch: Dispatch, *, seconds: float = EVERY) -> AsyncIOScheduler:
    """Not yet started; the chores never run twice at once in one process, and a late round is one round.

    The job is the coroutine function itself: APScheduler would run anything else in a thread, and not await it.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    job = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(do_chores, "interval", [dispatch], seconds=seconds, **job)
    return scheduler
