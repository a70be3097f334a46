"""Copies that are no person's: they have an address, a language and a zone from the start."""

import pytest
from sqlalchemy import text

from domain.places import Identity, Platform
from storage import schema
from storage.claimed import Work
from storage.copies import CopyState
from storage.database import Database
from storage.people import Known
from tests.storage.examples import ALL, NOON, News, account, rep

NOBODY = Known(
    identity=Identity(Platform.TEAMS, "T1", "u1"), conversation="c1", service="https://s", host="T1", channel="19:x"
)


def addressed(database, subject="1"):
    with database.write() as store:
        store.outbox.address(News(subject), to=NOBODY, language="pl", zone="Europe/Warsaw", at=NOON)


def claimed(database, platforms=ALL):
    with database.write() as store:
        return store.claims.take(at=NOON, platforms=platforms, size=10)


def test_it_goes_where_it_is_addressed_in_its_own_words_and_once(database):
    addressed(database)
    addressed(database)

    [claim] = claimed(database)

    assert (claim.work, claim.person, claim.known) == (Work.POST, "", NOBODY)
    assert (claim.language, claim.zone) == ("pl", "Europe/Warsaw")
    with database.write() as store:
        assert store.deliveries.sent(claim, conversation="c1", message="m1", at=NOON)
        store.outbox.amend("thing:1", at=NOON)
    [again] = claimed(database)
    assert (again.work, again.known, again.message) == (Work.AMEND, NOBODY, "m1")


def test_it_goes_beside_what_goes_to_people_and_is_nobodys_in_the_audience(database):
    with database.write() as store:
        marek = rep(store)
        store.people.link(account(marek), marek, at=NOON)
        store.outbox.put(News("1", "marek"), to=[marek], at=NOON)
    addressed(database)

    assert {claim.person for claim in claimed(database)} == {"", marek.id}
    with database.read() as store:
        assert store.outbox.audience("thing:1", "news") == {marek.id}
        assert not store.deliveries.inbox_of("", at=NOON)


def test_a_platform_that_is_not_served_keeps_it(database):
    addressed(database)

    assert not claimed(database, platforms=(Platform.SLACK,))
    with database.read() as store:
        assert store.deliveries.tally() == {CopyState.PENDING: 1}


def test_the_operator_reads_whose_account_it_was(database):
    addressed(database)
    [claim] = claimed(database)
    with database.write() as store:
        store.deliveries.failed(claim, "blocked", at=NOON)

    with database.read() as store:
        [stuck] = store.review.stuck()
    assert stuck.person == "teams:T1:u1"


def test_after_a_restore_what_was_not_begun_is_sent_and_not_looked_for(database):
    addressed(database)
    with database.write() as store:
        store.review.hold()
        store.review.release(at=NOON)

    [claim] = claimed(database)
    assert claim.work is Work.POST


def test_copies_that_were_there_before_stay_as_they_were(empty_database_url):
    before = "INSERT INTO copies (id, notice, person, state, wanted, shown, attempts, fence, lease, reason) VALUES "
    schema.migrate(empty_database_url)
    schema.downgrade(empty_database_url, "0005")
    database = Database(empty_database_url)
    with database.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO persons VALUES ('p1','P',NULL,'vendor','','','en','UTC',false,false,NULL,NULL)")
        )
        connection.execute(text("INSERT INTO notices VALUES ('n1','k','news','t','s','',0)"))
        connection.execute(text(before + "('c1','n1','p1','sent',2,2,0,1,0.0,'kept')"))

    schema.migrate(empty_database_url)

    with database.engine.connect() as connection:
        [row] = connection.execute(text("SELECT id, person, state, wanted, reason, channel, language FROM copies"))
    assert tuple(row) == ("c1", "p1", "sent", 2, "kept", "", "")
    with database.engine.begin() as connection, pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        connection.execute(text(before + "('c2','n1','p1','sent',2,2,0,1,0.0,'')"))
    database.close()
