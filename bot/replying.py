"""Whether what was typed is an answer or a question to somebody, and not said to Tandem at all."""

import re
from dataclasses import replace

from bot.arrivals import Arrival, Dropped, Message, Replied, Typed
from bot.handling import Found
from domain.places import Platform
from handlers import replied
from handlers.commands import Reading, reading
from handlers.requests import Request
from storage.store import Store

SOME = 10
"""Mentions of people that are looked up."""
_MENTIONED = re.compile(r"@([UW][A-Z0-9]{2,30})\b")


def may_reply(arrival: Arrival, found: Found) -> bool:
    """Whether it is worth a look: words in reply to a message, or words to Tandem alone that are no command."""
    message = _message(arrival)
    if message is None or not (message.lines or message.files) or reading(message.lines) is Reading.COMMAND:
        return False
    return bool(message.to) or (arrival.place.private and (found.route is None or bool(_ref(found))))


def is_silent(arrival: Arrival) -> bool:
    """Whether it holds no word, and is no reply to what it could answer: then nothing is said to it."""
    return isinstance(arrival.asked, Typed) and not arrival.asked.text


def understood(arrival: Arrival, found: Found, request: Request, store: Store) -> Arrival:
    """The same, or what it is in reply to: only for whoever may answer or ask there."""
    message = _message(arrival)
    if message is None or request.person.stranger:
        return arrival
    words = replied.Words(
        to=message.to,
        clear=reading(message.lines) is Reading.SENTENCE,
        loose=found.route is None,
        ref=_ref(found),
    )
    if (meant := replied.meant(words, request, store)) is None:
        return arrival
    route, ref = meant
    return replace(
        arrival, asked=Replied(route, ref, _named(message.lines, request, store), message.files, found.nearest)
    )


def _message(arrival: Arrival) -> Message | None:
    """As it came; of words that came without one, they are all there is."""
    if arrival.message is None and isinstance(arrival.asked, Typed):
        return Message(arrival.asked.text)
    return arrival.message if isinstance(arrival.asked, Typed | Dropped) else None


def _ref(found: Found) -> str:
    """The deal that a sentence names."""
    return found.words if found.name == "deal show" else ""


def _named(lines: str, request: Request, store: Store) -> str:
    """Slack writes the ids of those who are mentioned: with the names of the writer's own colleagues."""
    account, own = request.known.identity, request.person.organisation

    def name(found: re.Match[str]) -> str:
        person = store.people.known_as(replace(account, user=found[1]))
        return f"@{person.name}" if person and person.organisation == own else found[0]

    return _MENTIONED.sub(name, lines, count=SOME) if account.platform is Platform.SLACK else lines
