"""The first admin: a code from the command line, written to Tandem in the vendor's own house and nowhere else."""

from dataclasses import replace

import pytest

from bot.desk.admins import first_admin
from domain.people import Role
from tests.journeys.pairs import both, in_chat
from tests.journeys.people import MEMBERS, SLACK_STRANGERS, TEAMS_STRANGERS
from tests.journeys.world import SLACK
from tests.office import NOON


@pytest.fixture
def code(world):
    """As `tandem init` prints it, where nobody is the admin yet."""
    with world.app.database.write() as store:
        for person in store.people.holders(Role.ADMIN):
            store.people.save(replace(person, roles=frozenset({Role.AUDITOR})))
        return first_admin("Ola Admin", store, at=NOON)[1]


def newcomer(world, on):
    """A full member of the vendor's whom nobody imported."""
    what = "a member that nobody imported"
    return world.at_slack(SLACK_STRANGERS[what]) if on is SLACK else world.at_teams(TEAMS_STRANGERS[what])


@in_chat
@pytest.mark.parametrize("words", ["{}", "partner link {}"])
async def test_whoever_writes_the_code_in_the_vendors_house_becomes_the_admin(world, platforms, code, words):
    actor = newcomer(world, platforms[0])
    await actor.types("hello")
    await actor.hears("I do not know you here yet")

    await actor.types(words.format(code))
    await actor.hears("Welcome, Ola Admin")

    await actor.types("deal list")
    await actor.hears("No deals yet")
    assert len(world.look(lambda store: store.people.holders(Role.ADMIN))) == 1


@both
async def test_anywhere_else_the_code_is_refused_and_stays_good(world, code):
    for actor in (
        world.at_slack(SLACK_STRANGERS["somebody met in a shared channel"]),
        world.at_slack(SLACK_STRANGERS["a manager's address in a partner's workspace"]),
        world.at_slack(replace(MEMBERS["rep"].slack, team="T0RIVAL", installed_in="T0RIVAL")),
        world.at_teams(TEAMS_STRANGERS["a manager's address in a partner's tenant"]),
    ):
        await actor.types(code)
        await actor.hears("This account cannot be linked in this workspace", "it is still good there")
        await actor.types("deal list")
        await actor.hears("I do not know you here yet")

    actor = newcomer(world, SLACK)
    await actor.types(code)

    await actor.hears("Welcome, Ola Admin")


@in_chat
async def test_a_second_newcomer_with_the_same_code_is_nobody(world, platforms, code):
    await newcomer(world, platforms[0]).types(code)
    guest = "a guest with a manager's address"
    second = world.at_slack(SLACK_STRANGERS[guest]) if platforms[0] is SLACK else world.at_teams(TEAMS_STRANGERS[guest])

    await second.types(code)

    await second.hears("wrong, used or too old")
