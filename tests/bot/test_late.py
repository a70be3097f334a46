"""A courier that stood still for longer than its lease, and sent all the same: in the end it stands there once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import ColumnElement, func, select, update
from structlog.testing import capture_logs

from bot.courier import BATCH, Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found, Paused, Scope, Uncertain
from domain.places import Platform
from storage.faults import UnusableError
from storage.store import Store
from storage.tables import copies
from tests import crowd
from tests.office import NOON, Letterbox, Office, an_office
from views.vocabulary import Card

T = TypeVar("T")


@dataclass
class Stopped(Letterbox):
    """Stands still before its first post, while `meanwhile` happens; that one arrives then, and is doubted as the
    script says. A look finds what is there only where it `looks`: else nothing.
    """

    meanwhile: Callable[[], object] | None = None
    doubts: list[Exception] = field(default_factory=list)
    retracts: list[Exception] = field(default_factory=list)
    there: dict[str, str] = field(default_factory=dict)
    looks: bool = False
    blind: list[Exception] = field(default_factory=list)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        late = self.meanwhile is not None
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()  # type: ignore[misc]  # it is asynchronous
        message = f"m{len(self.posted)}"
        self.posted.append(key)
        self.there[message] = key
        if late and self.doubts:
            raise self.doubts.pop(0)
        return Address(address.platform, address.tenant, address.conversation, message=message)

    async def retract(self, address: Address) -> None:
        if self.retracts:
            raise self.retracts.pop(0)
        del self.there[address.message]

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        """As it stands there, the newest first."""
        if not self.looks:
            return Found()
        if self.blind:
            raise self.blind.pop(0)
        found = [replace(address, message=message) for message, of in reversed(self.there.items()) if of == key]
        return Found(found[0], tuple(found[1:])) if found else Found()


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        with office.database.write() as store:
            crowd.prepare(store, NOON)
            crowd.tell(store, "T0VENDOR", ["C1"], at=NOON)
        yield office


def couriers(office: Office, messenger: Letterbox) -> tuple[Courier, Courier]:
    platforms = {Platform.WEB: messenger}
    return Courier(office.dispatch, platforms), Courier(office.dispatch, platforms)


def leases_run_out(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(lease=1.0))


def total(office: Office, of: ColumnElement[int]) -> int:
    """Of all copies."""
    with office.database.engine.connect() as connection:
        return connection.execute(select(func.sum(of))).scalar_one()


async def rounds(office: Office, courier: Courier, number: int = 4) -> None:
    for _ in range(number):
        while await courier.deliver_due():
            pass
        office.later(seconds=11)


@pytest.mark.parametrize(
    "faults", [[], [Paused("ratelimited", 1), Uncertain("timeout")]], ids=["at once", "in the end"]
)
async def test_a_twin_is_taken_back(office: Office, faults: list[Exception]):
    messenger = Stopped(retracts=faults)
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        await rounds(office, other)

    messenger.meanwhile = meanwhile
    with capture_logs():
        await rounds(office, first)

    assert len(messenger.posted) == 2, "both have sent it"
    assert list(messenger.there) == ["m0"], "the one that counts stands there"
    with office.database.engine.connect() as connection:
        assert connection.execute(select(copies.c.state, copies.c.message)).all() == [("sent", "m0")]


@pytest.mark.parametrize("doubt", [Uncertain("connection-lost"), ValueError("a bug after the send")], ids=repr)
@pytest.mark.parametrize("blind", [[], [Paused("ratelimited", 1), Uncertain("timeout")]], ids=["at once", "in the end"])
async def test_a_twin_of_which_its_own_sender_is_not_sure_is_looked_for_and_taken_back(
    office: Office, doubt: Exception, blind: list[Exception]
):
    """It stood still, another sent it meanwhile, and then its own arrives, but the answer is lost."""
    messenger = Stopped(doubts=[doubt])
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        await rounds(office, other)
        messenger.looks, messenger.blind = True, blind

    messenger.meanwhile = meanwhile
    with capture_logs():
        await rounds(office, first)

    assert len(messenger.posted) == 2, "both have sent it"
    assert list(messenger.there) == ["m0"], "the one that counts stands there"


class Unnamed(Stopped):
    """Its answers name no message, as those of Slack to a file."""

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        return replace(await super().post(address, card, key=key), message="")


@pytest.mark.parametrize("doubts", [[], [Uncertain("timeout")]], ids=["answered", "answer lost"])
async def test_of_two_that_no_answer_named_one_counts(office: Office, doubts: list[Exception]):
    messenger = Unnamed(doubts=doubts, looks=True)
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        await rounds(office, other)

    messenger.meanwhile = meanwhile
    with capture_logs():
        await rounds(office, first)

    assert len(messenger.posted) == 2, "both have sent it"
    assert len(messenger.there) == 1


async def test_of_two_that_are_found_one_counts_and_the_other_is_taken_back(office: Office):
    """Both senders are not sure: whoever looks finds both."""
    messenger = Stopped(looks=True)
    courier, _ = couriers(office, messenger)
    with office.database.write() as store:
        (claim,) = store.claims.take(at=NOON, platforms=(Platform.WEB,), size=10)
    messenger.there = {"m1": claim.copy, "m2": claim.copy}
    leases_run_out(office)
    with capture_logs():
        await rounds(office, courier)

    assert list(messenger.there) == ["m2"]
    with office.database.engine.connect() as connection:
        assert connection.execute(select(copies.c.state, copies.c.message)).all() == [("sent", "m2")]


async def test_what_is_uncertain_and_late_where_nobody_can_look_is_forgotten(office: Office):
    """Then nobody has sent it again: an operator has it in the list."""

    class Blind(Stopped):
        async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
            return None

    messenger = Blind(doubts=[Uncertain("timeout")])
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        await rounds(office, other)

    messenger.meanwhile = meanwhile
    with capture_logs() as logs:
        await rounds(office, first)
        first.stop()
        await first.run()

    assert len(messenger.posted) == 1
    assert "courier.twin_left" not in [line["event"] for line in logs]
    with office.database.read() as store:
        assert [one.reason for one in store.review.stuck()] == ["held"]


class Faulty(Dispatch):
    """Breaks when the second twin is looked at."""

    fault: Exception | None = None
    looks: int = 0

    async def in_write(self, work: Callable[[Store], T]) -> T:
        self.looks += isinstance(work, partial)
        if self.fault and self.looks == 2:  # the second
            self.looks += 1
            raise self.fault
        return await super().in_write(work)


async def three_twins(office: Office, messenger: Stopped) -> tuple[Courier, Faulty]:
    """A courier that has sent three copies late, each of which another has sent as well."""
    with office.database.write() as store:
        crowd.tell(store, "T0VENDOR", ["C2", "C3"], at=NOON)
        claims = store.claims.take(at=NOON, platforms=(Platform.WEB,), size=10)
    leases_run_out(office)
    dispatch = office.dispatch_of(Faulty)
    first, other = Courier(dispatch, {Platform.WEB: messenger}), couriers(office, messenger)[1]
    await rounds(office, other)
    for claim in claims:
        there = Address(Platform.WEB, "T0VENDOR", claim.known.conversation, message=f"late {claim.copy}")
        messenger.there[there.message] = claim.copy
        first._twins.arrived(claim, there)
    return first, dispatch


@pytest.mark.parametrize("fault", [UnusableError("no disk"), ValueError("a bug")], ids=repr)
async def test_a_fault_forgets_no_twin(office: Office, fault: Exception):
    messenger = Stopped()
    with capture_logs():
        first, dispatch = await three_twins(office, messenger)
        dispatch.fault = fault
        with suppress(UnusableError):
            await first.deliver_due()
        await first.deliver_due()

    assert sorted(messenger.there) == ["m0", "m1", "m2"]


async def test_a_courier_that_is_stopped_looks_once_more_for_twins(office: Office):
    messenger = Stopped()
    with capture_logs():
        first, _ = await three_twins(office, messenger)
        first.stop()
        await first.run()

    assert sorted(messenger.there) == ["m0", "m1", "m2"]


async def test_what_is_to_be_sent_again_and_arrives_late_after_all_is_not_sent_again(office: Office):
    messenger = Stopped()
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        assert not await other.deliver_due()  # from now on it is looked for
        office.later(seconds=11)
        assert await other.deliver_due()  # and is not there

    messenger.meanwhile = meanwhile
    with capture_logs():
        assert await first.deliver_due()
        await first._twins.take_back(first.messengers)
        await rounds(office, other)

    assert messenger.posted == [*messenger.there.values()]
    assert len(messenger.posted) == 1


async def test_what_was_held_for_an_operator_and_arrives_late_is_sent(office: Office):
    class Blind(Stopped):
        async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
            return None

    messenger = Blind()
    first, other = couriers(office, messenger)

    async def meanwhile() -> None:
        leases_run_out(office)
        await rounds(office, other)
        with office.database.read() as store:
            assert [one.reason for one in store.review.stuck()] == ["held"]

    messenger.meanwhile = meanwhile
    with capture_logs():
        await rounds(office, first)

    with office.database.read() as store:
        assert store.review.stuck() == ()
        assert store.deliveries.tally() == {"sent": 1}
    assert len(messenger.there) == 1


async def looked_for_in_vain(office: Office) -> tuple[Courier, Stopped, dict[str, str]]:
    """A courier that has sent once more what something before the platform keeps; that one comes later, or never."""
    messenger = Stopped(doubts=[Uncertain("timeout")], looks=True)
    (courier, _) = couriers(office, messenger)

    async def meanwhile() -> None:
        messenger.posted.append("held up")

    messenger.meanwhile = meanwhile
    await courier.deliver_due()
    first = dict(messenger.there)
    messenger.there.clear()
    await rounds(office, courier, 2)
    return courier, messenger, first


async def test_what_comes_after_a_look_in_vain_is_taken_back(office: Office):
    """It was kept for longer than anybody waits: another was sent."""
    with capture_logs():
        courier, messenger, first = await looked_for_in_vain(office)
        assert len(messenger.there) == 1, "it is sent once more"
        again = dict(messenger.there)
        messenger.there |= first
        office.later(minutes=1)
        await rounds(office, courier)

    assert messenger.there == again, "the one that counts stands there"


async def test_a_courier_that_is_stopped_before_it_looks_again_raises_no_alarm(office: Office):
    """Most of what was not there never comes."""
    with capture_logs() as logs:
        courier, _, _ = await looked_for_in_vain(office)
        courier.stop()
        await courier.run()

    assert [line["log_level"] for line in logs if line["event"] == "courier.twin_left"] == ["warning"]


class Hanging(Stopped):
    """Never says whether it has taken anything away."""

    async def retract(self, address: Address) -> None:
        await asyncio.Event().wait()


async def test_nobody_waits_for_a_platform_that_takes_no_twin_back(office: Office):
    messenger = Hanging()
    with capture_logs():
        courier, _ = await three_twins(office, messenger)
        courier.patience = 0.1
        with office.database.write() as store:
            crowd.tell(store, "T0VENDOR", ["C4"], at=NOON)
        async with asyncio.timeout(5):
            await courier.deliver_due()

    assert len(messenger.posted) == 4


class OneStays(Stopped):
    """The first that is to be taken away never is."""

    def __init__(self, why: Exception) -> None:
        super().__init__()
        self.why, self.stays = why, ""

    async def retract(self, address: Address) -> None:
        self.stays = self.stays or address.message
        if address.message == self.stays:
            raise self.why
        await super().retract(address)


@pytest.mark.parametrize("why", [Uncertain("timeout"), Paused("status-404", 60, scope=Scope.COPY)], ids=repr)
async def test_one_that_cannot_be_taken_away_keeps_no_other_there(office: Office, why: Exception):
    messenger = OneStays(why)
    with capture_logs():
        courier, _ = await three_twins(office, messenger)
        await rounds(office, courier, 3)

    assert sorted(messenger.there) == sorted([messenger.stays, "m0", "m1", "m2"])


async def test_only_the_round_that_asks_a_platform_waits_for_it(office: Office):
    messenger = Hanging()
    with capture_logs():
        courier, _ = await three_twins(office, messenger)
        courier.patience = 1.0
        await courier.deliver_due()
        async with asyncio.timeout(courier.patience):
            for _ in range(3):
                await courier.deliver_due()


async def test_what_stands_there_twice_waits_for_nothing_that_may_come(office: Office):
    class Busy(Stopped):
        async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
            if self.looks:
                await asyncio.Event().wait()
            return await super().find(address, key=key, since=since)

    messenger = Busy()
    with capture_logs():
        courier, _ = await three_twins(office, messenger)
        twins, courier.patience, messenger.looks = courier._twins, 0.1, True
        twins.missing(twins._late[0].claim)
        twins._late.reverse()
        office.later(minutes=1)
        await courier.deliver_due()

    assert sorted(messenger.there) == ["m0", "m1", "m2"]


async def test_twins_that_nobody_waits_for_any_longer_are_named(office: Office):
    with capture_logs() as logs:
        courier, _ = await three_twins(office, Hanging())
        courier.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(courier.run(), 0.1)

    assert [line["event"] for line in logs].count("courier.twin_left") == 3


async def test_a_workspace_that_asks_for_time_is_not_asked_for_the_next_twin(office: Office):
    messenger = Stopped(retracts=[Paused("ratelimited", 60)])
    with capture_logs():
        courier, _ = await three_twins(office, messenger)
        await courier.deliver_due()
        assert len(messenger.there) == 6
        await rounds(office, courier, 2)
        assert len(messenger.there) == 6
        office.later(seconds=60)
        await courier.deliver_due()

    assert sorted(messenger.there) == ["m0", "m1", "m2"]


async def test_a_courier_that_is_too_slow_for_what_it_took_takes_less_and_no_try_counts(office: Office):
    """However slow the machine is, it gets somewhere; what was never tried does not fail."""
    with office.database.write() as store:
        crowd.broadcast(store, "T0VENDOR", BATCH + 10, at=NOON, platform=Platform.WEB)
    courier = Courier(office.dispatch, {Platform.WEB: office.letters}, lease=0.0)
    taken: list[int] = []
    for _ in range(10):
        await courier.deliver_due()
        taken.append(total(office, copies.c.fence) - sum(taken))
        assert total(office, copies.c.attempts) == 0

    assert not office.letters.posted
    assert taken[0] == BATCH
    assert taken == sorted(taken, reverse=True)
    assert taken[-1] == 1
    courier.lease = 30.0
    await rounds(office, courier)
    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent": BATCH + 11}


class Asleep(Dispatch):
    """What is read takes so many seconds."""

    takes = 0.1

    async def in_read(self, work: Callable[[Store], T]) -> T:
        await asyncio.sleep(self.takes)
        return await super().in_read(work)


async def test_a_courier_whose_rounds_last_takes_less(office: Office):
    """Before its leases run out while it is at it; and it delivers all the same."""
    with office.database.write() as store:
        crowd.broadcast(store, "T0VENDOR", BATCH + 30, at=NOON, platform=Platform.WEB)
    dispatch = office.dispatch_of(Asleep)
    dispatch.takes = 0.4
    courier = Courier(dispatch, {Platform.WEB: office.letters}, lease=1.5)

    taken: list[int] = []
    for _ in range(2):
        await courier.deliver_due()
        taken.append(total(office, copies.c.fence) - sum(taken))
    assert taken[0] == BATCH
    assert taken[1] <= BATCH // 2

    await rounds(office, office.courier)
    assert len(office.letters.posted) == BATCH + 31


async def test_a_courier_that_stood_still_while_it_worded_sends_nothing(office: Office):
    """Its lease counts from the claim on, and not from the moment at which it wakes."""
    assert await Courier(office.dispatch_of(Asleep), {Platform.WEB: office.letters}, lease=0.1).deliver_due()

    assert not office.letters.posted
    await rounds(office, office.courier)
    assert len(office.letters.posted) == 1
