"""An approved deal of which nothing is heard: whoever filed it is asked once, and answers by one press."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ticker import do_chores
from domain.programme_text import read_programme
from domain.stalls import SPREAD, put_off, stalls_at
from tests.office import NOON, PROGRAMME, Office, an_office, buttons, card_of, words_of
from views.vocabulary import Button, plain, said

PROGRAMMED = read_programme(PROGRAMME)
WARSAW = ZoneInfo("Europe/Warsaw")
MORNING = datetime(2026, 12, 23, 8, 0, tzinfo=UTC)
"""30 days after NOON, nine o'clock in Warsaw."""


async def approved(office: Office, who: str = "rep", **values: str) -> str:
    ref = await office.registers(who, **values)
    with office.database.read() as store:
        approval = store.approvals.of("deal", office.deal(ref).id)
    assert approval is not None
    await office.presses("manager", Button(said("x"), "approval-approve", approval.id, 1))
    return ref


async def nudges(office: Office, who: str = "rep") -> int:
    """Does the chores as two processes would, and says how often somebody was asked."""
    await asyncio.gather(do_chores(office.dispatch), do_chores(office.dispatch))
    await office.delivers()
    return sum("How does it stand?" in plain(card.title) for _, card in office.letters.cards.get(who, []))


@pytest.mark.parametrize(
    ("zone", "since", "due"),
    [
        ("Europe/Warsaw", NOON, MORNING),
        ("Europe/Warsaw", NOON + timedelta(days=1), datetime(2026, 12, 28, 8, 0, tzinfo=UTC)),  # over Christmas
        ("America/Sao_Paulo", NOON, datetime(2026, 12, 23, 12, 0, tzinfo=UTC)),
        ("Europe/Warsaw", datetime(2027, 2, 28, 9, 0, tzinfo=UTC), datetime(2027, 3, 30, 7, 0, tzinfo=UTC)),  # summer
    ],
)
def test_it_is_due_when_work_begins_where_the_partner_is(zone: str, since: datetime, due: datetime):
    assert stalls_at(PROGRAMMED, zone, since=since) == due


def test_those_that_were_missed_are_asked_about_on_ten_days_of_work_about_as_many_on_each():
    counted = Counter(put_off(PROGRAMMED, "Europe/Warsaw", deal_id=f"deal {n}", at=MORNING) for n in range(1000))

    assert len(counted) == SPREAD
    assert min(counted) > MORNING
    assert max(counted) < MORNING + timedelta(days=21), "over Christmas, New Year and Epiphany"
    assert {moment.astimezone(WARSAW).time() for moment in counted} == {PROGRAMMED.working.start}
    assert all(70 < number < 130 for number in counted.values()), counted


async def test_nothing_heard_for_thirty_days_is_asked_about_once_and_again_only_after_a_change(office: Office):
    ref = await approved(office)

    office.clock[0] = MORNING - timedelta(seconds=1)
    assert await nudges(office) == 0
    office.later(seconds=1)
    assert await nudges(office) == 1
    office.later(days=20)
    assert await nudges(office) == 1

    moved = card_of(await office.presses("rep", buttons(office.card("rep", about="How does it stand?"))["Talks"]))
    assert "Stage: Talks" in words_of(moved)
    await office.delivers()
    assert office.deal(ref).stage == "talks"
    assert await nudges(office) == 0, "the card that asked says how it stands now"
    again = office.deal(ref).stalls_at
    assert again
    office.clock[0] = again
    assert await nudges(office) == 1


async def test_deals_from_before_and_those_that_were_missed_are_asked_about_over_days_when_work_begins(office: Office):
    refs = [await approved(office, customer=f"Customer {number}") for number in range(6)]
    with office.database.write() as store:  # as a migration leaves them: due at any moment
        for ref in refs[:3]:
            store.deals.nudged(office.deal(ref), then=MORNING - timedelta(days=2, minutes=11))
    office.clock[0] = MORNING + timedelta(hours=14)  # the others were due at work's begin, but nobody looked

    assert await nudges(office) == 0

    deals = [office.deal(ref) for ref in refs]
    moments = [deal.stalls_at for deal in deals]
    assert all(moment and PROGRAMMED.working.start == moment.astimezone(WARSAW).time() for moment in moments)
    assert moments == [put_off(PROGRAMMED, "Europe/Warsaw", deal_id=deal.id, at=office.clock[0]) for deal in deals]
    for moment in sorted({moment for moment in moments if moment}):
        office.clock[0] = moment
        assert await nudges(office)
    assert await nudges(office) == len(refs)


async def test_however_many_processes_look_it_is_asked_about_once(database_url: str):
    async with an_office(database_url) as office:
        await approved(office)
        office.clock[0] = MORNING

        await asyncio.gather(*(do_chores(office.dispatch) for _ in range(4)))

        assert await nudges(office) == 1


async def test_each_answer_is_one_press_and_an_old_card_moves_nothing(office: Office):
    ref = await approved(office)
    office.clock[0] = MORNING
    await nudges(office)
    asked = buttons(office.card("rep", about="How does it stand?"))
    assert [button.route for button in asked.values()] == ["deal-move", "deal-move", "deal-won", "deal-lost"]

    await office.presses("rep", asked["Offer"])
    late = card_of(await office.presses("boss", asked["Talks"]))

    assert "Offer" in words_of(late)
    assert office.deal(ref).stage == "offer"
    await office.presses("rep", asked["Lost"])
    assert office.deal(ref).state == "lost"
    office.later(days=40)
    assert await nudges(office) == 0


async def test_a_stage_that_is_none_and_a_deal_of_somebody_else_are_refused(office: Office):
    ref = await approved(office)
    version = office.deal(ref).version

    await office.presses("rep", Button(said("x"), "deal-move", f"{ref} nowhere", version))
    await office.presses("rival", Button(said("x"), "deal-move", f"{ref} offer", version))

    assert office.deal(ref).version == version


async def test_what_is_closed_or_not_decided_is_not_asked_about_and_quiet_hours_are_kept(office: Office):
    won = await approved(office)
    await office.types("rep", f"deal won {won}")
    await office.registers("rep", customer="Zeta")
    await approved(office, customer="Omega")
    with office.database.write() as store:
        quiet = '[quiet_hours]\nstart = "20:00"\nend = "10:00"\n\n[tiers.gold]'
        store.programmes.apply(read_programme(PROGRAMME.replace("[tiers.gold]", quiet)), at=NOON)

    office.clock[0] = MORNING
    assert await nudges(office) == 0
    office.later(hours=1)
    assert await nudges(office) == 1
    assert "Omega" in words_of(office.card("rep", about="How does it stand?"))
