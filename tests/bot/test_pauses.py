"""What must wait waits as long as a platform says, after a restart too; and nothing else waits with it."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.courier import BATCH, POLL, Courier
from bot.messenger import Address, Found, Paused, Scope, Uncertain, Unreachable
from domain.channels import Channel, Trouble
from domain.places import Platform
from handlers import installations
from storage.claimed import Work, work_at
from storage.claims import SETTLE
from storage.tables import copies
from tests import crowd
from tests.office import NOON, Letterbox, Office, an_office
from views.vocabulary import Card


@dataclass
class Strict(Letterbox):
    """Notes when it was asked for what, and answers as its script says, by workspace, once each."""

    clock: list[datetime] = field(default_factory=list)
    script: dict[str, list[Exception]] = field(default_factory=dict)
    asked: list[tuple[str, str, datetime]] = field(default_factory=list)
    answer: Callable[[Work, Address], None] | None = None

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self._ask(Work.POST, address)
        return await super().post(address, card, key=key)

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        self._ask(Work.FIND, address)
        return Found()

    def _ask(self, work: Work, address: Address) -> None:
        if self.answer:
            self.answer(work, address)
            return
        self.asked.append((work, address.tenant, self.clock[0]))
        if self.script.get(address.tenant):
            raise self.script[address.tenant].pop(0)

    def later_each(self, tenant: str, seconds: float) -> None:
        """From now on this workspace asks for a pause whenever it is written to."""
        self.script[tenant] = [Paused("ratelimited", seconds, scope=Scope.WORK)] * 10_000

    def has_posted(self, tenant: str, number: int) -> bool:
        return len(self.posts(tenant)) == number

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


async def test_what_met_a_pause_goes_as_soon_as_it_is_lifted(office: Office):
    messenger = strict(office)
    messenger.script = {host: [Paused("missing_scope", 3600)] * 2 for host in ("T0BUSY", "T0OTHER")}
    tell(office, "T0BUSY", 2)
    tell(office, "T0OTHER")
    await office.delivers()
    office.later(seconds=60)
    await office.delivers()
    assert len(messenger.posts("T0BUSY")) == 2

    with office.database.write() as store:
        installations.resumed(Platform.WEB, "T0BUSY", store, at=office.clock[0])
    await office.delivers()

    assert len(messenger.posts("T0BUSY")) == 4
    assert len(messenger.posts("T0OTHER")) == 1


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
    with office.database.read() as store:  # nor is anything changed there, which may be counted by itself
        assert {host for _, host in store.pauses.at(office.clock[0])} == {"T0BUSY", "T0BUSY amend"}

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
        assert [*store.pauses.at(office.clock[0])] == [(Platform.WEB, work_at("T0BUSY", Work.FIND, ""))]
        crowd.tell(store, "T0BUSY", ["C9"], at=office.clock[0])
    await office.delivers()
    assert messenger.asked[-1] == (Work.POST, "T0BUSY", office.clock[0])


async def rounds(office: Office, done: Callable[[], object]) -> int:
    """How many times the courier looks into the outbox, POLL apart where there was nothing to do, until `done`."""
    for number in range(1000):
        if done():
            return number
        if not await office.courier.deliver_due():
            office.later(seconds=POLL)
    raise AssertionError("not in a thousand rounds")


async def test_what_another_workspace_is_told_takes_no_longer_while_one_is_throttled(office: Office):
    calm = strict(office)
    tell(office, "T0CALM", 30)
    alone = await rounds(office, partial(calm.has_posted, "T0CALM", 30))

    messenger = strict(office)
    messenger.later_each("T0BUSY", 30)
    with office.database.write() as store:
        crowd.broadcast(store, "T0BUSY", 2_000, at=office.clock[0], platform=Platform.WEB)
    await rounds(office, lambda: messenger.posts("T0BUSY"))
    began = office.clock[0]
    for number in range(3):
        office.later(seconds=0.01)
        with office.database.write() as store:
            crowd.tell(store, "T0CALM", [f"D{number} {n}" for n in range(30)], at=office.clock[0])
        assert await rounds(office, partial(messenger.has_posted, "T0CALM", 30 * (number + 1))) <= alone + 1

    assert office.clock[0] - began < timedelta(seconds=POLL)
    assert len(messenger.posts("T0BUSY")) <= BATCH, "it is asked again only after its pause"
    assert tally(office)["pending"] == 2_000


async def test_a_workspace_is_never_asked_earlier_than_it_said(office: Office, count: Callable[[int], int]):
    """Several throttle us at will; between what one says and its next request lies what it said."""
    chance = random.Random(5)
    messenger, hosts = strict(office), [f"T0{n}" for n in range(10)]
    with office.database.write() as store:
        for host in hosts:
            crowd.broadcast(store, host, count(200), at=office.clock[0], platform=Platform.WEB)
    earliest: dict[str, datetime] = {}

    def answer(work: Work, address: Address) -> None:
        at, host = office.clock[0], address.tenant
        assert at >= earliest.get(host, at), f"{host} was asked too early"
        messenger.asked.append((work, host, at))
        if chance.random() < 0.2:
            seconds = chance.choice((1, 2, 7, 60))
            # Those that left side by side with this one did not know yet.
            told.append((host, at + timedelta(seconds=seconds)))
            raise Paused("ratelimited", seconds, scope=Scope.WORK)

    told: list[tuple[str, datetime]] = []

    def learned() -> None:
        for host, until in told:
            earliest[host] = max(until, earliest.get(host, until))
        told.clear()

    messenger.answer = answer
    while set(tally(office)) != {"sent"}:
        busy = await office.courier.deliver_due()
        learned()
        if not busy:
            office.later(seconds=POLL)

    assert len(messenger.posts("T00")) > count(200)


def tally(office: Office) -> Mapping[str, int]:
    with office.database.read() as store:
        return store.deliveries.tally()


# --- what is poisonous ---


async def test_what_always_fails_starves_no_others_and_ends_in_the_list(office: Office, count: Callable[[int], int]):
    """One in a hundred breaks us whenever it is sent; the others take as many rounds as without them."""
    everybody = 10_000 if count(10) == 10 else 400
    messenger, poison = strict(office), {crowd.name_of("T0VENDOR", n + 1) for n in range(0, everybody, 100)}

    def answer(work: Work, address: Address) -> None:
        messenger.asked.append((work, address.conversation, office.clock[0]))
        if address.conversation in poison:
            raise KeyError("a bug")

    messenger.answer = answer
    with office.database.write() as store:
        crowd.broadcast(store, "T0VENDOR", everybody, at=office.clock[0], platform=Platform.WEB)
    with capture_logs():
        good = everybody - len(poison)
        taken = await rounds(office, lambda: tally(office).get("sent") == good)
        assert taken <= everybody // 10 + 1, "nobody waits for what fails"
        while tally(office).keys() - {"sent", "failed", "uncertain"} or due(office):
            if not await office.courier.deliver_due():
                office.later(minutes=5)

    with office.database.read() as store:
        stuck = store.review.stuck()
    assert {one.person.rpartition(":")[2] for one in stuck} == poison
    assert {one.reason for one in stuck} == {"held"}
    assert max(Counter(where for _, where, _ in messenger.asked).values()) < 20


def due(office: Office) -> bool:
    with office.database.engine.connect() as connection:
        return connection.execute(select(copies.c.id).where(copies.c.due.is_not(None))).first() is not None


# --- what a refusal says of a channel ---


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [("is_archived", Trouble.ARCHIVED), ("not_in_channel", Trouble.REMOVED), ("msg_too_long", None)],
)
async def test_a_channel_that_turns_a_message_away_is_known_to_be_out_of_reach(
    office: Office, reason: str, trouble: Trouble | None
):
    channel = Channel(platform=Platform.WEB, host="T0VENDOR", conversation="C0", partner="nowak", name="nowak")
    strict(office, T0VENDOR=[Unreachable(reason)])
    with office.database.write() as store:
        store.channels.link(channel, by="x", at=NOON)
    tell(office, "T0VENDOR")
    with capture_logs():
        await office.delivers()

    with office.database.read() as store:
        kept = store.channels.get(Platform.WEB, "C0")
        assert [one.reason for one in store.review.stuck()] == [reason]
    assert kept
    assert kept.trouble is trouble
    assert kept.usable is (trouble is None)
