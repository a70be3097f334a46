"""The database sleeps for five seconds: everything is acknowledged meanwhile, answered later, and nothing is lost."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.tables import metadata
from tests.journeys.pairs import both
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import World, good, registers

SLEEP = 5.0
"""Seconds at least."""

_SQLITE = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
database.execute("BEGIN EXCLUSIVE")
print("asleep", flush=True)
sys.stdin.readline()
database.execute("COMMIT")
"""
_POSTGRESQL = """
import psycopg, sys
with psycopg.connect(sys.argv[1]) as database:
    database.execute("LOCK TABLE " + sys.argv[2] + " IN ACCESS EXCLUSIVE MODE")
    print("asleep", flush=True)
    sys.stdin.readline()
"""


@asynccontextmanager
async def asleep(url: str) -> AsyncIterator[None]:
    """Another process holds the whole database to the end of the block, and for five seconds at least."""
    if url.startswith("sqlite"):
        args = [_SQLITE, url.removeprefix("sqlite:///")]
    else:
        tables = ", ".join(metadata.tables)
        args = [_POSTGRESQL, url.replace("postgresql+psycopg", "postgresql"), tables]
    sleeper = await asyncio.create_subprocess_exec(sys.executable, "-c", *args, stdin=PIPE, stdout=PIPE)
    assert sleeper.stdout
    assert await sleeper.stdout.readline() == b"asleep\n"
    awake = asyncio.create_task(asyncio.sleep(SLEEP))
    try:
        yield
    finally:
        await awake
        await sleeper.communicate(b"\n")
        assert sleeper.returncode == 0


@both
async def test_all_is_acknowledged_meanwhile_and_answered_later(world: World):
    slack, teams = await everybody(world)
    rep, rival, manager, lead, auditor = (slack[who] for who in AT_SLACK)
    boss, rio, second, director, admin = (teams[who] for who in AT_TEAMS)

    async with asleep(world.app.settings.database_url):
        await asyncio.gather(
            rep.user.submit(rep.user.view, good(customer="Slack Ltd")),
            rival.types("deal Opened Ltd 12500 eur"),
            manager.presses("Approve"),
            lead.types("approvals"),
            auditor.user.message("deal list"),
            boss.user.submit(boss.user.dialog, good(customer="Teams Ltd")),
            rio.user.type_ahead(rio.user.dialog, "deal-customers", "Nobody"),
            second.presses("Zatwierdź"),
            director.presses("Reject"),
            admin.user.say("partner"),
        )
        last = {
            **{who: one.user.last for who, one in slack.items()},
            **{who: one.user.last for who, one in teams.items()},
        }
        assert {who: answer.status for who, answer in last.items() if answer} == dict.fromkeys(last, 200)

    # Slack: a submission, a form to open, a press, a command, a message.
    await rep.hears("Registered: D-", "Slack Ltd, PLN 12,500.", "Slack Ltd (D-")
    await rival.hears("Opened Ltd", "Register a deal")
    assert rival.opened.values["customer"] == "Opened Ltd"
    await manager.hears("Approved · First Ltd")
    await lead.hears("Approvals", "for you.")
    await auditor.hears("Deals", "Second Ltd · PLN 12,500")
    # Teams: a submission, a press, a dialog to open, a message.
    await boss.hears("Zgłoszono: D-", "Teams Ltd")
    await second.hears("Zatwierdzono · Second Ltd")
    await director.hears_one_of("Reason", "You were a moment late: Ola Lis approved it already")
    await admin.hears("Partners")

    found = {deal.terms.customer: world.steps(deal) for deal in world.deals()}
    registered, decided = ["submit"], ["submit", "approve"]
    assert found == {"First Ltd": decided, "Second Ltd": decided, "Slack Ltd": registered, "Teams Ltd": registered}


AT_SLACK = ("rep", "rival", "manager", "lead", "auditor")
AT_TEAMS = ("boss", "rio", "second", "director", "admin")


async def everybody(world: World) -> tuple[dict[str, SlackActor], dict[str, TeamsActor]]:
    """Each in front of what they are about to do."""
    slack = {who: await world.meets_at_slack(who) for who in AT_SLACK}
    teams = {who: await world.meets_at_teams(who) for who in AT_TEAMS}
    rep, manager = slack["rep"], slack["manager"]
    boss, rio, second, director = (teams[who] for who in ("boss", "rio", "second", "director"))
    for customer in ("First Ltd", "Second Ltd"):
        await registers(rep, customer=customer)
        await manager.hears(customer)
        await second.hears(customer)
    for actor in (manager, director):  # the oldest first, which is the first deal
        await actor.types("approvals")
        await actor.presses("Decide")
    await rep.types("deal new")
    await rep.user.type_ahead(rep.user.view, "customer", "Slack Ltd")
    await boss.types("deal nowa")
    await boss.user.type_ahead(boss.user.dialog, "deal-customers", "Teams Ltd")
    await rio.types("deal novo")
    return slack, teams
