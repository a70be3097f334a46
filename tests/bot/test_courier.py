"""The courier: told once, to whoever may still see it, whatever the platform does; nothing sent again blindly."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, insert, select, update
from structlog.testing import capture_logs

from bot.courier import TRIES, Courier
from bot.messenger import Address, Found, Gone, Messenger, Paused, Refused, Scope, Uncertain
from bot.ticker import do_chores
from domain.people import Person
from domain.places import Identity, Platform
from domain.when import QuietHours
from storage.people import Known
from storage.tables import copies, drafts, identities, inbox
from tests.office import NOON, Letterbox, Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, plain


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


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Office]:
    """An office on each database."""
    async with an_office(database_url) as office:
        yield office


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


# --- what the platform says ---


async def test_while_a_tenant_is_paused_nothing_goes_there_and_no_try_counts(office: Office):
    messenger = moody(office, *[Paused("rate-limited", 60)] * (TRIES + 2), who="rep")
    await files(office)
    await office.delivers()
    for _ in range(TRIES + 1):
        await in_time(office, seconds=59)
        before = len(messenger.tries)
        await in_time(office, seconds=0.5)
        assert len(messenger.tries) == before
        await in_time(office, seconds=1)

    assert not messenger.faults["rep"]
    await in_time(office, seconds=61)
    assert tally(office) == {"sent": 3}
    assert [messenger.posted.count(key) for key in messenger.posted] == [1, 1, 1]


async def test_a_pause_of_one_conversation_holds_up_nobody_else(office: Office):
    messenger = moody(office, Paused("slow-down", 30, scope=Scope.COPY))
    await files(office)
    await office.delivers()

    assert tally(office) == {"sent": 2, "pending": 1}
    await in_time(office, seconds=29)
    assert messenger.tries.count("manager") == 1
    await in_time(office, seconds=2)
    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 2


async def test_what_cannot_be_delivered_fails_after_so_many_tries_and_an_operator_can_send_it(office: Office):
    messenger = moody(office, *[Paused("down", 1, scope=Scope.COPY)] * (TRIES + 5))
    await files(office)
    for _ in range(TRIES + 5):
        await in_time(office, minutes=10)

    assert messenger.tries.count("manager") == TRIES
    assert tally(office) == {"sent": 2, "failed": 1}
    messenger.faults.clear()
    with office.database.write() as store:
        (stuck,) = store.review.stuck()
        assert (stuck.reason, stuck.person) == ("down", office.person("manager").id)
        assert store.review.resend(stuck.id, at=office.clock[0])
    await office.delivers()
    assert tally(office) == {"sent": 3}


async def test_whoever_cannot_be_reached_is_told_no_more_and_the_others_are(office: Office):
    messenger = moody(office, Refused("account-inactive"))
    await files(office)
    await office.delivers()
    await in_time(office, days=2)

    assert tally(office) == {"sent": 2, "failed": 1}
    assert messenger.tries.count("manager") == 1
    assert "Zatwierdź" in buttons(office.card("second"))


async def test_a_message_that_was_deleted_is_forgotten_and_never_sent_again(office: Office):
    ref = await office.registers("rep")
    messenger = moody(office)
    messenger.cards = {who: [] for who in ("rep", "manager", "second")}
    messenger.lost_amends = {who: [Gone("message-not-found")] for who in messenger.cards}
    withdraw = form_of(await office.types("rep", f"deal withdraw {ref}"))

    await office.sends("rep", withdraw)
    await in_time(office, days=1)

    assert not messenger.tries
    assert tally(office) == {"sent": 3}
    assert not any(messenger.lost_amends.values())


# --- what nobody knows ---


async def test_what_is_uncertain_and_has_arrived_is_found_not_sent_again(office: Office):
    messenger = moody(office, Uncertain("time-out"), arrives=True)
    await files(office)
    await office.delivers()
    assert tally(office) == {"sent": 2, "uncertain": 1}

    await in_time(office, seconds=11)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    assert not buttons(office.card("manager")), "what was found can be amended"


async def test_what_is_uncertain_and_certainly_not_there_is_sent_once_more(office: Office):
    messenger = moody(office, Uncertain("time-out"))
    await files(office)
    await office.delivers()
    assert messenger.tries.count("manager") == 1

    await in_time(office, seconds=11)

    assert messenger.tries.count("manager") == 2
    assert len(messenger.cards["manager"]) == 1
    assert tally(office) == {"sent": 3}


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_nobody_can_look_for_is_held_for_an_operator(office: Office, *, arrives: bool):
    messenger = moody(office, Uncertain("time-out"), arrives=arrives, looks=False)
    await files(office)
    with capture_logs() as logs:
        for _ in range(5):
            await in_time(office, hours=1)

    assert messenger.tries.count("manager") == 1
    assert tally(office) == {"sent": 2, "uncertain": 1}
    assert [line["event"] for line in logs].count("courier.held") == 1
    with office.database.read() as store:
        assert [copy.reason for copy in store.review.stuck()] == ["held"]


async def test_a_look_that_fails_is_made_again(office: Office):
    messenger = moody(office, Uncertain("reset"), arrives=True)
    messenger.blind = [Paused("rate-limited", 1), Uncertain("time-out"), Paused("rate-limited", 1)]
    await files(office)
    for _ in range(6):
        await in_time(office, minutes=5)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1


async def test_where_a_look_is_refused_it_is_held(office: Office):
    messenger = moody(office, Uncertain("reset"), arrives=True)
    messenger.blind = [Refused("missing-scope")]
    await files(office)
    for _ in range(3):
        await in_time(office, minutes=5)

    assert tally(office) == {"sent": 2, "uncertain": 1}
    assert messenger.tries.count("manager") == 1


async def test_an_amend_of_which_nobody_knows_is_made_again(office: Office):
    await office.registers("rep")
    cards = office.letters.cards
    messenger = moody(office)
    messenger.cards = cards
    messenger.lost_amends = {"manager": [Uncertain("time-out"), Paused("slow", 5, scope=Scope.COPY)]}

    await office.presses("second", next(iter(buttons(office.card("second")).values())))
    for _ in range(4):
        await in_time(office, minutes=1)

    assert not buttons(office.card("manager"))
    assert "Approved by Piotr Bak" in words_of(office.card("manager"))


@pytest.mark.parametrize("bug", [ValueError("a bug in the renderer"), KeyError("ts")], ids=repr)
async def test_a_bug_with_one_copy_does_not_stop_the_others(office: Office, bug: Exception):
    messenger = moody(office, bug)
    await files(office)
    with capture_logs() as logs:
        await office.delivers()

    assert tally(office)["sent"] == 2
    assert logs[0]["event"] == "courier.copy_failed"
    await in_time(office, minutes=10)
    await in_time(office, minutes=10)
    assert tally(office) == {"sent": 3}
    assert len(messenger.cards["manager"]) == 1


async def test_what_broke_after_it_was_posted_is_looked_for_not_sent_again(office: Office):
    messenger = moody(office, KeyError("ts"), arrives=True)
    await files(office)
    with capture_logs():
        for _ in range(5):
            await in_time(office, minutes=10)

    assert tally(office) == {"sent": 3}
    assert messenger.tries.count("manager") == 1


async def test_what_always_breaks_fails_in_the_end(office: Office):
    messenger = moody(office, *[ValueError("a bug in the renderer")] * 40)
    await files(office)
    with capture_logs():
        for _ in range(40):
            await in_time(office, minutes=10)

    assert messenger.tries.count("manager") <= TRIES
    assert tally(office) == {"sent": 2, "failed": 1}


# --- what changes meanwhile ---


async def test_what_is_decided_while_its_card_is_on_the_way_is_shown_at_last(office: Office):
    messenger = moody(office)
    await files(office)

    async def approve() -> None:
        waiting = buttons(card_of(await office.types("second", "approvals")))
        opened = await office.presses("second", next(iter(waiting.values())))
        await office.presses("second", next(iter(buttons(card_of(opened)).values())))

    messenger.meanwhile = approve
    await office.delivers()

    for who in ("manager", "second"):
        assert not buttons(office.card(who)), who
    assert "Approved by Piotr Bak" in words_of(office.card("manager"))
    assert messenger.tries.count("manager") == 1


def changed(office: Office, who: str, change: Callable[[Person], Person]) -> None:
    with office.database.write() as store:
        store.people.save(change(office.person(who)))


async def test_who_lost_the_right_before_it_was_sent_is_told_nothing(office: Office):
    await files(office)
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset({"rival"})))
    changed(office, "rep", lambda person: replace(person, roles=frozenset()))

    await office.delivers()

    assert tally(office) == {"skipped": 2, "sent": 1}
    assert set(office.letters.cards) == {"second"}


async def test_who_lost_the_right_afterwards_learns_nothing_new_and_the_old_card_is_closed(office: Office):
    await office.registers("rep")
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset()))

    waiting = buttons(office.card("second"))
    await office.presses("second", next(iter(waiting.values())))
    await office.delivers()

    assert plain(office.card("manager").title) == "Not open to you any more"
    assert not buttons(office.card("manager"))
    assert tally(office) == {"sent": 4}


async def test_who_may_no_longer_decide_loses_the_buttons_not_the_card(office: Office):
    ref = await office.registers("rep")
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset({"nowak"})))
    edit = form_of(await office.types("rep", f"deal edit {ref}"))

    await office.sends("rep", edit, amount="250000")
    await office.delivers()

    assert not buttons(office.card("manager")), "it is the regional lead's now"
    assert "250,000" in words_of(office.card("manager"))
    assert "Approve" in buttons(office.card("lead"))


async def test_what_can_wait_waits_for_the_end_of_the_readers_quiet_hours(office: Office):
    changed(office, "manager", lambda person: replace(person, quiet=QuietHours(time(11), time(14)), quiet_chosen=True))
    await files(office)
    await office.delivers()
    assert "manager" not in office.letters.cards

    await in_time(office, hours=1, minutes=59)
    assert "manager" not in office.letters.cards
    await in_time(office, minutes=1)
    assert "manager" in office.letters.cards


async def test_who_has_no_account_yet_is_told_once_there_is_one(office: Office):
    account = Identity(Platform.WEB, "vendor", "manager")
    with office.database.write() as store:
        store.people.unlink(account)
    await files(office)
    await office.delivers()
    await in_time(office, hours=1)
    assert tally(office) == {"sent": 2, "pending": 1}

    with office.database.write() as store:
        store.people.link(Known(identity=account, host="test"), office.person("manager"), at=office.clock[0])
        store.outbox.wake(office.person("manager").id, at=office.clock[0])
    await office.delivers()

    assert tally(office) == {"sent": 3}


async def test_who_is_on_a_platform_that_is_off_is_told_where_they_are_too(office: Office):
    """The account seen last is on Slack, which has no messenger here: the older one is used."""
    with office.database.write() as store:
        slack = Known(identity=Identity(Platform.SLACK, "T0VENDOR", "U1"), host="T0VENDOR")
        store.people.link(slack, office.person("manager"), at=office.clock[0] + timedelta(hours=1))
    await files(office)
    await office.delivers()

    assert tally(office) == {"sent": 3}


# --- several couriers, and one that is lost ---


async def test_two_couriers_send_each_copy_once(anywhere: Office, count: Callable[[int], int]):
    for _ in range(count(50)):
        await files(anywhere)
    messenger = moody(anywhere)
    couriers = [another(anywhere, messenger) for _ in range(3)]

    while any(await asyncio.gather(*(courier.deliver_due() for courier in couriers))):
        pass

    assert len(messenger.posted) == len(set(messenger.posted)) == 3 * count(50)
    assert tally(anywhere) == {"sent": 3 * count(50)}


async def lose_a_courier(office: Office) -> None:
    """It claims everything that is due and is never heard of again."""
    at = office.dispatch.now()
    claims = await office.dispatch.in_write(lambda store: store.claims.take(at=at, platforms=[Platform.WEB], size=10))
    assert len(claims) == 3


def leases_run_out(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(lease=1.0))


@pytest.mark.parametrize(("arrived", "looks"), [(True, True), (False, True), (False, False), (True, False)])
async def test_what_a_lost_courier_had_claimed_is_looked_for_first(anywhere: Office, *, arrived: bool, looks: bool):
    await files(anywhere)
    messenger = moody(anywhere, looks=looks)
    await lose_a_courier(anywhere)
    with anywhere.database.engine.connect() as connection:
        rows = connection.execute(
            select(copies.c.id, identities.c.user).join(identities, identities.c.person == copies.c.person)
        )
        sent = {row.id: Address(Platform.WEB, "test", f"dm:{row.user}", row.user, row.id) for row in rows}
    if arrived:
        messenger.there = sent

    await in_time(anywhere, hours=1)
    assert not messenger.tries, "somebody may still be at it"
    leases_run_out(anywhere)
    await anywhere.delivers()
    assert tally(anywhere) == {"uncertain": 3}
    with capture_logs():
        await in_time(anywhere, seconds=11)
        await in_time(anywhere, hours=1)

    assert len(messenger.tries) == (3 if looks and not arrived else 0)
    assert tally(anywhere) == ({"sent": 3} if looks else {"uncertain": 3})


async def test_a_courier_that_comes_back_late_changes_nothing(anywhere: Office):
    await files(anywhere)
    at = anywhere.dispatch.now()
    claims = await anywhere.dispatch.in_write(lambda store: store.claims.take(at=at, platforms=[Platform.WEB], size=10))
    leases_run_out(anywhere)
    moody(anywhere)
    await in_time(anywhere, seconds=1)
    await in_time(anywhere, seconds=11)
    before = tally(anywhere)

    late = await anywhere.dispatch.in_write(
        lambda store: [store.deliveries.sent(claim, conversation="c", message="late", at=at) for claim in claims]
    )

    assert late == [False] * 3
    assert tally(anywhere) == before == {"sent": 3}


async def test_the_loop_goes_on_after_a_round_that_failed_and_stops_when_told(office: Office):
    await files(office)
    failing = [True]

    class Breaking(Courier):
        async def deliver_due(self) -> bool:
            if failing:
                failing.pop()
                raise OSError("the database has gone away")
            return await super().deliver_due()

    there = asyncio.Event()
    courier = Breaking(office.dispatch, {Platform.WEB: office.letters}, delivered=there.set)
    with capture_logs() as logs:
        running = asyncio.create_task(courier.run())
        async with asyncio.timeout(30):
            while not logs:  # noqa: ASYNC110  # they are a list
                await asyncio.sleep(0.01)
            courier.wake()
            await there.wait()
            courier.stop()
            await running

    assert [line["event"] for line in logs] == ["courier.round_failed"]


# --- the clock's chores ---


async def test_a_protection_that_has_ended_is_told_once_and_not_a_moment_too_soon(office: Office):
    ref = await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    office.later(days=90, seconds=-1)
    await do_chores(office.dispatch)
    assert "Approved" in words_of(card_of(await office.types("rep", f"deal {ref}")))
    office.later(seconds=1)
    for _ in range(3):
        await asyncio.gather(do_chores(office.dispatch), do_chores(office.dispatch))
    await office.delivers()

    assert "xpired" in words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert len(office.letters.cards["rep"]) == 4, "the receipt, the decision, one reminder, the end"


async def test_what_nobody_needs_is_tidied_up_and_nothing_else(office: Office):
    with office.database.engine.begin() as connection:
        for days in (0, 2, 4):
            connection.execute(insert(inbox).values(key=f"k{days}", digest="d", at=NOON - timedelta(days=days)))
        for days in (0, 6, 8):
            person = office.person("rep").id
            at = NOON - timedelta(days=days)
            connection.execute(insert(drafts).values(id=f"d{days}", person=person, form="f", body="{}", saved_at=at))

    await do_chores(office.dispatch)

    with office.database.engine.connect() as connection:
        assert set(connection.execute(select(inbox.c.key)).scalars()) == {"k0", "k2"}
        assert set(connection.execute(select(drafts.c.id)).scalars()) == {"d0", "d6"}


async def test_a_chore_that_fails_does_not_stop_the_others(office: Office):
    """A deal of somebody who is nobody's any more still expires; an old draft still goes."""
    with office.database.engine.begin() as connection:
        connection.execute(insert(inbox).values(key="old", digest="d", at=NOON - timedelta(days=9)))
        connection.exec_driver_sql("ALTER TABLE deals RENAME TO deals_away")

    with capture_logs() as logs:
        await do_chores(office.dispatch)

    chores = ["expire deals", "ask what has stalled", "ask without a desk", "learn names"]
    assert [line["chore"] for line in logs] == chores
    with office.database.engine.connect() as connection:
        assert not connection.execute(select(inbox)).all()
