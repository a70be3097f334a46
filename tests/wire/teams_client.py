"""A person at Teams: sends what Teams sends for what the person does, and sees what Teams then shows."""

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from .answers import Answer, post
from .cards import button_named, filled_in, inputs_of, parts
from .connector import Connector
from .payloads import TEAMS_BOT, TeamsIdentity
from .server import ClientRefuses, Json
from .teams_rooms import ADAPTIVE, FILE_CONSENT, Conversation, Posted

DEADLINE = 30.0
"""Seconds a client waits for the answer to an invoke; learn.microsoft.com, "respond to task module
submit".
"""

TROUBLE = "Unable to reach app. Please try again."
BOT_NAME = "Tandem"

_numbers = itertools.count(1)

THUMBNAIL = "application/vnd.microsoft.card.thumbnail"


@dataclass(frozen=True)
class Dialog:
    """A form on the screen; `command` names the message-extension action it came from, "" for a card's
    button.
    """

    title: str
    card: Json
    command: str = ""


@dataclass
class TeamsUser:
    """One person in front of Teams. Every act gives the app's Answer; `dialog`, `said` and `trouble` are the screen."""

    connector: Connector
    who: TeamsIdentity
    app: str
    channel: Conversation | None = None
    """Where mention() and a message-extension action happen; else the personal chat."""
    last: Answer | None = None
    said: str = ""
    """What the bot answered as a plain sentence to the last invoke, or ""."""
    trouble: str = ""
    _dialog: Dialog | None = None
    _seen: dict[str, Json] = field(default_factory=dict)
    _offered: dict[str, Sequence[Json]] = field(default_factory=dict)

    # What the person sees.

    @property
    def dialog(self) -> Dialog:
        """The form on the screen."""
        assert self._dialog, (
            f"{self.who.name} has no dialog open; trouble: {self.trouble or 'none'}; said: {self.said!r}"
        )
        return self._dialog

    @property
    def sees_a_dialog(self) -> bool:
        return self._dialog is not None

    @property
    def messages(self) -> list[Posted]:
        """What the bot wrote to this person alone, the latest version of each; oldest first."""
        return self.connector.messages_to(self.who)

    @property
    def card(self) -> Posted:
        return self.connector.last_card(self.who)

    def seen(self, posted: Posted) -> Json:
        """The card of a message as this person sees it: the answer to the own press, until the message changes."""
        found = self._seen.get(f"{posted.id}/{posted.version}") or posted.card
        assert found is not None, f"message {posted.id} has no card"
        return found

    # What the person does.

    async def say(self, text: str, *, quoting: str = "") -> Answer:
        """Writes to the bot in the personal chat, as an answer to the message `quoting`."""
        message = self._message(self._own_chat(), text)
        return await self._send(quoted(message, quoting) if quoting else message)

    async def drop(self, *files: Json, text: str = "") -> Answer:
        """Drops files, as connector.share() made them, in the personal chat."""
        message = self._message(self._own_chat(), text)
        return await self._send({**message, "attachments": list(files)})

    async def consents(self, posted: Posted, *, takes: bool = True, **upload: Any) -> Answer:
        """Presses Allow or Decline on the card that offers a file; `upload` bends what Teams says of where it goes."""
        card = posted.attached(FILE_CONSENT)
        assert card, f"no file is offered by {posted.everything}"
        context = card["content"]["acceptContext" if takes else "declineContext"]
        value: Json = {"type": "fileUpload", "action": "accept" if takes else "decline", "context": context}
        if takes:
            value["uploadInfo"] = {**self.connector.upload_info(card["name"]), **upload}
        return await self._send(self._invoke("fileConsent/invoke", value, self._own_chat(), posted.id))

    async def mention(self, text: str, *, thread: str = "") -> Answer:
        """Writes `@Tandem text` as a new thread in the channel, or in the thread of this message."""
        assert self.channel is not None, "TeamsUser(channel=...) says where"
        mention = {
            "mentioned": {"id": TEAMS_BOT, "name": BOT_NAME},
            "text": f"<at>{BOT_NAME}</at>",
            "type": "mention",
        }
        activity = self._message(self.channel, f"<at>{BOT_NAME}</at>&nbsp;{text}\n")
        if thread:
            there = {**activity["conversation"], "id": f"{self.channel.id};messageid={thread}"}
            activity = {**activity, "conversation": there, "replyToId": thread}
        return await self._send({**activity, "entities": [mention, *activity["entities"]]})

    async def press(self, thing: Posted | Json, title: str, values: Mapping[str, Any] | None = None) -> Answer:
        """Presses a button of a message's card (by title, id or verb); `values` fills in the inputs beside it."""
        card = self.seen(thing) if isinstance(thing, Posted) else thing
        button = button_named(card, title)
        inputs = {} if button.get("associatedInputs") == "none" else filled_in(card, values or {}, self._offered)
        data = {**_data(button), **inputs}
        place = self._place(thing)
        match button["type"]:
            case "Action.Execute":
                return await self._execute(place, thing, button, data)
            case "Action.Submit" if (data.get("msteams") or {}).get("type") == "task/fetch":
                value = {"data": data, "context": {"theme": "default"}}
                return await self._dialogue(self._invoke("task/fetch", value, place, _id_of(thing)), "")
            case "Action.Submit":
                return await self._send({**self._message(place, None), "value": data, "replyToId": _id_of(thing)})
            case other:
                raise ClientRefuses(f"{other} tells the bot nothing")

    async def submit(self, dialog: Dialog, values: Mapping[str, Any] | None = None, title: str | None = None) -> Answer:
        """Fills in and sends the dialog; what is not named keeps what it holds. `title` chooses among its buttons."""
        data = {
            **_data(_submit_button(dialog.card, title)),
            **filled_in(dialog.card, values or {}, self._offered),
        }
        context: Json = {"data": data, "context": {"theme": "default"}}
        if dialog.command:
            value = {"commandId": dialog.command, "commandContext": "compose", **context}
            return await self._dialogue(self._invoke("composeExtension/submitAction", value), dialog.command)
        return await self._dialogue(self._invoke("task/submit", context), "")

    async def fetch_action(self, command_id: str) -> Answer:
        """Chooses an action of the message extension; it may open a dialog at once."""
        value = {"commandId": command_id, "commandContext": "compose", "context": {"theme": "default"}}
        return await self._dialogue(self._invoke("composeExtension/fetchTask", value), command_id)

    async def message_action(self, command_id: str, content: str) -> Answer:
        """Chooses an action of the message extension in a message's menu."""
        payload = {
            "id": "1640995200000",
            "from": {"user": {"id": "somebody", "displayName": "Somebody", "userIdentityType": "aadUser"}},
            "body": {"contentType": "html", "content": content},
            "attachments": [],
            "mentions": [],
        }
        value = {"commandId": command_id, "commandContext": "message", "messagePayload": payload}
        return await self._dialogue(self._invoke("composeExtension/fetchTask", value), command_id)

    async def find(self, command_id: str, text: str) -> list[Json]:
        """Searches beside a message; each result has a preview and the card that it would put there."""
        typed = {"name": "words", "value": text} if text else {"name": "initialRun", "value": "true"}
        value: Json = {"commandId": command_id, "parameters": [typed], "queryOptions": {"skip": 0, "count": 25}}
        answer = await self._send(self._invoke("composeExtension/query", value))
        assert self._in_time(answer), answer
        found = answer.body["composeExtension"]
        assert (found["type"], found["attachmentLayout"]) == ("result", "list")
        for one in found["attachments"]:
            assert (one["contentType"], one["preview"]["contentType"]) == (ADAPTIVE, THUMBNAIL)
            self._check(one["content"])
        return list(found["attachments"])

    async def type_ahead(self, dialog: Dialog | Json, dataset: str, text: str) -> Answer:
        """Types into a choice that is searched for; what is offered can then be chosen in submit()."""
        card = dialog.card if isinstance(dialog, Dialog) else dialog
        names = [name for name, part in inputs_of(card).items() if _query(part).get("dataset") == dataset]
        if not names:
            raise ClientRefuses(f"no input searches {dataset!r}")
        options = {"skip": 0, "top": 15}
        value: Json = {"queryText": text, "queryOptions": options, "dataset": dataset}
        if _query(inputs_of(card)[names[0]]).get("associatedInputs") == "auto":
            value["data"] = {name: part.get("value", "") for name, part in inputs_of(card).items() if name not in names}
        answer = await self._send(self._invoke("application/search", value))
        if self._in_time(answer):
            assert len(answer.results) <= 15, f"{len(answer.results)} results; Teams shows 15"
            self._offered.update(dict.fromkeys(names, answer.results))
        return answer

    def pick(self, dialog: Dialog, name: str) -> None:
        """Teams itself offers the people of the tenant, by their object id; the bot is not asked."""
        people = [person for person in self.connector.known.values() if person.tenant == self.who.tenant]
        self._offered[name] = [{"title": person.name, "value": person.aad} for person in people]
        assert not inputs_of(dialog.card)[name].get("isMultiSelect")

    def close_dialog(self) -> None:
        """Teams tells the bot nothing."""
        self._dialog = None

    async def installed(self) -> Answer:
        """Adds the app to the personal chat: Teams tells it twice over."""
        self.connector.block(self.who, blocked=False)
        await self._send({**self._activity("installationUpdate", self._own_chat()), "action": "add"})
        bot = {"membersAdded": [{"id": TEAMS_BOT}]}
        return await self._send({**self._activity("conversationUpdate", self._own_chat()), **bot})

    async def adds_to_channel(self) -> Answer:
        """Adds the app to the team whose channel is open: Teams tells it twice over."""
        assert self.channel, "no channel is open"
        await self._send({**self._activity("installationUpdate", self.channel), "action": "add"})
        bot = {"membersAdded": [{"id": TEAMS_BOT}]}
        return await self._send({**self._activity("conversationUpdate", self.channel), **bot})

    async def removed(self) -> Answer:
        """Removes the app; from then on the Connector refuses what is written to this person."""
        answer = await self._send({**self._activity("installationUpdate", self._own_chat()), "action": "remove"})
        self.connector.block(self.who)
        return answer

    async def redeliver(self, answer: Answer | None = None) -> Answer:
        """Teams sends the same activity once more, with another token."""
        again = answer or self.last
        assert again is not None, "nothing was sent yet"
        return await self.deliver(again.sent)

    async def deliver(self, activity: Json, token: str | None = None) -> Answer:
        """POST {app}/api/messages of any activity; another token for forged ones."""
        bearer = self.connector.token() if token is None else token
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
        }
        whole = {**headers, **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
        return await post(f"{self.app.rstrip('/')}/api/messages", json.dumps(activity).encode(), whole, activity)

    # How it goes over the wire.

    def _own_chat(self) -> Conversation:
        return self.connector.personal(self.who)

    def _place(self, thing: Posted | Json) -> Conversation:
        return self.connector.rooms.get(thing.conversation) if isinstance(thing, Posted) else self._own_chat()

    def _activity(self, kind: str, place: Conversation) -> Json:
        """What every activity has; `tenant` in it is where the person acts from."""
        now, number = datetime.now(UTC), next(_numbers)
        local = now.astimezone(ZoneInfo(self.who.zone)).isoformat(timespec="milliseconds")
        thread = "" if place.kind == "personal" else f";messageid={1760000000000 + number}"
        about = {"conversationType": place.kind, "tenantId": place.tenant, "id": place.id + thread}
        group = {"isGroup": True} if place.kind != "personal" else {}
        return {
            "type": kind, "id": f"f:{number:08d}-0000-4000-8000-000000000000", "channelId": "msteams",
            "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "localTimestamp": local,
            "localTimezone": self.who.zone, "serviceUrl": self.connector.service_url,
            "locale": self.who.locale,
            "from": {"id": self.who.user, "name": self.who.name, "aadObjectId": self.who.aad},
            "conversation": {**about, **group}, "recipient": {"id": TEAMS_BOT, "name": BOT_NAME},
            "entities": [self._client_info()], "channelData": self._channel_data(place),
        }  # fmt: skip

    def _client_info(self) -> Json:
        about = {"locale": self.who.locale, "country": self.who.country, "timezone": self.who.zone}
        return {**about, "platform": "Web", "type": "clientInfo"}

    def _channel_data(self, place: Conversation) -> Json:
        tenant = {"tenant": {"id": self.who.tenant}}
        if place.kind == "personal":
            return tenant
        team = {"teamsChannelId": place.id, "teamsTeamId": place.id, "team": {"id": place.id}}
        kind = {"type": "shared"} if place.shared else {}
        return {**team, "channel": {"id": place.id, **kind}, **tenant}

    def _message(self, place: Conversation, text: str | None) -> Json:
        words = {} if text is None else {"text": text, "textFormat": "plain"}
        return {**self._activity("message", place), **words}

    def _invoke(self, name: str, value: Json, place: Conversation | None = None, about: str = "") -> Json:
        reply = {"replyToId": about} if about else {}
        place = place or (self.channel if name.startswith("composeExtension") else None) or self._own_chat()
        return {**self._activity("invoke", place), "name": name, "value": value, **reply}

    async def _send(self, activity: Json) -> Answer:
        self.last = answer = await self.deliver(activity)
        self.trouble, self.said = "" if self._in_time(answer) else TROUBLE, ""
        return answer

    def _in_time(self, answer: Answer) -> bool:
        return answer.ok and answer.elapsed <= DEADLINE

    # What an answer does to the screen.

    async def _execute(self, place: Conversation, thing: Posted | Json, button: Json, data: Json) -> Answer:
        """adaptiveCard/action: the card in the answer is seen by this person alone."""
        action = {
            "type": "Action.Execute",
            "title": button.get("title", ""),
            "verb": button.get("verb", ""),
            "data": data,
        }
        value = {"action": {**action, "id": button.get("id", "")}, "trigger": "manual"}
        answer = await self._send(self._invoke("adaptiveCard/action", value, place, _id_of(thing)))
        if not self._in_time(answer) or not answer.body:
            return answer
        shown = answer.body.get("value")
        match answer.body.get("type"):
            case kind if kind == ADAPTIVE:
                assert isinstance(shown, dict), "an adaptive card must be an object"
                self._check(shown)
                self._see(thing, shown)
            case "application/vnd.microsoft.activity.message":
                self.said = str(shown)
            case "application/vnd.microsoft.error":
                self.trouble = str(shown)
            case other:
                raise AssertionError(f"Teams knows no answer of type {other!r}")
        return answer

    def _see(self, thing: Posted | Json, card: Json) -> None:
        """The message may have been amended meanwhile; the answer goes onto what is there now."""
        if isinstance(thing, Posted):
            now = self.connector.rooms.find(thing.conversation, thing.id) or thing
            self._seen[f"{now.id}/{now.version}"] = card

    async def _dialogue(self, activity: Json, command: str) -> Answer:
        """Shows what the answer to an invoke about dialogs asks for; a late or bad one changes nothing but says so."""
        answer = await self._send(activity)
        if not self._in_time(answer):
            return answer
        task = answer.body.get("task")
        match task:
            case None:
                self._dialog = None
            case {"type": "continue", "value": value}:
                card = value["card"]["content"]
                assert value["card"]["contentType"] == ADAPTIVE, "a dialog holds an adaptive card"
                self._check(card)
                self._dialog, self._offered = Dialog(str(value.get("title", "")), card, command), {}
            case {"type": "message", "value": said}:
                self._dialog, self.said = None, str(said)
            case other:
                raise AssertionError(f"Teams knows no task {other!r}")
        return answer

    def _check(self, card: Json) -> None:
        assert not self.connector.card_faults(card), self.connector.card_faults(card)


def quoted(message: Json, about: str) -> Json:
    """As the clients of 2026 send it: learn.microsoft.com, QuotedReplyEntity."""
    quote = {"messageId": about, "senderId": TEAMS_BOT, "preview": "A question", "validatedMessageReference": True}
    entity = {"type": "quotedReply", "quotedReply": quote}
    words = f'<quoted messageId="{about}"/> {message["text"]}'
    return {**message, "text": words, "entities": [entity, *message["entities"]]}


def _data(button: Json) -> Json:
    data = button.get("data")
    return dict(data) if isinstance(data, dict) else {}


def _submit_button(card: Json, title: str | None) -> Json:
    found = [part for part in parts(card) if part["type"] in ("Action.Submit", "Action.Execute")]
    if title is not None:
        # The button that shows a question may have the label of its yes.
        return next((part for part in found if part.get("title") == title), None) or button_named(card, title)
    if not found:
        raise ClientRefuses("the dialog has no button that submits")
    return found[0]


def _query(part: Json) -> Json:
    return dict(part.get("choices.data") or {})


def _id_of(thing: Posted | Json) -> str:
    return thing.id if isinstance(thing, Posted) else ""
