"""Which time counts where this machine's clock is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SharedClock
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.workers import Workers
from domain.places import Platform
from storage.database import Database
from tests.following import begun
from tests.office import an_office

HOUR = timedelta(hours=1)


def ahead_by(wrong: timedelta) -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) + wrong


def put_right(clock: SharedClock, database: Database) -> SharedClock:
    """A look that takes long says nothing: on a machine that is busy there are several."""
    for _ in range(20):
        with database.read() as store:
            clock.look(store)
    return clock


@pytest.mark.parametrize("wrong", [-HOUR, timedelta(seconds=100)])
def test_a_machine_goes_by_the_clock_that_all_share(database_url: str, wrong: timedelta):
    database = Database(database_url)
    clock = put_right(SharedClock(ahead_by(wrong)), database)
    database.close()

    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=30)


@pytest.mark.parametrize("moved", [HOUR, -HOUR, timedelta(days=400)])
def test_a_clock_that_is_moved_between_two_looks_moves_nothing(sqlite_url: str, moved: timedelta):
    wrong = [timedelta()]
    database = Database(sqlite_url)
    clock = put_right(SharedClock(lambda: datetime.now(UTC) + wrong[0]), database)
    database.close()

    wrong[0] = moved

    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=30)


async def test_nothing_leaves_in_the_sixty_seconds_where_one_machine_is_a_hundred_seconds_ahead(sqlite_url: str):
    async with an_office(sqlite_url) as office:
        office.clock[0] = datetime.now(UTC)
        begun(office, urgent="Whatever the hour")
        wrong = ahead_by(timedelta(seconds=100))
        right = put_right(SharedClock(wrong), office.database)
        office.letters.cards.clear()
        with Workers(1) as writer, Workers(1) as reader:

            async def deliver(clock: Callable[[], datetime]) -> set[str]:
                dispatch = Dispatch(office.database, writer=writer, reader=reader, clock=clock)
                await Courier(dispatch, {Platform.WEB: office.letters}).deliver_due()
                return set(office.letters.cards)

            assert await deliver(right) == set()
            assert await deliver(wrong)
