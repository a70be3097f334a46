"""Background: work that outlives the request it came with, but not the process's stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger()
T = TypeVar("T")


class Background:
    """Keeps its tasks alive, and logs what goes wrong in them."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begins the work now."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self, seconds: float) -> None:
        """Lets what is under way come to its end, for `seconds` at most; what is left is cancelled and counted."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._under_way and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self._under_way), timeout=left)
        if self._under_way:
            log.error("teams.cut_off", tasks=len(self._under_way))
            for task in set(self._under_way):
                task.cancel()
            await asyncio.wait(set(self._under_way))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("teams.background_failed", exc_info=error)
