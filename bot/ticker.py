"""The ticker: APScheduler, with a few interval jobs in memory. It holds no business data: the chores look for it."""

import asyncio
from datetime import datetime
from itertools import count

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dispatch import Dispatch
from domain.refusal import Refusal
from handlers.chores import CHORES, PROMPT, Chore
from storage.store import Store

log = structlog.get_logger()

EVERY = 60
"""Seconds between two rounds of the chores."""
GOES = 20
"""How often a chore that takes a part at a time is done in one round, unless it is PROMPT."""
BREATH = 0.05
"""Seconds between two such goes, for whoever else wants to write."""


async def do_chores(dispatch: Dispatch) -> None:
    """Each chore in a transaction of its own; one that fails does not stop the others."""
    at = dispatch.now()
    for name, chore in CHORES.items():
        failed: dict[str, Exception] = {}
        try:
            await _do(dispatch, chore, at, failed, prompt=name in PROMPT)
        except Exception:  # the next round tries again
            log.exception("ticker.chore_failed", chore=name)
        for about, fault in failed.items():
            _log(name, about, fault)


async def _do(dispatch: Dispatch, chore: Chore, at: datetime, failed: dict[str, Exception], *, prompt: bool) -> None:
    """What it left out is in `failed` then, once, however often it was come upon."""

    def once(store: Store) -> bool | None:
        more = chore(at, store)
        failed.update(store.failed)
        return more

    for _ in count() if prompt else range(GOES):
        if not await dispatch.in_write(once):
            break
        await asyncio.sleep(BREATH)


def _log(chore: str, about: str, fault: Exception) -> None:
    """A refusal is no fault: somebody was quicker."""
    if isinstance(fault, Refusal):
        log.info("ticker.refused", chore=chore, about=about, reason=fault.reason)
    else:
        log.error("ticker.one_failed", chore=chore, about=about, exc_info=fault)


def ticker(dispatch: Dispatch, *, seconds: float = EVERY) -> AsyncIOScheduler:
    """Not yet started; the chores never run twice at once in one process, and a late round is one round.

    The job is the coroutine function itself: APScheduler would run anything else in a thread, and not await it.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    job = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(do_chores, "interval", [dispatch], seconds=seconds, **job)
    return scheduler
