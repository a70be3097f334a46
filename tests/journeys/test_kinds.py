"""Twelve kinds of account at Slack and six at Teams, through every door: each joins, works and leaves, or sees nothing.

The table is in tests/journeys/kinds.py, the doors are in knocking.py.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from domain.places import Identity, Platform
from storage.people import Known
from tests.journeys.kinds import AT_SLACK, AT_TEAMS, Kind
from tests.journeys.knocking import Secret
from tests.journeys.pairs import both, on_sqlite
from tests.journeys.walks import OneAtSlack, OneAtTeams
from tests.journeys.world import SLACK, TEAMS, World, registers
from tests.office import NOON
from tests.wire.payloads import SlackIdentity

GUEST = "a guest of one channel"
on_databases = pytest.mark.parametrize(
    ("database_url", "kinds"),
    [("sqlite", AT_SLACK), ("postgresql", {GUEST: AT_SLACK[GUEST]})],
    indirect=["database_url"],
    ids=["sqlite-all", "postgresql-one"],
)


@both
@on_databases
async def test_every_kind_at_slack_joins_works_and_leaves_or_sees_nothing(
    world: World, kinds: Mapping[str, Kind[SlackIdentity]]
):
    boss, secret = await world.meets_at_teams("boss"), await kept_secret(world, on=TEAMS)
    director = Known(identity=Identity(SLACK, "T0VENDOR", "U0DIRECTOR"), host="T0VENDOR")
    with world.app.database.write() as store:
        store.people.link(director, world.person("director"), at=NOON)
    for number, (name, kind) in enumerate(kinds.items()):
        with about(name):
            await OneAtSlack(world, number, kind, boss, secret).walks()


@both
@on_sqlite
async def test_every_kind_at_teams_joins_works_and_leaves_or_sees_nothing(world: World):
    boss, secret = await world.meets_at_slack("boss"), await kept_secret(world, on=SLACK)
    for number, (name, kind) in enumerate(AT_TEAMS.items()):
        with about(name):
            await OneAtTeams(world, number, kind, boss, secret).walks()


async def kept_secret(world: World, on: Platform) -> Secret:
    """A deal that a partner's people see, and nobody else."""
    rep = await world.meets("rep", on)
    await registers(rep, customer="Secret Customer")
    [deal] = world.deals()
    approval = world.look(lambda store: store.approvals.of("deal", deal.id))
    assert approval
    return Secret(deal.ref, approval.id)


@contextmanager
def about(kind: str) -> Iterator[None]:
    """A failure says of whom."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"of {kind!r}")
        raise
