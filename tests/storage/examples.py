"""People, deals and notices to keep, and what runs several things at the same moment."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from domain.deals import Deal, State, Terms
from domain.money import Money
from domain.notices.notice import Notice
from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.programme import Programme
from domain.programme_text import read_programme
from storage.people import Known
from storage.store import Store

T = TypeVar("T")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ALL = tuple(Platform)


class News(Notice):
    kind = "news"
    about = "thing"


class Leisurely(Notice):
    kind = "leisurely"
    about = "thing"
    waits = True


def programme() -> Programme:
    file = Path(__file__).parents[2] / "bot" / "example" / "programme.toml"
    return read_programme(file.read_text(encoding="utf-8"))


def rep(store: Store, name: str = "Marek", partner: str = "wislan") -> Person:
    return _kept(store, name, partner, Role.PARTNER_REP)


def manager(store: Store, *partners: str, name: str = "Zofia") -> Person:
    return _kept(store, name, "vendor", Role.CHANNEL_MANAGER, *partners)


def lead(store: Store, *regions: str, name: str = "Tomasz") -> Person:
    return _kept(store, name, "vendor", Role.REGIONAL_LEAD, *regions)


def director(store: Store, name: str = "Aoife") -> Person:
    return _kept(store, name, "vendor", Role.DIRECTOR)


def _kept(store: Store, name: str, organisation: str, role: Role, *looks_after: str) -> Person:
    return store.people.keep(
        Person(
            id="",
            name=name,
            organisation=organisation,
            language="en",
            zone="Europe/Warsaw",
            email=f"{name}@{organisation}.example".lower(),
            roles=frozenset({role}),
            looks_after=frozenset(looks_after),
        )
    )


def account(person: Person, platform: Platform = Platform.WEB, host: str = "home") -> Known:
    return Known(
        identity=Identity(platform, person.organisation, f"u-{person.id}"), conversation=f"c-{person.id}", host=host
    )


def deal(
    filed_by: Person,
    customer: str = "Nowak",
    *,
    at: datetime = NOON,
    partner: str = "",
    region: str = "central-europe",
    country: str = "PL",
    website: str = "",
) -> Deal:
    return Deal(
        id="",
        ref="",
        partner=partner or filed_by.organisation,
        region=region,
        filed_by=filed_by.id,
        filed_at=at,
        terms=Terms(customer=customer, amount=Money(Decimal("12500.50"), "EUR"), country=country, website=website),
        state=State.SUBMITTED,
        version=1,
    )


def subsets(keys: Iterable[T]) -> Iterator[frozenset[T]]:
    kept = tuple(keys)
    sizes = (combinations(kept, size) for size in range(len(kept) + 1))
    return map(frozenset, chain.from_iterable(sizes))


def at_once(*jobs: Callable[[], T]) -> list[T]:
    """What each gave, all let go at the same moment, each in a thread of its own."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        barrier.wait(30)
        return job()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))
