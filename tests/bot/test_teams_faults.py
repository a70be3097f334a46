"""Every fault of every method of the Bot Connector that carries a message, each with its class, by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from bot.messenger import Address
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from domain.places import Platform
from tests.bot.verdicts import UNHEARD, impatient, unheard, verdict
from tests.wire import connector as wire
from tests.wire.payloads import TEAMS_PEOPLE
from tests.wire.server import Kind
from views.reasons import KNOWN
from views.vocabulary import Card, said

ANNA = TEAMS_PEOPLE[0]
CARD = Card(said("Deal"), said("Nowak"))
TOMORROW = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)

ONCE = ("send", "update")
"""Whoever asks is told of the doubt: nothing may be sent twice, while a change is made again by the courier."""
AGAIN = ("create", "members")
METHODS = (*ONCE, "delete", *AGAIN)


@dataclass(frozen=True)
class Fault:
    """`once` is the verdict on ONCE and on "delete", `again` on AGAIN; without `again` it is the same."""

    name: str
    once: str
    again: str = ""
    kind: str = ""
    error: str = ""
    after: int | str | None = None


FAULTS = (
    Fault("429", "work 7 status-429", kind="429", after=7),
    Fault("429, huge", "work 3600 status-429", kind="429", after=9_999_999),
    Fault("429, missing", "work 5 status-429", kind="429"),
    Fault("429, a date", "work 3600 status-429", kind="429", after=TOMORROW),
    Fault("429, nonsense", "work 5 status-429", kind="429", after="soon"),
    Fault("429, beyond all numbers", "work 3600 status-429", kind="429", after="9" * 400),
    Fault("429, half of it", "work 7 status-429", kind="torn_429", after=7),
    # Several write into one conversation at once: that one alone waits.
    Fault("412", "copy 5 status-412", kind="412"),
    Fault("500", "uncertain status-500", "copy 5 status-500", "500"),
    Fault("502", "uncertain status-502", "copy 5 status-502", "502"),
    Fault("503", "uncertain status-503", "copy 5 status-503", "503"),
    Fault("504", "uncertain status-504", "copy 5 status-504", "504"),
    Fault("done, then 500", "uncertain status-500", "copy 5 status-500", "act_then_500"),
    Fault("reset before", "uncertain connection-lost", "copy 5 connection-lost", "drop"),
    Fault("reset after", "uncertain connection-lost", "copy 5 connection-lost", "act_then_drop"),
    Fault("time-out", "uncertain timeout", "copy 5 timeout", "held"),
    Fault("slow-loris", "uncertain timeout", "copy 5 timeout", "loris"),
    Fault("a page", "uncertain unreadable", "copy 5 unreadable", "html"),
    Fault("half an answer", "uncertain unreadable", "copy 5 unreadable", "truncated"),
    Fault("no body", "uncertain unreadable", "copy 5 unreadable", "empty"),
    Fault("a list", "uncertain unreadable", "copy 5 unreadable", "list"),
    Fault("no end", "uncertain unreadable", "copy 5 unreadable", "endless"),
    Fault("dns", "tenant 5 unreachable", kind="dns"),
    Fault("refused", "tenant 5 unreachable", kind="refused"),
    Fault("tls", "tenant 5 unreachable", kind="tls"),
    Fault("redirect", "tenant 60 status-307", kind="redirect"),
    Fault("401", "tenant 60 token-refused", kind="401"),
    Fault("disabled by the tenant", "tenant 3600 disabled-by-admin", kind="403", error="BotDisabledByAdmin"),
    Fault("blocked", "unreachable blocked", kind="403", error="MessageWritesBlocked"),
    Fault("blocked by the user", "unreachable blocked", kind="403", error="ConversationBlockedByUser"),
    Fault("not in it", "unreachable not-in-conversation", kind="403", error="BotNotInConversationRoster"),
    Fault("not installed", "unreachable not-in-conversation", kind="403", error="ForbiddenOperationException"),
    Fault("403", "unreachable forbidden", kind="403", error="Other"),
    Fault("conversation gone", "unreachable conversation-gone", kind="404", error="ConversationNotFound"),
    Fault("404", "unreachable conversation-gone", kind="404"),
    Fault("too large", "refused too-large", kind="413", error="MessageSizeTooBig"),
    # Something in between says no: of the conversation, or of the message, that says nothing.
    Fault("404, a page", "copy 60 status-404", kind="html_404"),
    Fault("403, a page", "copy 60 status-403", kind="html_403"),
    Fault("413, a page", "refused too-large", kind="html_413"),
    Fault("400", "refused status-400", kind="400", error="BadSyntax"),
)
OTHERWISE = {
    ("update", "404"): "gone message-gone",
    ("delete", "404"): "gone message-gone",
    # Nothing is what these answer where all is well.
    ("update", "no body"): "done",
    ("delete", "no body"): "done",
}
"""Where a method differs from the others."""


@dataclass(frozen=True)
class Scene:
    microsoft: wire.Connector
    work: Mapping[str, Callable[[], Coroutine[Any, Any, object]]]

    def fail(self, method: str, fault: Fault) -> None:
        if fault.kind not in UNHEARD:
            kind: Kind = fault.kind  # type: ignore[assignment]  # it is one of those
            self.microsoft.fail(method, None, kind, retry_after=fault.after, error=fault.error)


@asynccontextmanager
async def a_scene(fault: Fault, *, in_token: bool = False) -> AsyncIterator[Scene]:
    patience = 0.5 if fault.kind in ("held", "loris") else 30.0
    async with wire.Connector() as microsoft, impatient() as calm, impatient(patience) as session:
        room = microsoft.add_channel(ANNA)
        there = Address(Platform.TEAMS, ANNA.tenant, room.id, service=microsoft.service_url)
        about = {"app_id": microsoft.app_id, "tenant": microsoft.tenant, "password": microsoft.secret}
        healthy = Connector(calm, trusted=lambda _: True, login=microsoft.login_url, **about)
        sent = await TeamsMessenger(healthy).post(there, CARD, key="first")
        login = unheard(fault.kind, f"{microsoft.login_url}/") if in_token else microsoft.login_url
        connector = Connector(session, trusted=lambda _: True, login=login.rstrip("/"), **about)
        if not in_token:
            connector._token = healthy._token
        service = microsoft.service_url if in_token else unheard(fault.kind, microsoft.service_url)
        messenger, met = TeamsMessenger(connector), replace(there, conversation="", user=ANNA.user, service=service)
        there, sent = replace(there, service=service), replace(sent, service=service)
        yield Scene(microsoft, {
            "send": lambda: messenger.post(there, CARD, key="1"),
            "update": lambda: messenger.amend(sent, CARD),
            "delete": lambda: messenger.retract(sent),
            "create": lambda: messenger.post(met, CARD, key="2"),
            "members": lambda: messenger.post(replace(there, closed=True), CARD, key="3"),
        })  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_every_fault_of_every_method_has_its_class(fault: Fault):
    expected = {method: fault.again if method in AGAIN and fault.again else fault.once for method in METHODS}
    expected |= {method: class_ for (method, name), class_ in OTHERWISE.items() if name == fault.name}

    async with a_scene(fault) as scene:
        for method in METHODS:
            scene.fail(method, fault)
        found = await asyncio.gather(*(verdict(scene.work[method]()) for method in METHODS))

    assert dict(zip(METHODS, found, strict=True)) == expected
    assert not {one.split()[-1] for one in expected.values()} - {"done"} - KNOWN, "the report can say why"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_while_there_is_no_token_nothing_was_sent_and_all_of_it_waits(fault: Fault):
    async with a_scene(fault, in_token=True) as scene:
        scene.fail("token", fault)
        assert await verdict(scene.work["send"]()) == "tenant 60 no-token"
        assert len(scene.microsoft.calls_of("send")) == 1, "only the message that stands there already"


def test_there_are_thirty_faults_and_more():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30
