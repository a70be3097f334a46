"""How fast may be sent where: kept in the database, shared by all who send."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import literal, select, union_all

from domain.notices.announcements import Announced
from domain.places import Platform
from storage.claimed import Work
from storage.copies import Lane
from storage.database import Database
from storage.paces import AHEAD, Bucket, Pace
from storage.rooms import Lately
from storage.tables import copies
from tests.storage.examples import ALL, MINUTE, NOON, News, account, at_once, rep
from tests.storage.telling import finish, planned, put, sent, tally

SECOND = timedelta(seconds=1)
PACES = {"slack": Pace(Bucket(SECOND / 5, burst=2), Bucket(SECOND), window=5)}


def channel(host, number):
    there = {"platform": "slack", "host": host, "tenant": host, "conversation": f"C{number}", "language": "en"}
    return select(*[literal(value).label(name) for name, value in there.items()])


def crowd(database, number, host="T1", about="1", lane=Lane.CROWD):
    rows = union_all(*[channel(host, n) for n in range(number)]).subquery()
    with database.write() as store:
        store.outbox.broadcast(News(about), select(rows), at=NOON, lane=lane)


def claim(database, at=NOON, size=50, busy=None, lately=None):
    with database.write() as store:
        return store.claims.take(at=at, platforms=ALL, size=size, paces=PACES, busy=busy or {}, lately=lately)


def send_for(database, seconds, step=0.1):
    """A courier that looks every so often; what it sent, with the moment at which each may go."""
    done, lately = [], Lately()
    for n in range(int(seconds / step)):
        for claimed in claim(database, at=NOON + timedelta(seconds=n * step), lately=lately):
            done.append(claimed)
            assert sent(database, claimed, at=NOON)
    return done


def test_a_workspace_gets_its_pace_and_no_more(database):
    crowd(database, 60)

    slots = [claimed.slot for claimed in send_for(database, 4)]

    assert 19 <= sum(slot < NOON + 4 * SECOND for slot in slots) <= 22
    assert all(sum(start <= slot < start + SECOND for slot in slots) <= 6 for start in slots)


def test_what_is_edited_everywhere_takes_from_the_same_pace(database):
    crowd(database, 40)
    assert len(send_for(database, 10)) == 40
    with database.write() as store:
        store.outbox.amend("thing:1", at=NOON + MINUTE)

    slots = []
    for n in range(40):
        for claimed in claim(database, at=NOON + MINUTE + n * SECOND / 10):
            assert claimed.work is Work.AMEND
            assert finish(database, "amended", claimed)
            slots.append(claimed.slot)

    assert 19 <= sum(slot < NOON + MINUTE + 4 * SECOND for slot in slots) <= 22
    assert all(sum(start <= slot < start + SECOND for slot in slots) <= 6 for start in slots)


APART = {"slack": Pace(Bucket(SECOND / 5, burst=2), Bucket(SECOND), window=5, changes=Bucket(2 * SECOND, burst=2))}
"""Changes are counted by themselves: one in two seconds."""


def work_for(database, seconds, start):
    """A courier that looks every so often, where changes are counted by themselves; what it has done."""
    done = []
    for n in range(int(seconds * 5)):
        with database.write() as store:
            claims = store.claims.take(at=start + n * SECOND / 5, platforms=ALL, size=50, paces=APART)
        done += claims
        for claimed in claims:
            changes = claimed.work is Work.AMEND
            assert finish(database, "amended", claimed) if changes else sent(database, claimed, at=start)
    return done


def of(work, done):
    return [claimed for claimed in done if claimed.work is work]


def test_where_changes_are_counted_by_themselves_neither_they_nor_messages_wait_for_the_others(database):
    crowd(database, 20)
    assert len(work_for(database, 6, NOON)) == 20
    then = NOON + MINUTE
    person = reader(database)
    with database.write() as store:
        store.outbox.amend("thing:1", at=then)
        store.outbox.broadcast(News("2"), channel("T1", 1), at=then + SECOND)
        store.outbox.put(News("3"), to=[person], at=then + SECOND)
    crowd(database, 20, about="4")

    done = work_for(database, 8, then)

    assert Counter(claimed.subject for claimed in of(Work.POST, done)) == {"2": 1, "3": 1, "4": 20}
    assert 3 <= len(of(Work.AMEND, done)) <= 6
    with database.write() as store:
        store.outbox.amend("thing:3", at=then + 9 * SECOND)
    assert "3" in {claimed.subject for claimed in work_for(database, 4, then + 9 * SECOND)}, "before a broadcast's"
    assert len(of(Work.AMEND, work_for(database, 40, then + MINUTE))) >= 12


def test_a_pause_of_changes_is_of_changes_alone(database):
    crowd(database, 3)
    work_for(database, 2, NOON)
    with database.write() as store:
        store.outbox.amend("thing:1", at=NOON + MINUTE)
        store.pauses.add("slack", "T1 amend", until=NOON + 2 * MINUTE, reason="ratelimited")
    crowd(database, 3, about="2")

    meanwhile = work_for(database, 10, NOON + MINUTE)

    assert Counter(claimed.work for claimed in meanwhile) == {Work.POST: 3}
    assert len(of(Work.AMEND, work_for(database, 10, NOON + 2 * MINUTE))) == 3


def test_at_most_so_many_are_under_way(database):
    crowd(database, 20)
    later = NOON + MINUTE
    for n in range(4):
        claim(database, at=NOON + n * SECOND, size=2)

    assert claim(database, at=later, busy={("slack", "T1"): 5}) == ()
    assert len(claim(database, at=later, busy={("slack", "T1"): 4})) == 1


def test_one_workspaces_queue_is_in_no_others_way(database):
    crowd(database, 50, "T1")
    crowd(database, 3, "T2", about="2")
    claim(database, size=3)

    assert {claimed.known.host for claimed in claim(database, size=10)} == {"T2"}
    assert Counter(claimed.known.host for claimed in claim(database, at=NOON + MINUTE, size=10))["T1"] >= 2


def test_replicas_share_one_pace(database_url, count):
    seconds = max(4, count(20))
    with_clock = Database(database_url)
    crowd(with_clock, 5 * seconds + 60)

    def courier():
        database = Database(database_url)
        try:
            return [claimed.slot for claimed in send_for(database, seconds, 0.2)]
        finally:
            database.close()

    slots = sorted(slot for part in at_once(courier, courier, courier) for slot in part)

    assert all(sum(start <= slot < start + SECOND for slot in slots) <= 6 for start in slots)
    with_clock.close()


def test_a_pause_is_kept_by_its_workspace_alone(database):
    crowd(database, 5, "T1")
    crowd(database, 5, "T2", about="2")
    with database.write() as store:
        store.pauses.add("slack", "T1", until=NOON + MINUTE, reason="ratelimited")

    assert {claimed.known.host for claimed in claim(database)} == {"T2"}
    assert {claimed.known.host for claimed in claim(database, at=NOON + MINUTE - SECOND)} == {"T2"}
    assert "T1" in {claimed.known.host for claimed in claim(database, at=NOON + MINUTE)}


def test_after_a_pause_nothing_is_made_up_for(database):
    crowd(database, 20)
    with database.write() as store:
        store.pauses.add("slack", "T1", until=NOON + MINUTE, reason="ratelimited")

    after = claim(database, at=NOON + MINUTE)

    assert [claimed.slot - NOON - MINUTE for claimed in after] == [n * SECOND / 5 for n in range(len(after))]


# --- who goes first ---


def reader(database, name="Marek"):
    with database.write() as store:
        person = rep(store, name)
        store.people.link(account(person, Platform.SLACK, "T1"), person, at=NOON)
    return person


def test_what_is_told_by_itself_overtakes_a_broadcast(database):
    crowd(database, 50)
    claim(database)
    put(database, News("urgent"), reader(database), at=NOON + SECOND)

    assert "urgent" in {claimed.subject for claimed in claim(database, at=NOON + SECOND, size=2)}


def test_an_urgent_broadcast_goes_before_another(database):
    crowd(database, 20)
    crowd(database, 20, about="2", lane=Lane.URGENT)

    first = send_for(database, 3)

    assert {claimed.subject for claimed in first} == {"2"}


def test_neither_a_broadcast_nor_what_is_told_by_itself_waits_for_ever(database):
    crowd(database, 100)
    people = [reader(database, f"p{n}") for n in range(2)]
    for n in range(40):
        put(database, News(f"n{n}"), *people)

    went = Counter(claimed.person != "" for claimed in send_for(database, 10))

    assert went[False] >= 8
    assert went[True] >= 30


@pytest.mark.parametrize(("lane", "changed"), [(Lane.CROWD, 20), (Lane.URGENT, 3)])
def test_where_changes_are_not_counted_by_themselves_they_wait_for_no_broadcast_and_none_waits_for_them(
    sqlite_url, lane, changed
):
    database = Database(sqlite_url)
    with database.write() as store:
        rows = union_all(*[channel("T1", n) for n in range(25)]).subquery()
        store.outbox.broadcast(Announced("wrong"), select(rows), at=NOON)
    assert len(send_for(database, 6, step=0.2)) == 25
    with database.write() as store:
        store.sweeps.amend("wrong", at=NOON)
        while store.sweeps.go_on(at=NOON):
            pass
    crowd(database, 60, about="2", lane=lane)

    work = Counter[Work]()
    for n in range(50):
        for claimed in claim(database, at=NOON + (10 + n / 5) * SECOND):
            changes = claimed.work is Work.AMEND
            assert finish(database, "amended", claimed) if changes else sent(database, claimed, at=NOON)
            work[claimed.work] += 1

    assert work[Work.AMEND] >= changed
    assert work[Work.POST] >= 2


def test_a_clock_that_is_put_back_by_an_hour_keeps_nothing_back(database):
    crowd(database, 10)
    assert claim(database, at=NOON + 60 * MINUTE, size=1)

    assert claim(database, size=1)
    assert claim(database, size=1)[0].slot <= NOON + SECOND, "and what it has written is forgotten"


def test_what_was_put_off_by_the_pace_is_told_in_the_order_in_which_it_fell_due(database):
    person = reader(database)
    for n in range(6):
        put(database, News(str(n)), person, at=NOON + n * SECOND / 100)

    told = [claimed.subject for claimed in send_for(database, 3)]

    assert told == [str(n) for n in range(6)]


def test_what_failed_for_now_is_not_behind_the_whole_broadcast(database):
    crowd(database, 50)
    first = claim(database)[0]
    finish(database, "again", first, "timeout", due=NOON + SECOND)

    assert first.copy in {claimed.copy for claimed in claim(database, at=NOON + SECOND)}


def test_a_channel_that_is_told_many_things_is_told_one_a_second(database):
    to = account(reader(database), Platform.SLACK, "T1")
    for n in range(4):
        with database.write() as store:
            store.outbox.address(News(str(n)), to=to, language="en", zone="UTC", at=NOON)

    slots = [claimed.slot for claimed in send_for(database, 5)]

    assert len(slots) == 4
    assert min(after - before for before, after in pairwise(slots)) >= SECOND


@pytest.mark.parametrize("step", [0.1, 0.5])
def test_several_broadcasts_to_one_channel_go_there_one_a_second_and_hold_up_no_other_channel(sqlite_url, step):
    database = Database(sqlite_url)
    for n in range(5):
        crowd(database, 1, about=str(n))
    crowd(database, 12, about="others")

    slots: dict[str, list[datetime]] = {}
    for claimed in send_for(database, 10, step=step):
        slots.setdefault(claimed.known.conversation, []).append(claimed.slot)

    there = slots.pop("C0")
    assert len(there) == 6
    assert min(after - before for before, after in pairwise(there)) >= SECOND - AHEAD
    assert max(slot for (slot,) in slots.values()) <= NOON + 6 * SECOND


def test_a_look_costs_by_what_may_go_and_not_by_what_waits(sqlite_url):
    database = Database(sqlite_url)
    crowd(database, 400)
    plans = planned(database, lambda store: store.claims.take(at=NOON, platforms=ALL, size=50, paces=PACES))

    in_queue = "SEARCH copies USING INDEX ix_copies_queue (platform=? AND host=? AND lane=? AND due>? AND due<?)"
    assert [in_queue] in plans, plans  # in its order: nothing is sorted
    assert tally(database)["pending"] >= 390
    with database.engine.connect() as connection:
        assert set(connection.execute(select(copies.c.due).where(copies.c.state == "pending")).scalars()) == {NOON}
    database.close()


@pytest.mark.parametrize("rows", [2])
def test_two_looks_at_once_take_nothing_twice(database, rows, count):
    crowd(database, 40)

    for n in range(count(20)):
        at = NOON + n * SECOND
        parts = at_once(*[partial(claim, database, at)] * rows)
        taken = [claimed.copy for part in parts for claimed in part]
        assert len(taken) == len(set(taken))
