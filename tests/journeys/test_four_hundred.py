"""From nothing to an announcement in four hundred channels of two platforms, in under ten interactions."""

from collections.abc import Awaitable, Sequence
from datetime import timedelta

from bot.ticker import do_chores
from handlers.channels_csv import COLUMNS
from tests.journeys.pairs import in_chat, on_sqlite
from tests.journeys.world import World
from tests.wire.payloads import VENDOR_TENANT

PARTNERS = ("nowak", "rio", "rival")
TEXTS = {"title-en": "Prices change", "body-en": "From January on."}


def opened(world: World, many: int) -> Sequence[tuple[str, str, str]]:
    """So many channels, half of them in Slack and half in Teams: platform, host and id."""
    slack = [world.slack.add_channel(f"partner-{number}") for number in range(many // 2)]
    teams = [world.teams.add_channel(tenant=VENDOR_TENANT) for _ in range(many - many // 2)]
    in_slack = [("slack", "T0VENDOR", room.id) for room in slack]
    return [*in_slack, *(("teams", VENDOR_TENANT, room.id) for room in teams)]


def file_of(rooms: Sequence[tuple[str, str, str]]) -> bytes:
    """A line for each, of one partner after the other."""
    lines = [
        f"{PARTNERS[number % 3]},{platform},{host},{room},channel {number},en,"
        for number, (platform, host, room) in enumerate(rooms)
    ]
    return "\n".join([",".join(COLUMNS), *lines]).encode()


@in_chat
@on_sqlite
async def test_four_hundred_channels_are_linked_and_written_to(world, platforms, count):
    admin, director = [await world.meets(who, platforms[0]) for who in ("admin", "director")]
    await world.meets_at_teams("manager")  # by somebody from there it is known how to write to a tenant
    rooms, interactions = opened(world, count(400)), []

    async def does(step: Awaitable[None], clicks: int = 1) -> None:
        interactions.extend([step] * clicks)
        await step

    await does(admin.drops("channels.csv", file_of(rooms)))
    await admin.hears(f"I have read {len(rooms)} lines")
    await does(admin.presses("Apply"), clicks=2)  # it asks whether one is sure
    await admin.hears("Applied:")
    await does(admin.presses("New announcement"))
    await does(admin.fills(**TEXTS))
    await admin.hears("Prices change")
    await does(admin.presses("Next: for whom"))
    await does(admin.fills(to="channels"))
    await admin.hears("Reached")
    await does(admin.presses("Have it sent"))
    await director.hears("Prices change")
    await does(director.presses("Send"))
    await admin.hears("It was sent; for 60 seconds you can take it back.")

    def reached() -> int:
        there = {"slack": world.slack, "teams": world.teams}
        messages = [there[platform].messages_in(room) for platform, _, room in rooms]
        assert all(len(one) <= 1 for one in messages)
        return sum("From January on." in one.everything for some in messages for one in some)

    assert reached() == 0
    world.clock.ahead += timedelta(seconds=61)
    await do_chores(world.app.dispatch)
    await world.slack.until(lambda: reached() == len(rooms), seconds=180)  # in full, at the pace of a workspace
    assert len(interactions) < 10
