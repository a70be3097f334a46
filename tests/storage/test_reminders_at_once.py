"""Reminders under several processes, some of which are killed: each level of each deal once, and none left out."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from sqlalchemy import select

from domain.approvals import Approval
from domain.deadlines import Level
from domain.deals import Deal
from domain.people import Role
from handlers import deals_asked, deals_known, deals_late
from handlers.deadlines import begin, raised, resume, stop
from storage.database import Database
from storage.store import Store
from storage.tables import deadlines, notices, reminders
from tests.databases import until_somebody_waits
from tests.forked import PIPE, Forked
from tests.storage.examples import NOON, at_once, deal, director, lead, manager, programme, rep
from tests.storage.reminders import LATE, work_off

KINDS = ("deal-still-waits", "deal-escalated")


def fill(database: Database, number: int) -> None:
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        filer = rep(store)
        for person in (manager(store, "wislan"), lead(store, "central-europe"), director(store)):
            store.people.save(person)
        for n in range(number):
            wait(store.deals.add(deal(filer, f"Customer {n}"), draft=f"d{n}", by_name="Marek"), store)


def wait(kept: Deal, store: Store) -> None:
    role = Role.CHANNEL_MANAGER
    asked = store.approvals.ask(
        deals_known.KIND, kept.id, partner=kept.partner, region=kept.region, role=role, filed_by=kept.filed_by, at=NOON
    )
    people = deals_asked.deciders(kept, store)
    begin(asked, people, store, at=NOON)
    deals_asked.tell_deciders(kept, people, store, at=NOON)


def lines_and_notices(database: Database) -> tuple[Counter[int], int]:
    with database.read() as store:
        connection = store._connection  # the tables as they are
        levels = Counter(connection.execute(select(reminders.c.level)).scalars())
        told = connection.execute(select(notices.c.key).where(notices.c.kind.in_(KINDS))).all()
        assert not connection.execute(select(deadlines.c.approval).where(deadlines.c.next_at.is_not(None))).all()
    return levels, len(told)


def test_two_threads_remind_once(database, count):
    number = count(200)
    fill(database, number)

    at_once(*[lambda: work_off(database)] * 2)

    assert lines_and_notices(database) == ({1: number, 2: number, 3: number}, 3 * number)


def test_processes_that_are_killed_remind_once_and_leave_nothing_out(database, database_url, count):
    number, chance = count(count(3400)), random.Random(12)  # a hundredth in `make test`
    fill(database, number)
    command = ("-m", "tests.storage.reminders", database_url)

    for _ in range(count(19)):
        both = [Forked(*command, stdin=PIPE, stdout=PIPE) for _ in range(2)]
        for process in both:
            assert process.stdout
            assert process.stdin
            process.stdout.readline()
            process.stdin.write("go\n")
            process.stdin.flush()
        time.sleep(chance.uniform(0.05, 0.3))
        for process in both:
            process.kill()
            process.communicate()
    work_off(database)

    assert lines_and_notices(database) == ({1: number, 2: number, 3: number}, 3 * number)


def test_a_question_and_its_answer_are_kept_while_a_level_is_done(postgresql_url):
    """On SQLite writers come one after another."""
    with closing(Database(postgresql_url)) as database, ThreadPoolExecutor(1) as beside:
        fill(database, 1)
        meanwhile(lambda store, approval: stop(approval, store, at=NOON), database, postgresql_url, beside)
        assert counted(database) == (None, Level.REMINDED, None)

        meanwhile(lambda store, approval: resume(approval, store, at=NOON), database, postgresql_url, beside)
        assert counted(database)[0] == NOON


def meanwhile(act, database, url, beside):
    """It is done by another process, which waits for one that has raised the deadline and not committed it."""

    def in_turn():
        with database.write() as other:
            act(other, waiting(other))

    with database.write() as store:
        deadline = store.deadlines.of(waiting(store).id)
        assert raised(deadline, store, at=NOON)
        done = beside.submit(in_turn)
        until_somebody_waits(url)
    done.result(30)


def counted(database):
    """Since when the count runs, what was done, and when what comes next is due."""
    with database.read() as store:
        deadline = store.deadlines.of(waiting(store).id)
    assert deadline
    return deadline.since, deadline.level, deadline.next_at


def waiting(store: Store) -> Approval:
    return store.approvals.undecided(deals_known.KIND)[0]


def test_a_round_takes_what_is_due_and_no_more(database, count):
    fill(database, deals_late.BATCH + 5)

    with database.write() as store:
        due = [store.approvals.get(deadline.approval).subject for deadline in store.deadlines.due(LATE, size=100)]
        assert due == sorted(due), "as whatever takes several deals takes them"
        assert deals_late.remind_due(LATE, store)
    with database.write() as store:
        assert not store.deadlines.due(NOON, size=100)
