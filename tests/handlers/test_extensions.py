"""More time for a protection: at once within the rule while the deal moves on, else by who looks after the partner."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.arrivals import Sent
from bot.ticker import do_chores
from domain.people import Role
from domain.programme_text import read_programme
from handlers.replies import Correct, Reply
from storage.tables import copies, notices
from tests.office import NOON, PROGRAMME, Office, an_office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Button, plain, said

RULE = "[protection.extensions]\ndays = 30\nby_itself = 2\n\n[tiers.gold]"
ENDS = NOON + timedelta(days=90)
WARSAW = ZoneInfo("Europe/Warsaw")


def until(office: Office, ref: str) -> int:
    """How many days after its first end the protection ends now, of the deal and of its customer alike."""
    deal = office.deal(ref)
    with office.database.read() as store:
        protection = store.protections.of(deal.id)
    assert protection is not None
    assert protection.until == deal.protected_until
    return (protection.until.astimezone(WARSAW).date() - ENDS.date()).days


async def approved(office: Office, who: str = "rep", **values: str) -> str:
    ref = await office.registers(who, **values)
    with office.database.read() as store:
        approval = store.approvals.of("deal", office.deal(ref).id)
    assert approval is not None
    office.clock[0] = NOON
    await office.presses("manager", Button(said("x"), "approval-approve", approval.id, 1))
    office.later(days=80)
    return ref


def with_rule(office: Office) -> None:
    with office.database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME.replace("[tiers.gold]", RULE, 1)), at=NOON)


async def extends(office: Office, ref: str, who: str = "rep", **values: str) -> Reply:
    form = form_of(await office.types(who, f"deal extend {ref}"))
    reply = await office.sends(who, form, **{"words": "Their budget is decided in March.", **values})
    await office.delivers()
    return reply


async def moves(office: Office, ref: str, stage: str) -> None:
    await office.sends("rep", form_of(await office.types("rep", f"deal stage {ref}")), stage=stage)


async def test_two_come_by_themselves_while_the_deal_moves_on_and_the_third_is_asked_of_a_person(office: Office):
    with_rule(office)
    ref = await approved(office)

    for times, stage in enumerate(("talks", "offer"), 1):
        await moves(office, ref, stage)
        assert "Protection extended by Jan Nowak" in words_of(card_of(await extends(office, ref)))
        assert until(office, ref) == 30 * times
    await moves(office, ref, "talks")
    third = words_of(card_of(await extends(office, ref)))

    assert "Ola Lis or Piotr Bak will decide" in third
    assert until(office, ref) == 60
    await office.presses("manager", buttons(office.card("manager", about="More time?"))["Approve"])
    await office.delivers()
    assert until(office, ref) == 90
    assert "Extended: " in plain(office.card("rep", about="Your deal with Kowalski").title)
    assert "zatwierdzono, Ola Lis" in words_of(office.card("second", about="Dłuższa ochrona?"))


async def test_without_progress_a_person_decides_and_there_and_back_again_is_none(office: Office):
    with_rule(office)
    ref = await approved(office)
    assert "will decide" in words_of(card_of(await extends(office, ref)))
    assert until(office, ref) == 0

    again = await office.types("rep", f"deal extend {ref}")
    assert "waits for a decision" in words_of(card_of(again))

    await office.presses("second", buttons(office.card("second", about="Dłuższa ochrona?"))["Odrzuć"])
    await office.delivers()
    assert until(office, ref) == 0
    assert "Not extended" in plain(office.card("rep", about="stays protected as long as before").title)
    await moves(office, ref, "talks")
    await extends(office, ref)
    assert until(office, ref) == 30
    for stage in ("offer", "talks"):
        await moves(office, ref, stage)
    await extends(office, ref)
    assert until(office, ref) == 30, "the stage is the one at which it was extended"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": " "}, "words"),
        ({"until": "2027-02-21"}, "until"),  # the day on which it ends
        ({"until": "2027-03-24"}, "until"),  # 31 days later
        ({"until": "tomorrow"}, "until"),
    ],
)
async def test_what_is_outside_the_rule_comes_back_as_it_was_typed(
    office: Office, values: Mapping[str, str], field: str
):
    ref = await approved(office)

    reply = await extends(office, ref, **values)

    assert isinstance(reply, Correct)
    assert list(reply.form.errors) == [field]
    assert until(office, ref) == 0


async def test_the_form_offers_the_latest_day_and_reminders_go_by_the_new_end(office: Office):
    with_rule(office)
    ref = await approved(office)
    await do_chores(office.dispatch)
    await office.delivers()
    reminder = office.card("rep", about="ends soon")
    form = form_of(await office.presses("rep", buttons(reminder)["Extend"]))
    assert filled(form)["until"] == "2027-03-23"

    await moves(office, ref, "talks")
    await extends(office, ref, until="2027-03-20")
    await office.delivers()

    assert not [card for _, card in office.letters.cards["rep"] if "ends soon" in plain(card.title)]
    office.clock[0] = ENDS
    await do_chores(office.dispatch)
    assert office.deal(ref).state == "approved"
    office.clock[0] = ENDS + timedelta(days=26)  # the Friday before: 19 March
    await do_chores(office.dispatch)
    await office.delivers()
    assert "Extend" in buttons(office.card("rep", about="ends soon"))


@pytest.mark.parametrize("end", ["won", "withdraw", "expiry"])
async def test_what_is_over_needs_no_decision_on_more_time(office: Office, end: str):
    ref = await approved(office)
    await extends(office, ref)
    asked = buttons(office.card("manager", about="More time?"))["Approve"]

    if end == "expiry":
        office.later(days=10)
        await do_chores(office.dispatch)
    elif end == "withdraw":
        await office.sends("rep", form_of(await office.types("rep", f"deal withdraw {ref}")))
    else:
        await office.types("rep", f"deal won {ref}")
    await office.delivers()

    assert not buttons(office.card("manager", about="More time?"))
    await office.presses("manager", asked)
    assert office.deal(ref).protected_until == ENDS
    assert "Nothing waits" in words_of(card_of(await office.types("manager", "approvals")))


async def test_of_many_at_once_one_extends_and_what_ends_meanwhile_stays_ended(database_url: str):
    async with an_office(database_url) as office:
        with_rule(office)
        ref = await approved(office)
        await moves(office, ref, "talks")
        version = office.deal(ref).version
        values = {"until": date(2027, 3, 20).isoformat(), "words": "Soon"}
        presses = [
            office.arrival(who, Sent("deal-extend", values, "", ref, version)) for who in ("rep", "boss", "rep", "boss")
        ]

        await asyncio.gather(*(office.dispatch.serve(press, office._keep) for press in presses))

        assert until(office, ref) == 27
        with office.database.read() as store:
            steps = [line.step.value for line in store.deals.history(office.deal(ref).id)]
        assert steps.count("extend") == 1


def not_delivered(office: Office, kind: str) -> None:
    """All copies of this notice have failed, as where their readers have blocked the app."""
    of_kind = select(notices.c.id).where(notices.c.kind == kind)
    with office.database.engine.begin() as connection:
        failed = update(copies).values(state="failed", done_at=office.clock[0], due=None)
        connection.execute(failed.where(copies.c.notice.in_(of_kind)))


async def test_where_nobody_who_was_asked_could_be_told_the_admins_are(office: Office):
    ref = await approved(office)
    await extends(office, ref)
    await do_chores(office.dispatch)
    assert "admin" not in office.letters.cards

    not_delivered(office, "extension-awaits-decision")
    for _ in range(3):
        office.later(minutes=1)
        await do_chores(office.dispatch)
        await office.delivers()

    assert [plain(card.title) for _, card in office.letters.cards["admin"]] == [plain(office.card("admin").title)]
    assert ref in words_of(office.card("admin"))


async def test_whoever_looks_after_the_partner_again_is_asked_again(office: Office):
    ref = await approved(office)
    await extends(office, ref)
    managers, lead = [office.person(who) for who in ("manager", "second")], office.person("lead")
    away = [replace(person, looks_after=frozenset()) for person in managers]

    for kept in (away, [*managers, replace(lead, roles=frozenset({Role.AUDITOR}))]):
        with office.database.write() as store:
            for person in kept:
                store.people.save(person)
        office.later(minutes=1)
        await do_chores(office.dispatch)
        await office.delivers()

    await office.presses("manager", buttons(office.card("manager", about="More time?"))["Approve"])
    assert until(office, ref) == 30
