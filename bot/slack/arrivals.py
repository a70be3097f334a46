"""What Slack sends, as Arrivals: who acts, for which workspace, where, and what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.arrivals import Arrival, Asked, Dropped, Message, Pressed, Sent, Sought, Typed
from bot.slack.blocks import LEADS, route_of, unpack
from bot.slack.came import Came, Way
from bot.slack.files import offered
from bot.slack.modals import submitted, suggestion
from bot.slack.words import whole, without_people, written
from domain.places import Identity, Place, Platform
from handlers.commands import says_something
from handlers.routes import FORMS
from storage.installations import Installation
from storage.people import Known

Payload = Mapping[str, Any]

_SAID = frozenset({"", "thread_broadcast"})
"""Subtypes of what people say: docs.slack.dev/reference/events/message; a reply can be shown outside its thread too."""
_ANYBODY = "[UW][A-Z0-9]+"


@dataclass(frozen=True, kw_only=True)
class _Sender:
    tenant: str
    user: str
    hosts: tuple[str, ...]


def read(payload: Payload, digest: str) -> Came | None:
    """What is asked, or None where nothing is: a form was closed, somebody else's message, an unknown event.

    The tenant of the identity is the *user's* enterprise, else their workspace; "" where Slack does not say, which
    makes them a stranger.
    """
    if "command" in payload:
        return _command(payload, digest)
    match payload.get("type"):
        case "event_callback":
            return _event(payload, digest)
        case "block_actions":
            return _press(payload, digest)
        case "view_submission":
            return _submission(payload, digest)
        case "block_suggestion":
            return _came(_actor(payload), Way.SEARCH, Sought(*suggestion(payload)), "", digest)
        case "shortcut" | "message_action":
            return _shortcut(payload, digest)
    return None


def installing(by: Installation) -> Came:
    """Somebody has just installed Tandem there: it introduces itself to them, in the chat of their own."""
    sender = _Sender(tenant=by.enterprise or by.host, user=by.installed_by, hosts=(by.host,))
    key = f"installed:{by.host}:{by.installed_by}:{by.at.isoformat()}"
    return _came(sender, Way.MESSAGE, Pressed("welcome"), key, key)


def _came(sender: _Sender, way: Way, asked: Asked, key: str, digest: str, channel: str = "", **more: str) -> Came:
    host = sender.hosts[0] if sender.hosts else ""
    private = way not in {Way.COMMAND, Way.MENTION, Way.PRESS} or (way is Way.PRESS and channel.startswith("D"))
    arrival = Arrival(
        key=f"slack:{key}",
        digest=digest,
        known=Known(identity=Identity(Platform.SLACK, sender.tenant, sender.user), host=host),
        place=Place(Platform.SLACK, host, channel, private),
        asked=asked,
    )
    return Came(arrival=arrival, way=way, hosts=sender.hosts, **more)


# --- commands ---


def _command(payload: Payload, digest: str) -> Came:
    """A command is only heard from the workspace of whoever types it, so its team is the person's own."""
    team, enterprise = _text(payload.get("team_id")), _text(payload.get("enterprise_id"))
    sender = _Sender(tenant=enterprise or team, user=_text(payload.get("user_id")), hosts=_some(team, enterprise))
    # "/acme-deal": `tandem manifest slack --prefix acme` made it of "/deal".
    name = _text(payload.get("command")).lstrip("/").rpartition("-")[2]
    return _came(
        sender,
        Way.COMMAND,
        Typed(f"{name} {written(_text(payload.get('text')))}".strip()),
        _text(payload.get("trigger_id")),
        digest,
        _text(payload.get("channel_id")),
        trigger=_text(payload.get("trigger_id")),
        response_url=_text(payload.get("response_url")),
    )


# --- events ---


def _event(payload: Payload, digest: str) -> Came | None:
    event = _mapping(payload.get("event"))
    key, sender = _text(payload.get("event_id")), _author(payload, event)
    match event.get("type"):
        case "app_home_opened" if event.get("tab") == "home":
            return _came(sender, Way.TAB, Pressed("home"), key, digest)
        case "app_home_opened" if event.get("tab") == "messages":
            return _came(sender, Way.MESSAGE, Pressed("welcome"), key, digest, _text(event.get("channel")))
        case "message" if event.get("channel_type") == "im" and _is_said(payload, event, files=True):
            if file := offered(event):
                return _dropped(sender, *file, key, digest, event)
            text, way = _text(event.get("text")), Way.MESSAGE
            if event.get("files") and not text.strip() and not event.get("thread_ts"):
                return None
        case "app_mention" if _is_said(payload, event):
            text, way = _behind_mention(_text(event.get("text")), _bot(payload)), Way.MENTION
        case _:
            return None
    if text.strip() and not says_something(text):
        return None
    alone = event.get("files") and not text.strip()  # a picture asks for nothing, unless it is to answer a question
    asked, channel = Typed("" if alone else written(text) or "help"), _text(event.get("channel"))
    found = _came(sender, way, asked, key, digest, channel, thread=_text(event.get("thread_ts")))
    return _as_message(found, text, event)


def _as_message(came: Came, text: str, event: Payload) -> Came:
    """With the whole of it, and the message in whose thread it stands."""
    to = came.thread if came.thread != event.get("ts") else ""
    message = Message(whole(text), to, files=bool(event.get("files")))
    return replace(came, arrival=replace(came.arrival, message=message))


def _dropped(sender: _Sender, dropped: Dropped, file: str, key: str, digest: str, event: Payload) -> Came:
    channel, thread = _text(event.get("channel")), _text(event.get("thread_ts"))
    found = _came(sender, Way.MESSAGE, dropped, key, digest, channel, thread=thread, file=file)
    return _as_message(found, _text(event.get("text")), event)


def _is_said(payload: Payload, event: Payload, *, files: bool = False) -> bool:
    """By a person, and now: no bot's message and none of ours, no edit, no deletion; with `files`, if that will do."""
    user = _text(event.get("user"))
    odd = any(event.get(mark) for mark in ("bot_id", "edited", "hidden"))
    usual = {"file_share", *_SAID} if files else _SAID
    return bool(user) and user != _bot(payload) and not odd and (event.get("subtype") or "") in usual


def _author(payload: Payload, event: Payload) -> _Sender:
    """Who wrote or did it; `user_team` is there for people of other organisations only."""
    authorization = _authorization(payload)
    enterprise = _text(authorization.get("enterprise_id")) or _text(payload.get("enterprise_id"))
    teams = _some(_text(authorization.get("team_id")), _text(payload.get("team_id")))
    hosts = _some(*teams, enterprise)
    elsewhere, outside = _text(event.get("user_team")), bool(payload.get("is_ext_shared_channel"))
    team = elsewhere or _text(event.get("team"))
    if not team:
        tenant = "" if outside else enterprise or next(iter(teams), "")
    elif team in {*teams, enterprise} or not (elsewhere or outside):
        tenant = enterprise or team
    else:
        tenant = team
    return _Sender(tenant=tenant, user=_text(event.get("user")), hosts=hosts)


def _authorization(payload: Payload) -> Payload:
    found = payload.get("authorizations")
    return _mapping(found[0]) if isinstance(found, list) and found else {}


def _bot(payload: Payload) -> str:
    authorization = _authorization(payload)
    return _text(authorization.get("user_id")) if authorization.get("is_bot") else ""


def _behind_mention(text: str, bot: str) -> str:
    """What follows the mention of Tandem; where nothing does, what stands before it."""
    before, *after = re.split(rf"<@{re.escape(bot) if bot else _ANYBODY}(?:\|[^>]*)?>", text, maxsplit=1)
    return next((part for part in (*after, before) if part.strip()), "")


# --- interactions ---


def _actor(payload: Payload) -> _Sender:
    user, view = _mapping(payload.get("user")), _mapping(payload.get("view"))
    team, home, enterprise = _text(user.get("team_id")), _id(payload, "team"), _id(payload, "enterprise")
    # In an organisation-wide installation `team` is null; the enterprise is then the actor's.
    own = bool(enterprise and team) and (not home or team in {home, enterprise})
    hosts = _some(
        _text(view.get("app_installed_team_id")),
        _text(_mapping(payload.get("message")).get("team")),
        home,
        team,
        enterprise,
    )
    # Slack documents no team of whoever uses a message shortcut (docs.slack.dev, shortcuts payload): somebody from
    # elsewhere has no account by that name either.
    unnamed = payload.get("type") == "message_action" and not team
    tenant = enterprise if own else (enterprise or home) if unnamed else team
    return _Sender(tenant=tenant, user=_text(user.get("id")), hosts=hosts)


def _press(payload: Payload, digest: str) -> Came | None:
    actions = payload.get("actions")
    action = _mapping(actions[0]) if isinstance(actions, list) and actions else {}
    if action.get("type") != "button":  # what is picked in a form comes when the form is sent
        return None
    if route_of(action.get("action_id")) == LEADS:  # it has opened an address; there is nothing to answer
        return None
    view, container = _mapping(payload.get("view")), _mapping(payload.get("container"))
    route, modal = route_of(action.get("action_id")), view.get("type") == "modal"
    # A form's second way to be sent: it takes what was typed so far.
    asked = _sent(view, route) if modal and route in FORMS else Pressed(route, *unpack(action.get("value")))
    return _came(
        _actor(payload),
        Way.MODAL if modal else Way.SCREEN if view else Way.PRESS,
        asked,
        _text(payload.get("trigger_id")),
        digest,
        _id(payload, "channel") or _text(container.get("channel_id")),
        trigger=_text(payload.get("trigger_id")),
        response_url=_text(payload.get("response_url")),
        view=_text(view.get("id")),
        message="" if container.get("is_ephemeral") else _text(container.get("message_ts")),
    )


def _submission(payload: Payload, digest: str) -> Came:
    view, trigger = _mapping(payload.get("view")), _text(payload.get("trigger_id"))
    sent = _sent(view, _text(view.get("callback_id")))
    return _came(_actor(payload), Way.SUBMISSION, sent, trigger, digest, trigger=trigger, view=_text(view.get("id")))


def _sent(view: Payload, route: str) -> Sent:
    return replace(submitted(view), route=route)


def _shortcut(payload: Payload, digest: str) -> Came:
    """Of a message too, whose text then comes along."""
    trigger, message = _text(payload.get("trigger_id")), _mapping(payload.get("message"))
    asked = Pressed(_text(payload.get("callback_id")), text=without_people(_text(message.get("text"))))
    return _came(_actor(payload), Way.SCREEN, asked, trigger, digest, trigger=trigger)


# --- reading ---


def _id(payload: Payload, name: str) -> str:
    return _text(_mapping(payload.get(name)).get("id"))


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _mapping(thing: object) -> Payload:
    return thing if isinstance(thing, Mapping) else {}


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""
