"""Every fault of every Slack method that carries a message, each with the class that we give it, by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from bot.messenger import Address
from bot.slack.messenger import SlackMessenger
from bot.slack.web_api import Failed, WebApi
from domain.places import Platform
from tests.bot.verdicts import UNHEARD, impatient, unheard, verdict
from tests.wire.payloads import SLACK_PEOPLE, SLACK_TOKEN, VENDOR_TEAM
from tests.wire.server import Kind
from tests.wire.slack_api import SlackApi
from tests.wire.slack_tokens import Given
from views.reasons import KNOWN
from views.vocabulary import Card, Handed, said

SOMEBODY = next(person for person in SLACK_PEOPLE if person.team == VENDOR_TEAM and not person.is_bot)
CARD = Card(said("Deal"), said("Nowak"))
FILE = Card(said("Deal"), said("Nowak"), handed=Handed(said("Deal"), "deal.txt", "text/plain", b"Nowak", 5, said("No")))
TOMORROW = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)

ONCE = ("chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal")
"""What would be seen twice if it were done twice."""
AGAIN = (
    "chat.update",
    "chat.delete",
    "conversations.open",
    "conversations.info",
    "conversations.history",
    "files.getUploadURLExternal",
)
OF_A_FILE = ("files.getUploadURLExternal", "files.completeUploadExternal")


@dataclass(frozen=True)
class Fault:
    """`once` and `again` are the verdicts on ONCE and on AGAIN; without `again` it is the same."""

    name: str
    once: str
    again: str = ""
    kind: str = "error"
    error: str = ""
    after: int | str | None = None


def code(error: str, once: str, again: str = "") -> Fault:
    return Fault(error, once, again, error=error)


FAULTS = (
    # Too many: as long as told, for the same work in the same workspace.
    Fault("429", "work 7 ratelimited", kind="429", after=7),
    Fault("429, huge", "work 3600 ratelimited", kind="429", after=9_999_999),
    Fault("429, missing", "work 30 ratelimited", kind="429"),
    Fault("429, a date", "work 3600 ratelimited", kind="429", after=TOMORROW),
    Fault("429, nonsense", "work 30 ratelimited", kind="429", after="soon"),
    Fault("429, beyond all numbers", "work 3600 ratelimited", kind="429", after="9" * 400),
    Fault("429, half of it", "work 7 ratelimited", kind="torn_429", after=7),
    code("ratelimited", "work 30 ratelimited"),
    # Nobody knows: what can be done twice is done again.
    Fault("500", "uncertain internal_error", "copy 5 internal_error", "500"),
    Fault("502", "uncertain internal_error", "copy 5 internal_error", "502"),
    Fault("503", "uncertain internal_error", "copy 5 internal_error", "503"),
    Fault("504", "uncertain internal_error", "copy 5 internal_error", "504"),
    Fault("done, then 500", "uncertain internal_error", "copy 5 internal_error", "act_then_500"),
    Fault("reset before", "uncertain connection-lost", "copy 5 connection-lost", "drop"),
    Fault("reset after", "uncertain connection-lost", "copy 5 connection-lost", "act_then_drop"),
    Fault("time-out", "uncertain timeout", "copy 5 timeout", "held"),
    Fault("slow-loris", "uncertain timeout", "copy 5 timeout", "loris"),
    Fault("a page", "uncertain unreadable", "copy 5 unreadable", "html"),
    Fault("half an answer", "uncertain unreadable", "copy 5 unreadable", "truncated"),
    Fault("no body", "uncertain unreadable", "copy 5 unreadable", "empty"),
    Fault("a list", "uncertain unreadable", "copy 5 unreadable", "list"),
    Fault("no end", "uncertain unreadable", "copy 5 unreadable", "endless"),
    code("fatal_error", "uncertain fatal_error", "copy 5 fatal_error"),
    code("internal_error", "uncertain internal_error", "copy 5 internal_error"),
    code("service_unavailable", "uncertain service_unavailable", "copy 5 service_unavailable"),
    # Certainly not done, and nobody there can be reached.
    Fault("dns", "tenant 5 unreachable", kind="dns"),
    Fault("refused", "tenant 5 unreachable", kind="refused"),
    Fault("tls", "tenant 5 unreachable", kind="tls"),
    Fault("redirect", "tenant 60 http-307", kind="redirect"),
    code("request_timeout", "copy 5 request_timeout"),
    code("message_limit_exceeded", "tenant 3600 message_limit_exceeded"),
    # The installation is worth nothing: nothing of it passes, nothing of it is lost.
    code("token_revoked", "tenant 3600 token_revoked"),
    code("account_inactive", "tenant 3600 account_inactive"),
    code("invalid_auth", "tenant 3600 invalid_auth"),
    code("token_expired", "tenant 3600 token_expired"),
    code("missing_scope", "tenant 3600 missing_scope"),
    # Never to this reader, for a reason that the report explains.
    code("channel_not_found", "unreachable channel_not_found"),
    code("is_archived", "unreachable is_archived"),
    code("not_in_channel", "unreachable not_in_channel"),
    # Said of one conversation, or of one workspace of an organisation: the others go on.
    code("no_permission", "unreachable no_permission"),
    code("team_access_not_granted", "unreachable team_access_not_granted"),
    code("access_denied", "refused access_denied"),
    code("messages_tab_disabled", "unreachable messages_tab_disabled"),
    code("restricted_action", "refused restricted_action"),
    code("msg_too_long", "refused msg_too_long"),
    code("invalid_blocks", "refused invalid_blocks"),
    code("message_not_found", "refused message_not_found"),
    code("cant_update_message", "refused cant_update_message"),
    code("a_new_code", "refused a_new_code"),
)
OTHERWISE = {
    ("chat.update", "message_not_found"): "gone message_not_found",
    ("chat.delete", "message_not_found"): "done",
    # Scopes of their own, which a workspace may refuse us without refusing all.
    ("conversations.history", "missing_scope"): "done",
    ("conversations.info", "missing_scope"): "refused missing_scope",
    # What is denied to one file stops no message.
    **dict.fromkeys([(m, "message_limit_exceeded") for m in OF_A_FILE], "copy 3600 message_limit_exceeded"),
    **dict.fromkeys([(method, "redirect") for method in OF_A_FILE], "copy 60 http-307"),
}
"""Where a method differs from the others."""


@dataclass(frozen=True)
class Scene:
    slack: SlackApi
    messenger: SlackMessenger
    work: Mapping[str, Callable[[], Coroutine[Any, Any, object]]]

    async def verdicts(self, fault: Fault) -> dict[str, str]:
        """Of all methods at once: some of them take as long as we have patience."""
        begins, completes = OF_A_FILE
        for method in self.work:
            if method != begins:
                self.fail(method, fault)
        found = {completes: await verdict(self.work[completes]())}
        self.fail(begins, fault)
        if fault.kind not in UNHEARD:
            self.slack.fail("conversations.open", None, "error", error="user_not_visible")
            self.slack._faults.insert(0, self.slack._faults.pop())
            found["chat.postEphemeral"] = await verdict(self.work["chat.postEphemeral"]())
            self.slack._faults.pop(0)
        others = [method for method in self.work if method not in found]
        return found | dict(zip(others, await asyncio.gather(*(verdict(self.work[m]()) for m in others)), strict=True))

    def fail(self, method: str, fault: Fault) -> None:
        if fault.kind not in UNHEARD:
            kind: Kind = fault.kind  # type: ignore[assignment]  # it is one of those
            self.slack.fail(method, None, kind, retry_after=fault.after, error=fault.error)


@asynccontextmanager
async def a_scene(fault: Fault) -> AsyncIterator[Scene]:
    patience = 0.5 if fault.kind in ("held", "loris") else 30.0
    async with SlackApi() as slack, impatient() as calm, impatient(patience) as session:
        tokens, room = Given({VENDOR_TEAM: SLACK_TOKEN}), slack.add_channel("deals", SOMEBODY)
        there = Address(Platform.SLACK, VENDOR_TEAM, room.id)
        sent = await SlackMessenger(tokens, slack.base_url, calm).post(there, CARD, key="first")
        met = Address(Platform.SLACK, VENDOR_TEAM, user=SOMEBODY.user, channel=room.id)
        messenger = SlackMessenger(tokens, unheard(fault.kind, slack.base_url), session)
        work = {
            "chat.postMessage": lambda: messenger.post(there, CARD, key="1"),
            "chat.postEphemeral": lambda: messenger.post(met, CARD, key="2"),
            "chat.update": lambda: messenger.amend(sent, CARD),
            "chat.delete": lambda: messenger.retract(sent),
            "conversations.open": lambda: messenger.post(replace(met, channel=""), CARD, key="3"),
            "conversations.info": lambda: messenger.post(replace(there, closed=True), CARD, key="4"),
            "conversations.history": lambda: messenger.find(there, key="first", since=datetime.now(UTC)),
            "files.getUploadURLExternal": lambda: messenger.post(there, FILE, key="5"),
            "files.completeUploadExternal": lambda: messenger.post(there, FILE, key="6"),
        }
        yield Scene(slack, messenger, work)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_every_fault_of_every_method_has_its_class(fault: Fault):
    expected = dict.fromkeys(ONCE, fault.once) | dict.fromkeys(AGAIN, fault.again or fault.once)
    expected |= {method: class_ for (method, name), class_ in OTHERWISE.items() if name == fault.name}

    async with a_scene(fault) as scene:
        assert await scene.verdicts(fault) == expected

    reasons = {one.split()[-1] for one in expected.values()} - {"done", "a_new_code"}
    assert not reasons - KNOWN, "the report can say why"


# --- answers to what somebody just did ---


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_an_answer_knows_as_well_whether_it_may_be_there(fault: Fault):
    """Then the next way to the person is tried only where this one is certainly shut."""
    patience = 0.5 if fault.kind in ("held", "loris") else 30.0
    async with SlackApi() as slack, impatient(patience) as session:
        api = WebApi(Given({VENDOR_TEAM: SLACK_TOKEN}), unheard(fault.kind, slack.base_url), session)
        there = {"user": SOMEBODY.user, "channel": slack.add_channel("deals", SOMEBODY).id, "text": "x"}
        methods = (
            "chat.postMessage",
            "chat.postEphemeral",
            "views.open",
            "views.update",
            "views.publish",
            "users.info",
        )
        if fault.kind not in UNHEARD:
            kind: Kind = fault.kind  # type: ignore[assignment]  # it is one of those
            slack.fail("*", None, kind, retry_after=fault.after, error=fault.error)
        asked = [api.ask(VENDOR_TEAM, method, **there) for method in methods]
        found = await asyncio.gather(*asked, return_exceptions=True)

    assert [type(one) for one in found] == [Failed] * len(methods)
    assert {one.sure for one in found if isinstance(one, Failed)} == {not fault.once.startswith("uncertain")}


def test_there_are_thirty_faults_and_more():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30
