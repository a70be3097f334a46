"""What was said to Tandem and answered in private: in memory, for as long as the demo runs."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime

SAID = 50
"""Messages kept of one chat, the newest."""
CHATS = 400
"""Chats kept, those used last."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A bubble or a card, as HTML; `buttons` are those on the card, packed."""

    id: str
    at: datetime
    html: str
    mine: bool = False
    buttons: frozenset[str] = frozenset()


class Memory:
    """Chats by session and person. Nobody reads another session's."""

    def __init__(self) -> None:
        self._chats: OrderedDict[tuple[str, str], dict[str, Kept]] = OrderedDict()

    def chat(self, session: str, person: str) -> tuple[Kept, ...]:
        """Oldest first."""
        return tuple(self._chats.get((session, person), {}).values())

    def keep(self, session: str, person: str, message: Kept) -> None:
        """At the end; the same message again changes nothing."""
        chat = self._chats.setdefault((session, person), {})
        self._chats.move_to_end((session, person))
        chat.setdefault(message.id, message)
        while len(chat) > SAID:
            del chat[next(iter(chat))]
        while len(self._chats) > CHATS:
            self._chats.popitem(last=False)

    def amend(self, session: str, person: str, pressed: str, card: Kept) -> bool:
        """Every card with the button that was pressed becomes `card`, in its place; whether there was any."""
        chat = self._chats.get((session, person), {})
        stale = [old for old in chat.values() if pressed in old.buttons]
        chat.update({old.id: replace(card, id=old.id, at=old.at) for old in stale})
        return bool(stale)
