"""What is asked costs by what it is about, not by how much is there besides."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.deadlines import Deadline
from domain.deals import Deal
from domain.notices.deals import DealAwaitsDecision
from domain.people import Role
from handlers.chores import CHORES
from handlers.deals_known import KIND
from storage.store import Store
from tests.office import Office, an_office
from tests.steps import steps

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def office(sqlite_url):
    async with an_office(sqlite_url) as office:
        await office.registers("rep", customer="First One")
        yield office


async def a_registration(office: Office, customer: str) -> int:
    """With its messages."""
    with steps(office.database) as done:
        await office.registers("rival", customer=customer)
    return done[0]


async def a_round_of_the_clock(office: Office) -> int:
    with steps(office.database) as done:
        for chore in CHORES.values():
            await office.dispatch.in_write(partial(chore, office.clock[0]))
        await office.delivers()
    return done[0]


def wait(office: Office, number: int) -> None:
    """So many more deals of one partner wait, each with its message out, and with an answer time that runs."""
    with office.database.write() as store:
        rep = store.people.with_email("nowak", "rep@nowak.example")
        assert rep is not None
        like = store.deals.seen_by(rep, size=1).items[0]
        for n in range(number):
            terms = replace(like.terms, customer=f"{n * 7919:x} Werke")
            _wait(replace(like, version=1, filed_at=like.filed_at - n * MINUTE, terms=terms), store)


def _wait(like: Deal, store: Store) -> None:
    at, role = like.filed_at, Role.CHANNEL_MANAGER
    store.customers.learn(like.terms.customer)
    deal = store.deals.add(like, draft=store.new_id(), by_name="Jan Nowak")
    asked = store.approvals.ask(
        KIND, deal.id, partner=deal.partner, region=deal.region, role=role, filed_by=deal.filed_by, at=at
    )
    tomorrow = Deadline(approval=asked.id, zone="UTC", within=MINUTE, since=at, next_at=at + timedelta(days=1))
    store.deadlines.begin(tomorrow)
    store.outbox.put(DealAwaitsDecision(deal.id, "1"), to=store.people.holders(role), at=at)


async def test_a_deal_is_registered_among_many_as_among_few(office: Office):
    few = await a_registration(office, "Kowalski")

    wait(office, 200)
    await office.delivers()

    assert await a_registration(office, "Nowicki") < 1.3 * few


async def test_the_clock_looks_for_what_is_due_and_not_at_what_waits(office: Office):
    wait(office, 10)
    await a_round_of_the_clock(office)
    few = await a_round_of_the_clock(office)

    wait(office, 200)
    await a_round_of_the_clock(office)

    assert await a_round_of_the_clock(office) < 1.3 * few
