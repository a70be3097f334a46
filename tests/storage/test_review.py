"""After a restore nothing that was still to be sent goes by itself; what is released goes, what is dropped never."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.claimed import Work
from storage.claims import SETTLE
from storage.copies import RESTORED, CopyState
from storage.tables import copies
from tests.storage.claimers import work_off
from tests.storage.examples import ALL, MINUTE, NOON, News, account, rep


class Older(News):
    kind = "older"


@pytest.fixture
def reader(database):
    with database.write() as store:
        person = rep(store)
        store.people.link(account(person), person, at=NOON)
    return person


def put(database, reader, *subjects, notice=News):
    with database.write() as store:
        for subject in subjects:
            store.outbox.put(notice(subject), to=[reader], at=NOON)


def hold(database):
    with database.write() as store:
        return store.review.hold()


def release(database, **which):
    with database.write() as store:
        return store.review.release(at=NOON, **which)


def drop(database, **which):
    with database.write() as store:
        return store.review.drop(at=NOON, **which)


def claimed(database, at=NOON):
    with database.write() as store:
        return store.claims.take(at=at, platforms=ALL, size=100)


def arrives(database, claim):
    with database.write() as store:
        assert store.deliveries.sent(claim, conversation="c", message="m", at=NOON)


def states(database):
    with database.engine.connect() as connection:
        rows = connection.execute(select(copies.c.state, copies.c.reason).order_by(copies.c.state)).all()
    return [tuple(row) for row in rows]


def test_what_was_due_before_a_restore_is_sent_by_nobody_and_then_once(database, reader, count):
    number = count(1000)
    put(database, reader, *map(str, range(number)))

    assert hold(database) == number
    assert work_off(database) == []
    with database.read() as store:
        assert len(store.review.stuck()) == number
        assert {one.reason for one in store.review.stuck()} == {RESTORED}

    assert release(database) == number
    sent = work_off(database)
    assert len(sent) == len(set(sent)) == number
    assert work_off(database) == []


@pytest.mark.parametrize("doing", ["pending", "sending", "uncertain", "again", "no account"])
def test_whatever_was_under_way_is_held(doing, database, reader):
    if doing == "no account":
        with database.write() as store:
            reader = rep(store, "Ola")
    put(database, reader, "1")
    if doing != "pending":
        claims = claimed(database)
        with database.write() as store:
            if doing == "uncertain":
                store.deliveries.uncertain(claims[0], "lost", at=NOON)
            if doing == "again":
                store.deliveries.again(claims[0], "busy", due=NOON + MINUTE)

    assert hold(database) == 1

    assert claimed(database, NOON + timedelta(days=1)) == ()
    with database.write() as store:
        store.outbox.wake(reader.id, at=NOON)
    assert claimed(database, NOON + timedelta(days=1)) == ()
    assert hold(database) == 0, "what is held is held"


def test_who_was_sending_it_can_say_nothing_about_it_any_more(database, reader):
    put(database, reader, "1")
    (claim,) = claimed(database)
    hold(database)

    with database.write() as store:
        assert not store.deliveries.sent(claim, conversation="c", message="m", at=NOON)
    assert states(database) == [(CopyState.UNCERTAIN, RESTORED)]


def test_what_was_begun_is_looked_for_when_it_is_released(database, reader):
    put(database, reader, "1")
    claimed(database)
    hold(database)
    release(database)

    (claim,) = claimed(database, NOON + SETTLE)

    assert claim.work is Work.FIND


def test_a_message_that_is_out_is_not_amended_until_it_changes_again(database, reader):
    put(database, reader, "1")
    arrives(database, claimed(database)[0])
    with database.write() as store:
        store.outbox.amend("thing:1", at=NOON)

    assert hold(database) == 1
    assert claimed(database) == ()
    with database.read() as store:
        assert [one.state for one in store.review.stuck()] == [CopyState.SENT]

    with database.write() as store:
        store.outbox.amend("thing:1", at=NOON)
    (claim,) = claimed(database)
    assert (claim.work, claim.wanted) == (Work.AMEND, 3)
    with database.read() as store:
        assert store.review.stuck() == ()


def test_an_amend_can_be_released_or_dropped(database, reader):
    put(database, reader, "1", "2")
    for claim in claimed(database):
        arrives(database, claim)
    with database.write() as store:
        store.outbox.amend("thing:1", at=NOON)
        store.outbox.amend("thing:2", at=NOON)
    hold(database)
    with database.read() as store:
        first, second = (one.id for one in store.review.stuck())

    assert release(database, copy=first) == 1
    assert drop(database, copy=second) == 1

    (claim,) = claimed(database)
    assert (claim.copy, claim.work) == (first, Work.AMEND)
    with database.read() as store:
        assert store.review.stuck() == ()


def test_what_is_put_afterwards_goes_as_ever(database, reader):
    put(database, reader, "1")
    hold(database)

    put(database, reader, "2")

    assert [claim.subject for claim in claimed(database)] == ["2"]


def test_one_kind_can_be_released_and_another_dropped(database, reader):
    put(database, reader, "1", "2")
    put(database, reader, "1", "2", "3", notice=Older)
    hold(database)

    assert drop(database, kind="older") == 3
    assert release(database, kind="news") == 2

    assert {claim.kind for claim in claimed(database)} == {"news"}
    assert states(database).count((CopyState.SKIPPED, "dropped")) == 3
    assert release(database) == 0, "what was dropped is not sent again"


def test_what_was_told_is_not_told_again_because_it_was_dropped(database, reader):
    put(database, reader, "1")
    hold(database)
    drop(database)

    put(database, reader, "1")

    assert claimed(database) == ()


def test_what_nobody_can_look_for_is_released_as_well(database, reader):
    put(database, reader, "1")
    with database.write() as store:
        (claim,) = store.claims.take(at=NOON, platforms=ALL, size=1)
        store.deliveries.hold(claim, at=NOON)

    assert hold(database) == 0
    assert release(database) == 1
    assert [claim.work for claim in claimed(database)] == [Work.POST]


def test_no_code_outlives_a_restore(database, reader):
    with database.write() as store:
        code = store.people.offer_code(reader, at=NOON)
        assert store.people.void_codes() == 1

        assert store.people.redeem_code(code, at=NOON) is None
