"""Races: whatever happens at once, one decision, told to whoever came second, and no contradiction."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.arrivals import Pressed, Sent
from domain import deals as dealing
from domain.approvals import Outcome
from domain.people import Role
from domain.places import Identity, Platform
from storage.people import Known
from storage.tables import approvals, deals, happenings, notices, persons
from tests.bot.racing import at_once, many_deals, sent
from tests.filling import Filling
from tests.handlers.worlds import broken, said
from tests.office import NOON, Office, an_office, buttons, card_of, form_of, words_of
from views.translator import translator


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


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


async def test_of_replies_at_once_to_a_question_one_is_the_answer(office: Office):
    ref = await office.registers()
    ask = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", ask, words="Which plant?")
    await office.delivers()

    there = office.message("rep", about="Which plant?")
    said = [office.writes_at("rep", f"Plant {number}", there, of="rep") for number in range(8)]
    await asyncio.gather(*said)
    await office.delivers()

    replies = [words_of(card_of(reply)) for reply in office.replies[-8:]]
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal
        answers = [line.words for line in store.deals.history(deal.id) if line.step is dealing.Step.ANSWER]
    [answer] = answers
    assert [answer in reply and "is sent" in reply for reply in replies].count(True) == 1
    assert answer in words_of(office.card("manager", about="was answered"))


async def test_an_undo_and_whatever_comes_at_once_have_one_outcome_and_nobody_is_told_of_what_was_undone(
    office: Office, count: Callable[[int], int]
):
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 60}), at=NOON)
    made = many_deals(office, count(200))

    for _, ref, approval in made:
        await office.asks("manager", Pressed("approval-approve", approval, 1))
        answers = await at_once(
            office,
            ("manager", Pressed("approval-undo", approval, 2)),
            ("manager", Pressed("approval-undo", approval, 2)),
            ("second", Pressed("approval-approve", approval, 3)),
            ("rep", Sent("deal-withdraw", {"words": "x"}, "", ref, 2)),
        )
        assert not any(map(broken, answers)), answers
    office.later(seconds=61)
    await office.delivers()

    for deal_id, _, approval in made:
        with office.database.read() as store:
            deal, kept = store.deals.get(deal_id), store.approvals.get(approval)
            steps = [line.step for line in store.deals.history(deal_id)]
        assert deal is not None
        assert kept is not None
        undone = steps.count(dealing.Step.UNDO)
        assert undone <= 1
        assert (kept.outcome is Outcome.APPROVED) is (steps.count(dealing.Step.APPROVE) > undone), (steps, kept)
        assert sent(office, f"deal-decided:{deal_id}:") == steps.count(dealing.Step.APPROVE) - undone, steps


def many_joinings(office: Office, number: int) -> list[tuple[str, str]]:
    """So many accounts that ask to join nowak; each with its approval."""
    made = []
    with office.database.write() as store:
        for index in range(number):
            joining = replace(Filling(translator("en", "UTC")).joining(), id=f"j{index}")
            joining = replace(joining, account=Identity(Platform.WEB, "away", f"u{index}"))
            store.joinings.add(joining)
            asked = store.approvals.ask(
                "joining", joining.id, partner="nowak", region="ce", role=Role.PARTNER_ADMIN, filed_by="", at=NOON
            )
            made.append((joining.account.user, asked.id))
    return made


async def test_of_those_who_let_somebody_in_or_not_at_once_one_decides(office: Office, count: Callable[[int], int]):
    for number, (user, approval) in enumerate(many_joinings(office, count(300))):
        yes, no = Pressed("approval-approve", approval, 1), Pressed("approval-refuse", approval, 1)
        asked = [("boss", yes), ("manager", no), ("second", yes), ("admin", no)]
        answers = await at_once(office, *asked[number % 4 :], *asked[: number % 4])

        with office.database.read() as store:
            kept = store.approvals.get(approval)
            person = store.people.known_as(Identity(Platform.WEB, "away", user))
        assert kept is not None
        assert kept.version == 2
        assert (person is not None) is (kept.outcome == "approved")
        assert not [answer for answer in answers if broken(answer)]
    with office.database.engine.connect() as connection:
        names = list(connection.execute(select(persons.c.name).where(persons.c.name == "Maria Wójcik-Żółć")).scalars())
        told = list(connection.execute(select(notices.c.subject).where(notices.c.kind.like("joining-%"))).scalars())
    assert len(told) == len(set(told)) == count(300)
    assert 0 < len(names) < count(300)


async def test_of_several_asks_of_one_account_at_once_one_waits(office: Office, count: Callable[[int], int]):
    for number in range(count(50)):
        known = Known(identity=Identity(Platform.WEB, "away", f"u{number}"), host="test")
        asks = [
            replace(office.arrival("nobody", Sent("join-ask", {"name": "A", "company": company})), known=known)
            for company in ("Nowak Systems", "Rival GmbH", "Nobody", "Nowak Systems")
        ]
        answers = await asyncio.gather(*(office.dispatch.serve(arrival, said) for arrival in asks))

        assert len({str(answer) for answer in answers}) == 1
        with office.database.engine.connect() as connection:
            waits = select(approvals.c.subject).where(approvals.c.kind == "joining", approvals.c.phase == "open")
            assert len(list(connection.execute(waits))) == number + 1
