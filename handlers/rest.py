"""The rest of a card of which a platform showed the beginning: it is made again, as it is true now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.notices.kinds import KINDS
from domain.notices.notice import topic
from domain.page import number_in
from domain.people import Person
from domain.refusal import Refusal
from handlers.deals_told import Worded, looked_at
from handlers.replies import Amend, Reply, Show
from handlers.requests import Command, Press, Request
from storage.store import Store
from views import rest as views
from views.vocabulary import Card

COMMAND, BUTTON, NOTICE = "c", "b", "n"
"""How a card came: by typed words, by a press, or unasked for."""

Look = Callable[[str, str, Person], Callable[[Any, Store], Reply]]
"""(COMMAND or BUTTON, name, who asks) -> the handler; Refusal where it is none that only looks, or theirs."""


def marked(reply: Reply, name: str, request: Request) -> Reply:
    """With the button that brings the rest, where the same can be asked again: of what was only looked at."""
    if not isinstance(reply, Show | Amend) or reply.card.rest:
        return reply
    match request:
        case Command(words=words):
            source = f"{COMMAND}:{name}:{words}"
        case Press(ref=ref):
            source = f"{BUTTON}:{name}:{ref}"
        case _:
            return reply
    return replace(reply, card=replace(reply.card, rest=views.button(source, request.t)))


def source_of(kind: str, subject: str) -> str:
    """Of a notice that somebody was told."""
    return f"{NOTICE}:{kind}:{subject}"


@dataclass(frozen=True)
class _Asked:
    """What a button of views/rest.py carries; hints."""

    shown: int
    way: str
    name: str
    ref: str


def bring(request: Press, store: Store, *, look: Look, notices: Mapping[str, Worded]) -> Reply:
    """What was not shown; whoever may not see the card (any more) may not see its rest."""
    asked = _read(request.ref)
    if asked.way == NOTICE:
        card = _told(asked, request, store, notices)
    else:
        card = _looked(asked, request, store, look(asked.way, asked.name, request.person))
    again = views.button(f"{asked.way}:{asked.name}:{asked.ref}", request.t)
    return Show(views.after(replace(card, rest=again), asked.shown, request.t))


def _read(ref: str) -> _Asked:
    number, _, source = ref.partition(":")
    way, _, source = source.partition(":")
    name, _, named = source.partition(":")
    if (place := number_in(number)) is None:
        raise Refusal("not-found")
    return _Asked(place, way, name, named)


def _told(asked: _Asked, request: Press, store: Store, notices: Mapping[str, Worded]) -> Card:
    """Only to whoever was told: nobody learns by guessing whom something concerns."""
    kind, worded = KINDS.get(asked.name), notices.get(asked.name)
    if kind is None or worded is None:
        raise Refusal("not-found")
    if request.person.id not in store.outbox.audience(topic(kind.about, asked.ref), kind.kind):
        raise Refusal("not-found")
    return looked_at(worded, asked.ref, request.person, store, request.t, at=request.at)


def _looked(asked: _Asked, request: Press, store: Store, handler: Callable[[Any, Store], Reply]) -> Card:
    base = {name: getattr(request, name) for name in Request.__dataclass_fields__}
    again = Command(**base, words=asked.ref) if asked.way == COMMAND else replace(request, ref=asked.ref)
    reply = handler(again, store)
    if not isinstance(reply, Show):
        raise Refusal("not-found")
    return reply.card
