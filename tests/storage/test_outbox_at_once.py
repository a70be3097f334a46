"""The outbox under several threads and several processes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

from sqlalchemy import select, text, update

from domain.notices.deals import DealAwaitsDecision
from domain.places import Platform
from storage.copies import PARKED
from storage.database import Database
from storage.tables import copies
from tests.databases import until_somebody_waits
from tests.forked import PIPE, Forked
from tests.storage.claimers import work_off
from tests.storage.examples import NOON, News, account, at_once, manager, programme, rep

HOUSE = Path(__file__).parents[2]


def fill(database, notices, readers=2):
    with database.write() as store:
        people = [rep(store, f"p{number}") for number in range(readers)]
        for person in people:
            store.people.link(account(person), person, at=NOON)
        for number in range(notices):
            store.outbox.put(News(str(number % 10), str(number)), to=people, at=NOON)
    return notices * readers


def states(database):
    with database.read() as store:
        return dict(store.deliveries.tally())


def test_four_threads_send_each_copy_once(database, count):
    copies = fill(database, count(1000))

    posted = at_once(*[lambda: work_off(database)] * 4)

    everything = [copy for part in posted for copy in part]
    assert len(everything) == len(set(everything)) == copies
    assert states(database) == {"sent": copies}


def test_processes_send_each_copy_once(database, database_url, count):
    copies = fill(database, count(1000))
    command = ("-m", "tests.storage.claimers", database_url)
    processes = [Forked(*command, stdin=PIPE, stdout=PIPE) for _ in range(2)]
    for process in processes:
        assert process.stdout
        process.stdout.readline()
    posted = [part.split() for part in at_once(*[partial(_finish, process) for process in processes])]

    assert [process.returncode for process in processes] == [0, 0]
    everything = [copy for part in posted for copy in part]
    assert len(everything) == len(set(everything)) == copies
    assert states(database) == {"sent": copies}


def _finish(process):
    return process.communicate("go\n", timeout=100)[0]


def test_amends_during_the_work_are_all_shown_in_the_end(database, count):
    copies, amends, done = fill(database, 20), count(300), Event()

    def amend():
        for number in range(amends):
            with database.write() as store:
                store.outbox.amend(f"thing:{number % 10}", at=NOON)
        done.set()

    def send():
        while not done.is_set():
            work_off(database)

    at_once(amend, amend, send, send)
    work_off(database)

    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT wanted, shown, due, state FROM copies")).all()
    assert len(rows) == copies
    assert {(row.shown == row.wanted, row.due, row.state) for row in rows} == {(True, None, "sent")}
    assert sum(row.wanted - 1 for row in rows) == 2 * amends * copies // 10


def test_the_same_notice_put_at_once_is_one_notice(database, count):
    with database.write() as store:
        people = [rep(store, "a"), rep(store, "b")]

    def put(number):
        with database.write() as store:
            store.outbox.put(News("1", str(number)), to=people, at=NOON)

    for number in range(count(200)):
        at_once(*[lambda number=number: put(number)] * 3)

    assert states(database) == {"pending": 2 * count(200)}


def test_wakes_claims_and_amends_never_wait_for_each_other_in_a_ring(postgresql_url, count):
    database = Database(postgresql_url)
    fill(database, 30)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE copies SET reason = 'no-account'"))
        people = connection.execute(text("SELECT id FROM persons")).scalars().all()

    def wake():
        for number in range(count(300)):
            with database.write() as store:
                store.outbox.wake(people[number % 2], at=NOON)

    def amend():
        for number in range(count(300)):
            with database.write() as store:
                store.outbox.amend(f"thing:{number % 10}", at=NOON)

    at_once(wake, amend, amend, lambda: work_off(database))

    work_off(database)
    assert states(database) == {"sent": 60}
    database.close()


def test_nothing_stays_aside_where_tandem_comes_back_in_the_midst_of_a_claim(database, count):
    fill(database, 12, readers=1)
    with database.engine.connect() as connection:
        half = sorted(connection.execute(select(copies.c.id)).scalars())[6]
    aside = update(copies).values(state="pending", lease=0, due=PARKED)
    due = update(copies).values(due=NOON)

    def comes_back():
        with database.write() as store:
            assert store.installations.enable(Platform.WEB, "home", at=NOON)
            store.pauses.resume(at=NOON)

    def claims():
        with database.write() as store:
            store.claims.take(at=NOON, platforms=[Platform.WEB], size=10)

    for number in range(count(500)):
        with database.write() as store:
            store.installations.disable(Platform.WEB, "home", "removed", at=NOON)
        with database.engine.begin() as connection:
            connection.execute(aside)
            connection.execute(due.where((copies.c.id < half) | (number % 2 == 1)))

        at_once(comes_back, claims)

        with database.read() as store:
            assert store.pauses.parked() == 0


def test_what_a_digest_drops_while_its_decision_is_undone_is_held_again(postgresql_url):
    """On SQLite writers come one after another."""
    with closing(Database(postgresql_url)) as database, ThreadPoolExecutor(1) as beside:
        with database.write() as store:
            store.programmes.apply(programme(), at=NOON)
            reader = replace(manager(store, "wislan"), digest=(16,))
            store.outbox.put(DealAwaitsDecision("d1"), to=[reader], at=NOON)
        due = NOON + timedelta(days=1)

        def undone():
            with database.write() as store:
                store.digests.bring_back("deal:d1", since=NOON, at=due)

        with database.write() as store:
            dropped = [held.copy for held in store.digests.held(reader.id, at=due)]
            store.digests.drop(dropped, at=due)
            undo = beside.submit(undone)
            until_somebody_waits(postgresql_url)
        undo.result(30)

        with database.write() as store:
            assert [held.copy for held in store.digests.held(reader.id, at=due)] == dropped != []
