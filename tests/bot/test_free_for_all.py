"""Whatever several people and the clock do to one deal in the same moment: one outcome, and nobody untold.

Some deals wait and are late, some have just been decided, and of some the protection has just ended.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import NamedTuple

import pytest
from sqlalchemy import select

from bot.arrivals import Asked, Pressed, Sent
from bot.ticker import do_chores
from domain.deals import State, Step
from storage.tables import copies, deals, protections
from tests.bot.racing import at_once, consistent, sent
from tests.handlers.worlds import broken
from tests.office import GOOD_DEAL, PROGRAMME, Office, an_office

Act = tuple[str, Asked]
Acts = Callable[["Group"], Act]

SHORT = PROGRAMME.replace("protection_days = 90", "protection_days = 1").replace("undo_seconds = 0", "undo_seconds = 9")
DAYS = 5
"""From the registration to the race: the answer time is over, and a protection of a day too."""


class Group(NamedTuple):
    """A deal and what everybody takes its versions for."""

    deal: str
    ref: str
    approval: str
    version: int = 1

    def withdraws(self) -> Act:
        return "rep", Sent("deal-withdraw", {"words": "x"}, "", self.ref, self.version)

    def presses(self, who: str, route: str, *, further: int = 0) -> Act:
        return who, Pressed(route, self.approval, self.version + further)

    def closes(self, who: str, route: str) -> Act:
        return who, Pressed(route, self.ref, self.version)

    def rejects(self, who: str) -> Act:
        return who, Sent("approval-reject", {"reason": "duplicate"}, "", self.approval, self.version)


WAITING: Sequence[Acts] = (
    lambda group: group.presses("manager", "approval-approve"),
    lambda group: group.presses("second", "approval-approve"),
    lambda group: group.presses("lead", "approval-approve"),
    lambda group: group.rejects("manager"),
    lambda group: group.rejects("second"),
    lambda group: ("second", Sent("approval-ask", {"words": "Why?"}, "", group.approval, group.version)),
    lambda group: ("boss", Sent("deal-edit", {**GOOD_DEAL, "amount": "77"}, "", group.ref, group.version)),
    Group.withdraws,
)
DECIDED: Sequence[Acts] = (
    lambda group: group.presses("manager", "approval-undo"),
    lambda group: group.presses("manager", "approval-undo"),
    lambda group: group.presses("second", "approval-approve", further=1),
    lambda group: group.presses("second", "approval-undo"),
    lambda group: group.closes("rep", "deal-won"),
    lambda group: ("boss", Sent("deal-appeal", {"words": "Look again."}, "", group.ref, group.version)),
    Group.withdraws,
)
ENDING: Sequence[Acts] = (
    lambda group: group.closes("rep", "deal-won"),
    lambda group: group.closes("boss", "deal-lost"),
    lambda group: group.presses("manager", "approval-undo"),
    lambda group: ("boss", Sent("deal-stage", {"stage": "offer"}, "", group.ref, group.version)),
    Group.withdraws,
)


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url, programme=SHORT) as office:
        yield office


async def test_whatever_is_done_to_a_deal_at_once_has_one_outcome_and_nobody_is_untold(
    office: Office, count: Callable[[int], int]
):
    chance = random.Random(17)
    for number in range(count(count(20_000)) // 6):  # a hundredth in `make test`
        waiting, fresh = await registered(office, chance, 2), await registered(office, chance, 2)
        ending = [await decides(office, group) for group in await registered(office, chance, 2)]
        office.later(days=DAYS)
        decided = [await decides(office, group, no=chance.random() < 0.4) for group in fresh]

        acts = [
            act(group)
            for groups, acts in ((waiting, WAITING), (decided, DECIDED), (ending, ENDING))
            for group in groups
            for act in chance.sample(acts, chance.randrange(2, len(acts) + 1))
        ]
        chance.shuffle(acts)
        answers, *_ = await asyncio.gather(
            at_once(office, *acts), do_chores(office.dispatch), do_chores(office.dispatch), office.delivers()
        )

        assert not any(broken(answer) for answer in answers), answers
        office.later(seconds=10)
        await do_chores(office.dispatch)
        await office.delivers()
        assert not unsettled(office), number
        for group in (*waiting, *decided, *ending):
            one_outcome(office, group)
        for group in waiting:
            losers_know(office, group, [(act, answer) for act, answer in zip(acts, answers, strict=True)])


async def registered(office: Office, chance: random.Random, number: int) -> list[Group]:
    names = ["".join(chance.choices("abcdefghijklmnoprstuwz", k=14)) for _ in range(number)]
    values = [{**GOOD_DEAL, "customer": name} for name in names]
    answers = await at_once(office, *(("rep", Sent("deal-register", one, one["customer"])) for one in values))
    assert not any(broken(answer) for answer in answers), answers
    await office.delivers()
    with office.database.engine.connect() as connection:
        rows = connection.execute(select(deals.c.id, deals.c.ref).where(deals.c.customer.in_(names))).all()
    with office.database.read() as store:
        asked = [(deal, ref, store.approvals.of("deal", deal)) for deal, ref in rows]
    return [Group(deal, ref, approval.id) for deal, ref, approval in asked if approval]


async def decides(office: Office, group: Group, *, no: bool = False) -> Group:
    """The manager, alone."""
    await at_once(office, group.rejects("manager") if no else group.presses("manager", "approval-approve"))
    return group._replace(version=2)


def unsettled(office: Office) -> int:
    """How many messages still are to be sent or brought up to date."""
    with office.database.engine.connect() as connection:
        return len(connection.execute(select(copies.c.id).where(copies.c.due <= office.clock[0])).all())


def one_outcome(office: Office, group: Group) -> None:
    with office.database.read() as store:
        deal, asked = store.deals.get(group.deal), store.approvals.of("deal", group.deal)
        steps = [line.step for line in store.deals.history(group.deal) if line.step not in (Step.REMIND, Step.ESCALATE)]
    assert deal
    assert asked
    assert consistent(deal, steps), (deal, steps)
    decisions = steps.count(Step.APPROVE) + steps.count(Step.REJECT) - steps.count(Step.UNDO)
    stands = decisions - steps.count(Step.APPEAL)
    assert stands in (0, 1), steps
    assert (asked.outcome is not None) is (stands == 1), (asked, steps)
    assert asked.phase == PHASES.get(deal.state, asked.phase), (asked, deal)
    assert live(office, group) is (deal.state is State.APPROVED), (deal, steps)
    assert sent(office, f"deal-decided:{group.deal}:") == decisions, steps
    assert sent(office, f"deal-expired:{group.deal}") == steps.count(Step.EXPIRE), steps
    assert sent(office, f"deal-question:{group.deal}:") == steps.count(Step.ASK), steps


PHASES: Mapping[State, str] = {
    State.INFORMATION_ASKED: "paused",
    State.APPROVED: "decided",
    State.WON: "decided",
    State.EXPIRED: "decided",
}


def live(office: Office, group: Group) -> bool:
    of = select(protections.c.deal).where(protections.c.deal == group.deal, protections.c.released_at.is_(None))
    with office.database.engine.connect() as connection:
        return connection.execute(of).first() is not None


OWN: Mapping[str, str] = {"manager": "You have ", "second": "Decyzja już zapadła i była Twoja"}
"""How somebody reads that the decision is their own."""


def losers_know(office: Office, group: Group, acts: Sequence[tuple[Act, str]]) -> None:
    """Whoever decided too late reads who was first; or, where they were first themselves, that it was they."""
    with office.database.read() as store:
        asked = store.approvals.of("deal", group.deal)
    assert asked
    if asked.outcome is None:
        return
    for (who, act), answer in acts:
        match act:
            case Pressed("approval-approve", group.approval) | Sent("approval-reject", ref=group.approval) if (
                who != "lead"
            ):
                mine = asked.is_by(office.person(who)) and OWN[who] in answer
                assert mine or asked.decided_by_name in answer, (who, act, answer)
