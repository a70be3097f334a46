"""Several who answer in two steps at once: one outcome, no answer counted twice, and each of them in the audit."""

from collections.abc import AsyncIterator, Callable, Iterator
from random import Random

import pytest
from sqlalchemy import select

from bot.arrivals import Asked, Pressed, Sent
from domain.approvals import Approval, Outcome, Phase, Vote
from domain.policy import Plan, Step
from storage.tables import acts, happenings
from tests.bot.racing import at_once, many_deals
from tests.handlers.worlds import broken
from tests.office import Office, an_office

WHO = ("manager", "second", "lead", "director")
PLAN = Plan(rule=1, steps=(Step(("channel-manager",), 2), Step(("regional-lead", "director"))))


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


async def test_however_many_answer_at_once_in_two_steps_there_is_one_outcome(
    office: Office, count: Callable[[int], int]
):
    chance = Random(7)
    for _, _, approval in many_deals(office, count(200), plan=PLAN):
        for _ in PLAN.steps:
            seen = as_kept(office, approval)[0].version
            answers = await at_once(office, *shuffled(chance, approval, seen))
            assert not any(map(broken, answers)), answers
        asked, votes = as_kept(office, approval)

        check(asked, votes)
        check_log(office, asked, votes)


def shuffled(chance: Random, approval: str, version: int) -> Iterator[tuple[str, Asked]]:
    """Everybody at once, some of them against it."""
    for who in chance.sample(WHO, len(WHO)):
        no = Sent("approval-reject", {"reason": "duplicate"}, "", approval, version)
        yield who, no if chance.random() < 0.1 else Pressed("approval-approve", approval, version)


def as_kept(office: Office, approval: str) -> tuple[Approval, tuple[Vote, ...]]:
    with office.database.read() as store:
        kept = store.approvals.get(approval)
        assert kept
        return kept, store.approvals.votes(kept)


def check(asked: Approval, votes: tuple[Vote, ...]) -> None:
    """Two of four said yes first, then one of the others: nobody's answer was lost or counted twice."""
    yes = [[vote.by for vote in votes if vote.step == step and vote.outcome == "approved"] for step in (0, 1)]
    no = [vote for vote in votes if vote.outcome == "rejected"]
    assert asked.phase is Phase.DECIDED
    assert asked.version == 1 + len(votes)
    assert len({vote.by for vote in votes}) == len(votes) or {vote.by_name for vote in votes[:2]} == {
        "Lena Berg",
        "Dana Cole",
    }
    if asked.outcome is Outcome.APPROVED:
        assert [len(some) for some in yes] == [2, 1]
        assert not no
    else:
        assert len(no) == 1
        assert votes[-1] == no[0]
        assert len(yes[0]) == (2 if no[0].step else len(votes) - 1)


def check_log(office: Office, asked: Approval, votes: tuple[Vote, ...]) -> None:
    """A row for each answer; the last one is the decision."""
    about = select(acts.c.who, acts.c.what).where(acts.c.about == f"deal:{asked.subject}").order_by(acts.c.n)
    of_deal = select(happenings.c.step).where(happenings.c.deal == asked.subject, happenings.c.step != "submit")
    with office.database.engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(about)]
        steps = list(connection.execute(of_deal).scalars())
    assert [row for row in rows if row[1] in ("vote", "decision")] == [
        *((vote.by, "vote") for vote in votes[:-1]),
        (votes[-1].by, "decision"),
    ]
    assert steps == ["approve" if asked.outcome is Outcome.APPROVED else "reject"]
