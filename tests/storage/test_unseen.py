"""Channels of which it is still to be looked who is in them: each is tried for some days, by one process at a time."""

from datetime import timedelta

from domain.places import Platform
from storage.unseen import FIRST, TRIES
from tests.storage.examples import NOON

THERE = (Platform.TEAMS, "19:a@thread.tacv2")


def test_it_is_looked_after_ever_longer_and_in_the_end_no_more(database):
    with database.write() as store:
        store.unseen.add(*THERE, "heard", at=NOON)
        assert store.unseen.take(Platform.SLACK, 10, at=NOON + FIRST) == ()
    tried, at = list[timedelta](), NOON
    while at < NOON + timedelta(days=9):
        with database.write() as store:
            if store.unseen.take(Platform.TEAMS, 10, at=at):
                tried.append(at - NOON)
        at += FIRST

    assert tried == [FIRST * (2**number - 1) for number in range(1, TRIES + 1)]
    assert timedelta(days=2) < tried[-1] < timedelta(days=3)


def test_what_was_taken_by_one_is_not_looked_at_by_another_and_what_is_new_begins_anew(database):
    with database.write() as store:
        store.unseen.add(*THERE, "first", at=NOON)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + FIRST) == (("19:a@thread.tacv2", "first"),)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + FIRST) == ()
        store.unseen.keep(*THERE, "kept", at=NOON + FIRST)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + 2 * FIRST) == (), "its time was set when it was taken"
        store.unseen.add(*THERE, "second", at=NOON + FIRST)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + 2 * FIRST) == (("19:a@thread.tacv2", "second"),)
        store.unseen.seen(*THERE)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + timedelta(days=9)) == ()


def test_what_is_on_the_list_is_looked_at_at_the_soonest_of_the_moments_that_were_said(database):
    with database.write() as store:
        for late in (9, 1, 5):
            store.unseen.ask(*THERE, at=NOON + late * FIRST)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON) == ()
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON + FIRST) == ((THERE[1], ""),)

        store.unseen.add(*THERE, "heard", at=NOON)
        store.unseen.ask(*THERE, at=NOON)
        assert store.unseen.take(Platform.TEAMS, 10, at=NOON) == (), "what was heard is tried as it was to be"
