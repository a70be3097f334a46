"""Slack's door: the guard, then Bolt, then Dispatch; everything is acknowledged in time, and answered then or later."""

import asyncio
import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
import structlog
from aiohttp import web
from pydantic import SecretStr, TypeAdapter
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.arrivals import Answer, Arrival, Pressed
from bot.channels import Channels
from bot.dispatch import DEADLINE, Dispatch
from bot.dropped import Readings
from bot.handing import Nowhere
from bot.handling import find
from bot.introductions import WELCOMES
from bot.recent import Recent
from bot.slack.answers import rendered
from bot.slack.arrivals import installing, read
from bot.slack.bolt import listening
from bot.slack.came import Came, Way
from bot.slack.channels import Heard, Members, heard, listed
from bot.slack.delivery import Delivery, Turn
from bot.slack.files import Files
from bot.slack.guard import Accepted, Denied, inspect
from bot.slack.leavers import changed
from bot.slack.life import ended, let_in
from bot.slack.mrkdwn import Json
from bot.slack.profiles import Profiles
from bot.slack.tabs import Tabs
from bot.slack.tokens import Tokens
from bot.slack.web_api import WebApi
from domain.places import Identity, Platform
from handlers.replies import Reply
from handlers.routes import Route
from storage.file_store import FileStore
from storage.installations import Installation
from views.translator import Translator, language_of, translator

log = structlog.get_logger()
T = TypeVar("T")

WAITING = 1.8
"""Seconds after which a view to wait in is put up: its trigger is good for 3 (docs.slack.dev, trigger_id)."""
GRACE = 10.0
"""Seconds that what is under way has to finish when the gateway closes."""

_REMEMBERED = 4096
GREETED = 20_000
"""People whose first look at the chat this process remembers."""

_OPENING = frozenset({Way.COMMAND, Way.PRESS})


class SlackGateway:
    """All that Slack sends, by HTTP (`events`) or by a socket (`bolt`).

    A delivery that is repeated while this process remembers it (Slack does so for minutes) gets the same answer and
    nothing more; what is older, or came to another process, is the inbox's matter.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        *,
        secret: SecretStr,
        tokens: Tokens,
        base_url: str,
        session: aiohttp.ClientSession,
        clock: Callable[[], float] = time.time,
        files: FileStore | None = None,
    ) -> None:
        """`clock` is in seconds since 1970, for the age of signatures; `files` keeps the documents that are dropped."""
        self._dispatch = dispatch
        self._secret = secret
        self._clock = clock
        self._tokens = tokens
        self._api = WebApi(tokens, base_url, session)
        self._delivery = Delivery(dispatch, self._api)
        self._files = Files(dispatch, self._api, Readings(files or Nowhere()))
        self.tabs = Tabs(dispatch, self._api, self._spawn)
        self._profiles = Profiles(dispatch, self._api, self._spawn)
        self.channels = Channels(dispatch, Platform.SLACK, TypeAdapter(Heard), listed, Members(self._api).met)
        self._greeted: Recent[Identity, bool] = Recent(GREETED)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._heard_at: Recent[Identity, str] = Recent(_REMEMBERED)
        self._turns: OrderedDict[str, asyncio.Future[str]] = OrderedDict()
        self.bolt = listening(self._heard, AsyncWebClient(base_url=base_url, session=session))

    # --- in ---

    async def events(self, request: web.Request) -> web.Response:
        """POST /slack/events, for all kinds of payloads. 400, 401, 413 or 415 for what is not Slack's; never 5xx."""
        began = asyncio.get_running_loop().time()
        try:
            body = await request.read()
        except web.RequestPayloadError:  # not packed as it says
            return web.Response(status=400)
        match inspect(request.headers, body, secret=self._secret, now=self._clock()):
            case Denied(status, reason):
                log.info("slack.denied", status=status, reason=reason)
                return web.Response(status=status, text=reason)
            case Accepted("url_verification", payload):
                return web.json_response({"challenge": payload["challenge"]})
            case Accepted("ssl_check"):
                return web.Response()
            case Accepted(_, payload):
                return await self._through_bolt(payload, hashlib.sha256(body).hexdigest(), began)

    async def _through_bolt(self, payload: Mapping[str, Any], digest: str, began: float) -> web.Response:
        """The guard has verified and read it: in Bolt's socket mode it is not read a second time."""
        if payload.get("type") == "app_rate_limited":
            log.warning("slack.rate_limited", team=payload.get("team_id"))
            return web.Response()
        try:
            request = AsyncBoltRequest(
                body=dict(payload), mode="socket_mode", context={"digest": digest, "began": began}
            )
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return web.Response(status=400, text="malformed")  # bent in a corner where only Bolt looks
        response = await self.bolt.async_dispatch(request)
        if response.status != HTTPStatus.OK:
            # Bolt or we stumbled, which is logged. Slack then says so itself; a 5xx would make it try again.
            return web.Response(status=400)
        media = "application/json" if response.body else "text/plain"
        return web.Response(text=response.body, content_type=media)

    async def _heard(self, body: dict[str, Any], context: dict[str, Any]) -> BoltResponse:
        """Bolt's one listener; what came by the socket has no digest yet."""
        began = context.get("began") or asyncio.get_running_loop().time()
        digest = context.get("digest") or hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return BoltResponse(status=200, body=await self._answered(body, digest, began))

    async def _answered(self, payload: Mapping[str, Any], digest: str, began: float) -> str:
        """The body, "" for none; remembered as text: thousands of trees would hold the garbage collector up."""
        if payload.get("type") == "block_suggestion":  # nothing in it tells one keystroke from the next
            return _body(await self._turn(payload, digest, began))
        earlier = self._turns.get(digest)
        if earlier is not None and not earlier.cancelled():
            return await asyncio.shield(earlier)
        turn: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._turns[digest] = turn
        if len(self._turns) > _REMEMBERED:
            self._turns.popitem(last=False)
        try:
            turn.set_result(_body(await self._turn(payload, digest, began)))
        except BaseException:
            turn.cancel()  # the next delivery begins anew
            raise
        return turn.result()

    def installed(self, by: Installation) -> None:
        """Whoever installed Tandem by a browser is told once what it is, where it may write to them."""
        if by.installed_by:
            turn = Turn(installing(by), asyncio.get_running_loop().time(), translator("en", "UTC"))
            self._spawn(self._work(turn, ""))

    # --- through ---

    async def _turn(self, payload: Mapping[str, Any], digest: str, began: float) -> Json:
        """The answer, or where it is late an acknowledgement; the answer then follows by itself."""
        if end := ended(payload):
            return await self._kept(self._tokens.ended(end.host, end.reason, end.at), began)
        if hosts := let_in(payload):
            return await self._kept(self._tokens.let_in(hosts), began)
        if change := changed(payload):
            self._spawn(self._profiles.changed(change))
            return {}
        if of_channel := heard(payload):
            return await self._kept(self.channels.heard(of_channel), began)
        came = read(payload, digest)
        if came is None:
            return {}
        found = find(came.arrival.asked)
        language = language_of(self._profiles.locale(came.arrival.known.identity)) or "en"
        turn = Turn(came, began, translator(language, "UTC"))
        work = self._spawn(self._work(turn, found.words))
        if _needs_trigger(came, found.route) and not await _done(work, began + WAITING) and not turn.answered:
            turn.waiting = self._spawn(self._delivery.wait(turn))
        if await _done(work, began + DEADLINE):
            return await work
        turn.acknowledged = asyncio.get_running_loop().time()
        log.info("slack.late", way=came.way)
        return self._delivery.acknowledgement(turn)

    async def _kept(self, keeping: Coroutine[Any, Any, Any], began: float) -> Json:
        """Where it could not be kept, Slack is told so, and says it again."""
        work = self._spawn(keeping)
        if await _done(work, began + DEADLINE):
            await work
        return {}

    async def _work(self, turn: Turn, words: str) -> Json:
        if not await self._place(turn):
            log.info("slack.not_installed", way=turn.came.way)
            turn.answered = True
            return {}
        if await self._is_said_before(turn.came.arrival):
            return {}
        arrival = await self._profiles.known(turn.came.arrival)
        turn.came = await self._files.brought(replace(turn.came, arrival=arrival))

        def render(reply: Reply, t: Translator) -> Answer:
            turn.t = t  # in this person's language, now that it is known
            return rendered(reply, t, way=turn.came.way, words=words)

        answer = await self._dispatch.serve(turn.came.arrival, render)
        delivered = await self._delivery.deliver(turn, answer)
        self.tabs.answered(turn.came)
        return delivered

    async def _is_said_before(self, arrival: Arrival) -> bool:
        """Slack tells of each look at the chat: whoever was asked about once is not asked about again."""
        if not (isinstance(arrival.asked, Pressed) and arrival.asked.route in WELCOMES):
            return False
        seen = arrival.known.identity in self._greeted
        self._greeted[arrival.known.identity] = True
        return seen or await self._dispatch.is_said_before(arrival)

    async def _place(self, turn: Turn) -> bool:
        """The first of the likely workspaces in which Tandem is installed; False where it is in none of them.

        What somebody from a shared channel presses on an ephemeral message names only their own workspace: it is
        then where they were heard last.
        """
        account = turn.came.arrival.known.identity
        for host in (*turn.came.hosts, self._heard_at.get(account, "")):
            if host and await self._api.token(host):
                if host != account.tenant:
                    self._heard_at[account] = host
                turn.came = turn.came if host == turn.came.host else turn.came.at(host)
                return True
        return False

    # --- beside ---

    def _spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Finish what is under way, and what that begins, for at most GRACE seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + GRACE
        while self._tasks and loop.time() < until:
            await asyncio.wait(self._tasks, timeout=until - loop.time())
        late = tuple(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def _body(answer: Json) -> str:
    return json.dumps(answer) if answer else ""


def _needs_trigger(came: Came, route: Route | None) -> bool:
    """Whether the answer is a view that is still to be opened."""
    return came.way is Way.SCREEN or (came.way in _OPENING and route is not None and route.opens)


async def _done(work: asyncio.Task[Any], until: float) -> bool:
    """Whether it is done by then, in the loop's time."""
    await asyncio.wait({work}, timeout=max(0.0, until - asyncio.get_running_loop().time()))
    return work.done()
