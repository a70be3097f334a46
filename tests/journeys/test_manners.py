"""Manners: everything that is said gets a useful answer, what says nothing gets none, and a flood waits its turn."""

from bot.pace import Pace
from tests.journeys.pairs import alone, at_slack, at_teams
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import good


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
