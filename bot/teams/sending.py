"""Sender: answers as messages. What was certainly not sent is tried again; what may have been sent never is."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

import structlog

from bot.answered import NEVER_LEFT, NO_ANSWER
from bot.teams.arrivals import Turn
from bot.teams.cards import Json
from bot.teams.connector import Connector, Failed, NoToken, Untrusted

log = structlog.get_logger()

PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try, where Teams does not say how long to wait."""
_FAILURES = (Untrusted, NoToken, Failed, *NO_ANSWER)
# Both come before anything is sent: bots/how-to/rate-limit.
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PRECONDITION_FAILED)


class Sender:
    """Says one answer; whatever fails is logged, never raised."""

    def __init__(self, connector: Connector, *, pauses: Sequence[float] = PAUSES) -> None:
        self._connector = connector
        self._pauses = pauses

    async def here(self, turn: Turn, activity: Json) -> bool:
        """To where it was asked. Whether it is there."""
        return await self._said(lambda: self._sent(turn, turn.conversation, activity))

    async def in_person(self, turn: Turn, activity: Json) -> bool:
        """To the person's own chat with Tandem, opened if need be. Whether it is there."""
        if turn.private:
            return await self.here(turn, activity)
        return await self._said(lambda: self._in_person(turn, activity))

    async def _in_person(self, turn: Turn, activity: Json) -> None:
        service = turn.arrival.known.service
        chat = await self._patiently(lambda: self._connector.open(service, self._personal(turn)), repeatable=True)
        await self._sent(turn, chat, activity)

    async def _sent(self, turn: Turn, conversation: str, activity: Json) -> None:
        service = turn.arrival.known.service
        await self._patiently(lambda: self._connector.send(service, conversation, activity))

    def _personal(self, turn: Turn) -> Json:
        tenant = turn.arrival.known.host
        return {
            "isGroup": False,
            "bot": {"id": f"28:{self._connector.app_id}"},
            "members": [{"id": turn.speaker}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }

    async def _said(self, saying: Callable[[], Awaitable[None]]) -> bool:
        try:
            await saying()
        except _FAILURES as error:
            log.warning("teams.not_said", error=type(error).__name__, status=getattr(error, "status", None))
            return False
        return True

    async def _patiently(self, ask: Callable[[], Awaitable[str]], *, repeatable: bool = False) -> str:
        """`repeatable`: to do it twice does no harm, as with opening a chat, so doubt is no reason to stop."""
        for pause in self._pauses:
            try:
                return await ask()
            except _FAILURES as error:
                wait = _wait(error, pause, repeatable=repeatable)
                if wait is None:
                    raise
            await asyncio.sleep(wait)
        return await ask()


def _wait(error: Exception, pause: float, *, repeatable: bool) -> float | None:
    """Seconds until it may be tried again; None where it must not, or would not help."""
    if isinstance(error, Failed) and error.status in _BUSY:
        return pause if error.wait is None else min(error.wait, 2 * max(PAUSES))
    if isinstance(error, Failed):
        return pause if repeatable and error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else None
    if isinstance(error, Untrusted):
        return None
    return pause if repeatable or isinstance(error, (NoToken, *NEVER_LEFT)) else None
