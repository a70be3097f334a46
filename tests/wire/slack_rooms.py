"""Slack's conversations and the messages in them: what was posted, every edited version, what only one person sees."""

import itertools
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .payloads import SLACK_APP, SLACK_BOT, SLACK_BOT_USER, SlackIdentity
from .server import Json


class SlackError(Exception):
    """An `ok: false`, with Slack's error code and what it says in response_metadata.messages."""

    def __init__(self, code: str, details: Iterable[str] = ()) -> None:
        self.code = code
        self.details = list(details)
        super().__init__(code, *self.details)


@dataclass(frozen=True)
class Message:
    """One version of a message. `only_for` names the reader of an ephemeral one; `posted` is time.monotonic()."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: tuple[Json, ...] = ()
    metadata: Json | None = None
    thread: str = ""
    only_for: str = ""
    version: int = 1
    posted: float = 0.0
    files: tuple[Json, ...] = ()

    @property
    def everything(self) -> str:
        """All that is in it, also what is not shown: to prove that something is nowhere."""
        return json.dumps([self.text, self.blocks, self.metadata, *self.files], ensure_ascii=False)

    def raw(self, *, with_metadata: bool = True) -> Json:
        """As Slack writes it in payloads and in conversations.history."""
        ours = {"bot_id": SLACK_BOT, "app_id": SLACK_APP} if self.author == SLACK_BOT_USER else {}
        edited = {"edited": {"user": self.author, "ts": self.ts}} if self.version > 1 else {}
        metadata = {"metadata": self.metadata} if with_metadata and self.metadata else {}
        thread = {"thread_ts": self.thread} if self.thread else {}
        body = {
            "type": "message",
            "user": self.author,
            "ts": self.ts,
            "text": self.text,
            "blocks": list(self.blocks),
        }
        files = {"files": list(self.files), "subtype": "file_share"} if self.files else {}
        return {**body, **ours, **edited, **metadata, **thread, **files}


@dataclass
class Room:
    """A conversation; `kind` is im, public or private. The bot hears and writes only where it is a member."""

    id: str
    name: str
    kind: str
    members: set[str]
    shared: bool = False
    across: bool = False
    """Other workspaces of the same organisation read it."""
    teams: tuple[str, ...] = ()
    """The workspaces that share it, the one whose it is first."""
    archived: bool = False
    bot_is_in: bool = True


@dataclass
class Rooms:
    """Not locked: the server that owns it holds its lock. `clock` gives the time written into `ts`."""

    clock: Callable[[], float] = time.time
    rooms: dict[str, Room] = field(default_factory=dict)
    history_lag: float = 0.0
    """Seconds until a new message is seen by conversations.history, as in Slack under load."""

    def __post_init__(self) -> None:
        self._versions: dict[tuple[str, str], list[Message]] = {}
        self._gone: set[tuple[str, str]] = set()
        self._count = itertools.count(1)
        self._last = 0

    def direct(self, person: SlackIdentity) -> Room:
        """The conversation of the bot with one person; made when first asked for."""
        if person.deleted:
            raise SlackError("user_disabled")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        name = f"D{person.user[1:]}"
        return self.rooms.setdefault(name, Room(name, "", "im", {person.user}))

    def writable(self, channel: str) -> Room:
        room = self.rooms.get(channel)
        if room is None:
            raise SlackError("channel_not_found")
        if room.archived:
            raise SlackError("is_archived")
        if not room.bot_is_in:
            raise SlackError("not_in_channel")
        return room

    def post(
        self, channel: str, author: str, text: str, blocks: Iterable[Json] = (), metadata: Json | None = None,
        thread: str = "", only_for: str = "",
    ) -> Message:  # fmt: skip
        room = self.writable(channel)
        if only_for and only_for not in room.members:
            raise SlackError("user_not_in_channel")
        return self.put(channel, author, text, blocks, metadata, thread, only_for)

    def put(
        self, channel: str, author: str, text: str, blocks: Iterable[Json] = (), metadata: Json | None = None,
        thread: str = "", only_for: str = "", files: tuple[Json, ...] = (),
    ) -> Message:  # fmt: skip
        """Without asking whether the bot may: for people's own messages and for response_urls."""
        named = tuple(named_blocks(blocks, self._count))
        message = Message(
            channel,
            self.next_ts(),
            author,
            text,
            named,
            metadata,
            thread,
            only_for,
            posted=time.monotonic(),
            files=files,
        )
        self._versions[channel, message.ts] = [message]
        return message

    def edit(self, channel: str, ts: str, author: str, **changes: Any) -> Message:
        self.writable(channel)
        old = self.find(channel, ts)
        if old is None or old.only_for:
            raise SlackError("message_not_found")
        if old.author != author:
            raise SlackError("cant_update_message")
        return self.replace(old, **changes)

    def replace(self, old: Message, **changes: Any) -> Message:
        """A new version of a message, also of an ephemeral one (only a response_url can do that)."""
        if "blocks" in changes:
            changes["blocks"] = tuple(named_blocks(changes["blocks"], self._count))
        new = replace(old, version=old.version + 1, **changes)
        self._versions[old.channel, old.ts].append(new)
        return new

    def delete(self, channel: str, ts: str, author: str) -> None:
        self.writable(channel)
        message = self.find(channel, ts)
        if message is None or message.only_for:
            raise SlackError("message_not_found")
        if message.author != author:
            raise SlackError("cant_delete_message")
        self.remove(message)

    def remove(self, message: Message) -> None:
        self._gone.add((message.channel, message.ts))

    def find(self, channel: str, ts: str) -> Message | None:
        """The latest version; None when there is none or it was deleted."""
        if (channel, ts) in self._gone:
            return None
        versions = self._versions.get((channel, ts))
        return versions[-1] if versions else None

    def versions(self, channel: str, ts: str) -> list[Message]:
        return list(self._versions.get((channel, ts), ()))

    def all(self, channel: str | None = None) -> list[Message]:
        """The latest version of all that is still there, oldest first."""
        there = [versions[-1] for key, versions in self._versions.items() if key not in self._gone]
        return sorted((m for m in there if channel in (None, m.channel)), key=lambda m: m.ts)

    def history(self, channel: str, oldest: str, latest: str, limit: int) -> tuple[list[Message], bool]:
        """Newest first, ephemerals never; and whether there is more. Without `latest` the page begins at `oldest`."""
        settled = time.monotonic() - self.history_lag
        seen = [
            message
            for message in reversed(self.all(channel))
            if not message.only_for and message.posted <= settled
            if float(message.ts) > float(oldest or 0) and (not latest or float(message.ts) < float(latest))
        ]
        return (seen[-limit:] if oldest and not latest else seen[:limit]), len(seen) > limit

    def next_ts(self) -> str:
        """Microseconds of the clock; always later than the one before."""
        self._last = max(self._last + 1, int(self.clock() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def named_blocks(blocks: Iterable[Json], numbers: "itertools.count[int]") -> list[Json]:
    """Blocks with the block_id and action_id that Slack gives to those that have none."""
    return [_named(block, numbers) for block in blocks]


def _named(block: Json, numbers: "itertools.count[int]") -> Json:
    whole = {**block, "block_id": block.get("block_id") or f"b{next(numbers)}"}
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            whole[key] = _with_action(block[key], numbers)
    if block.get("type") == "actions":
        whole["elements"] = [_with_action(element, numbers) for element in block["elements"]]
    return whole


def _with_action(element: Json, numbers: "itertools.count[int]") -> Json:
    return element if element.get("type") == "image" or element.get("action_id") else {
        **element, "action_id": f"a{next(numbers)}"
    }  # fmt: skip
