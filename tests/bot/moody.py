"""A platform that fails as its script says, and what is asked of an office that has one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from bot.courier import Courier
from bot.messenger import Address, Found, Messenger, Paused, Refused
from domain.people import Person
from domain.places import Platform
from storage.tables import copies
from tests.office import Letterbox, Office, form_of
from views.vocabulary import Card


@dataclass
class Moody(Letterbox):
    """Fails as its script says, by reader, one fault a try; then does what a Letterbox does.

    `arrives`: what it calls uncertain has arrived all the same. `looks`: it can look for what is uncertain.
    """

    faults: dict[str, list[Exception]] = field(default_factory=dict)
    lost_amends: dict[str, list[Exception]] = field(default_factory=dict)
    blind: list[Exception] = field(default_factory=list)
    arrives: bool = False
    looks: bool = True
    meanwhile: Callable[[], Awaitable[object]] | None = None
    tries: list[str] = field(default_factory=list)
    there: dict[str, Address] = field(default_factory=dict)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.tries.append(address.user)
        if self.meanwhile and address.user == "manager":
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        fault = next(iter(self.faults.get(address.user, [])), None)
        if fault is None or (self.arrives and not isinstance(fault, Refused | Paused)):
            self.there[key] = await super().post(address, card, key=key)
        if fault:
            self.faults[address.user].pop(0)
            raise fault
        return self.there[key]

    async def amend(self, address: Address, card: Card) -> None:
        if self.lost_amends.get(address.user):
            raise self.lost_amends[address.user].pop(0)
        await super().amend(address, card)

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        if self.blind:
            raise self.blind.pop(0)
        return Found(self.there.get(key)) if self.looks else None


def moody(office: Office, *faults: Exception, who: str = "manager", arrives: bool = False, looks: bool = True) -> Moody:
    """From now on this messenger carries; the first messages to `who` meet these faults."""
    messenger = Moody(faults={who: list(faults)}, arrives=arrives, looks=looks)
    office.letters = messenger
    office.courier = another(office, messenger)
    return messenger


def another(office: Office, messenger: Messenger) -> Courier:
    return Courier(office.dispatch, {Platform.WEB: messenger})


async def files(office: Office) -> None:
    """A deal that asks two managers and gives its filer a receipt; nothing is delivered yet."""
    form = form_of(await office.types("rep", "deal new"))
    await office.sends(
        "rep", form, customer="Kowalski", amount="100", product="sensor", close_on="2027-03-31", deal_type="new"
    )


def tally(office: Office) -> dict[str, int]:
    """How many copies are in each state; they always add up to the audience."""
    with office.database.read() as store:
        states = dict(store.deliveries.tally())
    with office.database.engine.connect() as connection:
        everything = connection.execute(select(func.count()).select_from(copies)).scalar_one()
    assert sum(states.values()) == everything
    return states


async def in_time(office: Office, **by: float) -> None:
    office.later(**by)
    await office.delivers()


def changed(office: Office, who: str, change: Callable[[Person], Person]) -> None:
    with office.database.write() as store:
        store.people.save(change(office.person(who)))
