"""Channels as Teams tells of them: a channel of a team and a group chat, proposed where Tandem is added."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.channels import NotNow
from bot.teams.channels import Heard, Members, heard
from bot.teams.connector import Connector
from bot.teams.guard import Accepted
from domain.channels import MEMBERS
from handlers.channels_met import Change
from tests.bot.test_teams_faults import ANNA
from tests.wire import connector as wire
from tests.wire.server import Kind

SERVICE = "https://smba.example/"
TEAM = {"channelData": {"tenant": {"id": "T"}, "team": {"id": "19:a@thread.tacv2", "name": "Nowak"}}}
THERE: dict[str, Any] = {
    "conversation": "19:a@thread.tacv2",
    "host": "t",
    "service": SERVICE,
    "name": "Nowak",
}


def said(kind: str = "channel", **more: Any) -> list[Heard]:
    activity = {
        "type": "conversationUpdate",
        "conversation": {"id": "19:a@thread.tacv2", "conversationType": kind},
        "from": {"id": "29:x", "aadObjectId": "AAD"},
        "recipient": {"id": "28:bot"},
        "serviceUrl": SERVICE,
        **TEAM,
        **more,
    }
    return list(heard(Accepted(activity=activity, tenant="t")))


def test_tandem_is_added_and_taken_out_and_others_come_and_go():
    bot, other = {"id": "28:bot"}, {"id": "29:y", "aadObjectId": "Other"}

    there = {**THERE, "team": THERE["conversation"]}
    chat = {"channelData": {"tenant": {"id": "T"}}}

    assert said(membersAdded=[bot]) == [Heard(**there, by="aad")]
    assert said("groupChat", membersAdded=[other], **chat) == [
        Heard(**{**THERE, "name": ""}, change=Change.JOINED, value="other", by="aad")
    ]
    assert said(membersRemoved=[bot]) == [Heard(**there, change=Change.LEFT)]
    assert said(membersRemoved=[other]) == [Heard(**there, change=Change.PARTED)]
    assert said("personal", membersAdded=[bot]) == []


@pytest.mark.parametrize(
    ("event", "change", "value"),
    [
        ("channelRenamed", Change.RENAMED, "New"),
        ("channelDeleted", Change.DELETED, "New"),
        ("channelRestored", Change.RETURNED, "New"),
        ("channelCreated", None, ""),
    ],
)
def test_a_channel_has_its_own_id(event: str, change: Change | None, value: str):
    channel = {"id": "19:b@thread.tacv2", "name": "New"}

    [found] = said(channelData={**TEAM["channelData"], "eventType": event, "channel": channel})

    assert (found.conversation, found.name, found.change, found.value) == ("19:b@thread.tacv2", "New", change, value)


def test_a_team_that_comes_into_a_shared_channel_or_goes_is_told_by_its_tenant_and_who_is_in_it_is_looked_at():
    channel = {"id": "19:b@thread.tacv2", "type": "shared"}
    for event, named, change in (
        ("channelShared", "sharedWithTeams", Change.SHARED),
        ("channelUnshared", "unsharedFromTeams", Change.UNSHARED),
    ):
        teams = [{"tenantId": "R", "id": "19:x@thread.tacv2"}, {"tenantId": "R"}, {"tenantId": "Q"}]
        told = {**TEAM["channelData"], "eventType": event, "channel": channel, named: teams}
        found = said(channelData=told)

        assert {one.conversation for one in found} == {"19:b@thread.tacv2"}
        assert [(one.change, one.value) for one in found] == [(change, "r"), (change, "q"), (Change.OTHERWISE, "")]


@pytest.mark.parametrize(
    "more",
    [
        {"channelData": None},
        {"membersAdded": "x"},
        {"membersRemoved": [1]},
        {"channelData": {"eventType": 1}},
        {"channelData": {"eventType": "channelShared", "sharedWithTeams": [1]}},
    ],
)
def test_what_is_bent_does_not_fail(more: Mapping[str, Any]):
    assert all(isinstance(one, Heard) for one in said(**more))


@pytest.mark.parametrize("more", [0, 1])
async def test_a_look_says_whether_it_saw_all_who_are_there(more: int):
    async with wire.Connector() as microsoft, aiohttp.ClientSession() as session:
        room = microsoft.add_channel(ANNA)
        room.members.update({f"{one}": replace(ANNA, aad=f"aad-{one}") for one in range(MEMBERS - 1 + more)})
        met = await members(microsoft, session).met(of(room.id, microsoft))

    assert met is not None
    assert (len(met.users), met.whole) == (MEMBERS, not more)


@pytest.mark.parametrize("kind", ["429", "503", "html"])
async def test_where_teams_does_not_answer_who_is_there_it_is_asked_later(kind: Kind):
    async with wire.Connector() as microsoft, aiohttp.ClientSession() as session:
        there = of(microsoft.add_channel(ANNA).id, microsoft)
        microsoft.fail("members", 1, kind)

        with pytest.raises(NotNow):
            await members(microsoft, session).met(there)


async def test_where_teams_says_nothing_of_a_conversation_it_is_not_asked_later():
    async with wire.Connector() as microsoft, aiohttp.ClientSession() as session:
        there = of(microsoft.add_channel(ANNA).id, microsoft)
        microsoft.fail("members", 1, "403")

        assert await members(microsoft, session).met(there) is None


def members(microsoft: wire.Connector, session: aiohttp.ClientSession) -> Members:
    about = {"app_id": microsoft.app_id, "tenant": microsoft.tenant, "password": microsoft.secret}
    return Members(Connector(session, trusted=lambda _: True, login=microsoft.login_url, **about))


def of(conversation: str, microsoft: wire.Connector) -> Heard:
    return Heard(conversation=conversation, host=ANNA.tenant, service=microsoft.service_url)
