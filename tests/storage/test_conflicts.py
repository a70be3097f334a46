"""Conflicts: what else is known of a customer, and on what evidence; found among all names as they come."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import text

from domain.conflicts import Evidence, Said
from domain.deals import Conflict, Deal, Happening, Step
from storage.customers import COMMON, _candidates, marks_of
from storage.database import Database
from storage.store import Store
from tests.databases import until_somebody_waits
from tests.steps import steps
from tests.storage.examples import MINUTE, NOON, deal, rep


def registers(store: Store, new: Deal, draft: str) -> Deal:
    """As a registration does it."""
    store.customers.learn(new.terms.customer, compared=True)
    return store.deals.add(new, draft=draft, by_name="X")


def rivals(store: Store, mine: Deal) -> list[tuple[str, Evidence]]:
    found = store.conflicts.rivals(mine.terms, own=mine.partner, besides=mine.id)
    return [(rival.customer, rival.evidence) for rival in found]


def test_rivals_are_live_deals_of_anybody_for_the_same_customer(database):
    with database.write() as store:
        marek, piotr = rep(store), rep(store, "Piotr", "baltmer")
        registers(store, deal(piotr, "NOWAK sp. z o.o."), "1")
        site = deal(piotr, "Another", at=NOON + MINUTE, website="http://nowak.pl/x", country="DE")
        registers(store, site, "2")
        registers(store, deal(piotr, "Nowak", country="CZ"), "3")
        registers(store, deal(piotr, "Kowalski"), "4")
        dead = registers(store, deal(piotr, "Nowak"), "5")
        store.deals.change(dead, dead.after(Step.REJECT), Happening(step=Step.REJECT, at=NOON, by="x"))
        mine = registers(store, deal(marek, "Nowak", website="www.nowak.pl"), "6")

        assert rivals(store, mine) == [("NOWAK sp. z o.o.", Evidence.NAME), ("Another", Evidence.SITE)]
        assert {rival.kind for rival in store.conflicts.rivals(mine.terms, own="wislan")} == {
            Conflict.OWN,
            Conflict.OTHER,
        }


def test_nothing_in_common_is_no_rival(database):
    with database.write() as store:
        marek = rep(store)
        registers(store, deal(marek, "!!!"), "1")
        second = registers(store, deal(marek, "Nowak"), "2")

        assert rivals(store, second) == []


@pytest.mark.parametrize(
    ("there", "typed", "evidence"),
    [
        ("Przedsiębiorstwo Budowlane Kowalski", "Przedsiebiorstwo Budowlne Kowalski sp. k.", Evidence.NEARLY),
        ("Kowalski Transport", "Transport Kowalski S.A.", Evidence.NEARLY),
        ("Deutsche Bank", "Deutsche Bahn", Evidence.PERHAPS),
        ("Kowalski", "Kowalska", Evidence.PERHAPS),
        ("Orlen Paliwa", "Orlen Gaz", None),
        ("Grupa 2000", "Grupa 3000", None),
    ],
)
def test_a_name_that_is_nearly_the_same_is_found_whichever_came_first(database, there, typed, evidence):
    with database.write() as store:
        first = registers(store, deal(rep(store, "Piotr", "baltmer"), there), "1")
        second = registers(store, deal(rep(store), typed), "2")

        assert rivals(store, second) == ([(there, evidence)] if evidence else [])
        assert rivals(store, first) == ([(typed, evidence)] if evidence else [])


def test_what_is_only_alike_is_a_matter_for_a_person(database):
    with database.write() as store:
        registers(store, deal(rep(store, "Piotr", "baltmer"), "Deutsche Bank"), "1")
        mine = registers(store, deal(rep(store), "Deutsche Bahn"), "2")

        [rival] = store.conflicts.rivals(mine.terms, own=mine.partner, besides=mine.id)
        assert (rival.conflict, rival.kind) == (Conflict.POSSIBLE, Conflict.OTHER)


def test_a_name_that_is_known_is_learned_once(database):
    with database.write() as store:
        store.customers.learn("Deutsche Bank")
        store.customers.learn("DEUTSCHE BANK AG")

        assert store.customers.similar("Deutsche Bahn") == (("deutsche bank", 92),)


@pytest.mark.parametrize("typed", ["Deutsche Bahn", "Deutsche Bank"])
@pytest.mark.parametrize("known", [(), ("Deutsche Bank",), ("Deutsche Bahn",), ("Deutsche Bank", "Deutsche Bahn")])
def test_two_names_that_come_at_the_same_moment_are_compared(postgresql_url, known, typed):
    """On SQLite writers come one after another."""
    with closing(Database(postgresql_url)) as database, ThreadPoolExecutor(1) as beside:
        with database.write() as store:
            for name in known:
                store.customers.learn(name)

        def second():
            with database.write() as store:
                return rivals(store, registers(store, deal(rep(store), typed), "2"))

        with database.write() as store:
            registers(store, deal(rep(store, "Piotr", "baltmer"), "Deutsche Bank"), "1")
            theirs = beside.submit(second)
            until_somebody_waits(postgresql_url)

        assert [customer for customer, _ in theirs.result(30)] == ["Deutsche Bank"]


def test_what_a_manager_said_counts_more_than_the_names_and_can_be_taken_back(database):
    with database.write() as store:
        registers(store, deal(rep(store, "Piotr", "baltmer"), "Deutsche Bank"), "1")
        mine = registers(store, deal(rep(store), "Deutsche Bahn"), "2")
        told = []
        for said in (Said.SAME, Said.NOT, Said.NOTHING):
            store.conflicts.say("Deutsche Bahn", "Deutsche Bank AG", said)
            told += rivals(store, mine)

        assert [evidence for _, evidence in told] == [Evidence.SAID, Evidence.APART, Evidence.PERHAPS]


def test_two_customers_may_share_a_website_where_a_manager_says_so(database):
    with database.write() as store:
        registers(store, deal(rep(store, "Piotr", "baltmer"), "Orlen Gaz", website="orlen.pl"), "1")
        mine = registers(store, deal(rep(store), "Orlen Paliwa", website="orlen.pl"), "2")
        before = rivals(store, mine)
        store.conflicts.say("Orlen Paliwa", "Orlen Gaz", Said.NOT)

        assert before == [("Orlen Gaz", Evidence.SITE)]
        assert rivals(store, mine) == [("Orlen Gaz", Evidence.APART)]
        elsewhere = replace(mine.terms, country="DE", website="")
        assert store.conflicts.rivals(elsewhere) == ()


def test_a_word_that_all_names_share_costs_no_more_among_many_names(sqlite_url):
    database = Database(sqlite_url)
    asked = []
    for number in (COMMON + 1, 5 * COMMON):
        names = [f"zaklad {each} polska" for each in range(number)]
        marked = {pair for name in names for pair in marks_of(name)}
        with database.engine.begin() as connection:
            connection.execute(text("DELETE FROM marks"))
            connection.execute(text("INSERT INTO marks VALUES (:m, :o)"), [{"m": m, "o": o} for m, o in sorted(marked)])
        with steps(database) as done, database.read() as store:
            assert store.customers.similar("Zakład Nowak Polska") == ()
        asked.append(done[0])
    database.close()

    assert asked[1] < 1.3 * asked[0]


def test_postgresql_looks_marks_up_by_their_key_though_it_knows_nothing_of_them_yet(postgresql_url):
    database = Database(postgresql_url)
    with database.engine.begin() as connection:
        connection.execute(text("INSERT INTO marks SELECT '=' || n, 'name ' || n FROM generate_series(1, 20000) n"))
        statement = _candidates("postgresql").compile(dialect=connection.dialect)
        asked = {**statement.params, "spelled": '["=1"]', "marked": '["=2"]'}
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", asked).scalars().all()
    database.close()

    assert not [line for line in plan if "Seq Scan on marks" in line], plan
