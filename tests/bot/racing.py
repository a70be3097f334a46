"""What tests of races share: deals that wait, and several people who act at the same moment."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.arrivals import Asked
from domain.deals import TRANSITIONS, Deal, State, Step, Terms
from domain.money import Money
from domain.people import Role
from domain.policy import Plan
from domain.policy import Step as PlanStep
from storage.tables import copies, notices
from tests.handlers.worlds import said
from tests.office import NOON, Office

ONE_STEP = Plan(rule=1, steps=(PlanStep((Role.CHANNEL_MANAGER,)),))


def many_deals(office: Office, number: int, *, plan: Plan = ONE_STEP) -> list[tuple[str, str, str]]:
    """So many deals of nowak's that wait; each as (id, ref, approval)."""
    rep = office.person("rep")
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
                    terms=Terms(customer=f"Race {index}", amount=Money(Decimal(100), "PLN"), country="PL"),
                    state=State.SUBMITTED,
                    version=1,
                ),
                draft=f"race{index}",
                by_name=rep.name,
            )
            approval = store.approvals.ask(
                "deal", deal.id, partner="nowak", region="ce", plan=plan, filed_by=rep.id, at=NOON
            )
            made.append((deal.id, deal.ref, approval.id))
    return made


async def at_once(office: Office, *asked: tuple[str, Asked]) -> list[str]:
    arrivals = [office.arrival(who, one) for who, one in asked]
    answers = await asyncio.gather(*(office.dispatch.serve(arrival, said) for arrival in arrivals))
    return [str(answer["said"]) for answer in answers]


def sent(office: Office, key: str) -> int:
    """How many copies of the notices whose keys begin so are out."""
    out = select(copies.c.id).join(notices, notices.c.id == copies.c.notice)
    with office.database.engine.connect() as connection:
        return len(connection.execute(out.where(notices.c.key.startswith(key), copies.c.state == "sent")).all())


def consistent(deal: Deal, steps: Sequence[Step]) -> bool:
    """Whether the history leads to the state, by listed transitions only."""
    state = State.DRAFT
    for step in steps:
        state = TRANSITIONS[step][state]
    return state is deal.state and deal.version == len(steps)
