"""Every way in besides the slash commands: on Slack and on Teams a deal is registered through each of them."""

from tests.journeys.pairs import at_slack, at_teams
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import good
from tests.wire.cards import words_of


async def sent(world, partner, customer):
    """The form that is open is filled in, and there is one deal more."""
    await partner.fills(**good(customer=customer))
    await partner.hears("Registered: D-", f"{customer}, PLN 12,500.")
    assert customer in [deal.terms.customer for deal in world.deals()]


# --- Slack ---


@at_slack
async def test_slacks_doors_without_a_command(world, partner: SlackActor):
    user, room = partner.user, world.slack.add_channel("partners", partner.user.who, shared=True)

    await user.message("deal Direct Ltd 5 eur")
    await partner.presses("Open the form")
    assert partner.opened.values["customer"] == "Direct Ltd"
    await sent(world, partner, "Direct Ltd")

    await user.mention("deal", room.id)
    await partner.presses("Open the form")
    await sent(world, partner, "Mention Ltd")

    await user.shortcut("deal-form")
    await sent(world, partner, "Shortcut Ltd")

    await user.mention("deal pin", room.id)
    [pinned] = world.slack.messages_in(room.id)[-1:]
    await user.press(pinned, "Register a deal")
    await sent(world, partner, "Pinned Ltd")

    await user.open_home()
    await user.press(user.home, "Register a deal")
    await sent(world, partner, "Home Ltd")
    await world.slack.until(lambda: "Home Ltd" in str(user.home))
    for said in world.slack.messages_in(room.id):
        assert "Ltd" not in said.everything, "nobody else in the channel learns of a deal"


@at_slack
async def test_slacks_home_decides_too(world, partner, manager: SlackActor):
    await partner.types("deal new")
    await sent(world, partner, "Home Ltd")

    await partner.user.open_home()
    await manager.user.open_home()
    assert "Home Ltd" in str(manager.user.home)
    await manager.user.press(manager.user.home, "Decide")
    await manager.presses("Approve")

    await partner.hears("Approved: Home Ltd")
    await world.slack.until(lambda: "Nothing waits for you." in str(manager.user.home))
    await world.slack.until(lambda: "Approved" in str(partner.user.home))


@at_slack
async def test_what_is_pressed_in_a_shared_channel_is_answered_to_one_alone(world, partner: SlackActor):
    room = world.slack.add_channel("partners", partner.user.who, shared=True)
    await partner.types("deal new")
    await sent(world, partner, "Quiet Ltd")
    await partner.user.command("/deal", "pin", room.id)
    [pinned] = world.slack.messages_in(room.id)

    await partner.user.press(pinned, "My deals")

    assert any("Quiet Ltd" in whisper.everything for whisper in world.slack.whispers_to(partner.user.who))
    assert world.slack.messages_in(room.id) == [pinned]


# --- Teams ---


@at_teams
async def test_teams_doors_without_a_typed_command(world, partner: TeamsActor):
    user = partner.user
    user.channel = world.teams.add_channel(user.who, tenant=user.who.tenant)

    await user.mention("deal Mention Ltd 5 eur")
    await partner.presses("Open the form")
    assert partner.opened.values["customer"] == "Mention Ltd"
    await sent(world, partner, "Mention Ltd")

    user.close_dialog()
    await user.fetch_action("deal-register")
    await sent(world, partner, "Extension Ltd")

    user.close_dialog()
    await user.installed()
    await partner.presses("Register a deal")
    await sent(world, partner, "Button Ltd")

    said = world.teams.messages_in(user.channel.id)
    assert [one.text for one in said] == ["I have answered you in private."]
    assert "Ltd" not in "".join(one.everything for one in said)


@at_teams
async def test_a_teams_channel_learns_of_no_deal(world, partner: TeamsActor):
    await partner.types("deal new")
    await sent(world, partner, "Quiet Ltd")
    partner.user.channel = world.teams.add_channel(partner.user.who, tenant=partner.user.who.tenant)

    await partner.user.mention("deal list")
    await partner.user.mention("deal pin")

    pinned = [one for one in world.teams.messages_in(partner.user.channel.id) if one.card]
    assert "Partner desk" in words_of(pinned[0].card)
    await partner.user.press(pinned[0], "My deals")
    await partner.hears("Quiet Ltd", "1 deal")
    assert "Quiet" not in "".join(one.everything for one in world.teams.messages_in(partner.user.channel.id))
