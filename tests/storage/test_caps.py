"""The cap is counted in the database: couriers that claim at once do not pass it by one, and deals cost nothing."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, event, select

from domain.notices.deals import DealReceived, DealStalled
from domain.places import Platform
from domain.programme import Messaging
from storage.database import Database
from storage.tables import copies, notices, spent
from tests.office import NOON, Office, an_office


def capped(office: Office, per_day: int = 3) -> None:
    with office.database.write() as store:
        rules = Messaging(per_day=per_day)
        store.programmes.apply(store.programme.model_copy(update={"messages": rules}), at=NOON)


async def put(office: Office, count: int, *who: str) -> None:
    """To each of these, one after another."""
    ref = await office.registers("rep")
    with office.database.write() as store:
        for number in range(count):
            people = [office.person(one) for one in who]
            store.outbox.put(DealStalled(office.deal(ref).id, str(number)), to=people, at=NOON)


def claimed(database: Database, size: int, at_once: Barrier) -> int:
    """How many one courier takes, in a transaction of its own."""
    at_once.wait(30)
    with database.write() as store:
        return len(store.claims.take(at=NOON + timedelta(minutes=1), platforms=[Platform.WEB], size=size))


async def test_couriers_that_claim_at_once_do_not_pass_it(database_url: str):
    async with an_office(database_url) as office:
        await put(office, 8, "rep", "boss")
        capped(office)

        with ThreadPoolExecutor(4) as couriers:
            at_once = Barrier(4)
            taken = [couriers.submit(claimed, office.database, 4, at_once) for _ in range(4)]
            assert sum(one.result(60) for one in taken) <= 6
        with office.database.write() as store:
            store.claims.take(at=NOON + timedelta(minutes=1), platforms=[Platform.WEB], size=50)

        with office.database.engine.connect() as connection:
            stalled = select(copies.c.person, copies.c.state, copies.c.gather_at).join(notices)
            rows = connection.execute(stalled.where(notices.c.kind == DealStalled.kind)).all()
    for who in {row.person for row in rows}:
        mine = [row for row in rows if row.person == who]
        assert sum(row.state == "sending" for row in mine) == 3
        assert sum(row.gather_at is not None for row in mine) == 5


async def test_what_a_courier_took_and_lost_is_not_counted_twice(sqlite_url: str):
    async with an_office(sqlite_url) as office:
        await put(office, 5, "rep")
        capped(office)
        at = NOON + timedelta(minutes=1)
        for _ in range(3):  # put off each time, as by a pause; the next of them is looked at after it
            with office.database.write() as store:
                for claim in store.claims.take(at=at, platforms=[Platform.WEB], size=2):
                    store.deliveries.again(claim, "ratelimited", due=at, counted=False)
        office.later(minutes=2)
        await office.delivers()

        with office.database.engine.connect() as connection:
            assert connection.execute(select(spent.c["count"])).scalar() == 5
            stalled = select(copies.c.state).join(notices).where(notices.c.kind == DealStalled.kind)
            assert Counter(connection.execute(stalled).scalars()) == {"sent": 3, "pending": 2}


async def test_what_waits_for_its_turn_all_the_same_has_used_up_nothing(sqlite_url: str):
    async with an_office(sqlite_url) as office:
        await put(office, 2, "rep")
        capped(office)
        at = NOON + timedelta(minutes=1)
        with office.database.write() as store:
            rows = [one.row for one in store.claims.take(at=at, platforms=[Platform.WEB], size=9)]

            store.caps.give_back(rows[1:], at)

        with office.database.engine.connect() as connection:
            counted = [row for row in rows if row.kind == DealStalled.kind]
            assert len(counted) == 2
            assert connection.execute(select(spent.c["count"])).scalar() == 2 - sum(row in counted for row in rows[1:])


async def test_what_cannot_wait_asks_nothing_of_it(sqlite_url: str):
    said: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: Any) -> None:
        said.append(statement)

    async with an_office(sqlite_url) as office:
        capped(office)

        def statements(put_: Callable[[Any], None]) -> list[str]:
            with office.database.write() as store:
                put_(store)
            said.clear()
            event.listen(Engine, "before_cursor_execute", heard)
            with office.database.write() as store:
                assert store.claims.take(at=NOON, platforms=[Platform.WEB], size=9)
            event.remove(Engine, "before_cursor_execute", heard)
            return said[:]

        rep = [office.person("rep")]
        deals = statements(lambda store: store.outbox.put(DealReceived("d1"), to=rep, at=NOON))
        nudges = statements(lambda store: store.outbox.put(DealStalled("d1", "1"), to=rep, at=NOON))

    assert not [one for one in deals if "spent" in one or "programmes" in one]
    assert sum("spent" in one for one in nudges) == 1
    assert len({*nudges} - {*deals}) == 3, {*nudges} - {*deals}
