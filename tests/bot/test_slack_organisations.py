"""Of a Slack organisation that has Tandem as a whole: what is for a workspace whose own token has ended goes by its."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from handlers import installations
from tests import crowd
from tests.bot.slack_desk import MANAGER, VENDOR
from tests.bot.test_slack_life import SLACK, Scene, a_scene, says_so, uninstalls
from tests.office import NOON, words_of
from tests.wire.slack_rooms import Room

WHOLE, OTHERS = "E0VENDOR", "E0OTHERS"


@pytest.fixture
async def scene(database_url: str) -> AsyncIterator[Scene]:
    """The workspace was installed by itself; the programme names its organisation too."""
    async with a_grid(database_url) as scene:
        yield scene


@asynccontextmanager
async def a_grid(url: str) -> AsyncIterator[Scene]:
    async with a_scene(url) as scene:
        with scene.office.database.write() as store:
            crowd.prepare(store, NOON)
            old = store.programme
            own = [old.workspaces[0].model_copy(update={"platform": "slack", "tenant": one}) for one in (WHOLE, OTHERS)]
            store.programmes.apply(old.model_copy(update={"workspaces": (*old.workspaces, *own)}), at=NOON)
        scene.install(VENDOR, "xoxb-vendor", enterprise=WHOLE)
        await scene.user(MANAGER).message("help")
        scene.api.forget_calls()
        scene.office.later(seconds=1)
        yield scene


def whole(scene: Scene, token: str = "xoxb-whole") -> None:
    scene.install(WHOLE, token, enterprise=WHOLE)


def tells(scene: Scene, *rooms: Room) -> None:
    """Something for channels of the workspace."""
    at = scene.office.clock[0]
    with scene.office.database.write() as store:
        crowd.tell(store, VENDOR, (room.id for room in rooms), at=at, platform=SLACK)


async def removed(scene: Scene) -> None:
    await uninstalls(scene, MANAGER)


async def revoked(scene: Scene) -> None:
    scene.api.uninstall(VENDOR, "token_revoked")
    scene.office.later(seconds=10)
    await says_so(scene, MANAGER, {"type": "tokens_revoked", "tokens": {"bot": ["U07TANDEMBOT"]}})


async def refused(scene: Scene) -> None:
    """Nothing is said of it: the next message meets it."""
    scene.api.uninstall(VENDOR, "account_inactive")


@pytest.mark.parametrize("ends", [removed, revoked, refused])
async def test_once_its_own_token_has_ended_what_is_for_a_workspace_goes_by_its_organisations(
    scene: Scene, ends: Callable[[Scene], Awaitable[None]]
):
    office, room = scene.office, scene.api.add_channel("nowak")
    whole(scene)
    await ends(scene)

    tells(scene, room)
    ref = await office.registers("rep")
    await office.delivers()
    office.later(minutes=1)
    await office.delivers()

    assert len(scene.api.messages_in(room.id)) == 1
    assert len([one for one in scene.api.messages_to(MANAGER) if ref in one.everything]) == 1
    sent = scene.api.calls_of("chat.postMessage")
    assert {call.token for call in sent if scene.api.tokens[call.token] != VENDOR} == {"xoxb-whole"}
    assert scene.parked() == 0
    assert not scene.is_disabled(VENDOR)
    assert not any("removed" in words_of(card) for _, card in office.letters.cards.get("admin", []))
    assert (await scene.user(MANAGER).command("/approvals")).text


async def test_what_was_parked_goes_once_its_organisation_has_tandem_as_a_whole(scene: Scene):
    office, room = scene.office, scene.api.add_channel("nowak")
    await removed(scene)
    tells(scene, room)
    await office.delivers()
    assert scene.parked() >= 1
    assert "Messages for these people wait" in words_of(office.card("admin", about="removed"))

    office.later(hours=1)
    whole(scene)
    await office.delivers()

    assert len(scene.api.messages_in(room.id)) == 1
    assert scene.parked() == 0
    assert "is back" in words_of(office.card("admin"))


async def test_once_the_organisation_has_it_no_more_what_goes_by_its_token_is_parked_and_the_admins_read_it_once(
    scene: Scene,
):
    office, room = scene.office, scene.api.add_channel("nowak")
    whole(scene)
    await removed(scene)
    scene.api.uninstall(WHOLE)
    tells(scene, room)

    await office.delivers()
    office.later(minutes=1)
    await office.delivers()

    assert scene.is_disabled(WHOLE)
    assert scene.is_disabled(VENDOR)
    assert scene.parked() >= 1
    assert len([one for _, one in office.letters.cards["admin"] if "removed" in words_of(one)]) == 1

    office.later(hours=1)
    whole(scene, "xoxb-whole-2")
    await office.delivers()

    assert len(scene.api.messages_in(room.id)) == 1


async def test_a_workspace_with_a_token_of_its_own_outlives_its_organisations(scene: Scene):
    office, room = scene.office, scene.api.add_channel("nowak")
    whole(scene)
    with office.database.write() as store:
        installations.lost(SLACK, WHOLE, "app_uninstalled", store, at=office.clock[0])
    scene.installed.forget()

    tells(scene, room)
    await office.delivers()

    assert [call.token for call in scene.api.calls_of("chat.postMessage")] == ["xoxb-vendor"]
    assert not scene.is_disabled(VENDOR)


async def test_installed_by_itself_again_it_has_its_own_token(scene: Scene):
    whole(scene)
    await removed(scene)
    assert await scene.web_api.token(VENDOR) == "xoxb-whole"

    scene.office.later(hours=1)
    scene.install(VENDOR, "xoxb-vendor-2", enterprise=WHOLE)

    assert await scene.web_api.token(VENDOR) == "xoxb-vendor-2"


async def test_no_workspace_goes_by_the_token_of_another_organisation(scene: Scene):
    scene.install(OTHERS, "xoxb-others", enterprise=OTHERS)

    await removed(scene)

    assert scene.is_disabled(VENDOR)
    assert await scene.web_api.token(VENDOR) is None


@pytest.mark.parametrize("again", ["let in", "by itself"])
async def test_where_the_organisation_does_not_let_it_in_what_is_for_a_workspace_waits_until_it_does(
    scene: Scene, again: str
):
    office, room = scene.office, scene.api.add_channel("nowak")
    whole(scene)
    await removed(scene)
    scene.api.uninstall(WHOLE, "team_access_not_granted")
    tells(scene, room)
    tells(scene, scene.api.add_channel("rhenus"))

    for _ in range(3):
        await office.delivers()
        office.later(minutes=1)

    assert scene.is_disabled(VENDOR)
    assert not scene.is_disabled(WHOLE)
    assert scene.parked() >= 2
    assert len([one for _, one in office.letters.cards["admin"] if "removed" in words_of(one)]) == 1

    scene.api.install(WHOLE, "xoxb-whole")
    if again == "let in":
        event = {"type": "team_access_granted", "team_ids": [VENDOR, "T0UNKNOWN"]}
        nobody: dict[str, Any] = {"team_id": None, "enterprise_id": WHOLE, "authorizations": []}
        assert (await scene.user(MANAGER).event(event, **nobody)).status == 200
    else:
        scene.install(VENDOR, "xoxb-vendor-2", enterprise=WHOLE)
    await office.delivers()

    assert len(scene.api.messages_in(room.id)) == 1
    assert scene.parked() == 0
    assert "is back" in words_of(office.card("admin"))


async def test_nobody_is_let_in_where_the_organisation_has_it_no_more(scene: Scene):
    await removed(scene)

    assert (await scene.user(MANAGER).event({"type": "team_access_granted", "team_ids": [VENDOR, 7]})).status == 200

    assert scene.is_disabled(VENDOR)


async def test_an_organisation_without_a_workspace_to_speak_of_is_taken_out_as_a_whole(scene: Scene):
    whole(scene)
    scene.office.later(seconds=10)

    at = int(scene.office.clock[0].timestamp())
    nowhere: dict[str, Any] = {"team_id": None, "enterprise_id": WHOLE, "authorizations": [], "event_time": at}
    for where in (nowhere, {**nowhere, "enterprise_id": None}):
        assert (await scene.user(MANAGER).event({"type": "app_uninstalled"}, **where)).status == 200

    with scene.office.database.read() as store:
        assert [one.host for one in store.installations.disabled()] == [WHOLE]
