"""Retention: each kind of row goes when it has had its time, in parts, and nothing else goes."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, text, update

from domain.approvals import Decision, Outcome
from domain.channels import Channel
from domain.imports import NONE
from domain.joinings import KIND, Joining
from domain.people import Role
from domain.places import Identity, Platform, Standing
from domain.questions import Question
from domain.training_reminders import About, Reminder, Step
from storage.copies import CopyState
from storage.database import Database
from storage.documents import File
from storage.retention import RETENTION, STAYS, _over
from storage.tables import copies, inbox, metadata, notices, openings
from tests.storage.examples import ALL, MINUTE, NOON, News, account, manager, rep
from tests.storage.test_announcements import written
from tests.storage.test_documents import document, publish

BY_NAME = {kind.name: kind for kind in RETENTION if not kind.beside}

CHANNEL = Channel(platform=Platform.SLACK, host="T1", conversation="C1", partner="acme", name="ext-acme")


def left(database, table):
    with database.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def purge(database, at, size=500):
    with database.write() as store:
        return store.retention.purge(at, size=size)


def one_of_each(store):
    """A row of every kind that goes, as of NOON."""
    person = rep(store)
    store.inbox.take("k", "d", at=NOON)
    store.drafts.keep("1", person=person.id, form="deal", values={}, at=NOON)
    store.people.offer_code(person, at=NOON)
    store.people.count_try("somebody", "code", at=NOON, limit=5, window=MINUTE)
    store.acts.conceal("slack:T1:U1", at=NOON)
    store.imports.record("people", name="people.csv", counts=NONE, at=NOON)
    store.joinings.add(joining("1"))
    store.feedback.add(person=person.id, words="good", may_answer=True, at=NOON)
    paper = store.documents.add(document(person), by=person.id)
    version = publish(store, paper)
    store.documents.note_reading(paper, version, person.id, at=NOON)
    store.documents_used.say(version, person.id, useful=True, at=NOON)
    about, by = f"announcement:{written(store, person).id}", person.id
    store.questions.add(
        Question(id="q1", about=about, by=by, by_name="Jan", partner="nowak", words="Why?", asked_at=NOON)
    )
    store.gaps.note(region="emea", partner="acme", text="logo", language="en", at=NOON)
    assert store.handshakes.finish("state", at=NOON, life=MINUTE)
    store.pauses.add("slack", "T1", until=NOON, reason="ratelimited")
    store.channels.link(CHANNEL, by="", at=NOON)
    store.channels.unlink(store.channels.get(Platform.SLACK, "C1"), by="", at=NOON)
    store.people.link(account(person), person, at=NOON)
    store.outbox.put(News("1"), to=[person], at=NOON)
    store.training_reminders.ask(
        Reminder(person=person.id, about=About.OWN, subject="tea", step=Step.AGAIN, meant="9:00", at=NOON, over_at=NOON)
    )
    told(store, NOON)


def joining(joining_id):
    return Joining(
        id=joining_id,
        account=Identity(Platform.SLACK, "T1", "U1"),
        standing=Standing.GUEST,
        asked_at=NOON,
        **dict.fromkeys(("host", "conversation", "channel", "service", "name", "company", "note"), "x"),
        **dict.fromkeys(("partner", "language", "zone"), "x"),
    )


def told(store, at):
    for claim in store.claims.take(at=at, platforms=ALL, size=100):
        assert store.deliveries.sent(claim, conversation="c", message="m", at=at)


def test_every_table_has_a_kind_or_a_reason_to_stay():
    purged = {kind.table.name for kind in RETENTION}

    assert purged | STAYS.keys() == metadata.tables.keys(), "name it in storage/retention.py and in docs/security.md"
    assert not purged & STAYS.keys()


@pytest.mark.parametrize("name", BY_NAME)
def test_it_is_there_until_its_time_and_gone_after_it(name, database):
    kind = BY_NAME[name]
    with database.write() as store:
        one_of_each(store)
        # A code counts from its end.
        start = NOON + timedelta(minutes=10) if name == "one-time codes" else NOON

    purge(database, start + timedelta(days=kind.days))
    assert left(database, kind.table) == 1

    purge(database, start + timedelta(days=kind.days) + timedelta(microseconds=1))
    assert left(database, kind.table) == 0


def test_a_file_that_no_version_names_is_loose_until_one_does(database):
    loose = [File(hash=letter, size=1, type="text/plain", text="x", at=NOON) for letter in "ab"]
    over = NOON + timedelta(days=2)
    with database.write() as store:
        one_of_each(store)
        for file in loose:
            store.documents.keep_file(file, loose_at=NOON)
        assert not store.retention.loose(over)
        assert store.retention.loose(over + MINUTE) == ["a", "b"]

        store.documents.keep_file(loose[0])
        assert store.retention.loose(over + MINUTE) == ["b"]
        store.documents.keep_file(loose[0], loose_at=NOON)
        assert store.retention.loose(over + MINUTE) == ["b"], "it is a version for good"
        store.retention.drop_loose(["a", "b"], over + MINUTE)

    with database.read() as store:
        assert store.documents.file("a")
        assert store.documents.file("b") is None


def test_a_request_to_join_that_nobody_has_decided_stays(database):
    with database.write() as store:
        store.joinings.add(joining("1"))
        store.joinings.add(joining("2"))
        asked = [
            store.approvals.ask(KIND, one, partner="", region="", role=Role.ADMIN, filed_by="", at=NOON) for one in "12"
        ]
        store.approvals.decide(asked[0], Decision(outcome=Outcome.REJECTED, by=manager(store), at=NOON), version=1)

    purge(database, NOON + timedelta(days=9000))

    with database.read() as store:
        assert store.joinings.get("1") is None
        assert store.joinings.get("2") == joining("2")


def test_people_and_what_they_decided_stay(database):
    with database.write() as store:
        one_of_each(store)
        store.approvals.ask(
            "deal", "d1", partner="wislan", region="ce", role=Role.DIRECTOR, filed_by="p", at=NOON - timedelta(days=900)
        )

    purge(database, NOON + timedelta(days=9000))

    assert left(database, metadata.tables["persons"]) == 1
    assert left(database, metadata.tables["identities"]) == 1
    assert left(database, metadata.tables["approvals"]) == 1


def test_a_notice_goes_with_the_last_message_about_it(database):
    with database.write() as store:
        people = [rep(store, name) for name in ("Marek", "Ola")]
        for person in people:
            store.people.link(account(person), person, at=NOON)
        store.outbox.put(News("1"), to=people, at=NOON)
        told(store, NOON)
    with database.engine.begin() as connection:
        late = select(func.min(copies.c.id)).scalar_subquery()
        connection.execute(update(copies).where(copies.c.id == late).values(done_at=NOON + timedelta(days=30)))

    purge(database, NOON + timedelta(days=366))
    assert (left(database, copies), left(database, notices)) == (1, 1)

    with database.write() as store:
        store.outbox.put(News("1"), to=people, at=NOON)
    assert left(database, copies) == 1, "who was told is not told again as long as somebody's copy is there"

    purge(database, NOON + timedelta(days=396))
    assert (left(database, copies), left(database, notices)) == (0, 0)


@pytest.mark.parametrize("state", ["pending", "sending", "held", "to be amended"])
def test_what_is_not_finished_stays_however_old_it_is(state, database):
    with database.write() as store:
        person = rep(store)
        if state != "pending":
            store.people.link(account(person), person, at=NOON)
        store.outbox.put(News("1"), to=[person], at=NOON)
        claims = store.claims.take(at=NOON, platforms=ALL, size=1)
        if state == "held":
            store.deliveries.hold(claims[0], at=NOON)
        if state == "to be amended":
            store.deliveries.sent(claims[0], conversation="c", message="m", at=NOON)
            store.outbox.amend("thing:1", at=NOON)

    purge(database, NOON + timedelta(days=9000))

    assert left(database, copies) == 1


def test_who_was_asked_is_known_until_it_is_decided(database):
    with database.write() as store:
        person = manager(store, "wislan")
        store.people.link(account(person), person, at=NOON)
        asked = store.approvals.ask(
            "thing", "1", partner="wislan", region="ce", role=Role.CHANNEL_MANAGER, filed_by="p", at=NOON
        )
        store.outbox.put(News("1"), to=[person], at=NOON)
        told(store, NOON)

    purge(database, NOON + timedelta(days=900))
    assert left(database, copies) == 1

    with database.write() as store:
        decision = Decision(outcome=Outcome.APPROVED, by=person, at=NOON)
        assert store.approvals.decide(asked, decision, version=asked.version)
    purge(database, NOON + timedelta(days=900))
    assert left(database, copies) == 0


def many(database, size):
    """So many old requests and accounts."""
    with database.engine.begin() as connection:
        old = [{"id": f"{number}"} for number in range(size)]
        told = [{"commitment": row["id"], "salt": "s", "value": "v", "at": NOON} for row in old]
        connection.execute(insert(openings), told)
        connection.execute(insert(inbox), [{"key": row["id"], "digest": "d", "at": NOON, "answer": "a"} for row in old])


def test_it_takes_a_part_at_a_time_the_oldest_first(database):
    many(database, 25)
    later = NOON + timedelta(days=900)

    assert [purge(database, later, size=10) for _ in range(3)] == [True, True, False]
    assert left(database, inbox) == left(database, openings) == 0


def test_two_replicas_that_purge_at_once_do_not_wait_for_each_other(postgresql_url):
    with closing(Database(postgresql_url)) as database:
        many(database, 20)
        later = NOON + timedelta(days=900)
        with database.write() as one:
            one.retention.purge(later, size=10)
            with database.write() as other:
                other.retention.purge(later, size=10)

        assert left(database, inbox) == left(database, openings) == 0


@pytest.mark.parametrize("kind", RETENTION, ids=lambda kind: kind.name)
def test_no_kind_is_looked_for_row_by_row(kind, sqlite_url):
    """An index finds the old ones: a purge of nothing costs nothing, however much there is."""
    if kind.table.name == "pauses":
        pytest.skip("one row a tenant")
    with closing(Database(sqlite_url)) as database, database.engine.connect() as connection:
        statement = _over(kind, NOON, 10).compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]

    assert any(f"SEARCH {kind.table.name} USING" in line and f"({kind.since}<?)" in line for line in plan), plan
    assert not [line for line in plan if line.startswith(f"SCAN {kind.table.name}")], plan


def test_what_is_finished_is_all_that_is_taken(database):
    """The states that a finished copy can be in are those that have a moment at which they were."""
    with database.write() as store:
        one_of_each(store)

    with database.engine.connect() as connection:
        done = connection.execute(select(copies.c.state, copies.c.due).where(copies.c.done_at.is_not(None))).all()

    assert done == [(CopyState.SENT, None)]
