"""TeamsGateway: POST /api/messages. Whatever a checked activity holds is answered with 200, and in time."""

import asyncio
import secrets
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from aiohttp import web
from pydantic import TypeAdapter

from bot.arrivals import Answer
from bot.channels import Channels
from bot.dispatch import DEADLINE, Dispatch
from bot.dropped import Readings
from bot.handing import Nowhere
from bot.recent import Recent
from bot.teams import answers
from bot.teams.adapter import TeamsAdapter
from bot.teams.arrivals import Turn, Way, read_turn
from bot.teams.background import Background
from bot.teams.cards import Json
from bot.teams.channels import Heard, Members, heard, listed
from bot.teams.connector import Connector
from bot.teams.consents import Consents, consented
from bot.teams.files import Files
from bot.teams.guard import Denied, Guard
from bot.teams.leavers import taken_out
from bot.teams.life import Moved, moved
from bot.teams.profiles import ACCOUNTS, Profiles
from bot.teams.sending import Sender
from domain.places import Identity, Platform
from handlers import installations
from handlers.replies import Reply
from storage.file_store import FileStore
from storage.store import Store
from views.translator import Translator, language_of, translator

log = structlog.get_logger()

PATH = "/api/messages"
ANSWERED = 10_000
"""How many answers this process remembers to have sent."""
_LEAST = 0.2  # seconds left for a turn, however long its check took


class TeamsGateway:
    """One Teams app.

    A turn's answer is ready, and sent, before the request is acknowledged, so that a crash in between leaves it
    unacknowledged. After DEADLINE it is acknowledged all the same, and the answer follows as a message.

    Teams delivers some activities twice. What they do happens once (the inbox), an invoke's body is the same; the
    messages that belong to an answer are sent once by this process, which remembers the last ANSWERED. After a
    restart, or in another replica, a second delivery may send them again: best effort, as for every Read.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        guard: Guard,
        connector: Connector,
        *,
        loopback: bool = False,
        files: FileStore | None = None,
    ) -> None:
        """`loopback` lets files come from this machine and go to it: for tests, and for Microsoft's local test clients.
        `files` has what is handed out.
        """
        self._dispatch = dispatch
        self._guard = guard
        self._adapter = TeamsAdapter(connector)
        self._sender = Sender(connector)
        self._files = Files(dispatch, Readings(files or Nowhere()), loopback)
        self._consents = Consents(dispatch, connector, files or Nowhere(), loopback)
        self._background = Background()
        self._profiles = Profiles(dispatch, connector, self._background)
        members = Members(connector)
        self.channels = Channels(dispatch, Platform.TEAMS, TypeAdapter(Heard), listed, members.met, members.beside)
        self._sent: Recent[tuple[str, str, str], bool] = Recent(ANSWERED)
        self._readers: Recent[Identity, Translator] = Recent(ACCOUNTS)

    async def receive(self, request: web.Request) -> web.Response:
        """The handler of POST /api/messages."""
        began = _now()
        try:
            body = await request.read()
        except web.RequestPayloadError:
            return web.Response(status=400)
        checked = await self._guard.check(_authorization(request), body)
        if isinstance(checked, Denied):
            log.warning("teams.denied", status=checked.status, reason=checked.reason)
            return web.Response(status=checked.status)
        if move := moved(checked.activity):
            await asyncio.wait({self._background.start(self._moved(move))}, timeout=began + DEADLINE - _now())
        if told := tuple(heard(checked)):
            await asyncio.wait({self._background.start(self._heard(told))}, timeout=began + DEADLINE - _now())
        if consent := consented(checked):
            await asyncio.wait(
                {self._background.start(self._consents.answer(consent))}, timeout=began + DEADLINE - _now()
            )
            return web.json_response({})
        turn = read_turn(checked)
        if turn is None:
            for account in taken_out(checked):
                self._profiles.forget(account)
            return web.json_response({})
        handled = partial(self._handled, turn)
        task = self._background.start(self._adapter.turn(checked.activity, handled))
        return _response(turn, await self._in_time(turn, task, began + DEADLINE - _now()))

    async def close(self, seconds: float = 10.0) -> None:
        """Lets the answers under way leave; call it before the connector's session is closed."""
        await self._background.close(seconds)

    async def _heard(self, told: tuple[Heard, ...]) -> None:
        for one in told:
            await self.channels.heard(one)

    async def _moved(self, move: Moved) -> None:
        """Where the app was taken out nothing is written any more; where it is back, what waited is due."""
        now = self._dispatch.now()
        when = {"since": move.at or now, "at": now}

        def keep(store: Store) -> None:
            if move.there:
                installations.came(Platform.TEAMS, move.conversation, move.service, store, **when)
            else:
                installations.left(Platform.TEAMS, move.conversation, store, **when)

        await self._dispatch.in_write(keep)

    # --- a turn ---

    async def _in_time(self, turn: Turn, task: asyncio.Task[Json | None], left: float) -> Json:
        """The body, or what is said instead of it when time is over."""
        await asyncio.wait({task}, timeout=max(left, _LEAST))
        if not task.done():
            log.info("teams.late", way=turn.way.name)
            self._background.start(self._follow(turn, task))
            return answers.late(turn, self._reader(turn))
        if task.cancelled() or task.exception():
            return self._sorry(turn)
        return task.result() or {}

    async def _follow(self, turn: Turn, task: asyncio.Task[Json | None]) -> None:
        """What the answer to an invoke could not show any more, as a message."""
        await asyncio.wait({task})
        failed = task.cancelled() or task.exception()
        message = {} if failed else answers.as_message(task.result() or {})
        if message and self._is_first(turn, "late"):
            await self._sender.in_person(turn, message)

    async def _handled(self, turn: Turn, _: Any) -> Json | None:
        if await self._dispatch.is_said_before(turn.arrival):
            return None
        await self._profiles.greet(turn)
        turn = await self._files.brought(turn)
        readers: list[Translator] = []

        def render(reply: Reply, t: Translator) -> Answer:  # on a worker's thread
            readers.append(t)
            return answers.answered(turn, reply, t)

        arrival = replace(turn.arrival, standing=self._profiles.standing(turn.arrival.known.identity))
        answer = await self._dispatch.serve(arrival, render)
        if readers:
            self._readers[turn.arrival.known.identity] = readers[-1]
        return await self._deliver(turn, answer)

    def _is_first(self, turn: Turn, what: str) -> bool:
        """Whether nobody has said this yet; from now on somebody has."""
        key = (turn.arrival.key, turn.arrival.digest, what)
        new = key not in self._sent
        self._sent[key] = True
        return new

    async def _deliver(self, turn: Turn, answer: Answer) -> Json | None:
        """Sends the messages of an answer, once, and gives the body."""
        if turn.way in (Way.DIALOG, Way.SEARCH, Way.QUERY):
            return answer.get("body")
        if not self._is_first(turn, "answer"):
            return answer.get("body")
        if answer.get("private") and not await self._sender.in_person(turn, answer["private"]):
            answer = answer["otherwise"]
        if answer.get("here"):
            await self._sender.here(turn, answer["here"])
        return answer.get("body")

    # --- when something is amiss ---

    def _sorry(self, turn: Turn) -> Json:
        """A bug of this gateway: the task's own log entry says which."""
        reference = secrets.token_hex(4)
        log.error("teams.bug", reference=reference)
        return answers.said(turn, self._reader(turn)("sorry", reference=reference))

    def _reader(self, turn: Turn) -> Translator:
        """The language the person was last answered in; before that, what Teams says."""
        known = self._readers.get(turn.arrival.known.identity)
        return known or translator(language_of(turn.arrival.locale) or "en", "UTC")


def _response(turn: Turn, body: Json) -> web.Response:
    return web.Response() if turn.way is Way.MESSAGE else web.json_response(body)


def _authorization(request: web.Request) -> str | None:
    """Sent twice, it is none."""
    sent = request.headers.getall("Authorization", [])
    return sent[0] if len(sent) == 1 else None


def _now() -> float:
    return asyncio.get_running_loop().time()
