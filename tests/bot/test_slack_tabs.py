"""App Home stays as things are: after a press in it, a form sent from it, and whatever reaches its person."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.pace import Pace
from bot.slack.tabs import LOOKED_AT
from domain.places import Identity, Platform
from tests.bot.slack_desk import MANAGER, NOWAK, REP, VENDOR, Desk, a_desk
from tests.bot.test_slack_gateway import fill_in
from tests.wire.slack_client import SlackUser


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    async with a_desk(sqlite_url) as desk:
        yield desk


@pytest.fixture
def rep(desk: Desk) -> SlackUser:
    return desk.user(REP)


def says(user: SlackUser, words: str) -> bool:
    return words in json.dumps(user.home, ensure_ascii=False)


def published(desk: Desk) -> int:
    return len(desk.api.calls_of("views.publish"))


async def registers(rep: SlackUser) -> None:
    await rep.command("/deal")
    await rep.submit(rep.view, await fill_in(rep))


async def test_a_deal_registered_from_home_stands_there_without_looking_again(desk: Desk, rep: SlackUser) -> None:
    await rep.open_home()

    await rep.press(rep.home, "deal-form")
    await rep.submit(rep.view, await fill_in(rep))

    await desk.api.until(lambda: says(rep, "Kowalski"))


async def test_what_was_decided_in_home_waits_there_no_longer(desk: Desk, rep: SlackUser) -> None:
    await registers(rep)
    manager = desk.user(MANAGER)
    await manager.open_home()
    assert says(manager, "Kowalski")

    await manager.press(manager.home, "approval-open")
    await manager.press(manager.view, "approval-approve")

    await desk.api.until(lambda: says(manager, "Nothing waits for you."))


async def test_home_shows_what_came_for_its_person_and_much_at_once_makes_one(desk: Desk, rep: SlackUser) -> None:
    manager = desk.user(MANAGER)
    await manager.open_home()
    await registers(rep)

    for _ in range(20):
        desk.gateway.tabs.stir(VENDOR, MANAGER.user)

    await desk.api.until(lambda: says(manager, "Kowalski"))
    await desk.settled()
    assert published(desk) == 2


async def test_nobody_gets_a_home_that_they_have_not_open(desk: Desk, rep: SlackUser) -> None:
    await registers(rep)
    await desk.settled()
    assert published(desk) == 0

    await rep.open_home()
    desk.office.clock[0] += LOOKED_AT + timedelta(seconds=1)
    await registers(rep)
    await desk.settled()
    assert published(desk) == 1


async def test_a_warning_does_not_take_the_place_of_home(desk: Desk, rep: SlackUser) -> None:
    await rep.open_home()
    before = rep.home
    desk.dispatch._pace = Pace(person=1, workspace=1, clock=lambda: 0.0)
    desk.dispatch._pace.wait(Identity(Platform.SLACK, NOWAK, REP.user), "elsewhere", "something else")

    desk.gateway.tabs.stir(REP.installed_in, REP.user)
    await desk.settled()

    assert (rep.home, published(desk)) == (before, 1)


async def test_slack_may_refuse_a_home(desk: Desk, rep: SlackUser) -> None:
    await rep.open_home()
    desk.api.fail("views.publish", kind="error", error="fatal_error")

    await rep.press(rep.home, "deal-form")
    await desk.settled()

    assert rep.view["callback_id"] == "deal-register"
