"""What an activity of Teams says: who asks what, where, and in which way the answer is awaited."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any
from unicodedata import category

from bot.arrivals import Arrival, Asked, Dropped, Message, Pressed, Sought, Typed
from bot.teams import cards, dialogs, queries
from bot.teams.cards import mapping, text_of
from bot.teams.guard import Accepted, tenants_of
from bot.teams.markup import in_lines, unescaped
from bot.teams.offered import offered
from bot.teams.quotes import replied_to, without_quotes
from bot.untrusted import visible
from domain.places import Identity, Place, Platform
from handlers.commands import says_something
from handlers.routes import FORMS
from storage.people import Known

TYPED = "typed"
"""The route of a button that asks again what was typed, now that a dialog can be opened."""
TYPED_LIMIT = 2000
"""Characters of a message that are read; what is no command needs fewer."""

_ACTIONS = {"deal-register": "deal-form", "deal-from-message": "deal-from-message"}
"""The message extension's actions by the button each is like; an action not named here has the button's own name."""
_VOLATILE = ("timestamp", "localTimestamp", "rawTimestamp", "rawLocalTimestamp")
_ENTITIES = 100
_AT = re.compile(r"</?at\b[^<>]{0,100}>", re.IGNORECASE)


class Way(Enum):
    """How the answer is awaited: as a message, on the pressed card, in a dialog, under the field typed into, or beside
    the message that is being written.
    """

    MESSAGE = auto()
    PRESS = auto()
    DIALOG = auto()
    SEARCH = auto()
    QUERY = auto()


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What came in, and where its answer goes.

    `conversation` is where it was asked, with the thread; `speaker` the sender's address (29:...), no identity.
    `targeted`: in a channel, but seen by its sender alone. `file` is the address of a dropped file.
    """

    arrival: Arrival
    way: Way
    conversation: str
    speaker: str
    targeted: bool = False
    file: str = ""

    @property
    def private(self) -> bool:
        """Whether only this person and Tandem see the conversation."""
        return self.arrival.place.private


def read_turn(accepted: Accepted) -> Turn | None:
    """None for what asks nothing of us; it never raises, whatever Teams will send one day."""
    activity = accepted.activity
    found = _asked(activity)
    if found is None:
        return None
    way, asked = found
    conversation, known, client = activity["conversation"]["id"], _known(accepted), _client(activity)
    arrival = Arrival(
        key=f"teams:{conversation}:{activity.get('id') or _hash(activity)}",
        digest=_digest(activity),
        known=known,
        place=Place(Platform.TEAMS, _house(activity), conversation, _is_personal(activity)),
        asked=asked,
        message=_written(activity) if isinstance(asked, Typed | Dropped) and way is Way.MESSAGE else None,
        locale=text_of(activity, "locale") or text_of(client, "locale"),
        zone=text_of(activity, "localTimezone") or text_of(client, "timezone"),
    )
    return Turn(
        arrival=arrival,
        way=way,
        conversation=conversation,
        speaker=activity["from"]["id"],
        targeted=_is_targeted(activity),
        file=(offered(activity) or ("", ""))[1] if isinstance(asked, Dropped) else "",
    )


# --- who and where ---


_OF_TWO = "@unq.gbl.spaces"
"""How the id of a chat of two people ends."""


def _known(accepted: Accepted) -> Known:
    """Without aadObjectId (other bots, anonymous guests of a meeting) it is nobody of any tenant.

    Somebody's personal chat is in their own tenant, also where they speak in a channel that another shares.
    """
    activity, tenant = accepted.activity, accepted.tenant.lower()
    user = text_of(activity["from"], "aadObjectId").lower()
    identity = Identity(Platform.TEAMS, tenant if user else "", user or activity["from"]["id"])
    return Known(
        identity=identity,
        conversation=activity["conversation"]["id"] if _is_personal(activity) else "",
        service=activity["serviceUrl"],
        host=tenant,
    )


def _house(activity: Mapping[str, Any]) -> str:
    """The tenant the conversation is in; a channel may be shared with the speaker's."""
    return next(reversed(tenants_of(activity)), "")


def _is_personal(activity: Mapping[str, Any]) -> bool:
    """With Tandem alone; what is asked beside a chat of two people comes from a conversation of theirs."""
    conversation = activity["conversation"]
    return conversation.get("conversationType") == "personal" and not conversation["id"].endswith(_OF_TWO)


def _digest(activity: Mapping[str, Any]) -> str:
    """The same for every delivery of the same activity."""
    return _hash({name: value for name, value in activity.items() if name not in _VOLATILE})


def _hash(thing: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(thing, sort_keys=True).encode()).hexdigest()


# --- what is asked ---


def _asked(activity: Mapping[str, Any]) -> tuple[Way, Asked] | None:
    match activity["type"]:
        case "message":
            asked = _message(activity)
            return (Way.MESSAGE, asked) if asked else None
        case "invoke":
            return _invoked(text_of(activity, "name"), activity.get("value"))
        case "installationUpdate" if activity.get("action") == "add":
            return Way.MESSAGE, Pressed("welcome" if _is_personal(activity) else "welcome-here")
        case _:
            return None


def _message(activity: Mapping[str, Any]) -> Asked | None:
    """In a channel or a group chat a bot answers only what is said to it."""
    value, text = activity.get("value"), without_quotes(activity.get("text") or "")
    if not text.strip() and cards.pressed(value).route:
        return _carried({"data": value})
    if _is_personal(activity) and (file := offered(activity)):
        return file[0]
    if _is_personal(activity) or _is_targeted(activity) or _own_mentions(activity):
        words = _words(text, _own_mentions(activity))
        if not words and _files(activity):  # a picture asks for nothing, unless it is to answer a question
            return Typed("") if replied_to(activity) else None
        return Typed(words or "help") if says_something(words) or not words else None
    return None


def _written(activity: Mapping[str, Any]) -> Message:
    """The whole of it, and the message that it quotes."""
    text = activity.get("text") or ""
    mentions = _own_mentions(activity)
    lines = (_words(line, mentions) for line in without_quotes(text)[:_LONGEST].splitlines())
    return Message("\n".join(lines).strip(), replied_to(activity), files=_files(activity))


def _files(activity: Mapping[str, Any]) -> bool:
    """Whether it brings anything but its own text, which Teams repeats as HTML."""
    brought = activity.get("attachments")
    kinds = [text_of(mapping(one), "contentType") for one in brought] if isinstance(brought, list) else []
    return any(kind != "text/html" for kind in kinds)


def _invoked(name: str, value: object) -> tuple[Way, Asked] | None:
    match name:
        case "adaptiveCard/action":
            return Way.PRESS, _pressed(value)
        case "task/fetch":
            return Way.DIALOG, _pressed(value)
        case "task/submit" | "composeExtension/submitAction":
            return Way.DIALOG, _carried(value)
        case "composeExtension/fetchTask":
            action = text_of(mapping(value), "commandId")
            return Way.DIALOG, Pressed(_ACTIONS.get(action, action), text=_message_of(mapping(value)))
        case "application/search":
            route, text = dialogs.suggestion(value)
            return Way.SEARCH, Sought(route, visible(text))
        case "composeExtension/query":
            route, text = queries.asked(value)
            return Way.QUERY, Sought(route, visible(text))
        case _:
            return None


def _carried(value: object) -> Asked:
    """A form that was sent, or a button of a card shown in a dialog: they arrive alike, the route tells."""
    form = dialogs.submitted(value)
    if form.route not in FORMS:
        return _pressed(value)
    values = {name: visible(text) for name, text in form.values.items()}
    return replace(form, values=values)


def _pressed(value: object) -> Asked:
    button = cards.pressed(value)
    if button.route == TYPED:
        return Typed(text_of(mapping(mapping(value).get("data")), "ref", TYPED_LIMIT) or "help")
    return Pressed(button.route, button.ref, button.version)


# --- the message that an action was chosen on ---

_LONGEST = 6000


def _message_of(value: Mapping[str, Any]) -> str:
    """Its words, line by line: learn.microsoft.com, messagePayload, whose body is HTML or text."""
    body = mapping(mapping(value.get("messagePayload")).get("body"))
    text = body.get("content")
    if not isinstance(text, str):
        return ""
    text = text[:_LONGEST]
    if body.get("contentType") != "text":
        text = unescaped(in_lines(text))
    lines = ("".join(map(_seen, line)) for line in text.splitlines())
    return "\n".join(" ".join(line.split()) for line in lines).strip()


# --- what was typed ---


def _words(text: str, mentions: Sequence[str]) -> str:
    """Without the mention of us, marks and what shows nothing; people who are mentioned keep their names."""
    text = text[:TYPED_LIMIT]
    for mention in filter(None, mentions):
        text = text.replace(mention, " ")
    text = unescaped(_AT.sub("", text))
    seen = text if text.isprintable() else "".join(map(_seen, text))
    return " ".join(seen.split()).lstrip("/ ")


def _seen(sign: str) -> str:
    match category(sign):
        case "Cf" | "Cs":
            return ""
        case "Cc":
            return " "
        case _:
            return sign


def _own_mentions(activity: Mapping[str, Any]) -> list[str]:
    """How the text writes each mention of us."""
    own = mapping(activity.get("recipient")).get("id")
    mentions = (entity for entity in _entities(activity) if entity.get("type") == "mention")
    ours = (entity for entity in mentions if own and mapping(entity.get("mentioned")).get("id") == own)
    return [text_of(entity, "text", TYPED_LIMIT) for entity in ours]


def _is_targeted(activity: Mapping[str, Any]) -> bool:
    return mapping(activity.get("recipient")).get("isTargeted") is True


def _client(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((entity for entity in _entities(activity) if entity.get("type") == "clientInfo"), {})


def _entities(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    said = activity.get("entities")
    return [mapping(entity) for entity in said[:_ENTITIES]] if isinstance(said, list) else []
