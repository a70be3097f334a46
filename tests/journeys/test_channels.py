"""Somebody adds Tandem to a channel in which a partner is; they are asked whose it is, and link it by one press."""

from domain.channels import State
from tests.journeys.pairs import in_chat, on_sqlite
from tests.journeys.slack_actor import SlackActor
from tests.wire.payloads import SLACK_BOT_USER


async def adds_tandem(world, manager, partner) -> str:
    """To a channel of the vendor's, with both of them in it."""
    me, them = manager.user.who, partner.user.who
    if isinstance(manager, SlackActor):
        room = world.slack.add_channel("projects", me)
        room.members.add(them.user)
        added = {"type": "member_joined_channel", "user": SLACK_BOT_USER, "channel": room.id, "inviter": me.user}
        await manager.user.event(added)
        return str(room.id)
    room = world.teams.add_channel(me, them, tenant=me.tenant)
    manager.user.channel = room
    await manager.user.adds_to_channel()
    return str(room.id)


@in_chat
@on_sqlite
async def test_whoever_adds_tandem_to_a_partners_channel_links_it(world, partner, manager):
    await partner.types("help")
    await manager.types("help")
    channel = await adds_tandem(world, manager, partner)

    await manager.hears("It looks like Nowak Systems’s")
    await manager.presses("Link")
    await manager.hears("Announcements to Nowak Systems come here")

    with world.app.database.read() as store:
        [kept] = store.channels.of("nowak")
    assert (kept.conversation, kept.state, kept.trouble) == (channel, State.LINKED, None)
