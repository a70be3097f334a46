"""A message becomes a deal: what it says is filled in and marked, and sent only once somebody has looked."""

from tests.journeys.pairs import at_slack, at_teams
from tests.journeys.people import SLACK_STRANGERS
from tests.journeys.world import good

REST = {name: value for name, value in good().items() if name not in ("customer", "amount", "currency", "close_on")}


async def becomes_a_deal(world, partner):
    """The form that is open holds what the message says, and can be sent."""
    values = partner.opened.values
    assert (values["customer"], values["amount"], values["currency"]) == ("Huta Szkła S.A.", "12,500", "EUR")
    assert (values["close_on"], values["note"]) == ("2027-03-31", "")
    assert "Check what is marked" in partner.reads
    await partner.fills(**REST)
    await partner.hears("Registered: D-", "Huta Szkła S.A.")
    [deal] = world.deals()
    assert deal.filed_by == world.person("rep").id


@at_slack
async def test_a_slack_message_becomes_a_deal(world, partner):
    text = "<@U0ABC> met <http://huta.example|Huta Szkła S.A.> &amp; they want it:\n12 500 EUR by 31 March 2027"

    await partner.user.message_shortcut("deal-from-message", text)

    await becomes_a_deal(world, partner)


@at_teams
async def test_a_teams_message_becomes_a_deal(world, partner):
    html = '<div>Hi <at id="0">Ola</at>,&nbsp;<b>Huta Szkła S.A.</b> will buy<br>for 12 500 EUR by 31 March 2027.</div>'

    await partner.user.message_action("deal-from-message", html)

    await becomes_a_deal(world, partner)


@at_slack
async def test_where_nothing_is_found_the_message_is_the_note(world, partner):
    await partner.user.message_shortcut(
        "deal-from-message", "<@U0ABC> call <mailto:a@b.example|a@b.example> &lt;3\nsoon"
    )

    assert partner.opened.values["note"] == "call a@b.example <3\nsoon"
    assert partner.opened.values["customer"] == ""
    assert "its text is in the note" in partner.reads


@at_slack
async def test_a_manager_chooses_for_whom(world, manager):
    await manager.user.message_shortcut("deal-from-message", "12 500 EUR")

    values = manager.opened.values
    assert (values["partner"], values["amount"]) == ("", "12,500")


@at_slack
async def test_a_stranger_gets_the_door_and_a_message_of_anything_is_answered(world, partner):
    stranger = world.at_slack(SLACK_STRANGERS["a member that nobody imported"])
    await stranger.user.message_shortcut("deal-from-message", "Huta S.A. 12 500 EUR")
    assert stranger.form is None
    assert "Huta" not in stranger.everything

    for text in ("", "x" * 40_000, "<" * 5000, "<@|>" * 2000, "\u202e\x00 &amp;&lt;!channel&gt;"):
        await partner.user.message_shortcut("deal-from-message", text)
        assert len(partner.opened.values["note"]) <= 1000
