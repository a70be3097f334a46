"""A manager takes a request from the deal desk; the channel reads who, and how it ended."""

from domain.programme import DealDesk
from tests.journeys.pairs import in_chat, on_sqlite
from tests.journeys.slack_actor import SlackActor
from tests.journeys.world import registers


def server_of(world, manager):
    return world.slack if isinstance(manager, SlackActor) else world.teams


def opens(world, manager):
    """A channel of the vendor's, with the manager in it, and a programme that names it."""
    who = manager.user.who
    if isinstance(manager, SlackActor):
        platform, tenant, room = "slack", who.team, world.slack.add_channel("deal-desk", who)
    else:
        platform, tenant, room = "teams", who.tenant, world.teams.add_channel(who, tenant=who.tenant)
        manager.user.channel = room
    found = DealDesk(platform=platform, tenant=tenant, channel=room.id)
    with world.app.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"deal_desks": (found,)}), at=world.clock())
    return room


@in_chat
@on_sqlite
async def test_who_takes_it_decides_it_and_the_channel_reads_so(world, partner, manager):
    server, room = server_of(world, manager), opens(world, manager)

    def desk() -> str:
        return "".join(one.everything for one in server.messages_in(room.id))

    await manager.types("partner settings")
    await manager.fills(arrive="desk")
    await manager.hears("In the deal desk of the region")
    ref = await registers(partner)
    await server.until(lambda: "Kowalski" in desk())
    assert not any("Kowalski" in words for words in manager.messages)

    await manager.user.press(server.messages_in(room.id)[0], "I’ll take it")
    await server.until(lambda: "Taken by Ola Lis" in desk())
    await manager.hears("Kowalski", "Answer promised by")
    await manager.presses("Approve")

    await partner.hears(f"{ref} approved")
    await server.until(lambda: "Approved by Ola Lis" in desk())
    assert "Jan Nowak" not in desk(), "no more than all there may know"


@in_chat
@on_sqlite
async def test_where_somebody_from_outside_is_there_nothing_is_posted_and_the_manager_is_asked(world, partner, manager):
    server, room = server_of(world, manager), opens(world, manager)
    if isinstance(manager, SlackActor):
        room.shared = True
    else:
        room.members[partner.user.who.user] = partner.user.who
    await manager.types("partner settings")
    await manager.fills(arrive="desk")

    await registers(partner)

    await manager.hears("Kowalski", "Nowak Systems")
    assert not server.messages_in(room.id)


@in_chat
@on_sqlite
async def test_a_reply_there_is_offered_in_private_as_a_question(world, partner, manager):
    server, room = server_of(world, manager), opens(world, manager)
    await manager.types("partner settings")
    await manager.fills(arrive="desk")
    await registers(partner)
    await server.until(lambda: bool(server.messages_in(room.id)))
    await server.until(lambda: not world.look(lambda store: store.deliveries.tally().get("sending")), seconds=30)
    card = server.messages_in(room.id)[0]

    if isinstance(manager, SlackActor):
        await manager.user.mention("Which plant is it for?", room.id, thread=card.ts)
    else:
        await manager.user.mention("Which plant is it for?", thread=card.id)
    await manager.hears("Send this as a question?", "“Which plant is it for?”")
    await manager.presses("Send as a question")

    await partner.hears("A question about Kowalski", "“Which plant is it for?”")
