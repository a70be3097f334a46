"""Manners: everything that is said gets a useful answer, and what says nothing gets none."""

from tests.journeys.pairs import alone, at_slack, at_teams
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor


@alone
async def test_whatever_is_said_is_answered_usefully(partner, manager):
    for words in ("hi!", "Cześć", "olá"):
        await partner.types(words)
        await partner.hears("What I can do for you", "/deal list")

    await partner.types("dela")
    await partner.hears("I do not understand “dela”", "Did you mean deal?")
    await manager.types("what waits for my approvals today")
    await manager.hears("Did you mean approvals?")
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
