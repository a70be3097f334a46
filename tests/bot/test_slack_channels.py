"""Channels as Slack tells of them: proposed where Tandem is added, and true from then on."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.channels import Channels
from bot.slack.channels import Heard, Members, heard, listed
from bot.ticker import do_chores
from domain.channels import MEMBERS, Channel, Met, State, Trouble
from domain.people import Person
from domain.places import Identity, Platform
from handlers.channels_met import Change, added, changed
from storage.people import Known
from tests.bot.slack_desk import MANAGER, VENDOR
from tests.bot.test_slack_life import Scene, a_scene
from tests.office import NOON, words_of
from tests.wire.payloads import SLACK_BOT_USER
from tests.wire.server import Kind
from tests.wire.slack_rooms import Room

CHANNEL = "C0PARTNER"
NOWAKS = Channel(platform=Platform.SLACK, host=VENDOR, conversation=CHANNEL, partner="nowak", name="ext-nowak")


@asynccontextmanager
async def a_channel(url: str, **room: Any) -> AsyncIterator[Scene]:
    """Tandem is in a channel of the vendor's workspace, to which a manager has added it."""
    async with a_scene(url) as scene:
        scene.install(VENDOR, "xoxb-vendor-1")
        there = Room(CHANNEL, "ext-nowak", "public", {SLACK_BOT_USER, MANAGER.user})
        for name, value in room.items():
            setattr(there, name, value)
        scene.api.rooms.rooms[CHANNEL] = there
        yield scene


async def says(scene: Scene, event: Mapping[str, Any]) -> Channel | None:
    assert (await scene.user(MANAGER).event(event)).status == 200
    with scene.office.database.read() as store:
        return store.channels.get(Platform.SLACK, CHANNEL)


ADDED = {"type": "member_joined_channel", "user": SLACK_BOT_USER, "channel": CHANNEL, "inviter": MANAGER.user}


async def test_whoever_added_tandem_to_a_shared_channel_is_asked_whose_it_is(sqlite_url: str):
    async with a_channel(sqlite_url, name="general", teams=(VENDOR, "T0NOWAK")) as scene:
        linked(scene, "admin", "U0ADMIN")
        found = await says(scene, ADDED)

        assert found is not None
        assert (found.partner, found.name, found.state, found.outside) == ("nowak", "general", State.PROPOSED, False)
        await scene.office.delivers()
        assert "looks like Nowak Systems" in words_of(scene.office.card("admin", about="general"))


def linked(scene: Scene, who: str, user: str) -> Person:
    person = scene.office.person(who)
    with scene.office.database.write() as store:
        there = Known(identity=Identity(Platform.SLACK, VENDOR, user), host=VENDOR)
        store.people.link(there, person, at=NOON)
    return person


async def test_the_list_follows_what_slack_says(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        linked(scene, "rival", "U0RIVAL")
        await says(scene, ADDED)
        with scene.office.database.write() as store:
            found = store.channels.get(Platform.SLACK, CHANNEL)
            assert found is not None
            store.channels.link(found, by="operator", at=NOON)

        async def trouble(kind: str, **more: str) -> Trouble | None:
            kept = await says(scene, {"type": kind, "channel": CHANNEL, **more})
            return kept.trouble if kept else None

        assert await trouble("channel_archive") is Trouble.ARCHIVED
        assert await trouble("channel_unarchive") is None
        assert await trouble("member_joined_channel", user="U0RIVAL") is Trouble.OTHERS
        assert await trouble("member_left_channel", user="U0RIVAL") is None
        assert await trouble("channel_unshared", previously_connected_team_id="T0NOWAK") is Trouble.UNSHARED
        assert await trouble("channel_left") is Trouble.REMOVED
        assert (await says(scene, ADDED) or NOWAKS).trouble is Trouble.UNSHARED
        scene.api.rooms.rooms[CHANNEL].teams = (VENDOR, "T0NOWAK")
        assert await trouble("channel_shared", connected_team_id="T0NOWAK") is None
        renamed = await says(scene, {"type": "channel_rename", "channel": {"id": CHANNEL, "name": "new"}})
        assert (renamed and renamed.name, renamed and renamed.trouble) == ("new", None)


@dataclass(frozen=True)
class Crossing(Members):
    """Somebody comes in when it has been looked who is there, and before that is kept."""

    comes: Callable[[], None]
    looked: list[Met | None]

    async def met(self, what: Heard) -> Met | None:
        met = await super().met(what)
        if not self.looked:
            self.comes()
        self.looked.append(met)
        return met


async def test_whoever_comes_in_while_it_is_looked_is_not_overlooked(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        linked(scene, "rival", "U0RIVAL")
        with scene.office.database.write() as store:
            store.channels.link(replace(NOWAKS, troubles=frozenset({Trouble.OTHERS})), by="operator", at=NOON)

        def comes() -> None:
            scene.api.rooms.rooms[CHANNEL].members.add("U0RIVAL")
            with scene.office.database.write() as store:
                changed(Platform.SLACK, CHANNEL, Change.JOINED, "U0RIVAL", store)

        crossing = Crossing(scene.web_api, comes, [])
        channels = Channels(scene.office.dispatch, Platform.SLACK, TypeAdapter(Heard), listed, crossing.met)
        await channels.heard(Heard(hosts=(VENDOR,), conversation=CHANNEL, change=Change.PARTED))

        with scene.office.database.read() as store:
            kept = store.channels.get(Platform.SLACK, CHANNEL)
        assert kept is not None
        assert kept.trouble is Trouble.OTHERS
        assert len(crossing.looked) == 2


async def test_of_a_channel_that_slack_does_not_show_nobody_is_asked(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        del scene.api.rooms.rooms[CHANNEL]

        assert await says(scene, ADDED) is None
        assert await says(scene, {"type": "channel_archive", "channel": CHANNEL}) is None


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2"}, (Change.READDRESSED, "C2")),
        ({"type": "group_rename", "channel": {"id": "C1", "name": "x"}}, (Change.RENAMED, "x")),
        ({"type": "group_deleted", "channel": "C1"}, (Change.DELETED, "")),
        ({"type": "channel_shared", "channel": "C1", "connected_team_id": "T2"}, (Change.SHARED, "T2")),
        ({"type": "member_left_channel", "channel": "C1", "user": "U0BOT"}, (Change.LEFT, "")),
        ({"type": "member_left_channel", "channel": "C1", "user": "U1"}, (Change.PARTED, "")),
    ],
)
def test_each_event_is_read(event: Mapping[str, object], said: tuple[Change, str]):
    ours = {"team_id": "T1", "enterprise_id": "E1", "user_id": "U0BOT", "is_bot": True}

    found = heard({"type": "event_callback", "team_id": "T2", "event": event, "authorizations": [ours]})

    assert found == Heard(hosts=("T1", "T2", "E1"), house="E1", conversation="C1", change=said[0], value=said[1])


@pytest.mark.parametrize("event", [None, {}, {"type": "channel_archive"}, {"type": "channel_rename", "channel": "C1"}])
def test_what_is_bent_is_no_event_of_a_channel(event: object):
    assert heard({"type": "event_callback", "event": event}) is None


@pytest.mark.parametrize(("more", "trouble"), [(0, None), (1, Trouble.OTHERS)])
async def test_in_a_channel_of_so_many_that_not_all_are_looked_at_nothing_is_announced(
    sqlite_url: str, more: int, trouble: Trouble | None
):
    members = {f"U{number:06}" for number in range(MEMBERS + more)}
    async with a_channel(sqlite_url, members=members) as scene:
        met = await Members(scene.web_api).met(Heard(hosts=(VENDOR,), conversation=CHANNEL))

        assert met is not None
        assert (len(met.users), met.whole) == (MEMBERS, not more)
        with scene.office.database.write() as store:
            store.channels.link(NOWAKS, by="operator", at=NOON)
            added(met, store, at=NOON)
            kept = store.channels.get(Platform.SLACK, CHANNEL)
        assert kept is not None
        assert kept.trouble is trouble


async def test_whoever_stands_on_a_late_page_of_a_channels_members_is_seen(sqlite_url: str):
    members = {f"U{number:06}" for number in range(1500)} | {"U9RIVAL"}
    async with a_channel(sqlite_url, members=members) as scene:
        met = await Members(scene.web_api).met(Heard(hosts=(VENDOR,), conversation=CHANNEL))

        assert met is not None
        assert "U9RIVAL" in met.users


@pytest.mark.parametrize("kind", ["429", "503", "html"])
async def test_where_slack_does_not_say_who_is_in_a_channel_it_is_asked_again(sqlite_url: str, kind: Kind):
    async with a_channel(sqlite_url, teams=(VENDOR, "T0NOWAK")) as scene:
        for _ in range(3):
            scene.api.fail("conversations.members", 1, kind)
        assert await says(scene, ADDED) is None
        await look_again(scene)
        assert proposed(scene) is None, "it is not time yet"

        for minutes in (1, 2):
            scene.office.later(minutes=minutes)
            await look_again(scene)
            assert proposed(scene) is None
        scene.office.later(minutes=4)
        await look_again(scene)

        assert proposed(scene) == "nowak"
        with scene.office.database.read() as store:
            assert store.unseen.take(Platform.SLACK, 10, at=NOON + timedelta(days=9)) == ()


async def look_again(scene: Scene) -> None:
    """As it is done every minute."""
    met = Members(scene.web_api).met
    await Channels(scene.office.dispatch, Platform.SLACK, TypeAdapter(Heard), listed, met).look_again()


def proposed(scene: Scene) -> str | None:
    with scene.office.database.read() as store:
        found = store.channels.get(Platform.SLACK, CHANNEL)
    return found.partner if found else None


async def test_what_is_archived_meanwhile_is_not_looked_at_and_stays_so(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        with scene.office.database.write() as store:
            store.channels.link(NOWAKS, by="operator", at=NOON)
        scene.api.fail("conversations.members", 1, "503")
        await says(scene, {"type": "member_joined_channel", "channel": CHANNEL, "user": "U0SOMEBODY"})
        await says(scene, {"type": "channel_archive", "channel": CHANNEL})
        scene.office.later(minutes=1)

        await look_again(scene)

        with scene.office.database.read() as store:
            kept = store.channels.get(Platform.SLACK, CHANNEL)
        assert kept is not None
        assert kept.trouble is Trouble.ARCHIVED


async def test_where_slack_tells_nothing_of_a_channel_it_is_not_asked_again(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        del scene.api.rooms.rooms[CHANNEL]
        await says(scene, ADDED)

        with scene.office.database.write() as store:
            assert store.unseen.take(Platform.SLACK, 10, at=NOON + timedelta(days=9)) == ()


@pytest.mark.parametrize("known", ["before", "never"])
async def test_who_came_in_while_it_was_on_no_list_is_looked_at_when_it_is_linked(sqlite_url: str, known: str):
    async with a_channel(sqlite_url, name="general") as scene:
        linked(scene, "rival", "U0RIVAL")
        if known == "before":
            assert await says(scene, ADDED) is None, "it is nobody's yet"
        scene.api.rooms.rooms[CHANNEL].members.add("U0RIVAL")
        await says(scene, {"type": "member_joined_channel", "channel": CHANNEL, "user": "U0RIVAL"})
        with scene.office.database.write() as store:
            store.channels.link(replace(NOWAKS, name="as it was typed"), by="operator", at=NOON)

        await look_again(scene)

        with scene.office.database.read() as store:
            kept = store.channels.get(Platform.SLACK, CHANNEL)
        assert kept is not None
        assert (kept.name, kept.trouble) == ("as it was typed", Trouble.OTHERS)
        with scene.office.database.write() as store:
            assert store.unseen.take(Platform.SLACK, 10, at=NOON + timedelta(days=9)) == ()


@pytest.mark.parametrize("end", ["archived", "unlinked"])
async def test_what_ended_before_it_was_looked_at_stays_as_it_is(sqlite_url: str, end: str):
    async with a_channel(sqlite_url) as scene:
        with scene.office.database.write() as store:
            store.channels.link(NOWAKS, by="operator", at=NOON)
            found = store.channels.get(Platform.SLACK, CHANNEL)
            assert found is not None
            if end == "archived":
                store.channels.trouble(Platform.SLACK, CHANNEL, Trouble.ARCHIVED)
            else:
                store.channels.unlink(found, by="operator", at=NOON)

        await look_again(scene)

        with scene.office.database.read() as store:
            kept = store.channels.get(Platform.SLACK, CHANNEL)
        assert kept == (replace(found, troubles=frozenset({Trouble.ARCHIVED})) if end == "archived" else None)


async def test_who_is_another_partners_since_they_were_seen_as_a_stranger_is_found_within_a_day(sqlite_url: str):
    async with a_channel(sqlite_url) as scene:
        scene.api.rooms.rooms[CHANNEL].members.add("U0RIVAL")
        with scene.office.database.write() as store:
            store.channels.link(NOWAKS, by="operator", at=NOON)
        await look_again(scene)
        await do_chores(scene.office.dispatch)
        linked(scene, "rival", "U0RIVAL")
        assert trouble_of(scene) is None

        for days in (1, 1):
            scene.office.later(days=days)
            await do_chores(scene.office.dispatch)
            await look_again(scene)

        assert trouble_of(scene) is Trouble.OTHERS


def trouble_of(scene: Scene) -> Trouble | None:
    with scene.office.database.read() as store:
        kept = store.channels.get(Platform.SLACK, CHANNEL)
    assert kept is not None
    return kept.trouble
