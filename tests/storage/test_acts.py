"""Acts: who did what to whom, in one chain, whoever writes at the same moment."""

from contextlib import contextmanager, suppress
from functools import partial

import pytest
from sqlalchemy import Engine, delete, event, text, update
from sqlalchemy.exc import IntegrityError

from domain.acts import EMPTY, OPERATOR, Fault, first_fault
from domain.refusal import Refusal
from storage.database import Database
from storage.tables import acts, openings
from tests.storage.examples import NOON, at_once, deal, rep


@contextmanager
def statements():
    """What is said to the database."""
    said = []

    def heard(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


@pytest.fixture
def sqlite_database(sqlite_url):
    database = Database(sqlite_url)
    yield database
    database.close()


def verified(database, head=None):
    with database.read() as store:
        return first_fault(store.acts.sealed_rows(), head)


def test_acts_come_back_in_the_order_in_which_they_were_kept(database):
    with database.write() as store:
        store.acts.note(OPERATOR, "first", "ola", at=NOON)
        store.acts.note("ola", "second", "jan", at=NOON, partner="nowak", times=2)

    with database.read() as store:
        assert [(act.n, act.who, act.what, act.about, act.partner, act.detail) for act in store.acts.all()] == [
            (1, "operator", "first", "ola", "", ""),
            (2, "ola", "second", "jan", "nowak", '{"times":2}'),
        ]
        assert store.acts.head().count == 2
    assert verified(database)[0] is None


def test_what_is_undone_is_not_on_record(database):
    with database.write() as store:
        store.acts.note("ola", "kept", "", at=NOON)
        with suppress(Refusal), store.savepoint():
            store.acts.note("ola", "undone", "", at=NOON)
            raise Refusal("not-found")
    with suppress(Refusal), database.write() as store:
        store.acts.note("ola", "undone too", "", at=NOON)
        raise Refusal("not-found")

    with database.read() as store:
        assert [act.what for act in store.acts.all()] == ["kept"]


def test_an_account_that_is_nobodys_can_be_forgotten_and_the_chain_holds(database):
    with database.write() as store:
        store.acts.deny(store.acts.conceal("slack:T1:U1", at=NOON), "deals", "stranger", at=NOON)
    with database.read() as store:
        assert [denial.who for denial in store.acts.denied()] == ["slack:T1:U1"]

    with database.engine.begin() as connection:
        connection.execute(delete(openings))

    with database.read() as store:
        (denial,) = store.acts.denied()
        assert (len(denial.who), denial.route, denial.reason) == (64, "deals", "stranger")
    assert verified(database)[0] is None


def test_many_that_write_at_once_make_one_chain(database, count):
    """Of several rows each, so that one that comes too late must take all of its own back."""

    def write(number):
        with database.write() as store:
            for part in range(number % 3 + 1):
                store.acts.note(f"writer {number}", "test", str(part), at=NOON)

    rounds = count(100)
    for _ in range(rounds):
        at_once(*(partial(write, number) for number in range(6)))

    fault, head = verified(database)
    assert (fault, head.count) == (None, rounds * 12)
    with database.read() as store:
        kept = store.acts.all()
    assert [act.about for act in kept if act.who == "writer 2"] == ["0", "1", "2"] * rounds
    beside = [(one.who, one.about) for one in kept]
    assert all(beside[at - 1] == (who, str(int(part) - 1)) for at, (who, part) in enumerate(beside) if part != "0")


def test_a_deal_costs_one_statement_more(database):
    """It adds whatever was noted; what the last row is, this process knows."""
    with database.write() as store:
        marek = rep(store)
        store.deals.add(deal(marek), draft="draft-0", by_name="Marek")

    with statements() as said, database.write() as store:
        store.deals.add(deal(marek), draft="draft-1", by_name="Marek")

    assert [one for one in said if "acts" in one] == said[-1:]


def test_whoever_remembers_an_old_head_finds_out_and_appends_to_the_new_one(database, database_url):
    other = Database(database_url)
    for each in (database, other, database, other):
        with each.write() as store:
            store.acts.note("ola", "first", "", at=NOON)
            store.acts.note("ola", "second", "", at=NOON)
    with suppress(Refusal), database.write() as store:
        store.acts.note("ola", "appended, and then undone", "", at=NOON)
        store.acts.keep()
        raise Refusal("not-found")
    with database.write() as store:
        store.acts.note("ola", "last", "", at=NOON)
    other.close()

    fault, head = verified(database)
    assert (fault, head.count) == (None, 9)


def test_after_what_was_undone_or_was_written_beside_one_looks_for_the_head_once(database, database_url):
    other, costs = Database(database_url), []

    def note(by: Database) -> int:
        with statements() as said, by.write() as store:
            store.acts.note("ola", "noted", "", at=NOON)
        return len([one for one in said if "acts" in one])

    note(database)
    with suppress(Refusal), database.write() as store:
        store.acts.note("ola", "appended, and then undone", "", at=NOON)
        store.acts.keep()
        raise Refusal("not-found")
    costs += [note(database), note(database)]
    note(other)
    costs += [note(database)]
    note(other)
    costs += [note(database), note(database)]
    other.close()

    assert costs == [2, 1, 3, 2, 1]
    assert verified(database)[0] is None


def test_an_empty_log_has_a_head(database):
    assert verified(database) == (None, EMPTY)


def test_on_sqlite_the_database_itself_refuses_to_change_a_row_or_to_take_one_out(sqlite_database):
    with sqlite_database.write() as store:
        store.acts.note("ola", "test", "", at=NOON)

    for statement in (update(acts).values(who="jan"), delete(acts)):
        with pytest.raises(IntegrityError, match="only added to"), sqlite_database.engine.begin() as connection:
            connection.execute(statement)


def test_what_is_changed_past_the_database_is_found(sqlite_database):
    with sqlite_database.write() as store:
        for number in range(5):
            store.acts.note("ola", "test", str(number), at=NOON)
    with sqlite_database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER acts_no_update"))
        connection.execute(update(acts).where(acts.c.n == 3).values(about="7"))

    fault, head = verified(sqlite_database)

    assert (fault, head.count) == (Fault(3, "changed"), 2)
