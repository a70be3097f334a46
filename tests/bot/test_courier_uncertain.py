"""What nobody knows: it is looked for, or held for an operator; nothing is sent again blindly."""

from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.carrying.fates import TRIES
from bot.messenger import Paused, Refused, Scope, Uncertain
from tests.bot.moody import files, in_time, moody, tally
from tests.office import Office, an_office, buttons, words_of


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


async def test_what_is_uncertain_and_has_arrived_is_found_not_sent_again(office: Office):
    messenger = moody(office, Uncertain("time-out"), arrives=True)
    await files(office)
    await office.delivers()
    assert tally(office) == {"sent": 2, "uncertain": 1}

    await in_time(office, seconds=11)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    assert not buttons(office.card("manager")), "what was found can be amended"


async def test_what_is_uncertain_and_certainly_not_there_is_sent_once_more(office: Office):
    messenger = moody(office, Uncertain("time-out"))
    await files(office)
    await office.delivers()
    assert messenger.tries.count("manager") == 1

    await in_time(office, seconds=11)

    assert messenger.tries.count("manager") == 2
    assert len(messenger.cards["manager"]) == 1
    assert tally(office) == {"sent": 3}


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_nobody_can_look_for_is_held_for_an_operator(office: Office, *, arrives: bool):
    messenger = moody(office, Uncertain("time-out"), arrives=arrives, looks=False)
    await files(office)
    with capture_logs() as logs:
        for _ in range(5):
            await in_time(office, hours=1)

    assert messenger.tries.count("manager") == 1
    assert tally(office) == {"sent": 2, "uncertain": 1}
    assert [line["event"] for line in logs].count("courier.held") == 1
    with office.database.read() as store:
        assert [copy.reason for copy in store.review.stuck()] == ["held"]


async def test_a_look_that_fails_is_made_again(office: Office):
    messenger = moody(office, Uncertain("reset"), arrives=True)
    messenger.blind = [Paused("rate-limited", 1), Uncertain("time-out"), Paused("rate-limited", 1)]
    await files(office)
    for _ in range(6):
        await in_time(office, minutes=5)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1


async def test_where_a_look_is_refused_it_is_held(office: Office):
    messenger = moody(office, Uncertain("reset"), arrives=True)
    messenger.blind = [Refused("missing-scope")]
    await files(office)
    for _ in range(3):
        await in_time(office, minutes=5)

    assert tally(office) == {"sent": 2, "uncertain": 1}
    assert messenger.tries.count("manager") == 1


async def test_an_amend_of_which_nobody_knows_is_made_again(office: Office):
    await office.registers("rep")
    cards = office.letters.cards
    messenger = moody(office)
    messenger.cards = cards
    messenger.lost_amends = {"manager": [Uncertain("time-out"), Paused("slow", 5, scope=Scope.COPY)]}

    await office.presses("second", next(iter(buttons(office.card("second")).values())))
    for _ in range(4):
        await in_time(office, minutes=1)

    assert not buttons(office.card("manager"))
    assert "Approved by Piotr Bak" in words_of(office.card("manager"))


@pytest.mark.parametrize("bug", [ValueError("a bug in the renderer"), KeyError("ts")], ids=repr)
async def test_a_bug_with_one_copy_does_not_stop_the_others(office: Office, bug: Exception):
    messenger = moody(office, bug)
    await files(office)
    with capture_logs() as logs:
        await office.delivers()

    assert tally(office)["sent"] == 2
    assert logs[0]["event"] == "courier.copy_failed"
    await in_time(office, minutes=10)
    await in_time(office, minutes=10)
    assert tally(office) == {"sent": 3}
    assert len(messenger.cards["manager"]) == 1


async def test_what_broke_after_it_was_posted_is_looked_for_not_sent_again(office: Office):
    messenger = moody(office, KeyError("ts"), arrives=True)
    await files(office)
    with capture_logs():
        for _ in range(5):
            await in_time(office, minutes=10)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1


async def test_what_always_breaks_fails_in_the_end(office: Office):
    messenger = moody(office, *[ValueError("a bug in the renderer")] * 40)
    await files(office)
    with capture_logs():
        for _ in range(40):
            await in_time(office, minutes=10)

    assert messenger.tries.count("manager") <= TRIES
    assert tally(office) == {"sent": 2, "failed": 1}
