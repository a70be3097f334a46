"""What is due is claimed once, by one, and what must wait is in nobody's way."""

from domain.places import Platform
from storage.claimed import Work
from storage.claims import NO_ACCOUNT
from tests.storage.examples import MINUTE, NOON, News, account, rep
from tests.storage.telling import LATER, amend, claim, put, sent


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
        store.pauses.add("web", "home", until=NOON + 5 * MINUTE, reason="rate-limited")
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
        store.pauses.add("web", "home", until=NOON + 5 * MINUTE, reason="rate-limited")

    assert claim(database) == ()
    assert [each.work for each in claim(database, at=NOON + 5 * MINUTE)] == [Work.AMEND]
