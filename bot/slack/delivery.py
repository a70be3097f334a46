"""Brings an answer to the person: in the response itself while there is time, by Slack's Web API after that."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.arrivals import Answer, Sent
from bot.dispatch import Dispatch
from bot.slack.answers import in_message, in_view, saving_view, to_command, to_submission, waiting_view
from bot.slack.came import WRITTEN, Came, Way
from bot.slack.mrkdwn import Json
from bot.slack.web_api import Failed, WebApi
from handlers.replies import Reply
from views.translator import Translator

log = structlog.get_logger()

SETTLE = 0.5
"""Seconds between an acknowledgement that puts up a view and our update of it: the other way round it would stay."""

_QUIET = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}
_Attempt = Callable[[], Awaitable[object]]


@dataclass
class Turn:
    """One thing from Slack, from its coming to its answer. Times are the loop's, in seconds.

    `t` has the words to wait with. `answered` once our answer is there; `acknowledged` is when Slack was answered
    without it, 0 while Slack waits; `waiting` gives the id of a view put up meanwhile, "" where that failed.
    """

    came: Came
    began: float
    t: Translator
    answered: bool = False
    acknowledged: float = 0.0
    waiting: asyncio.Task[str] | None = None


@dataclass(frozen=True)
class Delivery:
    """Knows every way to a person and tries the next one where the first is certainly shut."""

    dispatch: Dispatch
    api: WebApi

    async def deliver(self, turn: Turn, answer: Answer) -> Json:
        """What is left to say in the response itself; an answer that reaches nobody is logged."""
        turn.answered = True
        try:
            return await self._delivered(turn, answer)
        except Failed as failed:
            log.warning("slack.answer_lost", way=turn.came.way, error=failed.code, sure=failed.sure)
            return {}

    async def wait(self, turn: Turn) -> str:
        """Put up a view to wait in, while its trigger is good: docs.slack.dev, trigger_id, 3 s. Its id, or ""."""
        try:
            return await self._open(turn.came, waiting_view(turn.t))
        except Failed as failed:
            log.warning("slack.no_waiting_view", error=failed.code)
            return ""

    @staticmethod
    def acknowledgement(turn: Turn) -> Json:
        """What to say when there is no time left for the answer."""
        match turn.came.way:
            case Way.SUBMISSION:
                return {"response_action": "update", "view": saving_view(turn.t)}
            case Way.SEARCH:
                return {"options": []}
            case _:
                return {}

    async def _delivered(self, turn: Turn, answer: Answer) -> Json:
        came = turn.came
        if "home" in answer:
            await self.api.ask(came.host, "views.publish", user_id=came.user, view=answer["home"])
        elif "amend" in answer:
            try:
                await self._amended(came, answer["amend"])
            except Failed as failed:
                # Passed on by somebody, it is a message of theirs, which only they can change.
                log.info("slack.not_amended", error=failed.code)
                return await self._said(turn, answer["amend"])
            if turn.waiting and (view := await turn.waiting):  # it must not promise for ever
                await self.api.ask(came.host, "views.update", view_id=view, view=in_view(answer["amend"], turn.t))
        elif "view" in answer:
            return await self._shown(turn, answer)
        elif "say" in answer:
            if came.way in WRITTEN:
                await self._keep(came, answer)
            return await self._said(turn, answer["say"], public=bool(answer.get("public")))
        else:
            return dict(answer)
        return {}

    # --- views ---

    async def _shown(self, turn: Turn, answer: Answer) -> Json:
        if turn.came.way is Way.SUBMISSION and not turn.acknowledged:
            return to_submission(answer)
        try:
            await self._put_up(turn, answer["view"])
        except Failed as failed:
            # Too late, or closed meanwhile: then as a message, with a button where it was a form.
            log.info("slack.view_not_shown", way=turn.came.way, error=failed.code)
            await self._keep(turn.came, answer)
            return await self._said(turn, in_message(answer["view"], turn.t))
        return {}

    async def _put_up(self, turn: Turn, view: Json) -> None:
        came = turn.came
        if came.way is Way.SUBMISSION:
            await asyncio.sleep(turn.acknowledged + SETTLE - asyncio.get_running_loop().time())
        there = came.view if came.way in {Way.SUBMISSION, Way.MODAL} else await self._waited(turn)
        if there:
            await self.api.ask(came.host, "views.update", view_id=there, view=view)
        else:
            await self._open(came, view)

    async def _open(self, came: Came, view: Json) -> str:
        answer = await self.api.ask(came.host, "views.open", trigger_id=came.trigger, view=view)
        opened = answer.get("view")
        return str(opened.get("id", "")) if isinstance(opened, Mapping) else ""

    @staticmethod
    async def _waited(turn: Turn) -> str:
        return await turn.waiting if turn.waiting else ""

    # --- messages ---

    async def _amended(self, came: Came, card: Json) -> None:
        """The message whose button was pressed; twice does no harm, so the second way follows any failure."""
        try:
            await self.api.respond(came.response_url, {"replace_original": True, **card})
        except Failed:
            there = {"channel": came.channel, "ts": came.message}
            await self.api.ask(came.host, "chat.update", **there, **card, parse="none")

    async def _said(self, turn: Turn, told: Json, *, public: bool = False) -> Json:
        if turn.waiting and (view := await turn.waiting):
            try:
                await self.api.ask(turn.came.host, "views.update", view_id=view, view=in_view(told, turn.t))
            except Failed as failed:
                log.info("slack.view_not_shown", way=turn.came.way, error=failed.code)
            else:
                return {}
        if turn.came.way is Way.COMMAND and not turn.acknowledged:
            return to_command(told, public=public)
        await _first_open(self._ways(turn.came, told, public=public))
        return {}

    def _ways(self, came: Came, told: Json, *, public: bool) -> Sequence[_Attempt]:
        """Into a conversation with Tandem as a message that stays; elsewhere so that nobody else sees it."""

        async def respond() -> None:
            await self.api.respond(came.response_url, to_command(told, public=public))

        async def post() -> None:
            thread = {"thread_ts": came.thread} if came.thread else {}
            await self._post(came, "chat.postMessage", told, channel=came.channel, **thread)

        async def whisper() -> None:
            thread = {"thread_ts": came.thread} if came.thread else {}
            await self._post(came, "chat.postEphemeral", told, channel=came.channel, user=came.user, **thread)

        async def write() -> None:
            opened = await self.api.ask(came.host, "conversations.open", users=came.user)
            await self._post(came, "chat.postMessage", told, channel=opened["channel"]["id"])

        match came.way:
            case Way.COMMAND:
                return respond, write
            case Way.MESSAGE:
                return (post,) if came.channel else (write,)
            case Way.MENTION:
                return (post,) if public else (whisper, write)
            case Way.PRESS if came.arrival.place.private:
                return post, respond
            case Way.PRESS:
                return respond, whisper, write
            case _:
                return (write,)

    async def _post(self, came: Came, method: str, told: Json, **there: str) -> None:
        await self.api.ask(came.host, method, **there, **told, **_QUIET)

    # --- drafts ---

    async def _keep(self, came: Came, answer: Answer) -> None:
        """Typed words whose form is not open become a draft; the button that opens the form knows it."""
        kept = answer.get("keep")
        if kept:
            sent = Sent(kept["route"], kept["values"], kept["draft"])
            key = f"{came.arrival.key}:keep"
            await self.dispatch.serve(replace(came.arrival, key=key, asked=sent), _nothing)


def _nothing(_reply: Reply, _t: Translator) -> Answer:
    return {}


async def _first_open(ways: Sequence[_Attempt]) -> None:
    """Tries the next way only where the one before certainly failed: twice would be as bad as never."""
    *others, last = ways
    for way in others:
        try:
            await way()
        except Failed as failed:
            if not failed.sure:
                raise
        else:
            return
    await last()
