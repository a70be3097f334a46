"""The outbox: everything is told once, shown as it is now, and what is unknown is known to be so."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from domain.places import Platform
from domain.when import QuietHours
from storage.outbox import HELD, NO_ACCOUNT, SETTLE, Work
from tests.storage.examples import ALL, MINUTE, NOON, Leisurely, News, account, programme, rep

LATER = NOON + timedelta(hours=12)


@pytest.fixture
def readers(database):
    """Gives two people with an account each."""
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        people = rep(store, "Marek"), rep(store, "Hanna")
        for person in people:
            store.people.link(account(person), person, at=NOON)
    return people


def put(database, notice, *readers, at=NOON):
    with database.write() as store:
        store.outbox.put(notice, to=readers, at=at)


def claim(database, at=NOON, platforms=ALL, size=10):
    with database.write() as store:
        return store.outbox.claim(at=at, platforms=platforms, size=size)


def sent(database, claimed, at=NOON, message="m-1"):
    with database.write() as store:
        return store.outbox.sent(claimed, conversation="c-1", message=message, at=at)


def amend(database, subject="1", at=NOON):
    with database.write() as store:
        store.outbox.amend(f"thing:{subject}", at=at)


def finish(database, what, claimed, *given, **named):
    with database.write() as store:
        return getattr(store.outbox, what)(claimed, *given, **named)


def lose(database, claimed):
    """The lease runs out."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE copies SET lease = 1 WHERE id = :id"), {"id": claimed.copy})


def tally(database):
    with database.read() as store:
        return dict(store.outbox.tally())


# --- put ---


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


# --- claim and finish ---


def test_what_is_claimed_is_claimed_once_and_comes_in_the_order_it_is_due(database, readers):
    put(database, News("2"), readers[0], at=NOON + MINUTE)
    put(database, News("1"), readers[0], at=NOON)
    put(database, News("3"), readers[0], at=LATER)

    first = claim(database, at=NOON + MINUTE, size=1)
    second = claim(database, at=NOON + MINUTE, size=10)

    assert [each.subject for each in (*first, *second)] == ["1", "2"]
    assert claim(database, at=NOON + MINUTE) == ()


def test_it_goes_to_the_account_that_was_seen_last_and_can_be_reached(database, readers):
    marek = readers[0]
    with database.write() as store:
        store.people.link(account(marek, Platform.TEAMS, "tenant"), marek, at=NOON + MINUTE)
        store.people.link(account(marek, Platform.SLACK), marek, at=NOON + 2 * MINUTE)
    put(database, News("1"), marek)

    (claimed,) = claim(database, platforms=(Platform.WEB, Platform.TEAMS))

    assert claimed.known == account(marek, Platform.TEAMS, "tenant")


def test_what_is_sent_is_read_and_left_alone(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)

    assert sent(database, claimed, at=NOON + MINUTE)

    assert tally(database) == {"sent": 1}
    assert claim(database, at=LATER) == ()
    with database.read() as store:
        assert store.outbox.inbox_of(readers[0].id, at=NOON) == ()
        (told,) = store.outbox.inbox_of(readers[0].id, at=NOON + MINUTE)
        assert (told.copy, told.kind, told.subject, told.due) == (claimed.copy, "news", "1", NOON)
        assert store.outbox.inbox_of(readers[1].id, at=LATER) == ()


def test_an_inbox_has_the_newest_at_its_end(database, readers):
    for number in range(4):
        put(database, News(str(number)), readers[0])
        (claimed,) = claim(database)
        sent(database, claimed, at=NOON + number * MINUTE)

    with database.read() as store:
        shown = store.outbox.inbox_of(readers[0].id, at=LATER, size=3)

    assert [each.subject for each in shown] == ["1", "2", "3"]


def test_what_was_certainly_not_delivered_is_sent_again(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)

    assert finish(database, "again", claimed, "rate-limited", due=NOON + MINUTE, counted=False)
    assert claim(database) == ()
    (claimed,) = claim(database, at=NOON + MINUTE)
    assert (claimed.work, claimed.attempts) == (Work.POST, 0)
    finish(database, "again", claimed, "refused", due=NOON + MINUTE)
    (claimed,) = claim(database, at=NOON + MINUTE)

    assert claimed.attempts == 1


def test_what_failed_waits_for_an_operator(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)

    finish(database, "failed", claimed, "blocked", at=NOON)

    assert claim(database, at=LATER) == ()
    with database.write() as store:
        (stuck,) = store.outbox.stuck()
        assert (stuck.id, stuck.state, stuck.reason, stuck.person) == (claimed.copy, "failed", "blocked", readers[0].id)
        assert store.outbox.resend(stuck.id, at=LATER)
        assert not store.outbox.resend(stuck.id, at=LATER)
        assert store.outbox.stuck() == ()
    (again,) = claim(database, at=LATER)
    assert (again.work, again.attempts) == (Work.POST, 0)


def test_what_may_not_be_seen_any_more_is_skipped(database, readers):
    put(database, News("1"), *readers)
    first, second = claim(database)
    sent(database, second)
    amend(database)
    (amending,) = claim(database)

    assert finish(database, "skip", first, "out-of-scope", at=NOON)
    assert finish(database, "skip", amending, "out-of-scope", at=NOON)

    assert tally(database) == {"skipped": 1, "sent": 1}
    assert claim(database, at=LATER) == ()


# --- nobody knows ---


def test_a_lost_sender_leaves_an_uncertain_copy_that_is_looked_for_first(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    lose(database, claimed)

    assert claim(database, at=NOON + MINUTE) == ()  # it is given time to settle
    assert tally(database) == {"uncertain": 1}
    (looking,) = claim(database, at=NOON + MINUTE + SETTLE)

    assert (looking.work, looking.started_at, looking.known) == (Work.FIND, NOON, claimed.known)


def test_what_is_found_is_sent_what_is_not_there_is_sent_again(database, readers):
    for found in (True, False):
        put(database, News(str(found)), readers[0])
        (claimed,) = claim(database)
        finish(database, "uncertain", claimed, "timeout", at=NOON)
        (looking,) = claim(database, at=NOON + SETTLE)
        if found:
            assert sent(database, looking)
            assert claim(database, at=LATER) == ()
        else:
            assert finish(database, "not_there", looking, at=NOON + SETTLE)
            assert [each.work for each in claim(database, at=NOON + SETTLE)] == [Work.POST]


def test_what_cannot_be_looked_for_is_held_for_an_operator(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    finish(database, "uncertain", claimed, "timeout", at=NOON)
    with database.write() as store:
        assert not store.outbox.resend(claimed.copy, at=NOON)  # it is still being looked for
    (looking,) = claim(database, at=NOON + SETTLE)

    finish(database, "hold", looking)

    assert claim(database, at=LATER) == ()
    with database.write() as store:
        assert [each.reason for each in store.outbox.stuck()] == [HELD]
        assert store.outbox.resend(claimed.copy, at=LATER)
    assert [each.work for each in claim(database, at=LATER)] == [Work.POST]


def test_a_search_whose_lease_ran_out_is_made_by_somebody_else(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    finish(database, "uncertain", claimed, "timeout", at=NOON)
    (first,) = claim(database, at=LATER)
    assert claim(database, at=LATER) == ()
    lose(database, first)

    (second,) = claim(database, at=LATER)

    assert second.fence > first.fence
    assert not sent(database, first)
    assert sent(database, second)


@pytest.mark.parametrize(
    "what", ["sent", "again", "failed", "uncertain", "not_there", "hold", "gone", "amended", "skip"]
)
def test_a_late_finish_changes_nothing(database, readers, what):
    given: dict[str, dict[str, object]] = {
        "sent": {"conversation": "late", "message": "late", "at": LATER},
        "again": {"reason": "late", "due": LATER},
        "failed": {"reason": "late", "at": LATER},
        "skip": {"reason": "late", "at": LATER},
        "uncertain": {"reason": "late", "at": LATER},
        "not_there": {"at": LATER},
    }
    put(database, News("1"), readers[0])
    (late,) = claim(database)
    lose(database, late)
    claim(database)
    (now,) = claim(database, at=NOON + SETTLE)
    before = _rows(database)

    assert not finish(database, what, late, **given.get(what, {}))

    assert _rows(database) == before
    assert sent(database, now)


def _rows(database):
    with database.engine.connect() as connection:
        return connection.execute(text("SELECT * FROM copies ORDER BY id")).all()


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


# --- what must wait ---


def test_who_has_no_account_is_looked_at_again_and_told_when_there_is_one(database, readers):
    with database.write() as store:
        newcomer = rep(store, "Piotr", "baltmer")
    put(database, News("1"), newcomer)

    assert claim(database) == ()
    assert claim(database, at=NOON + NO_ACCOUNT - MINUTE) == ()
    with database.write() as store:
        store.people.link(account(newcomer), newcomer, at=NOON)
        store.outbox.wake(newcomer.id, at=NOON + MINUTE)

    assert len(claim(database, at=NOON + MINUTE)) == 1


def test_without_being_woken_it_goes_at_the_next_look(database, readers):
    with database.write() as store:
        newcomer = rep(store, "Piotr", "baltmer")
    put(database, News("1"), newcomer)
    claim(database)
    with database.write() as store:
        store.people.link(account(newcomer), newcomer, at=NOON)

    assert len(claim(database, at=NOON + NO_ACCOUNT)) == 1


def test_those_who_must_wait_are_in_nobodys_way(database, readers):
    with database.write() as store:
        newcomers = [rep(store, f"n{number}", "baltmer") for number in range(5)]
    put(database, News("1"), *newcomers)
    put(database, News("2"), readers[0], at=NOON + MINUTE)

    assert [each.person for each in claim(database, at=NOON + MINUTE, size=2)] == [readers[0].id]


def test_nothing_goes_to_a_tenant_that_asked_for_a_pause(database, readers):
    with database.write() as store:
        store.people.link(account(readers[1], host="elsewhere"), readers[1], at=NOON)
        store.outbox.pause("web", "home", until=NOON + 5 * MINUTE, reason="rate-limited")
    put(database, News("1"), *readers)

    assert [each.person for each in claim(database)] == [readers[1].id]
    assert claim(database, at=NOON + 4 * MINUTE) == ()
    assert [each.person for each in claim(database, at=NOON + 5 * MINUTE)] == [readers[0].id]


def test_amends_honour_a_pause_as_well(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)
    sent(database, claimed)
    amend(database)
    with database.write() as store:
        store.outbox.pause("web", "home", until=NOON + 5 * MINUTE, reason="rate-limited")

    assert claim(database) == ()
    assert [each.work for each in claim(database, at=NOON + 5 * MINUTE)] == [Work.AMEND]


def test_how_late_the_outbox_is(database, readers):
    put(database, News("1"), readers[0], at=NOON)
    put(database, News("2"), readers[0], at=LATER)

    with database.read() as store:
        assert store.outbox.overdue(NOON - MINUTE) is None
        assert store.outbox.overdue(LATER) == NOON
