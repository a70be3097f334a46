"""An office for tests: a small programme, a few people, a real store, and one messenger that keeps what it gets.

Whatever is asked goes through the real Dispatch; only the platform's wire is missing. What a person sees is the
Card or Form itself.
"""

import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.arrivals import Answer, Arrival, Asked, Message, Pressed, Sent, Sought, Typed
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found
from bot.workers import Workers
from domain.deals import Deal
from domain.people import Person
from domain.places import Identity, Place, Platform
from domain.programme_text import read_programme
from domain.sheets import Line
from handlers.people_csv import read_people
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from storage.database import Database
from storage.people import Known
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Facts, Form, Note, Paragraph, Rows, plain

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""A Monday; noon in Warsaw."""

PROGRAMME = """
name = "Test Programme"
languages = ["en", "pl", "pt-BR"]
zone = "Europe/Warsaw"
currencies = ["EUR", "PLN", "BRL", "USD"]
partner_types = ["channel", "referral"]
required = ["customer", "amount", "product", "close_on", "deal_type"]
answer_within_hours = 16
undo_seconds = 0

[tiers.gold]
label = { en = "Gold", pl = "Złoty", "pt-BR" = "Ouro" }
protection_days = 90

[tiers.base]
label = "Base"
protection_days = 30

[regions.ce]
label = "Central Europe"
countries = ["PL", "DE"]

[regions.latam]
label = "Latin America"
countries = ["BR"]

[products]
sensor = "Sensor"
gateway = "Gateway"

[deal_types]
new = { en = "New", pl = "Nowa", "pt-BR" = "Novo" }
renewal = "Renewal"

[stages]
talks = "Talks"
offer = "Offer"

[[approvals]]
up_to = { EUR = 50000, PLN = 200000, BRL = 300000, USD = 60000 }
decided_by = "channel-manager"

[[approvals]]
decided_by = "regional-lead"

[[workspaces]]
platform = "web"
tenant = "vendor"
organisation = "vendor"

[[workspaces]]
platform = "slack"
tenant = "T0VENDOR"
organisation = "vendor"

[[workspaces]]
platform = "teams"
tenant = "11111111-aaaa-4bbb-8ccc-000000000001"
organisation = "vendor"

[[workspaces]]
platform = "slack"
tenant = "T0NOWAK"
organisation = "nowak"

[[partners]]
key = "nowak"
name = "Nowak Systems"
type = "channel"
tier = "gold"
region = "ce"
country = "PL"
language = "pl"
zone = "Europe/Warsaw"
currency = "PLN"

[[partners]]
key = "rio"
name = "Rio Automação"
type = "channel"
tier = "base"
region = "latam"
country = "BR"
language = "pt-BR"
zone = "America/Sao_Paulo"
currency = "BRL"

[[partners]]
key = "rival"
name = "Rival GmbH"
type = "referral"
tier = "base"
region = "ce"
country = "DE"
language = "en"
zone = "Europe/Berlin"
currency = "EUR"
"""

PEOPLE = """email,name,organisation,roles,language,zone,looks_after
rep@nowak.example,Jan Nowak,nowak,partner-rep,en,Europe/Warsaw,
boss@nowak.example,Ewa Nowak,nowak,partner-admin,pl,Europe/Warsaw,
rep@rio.example,Ana Souza,rio,partner-rep,pt-BR,America/Sao_Paulo,
rep@rival.example,Max Rival,rival,partner-rep,en,Europe/Berlin,
manager@vendor.example,Ola Lis,vendor,channel-manager,en,Europe/Warsaw,nowak rival
second@vendor.example,Piotr Bak,vendor,channel-manager,pl,Europe/Warsaw,nowak
lead@vendor.example,Lena Berg,vendor,regional-lead,en,Europe/Berlin,ce
director@vendor.example,Dana Cole,vendor,director,en,America/New_York,
admin@vendor.example,Adam Root,vendor,admin,en,Europe/Warsaw,
auditor@vendor.example,Irena Aud,vendor,auditor,en,Europe/Warsaw,
"""

WHO = {
    "rep": "rep@nowak.example",
    "boss": "boss@nowak.example",
    "rio": "rep@rio.example",
    "rival": "rep@rival.example",
    "manager": "manager@vendor.example",
    "second": "second@vendor.example",
    "lead": "lead@vendor.example",
    "director": "director@vendor.example",
    "admin": "admin@vendor.example",
    "auditor": "auditor@vendor.example",
}

GOOD_DEAL: Mapping[str, str] = {
    "customer": "Kowalski Sp. z o.o.",
    "amount": "12500",
    "currency": "PLN",
    "product": "sensor",
    "close_on": "2027-03-31",
    "deal_type": "new",
    "country": "PL",
}


def account(who: str) -> Identity:
    """The vendor's people are in the vendor's own workspace; all others in one that the programme does not know."""
    return Identity(Platform.WEB, "vendor" if WHO.get(who, "").endswith("@vendor.example") else "test", who)


@dataclass
class Letterbox:
    """The one test messenger: keeps each message's newest card, by reader."""

    cards: dict[str, list[tuple[str, Card]]] = field(default_factory=dict)
    posted: list[str] = field(default_factory=list)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.posted.append(key)
        self.cards.setdefault(address.user, []).append((key, card))
        return replace(address, conversation=f"dm:{address.user}", message=key)

    async def amend(self, address: Address, card: Card) -> None:
        mine = self.cards[address.user]
        mine[:] = [(key, card if key == address.message else old) for key, old in mine]

    async def retract(self, address: Address) -> None:
        self.cards[address.user] = [pair for pair in self.cards[address.user] if pair[0] != address.message]

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        return None


D = TypeVar("D", bound=Dispatch)


@dataclass
class Office:
    """`who` are the people by the short names of WHO."""

    database: Database
    dispatch: Dispatch
    courier: Courier
    letters: Letterbox
    clock: list[datetime]
    replies: list[Reply] = field(default_factory=list)
    keys: "itertools.count[int]" = field(default_factory=itertools.count)
    acts_seen: int = 0
    """How far a test has read the audit, from which nobody can take a row."""

    def dispatch_of(self, kind: type[D]) -> D:
        """One of this kind, on what ours is on: the same database, threads and clock."""
        ours = self.dispatch
        return kind(self.database, writer=ours._writer, reader=ours._reader, clock=lambda: self.clock[0])

    async def asks(self, who: str, asked: Asked, *, key: str | None = None, digest: str = "d") -> Reply:
        """What the person gets for an answer."""
        await self.dispatch.serve(self.arrival(who, asked, key=key, digest=digest), self._keep)
        return self.replies[-1]

    def arrival(self, who: str, asked: Asked, *, key: str | None = None, digest: str = "d") -> Arrival:
        identity = account(who)
        return Arrival(
            key=key or f"k{next(self.keys)}",
            digest=digest,
            known=Known(identity=identity, host="test"),
            place=Place(Platform.WEB, "test", f"dm:{who}", private=True),
            asked=asked,
        )

    def _keep(self, reply: Reply, t: Translator) -> Answer:
        self.replies.append(reply)
        return {"reply": len(self.replies)}

    async def types(self, who: str, text: str) -> Reply:
        return await self.asks(who, Typed(text))

    async def writes(self, who: str, text: str, to: str = "", *, key: str | None = None, files: bool = False) -> Reply:
        """In the thread of the newest message to this person with `to` in it; without, to Tandem alone."""
        there = self.message(who, about=to) if to else ""
        return await self.writes_at(who, text, there, of=who, key=key, files=files)

    async def writes_at(
        self, who: str, text: str, message: str, *, of: str, key: str | None = None, private: bool = True, **more: bool
    ) -> Reply:
        """In the thread of this message, in the conversation of Tandem with `of`."""
        typed = self.arrival(who, Typed(" ".join(text.split())), key=key)
        place = replace(typed.place, conversation=f"dm:{of}", private=private)
        await self.dispatch.serve(replace(typed, place=place, message=Message(text, message, **more)), self._keep)
        return self.replies[-1]

    async def presses(self, who: str, button: Button) -> Reply:
        return await self.asks(who, Pressed(button.route, button.ref, button.version))

    async def sends(self, who: str, form: Form, **values: str) -> Reply:
        """The form as it is, with these values on top."""
        return await self.asks(who, Sent(form.route, {**filled(form), **values}, form.draft, form.ref, form.version))

    async def seeks(self, who: str, route: str, text: str) -> Reply:
        return await self.asks(who, Sought(route, text))

    async def registers(self, who: str = "rep", **values: str) -> str:
        """A deal of this person; its ref."""
        self.later(seconds=1)  # so that it is the newest
        form = form_of(await self.types(who, "deal new"))
        reply = await self.sends(who, form, **{**GOOD_DEAL, **values})
        assert isinstance(reply, Show), reply
        await self.delivers()
        with self.database.read() as store:
            return store.deals.seen_by(self.person(who), size=1).items[0].ref

    async def delivers(self) -> None:
        """Until nothing is due any more."""
        while await self.courier.deliver_due():
            pass

    def later(self, **by: float) -> None:
        self.clock[0] += timedelta(**by)

    def person(self, who: str) -> Person:
        with self.database.read() as store:
            return next(person for person in store.people.everybody() if person.email == WHO[who])

    def message(self, who: str, *, about: str) -> str:
        """The id of the newest message to this person with these words in it."""
        return [key for key, card in self.letters.cards.get(who, []) if about in words_of(card)][-1]

    def deal(self, ref: str) -> Deal:
        """As it is kept, whoever may see it."""
        with self.database.read() as store:
            deal = store.deals.by_ref(ref)
        assert deal is not None
        return deal

    def card(self, who: str, *, about: str = "") -> Card:
        """The newest message to this person, with these words in it."""
        mine = [card for _, card in self.letters.cards.get(who, []) if about in words_of(card)]
        assert mine, f"{who} has no message about {about!r}: {self.letters.cards.get(who)}"
        return mine[-1]


@asynccontextmanager
async def an_office(url: str, *, linked: bool = True, programme: str = PROGRAMME) -> AsyncIterator[Office]:
    """Open on a migrated database."""
    database = Database(url)
    terms = read_programme(programme)
    with database.write() as store:
        store.programmes.apply(terms, at=NOON)
        for line in read_people(PEOPLE, terms):
            assert isinstance(line, Line), line
            kept = store.people.keep(line.thing)
            who = next(name for name, email in WHO.items() if email == kept.email)
            if linked:
                known = Known(identity=account(who), host="test")
                store.people.link(known, kept, at=NOON)
    clock = [NOON]
    writer = Workers(1 if database.sqlite else 4)
    reader = Workers(2)
    letters = Letterbox()
    dispatch = Dispatch(database, writer=writer, reader=reader, clock=lambda: clock[0])
    try:
        yield Office(database, dispatch, Courier(dispatch, {Platform.WEB: letters}), letters, clock)
    finally:
        writer.close()
        reader.close()
        database.close()


# --- reading what is on the screen ---


def form_of(reply: Reply) -> Form:
    assert isinstance(reply, OpenForm | Correct), reply
    return reply.form


def card_of(reply: Reply) -> Card:
    assert isinstance(reply, Show | Amend), reply
    return reply.card


def options_of(reply: Reply) -> list[str]:
    assert isinstance(reply, Options), reply
    return [option.value for option in reply.options]


def filled(form: Form) -> dict[str, str]:
    """What the form holds when it opens."""
    return {one.name: str(one.value or "") for one in form.fields}


def buttons(card: Card) -> dict[str, Button]:
    """Every button, by its label; those of rows too."""
    found: list[Button] = []
    for part in card.parts:
        match part:
            case Buttons(some):
                found += some
            case Rows(rows, more):
                found += [row.button for row in rows if row.button] + ([more] if more else [])
            case _:
                pass
    return {plain(button.label): button for button in found}


def words_of(card: Card) -> str:
    """All that can be read on a card but its buttons."""
    lines = [plain(card.title), plain(card.summary)]
    for part in card.parts:
        match part:
            case Paragraph(words) | Note(words):
                lines.append(plain(words))
            case Facts(facts):
                lines += [f"{plain(fact.label)}: {plain(fact.value)}" for fact in facts]
            case Rows(rows):
                lines += [f"{plain(row.title)} {plain(row.detail)}" for row in rows]
            case Buttons():
                pass
    return "\n".join(lines)
