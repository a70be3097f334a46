"""Workers: threads that do one piece of work after another, for whoever awaits it on a loop."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, Self, TypeVar

T = TypeVar("T")
_Work = tuple[Callable[[], Any], asyncio.Future[Any]]


class Works(Protocol):
    """Does what it is given, and has whoever awaits it know what came of it."""

    def run(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it gives or raises."""
        ...


class Workers:
    """As ThreadPoolExecutor, without a second future behind the loop's own: the two and what binds them cost as much
    as a statement of the database.
    """

    def __init__(self, count: int, name: str = "work") -> None:
        self._waiting: SimpleQueue[_Work | None] = SimpleQueue()
        self._threads = [Thread(target=self._serve, name=f"{name}-{n}", daemon=True) for n in range(count)]
        self._closed = False
        for thread in self._threads:
            thread.start()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What it gives or raises, for the running loop. If it is cancelled before its turn it is not done."""
        if self._closed:
            raise RuntimeError("these workers have stopped")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put((work, done))
        return done

    def close(self) -> None:
        """Waits until all that was given to them is done."""
        self._closed = True
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            _do(*waiting)
            del waiting  # what it holds must not live until the next one comes


def _do(work: Callable[[], Any], done: asyncio.Future[Any]) -> None:
    if done.cancelled():
        return
    result, error = None, None
    try:
        result = work()
    except BaseException as raised:  # noqa: BLE001  # whatever it is, whoever awaits it gets it
        error = raised
    with suppress(RuntimeError):  # the loop is closed, and nobody waits any more
        done.get_loop().call_soon_threadsafe(_settle, done, result, error)


def _settle(done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:  # whatever it gave
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)
