"""For tests of what comes after an announcement was sent: one that is on its way to all the partners' people."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select

from bot.courier import Courier
from bot.messenger import Address, Gone, Refused, Uncertain
from domain.announcements import Announcement, Step
from domain.announcements_followed import Progress
from domain.announcements_timed import TAKE_BACK, Timing
from domain.announcements_written import Content, Text
from domain.audience import Audience, To
from domain.notices.announcements import Announced
from domain.places import Platform
from handlers.announcements_going import finish, go
from tests.office import Letterbox, Office
from views.vocabulary import Button, Card

TEXTS = {language: Text(f"Prices ({language})", f"New from May ({language}).") for language in ("en", "pl", "pt-BR")}


@dataclass
class Choosy(Letterbox):
    """Refuses what is for these, or to change what they have; or does not name it, as Teams at times, and as Slack
    where it whispers.
    """

    refuses: set[str] = field(default_factory=set)
    stays: set[str] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    """They delete what they get."""
    doubts: set[str] = field(default_factory=set)
    """Whether what is for these arrives, nobody knows, nor can anybody look."""
    many: int = 0
    """After so many, `begun` is set."""
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        if address.user in self.refuses:
            raise Refused("is_archived")
        if address.user in self.doubts:
            raise Uncertain("timeout")
        if len(self.posted) >= self.many:
            self.begun.set()
        there = await super().post(address, card, key=key)
        there = replace(there, conversation=address.conversation or there.conversation)
        return replace(there, message="") if address.user in self.unnamed else there

    async def amend(self, address: Address, card: Card) -> None:
        if address.user in self.deleted:
            raise Gone("message_not_found")
        if address.user in self.stays:
            raise Refused("edit_window_closed")
        await super().amend(address, card)


def choosy(office: Office, *refused: str) -> Choosy:
    """The office's post, from now on."""
    letters = Choosy(refuses=set(refused))
    office.letters = letters
    office.courier = Courier(office.dispatch, {Platform.WEB: letters})
    return letters


def begun(
    office: Office,
    *,
    by: str = "director",
    to: Audience | None = None,
    content: Content | None = None,
    readers: Select[Any] | None = None,
    urgent: str = "",
) -> Announcement:
    """Its copies are due, to these `readers` as `outbox.broadcast` takes them, else to whom the rules say."""
    author, at = office.person(by), office.clock[0]
    with office.database.write() as store:
        draft = store.announcements.add(content or Content(TEXTS), author=author, draft=store.new_id(), at=at)
        ready = replace(draft, audience=to or Audience(to=To.PEOPLE), timing=Timing(urgent=urgent))
        kept = store.announcements.change(draft, ready.sent(at, agreed=1_000_000), Step.SEND, by=author.id, at=at)
        if readers is not None:
            store.outbox.broadcast(Announced(draft.id), readers, at=at)
        go(kept, store, at=at)
    office.clock[0] += TAKE_BACK
    return again(office, draft)


def again(office: Office, one: Announcement) -> Announcement:
    """As it is kept now."""
    with office.database.read() as store:
        kept = store.announcements.get(one.id)
    assert kept
    return kept


def progress(office: Office, one: Announcement) -> Progress:
    """As it is now."""
    with office.database.read() as store:
        return store.following.progress(one.id, at=office.clock[0])


def ends(office: Office) -> None:
    """The clock's chore: what has nothing left to send has been sent."""
    with office.database.write() as store:
        finish(office.clock[0], store)


def button(route: str, one: Announcement) -> Button:
    """As it stands on a card of this announcement as it is given."""
    return Button(route=route, ref=one.id, version=one.version, label=None)  # type: ignore[arg-type]  # nobody reads it
