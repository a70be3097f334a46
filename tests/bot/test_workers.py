"""Workers: each work is done once, whoever waits for it gets what came of it, and nothing is left when they stop."""

import asyncio
import threading
from functools import partial

import pytest

from bot.workers import Workers


async def test_whoever_waits_gets_what_came_of_it():
    with Workers(2) as workers:
        squares = await asyncio.gather(*(workers.run(partial(pow, number, 2)) for number in range(100)))
        assert squares == [number**2 for number in range(100)]

        with pytest.raises(LookupError, match="nothing there"):
            await workers.run(_fails)
        with pytest.raises(SystemExit):
            await workers.run(_exits)

        assert await workers.run(lambda: "still at work") == "still at work"


def _fails() -> None:
    raise LookupError("nothing there")


def _exits() -> None:
    raise SystemExit(3)


async def test_what_nobody_waits_for_any_more_is_not_begun():
    awake, done = threading.Event(), list[str]()
    with Workers(1) as workers:
        first = workers.run(awake.wait)
        second = workers.run(lambda: done.append("second"))
        third = workers.run(lambda: done.append("third"))
        second.cancel()
        awake.set()
        await third

    assert first.result()
    assert done == ["third"]


async def test_what_was_given_is_done_before_they_stop_and_nothing_after():
    done = list[int]()
    workers = Workers(2)
    for number in range(50):
        workers.run(partial(done.append, number))
    workers.close()

    assert sorted(done) == list(range(50))
    with pytest.raises(RuntimeError, match="have stopped"):
        workers.run(lambda: done.append(50))


def test_a_loop_that_is_over_holds_nobody_up():
    awake = threading.Event()
    workers = Workers(1)

    async def leaves() -> None:
        workers.run(awake.wait)

    asyncio.run(leaves())
    awake.set()
    workers.close()
