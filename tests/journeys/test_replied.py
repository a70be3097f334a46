"""A question is answered, and put, where it is read: in the thread of its message, or by quoting it."""

import pytest

from tests.journeys.pairs import at_slack
from tests.journeys.world import WEB, World, registers


async def on_record(world: World) -> None:
    """Waits until of everything that arrived it is known where."""
    await world.slack.until(lambda: not world.look(lambda store: store.deliveries.tally().get("sending")), seconds=30)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_question_is_asked_and_answered_in_the_thread(world, partner, manager, platforms):
    ref = await registers(partner)
    await manager.hears(ref)
    if WEB in platforms:  # nothing there says what a word is about while no question waits
        await manager.presses("Ask")
        await manager.fills(words="Who signs at the customer?")
    else:
        await on_record(world)
        await manager.replies("Who signs at the customer?", "Kowalski")
        await manager.hears("Send this as a question?", "Nobody has seen it yet")
        await manager.presses("Send as a question")

    await partner.hears("A question about Kowalski", "“Who signs at the customer?”")
    await on_record(world)
    await partner.replies("Maria Wójcik & two others", "A question about Kowalski")
    if platforms[0] == WEB:
        await partner.presses("Send as the answer")

    await partner.hears("Your answer is sent")
    await manager.hears("Answer about Kowalski", "“Maria Wójcik & two others”")
    await partner.misses("Answer")


@at_slack
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_reply_is_heard_once_however_often_slack_tells_it_and_an_edit_never(world, partner, manager):
    ref = await registers(partner)
    await manager.hears(ref)
    await manager.presses("Ask")
    await manager.fills(words="Who signs?")
    await partner.hears("“Who signs?”")
    await on_record(world)
    question = partner.user.messages[-1].ts

    told = await partner.user.message(f"Maria Wójcik, says <@{partner.user.who.user}>.", thread=question)
    for retry in (1, 2, 3):
        await partner.user.redeliver(told, retry=retry)
    await partner.hears("Your answer is sent")
    answers = len(partner.messages)
    edit = {"type": "message", "channel_type": "im", "channel": partner.user.messages[-1].channel}
    said = {"user": partner.user.who.user, "text": "Somebody else.", "ts": "1.2", "thread_ts": question}
    await partner.user.event({**edit, "subtype": "message_changed", "hidden": True, "message": said})
    await partner.user.event({**edit, "subtype": "message_deleted", "hidden": True, "deleted_ts": "1.2"})
    await partner.user.message("Somebody else.", thread=question, bot_id="B0OTHER")

    await manager.hears("“Maria Wójcik, says @Jan Nowak.”")
    assert len(partner.messages) == answers
    assert "Somebody else." not in manager.reads
    assert partner.user.messages[-1].thread == question
    await partner.user.message("Somebody else.", thread=question, subtype="thread_broadcast")
    await partner.hears("was answered already", "Jan Nowak answered")
