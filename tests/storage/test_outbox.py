"""What is put is told once to each reader, and what is out is shown as it is now."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.when import QuietHours
from storage.claimed import Work
from storage.claims import SETTLE
from tests.storage.examples import MINUTE, NOON, Leisurely, News
from tests.storage.telling import LATER, amend, claim, finish, lose, put, sent, tally


def test_each_reader_is_told_once(database, readers):
    put(database, News("1"), *readers, readers[0])
    put(database, News("1"), *readers)

    claims = claim(database)

    assert {each.person for each in claims} == {person.id for person in readers}
    assert {(each.work, each.kind, each.subject, each.occasion) for each in claims} == {(Work.POST, "news", "1", "")}
    assert claim(database) == ()


def test_another_occasion_is_another_notice(database, readers):
    put(database, News("1", "a"), readers[0])
    put(database, News("1", "b"), readers[0])

    assert len(claim(database)) == 2


def test_what_is_put_together_is_told_as_if_it_were_put_one_by_one(database, readers):
    put(database, News("1"), *readers)
    with database.write() as store, store.outbox.together():
        for notice in (News("1"), News("2"), News("2"), News("3")):
            store.outbox.put(notice, to=readers, at=NOON)
    with database.write() as store, store.outbox.together():
        store.outbox.put(News("4"), to=readers[:1], at=NOON)
        store.outbox.put(News("5"), to=(), at=NOON)
        store.outbox.put(News("6"), to=readers[:1], at=NOON)

    told = sorted((each.subject, each.person) for each in claim(database))

    everybody = sorted(person.id for person in readers)
    assert told == [(one, who) for one in "123" for who in everybody] + [(one, readers[0].id) for one in "46"]


def test_of_what_was_to_be_put_together_nothing_is_where_it_fails(database, readers):
    def fail(store):
        with store.outbox.together():
            store.outbox.put(News("1"), to=readers, at=NOON)
            raise ZeroDivisionError

    with database.write() as store:
        with pytest.raises(ZeroDivisionError):
            fail(store)
        store.outbox.put(News("2"), to=readers[:1], at=NOON)

    assert [each.subject for each in claim(database)] == ["2"]


def test_a_notice_to_nobody_can_be_put_to_somebody_later(database, readers):
    put(database, News("1"))
    put(database, News("1"), readers[0])

    assert len(claim(database)) == 1


def test_what_can_wait_waits_for_the_end_of_the_readers_quiet_hours(database, readers):
    night_owl = replace(readers[0], quiet_chosen=True, quiet=QuietHours(time(11), time(15, 30)))  # 13:00 now
    put(database, Leisurely("1"), night_owl, readers[1])
    put(database, News("2"), night_owl)

    assert {(each.kind, each.person) for each in claim(database)} == {
        ("leisurely", readers[1].id),
        ("news", night_owl.id),
    }
    quiet_ends = NOON + timedelta(hours=2, minutes=30)
    assert claim(database, at=quiet_ends - MINUTE) == ()
    assert [each.person for each in claim(database, at=quiet_ends)] == [night_owl.id]


def test_the_programmes_quiet_hours_hold_for_who_chose_none(database, readers):
    night = NOON.replace(hour=23)  # the example's quiet hours hold all night
    put(database, Leisurely("1"), readers[0], at=night)

    assert claim(database, at=night) == ()
    assert len(claim(database, at=night + timedelta(hours=12))) == 1


# --- amend ---


def test_an_amend_reaches_every_copy_that_is_out(database, readers):
    put(database, News("1"), *readers)
    put(database, News("2"), readers[0])
    for claimed in claim(database):
        sent(database, claimed, message=f"m-{claimed.subject}")

    amend(database, at=NOON + MINUTE)

    assert claim(database, at=NOON) == ()
    claims = claim(database, at=NOON + MINUTE)
    assert {(each.work, each.subject, each.message) for each in claims} == {(Work.AMEND, "1", "m-1")}
    assert len(claims) == 2
    for claimed in claims:
        assert finish(database, "amended", claimed)
    assert claim(database, at=LATER) == ()
    assert tally(database) == {"sent": 3}


def test_a_copy_that_is_not_out_yet_keeps_its_time_and_is_not_amended_afterwards(database, readers):
    put(database, News("1"), readers[0], at=LATER)

    amend(database, at=NOON)

    assert claim(database, at=NOON) == ()
    (claimed,) = claim(database, at=LATER)
    sent(database, claimed)
    assert claim(database, at=LATER) == ()


def test_an_amend_during_the_send_is_delivered_afterwards(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)

    amend(database, at=NOON + MINUTE)
    sent(database, claimed, at=NOON + 2 * MINUTE)

    (amending,) = claim(database, at=NOON + 2 * MINUTE)
    assert amending.work is Work.AMEND


def test_what_no_platform_named_is_not_amended_though_it_changed_during_the_send(database, readers):
    put(database, News("1"), *readers[:2])
    one, two = claim(database)
    amend(database, at=NOON + MINUTE)

    assert finish(database, "sent", one, conversation="c", message="", at=NOON)
    assert finish(database, "sent_all", [(two, two.known.conversation, "")], at=NOON) == []

    assert claim(database, at=LATER) == ()


def test_an_amend_during_an_amend_is_delivered_afterwards(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    sent(database, claimed)
    amend(database)
    (first,) = claim(database)

    amend(database, at=NOON + MINUTE)
    assert claim(database, at=NOON + MINUTE) == ()  # one at a time
    finish(database, "amended", first)

    (second,) = claim(database, at=NOON + MINUTE)
    assert (second.work, second.wanted) == (Work.AMEND, 3)
    finish(database, "amended", second)
    assert claim(database, at=LATER) == ()


def test_an_amend_while_nobody_knows_is_delivered_once_it_is_found(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    lose(database, claimed)
    claim(database)
    amend(database)

    (looking,) = claim(database, at=NOON + SETTLE)
    sent(database, looking, at=NOON + SETTLE)  # what is found is what was sent before the amend

    (amending,) = claim(database, at=NOON + SETTLE)
    assert amending.work is Work.AMEND


def test_an_amend_of_which_nobody_knows_is_made_again_and_nothing_is_posted_twice(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    sent(database, claimed)
    amend(database)
    (amending,) = claim(database)

    finish(database, "uncertain", amending, "timeout", at=NOON)

    assert tally(database) == {"sent": 1}
    (again,) = claim(database, at=NOON + SETTLE)
    assert (again.work, again.attempts) == (Work.AMEND, 1)


def test_a_failed_amend_leaves_the_copy_sent_until_the_next_amend(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    sent(database, claimed)
    amend(database)
    (amending,) = claim(database)

    finish(database, "failed", amending, "too-old", at=NOON)

    assert tally(database) == {"sent": 1}
    assert claim(database, at=LATER) == ()
    amend(database)
    assert len(claim(database)) == 1


def test_a_message_that_is_gone_is_never_sent_again(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    sent(database, claimed)
    amend(database)
    (amending,) = claim(database)

    finish(database, "gone", amending)
    amend(database)

    assert claim(database, at=LATER) == ()
    assert tally(database) == {"sent": 1}
