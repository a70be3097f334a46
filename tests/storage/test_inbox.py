"""The inbox: what is delivered twice is done once."""

from contextlib import suppress
from threading import Thread

from domain.refusal import Refusal
from storage.inbox import Received
from tests.storage.examples import NOON, at_once, rep


def test_a_second_delivery_gets_the_first_ones_answer(database):
    with database.write() as store:
        assert store.inbox.take("event-1", "digest", at=NOON) is None
        store.inbox.answer("event-1", "the card")

    with database.write() as store:
        assert store.inbox.take("event-1", "digest", at=NOON) == Received("digest", "the card")


def test_a_delivery_that_was_rolled_back_was_never_received(database):
    with suppress(ZeroDivisionError), database.write() as store:
        store.inbox.take("event-1", "digest", at=NOON)
        raise ZeroDivisionError

    with database.write() as store:
        assert store.inbox.take("event-1", "digest", at=NOON) is None


def test_what_was_taken_outlives_a_refusal_in_the_handler(database):
    with database.write() as store:
        store.inbox.take("event-1", "digest", at=NOON)
        with suppress(Refusal), store.savepoint():
            rep(store)
            raise Refusal("no")
        store.inbox.answer("event-1", "no")

    with database.write() as store:
        assert store.inbox.take("event-1", "other digest", at=NOON) == Received("digest", "no")


def test_a_delivery_during_the_first_one_waits_and_reads_its_answer(database):
    got = []

    def deliver_again():
        with database.write() as store:
            got.append(store.inbox.take("event-1", "digest", at=NOON))

    second = Thread(target=deliver_again)
    with database.write() as store:
        store.inbox.take("event-1", "digest", at=NOON)
        second.start()
        second.join(0.2)
        assert not got
        store.inbox.answer("event-1", "the card")
    second.join(10)

    assert got == [Received("digest", "the card")]


def test_of_many_deliveries_at_once_one_is_the_first(database, count):
    def deliver(key):
        with database.write() as store:
            earlier = store.inbox.take(key, "digest", at=NOON)
            if earlier is None:
                store.inbox.answer(key, "done")
            return earlier

    for number in range(count(500)):
        taken = at_once(*[lambda key=f"event-{number}": deliver(key)] * 4)

        assert taken.count(None) == 1
        assert taken.count(Received("digest", "done")) == 3
