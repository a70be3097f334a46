"""What is on people's screens in Slack: opened views with what was typed into them, and App Homes."""

import itertools
import time
from dataclasses import dataclass, field

from .payloads import SLACK_APP, SLACK_BOT, SlackIdentity
from .server import Json
from .slack_fields import fields_of
from .slack_rooms import SlackError, named_blocks

Typed = dict[tuple[str, str], Json]


@dataclass
class Trigger:
    """Good once, and for `trigger_seconds` from `made` (time.monotonic())."""

    who: SlackIdentity
    made: float
    used: bool = False


@dataclass
class Screen:
    """One opened view; `typed` is what the person put into it, by (block_id, action_id)."""

    who: SlackIdentity
    view: Json
    typed: Typed = field(default_factory=dict)


@dataclass
class Screens:
    """Not locked: the server that owns it holds its lock."""

    trigger_seconds: float = 30.0

    def __post_init__(self) -> None:
        self._triggers: dict[str, Trigger] = {}
        self._stacks: dict[str, list[Screen]] = {}
        self._homes: dict[str, Json] = {}
        self._count = itertools.count(1)

    def new_trigger(self, who: SlackIdentity) -> str:
        name = f"{900000000000 + next(self._count)}.{who.installed_in[1:]}.{next(self._count):032x}"
        self._triggers[name] = Trigger(who, time.monotonic())
        return name

    def good_trigger(self, name: str) -> Trigger:
        """Not yet used up: Slack keeps a trigger alive when the view sent with it was refused."""
        trigger = self._triggers.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.made > self.trigger_seconds:
            raise SlackError("expired_trigger_id")
        return trigger

    def open(self, trigger_id: str, view: Json) -> Json:
        trigger = self.good_trigger(trigger_id)
        self._not_taken(view, None)
        trigger.used = True
        self._stacks[trigger.who.user] = []
        return self.add(trigger.who, view)

    def push(self, trigger_id: str, view: Json) -> Json:
        trigger = self.good_trigger(trigger_id)
        stack = self._stacks.get(trigger.who.user, [])
        if not stack:
            raise SlackError("invalid_trigger_id")
        if len(stack) >= 3:
            raise SlackError("push_limit_reached")
        trigger.used = True
        return self.add(trigger.who, view)

    def add(self, who: SlackIdentity, view: Json) -> Json:
        """Puts a view on top of what the person sees."""
        stack = self._stacks.setdefault(who.user, [])
        name = f"V{next(self._count):010d}"
        root = stack[0].view["id"] if stack else name
        previous = stack[-1].view["id"] if stack else None
        stack.append(Screen(who, self._whole(view, who, name, root, previous)))
        return stack[-1].view

    def update(self, view_id: str, external_id: str, given_hash: str, view: Json) -> Json:
        """Typed values stay where block_id, action_id and type of the field are as they were."""
        screen = self._by(view_id, external_id)
        if screen is None:
            raise SlackError("not_found")
        if given_hash and given_hash != screen.view["hash"]:
            raise SlackError("hash_conflict")
        self._not_taken(view, screen)
        return self.replace(screen, view)

    def replace(self, screen: Screen, view: Json) -> Json:
        kinds = {f.key: f.kind for f in fields_of(screen.view)}
        old = screen.view
        screen.view = self._whole(view, screen.who, old["id"], old["root_view_id"], old["previous_view_id"])
        same = {f.key for f in fields_of(screen.view) if kinds.get(f.key) == f.kind}
        screen.typed = {key: value for key, value in screen.typed.items() if key in same}
        return screen.view

    def publish(self, who: SlackIdentity, given_hash: str, view: Json) -> Json:
        old = self._homes.get(who.user)
        if given_hash and (old is None or given_hash != old["hash"]):
            raise SlackError("hash_conflict")
        name = old["id"] if old else f"V{next(self._count):010d}"
        self._homes[who.user] = self._whole(view, who, name, name, None)
        return self._homes[who.user]

    def top(self, user: str) -> Screen | None:
        stack = self._stacks.get(user)
        return stack[-1] if stack else None

    def find(self, view_id: str) -> Screen | None:
        return self._by(view_id, "")

    def close(self, user: str, view_id: str) -> None:
        """Closes this view and all above it."""
        stack = self._stacks.get(user, [])
        for place, screen in enumerate(stack):
            if screen.view["id"] == view_id:
                del stack[place:]
                return

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)

    def home(self, user: str) -> Json | None:
        return self._homes.get(user)

    def _by(self, view_id: str, external_id: str) -> Screen | None:
        for stack in self._stacks.values():
            for screen in stack:
                if screen.view["id"] == view_id or (external_id and screen.view["external_id"] == external_id):
                    return screen
        return None

    def _not_taken(self, view: Json, screen: Screen | None) -> None:
        name = view.get("external_id")
        other = self._by("", name) if name else None
        if other is not None and other is not screen:
            raise SlackError("duplicate_external_id")

    def _whole(self, view: Json, who: SlackIdentity, name: str, root: str, previous: str | None) -> Json:
        number = next(self._count)
        return {
            "id": name, "team_id": who.installed_in, "type": view["type"],
            "blocks": named_blocks(view["blocks"], self._count),
            "private_metadata": view.get("private_metadata", ""), "callback_id": view.get("callback_id", ""),
            "state": {"values": {}}, "hash": f"{1760000000 + number}.h{number:07d}",
            "title": view.get("title"),
            "clear_on_close": view.get("clear_on_close", False),
            "notify_on_close": view.get("notify_on_close", False),
            "close": view.get("close"), "submit": view.get("submit"), "previous_view_id": previous,
            "root_view_id": root, "app_id": SLACK_APP, "external_id": view.get("external_id", ""),
            "app_installed_team_id": who.installed_in, "bot_id": SLACK_BOT,
        }  # fmt: skip
