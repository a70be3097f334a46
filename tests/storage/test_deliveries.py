"""What became of each copy is known, and what is unknown is known to be so."""

import re

import pytest
from sqlalchemy import select, text

from storage.claimed import Work
from storage.claims import SETTLE
from storage.copies import HELD
from storage.database import Database
from storage.tables import copies
from tests.storage.examples import ALL, MINUTE, NOON, News
from tests.storage.telling import LATER, amend, claim, finish, lose, planned, put, sent, tally
from tests.storage.test_paces import crowd


def test_what_is_sent_is_read_and_left_alone(database, readers):
    put(database, News("1"), readers[0])
    (claimed,) = claim(database)

    assert sent(database, claimed, at=NOON + MINUTE)

    assert tally(database) == {"sent": 1}
    assert claim(database, at=LATER) == ()
    with database.read() as store:
        assert store.deliveries.inbox_of(readers[0].id, at=NOON) == ()
        (told,) = store.deliveries.inbox_of(readers[0].id, at=NOON + MINUTE)
        assert (told.copy, told.kind, told.subject, told.due) == (claimed.copy, "news", "1", NOON)
        assert store.deliveries.inbox_of(readers[1].id, at=LATER) == ()


def test_an_inbox_has_the_newest_at_its_end(database, readers):
    for number in range(4):
        put(database, News(str(number)), readers[0])
        (claimed,) = claim(database)
        sent(database, claimed, at=NOON + number * MINUTE)

    with database.read() as store:
        shown = store.deliveries.inbox_of(readers[0].id, at=LATER, size=3)

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
        (stuck,) = store.review.stuck()
        assert (stuck.id, stuck.state, stuck.reason, stuck.person) == (claimed.copy, "failed", "blocked", readers[0].id)
        assert store.review.resend(stuck.id, at=LATER)
        assert not store.review.resend(stuck.id, at=LATER)
        assert store.review.stuck() == ()
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


@pytest.mark.parametrize(
    "asked",
    [
        lambda store: store.deliveries.tally(),
        lambda store: store.deliveries.overdue(NOON),
        lambda store: store.pauses.parked(),
        lambda store: store.pauses.resume(at=NOON),
        lambda store: store.pauses.lift("slack", "T1", at=NOON),
        lambda store: store.claims.take(at=NOON, platforms=ALL, size=10),
    ],
    ids=["tally", "overdue", "parked", "resume", "lift", "take"],
)
def test_what_is_there_is_not_walked_through(sqlite_url, asked):
    """There may be millions: only in the queue stands nothing but what is left to do."""
    database = Database(sqlite_url)
    crowd(database, 3)
    plan = [line for lines in planned(database, asked) for line in lines if _COPIES.match(line)]
    database.close()

    assert plan
    walked = [line for line in plan if "INDEX" not in line or ("SCAN" in line and "ix_copies_queue" not in line)]
    assert not walked, plan


_COPIES = re.compile("(SCAN|SEARCH) (copies|mine)")


def test_what_is_there_is_counted_without_being_read(sqlite_url):
    database = Database(sqlite_url)
    (plan,) = planned(database, lambda store: store.deliveries.tally())
    database.close()

    assert any("COVERING INDEX ix_copies_done_at" in line for line in plan), plan


def test_how_late_the_outbox_is(database, readers):
    put(database, News("1"), readers[0], at=NOON)
    put(database, News("2"), readers[0], at=LATER)

    with database.read() as store:
        assert store.deliveries.overdue(NOON - MINUTE) is None
        assert store.deliveries.overdue(LATER) == NOON


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
        assert not store.review.resend(claimed.copy, at=NOON)  # it is still being looked for
    (looking,) = claim(database, at=NOON + SETTLE)

    finish(database, "hold", looking, at=LATER)

    assert claim(database, at=LATER) == ()
    with database.write() as store:
        assert [each.reason for each in store.review.stuck()] == [HELD]
        assert store.review.resend(claimed.copy, at=LATER)
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
        "hold": {"at": LATER},
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


@pytest.mark.parametrize("moved", [True, False], ids=["elsewhere", "where it was to go"])
def test_many_that_arrived_are_noted_together_but_for_whom_the_fence_has_passed(database, readers, moved):
    put(database, News("1"), *readers[:2])
    one, two = claim(database)
    lose(database, two)
    claim(database)
    (taken,) = claim(database, at=LATER)

    there = [f"{'c-' if moved else ''}{each.known.conversation}" for each in (one, two)]

    assert finish(database, "sent_all", [(one, there[0], "m-1"), (two, there[1], "m-2")], at=NOON) == [two]

    with database.engine.connect() as connection:
        said = (copies.c.id, copies.c.state, copies.c.conversation, copies.c.message, copies.c.due)
        rows = connection.execute(select(*said)).all()
    assert {tuple(row) for row in rows if row.id == one.copy} == {(one.copy, "sent", there[0], "m-1", None)}
    assert taken.copy == two.copy
    assert {row.state for row in rows if row.id == two.copy} == {"uncertain"}
