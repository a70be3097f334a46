"""App Home, kept as things are: published anew after what its person does, and when something reaches them."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.arrivals import Answer, Arrival, Pressed
from bot.dispatch import Dispatch
from bot.handling import find
from bot.recent import Recent
from bot.slack.answers import rendered
from bot.slack.came import Came, Way
from bot.slack.web_api import Failed, WebApi
from handlers.replies import Reply, Show
from views.translator import Translator
from views.vocabulary import Tone

log = structlog.get_logger()

LOOKED_AT = timedelta(hours=1)
"""For how long after somebody looked at it this process keeps a Home as things are; opening it makes it anew anyway."""
PAUSE = 0.5
"""Seconds in which all that changes makes one Home: views.publish is Tier 4 (docs.slack.dev, rate limits)."""

_KEPT = 4096


@dataclass
class Tabs:
    """The Homes that people have before them; a person here is a workspace and a user in it. `spawn` as in Profiles."""

    dispatch: Dispatch
    api: WebApi
    spawn: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
    _open: Recent[tuple[str, str], tuple[Arrival, datetime]] = field(default_factory=lambda: Recent(_KEPT), init=False)
    _due: set[tuple[str, str]] = field(default_factory=set, init=False)

    def answered(self, came: Came) -> None:
        """What came, and its answer has gone out: was it in Home, or may it have changed what stands there?"""
        inside = came.way is Way.SCREEN and bool(came.view)
        if inside or came.way is Way.TAB:
            self._open[came.host, came.user] = _asking(came.arrival), self.dispatch.now()
        route = find(came.arrival.asked).route
        if inside or (route is not None and route.writes):
            self.stir(came.host, came.user)

    def stir(self, host: str, user: str) -> None:
        """Something of this person's has changed: their Home, where they have it open, soon shows it."""
        who = host, user
        if who in self._due or who not in self._open:
            return
        arrival, looked = self._open[who]
        if self.dispatch.now() - looked <= LOOKED_AT:
            self._due.add(who)
            self.spawn(self._soon(who, arrival))

    async def _soon(self, who: tuple[str, str], arrival: Arrival) -> None:
        await asyncio.sleep(PAUSE)
        self._due.discard(who)
        answer = await self.dispatch.serve(arrival, _home)
        if "home" not in answer:
            return
        try:
            await self.api.ask(who[0], "views.publish", user_id=who[1], view=answer["home"])
        except Failed as failed:
            log.info("slack.home_not_shown", error=failed.code)


def _asking(arrival: Arrival) -> Arrival:
    """For Home; it follows from what was asked just now, and is not counted again."""
    place = replace(arrival.place, conversation="", private=True)
    return replace(arrival, key=f"{arrival.key}:home", place=place, asked=Pressed("home"))


def _home(reply: Reply, t: Translator) -> Answer:
    """Nothing instead of a warning, which would stay there long after its cause."""
    if isinstance(reply, Show) and reply.card.tone is Tone.WARNING:
        return {}
    return rendered(reply, t, way=Way.TAB)
