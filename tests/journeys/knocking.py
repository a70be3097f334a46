"""Every way in that a client of Slack or Teams has, tried with somebody else's deal in hand."""

import json
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

from bot.slack.blocks import pack
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.wire.answers import Answer
from tests.wire.server import Json
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import Sent
from tests.wire.slack_rooms import Room
from tests.wire.teams_client import TeamsUser

SHEET = b"name,email,organisation,roles\nMallory,mallory@vendor.example,vendor,admin\n"


@dataclass(frozen=True)
class Secret:
    """A deal of somebody else's, and the approval that waits for it."""

    ref: str
    approval: str

    @property
    def words(self) -> tuple[str, ...]:
        """What is said to Tandem."""
        return ("deal list", f"deal {self.ref}", "deal Mine 5 eur", "approvals", "partner", "partner team")

    @property
    def presses(self) -> tuple[tuple[str, str], ...]:
        """Buttons that this account was never shown, and what they carry."""
        return (("deal-open", self.ref), ("approval-approve", self.approval), ("deal-withdraw-form", self.ref))


async def knocks_at_slack(actor: SlackActor, secret: Secret, room: Room) -> str:
    """All that was answered, on whatever way. Slack offers no commands to people of other workspaces."""
    user, said = actor.user, []
    actor._leave()
    for asked in _slacks_doors(user, secret, room):
        answer = await asked
        assert answer.ok, answer
        assert actor.form is None, answer.sent
        said.append(answer.text)
        actor._leave()
    return "\n".join((*said, str(user.api.home_of(user.who))))


def _slacks_doors(user: SlackUser, secret: Secret, room: Room) -> Iterator[Awaitable[Answer]]:
    for words in secret.words:
        first, _, rest = words.partition(" ")
        if not user.who.is_stranger:
            yield user.command(f"/{first}", rest)
        yield user.message(words)
    for words in secret.words[:2]:
        yield user.mention(words, room.id)
    if not user.who.is_stranger:
        yield user.open_home()
        yield user.open_chat()
    yield user.drop(user.api.share("people.csv", SHEET))
    yield user.shortcut("deal-form")
    yield user.message_shortcut("deal-from-message", "Huta Szkła, 5000 EUR")
    [*_, card] = user.messages
    for route, ref in secret.presses:
        element = {"action_id": route, "type": "button", "value": pack(ref, 1)}
        yield user._acted(card, "b", element, {})
    view = {"id": "V0FORGED", "type": "modal", "state": {"values": {}}}
    for form in ("deal-edit", "approval-reject"):
        hints = {"ref": secret.ref if form == "deal-edit" else secret.approval, "version": 1}
        yield _interacts(user, "view_submission", view | {"callback_id": form, "private_metadata": json.dumps(hints)})
    asked = {"block_id": "customer", "action_id": "customer?deal-customers", "value": "Sec"}
    yield _interacts(user, "block_suggestion", view, container={"type": "view", "view_id": "V0FORGED"}, **asked)


def _interacts(user: SlackUser, kind: str, view: Json, **more: object) -> Awaitable[Answer]:
    """What no client of ours would send."""
    trigger = {"trigger_id": user.api.new_trigger(user.who)}
    return user._deliver(Sent("interactive", {**user._interaction(kind), **trigger, "view": view, **more}))


async def knocks_at_teams(actor: TeamsActor, secret: Secret) -> str:
    """All that was answered to an invoke; `actor.user.channel` is where Tandem is mentioned."""
    said = []
    actor.user.close_dialog()
    for asked in _teams_doors(actor.user, secret):
        answer = await asked
        assert answer.ok, answer
        assert actor.form is None, answer.sent
        said.append(answer.text)
        actor.user.close_dialog()
    return "\n".join(said)


def _teams_doors(user: TeamsUser, secret: Secret) -> Iterator[Awaitable[Answer]]:
    for words in secret.words:
        yield user.say(words)
    for words in secret.words[:2]:
        yield user.mention(words)
    yield user.installed()
    yield user.drop(user.connector.share("people.csv", SHEET))
    yield user.fetch_action("deal-register")
    yield user.message_action("deal-from-message", "Huta Szkła, 5000 EUR")
    place = user._own_chat()
    for route, ref in secret.presses:
        data = {"route": route, "ref": ref, "version": 1}
        action = {"type": "Action.Execute", "verb": route, "data": data, "title": "x", "id": "x"}
        yield user._send(user._invoke("adaptiveCard/action", {"action": action, "trigger": "manual"}, place))
        yield user._send(user._invoke("task/fetch", {"data": data, "context": {}}, place))
    for form, ref in (("deal-edit", secret.ref), ("approval-reject", secret.approval)):
        data = {"route": form, "ref": ref, "version": 1, "words": "x"}
        yield user._send(user._invoke("task/submit", {"data": data, "context": {}}, place))
    search = {"queryText": "Sec", "queryOptions": {"skip": 0, "top": 15}, "dataset": "deal-customers"}
    yield user._send(user._invoke("application/search", search, place))
