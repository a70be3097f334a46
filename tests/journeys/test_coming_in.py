"""Who comes in by a one-time code, and how; test_kinds.py shows by what else, and who does not."""

import re
from dataclasses import replace

from domain.deals import State
from tests.journeys.pairs import crossed, in_chat
from tests.journeys.people import MEMBERS
from tests.journeys.world import SLACK, registers


@crossed
async def test_a_second_platform_is_linked_by_a_code_and_both_show_the_same(world, partner, manager, platforms):
    """`manager` is known on one platform; there is no address on the other one, so that only the code can tell."""
    here, there = platforms[1], platforms[0]
    elsewhere = unnamed(world, there)
    await elsewhere.types("approvals")
    await elsewhere.hears("I do not know you here yet")
    await manager.types("partner link")
    await manager.hears("Your one-time code is")
    [code] = set(re.findall(r"partner link ([0-9A-Z]{8})", manager.reads))

    await elsewhere.presses("I have a code")
    await elsewhere.fills(code="WRONG123")
    assert "wrong, used or too old" in elsewhere.opened.errors["code"]
    await elsewhere.fills(code=f" {code[:4].lower()}-{code[4:].lower()} ")
    await elsewhere.hears("Welcome, Ola Lis")

    ref = await registers(partner, customer="Huta Szkła")
    for actor in (manager, elsewhere):
        await actor.types("approvals")
        await actor.hears("1 decision waits for you.", "Huta Szkła")
        await actor.presses("Decide")
        await actor.hears("Nowak Systems · Gold")
    await manager.presses("Approve")

    await partner.hears(f"{ref} approved")
    await elsewhere.types("approvals")
    await elsewhere.hears("Nothing waits for you.")
    told = [actor for actor in (manager, elsewhere) if "Approved · Huta Szkła" in actor.reads]
    assert told
    assert world.deals()[0].state is State.APPROVED
    assert {known.identity.platform for known in accounts(world)} == {here, there}
    another = unnamed(world, there, number=2)
    await another.types(f"partner link {code}")
    await another.hears("wrong, used or too old")


@crossed
async def test_a_decision_on_one_platform_closes_the_card_on_the_other(world, partner, manager, platforms):
    """The card went to where the manager was last; the decision is made on the other platform."""
    elsewhere = await linked(world, manager, platforms[0])
    await manager.types("help")
    ref = await registers(partner, customer="Huta Szkła")
    await newest_of(manager, elsewhere, "Huta Szkła")
    holder, other = (manager, elsewhere) if "Approve" in manager.buttons else (elsewhere, manager)

    await other.types("approvals")
    await other.presses("Decide")
    await other.presses("Approve")

    await partner.hears(f"{ref} approved")
    await holder.hears("Approved · Huta Szkła", "Approved by Ola Lis")
    await holder.misses("Approve")


@in_chat
async def test_codes_are_tried_five_times_and_no_more(world, platforms):
    stranger = unnamed(world, platforms[0])

    for number in range(5):
        await stranger.types(f"partner link WRONG{number}23")
        await stranger.hears("wrong, used or too old")
    await stranger.types("partner link WRONG999")

    await stranger.hears("That was tried too often")


# --- the second account ---


def unnamed(world, on, number=1):
    """A full member of the vendor's, whose address the platform does not tell."""
    ola = MEMBERS["manager"]
    if on is SLACK:
        identity = replace(ola.slack, user=f"U0OTHER{number}", email=None)
        world.slack.add_person(identity)
        return world.at_slack(identity)
    teams = replace(ola.teams, user=f"29:1other{number}", aad=f"dddddddd-0000-4000-8000-{number:012d}", email=None)
    world.teams.add_person(teams)
    return world.at_teams(teams)


async def linked(world, manager, on):
    other = unnamed(world, on)
    await other.types("help")
    await manager.types("partner link")
    await manager.hears("Your one-time code is")
    [code] = set(re.findall(r"partner link ([0-9A-Z]{8})", manager.reads))
    await other.types(f"partner link {code}")
    await other.hears("Welcome, Ola Lis")
    return other


async def newest_of(one, other, words):
    await one._until(lambda: words in one.reads or words in other.reads, f"never read {words}", 10)


def accounts(world):
    return world.look(lambda store: store.people.accounts(world.person("manager").id))
