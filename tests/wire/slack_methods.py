"""What Slack's Web API methods do to its conversations and screens, and when they refuse."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .payloads import SLACK_BOT, SLACK_BOT_USER, SlackIdentity
from .server import Json
from .slack_limits import message_faults, view_faults
from .slack_rooms import Message, Rooms, SlackError
from .slack_screens import Screens
from .slack_uploads import Uploads


@dataclass
class Slack:
    """Not locked: the server that owns it holds its lock."""

    tokens: Mapping[str, str]
    known: dict[str, SlackIdentity]
    rooms: Rooms
    screens: Screens
    schemas: Path | None
    seconds_between_posts: float

    def __post_init__(self) -> None:
        self._last_post: dict[str, float] = {}
        self.refused: dict[str, str] = {}
        self.twins: dict[tuple[str, str], SlackIdentity] = {}
        self.unfetched: set[str] = set()
        """Pictures that it cannot fetch."""
        self.team = ""
        self.uploads = Uploads(self.rooms)

    def call(self, method: str, token: str, args: Json) -> Json:
        """What Slack answers besides `ok: true`; raises SlackError."""
        if not token:
            raise SlackError("not_authed")
        if token in self.refused:
            raise SlackError(self.refused[token])
        if token not in self.tokens:
            raise SlackError("invalid_auth")
        if method == "auth.test":
            return self._auth_test(token)
        if method == "auth.revoke":
            self.refused[token] = "token_revoked"
            return {"revoked": True}
        self.team = self.tokens[token]
        act = self._methods.get(method)
        if act is None:
            raise SlackError("unknown_method")
        return act(args)

    @property
    def _methods(self) -> Mapping[str, Callable[[Json], Json]]:
        return {
            "chat.postMessage": self._post, "chat.update": self._update, "chat.delete": self._delete,
            "chat.postEphemeral": self._whisper, "conversations.open": self._open_direct,
            "conversations.history": self._history, "conversations.info": self._info,
            "conversations.members": self._members,
            "files.getUploadURLExternal": self._upload_url, "files.completeUploadExternal": self._complete,
            "users.info": self._user,
            "users.lookupByEmail": self._lookup, "views.open": self._view_open, "views.push": self._view_push,
            "views.update": self._view_update, "views.publish": self._publish,
        }  # fmt: skip

    # chat.*

    def _post(self, args: Json) -> Json:
        channel = self._channel(args)
        if len(args.get("text", "")) > 40_000:
            raise SlackError("msg_too_long")
        self._check_message(args)
        self.rooms.writable(channel)
        self._pace(channel)
        message = self.rooms.post(
            channel, SLACK_BOT_USER, args.get("text", ""), args.get("blocks") or (), args.get("metadata"),
            args.get("thread_ts", ""),
        )  # fmt: skip
        return {"channel": channel, "ts": message.ts, "message": message.raw()}

    def _update(self, args: Json) -> Json:
        """What is not given stays, but blocks go when only text comes, as in Slack."""
        if len(args.get("text", "")) > 4_000:
            raise SlackError("msg_too_long")
        self._check_message(args)
        changes = {"text": args.get("text", ""), "blocks": args.get("blocks") or ()}
        if "metadata" in args:
            changes["metadata"] = args["metadata"]
        message = self.rooms.edit(args["channel"], args.get("ts", ""), SLACK_BOT_USER, **changes)
        return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message.raw()}

    def _delete(self, args: Json) -> Json:
        self.rooms.delete(args.get("channel", ""), args.get("ts", ""), SLACK_BOT_USER)
        return {"channel": args["channel"], "ts": args["ts"]}

    def _whisper(self, args: Json) -> Json:
        self._check_message(args)
        message = self.rooms.post(
            self._channel(args), SLACK_BOT_USER, args.get("text", ""), args.get("blocks") or (),
            only_for=args.get("user", "?"),
        )  # fmt: skip
        return {"message_ts": message.ts}

    def _upload_url(self, args: Json) -> Json:
        return self.uploads.begin(args)

    def _complete(self, args: Json) -> Json:
        faults = message_faults({"blocks": args.get("blocks") or []}, self.schemas)
        if faults:
            raise SlackError("invalid_blocks", [f"[ERROR] {fault}" for fault in faults])
        return self.uploads.complete(args)

    def _channel(self, args: Json) -> str:
        """A user's id stands for the conversation of the bot with that user."""
        channel = str(args.get("channel", ""))
        return self.rooms.direct(self.known[channel]).id if channel in self.known else channel

    def _check_message(self, args: Json) -> None:
        if not args.get("text") and not args.get("blocks"):
            raise SlackError("no_text")
        faults = message_faults(args, self.schemas)
        if faults:
            raise SlackError("invalid_blocks", [f"[ERROR] {fault}" for fault in faults])
        for at, block in enumerate(args.get("blocks") or ()):
            if block.get("image_url") in self.unfetched:
                raise SlackError(
                    "invalid_blocks", [f"[ERROR] downloading image failed [json-pointer:/blocks/{at}/image_url]"]
                )

    def _pace(self, channel: str) -> None:
        now = time.monotonic()
        if now - self._last_post.get(channel, -1e9) < self.seconds_between_posts:
            raise SlackError("ratelimited")
        self._last_post[channel] = now

    # conversations.*, users.*, auth.test

    def _open_direct(self, args: Json) -> Json:
        names = str(args.get("users", "")).split(",")
        if len(names) != 1 or not names[0]:
            raise SlackError("users_list_not_supplied")
        return {"channel": {"id": self.rooms.direct(self._person(names[0])).id}}

    def _history(self, args: Json) -> Json:
        room = self.rooms.rooms.get(args.get("channel", ""))
        if room is None:
            raise SlackError("channel_not_found")
        limit, metadata = int(args.get("limit", 100)), true(args.get("include_all_metadata"))
        oldest, latest = str(args.get("oldest", "")), str(args.get("latest", ""))
        messages, more = self.rooms.history(room.id, oldest, latest, limit)
        return {"messages": [m.raw(with_metadata=metadata) for m in messages], "has_more": more}

    def _info(self, args: Json) -> Json:
        room = self.rooms.rooms.get(args.get("channel", ""))
        if room is None:
            raise SlackError("channel_not_found")
        kind = {
            "is_im": room.kind == "im",
            "is_private": room.kind == "private",
            "is_archived": room.archived,
        }
        return {
            "channel": {
                "id": room.id,
                "name": room.name,
                "is_ext_shared": room.shared,
                "is_org_shared": room.across,
                "shared_team_ids": list(room.teams),
                **({"conversation_host_id": room.teams[0]} if room.teams else {}),
                **kind,
            }
        }

    def _members(self, args: Json) -> Json:
        """A page of them; the cursor is where the next one begins."""
        room = self.rooms.rooms.get(args.get("channel", ""))
        if room is None:
            raise SlackError("channel_not_found")
        start, size = int(args.get("cursor") or 0), int(args.get("limit") or 100)
        members = sorted(room.members)
        more = str(start + size) if start + size < len(members) else ""
        return {"members": members[start : start + size], "response_metadata": {"next_cursor": more}}

    def _person(self, name: str) -> SlackIdentity:
        if name not in self.known:
            raise SlackError("user_not_found")
        return self.known[name]

    def _user(self, args: Json) -> Json:
        twin = self.twins.get((self.team, args.get("user", "")))
        person = twin or self._person(args.get("user", ""))
        return {"user": person.profile(with_locale=true(args.get("include_locale")))}

    def _lookup(self, args: Json) -> Json:
        for person in self.known.values():
            if person.email and person.email == args.get("email") and not person.deleted:
                return {"user": person.profile(with_locale=False)}
        raise SlackError("users_not_found")

    def _auth_test(self, token: str) -> Json:
        team = self.tokens[token]
        if team.startswith("E"):
            return {"team": None, "team_id": None, "enterprise_id": team, "is_enterprise_install": True}
        who = {
            "user_id": SLACK_BOT_USER,
            "bot_id": SLACK_BOT,
            "user": "tandem",
            "is_enterprise_install": False,
        }
        return {"url": f"https://{team.lower()}.slack.com/", "team": team.lower(), "team_id": team, **who}

    # views.*

    def checked_view(self, view: Any) -> Json:
        """The view when Slack would take it; also used for views in answers (response_action)."""
        if not isinstance(view, dict):
            raise SlackError("invalid_arguments", ["[ERROR] missing required field: view"])
        faults = view_faults(view, self.schemas)
        if faults:
            raise SlackError("invalid_arguments", [f"[ERROR] {fault}" for fault in faults])
        if len(json.dumps(view).encode()) > 250_000:
            raise SlackError("view_too_large")
        return view

    def _view_open(self, args: Json) -> Json:
        self.screens.good_trigger(args.get("trigger_id", ""))
        return {"view": self.screens.open(args["trigger_id"], self.checked_view(args.get("view")))}

    def _view_push(self, args: Json) -> Json:
        self.screens.good_trigger(args.get("trigger_id", ""))
        return {"view": self.screens.push(args["trigger_id"], self.checked_view(args.get("view")))}

    def _view_update(self, args: Json) -> Json:
        view, given = self.checked_view(args.get("view")), str(args.get("hash") or "")
        return {"view": self.screens.update(args.get("view_id", ""), args.get("external_id", ""), given, view)}

    def _publish(self, args: Json) -> Json:
        view, person = self.checked_view(args.get("view")), self._person(args.get("user_id", ""))
        return {"view": self.screens.publish(person, str(args.get("hash") or ""), view)}

    # Answers to payloads.

    def apply(self, person: SlackIdentity, view_id: str, answer: Json) -> None:
        """Carries out the answer to a view_submission; "errors" changes nothing here."""
        match answer.get("response_action"):
            case None:
                self.screens.close(person.user, view_id)
            case "clear":
                self.screens.clear(person.user)
            case "push":
                self.screens.add(person, self.checked_view(answer.get("view")))
            case "update":
                screen = self.screens.find(view_id)
                if screen is not None:
                    self.screens.replace(screen, self.checked_view(answer.get("view")))
            case "errors":
                pass
            case other:
                raise AssertionError(f"Slack knows no response_action {other!r}")

    def say(self, person: SlackIdentity, channel: str, body: Json, source: Message | None) -> None:
        """Carries out a body sent to a response_url or in answer to a command; works where the bot is no member."""
        there = source and self.rooms.find(source.channel, source.ts)
        if true(body.get("delete_original")):
            if there:
                self.rooms.remove(there)
            return
        self._check_message(body)
        text, blocks = body.get("text", ""), body.get("blocks") or ()
        if true(body.get("replace_original")) and there:
            self.rooms.replace(there, text=text, blocks=blocks)
        elif body.get("response_type") == "in_channel":
            self.rooms.put(channel, SLACK_BOT_USER, text, blocks)
        else:
            self.rooms.put(channel, SLACK_BOT_USER, text, blocks, only_for=person.user)


def true(value: Any) -> bool:
    return value in (True, 1, "1", "true", "True")
