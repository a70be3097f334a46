"""What people meet where a customer is protected already: the manager reads for whom, the partner never does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.arrivals import Pressed
from bot.ticker import do_chores
from domain.deals import State
from domain.programme_text import read_programme
from handlers.replies import Correct, Show
from tests.office import (
    GOOD_DEAL,
    NOON,
    PROGRAMME,
    Office,
    an_office,
    buttons,
    card_of,
    filled,
    form_of,
    words_of,
)
from views.vocabulary import Button, plain, said


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


async def approves(office: Office, ref: str) -> str:
    """What the manager reads after "Approve"."""
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        approval = store.approvals.of("deal", deal.id) if deal else None
    assert approval is not None
    return words_of(card_of(await office.presses("manager", Button(said("x"), "approval-approve", approval.id, 1))))


def state(office: Office, ref: str) -> str:
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
    assert deal is not None
    return deal.state


async def test_a_second_approval_for_the_same_customer_and_product_is_refused_and_waits_on(office: Office):
    first = await office.registers("rep")
    second = await office.registers("rival")
    await approves(office, first)

    said = await approves(office, second)

    assert first in said
    assert "Nowak Systems" in said
    assert state(office, second) == "submitted"
    await office.delivers()
    assert "Nowak" not in repr(office.letters.cards["rival"])


@pytest.mark.parametrize("end", ["withdraw", "won", "lost", "expiry"])
async def test_what_ends_a_protection_lets_the_next_one_be_approved(office: Office, end: str):
    first, second = await office.registers("rep"), await office.registers("rival")
    await approves(office, first)
    if end == "expiry":
        office.later(days=91)
    elif end == "withdraw":
        await office.sends("rep", form_of(await office.types("rep", f"deal withdraw {first}")))
    else:
        await office.types("rep", f"deal {end} {first}")

    await approves(office, second)

    assert state(office, second) == "approved"


async def reminded(office: Office) -> list[str]:
    """Does the chores, and says what the rep reads of protections that end."""
    await do_chores(office.dispatch)
    await do_chores(office.dispatch)
    await office.delivers()
    return [key for key, card in office.letters.cards["rep"] if "ends soon" in plain(card.title)]


async def test_the_end_is_told_30_14_7_and_1_days_before_at_nine_once_each_with_the_buttons_that_close(office: Office):
    await approves(office, await office.registers("rep"))
    told = []
    ends = NOON + timedelta(days=90)  # Sunday, 21 February 2027

    for day in (*range(0, 55, 9), *range(55, 91)):
        office.clock[0] = NOON + timedelta(days=day) - timedelta(hours=3, seconds=1)  # a second before nine
        before = await reminded(office)
        office.later(seconds=1)
        found = await reminded(office)
        assert len(found) - len(before) in (0, 1)
        told += [(ends - office.clock[0]).days] * (len(found) - len(before))

    assert told == [30, 16, 9, 2], "14, 7 and 1 days before are on a weekend: the Friday before"
    assert {"Won", "Lost", "Withdraw", "Stage"} <= set(buttons(office.card("rep", about="ends:")))


async def test_what_is_over_is_not_reminded_of_and_two_processes_remind_once(office: Office):
    first = await office.registers("rep")
    second = await office.registers("rep", customer="Zeta")
    for ref in (first, second):
        await approves(office, ref)
    await office.types("rep", f"deal won {first}")
    office.later(days=84)

    await asyncio.gather(*(do_chores(office.dispatch) for _ in range(4)))
    await office.delivers()

    [card] = [card for _, card in office.letters.cards["rep"] if "ends soon" in plain(card.title)]
    assert second in words_of(card)


def with_room_for(office: Office, number: int, *, keep: bool = False) -> None:
    text = PROGRAMME.replace("protection_days = 90", f"protection_days = 90\nprotected_at_most = {number}")
    text = text.replace("[tiers.gold]", "[protection]\nkeep_when_won = true\n\n[tiers.gold]", 1) if keep else text
    with office.database.write() as store:
        store.programmes.apply(read_programme(text), at=NOON)


async def test_one_more_than_the_tier_allows_is_refused_with_what_can_be_closed_and_goes_on_afterwards(office: Office):
    with_room_for(office, 1)
    first, second = await office.registers("rep"), await office.registers("rep", customer="Zeta")
    await approves(office, first)

    assert "as many as its tier allows" in await approves(office, second)
    assert state(office, second) == "submitted"

    form = form_of(await office.types("rep", "deal new"))
    full = card_of(await office.sends("rep", form, **{**GOOD_DEAL, "customer": "Omega"}))
    assert first in words_of(full)
    assert "Nowak Systems has 1 protected deal" in words_of(full)
    await office.types("rep", f"deal lost {first}")
    await approves(office, second)
    assert state(office, second) == "approved"

    await office.types("rep", f"deal lost {second}")
    again = form_of(await office.presses("rep", buttons(full)["Go on"]))
    assert filled(again)["customer"] == "Omega"
    assert "Omega" in words_of(card_of(await office.sends("rep", again)))


async def test_what_was_sent_before_the_last_place_was_taken_is_not_called_unregistered_when_it_comes_once_more(
    office: Office,
):
    with_room_for(office, 1)
    form = form_of(await office.types("rep", "deal new"))
    assert isinstance(await office.sends("rep", form, **GOOD_DEAL), Show)
    with office.database.read() as store:
        [deal] = store.deals.seen_by(office.person("rep"), size=1).items
    await approves(office, deal.ref)

    again = await office.sends("rep", form, **{**GOOD_DEAL, "customer": "Other"})

    assert isinstance(again, Correct)
    assert "already" in plain(again.form.errors[""])


async def test_a_won_deal_stays_protected_where_the_programme_says_so(office: Office):
    with_room_for(office, 9, keep=True)
    first, second = await office.registers("rep"), await office.registers("rival")
    await approves(office, first)
    await office.types("rep", f"deal won {first}")

    assert first in await approves(office, second)
    office.later(days=91)
    await approves(office, second)
    assert state(office, second) == "approved"


async def test_many_approvals_at_once_do_not_pass_the_limit(office: Office):
    with_room_for(office, 2)
    refs = [await office.registers("rep", customer=f"Customer {number}") for number in range(6)]
    with office.database.read() as store:
        deals = [store.deals.by_ref(ref) for ref in refs]
        asked = [store.approvals.of("deal", deal.id) for deal in deals if deal]
    presses = [office.arrival("manager", Pressed("approval-approve", one.id, 1)) for one in asked if one]

    await asyncio.gather(*(office.dispatch.serve(press, office._keep) for press in presses))

    assert sorted(state(office, ref) for ref in refs) == ["approved"] * 2 + ["submitted"] * 4


async def test_what_is_approved_without_protection_is_not_over_a_minute_later(sqlite_url: str):
    programme = PROGRAMME.replace("protection_days = 90", "protection_days = 0")
    async with an_office(sqlite_url, programme=programme) as office:
        ref = await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager", about="Kowalski"))["Approve"])
        office.later(minutes=1)
        await do_chores(office.dispatch)

        assert office.deal(ref).state is State.APPROVED
        assert "Won" in buttons(card_of(await office.types("rep", f"deal {ref}")))
