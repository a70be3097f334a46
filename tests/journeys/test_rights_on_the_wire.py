"""What tests/handlers/test_rights.py shows of every cell, shown of the bytes that leave: Slack, Teams and the web."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bot.arrivals import Pressed, Typed
from bot.handling import find
from bot.slack.blocks import pack
from domain.people import Can
from handlers.routes import BUTTONS, COMMANDS
from tests.handlers.test_rights import MAY, SEES
from tests.handlers.worlds import MINE, PARTNER, markers
from tests.journeys.actors import Actor
from tests.journeys.pairs import alone
from tests.journeys.people import SLACK_STRANGERS, TEAMS_STRANGERS
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.web_actor import WebActor
from tests.journeys.world import SLACK, WEB, World, registers

FOUND_BY_REF = {
    *("deal show", "deal edit", "deal withdraw", "deal stage", "deal won", "deal lost"),
    *("deal appeal", "deal-appeal-form"),
    *("deal extend", "deal-extend-form", "deal-move"),
    *("deal-open", "deal-edit-form", "deal-withdraw-form", "deal-stage-form", "deal-won", "deal-lost"),
}
"""What asks for one deal: somebody else's is answered like one that does not exist."""


@dataclass(frozen=True)
class Cell:
    """One thing asked with the ref of somebody's deal in it that is denied, under the name of the route it comes to."""

    who: str
    asked: Typed | Pressed
    name: str
    reason: str


def denied(refs: Mapping[str, str]) -> Iterator[Cell]:
    """Every command and button x every role x each partner's deal, where the answer must be no."""
    for whose, ref in refs.items():
        asked: list[Typed | Pressed] = [
            *(Typed(f"{command} {ref}") for command in COMMANDS),
            *(Pressed(one, ref, 1) for one in BUTTONS),
        ]
        for one in asked:
            found = find(one)
            assert found.route, one
            for who in MAY:
                if reason := _why_not(who, found.name, found.route.may, whose):
                    yield Cell(who, one, found.name, reason)


def _why_not(who: str, name: str, may: Can, whose: str) -> str:
    if may not in MAY[who]:
        return "stranger" if who == "nobody" else "not-allowed"
    return "not-found" if name in FOUND_BY_REF and whose not in SEES[who] else ""


@dataclass
class Watched:
    """Somebody, and all that leaves the application while they ask."""

    world: World
    actor: Actor

    async def asks(self, cell: Cell) -> str:
        seen = len(self.actor._seen) if isinstance(self.actor, WebActor) else 0
        slack, teams = len(self.world.slack.calls), len(self.world.teams.calls)
        await (self._presses(cell.asked) if isinstance(cell.asked, Pressed) else self._types(cell.asked.text))
        match self.actor:
            case WebActor():
                return "\n".join(self.actor._seen[seen:])
            case SlackActor() | TeamsActor():
                last = self.actor.user.last
                assert last
                assert last.ok, last
                left = [call.args for call in (*self.world.slack.calls[slack:], *self.world.teams.calls[teams:])]
                return f"{last.text}\n{json.dumps(left, default=repr, ensure_ascii=False)}"
        raise AssertionError(self.actor)

    async def _types(self, words: str) -> None:
        await (self.actor.user.say(words) if isinstance(self.actor, TeamsActor) else self.actor.types(words))

    async def _presses(self, button: Pressed) -> None:
        """What no client of ours would send: any button, with any ref."""
        match self.actor:
            case SlackActor(user=user):
                element = {"action_id": button.route, "type": "button", "value": pack(button.ref, 1)}
                await user._acted(user.messages[-1], "b", element, {})
            case TeamsActor(user=user):
                data = {"route": button.route, "ref": button.ref, "version": 1}
                action = {"type": "Action.Execute", "verb": button.route, "data": data, "title": "x", "id": "x"}
                value = {"action": action, "trigger": "manual"}
                await user._send(user._invoke("adaptiveCard/action", value, user._own_chat(), user.messages[-1].id))
            case WebActor():
                await self.actor.looks()
                await self.actor._post(self.actor._chat, press=f"1:{button.route}:{button.ref}")


async def meets(world: World, who: str, on: str) -> Actor:
    if who != "nobody":
        return await world.meets(who, on)  # type: ignore[arg-type]  # one of the three
    stranger: Actor
    if on == SLACK:
        stranger = world.at_slack(SLACK_STRANGERS["a manager's address in a partner's workspace"])
    else:
        stranger = world.at_teams(TEAMS_STRANGERS["a manager's address in a partner's tenant"])
    await stranger.types("help")
    return stranger


@alone
async def test_what_is_denied_leaves_nothing_of_anybodys_and_is_on_record(
    world, platforms, count: Callable[[int], int]
):
    on = platforms[0]
    refs = {}
    for who in PARTNER:
        refs[who] = await registers(await world.meets(who, on), customer=f"Cust{who}mark", **MINE[who])
    every = [cell for cell in denied(refs) if on != WEB or cell.who != "nobody"]  # whoever opens the web is somebody
    people = {who: Watched(world, await meets(world, who, on)) for who in dict.fromkeys(cell.who for cell in every)}
    await world.settles()
    before = len(world.look(lambda store: store.acts.denied()))

    for cell in Random(7).sample(every, count(len(every))):
        left = await people[cell.who].asks(cell)

        others = set(PARTNER) - SEES[cell.who]
        assert not [mark for one in others for mark in markers(one) if mark in left], (cell, left)
        rows = world.look(lambda store: store.acts.denied())[before:]
        assert [(row.route, row.reason) for row in rows] == [(cell.name, cell.reason)], cell
        before += 1
    assert len(every) >= 400
