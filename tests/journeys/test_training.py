"""Training on every platform: assigned, a seat taken and given back, done; and the team as its admin sees it."""

from datetime import UTC, datetime

import pytest

from bot.ticker import do_chores
from tests.handlers.learning import BASICS, EVERYBODY, MODULE, SPRING, imports
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import World

pytestmark = [alone, on_sqlite]

A_WEEK_BEFORE = datetime(2026, 11, 26, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
async def school(world: World) -> World:
    database = world.app.database
    imports(database, "courses", BASICS, MODULE)
    imports(database, "sessions", SPRING)
    imports(database, "rules", EVERYBODY, "modules,module,partner-rep,,,,,,on")
    return world


async def test_a_course_is_assigned_registered_for_given_back_and_done(school, partner):
    await do_chores(school.app.dispatch)

    await partner.types("training")
    await partner.hears("You have 2 courses to do.", "Sensor basics", "Gateway module")
    await partner.presses("Choose a date")
    await partner.presses("Register")
    await partner.hears("You are registered for Dec 3, 2026", "Join the meeting")
    await partner.presses("Can’t come")
    await partner.hears("Your seat is free for somebody else.", "Seats left: 2")

    await partner.types("training calendar")
    await partner.hears("1 session is to come.", "Dec 3, 2026")
    await partner.types("training")
    await partner.presses("Done")
    await partner.hears("Done, and noted.", "the certificate does not end")


async def test_a_reminder_comes_a_week_before_and_is_put_off_or_answered_by_one_press(school, partner):
    await do_chores(school.app.dispatch)
    await partner.types("training")
    await partner.presses("Choose a date")
    await partner.presses("Register")
    await partner.hears("You are registered for Dec 3, 2026")

    school.clock.ahead += A_WEEK_BEFORE - school.clock()
    await do_chores(school.app.dispatch)
    await partner.hears("Your session comes up: Dec 3, 2026")
    await partner.presses("Later")
    await partner.hears("I will remind you again: Nov 27, 2026")
    await partner.presses("Can’t come")

    await partner.hears("Your seat is free for somebody else.")
