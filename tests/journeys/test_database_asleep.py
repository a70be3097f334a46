"""The database sleeps for five seconds: everything is acknowledged in time, answered later, and nothing is lost."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from domain.deals import State
from storage.tables import metadata
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import SLACK, TEAMS, World, good, registers

SLEEP = 5.0
ACKNOWLEDGED = 2.5
"""Seconds; Slack asks for three (docs.slack.dev, acknowledge)."""

_SQLITE = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
database.execute("BEGIN EXCLUSIVE")
print("asleep", flush=True)
time.sleep(float(sys.argv[2]))
database.execute("COMMIT")
"""
_POSTGRESQL = """
import psycopg, sys, time
with psycopg.connect(sys.argv[1]) as database:
    database.execute("LOCK TABLE " + sys.argv[3] + " IN ACCESS EXCLUSIVE MODE")
    print("asleep", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@asynccontextmanager
async def asleep(url: str) -> AsyncIterator[None]:
    """Another process holds the whole database from the beginning of the block on; at its end it is awake again."""
    if url.startswith("sqlite"):
        args = (_SQLITE, url.removeprefix("sqlite:///"), str(SLEEP))
    else:
        tables = ", ".join(metadata.tables)
        args = (_POSTGRESQL, url.replace("postgresql+psycopg", "postgresql"), str(SLEEP), tables)
    sleeper = await asyncio.create_subprocess_exec(sys.executable, "-c", *args, stdout=asyncio.subprocess.PIPE)
    assert sleeper.stdout
    assert await sleeper.stdout.readline() == b"asleep\n"
    try:
        yield
    finally:
        assert await sleeper.wait() == 0


@pytest.mark.parametrize("platforms", [(SLACK, TEAMS)], indirect=True, ids=["both"])
async def test_all_is_acknowledged_in_time_and_answered_later(world: World):
    people = await everybody(world)
    rep, rival, manager, lead, cole = (people[who] for who in ("rep", "rival", "manager", "lead", "cole"))
    boss, rio, second, director, admin = (people[who] for who in ("boss", "rio", "second", "director", "admin"))

    async with asleep(world.app.settings.database_url):
        await asyncio.gather(
            rep.user.submit(rep.user.view, good(customer="Slack Ltd")),
            rival.types("deal Opened Ltd 12500 eur"),
            manager.presses("Approve"),
            lead.types("approvals"),
            cole.user.message("deal list"),
            boss.user.submit(boss.user.dialog, good(customer="Teams Ltd")),
            rio.user.type_ahead(rio.user.dialog, "deal-customers", "Nobody"),
            second.presses("Zatwierdź"),
            director.presses("Reject"),
            admin.user.say("partner"),
        )
        for who, actor in people.items():
            answer = actor.user.last
            assert answer.status == 200, who
            assert answer.elapsed < ACKNOWLEDGED, (who, answer.elapsed)

    # Slack: a submission, a form to open, a press, a command, a message.
    await rep.hears("Registered: D-", "Slack Ltd, PLN12,500.", "Slack Ltd (D-")
    await rival.hears("Opened Ltd", "Register a deal")
    assert rival.opened.values["customer"] == "Opened Ltd"
    await manager.hears("Approved · First Ltd")
    await lead.hears("Approvals")
    await cole.hears("My deals")
    # Teams: a submission, a press, a dialog to open, a message.
    await boss.hears("Zgłoszono: D-", "Teams Ltd")
    await second.hears("Zatwierdzono · Second Ltd")
    await director.hears("Reason")
    await admin.hears("Partners")

    states = {deal.terms.customer: deal.state for deal in world.deals()}
    approved, waits = State.APPROVED, State.SUBMITTED
    assert states == {"First Ltd": approved, "Second Ltd": approved, "Slack Ltd": waits, "Teams Ltd": waits}
    for deal in world.deals():
        steps = [line.step.value for line in world.look(lambda store, deal=deal: store.deals.history(deal.id))]
        assert steps == (["submit", "approve"] if deal.state is approved else ["submit"])


async def everybody(world: World) -> dict[str, SlackActor | TeamsActor]:
    """Each in front of what they are about to do."""
    at_slack = {who: await world.meets(who, SLACK) for who in ("rep", "rival", "manager", "lead", "auditor")}
    at_teams = {who: await world.meets(who, TEAMS) for who in ("boss", "rio", "second", "director", "admin")}
    people = {**at_slack, **at_teams}
    people["cole"] = people.pop("auditor")
    rep, manager, second, director = (people[who] for who in ("rep", "manager", "second", "director"))
    await registers(rep, customer="First Ltd")
    await manager.hears("First Ltd")
    await registers(rep, customer="Second Ltd")
    await second.hears("Second Ltd")
    await manager.hears("Second Ltd")
    await manager.types("approvals")
    await manager.presses("Decide")
    await director.types("approvals")
    await director.presses("Decide")
    await rep.types("deal new")
    await rep.user.type_ahead(rep.user.view, "customer", "Slack Ltd")
    await people["boss"].types("deal nowa")
    await people["boss"].user.type_ahead(people["boss"].user.dialog, "deal-customers", "Teams Ltd")
    await people["rio"].types("deal novo")
    return people
