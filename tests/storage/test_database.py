"""Transactions: the same promises on SQLite and on PostgreSQL."""

import gc
import itertools
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from statistics import median
from threading import Event, Thread

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as TookTooLongError

from domain.people import Role
from domain.refusal import Refusal
from storage import schema
from storage.claims import LEASE
from storage.database import IDLE_SECONDS, Database
from storage.faults import UnusableError
from storage.store import Store
from storage.turns import Turns
from tests.forked import Forked
from tests.storage.examples import NOON, at_once, rep

LITTLE = 1000
"""What a disk that is full has no room for."""
_ROLE = Role.CHANNEL_MANAGER
_DAY = timedelta(days=1)


def test_what_was_written_is_there_in_the_next_transaction(database):
    with database.write() as store:
        person = rep(store)

    with database.read() as store:
        assert store.people.get(person.id) == person


def test_an_exception_undoes_everything(database):
    with suppress(Refusal), database.write() as store:
        rep(store)
        raise Refusal("no")

    with database.read() as store:
        assert store.people.everybody() == ()


def test_a_read_cannot_write(database):
    with pytest.raises((DBAPIError, UnusableError)), database.read() as store:
        rep(store)


def test_a_write_works_on_a_connection_that_read_before(database_url):
    database = Database(database_url, pool=1)
    with database.read() as store:
        store.people.everybody()
    with database.write() as store:
        rep(store)
    with database.read() as store:
        assert len(store.people.everybody()) == 1
    database.close()


def test_a_savepoint_undoes_its_own_part_only(database):
    with database.write() as store:
        kept = rep(store, "Hanna")
        with suppress(Refusal), store.savepoint():
            rep(store, "Marek")
            raise Refusal("no")
        later = rep(store, "Piotr")

    with database.read() as store:
        assert set(store.people.everybody()) == {kept, later}


def test_after_an_integrity_error_inside_a_savepoint_the_transaction_goes_on(database):
    with database.write() as store:
        person = rep(store)
        store.approvals.ask("deal", "1", partner="", region="", role=_ROLE, filed_by=person.id, at=NOON)
        with pytest.raises(IntegrityError), store.savepoint():
            store.approvals.ask("deal", "1", partner="", region="", role=_ROLE, filed_by=person.id, at=NOON)
        store.approvals.ask("deal", "2", partner="", region="", role=_ROLE, filed_by=person.id, at=NOON)

    with database.read() as store:
        assert store.approvals.of("deal", "1")
        assert store.approvals.of("deal", "2")


def test_where_the_disk_is_full_in_the_midst_nothing_of_it_is_done(sqlite_url):
    database = Database(sqlite_url, pool=1)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # of those that it has there is none to spare

    def too_much(store: Store) -> None:
        for number in range(LITTLE):
            store.lookouts.keep(f"look {number}", "", "x" * 1000)

    def tries(store: Store) -> None:
        rep(store)
        fault = store.tried(lambda: too_much(store))
        store.lookouts.keep("after it", "", "")
        raise AssertionError(f"goes on after {fault!r}")

    with pytest.raises(UnusableError), database.write() as store:
        tries(store)
    with pytest.raises(UnusableError), database.write() as store, store.savepoint():
        too_much(store)

    with database.read() as store:
        assert store.people.everybody() == ()
        assert store.lookouts.last("after it") == ("", "")
    database.close()


def test_savepoints_nest(database):
    with database.write() as store, store.savepoint():
        kept = rep(store, "Hanna")
        with suppress(Refusal), store.savepoint():
            rep(store, "Marek")
            raise Refusal("no")

    with database.read() as store:
        assert store.people.everybody() == (kept,)


def test_readers_do_not_wait_for_a_writer_and_see_nothing_of_it(database):
    with database.write() as writing:
        rep(writing)
        with database.read() as reading:
            assert reading.people.everybody() == ()


def test_many_threads_write_and_none_fails(database, count):
    times = count(200)

    def write(name):
        for number in range(times):
            with database.write() as store:
                store.people.count_try(name, str(number), at=NOON, limit=1, window=_DAY)
                store.people.count_try("everybody", "tries", at=NOON, limit=10**9, window=_DAY)

    at_once(*[lambda name=name: write(name) for name in "abcd"])

    with database.engine.connect() as connection:
        total = connection.execute(text("SELECT count FROM tries WHERE who = 'everybody'")).scalar()
    assert total == 4 * times


def test_sqlite_writers_wait_for_one_another_also_when_they_read_first(sqlite_url):
    database = Database(sqlite_url)
    in_the_middle, done = Event(), []

    def second():
        in_the_middle.wait(30)
        with database.write() as store:
            store.people.everybody()
            done.append(rep(store, "Hanna"))

    thread = Thread(target=second)
    thread.start()
    with database.write() as store:
        store.people.everybody()
        in_the_middle.set()
        thread.join(0.2)
        assert not done
        rep(store, "Marek")
    thread.join(30)

    with database.read() as store:
        assert len(store.people.everybody()) == 2
    database.close()


def test_who_writes_without_a_pause_keeps_nobody_out(database, count):
    stop, busiest = Event(), itertools.count()

    def write_without_a_pause():
        while not stop.is_set():
            with database.write() as store:
                store.people.count_try("busy", "bee", at=NOON, limit=10**9, window=_DAY)
            next(busiest)

    busy = [Thread(target=write_without_a_pause) for _ in range(3)]
    for thread in busy:
        thread.start()
    came_before = []
    for _ in range(count(500)):
        first = next(busiest)
        with database.write() as store:
            store.people.count_try("me", "now", at=NOON, limit=10**9, window=_DAY)
        came_before.append(next(busiest) - first)
    stop.set()
    for thread in busy:
        thread.join()

    assert median(came_before) < 20


def test_a_sqlite_writer_whose_turn_does_not_come_gives_up_and_spoils_nothing():
    turns = Turns(0.05)
    with turns.one(), pytest.raises(TookTooLongError), turns.one():
        pytest.fail("it was another's turn")


def test_sqlite_writers_come_in_turn():
    turns, order = Turns(10), list[str]()

    with ThreadPoolExecutor(1) as thread, turns.one():
        thread.submit(_in_turn, turns, order)
        order.append("first")

    assert order == ["first", "second"]


def _in_turn(turns, order):
    with turns.one():
        order.append("second")


def test_sqlite_keeps_what_was_answered_through_a_loss_of_power(sqlite_url):
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        assert found == ["wal", 2]  # 2 is FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_new_sqlite_file_can_be_opened_by_several_processes_at_once(tmp_path, count):
    program = f"""
from storage.database import Database
for number in range({count(500)}):
    database = Database(f"sqlite:///{tmp_path}/{{number}}.sqlite")
    database.engine.connect().close()
    database.close()
"""
    started = [Forked("-c", program) for _ in range(4)]

    assert [one.wait(60) for one in started] == [0] * 4


def test_sqlite_in_memory_is_refused():
    with pytest.raises(ValueError, match="needs a file"):
        Database("sqlite://")


def test_a_plain_postgresql_address_will_do(postgresql_url):
    database = Database(postgresql_url.replace("postgresql+psycopg:", "postgresql:"))
    with database.read() as store:
        assert store.people.everybody() == ()
    database.close()


def test_postgresql_ends_a_transaction_that_a_frozen_process_left_open(postgresql_url):
    database = Database(postgresql_url)
    with database.engine.connect() as connection:
        assert connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar() == f"{IDLE_SECONDS}s"
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "10s"
    database.close()
    assert IDLE_SECONDS < LEASE, "all others wait for what it has locked"


def test_a_transaction_that_was_ended_since_its_process_was_frozen_is_no_bug(postgresql_url):
    database = Database(postgresql_url)

    def frozen(opened: Callable[[], AbstractContextManager[Store]]) -> None:
        with opened() as store:
            store._connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
            time.sleep(0.5)
            store.people.everybody()

    for opened in (database.write, database.read):
        with pytest.raises(UnusableError, match="idle-in-transaction"):
            frozen(opened)
    database.close()


def test_a_postgresql_host_that_vanished_is_given_up_soon_unless_the_address_says_otherwise(postgresql_url):
    ours = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "2", "tcp_user_timeout": "20000"}
    own = {"tcp_user_timeout": "7000", "connect_timeout": "9"}
    theirs = make_url(postgresql_url).update_query_dict(own).render_as_string(hide_password=False)

    assert _told_to_libpq(postgresql_url) >= {**ours, "connect_timeout": "5"}.items()
    assert _told_to_libpq(theirs) >= {**ours, **own}.items()


def _told_to_libpq(url):
    database = Database(url)
    with database.engine.connect() as connection:
        psycopgs = connection.connection.driver_connection
        assert psycopgs is not None
        told = psycopgs.info.get_parameters()
    database.close()
    return told.items()


def test_what_a_standby_refuses_is_no_bug_also_where_somebody_has_read_before(postgresql_url):
    database = Database(postgresql_url)
    with database.engine.connect() as connection:  # as each connection to a standby is from its beginning
        connection.execute(text("SET default_transaction_read_only = on"))
        connection.commit()

    with database.read() as store:
        assert store.people.everybody() == ()
    with pytest.raises(UnusableError, match="read-only transaction"), database.write() as store:
        rep(store)
    database.close()


# psycopg leaves it to the garbage collector to close what the server has closed already.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_backend_that_was_killed_costs_nobody_an_answer(postgresql_url):
    database = Database(postgresql_url)
    with database.write() as store:
        rep(store)
    other = Database(postgresql_url)
    with other.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.close()

    with database.read() as store:
        assert len(store.people.everybody()) == 1
    database.close()
    gc.collect()  # here, where its warning is expected


def test_only_whoever_serves_can_read_a_new_database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/new/one.sqlite")
    schema.migrate(f"sqlite:///{tmp_path}/new/one.sqlite")
    with database.write():
        made = list((tmp_path / "new").iterdir())

        assert {file.name for file in made} == {"one.sqlite", "one.sqlite-shm", "one.sqlite-wal"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    database.close()
