"""A hundred registrations and approvals for one customer and product at once: one protection, nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import select

from bot.arrivals import Pressed, Sent
from domain.approvals import Phase
from domain.deals import State
from storage.tables import approvals, deals, happenings, protections
from tests.handlers.worlds import broken, said
from tests.office import GOOD_DEAL, Office, an_office

WHO = (("rep", "second"), ("boss", "manager"), ("rival", "manager"))


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


async def register_and_approve(office: Office, number: int) -> list[str]:
    """One registration, and its approval as soon as it is there."""
    who, decider = WHO[number % len(WHO)]
    deal = Sent("deal-register", {**GOOD_DEAL, "note": f"n{number}"}, f"d{number}")
    answers = [str((await office.dispatch.serve(office.arrival(who, deal), said))["said"])]
    with office.database.engine.connect() as connection:
        of_deal = select(approvals.c.id).join(deals, deals.c.id == approvals.c.subject)
        approval = connection.execute(of_deal.where(deals.c.note == f"n{number}")).scalar_one()
    pressed = office.arrival(decider, Pressed("approval-approve", approval, 1))
    return [*answers, str((await office.dispatch.serve(pressed, said))["said"])]


async def test_a_hundred_at_once_leave_exactly_one_protected(office: Office, count: Callable[[int], int]):
    number = max(count(100), 30)

    answers = await asyncio.gather(*(register_and_approve(office, index) for index in range(number)))

    assert not [answer for pair in answers for answer in pair if broken(answer)]
    with office.database.engine.connect() as connection:
        kept = connection.execute(select(protections)).all()
        states = connection.execute(select(deals.c.id, deals.c.state, deals.c.decided_at)).all()
        phases = list(connection.execute(select(approvals.c.phase)).scalars())
        steps = list(connection.execute(select(happenings.c.step)).scalars())
    [winner] = [row for row in states if row.state == State.APPROVED]
    [protection] = kept
    assert (protection.deal, protection.since, protection.released_at) == (winner.id, winner.decided_at, None)
    assert len(states) == number
    assert sorted(phases) == [Phase.DECIDED, *[Phase.OPEN] * (number - 1)]
    assert steps.count("approve") == 1
    refused = [second for _, second in answers if "protected already" in second or "są już chronione" in second]
    assert len(refused) == number - 1
