"""Taken out of a Teams conversation, or off the programme: nothing more goes there, and what waited arrives once."""

from sqlalchemy import update

from domain.places import Platform
from storage.tables import copies, identities
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import World, a_world, registers
from tests.wire.payloads import TEAMS_BOT


def parked(world: World) -> int:
    return world.look(lambda store: store.pauses.parked())


async def waits_and_arrives_once(world: World, rep: TeamsActor, manager: TeamsActor, ref: str) -> None:
    """Decided while the app is out; told when it is back."""
    before = len(rep.user.messages)
    await manager.presses("Approve")
    await manager.hears("Approved by Ola Lis")
    await world.teams.until(lambda: parked(world) == 2)  # the receipt, which shows the decision, and the decision
    assert len(rep.user.messages) == before

    await rep.user.installed()
    await rep.hears(f"{ref} approved", "Approved: Kowalski")

    assert parked(world) == 0
    told = [message for message in rep.messages[before:] if "Approved: Kowalski" in message]
    assert len(told) == 1, told


async def test_what_is_for_somebody_who_removed_the_app_waits_until_it_is_back(database_url):
    async with a_world(database_url) as world:
        rep, manager = await world.meets_at_teams("rep"), await world.meets_at_teams("manager")
        ref = await registers(rep)
        await manager.hears(ref)

        await rep.user.removed()

        await waits_and_arrives_once(world, rep, manager, ref)


async def test_what_waited_goes_where_teams_takes_messages_when_the_app_is_back(database_url):
    async with a_world(database_url) as world:
        rep, manager = await world.meets_at_teams("rep"), await world.meets_at_teams("manager")
        ref = await registers(rep)
        await manager.hears(ref)
        chat = rep.user._own_chat().id
        with world.app.database.write() as store:
            for table in (identities, copies):
                there = update(table).where(table.c.conversation == chat)
                store._connection.execute(there.values(service="http://127.0.0.1:1/amer/"))

        await rep.user.removed()

        await waits_and_arrives_once(world, rep, manager, ref)
        await rep.hears("Approved by Ola Lis")  # on the receipt, which stood there before


async def test_teams_other_way_to_say_so_is_the_same(database_url):
    async with a_world(database_url) as world:
        rep, manager = await world.meets_at_teams("rep"), await world.meets_at_teams("manager")
        ref = await registers(rep)
        await manager.hears(ref)

        out = rep.user._activity("conversationUpdate", rep.user._own_chat())
        await rep.user._send({**out, "membersRemoved": [{"id": TEAMS_BOT}]})

        await waits_and_arrives_once(world, rep, manager, ref)


async def test_an_upgrade_and_somebody_elses_leaving_change_nothing(sqlite_url):
    async with a_world(sqlite_url) as world:
        rep = await world.meets_at_teams("rep")
        chat = rep.user._own_chat()
        await rep.user._send({**rep.user._activity("installationUpdate", chat), "action": "remove-upgrade"})
        out = rep.user._activity("conversationUpdate", chat)
        await rep.user._send({**out, "membersRemoved": [{"id": "29:1manager"}, "nobody", None]})

        assert not world.look(lambda store: store.installations.disabled())


async def test_a_removal_that_is_delivered_late_undoes_nothing(sqlite_url):
    async with a_world(sqlite_url) as world:
        rep = await world.meets_at_teams("rep")
        removal = await rep.user.removed()
        await rep.user.installed()

        await rep.user.redeliver(removal)

        assert not world.look(lambda store: store.installations.disabled())


async def test_a_tenant_that_is_taken_off_the_programme_gets_nothing_and_is_answered_with_nothing(database_url):
    async with a_world(database_url) as world:
        rep, manager = await world.meets_at_teams("rep"), await world.meets_at_teams("manager")
        await registers(rep)
        await manager.hears("Kowalski")
        before = len(rep.user.messages)

        with world.app.database.write() as store:
            old = store.programme
            others = tuple(
                space for space in old.workspaces if (space.platform, space.organisation) != ("teams", "nowak")
            )
            store.programmes.apply(old.model_copy(update={"workspaces": others}), at=world.clock())
        await manager.presses("Approve")
        await manager.hears("Approved by Ola Lis")
        await rep.types("deal list")  # at once: the door itself is shut within seconds

        assert not any("Kowalski" in message for message in rep.messages[before:])
        await world.app.gateways[Platform.TEAMS]._tenants.refresh()  # type: ignore[attr-defined]  # as it does every 5 s
        assert (await rep.user.say("deal list")).status == 401
