"""Training on every platform: a seat, reminded, there, won, ended, warned of, renewed; reminders of one's own."""

from datetime import UTC, datetime

import pytest

from bot.ticker import do_chores
from domain.programme import Certifying
from tests.handlers.learning import BASICS, EVERYBODY, MODULE, SPRING, imports
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import World, registers

pytestmark = [alone, on_sqlite]

ON_FRIDAY = datetime(2026, 11, 27, 8, 0, 5, tzinfo=UTC)
IN_THE_SESSION = datetime(2026, 12, 3, 9, 5, tzinfo=UTC)
A_YEAR_LATER = datetime(2027, 12, 7, 12, 0, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2026, 11, 26, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
async def school(world: World) -> World:
    database = world.app.database
    imports(database, "courses", BASICS, MODULE)
    imports(database, "sessions", SPRING)
    imports(database, "rules", EVERYBODY, "modules,module,partner-rep,,,,,,on")
    with database.write() as store:
        asks = store.programme.model_copy(update={"certificates": Certifying(warn=("sensor",))})
        store.programmes.apply(asks, at=world.clock())
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


async def test_from_the_seat_to_the_certificate_and_from_its_end_to_the_next_seat(school, partner, manager):
    await do_chores(school.app.dispatch)
    await partner.types("training")
    await partner.presses("Choose a date")
    await partner.presses("Register")
    await partner.hears("You are registered for Dec 3, 2026")
    assert b"DTSTART:20261203T090000Z" in await partner.takes("basics-spring.ics")

    await passes(school, A_WEEK_BEFORE)
    await partner.hears("Your session comes up: Dec 3, 2026")
    await partner.presses("Later")
    await partner.hears("I will remind you again: Nov 27, 2026")

    await passes(school, IN_THE_SESSION)
    await partner.types(f"training code {code(school).lower()}")
    await partner.hears("You were there: noted.", "valid until Thursday, December 2, 2027")

    await passes(school, A_YEAR_LATER)
    imports(school.app.database, "sessions", SPRING.replace("spring", "next").replace("2026-12-03", "2027-12-16"))
    await registers(partner, close_on="2028-03-31")
    await partner.hears("Your certificate for Sensor ended on Thursday, December 2, 2027.")
    await manager.hears("Certificate ended")
    await partner.presses("Renew")
    await partner.hears("You are registered for Dec 16, 2027")


async def passes(school: World, until: datetime) -> None:
    school.clock.ahead += until - school.clock()
    await do_chores(school.app.dispatch)


def code(school: World) -> str:
    with school.app.database.write() as store:
        return store.training.code_of(next(one for one in store.training.sessions() if one.key == "spring"))


async def test_one_s_own_reminder_is_agreed_to_put_off_and_done(school, partner):
    await partner.types("training remind me friday 9:00 about module 2")
    await partner.hears("Friday, November 27, 2026", "(Warsaw). Is that what you mean?")
    await partner.presses("Yes, remind me")
    await partner.hears("I will remind you")

    await passes(school, ON_FRIDAY)
    await partner.hears("You wanted to be reminded", "module 2")
    await partner.presses("In an hour")
    await partner.hears("I will remind you: Nov 27, 2026, 10:00")
