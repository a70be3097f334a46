"""Manners: everything that is said gets a useful answer, what says nothing gets none, and a flood waits its turn."""

from datetime import timedelta

from bot.pace import Pace
from bot.serving import open_for_requests
from tests.journeys.pairs import alone, at_slack, at_teams
from tests.journeys.people import MEMBERS, SLACK_STRANGERS
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import an_app, good
from tests.wire.payloads import SLACK_SECRET
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor

NOBODY = SLACK_STRANGERS["a member that nobody imported"]


@alone
async def test_whatever_is_said_is_answered_usefully(partner, manager):
    for words in ("hi!", "Cześć", "olá"):
        await partner.types(words)
        await partner.hears("What I can do for you", "/deal list")

    await partner.types("dela")
    await partner.hears("I do not understand “dela”", "Did you mean")
    await manager.types("what waits for my approvals today")
    await manager.hears("Did you mean")
    await partner.types("thank you")
    await partner.hears("With pleasure")

    before = len(partner.messages)
    await partner.types("👍")
    assert len(partner.messages) == before


@at_slack
async def test_in_a_slack_channel_only_whoever_asked_reads_the_answer(world, partner: SlackActor):
    room = world.slack.add_channel("partners", partner.user.who, shared=True)

    for words in ("ajuda", "what is this?", "dzięki", ":thumbsup:"):
        await partner.user.mention(words, room.id)

    whispers = [one.everything for one in world.slack.whispers_to(partner.user.who)]
    assert len(whispers) == 3
    assert "What I can do for you" in whispers[0]
    assert "With pleasure" in whispers[-1]
    assert {one.author for one in world.slack.messages_in(room.id)} == {partner.user.who.user}


@at_teams
async def test_in_a_teams_channel_only_whoever_asked_reads_the_answer(world, partner: TeamsActor):
    partner.user.channel = world.teams.add_channel(partner.user.who, tenant=partner.user.who.tenant)

    for words in ("ajuda", "what is this?", "dzięki", "👍"):
        await partner.user.mention(words)

    said = [one.text for one in world.teams.messages_in(partner.user.channel.id)]
    assert said == ["I have answered you in private."] * 3
    await partner.hears("I do not understand “what is this?”", "With pleasure")


@alone
async def test_whoever_asks_too_much_at_once_loses_nothing(world, partner):
    clock = [0.0]
    world.app.dispatch._pace = Pace(person=9, workspace=1000, clock=lambda: clock[0])
    while "That was a lot at once" not in partner.reads:
        assert len(partner.messages) < 20
        await partner.types("help")

    clock[0] += 2.3 if isinstance(partner, TeamsActor) else 1.2  # there the form is asked for twice
    await partner.types("deal new")
    await partner.fills(**good(customer="Patient Ltd"))
    assert partner.opened.values["customer"] == "Patient Ltd"
    assert "Please try again in" in partner.opened.errors[""]
    assert world.deals() == []

    clock[0] += 10
    await partner.fills(customer="Patient Ltd")
    await partner.hears("Registered: D-", "Patient Ltd")
    assert len(world.deals()) == 1


@alone
async def test_what_people_think_of_it_reaches_the_admin(world, partner, platforms):
    await partner.types("partner feedback The list is long")
    assert partner.opened.title
    await partner.fills(words="The list is too long.", answer="yes")
    await partner.hears("Thank you", "Somebody may write to you.")

    admin = await world.meets("admin", platforms[0])
    await admin.hears("Feedback from Nowak Systems", "The list is too long.", "Jan Nowak")
    await admin.types("partner feedback list")
    await admin.hears("The newest first.")


# --- one welcome ---


@at_slack
async def test_slacks_first_look_at_the_chat_is_welcomed_once(world, platforms):
    newcomer, stranger = world.at_slack(MEMBERS["rep"].slack, "rep"), world.at_slack(NOBODY)

    for actor in (newcomer, stranger):
        for _ in range(3):
            await actor.user.open_chat()
        await actor.user.redeliver()

    assert len(newcomer.messages) == 1
    await newcomer.hears("Welcome, Jan Nowak", "Deals are registered and decided here")
    assert len(stranger.messages) == 1
    await stranger.hears("Hello, I am Tandem", "I do not know you here yet")


@at_slack
async def test_a_second_replica_and_a_restart_welcome_nobody_again(world, platforms):
    newcomer = world.at_slack(MEMBERS["rep"].slack, "rep")
    await newcomer.user.open_chat()

    async with (
        an_app(world.app.settings.database_url, world.slack, world.teams, clock=world.clock) as replica,
        open_for_requests(replica) as port,
    ):
        there = SlackActor(
            "rep", SlackUser(world.slack, MEMBERS["rep"].slack, HttpDoor(f"http://127.0.0.1:{port}", SLACK_SECRET))
        )
        await there.user.open_chat()

    assert len(newcomer.messages) == 1


@at_slack
async def test_whoever_has_spoken_with_tandem_before_needs_no_welcome(world, partner: SlackActor):
    world.clock.ahead += timedelta(minutes=1)
    before = len(partner.messages)

    await partner.user.open_chat()

    assert len(partner.messages) == before


@at_teams
async def test_teams_welcomes_once_in_each_chat_and_channel(world, platforms):
    newcomer = world.at_teams(MEMBERS["boss"].teams, "boss")
    room = newcomer.user.channel = world.teams.add_channel(newcomer.user.who, tenant=newcomer.user.who.tenant)

    for _ in range(2):
        await newcomer.user.installed()
        await newcomer.user.adds_to_channel()
        await newcomer.user.removed()

    await newcomer.hears("Witamy, Ewa Nowak")
    assert len(newcomer.messages) == 1
    [said] = world.teams.messages_in(room.id)
    assert "Tandem is here" in said.everything
    assert "Nowak" not in said.everything
