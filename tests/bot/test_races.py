"""Races: whatever happens at once, one decision, told to whoever came second, and no contradiction."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.dispatch import Asked, Pressed, Sent
from domain.deals import TRANSITIONS, Deal, State, Step, Terms
from domain.money import Money
from domain.people import Role
from storage.tables import approvals, deals, happenings
from tests.handlers.worlds import broken, said
from tests.office import GOOD_DEAL, NOON, Office, an_office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


def many_deals(office: Office, number: int) -> list[tuple[str, str, str]]:
    """So many deals of nowak's that wait; each as (id, ref, approval)."""
    rep = office.person("rep")
    terms = Terms(customer="Race", amount=Money(Decimal(100), "PLN"), country="PL")
    made = []
    with office.database.write() as store:
        for index in range(number):
            deal = store.deals.add(
                Deal(
                    id="",
                    ref="",
                    partner="nowak",
                    region="ce",
                    filed_by=rep.id,
                    filed_at=NOON + timedelta(seconds=index),
                    terms=terms,
                    state=State.SUBMITTED,
                    version=1,
                ),
                draft=f"race{index}",
                by_name=rep.name,
            )
            approval = store.approvals.ask(
                "deal", deal.id, partner="nowak", region="ce", role=Role.CHANNEL_MANAGER, filed_by=rep.id, at=NOON
            )
            made.append((deal.id, deal.ref, approval.id))
    return made


async def at_once(office: Office, *asked: tuple[str, Asked]) -> list[str]:
    arrivals = [office.arrival(who, one) for who, one in asked]
    answers = await asyncio.gather(*(office.dispatch.serve(arrival, said) for arrival in arrivals))
    return [str(answer["said"]) for answer in answers]


async def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told_who(
    office: Office, count: Callable[[int], int]
):
    pairs = many_deals(office, count(1000))
    won = {"approved": 0, "rejected": 0}

    for _, _, approval in pairs:
        reject = Sent("approval-reject", {"reason": "duplicate"}, "", approval, 1)
        yes, no = await at_once(office, ("manager", Pressed("approval-approve", approval, 1)), ("second", reject))
        with office.database.read() as store:
            kept = store.approvals.get(approval)
        assert kept is not None
        assert kept.outcome is not None
        won[kept.outcome] += 1
        loser = no if kept.outcome == "approved" else yes
        assert kept.decided_by_name in loser
        assert ("already" if loser is yes else "chwilę wcześniej") in loser, loser
        assert "route='approval" not in yes + no, "no button is left"

    with office.database.engine.connect() as connection:
        steps = connection.execute(select(happenings.c.deal).where(happenings.c.step.in_(["approve", "reject"]))).all()
        both = select(deals.c.state, approvals.c.outcome).join(approvals, approvals.c.subject == deals.c.id)
        states = connection.execute(both).all()
    assert len(steps) == len({row.deal for row in steps}) == len(pairs)
    assert all(row.state == row.outcome for row in states)
    assert sum(won.values()) == len(pairs)


RACES: Mapping[str, Callable[[str, str], tuple[tuple[str, Asked], ...]]] = {
    "withdraw": lambda ref, _: (("rep", Sent("deal-withdraw", {"words": "x"}, "", ref, 1)),),
    "edit": lambda ref, _: (("rep", Sent("deal-edit", {**GOOD_DEAL, "amount": "77"}, "", ref, 1)),),
    "ask": lambda _, approval: (("second", Sent("approval-ask", {"words": "Why?"}, "", approval, 1)),),
    "all": lambda ref, approval: (
        ("rep", Sent("deal-withdraw", {"words": "x"}, "", ref, 1)),
        ("boss", Sent("deal-edit", {**GOOD_DEAL, "amount": "77"}, "", ref, 1)),
        ("second", Sent("approval-ask", {"words": "Why?"}, "", approval, 1)),
    ),
}


@pytest.mark.parametrize("against", RACES)
async def test_a_decision_and_what_the_partner_does_at_once_never_contradict(
    office: Office, count: Callable[[int], int], against: str
):
    for deal_id, ref, approval in many_deals(office, count(200)):
        answers = await at_once(
            office, ("manager", Pressed("approval-approve", approval, 1)), *RACES[against](ref, approval)
        )

        assert not any(map(broken, answers)), answers
        with office.database.read() as store:
            deal, asked, history = store.deals.get(deal_id), store.approvals.get(approval), store.deals.history(deal_id)
        assert deal is not None
        assert asked is not None
        assert consistent(deal, [line.step for line in history]), history
        approved = deal.state in (State.APPROVED, State.WITHDRAWN) and asked.outcome == "approved"
        assert approved or asked.phase == {
            State.SUBMITTED: "open",
            State.INFORMATION_ASKED: "paused",
            State.WITHDRAWN: "closed",
        }.get(deal.state), (deal.state, asked)


def consistent(deal: Deal, steps: Sequence[Step]) -> bool:
    """Whether the history leads to the state, by listed transitions only."""
    state = State.DRAFT
    for step in steps:
        state = TRANSITIONS[step][state]
    return state is deal.state and deal.version == len(steps)
