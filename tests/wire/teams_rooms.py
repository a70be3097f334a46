"""Teams' conversations and the activities in them, with every version that was sent."""

import itertools
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .payloads import TeamsIdentity
from .server import Json

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"


class TeamsError(Exception):
    """A refusal of the Connector: HTTP status and error code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Posted:
    """One version of what the bot sent. `targeted_at` names the only reader of a targeted message."""

    conversation: str
    id: str
    activity: Json
    version: int = 1
    targeted_at: str = ""

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def card(self) -> Json | None:
        """Its Adaptive Card."""
        for attachment in self.activity.get("attachments") or []:
            if attachment.get("contentType") == ADAPTIVE:
                return dict(attachment["content"])
        return None

    def attached(self, kind: str) -> Json | None:
        """The first attachment of this content type."""
        found = (one for one in self.activity.get("attachments") or [] if one.get("contentType") == kind)
        return next(found, None)

    @property
    def everything(self) -> str:
        """All that is in it, also what is not shown: to prove that something is nowhere."""
        return json.dumps(self.activity, ensure_ascii=False)


@dataclass
class Conversation:
    """`kind` is personal or channel; a blocked one refuses every message (403)."""

    id: str
    kind: str
    tenant: str
    members: dict[str, TeamsIdentity]
    blocked: bool = False
    shared: bool = False
    """A channel that people of another tenant read from their own teams."""


@dataclass
class TeamsRooms:
    """Not locked: the server that owns it holds its lock."""

    known: dict[str, TeamsIdentity]
    conversations: dict[str, Conversation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._versions: dict[tuple[str, str], list[Posted]] = {}
        self._gone: set[tuple[str, str]] = set()
        self._count = itertools.count(1)

    def personal(self, person: TeamsIdentity) -> Conversation:
        """The one conversation of this person with the bot."""
        name = f"a:1{person.user.removeprefix('29:')}"
        fresh = Conversation(name, "personal", person.tenant, {person.user: person})
        return self.conversations.setdefault(name, fresh)

    def channel(self, tenant: str, people: Iterable[TeamsIdentity]) -> Conversation:
        name = f"19:{next(self._count):032x}@thread.tacv2"
        self.conversations[name] = Conversation(name, "channel", tenant, {p.user: p for p in people})
        return self.conversations[name]

    def get(self, name: str) -> Conversation:
        """A channel's thread (...;messageid=...) is part of the channel."""
        found = self.conversations.get(name.partition(";")[0])
        if found is None:
            raise TeamsError(404, "ConversationNotFound")
        return found

    def create(self, body: Json) -> tuple[Conversation, str]:
        """The conversation, and the id under which to write to it; a channel's new thread has its own."""
        place = (body.get("channelData") or {}).get("channel")
        if place:
            return self.get(place["id"]), f"{place['id']};messageid={self.new_id()}"
        members = body.get("members") or [{}]
        person = self._reached(str(members[0].get("id", "")))
        if person is None or len(members) != 1:
            raise TeamsError(403, "BotNotInConversationRoster" if person is None else "BadSyntax")
        room = self.personal(person)
        return room, room.id

    def _reached(self, who: str) -> TeamsIdentity | None:
        """By the object id too, where the app is installed for that person: they have a chat with it."""
        chats = (person for room in self.conversations.values() for person in room.members.values())
        return self.known.get(who) or next((person for person in chats if person.aad == who), None)

    def post(self, name: str, activity: Json, targeted_at: str = "") -> Posted:
        room = self._open(name)
        if targeted_at and targeted_at not in room.members:
            raise TeamsError(403, "UserNotInConversation")
        posted = Posted(name, self.new_id(), activity, 1, targeted_at)
        self._versions[name, posted.id] = [posted]
        return posted

    def amend(self, name: str, activity_id: str, activity: Json) -> Posted:
        self._open(name)
        old = self.find(name, activity_id)
        if old is None:
            raise TeamsError(404, "ActivityNotFoundInConversation")
        new = replace(old, activity=activity, version=old.version + 1)
        self._versions[name, activity_id].append(new)
        return new

    def delete(self, name: str, activity_id: str) -> None:
        self._open(name)
        if self.find(name, activity_id) is None:
            raise TeamsError(404, "ActivityNotFoundInConversation")
        self._gone.add((name, activity_id))

    def find(self, name: str, activity_id: str) -> Posted | None:
        key = (name, activity_id)
        return None if key in self._gone or key not in self._versions else self._versions[key][-1]

    def versions(self, name: str, activity_id: str) -> list[Posted]:
        return list(self._versions.get((name, activity_id), ()))

    def all(self, name: str | None = None) -> list[Posted]:
        """The latest version of all that is there, oldest first; a channel with all its threads."""
        there = (versions[-1] for key, versions in self._versions.items() if key not in self._gone)
        return [posted for posted in there if name is None or posted.conversation.partition(";")[0] == name]

    def member(self, name: str, who: str) -> Json:
        """By 29:... id or by aadObjectId."""
        for person in self.get(name).members.values():
            if who in (person.user, person.aad):
                return person.member()
        raise TeamsError(404, "MemberNotFoundInConversation")

    def new_id(self) -> str:
        return f"{1760000000000 + next(self._count)}"

    def _open(self, name: str) -> Conversation:
        room = self.get(name)
        if room.blocked:
            raise TeamsError(403, "MessageWritesBlocked")
        return room


def size_of(activity: Any) -> int:
    """Bytes as Teams counts them: UTF-16."""
    return len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le"))
