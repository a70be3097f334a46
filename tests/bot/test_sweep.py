"""A fault at any call that a courier makes of its database: what was claimed is sent, once, and nothing is held."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.carrying import wording
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address
from domain.places import Platform
from handlers.deals_told import looked_at
from storage.claimed import Claim
from storage.faults import UnusableError
from storage.store import Store
from tests import crowd
from tests.bot.test_late import leases_run_out
from tests.databases import SQLiteFiles
from tests.office import NOON, Letterbox, Office, an_office
from views.vocabulary import Card

T = TypeVar("T")
CHANNELS = 4


class Faulty(Dispatch):
    """Its database does not answer the call with this number."""

    failing = 0
    made = 0

    async def in_write(self, work: Callable[[Store], T]) -> T:
        self._count()
        return await super().in_write(work)

    async def in_read(self, work: Callable[[Store], T]) -> T:
        self._count()
        return await super().in_read(work)

    def _count(self) -> None:
        self.made += 1
        if self.made == self.failing:
            raise UnusableError("asleep")


async def calls_with_a_fault_at(number: int, url: str) -> int:
    """How many calls all of it took; none of it is there twice, or not at all, or held."""
    async with an_office(url) as office:
        told(office)
        dispatch = office.dispatch_of(Faulty)
        dispatch.failing = number
        courier = Courier(dispatch, {Platform.WEB: office.letters})
        for _ in range(4):
            with suppress(UnusableError):  # as its loop does, where it had not taken anything yet
                await courier.deliver_due()
        assert sorted(office.letters.posted) == sorted(set(office.letters.posted)), number
        with office.database.read() as store:
            assert store.deliveries.tally() == {"sent": CHANNELS}, number
        return dispatch.made


def told(office: Office) -> None:
    with office.database.write() as store:
        crowd.prepare(store, NOON)
        crowd.broadcast(store, "T0VENDOR", CHANNELS, at=NOON, platform=Platform.WEB)


async def test_wherever_the_database_fails_once_each_copy_is_sent_once(sqlite: SQLiteFiles):
    with capture_logs():
        whole = await calls_with_a_fault_at(0, sqlite.fresh())
        await asyncio.gather(*(calls_with_a_fault_at(number + 1, sqlite.fresh()) for number in range(whole)))

    assert whole > 3


async def test_what_cannot_be_noted_takes_no_other_with_it(sqlite_url: str):
    odd: Any = object()

    @dataclass
    class Odd(Letterbox):
        async def post(self, address: Address, card: Card, *, key: str) -> Address:
            there = await super().post(address, card, key=key)
            return replace(there, message=odd if address.conversation == crowd.name_of("T0VENDOR", 2) else key)

    async with an_office(sqlite_url) as office:
        told(office)
        courier = Courier(office.dispatch, {Platform.WEB: Odd()})
        with capture_logs():
            await courier.deliver_due()
        with office.database.read() as store:
            assert store.deliveries.tally() == {"sent": CHANNELS - 1, "sending": 1}


class Asleep(Dispatch):
    """Its database takes nothing for now."""

    asleep = False

    async def in_write(self, work: Callable[[Store], T]) -> T:
        if self.asleep:
            raise UnusableError("asleep")
        return await super().in_write(work)


@pytest.mark.parametrize("looked_for", [False, True], ids=["nobody else is there", "another has looked for it in vain"])
async def test_what_was_sent_while_the_database_is_away_for_long_is_noted_once_it_is_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, looked_for: bool
):
    monkeypatch.setattr("bot.courier.NOTING", 1)
    async with an_office(database_url) as office:
        told(office)
        dispatch = office.dispatch_of(Asleep)

        @dataclass
        class Severs(Letterbox):
            async def post(self, address: Address, card: Card, *, key: str) -> Address:
                dispatch.asleep = True
                return await super().post(address, card, key=key)

        letters = Severs()
        courier = Courier(dispatch, {Platform.WEB: letters})
        with capture_logs():
            await courier.deliver_due()
            leases_run_out(office)
            office.later(seconds=60)
            with suppress(UnusableError):
                await courier.deliver_due()
            if looked_for:
                while await office.courier.deliver_due():
                    office.later(seconds=60)
            dispatch.asleep = False
            for _ in range(3):
                await courier.deliver_due()

        assert len(letters.posted) == CHANNELS
        assert office.letters.posted == []
        with office.database.read() as store:
            assert store.deliveries.tally() == {"sent": CHANNELS}


class Cut(Dispatch):
    """The connection to its database is lost once it is `cut`: before the first claim is committed, before it is heard
    that it was, or before what was claimed is worded.
    """

    cut = ""

    async def in_write(self, work: Callable[[Store], T]) -> T:
        if self.cut == "before":
            return await super().in_write(lambda store: self._fails(store, work))
        done = await super().in_write(work)
        if self.cut == "after":
            raise UnusableError("lost")
        return done

    async def in_read(self, work: Callable[[Store], T]) -> T:
        if self.cut == "worded":
            raise UnusableError("lost")
        return await super().in_read(work)

    @staticmethod
    def _fails(store: Store, work: Callable[[Store], T]) -> T:
        work(store)
        raise UnusableError("lost")


@pytest.mark.parametrize("cut", ["before", "after", "worded"])
async def test_what_was_claimed_as_the_database_was_lost_is_sent_once_and_at_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, cut: str
):
    monkeypatch.setattr("bot.courier.NOTING", 1)
    async with an_office(database_url) as office:
        told(office)
        dispatch = office.dispatch_of(Cut)
        courier = Courier(dispatch, {Platform.WEB: office.letters})

        dispatch.cut = cut
        with pytest.raises(UnusableError):
            await courier.deliver_due()
        dispatch.cut = ""
        office.later(seconds=1)
        taken = len(await claimed_by_another(office)) if cut == "before" else 0
        await courier.deliver_due()

        assert len(office.letters.posted) == CHANNELS - taken
        with office.database.read() as store:
            tally = Counter(store.deliveries.tally())
        assert tally == Counter(sending=taken, sent=CHANNELS - taken)


async def claimed_by_another(office: Office) -> Sequence[Claim]:
    """With the fences that the claim would have had which was not committed."""
    at = office.clock[0]
    return await office.dispatch.in_write(lambda store: store.claims.take(at=at, platforms=[Platform.WEB], size=2))


async def test_a_database_that_is_lost_while_a_card_is_worded_is_no_bug_of_that_card(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
):
    lost = [OperationalError("SELECT 1", {}, Exception("server closed the connection unexpectedly"))]

    def words(*asked: Any, **at: Any) -> Card:
        if lost:
            raise lost.pop()
        return looked_at(*asked, **at)

    monkeypatch.setattr(wording, "looked_at", words)
    async with an_office(sqlite_url) as office:
        told(office)
        with capture_logs() as logs:
            await Courier(office.dispatch, {Platform.WEB: office.letters}).deliver_due()

        assert [entry["event"] for entry in logs] == ["courier.no_database"]
        with office.database.read() as store:
            assert store.deliveries.tally() == {"sent": CHANNELS}
