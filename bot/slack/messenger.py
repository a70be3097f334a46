"""Cards out to Slack: posted, amended, retracted and looked for, with each failure told apart."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from inspect import isawaitable
from typing import Any

import aiohttp
import structlog

from bot import handing
from bot.answered import NEVER_LEFT, NO_ANSWER, reason_of, wait_in
from bot.drawn import Drawn
from bot.handing import Nowhere
from bot.messenger import LOOK, Address, Found, Gone, Paused, Refused, Scope, Uncertain, Unreachable
from bot.recent import Recent
from bot.settings import on_loopback
from bot.slack import uploads
from bot.slack.blocks import message
from bot.slack.calls import Said, call
from bot.slack.tokens import LOST, SHUT_OUT, Tokens
from storage.faults import UnusableError
from storage.file_store import FileStore
from views.vocabulary import Card, Handed

log = structlog.get_logger()

EVENT_TYPE = "tandem_copy"

SHARED = "shared-channel"
"""Why nothing is said that only the vendor's own people may read."""
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
"""docs.slack.dev/reference/objects/conversation-object"""
_SHORT = 5.0
_MINUTE = 60.0
_LONG = 3600.0
_MISSING_RETRY_AFTER = 30.0
_CLOCKS_DIFFER = timedelta(minutes=5)
"""Beyond that Slack's own requests are refused, so that somebody sets the clock."""
_UNDER_WAY = timedelta(minutes=5)
"""Longer than any send that was begun in time."""
_HISTORY_PAGE = 100
_HISTORY_PAGES = 10
_LOOKS_KEPT = 1000
"""How far those came that Slack cut short: to an app outside of its marketplace it gives a page of fifteen a minute
(docs.slack.dev/apis/web-api/rate-limits), so that one which began at the top again would never end.
"""
_CONVERSATIONS_KEPT = 20_000

# Of the first two docs.slack.dev/reference/methods/chat.postMessage says that part of the operation may have
# succeeded; of the third it says nothing either way.
_UNCERTAIN = frozenset({"fatal_error", "internal_error", "service_unavailable"})
# The installation's fault: no message of this workspace passes until its admin acts or the token is renewed.
_NO_TOKEN = frozenset({
    "account_inactive", "app_not_installed", "ekm_access_denied", "enterprise_is_restricted", "invalid_auth",
    "missing_scope", "not_allowed_token_type", "not_authed", "org_login_required", "token_expired", "token_revoked",
    "two_factor_setup_required",
})  # fmt: skip
# Certainly not done, and worth another try: seconds to wait at least, and what has to wait.
_LATER = {
    "accesslimited": (_LONG, Scope.TENANT),
    "external_channel_migrating": (_MINUTE, Scope.COPY),
    "message_limit_exceeded": (_LONG, Scope.TENANT),
    "rate_limited": (_MISSING_RETRY_AFTER, Scope.WORK),
    "ratelimited": (_MISSING_RETRY_AFTER, Scope.WORK),
    "request_timeout": (_SHORT, Scope.COPY),  # our request arrived torn; nothing was done
    "team_added_to_org": (_LONG, Scope.TENANT),
}
# Whom a bot can open no conversation with (docs.slack.dev/reference/methods/conversations.open): strangers met in a
# shared channel where the other side does not allow it, and guests who were let into one channel only.
_NO_PRIVATE = frozenset({"cannot_dm_user", "user_not_found", "user_not_visible", "users_not_found"})
# It is the account, not the message (docs.slack.dev/reference/methods/conversations.open and chat.postMessage). Nor is
# it the installation: no_permission is said of a conversation that the app is not in, team_access_not_granted of one
# workspace of an organisation.
_UNREACHABLE = _NO_PRIVATE | {
    "cannot_dm_bot", "channel_not_found", "invalid_user_combination", "is_archived", "messages_tab_disabled",
    "no_permission", "not_in_channel", "team_access_not_granted", "user_disabled",
}  # fmt: skip
_OF_THE_TOKEN = LOST | {SHUT_OUT}
_GONE = frozenset({"message_not_found"})
"""cant_update_message says that it stands, and is not ours to change: docs.slack.dev/reference/methods/chat.update."""
_ABOUT_A_FILE = frozenset({"files.getUploadURLExternal", "files.completeUploadExternal"})


@dataclass
class SlackMessenger:
    """The Messenger of all Slack workspaces; `session` is shared, and its time-out is that of each call. `reached` is
    told whom a message was sent to or changed for: the workspace, and the user in it.

    Nothing is tried again in here: the courier does that, from the ledger. An `ok: false` with a code that
    is in no table above is a refusal, with Slack's code as its reason.
    """

    tokens: Tokens
    base_url: str
    session: aiohttp.ClientSession
    reached: Callable[[str, str], None] = lambda _host, _user: None
    look: float = LOOK
    """Seconds for which a closed place is believed to be so."""
    files: FileStore = field(default_factory=Nowhere)
    _drawn: Drawn[str] = field(default_factory=lambda: Drawn(_drawn), init=False, repr=False)
    _closed: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    _uploading: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(uploads.AT_ONCE), init=False, repr=False
    )
    _conversations: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)
    _looked: Recent[tuple[str, datetime], str] = field(
        default_factory=lambda: Recent(_LOOKS_KEPT), init=False, repr=False
    )

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        """As promised by Messenger; to whom no private message can go, it is whispered where they were met."""
        await self._check_closed(address)
        if card.handed:
            return await self._handed(address, card, card.handed, key)
        try:
            there = await self._posted(address, card, key)
        except Refused as refused:
            if refused.reason not in _NO_PRIVATE or not address.channel:
                raise
            there = await self._whispered(address, card)
        if address.user:
            self.reached(address.tenant, address.user)
        return there

    async def _check_closed(self, address: Address) -> None:
        """Refused where the channel is shared with another organisation, or is to be, or with another workspace of the
        same one, which may be a partner's, or where that cannot be known:
        docs.slack.dev/reference/methods/conversations.info, which needs channels:read or groups:read.
        """
        now = asyncio.get_running_loop().time()
        if not address.closed or now < self._closed.get(address.conversation, 0.0):
            return
        try:
            channel = (await self._again(address, "conversations.info", {})).get("channel")
        except Paused as paused:
            if paused.reason == "missing_scope":  # that alone must not stop this workspace's messages
                raise Refused(paused.reason) from paused
            raise
        if not isinstance(channel, Mapping) or any(map(channel.get, _SHARED)):
            raise Refused(SHARED)
        self._closed[address.conversation] = now + self.look

    async def _handed(self, address: Address, card: Card, file: Handed, key: str) -> Address:
        """Uploaded into the direct message, and seen there once it is completed: only of that nobody may know.

        A workspace that lets Tandem send no files is told so in its place: that alone must not stop its messages. The
        message of a file is named by no answer, so that it is never amended.
        """
        try:
            there, number = await self._uploaded(address, file)
            given = uploads.completed(card, number, there.conversation, key)
            await self._ask(replace(there, conversation=""), "files.completeUploadExternal", given)
        except Refused as refused:
            if refused.reason == "missing_scope":
                return await self._posted(address, Card(card.title, file.otherwise), key)
            await self._forget(address)
            raise
        return there

    async def _uploaded(self, address: Address, file: Handed) -> tuple[Address, str]:
        try:
            async with asyncio.timeout(uploads.patience(file.size)), self._uploading:
                body = await handing.bytes_of(file, self.files)
                if body is None:
                    raise Refused(handing.MISSING)
                there, asked = await self._opened(address), uploads.asked_for(file.name, len(body))
                answer = await self._again(replace(there, conversation=""), "files.getUploadURLExternal", asked)
                url, number = uploads.where(answer, self.base_url)
                await uploads.sent(url, body, home=on_loopback(self.base_url))
        except TimeoutError as error:
            raise Paused("upload-slow", _SHORT, scope=Scope.COPY) from error
        except OSError as error:  # of the store of files: whatever comes from the wire has a name of ours by now
            log.exception("slack.file_not_read")
            raise Paused("file-unread", _SHORT, scope=Scope.COPY) from error
        return there, number

    async def _whispered(self, address: Address, card: Card) -> Address:
        """Seen by this user alone; it has no address of its own, so that it is never amended."""
        there = replace(address, conversation=address.channel)
        await self._ask(there, "chat.postEphemeral", {**message(card), "user": address.user, "parse": "none"})
        return there

    async def _posted(self, address: Address, card: Card, key: str) -> Address:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        there = await self._opened(address)
        try:
            answer = await self._ask(there, "chat.postMessage", {"metadata": metadata}, self._drawn(card))
        except Refused:
            await self._forget(address)
            raise
        ts = answer.get("ts")
        if not isinstance(ts, str) or not ts:
            raise Uncertain("no-ts")
        return replace(there, message=ts)

    async def amend(self, address: Address, card: Card) -> None:
        """As promised by Messenger; Paused where nobody knows, since doing it twice does no harm.

        What stands by now where outsiders can read it, or where that cannot be known, is taken away.
        """
        try:
            await self._check_closed(address)
        except Refused as refused:
            await self.retract(address)
            raise Gone(refused.reason) from refused
        changes = {"ts": address.message, **message(card), "parse": "none"}
        try:
            await self._again(address, "chat.update", changes)
        except Refused as refused:
            if refused.reason in _GONE:
                raise Gone(refused.reason) from refused
            raise
        if address.user:
            self.reached(address.tenant, address.user)

    async def retract(self, address: Address) -> None:
        """As promised by Messenger; what is gone already is retracted. Paused where nobody knows."""
        try:
            await self._again(address, "chat.delete", {"ts": address.message})
        except Refused as refused:
            if refused.reason not in _GONE:
                raise

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        """Looks through the messages of some minutes around `since`; None where there are too many to be sure, which
        another look would not change.

        None too where this workspace did not grant the scope to look: that alone must not stop its messages.
        """
        try:
            return await self._found(await self._opened(address), key, since)
        except Paused as paused:
            if paused.reason == "missing_scope":
                return None
            raise

    async def _found(self, address: Address, key: str, since: datetime) -> Found | None:
        span = {
            "oldest": _ts(since - _CLOCKS_DIFFER),
            "limit": str(_HISTORY_PAGE),
            "include_all_metadata": "true",
        }
        # With `latest` given Slack pages backwards from there; without it, forwards from `oldest`.
        latest = self._looked.pop((key, since), "") or _ts(since + _UNDER_WAY + _CLOCKS_DIFFER)
        for _ in range(_HISTORY_PAGES):
            try:
                page = await self._again(address, "conversations.history", {**span, "latest": latest})
            except Paused:
                self._looked[key, since] = latest
                raise
            messages = [one for one in page.get("messages") or () if isinstance(one, Mapping)]
            if there := [replace(address, message=str(one["ts"])) for one in messages if _key(one) == key]:
                return Found(there[0], tuple(there[1:]))
            if not page.get("has_more"):
                return Found()
            if not messages:
                break
            latest = str(messages[-1]["ts"])
        return None

    async def _opened(self, address: Address) -> Address:
        """The address with its conversation; the one with a person is opened when first needed."""
        if address.conversation:
            return address
        whose = await self._whose(address)
        if whose not in self._conversations:
            answer = await self._again(address, "conversations.open", {"users": address.user})
            channel = answer.get("channel")
            if not isinstance(channel, Mapping) or not isinstance(channel.get("id"), str):
                raise Paused("no-channel", _MINUTE, scope=Scope.COPY)
            if len(self._conversations) >= _CONVERSATIONS_KEPT:
                self._conversations.clear()
            self._conversations[whose] = channel["id"]
        return replace(address, conversation=self._conversations[whose])

    async def _forget(self, address: Address) -> None:
        """Perhaps the conversation with this person is another one by now."""
        self._conversations.pop(await self._whose(address), None)

    async def _whose(self, address: Address) -> tuple[str, str]:
        """A conversation belongs to an installation: what is installed anew opens its own."""
        return await self._token(address.tenant), address.user

    async def _again(self, address: Address, method: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """Asks what may be asked twice: not knowing is then no worse than waiting a little."""
        try:
            return await self._ask(address, method, args)
        except Uncertain as uncertain:
            raise Paused(uncertain.reason, _SHORT, scope=Scope.COPY) from uncertain

    async def _ask(self, address: Address, method: str, args: Mapping[str, Any], drawn: str = "") -> Mapping[str, Any]:
        token = await self._token(address.tenant)
        where = {"channel": address.conversation} if address.conversation else {}
        try:
            said = await call(self.session, self.base_url, method, token, {**args, **where}, drawn)
        except NEVER_LEFT as error:
            raise Paused("unreachable", _SHORT) from error
        except NO_ANSWER as error:
            raise Uncertain(reason_of(error)) from error
        if said.done and said.body is not None:
            return said.body
        if said.code in _OF_THE_TOKEN and await self.tokens.lost(address.tenant, token, said.code):
            raise Paused(said.code, _SHORT)
        raise _of_one_file(said) if method in _ABOUT_A_FILE else _verdict(said)

    async def _token(self, tenant: str) -> str:
        found = self.tokens.of(tenant)
        try:
            token = await found if isawaitable(found) else found
        except UnusableError as error:
            raise Paused("no-database", _SHORT, scope=Scope.COPY) from error
        if not token:
            raise Paused("no-token", _MINUTE)
        return token


def _drawn(card: Card) -> str:
    """As JSON; what goes to many is written once."""
    quiet = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}
    return json.dumps({name: value for name, value in {**message(card), **quiet}.items() if value is not None})


def _retry_after(headers: Mapping[str, str]) -> float:
    """A second at least; half a minute where Slack does not say."""
    seconds = wait_in(headers)
    return _MISSING_RETRY_AFTER if seconds is None else max(seconds, 1.0)


def _verdict(said: Said) -> Refused | Paused | Uncertain:
    """What an answer that is not "ok" means for a message."""
    code = said.code
    if said.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Paused("ratelimited", _retry_after(said.headers), scope=Scope.WORK)
    if said.status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _UNCERTAIN:
        return Uncertain(code or f"http-{said.status}")
    if not code and said.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:  # for a proxy in front of Slack; others pass
        return Refused("too-large")
    if not code and said.status >= HTTPStatus.MULTIPLE_CHOICES:  # a proxy's, too
        return Paused(f"http-{said.status}", _MINUTE)
    if not code:
        return Uncertain("unreadable")
    if code in _NO_TOKEN:
        return Paused(code, _LONG)
    if code in _LATER:
        seconds, scope = _LATER[code]
        return Paused(code, max(seconds, wait_in(said.headers) or 0.0), scope=scope)
    return Unreachable(code) if code in _UNREACHABLE else Refused(code)


def _of_one_file(said: Said) -> Refused | Paused | Uncertain:
    """The same of one file. What is denied to it ("a resource specified in the request") is denied to no message, and
    nothing but a lost token stops a workspace for its sake.
    """
    found = _verdict(said)
    if not isinstance(found, Paused) or found.scope is Scope.WORK or said.code in LOST:
        return found
    return Refused(said.code) if said.code in _NO_TOKEN else Paused(found.reason, found.seconds, scope=Scope.COPY)


def _key(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata")
    if not isinstance(metadata, Mapping) or metadata.get("event_type") != EVENT_TYPE:
        return uploads.key_in(message)
    payload = metadata.get("event_payload")
    key = payload.get("key") if isinstance(payload, Mapping) else None
    return key if isinstance(key, str) else None


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
