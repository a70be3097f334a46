"""What must wait waits as long as a platform says, after a restart too; and nothing else waits with it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.courier import Courier
from bot.messenger import Address, Found, Paused, Scope, Uncertain
from domain.places import Platform
from storage.claims import SETTLE, Work, work_at
from tests import crowd
from tests.office import NOON, Letterbox, Office, an_office
from views.vocabulary import Card


@dataclass
class Strict(Letterbox):
    """Notes when it was asked for what, and answers as its script says, by workspace, once each."""

    clock: list[datetime] = field(default_factory=list)
    script: dict[str, list[Exception]] = field(default_factory=dict)
    asked: list[tuple[str, str, datetime]] = field(default_factory=list)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self._ask(Work.POST, address)
        return await super().post(address, card, key=key)

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        self._ask(Work.FIND, address)
        return Found()

    def _ask(self, work: Work, address: Address) -> None:
        self.asked.append((work, address.tenant, self.clock[0]))
        if self.script.get(address.tenant):
            raise self.script[address.tenant].pop(0)

    def posts(self, tenant: str) -> list[datetime]:
        return [at for work, where, at in self.asked if where == tenant and work == Work.POST]


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        with office.database.write() as store:
            crowd.prepare(store, NOON)
        yield office


def strict(office: Office, **script: list[Exception]) -> Strict:
    messenger = Strict(clock=office.clock, script=script)
    office.courier = Courier(office.dispatch, {Platform.WEB: messenger})
    return messenger


def tell(office: Office, host: str, channels: int = 1) -> None:
    with office.database.write() as store:
        crowd.tell(store, host, [f"C{n}" for n in range(channels)], at=office.clock[0])


async def test_of_several_pauses_asked_for_at_once_the_longest_counts(office: Office):
    messenger = strict(office, T0BUSY=[Paused("ratelimited", 60, scope=Scope.WORK), Paused("ratelimited", 1)])
    tell(office, "T0BUSY", 2)
    await office.delivers()
    assert len(messenger.posts("T0BUSY")) == 2

    office.later(seconds=59)
    await office.delivers()
    assert len(messenger.posts("T0BUSY")) == 2
    office.later(seconds=2)
    await office.delivers()
    assert len(messenger.posts("T0BUSY")) == 4


async def test_a_pause_is_never_made_shorter(office: Office):
    until = NOON + timedelta(hours=1)
    with office.database.write() as store:
        store.pauses.add(Platform.WEB, "T0BUSY", until=until, reason="token_revoked")
        store.pauses.add(Platform.WEB, "T0BUSY", until=NOON + timedelta(seconds=5), reason="unreachable")
        assert store.pauses.at(NOON) == {(Platform.WEB, "T0BUSY"): until}


@pytest.mark.parametrize("scope", [Scope.TENANT, Scope.WORK])
async def test_a_restart_honours_a_pause(office: Office, scope: Scope):
    strict(office, T0BUSY=[Paused("ratelimited", 60, scope=scope)])
    tell(office, "T0BUSY")
    await office.delivers()

    messenger = strict(office)
    tell(office, "T0BUSY", 5)
    await office.delivers()
    office.later(seconds=59)
    await office.delivers()
    assert not messenger.asked
    office.later(seconds=2)
    await office.delivers()
    assert len(messenger.posts("T0BUSY")) == 5


async def test_a_look_that_must_wait_holds_up_no_message(office: Office):
    messenger = strict(office, T0BUSY=[Uncertain("timeout"), Paused("ratelimited", 60, scope=Scope.WORK)])
    tell(office, "T0BUSY")
    await office.delivers()
    office.later(seconds=SETTLE.total_seconds() + 1)
    await office.delivers()
    assert messenger.asked[-1][0] == Work.FIND

    with office.database.write() as store:
        assert [*store.pauses.at(office.clock[0])] == [(Platform.WEB, work_at("T0BUSY", Work.FIND))]
        crowd.tell(store, "T0BUSY", ["C9"], at=office.clock[0])
    await office.delivers()
    assert messenger.asked[-1] == (Work.POST, "T0BUSY", office.clock[0])
