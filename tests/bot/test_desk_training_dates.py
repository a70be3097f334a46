"""tandem training dates: a course that comes again, as a file that can be imported as it is."""

import pytest
from typer.testing import CliRunner

from bot.command_line import app
from handlers.kinds import plan_of
from tests.handlers.learning import BASICS, KINDS, imports
from tests.office import an_office

ASKED = ["training", "dates", "basics", "first monday", "10:00", "--zone", "Europe/Warsaw"]
SPAN = ["--from", "2027-01-01", "--until", "2027-06-30"]


async def test_first_mondays_without_holidays_can_be_imported_as_they_are(sqlite_url: str):
    made = CliRunner().invoke(app, [*ASKED, *SPAN])

    assert made.exit_code == 0, made.output
    async with an_office(sqlite_url) as office:
        imports(office.database, "courses", BASICS)
        with office.database.read() as store:
            plan = plan_of(KINDS["sessions"], made.stdout, store)
    assert not plan.mistakes
    # 3 May is a holiday in Poland, and is not made up for.
    days = [f"{entry.thing.day:%m-%d} {entry.thing.at:%H:%M}" for entry in plan.entries]
    assert days == ["01-04 09:00", "02-01 09:00", "03-01 09:00", "04-05 08:00", "06-07 08:00"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["training", "dates", "basics", "some monday", "10:00", "--zone", "Europe/Warsaw", *SPAN], "some monday"),
        (["training", "dates", "basics", "first monday", "25:00", "--zone", "Europe/Warsaw", *SPAN], "25:00"),
        (["training", "dates", "basics", "first monday", "10:00", "--zone", "Europe/Nowhere", *SPAN], "Europe/Nowhere"),
        ([*ASKED, "--from", "2027-13-01", "--until", "2027-06-30"], '--from: "2027-13-01" is no day'),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_written(wrong: list[str], told: str):
    made = CliRunner().invoke(app, wrong)

    assert made.exit_code == 1
    assert told in made.output
    assert "course,session" not in made.stdout
