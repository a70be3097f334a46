"""A person at Slack: sends what Slack sends for what the person does, and sees what Slack then shows."""

import itertools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .answers import Answer
from .payloads import SLACK_APP, SLACK_BOT_USER, SlackIdentity
from .server import ClientRefuses, Json
from .slack_api import SlackApi
from .slack_doors import Door, Sent
from .slack_fields import Field, field_named, fields_of, filled, initial, is_empty, options_of
from .slack_limits import elements_of, options_faults
from .slack_rooms import Message
from .slack_screens import Screen

DEADLINE = 30.0
"""Seconds Slack waits for an answer; docs.slack.dev/tools/bolt-python/concepts/acknowledge."""

TROUBLE = "We had some trouble connecting. Try again?"

_events = itertools.count(1)


@dataclass
class SlackUser:
    """One person in front of Slack. Every act gives the app's Answer; `view`, `errors` and `trouble` are the screen."""

    api: SlackApi
    who: SlackIdentity
    door: Door
    last: Answer | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    """What the open form says at which field after the last submission."""
    trouble: str = ""
    """What Slack itself said because the app did not answer well, or ""."""
    offered: dict[str, list[Json]] = field(default_factory=dict)

    # What the person sees.

    @property
    def view(self) -> Json:
        """The form on the screen."""
        view = self.api.view_of(self.who)
        assert view is not None, f"{self.who.name} has no form open; trouble: {self.trouble or 'none'}"
        return view

    @property
    def sees_a_form(self) -> bool:
        return self.api.view_of(self.who) is not None

    @property
    def home(self) -> Json:
        home = self.api.home_of(self.who)
        assert home is not None, f"nothing was published for {self.who.name}"
        return home

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote to this person alone; oldest first."""
        return self.api.messages_to(self.who)

    @property
    def card(self) -> Message:
        return self.api.last_card(self.who)

    def filled_in(self, name: str) -> Any:
        """What a field of the open form holds now: the text, the date, the chosen option's value (or values)."""
        found = field_named(self.view, name)
        state = self._state(self._screen(self.view), self.view)["values"][found.block_id][found.action_id]
        held = next((value for key, value in state.items() if key != "type"), None)
        if isinstance(held, list):
            return [one.get("value") if isinstance(one, dict) else one for one in held]
        return held.get("value") if isinstance(held, dict) else held

    # What the person does.

    async def command(self, command: str, words: str = "", channel: str | None = None) -> Answer:
        """`/deal` and its words, in the conversation with the bot unless a channel is named."""
        place = channel or self.api.direct(self.who).id
        payload = {
            "token": "", "team_id": self.who.installed_in, "team_domain": self.who.installed_in.lower(),
            **self._enterprise_of_command(), "channel_id": place,
            "channel_name": "directmessage" if place.startswith("D") else "general", "user_id": self.who.user,
            "user_name": self._user_name, "command": command, "text": words, "api_app_id": SLACK_APP,
            "is_enterprise_install": str(self.who.org_wide).lower(),
            "response_url": self.api.new_response_url(self.who, place),
            "trigger_id": self.api.new_trigger(self.who),
        }  # fmt: skip
        answer = await self._deliver(Sent("slash_commands", payload))
        if self._in_time(answer) and answer.text:
            self.api.say_to(self.who, place, answer.body or {"text": answer.text})
        return answer

    async def submit(self, view: Json, values: Mapping[str, Any] | None = None) -> Answer:
        """Fills in and sends the form; what is not named keeps what it holds. Fields go by block_id."""
        screen = self._screen(view)
        self._type(screen, view, values or {})
        self._refuse_gaps(screen, view)
        payload = {
            **self._interaction("view_submission"), "trigger_id": self.api.new_trigger(self.who),
            "view": self._with_state(screen, view), "response_urls": [],
        }  # fmt: skip
        return self._submitted(view, await self._deliver(Sent("interactive", payload)))

    async def type_in(self, view: Json, values: Mapping[str, Any]) -> list[Answer]:
        """Fills in without sending the form; fields that report at once (dispatch_action) do so."""
        screen = self._screen(view)
        answers = []
        for name, value in values.items():
            self._type(screen, view, {name: value})
            found = field_named(view, name)
            if found.dispatches:
                answers.append(await self._acted(view, found.block_id, found.element, screen.typed[found.key]))
        return answers

    async def press(self, thing: Message | Json, action: str, value: Any = None) -> Answer:
        """Presses a button by action_id or by its text; `value` chooses from a select or an overflow menu."""
        for block in thing.blocks if isinstance(thing, Message) else thing["blocks"]:
            for element in elements_of(block):
                if action in _names(element):
                    return await self._acted(thing, block["block_id"], element, _chosen(element, value))
        raise ClientRefuses(f"nothing called {action!r} to press; there are {_pressable(thing)}")

    async def type_ahead(self, view: Json, name: str, text: str) -> Answer:
        """Types into an external select; what is offered can then be chosen in submit() by its text or value."""
        found = field_named(view, name)
        if len(text) < found.element.get("min_query_length", 3):
            raise ClientRefuses(f"Slack asks only from {found.element.get('min_query_length', 3)} letters on")
        payload = {
            **self._interaction("block_suggestion"), "container": {"type": "view", "view_id": view["id"]},
            "action_id": found.action_id, "block_id": found.block_id, "value": text,
            "view": self._with_state(self._screen(view), view),
        }  # fmt: skip
        answer = await self._deliver(Sent("interactive", payload))
        if self._in_time(answer):
            assert not options_faults(answer.body), options_faults(answer.body)
            self.offered[found.block_id] = answer.options
        return answer

    async def message_shortcut(self, callback_id: str, text: str) -> Answer:
        """One of the actions in a message's menu; the message is anybody's."""
        message = {"type": "message", "user": "U0SOMEBODY", "ts": self.api.new_ts(), "text": text}
        payload = {
            **self._interaction("message_action"), "action_ts": self.api.new_ts(), "callback_id": callback_id,
            "trigger_id": self.api.new_trigger(self.who), "message_ts": message["ts"], "message": message,
            "channel": {"id": "C0SHARED", "name": "shared"}, "response_url": "https://hooks.slack.com/app/1",
        }  # fmt: skip
        return await self._deliver(Sent("interactive", payload))

    async def shortcut(self, callback_id: str) -> Answer:
        """A global shortcut, from the lightning menu or the search."""
        payload = {
            **self._interaction("shortcut"), "action_ts": self.api.new_ts(), "callback_id": callback_id,
            "trigger_id": self.api.new_trigger(self.who),
        }  # fmt: skip
        return await self._deliver(Sent("interactive", payload))

    async def open_home(self) -> Answer:
        home = self.api.home_of(self.who)
        about = {"tab": "home", "user": self.who.user, "channel": self.api.direct(self.who).id}
        return await self.event({"type": "app_home_opened", **about, **({"view": home} if home else {})})

    async def open_chat(self) -> Answer:
        """Looks at the conversation with the bot."""
        about = {"tab": "messages", "user": self.who.user, "channel": self.api.direct(self.who).id}
        return await self.event({"type": "app_home_opened", **about})

    async def message(self, text: str, *, thread: str = "", **odd: Any) -> Answer:
        """Writes to the bot directly, or in the thread of a message there."""
        place = self.api.direct(self.who).id
        said = self.api.heard(place, self.who.user, text)
        there = {"thread_ts": thread, "parent_user_id": SLACK_BOT_USER} if thread else {}
        return await self.event({"type": "message", "channel_type": "im", **self._spoken(said, text), **there, **odd})

    async def drop(self, *files: Json, text: str = "", **odd: Any) -> Answer:
        """Drops files, as api.share() made them, in the conversation with the bot."""
        place = self.api.direct(self.who).id
        said = self.api.heard(place, self.who.user, text)
        shared = {"subtype": "file_share", "files": list(files), "upload": False, "display_as_bot": False}
        return await self.event({"type": "message", "channel_type": "im", **self._spoken(said, text), **shared, **odd})

    async def mention(self, text: str, channel: str, *, thread: str = "") -> Answer:
        """Writes `@Tandem text` in a channel, or in a thread there."""
        whole = f"<@{SLACK_BOT_USER}> {text}"
        said = self.api.heard(channel, self.who.user, whole)
        there = {"thread_ts": thread} if thread else {}
        return await self.event({"type": "app_mention", **self._spoken(said, whole), **there})

    async def close(self, view: Json, *, all_of_them: bool = False) -> Answer | None:
        """Closes the form (or the whole stack); the app hears of it only with notify_on_close, else None."""
        payload = {
            **self._interaction("view_closed"), "view": self._with_state(self._screen(view), view),
            "is_cleared": all_of_them,
        }  # fmt: skip
        with self.api.lock:
            self.api.screens.clear(self.who.user) if all_of_them else self.api.screens.close(self.who.user, view["id"])
        return await self._deliver(Sent("interactive", payload)) if view["notify_on_close"] else None

    async def event(self, event: Mapping[str, Any], **envelope: Any) -> Answer:
        """Any event (user_change, tokens_revoked ...) in the envelope of the Events API, of which more may be given."""
        at, number = time.time(), next(_events)
        team, enterprise = self.who.installed_in, self.who.enterprise
        payload = {
            "token": "", "team_id": team, "context_team_id": team, "context_enterprise_id": enterprise,
            "api_app_id": SLACK_APP, "event": {"event_ts": self.api.new_ts(), **event},
            "type": "event_callback",
            "event_id": f"Ev{number:010d}", "event_time": int(at), "authorizations": [self._authorization()],
            "is_ext_shared_channel": self.who.is_stranger, "event_context": f"4-event-{number}", **envelope,
        }  # fmt: skip
        return await self._deliver(Sent("events_api", payload))

    async def redeliver(self, answer: Answer | None = None, retry: int = 1, reason: str = "http_timeout") -> Answer:
        """Slack sends the same once more (freshly signed): events say so in headers, all else looks the same."""
        again = answer or self.last
        assert again is not None, "nothing was sent yet"
        sent: Sent = again.sent
        return await self.door.deliver(sent, retry if sent.what == "events_api" else 0, reason)

    # How it goes over the wire.

    @property
    def _user_name(self) -> str:
        return self.who.name.split()[0].lower()

    async def _deliver(self, sent: Sent) -> Answer:
        self.last = answer = await self.door.deliver(sent)
        self.trouble = "" if self._in_time(answer) else TROUBLE
        return answer

    def _in_time(self, answer: Answer) -> bool:
        return answer.status == 200 and answer.elapsed <= DEADLINE

    async def _acted(self, thing: Message | Json, block_id: str, element: Json, state: Json) -> Answer:
        about = {"action_id": element["action_id"], "block_id": block_id, "action_ts": self.api.new_ts()}
        shown = {key: element[key] for key in ("text", "value", "style", "url", "placeholder") if key in element}
        where = self._on_message(thing) if isinstance(thing, Message) else self._on_view(thing)
        payload: Json = {
            **self._interaction("block_actions"), "trigger_id": self.api.new_trigger(self.who), **where,
            "actions": [about | {"type": element["type"]} | shown | state],
        }  # fmt: skip
        return await self._deliver(Sent("interactive", payload))

    def _on_message(self, message: Message) -> Json:
        hidden = bool(message.only_for)
        room = self.api.rooms.rooms[message.channel]
        name = "directmessage" if room.kind == "im" else room.name
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        body: Json = {} if hidden else {"message": {**message.raw(), "team": self.who.installed_in}}
        return {
            "container": {**container, "is_ephemeral": hidden}, "channel": {"id": message.channel, "name": name},
            **body, "state": {"values": {}},
            "response_url": self.api.new_response_url(self.who, message.channel, message),
        }  # fmt: skip

    def _on_view(self, view: Json) -> Json:
        container = {"type": "view", "view_id": view["id"]}
        if view["type"] == "home":
            return {"container": container, "view": view}
        return {"container": container, "view": self._with_state(self._screen(view), view)}

    def _interaction(self, kind: str) -> Json:
        """What every interactive payload has; `team` is the actor's own, and null in an org-wide installation."""
        team = None if self.who.org_wide else {"id": self.who.team, "domain": self.who.domain}
        user = {
            "id": self.who.user,
            "username": self._user_name,
            "name": self._user_name,
            "team_id": self.who.team,
        }
        enterprise = {"id": self.who.enterprise, "name": "Vendor group"} if self.who.enterprise else None
        return {
            "type": kind, "user": user, "api_app_id": SLACK_APP, "token": "", "team": team,
            "enterprise": enterprise,
            "is_enterprise_install": self.who.org_wide,
        }  # fmt: skip

    def _enterprise_of_command(self) -> Json:
        known = {"enterprise_id": self.who.enterprise, "enterprise_name": "Vendor group"}
        return known if self.who.enterprise else {}

    def _authorization(self) -> Json:
        team = None if self.who.org_wide else self.who.installed_in
        whose = {"enterprise_id": self.who.enterprise, "team_id": team, "user_id": SLACK_BOT_USER}
        return {**whose, "is_bot": True, "is_enterprise_install": self.who.org_wide}

    def _spoken(self, said: Message, text: str) -> Json:
        """A message event; from another organisation it also names that person's team."""
        words = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
        other = {"user_team": self.who.team, "source_team": self.who.team} if self.who.is_stranger else {}
        return {
            "user": self.who.user, "ts": said.ts, "event_ts": said.ts, "channel": said.channel, "text": text,
            "team": self.who.team, "client_msg_id": f"00000000-0000-4000-8000-{next(_events):012d}",
            "blocks": [{"type": "rich_text", "block_id": "rt", "elements": words}], **other,
        }  # fmt: skip

    # The form on the screen.

    def _screen(self, view: Json) -> Screen:
        screen = self.api.screen_of(self.who, view["id"])
        if screen is None:
            raise ClientRefuses(f"the form {view.get('callback_id')!r} is not on {self.who.name}'s screen any more")
        return screen

    def _type(self, screen: Screen, view: Json, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            found = field_named(view, name)
            state = filled(found, value, self.offered.get(found.block_id, ()))
            with self.api.lock:
                screen.typed[found.key] = state

    def _refuse_gaps(self, screen: Screen, view: Json) -> None:
        gaps = [f.block_id for f in fields_of(view) if not f.optional and is_empty(_held(screen, f))]
        if gaps:
            raise ClientRefuses(f"Slack's client asks for {gaps} before it sends anything")

    def _state(self, screen: Screen, view: Json) -> Json:
        values: dict[str, Json] = {}
        for found in fields_of(view):
            values.setdefault(found.block_id, {})[found.action_id] = _held(screen, found)
        return {"values": values}

    def _with_state(self, screen: Screen, view: Json) -> Json:
        return {**view, "state": self._state(screen, view)}

    def _submitted(self, view: Json, answer: Answer) -> Answer:
        """Shows what the answer asks for; an answer that is late or bad changes nothing but says so."""
        self.errors = {}
        if not self._in_time(answer):
            return answer
        unknown = set(answer.errors) - {block["block_id"] for block in view["blocks"]}
        assert not unknown, f"errors for blocks that are not there: {unknown}"
        self.errors = answer.errors
        self.api.apply(self.who, view["id"], answer.body)
        return answer


def _held(screen: Screen, found: Field) -> Json:
    return screen.typed.get(found.key) or initial(found)


def _names(element: Json) -> tuple[str, str]:
    text = element.get("text")
    return str(element.get("action_id", "")), str(text["text"]) if isinstance(text, dict) else ""


def _pressable(thing: Message | Json) -> list[str]:
    blocks: Iterator[Json] = iter(thing.blocks if isinstance(thing, Message) else thing["blocks"])
    return [_names(element)[1] or _names(element)[0] for block in blocks for element in elements_of(block)]


def _chosen(element: Json, value: Any) -> Json:
    if element["type"] == "overflow":
        options = [o for o in options_of(element) if value in (o["value"], o["text"]["text"])]
        if not options:
            raise ClientRefuses(
                f"no {value!r} in the menu; there are {[o['text']['text'] for o in options_of(element)]}"
            )
        return {"selected_option": options[0]}
    return {} if element["type"] == "button" else filled(Field("", element, optional=True, label=""), value)
