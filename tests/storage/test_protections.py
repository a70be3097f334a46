"""Protections: one at most for a customer, a country and a product, whoever comes at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.tables import protections
from tests.storage.examples import NOON, at_once, deal, rep

DAY = timedelta(days=1)


def added(store, filed_by, name, customer="Kowalski Sp. z o.o.", **terms):
    kept = deal(filed_by, customer)
    return store.deals.add(replace(kept, terms=replace(kept.terms, **terms)), draft=name, by_name="x")


@pytest.fixture
def three(database):
    """Three deals for one customer, however it is written."""
    with database.write() as store:
        marek = rep(store)
        names = ("Kowalski Sp. z o.o.", "KOWALSKI", "Kowalski sp.z o. o.")
        return [added(store, marek, name, customer=name) for name in names]


def take(database, one, *, since=NOON, days=30):
    with database.write() as store:
        return store.protections.take(one, since=since, until=since + days * DAY)


def test_whoever_comes_second_is_told_who_was_first(database, three):
    first, second, _ = three

    assert take(database, first) is None
    other = take(database, second, since=NOON + DAY)

    assert other is not None
    assert (other.deal, other.partner, other.since, other.until) == (first.id, "wislan", NOON, NOON + 30 * DAY)


@pytest.mark.parametrize("differing", [{"product": "gateway"}, {"country": "DE"}, {"customer": "Nowak"}])
def test_another_product_country_or_customer_is_another_protection(database, three, differing):
    with database.write() as store:
        another = added(store, rep(store, "Ewa"), "another", **differing)

    assert take(database, three[0]) is None
    assert take(database, another) is None


def test_what_was_released_or_has_ended_is_in_nobodys_way(database, three):
    first, second, third = three
    take(database, first)
    with database.write() as store:
        store.protections.release(first.id, at=NOON)

    assert take(database, second, days=1) is None
    assert take(database, third, since=NOON + DAY - timedelta(microseconds=1)) is not None
    assert take(database, third, since=NOON + DAY) is None
    with database.read() as store:
        assert store.protections.holder(first.terms).deal == third.id


def test_a_name_of_which_nothing_can_be_compared_is_compared_as_it_is(database):
    with database.write() as store:
        marek = rep(store)
        one, same, other = (added(store, marek, str(n), customer=name) for n, name in enumerate(("+++", "+++", "***")))

    assert take(database, one) is None
    assert take(database, other) is None
    assert take(database, same) is not None


def test_the_database_itself_refuses_a_second_one(database, three):
    take(database, three[0])
    row = {"customer_key": "kowalski", "country": "PL", "product": "", "partner": "x", "since": NOON, "until": NOON}

    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.execute(insert(protections), {"deal": three[1].id, **row})


def test_of_many_at_once_one_is_protected_and_all_others_are_told_of_it(database):
    with database.write() as store:
        marek = rep(store)
        deals = [added(store, marek, str(number)) for number in range(8)]

    others = at_once(*[lambda one=one: take(database, one) for one in deals])

    [winner] = [one.id for one, other in zip(deals, others, strict=True) if other is None]
    assert {other.deal for other in others if other} == {winner}
