"""Where those who are to decide are too few, or are there no more, others are asked or the admins are told."""

from dataclasses import replace

import pytest

from bot.arrivals import Pressed
from bot.ticker import do_chores
from domain.people import Role
from domain.places import Identity, Platform
from domain.sheets import Line
from handlers.deals_told import ask_anew
from handlers.people_csv import read_people
from storage.people import Known
from tests.handlers.test_deadlines import ticks, told, waits
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import NOON, Office, buttons, card_of, words_of


async def becomes(office: Office, who: str, *roles: Role) -> None:
    with office.database.write() as store:
        store.people.save(replace(office.person(who), roles=frozenset(roles)))
        ask_anew(office.clock[0], store)
    await office.delivers()


@pytest.mark.parametrize(
    "steps",
    [
        '{ of = ["channel-manager"], at_least = 5 }',
        '{ any_of = ["channel-manager"] }, { of = ["director"], at_least = 2 }',
    ],
)
async def test_the_admins_are_told_where_those_asked_are_too_few(office: Office, steps: str):
    under(office, f'region = "ce"\nsteps = [{steps}]')
    await office.registers("rep")

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert told(office, "admin") == 1
    assert "Nobody can decide" in words_of(office.card("admin"))


async def test_whoever_is_asked_by_name_and_decides_nothing_any_more_is_asked_no_more(office: Office):
    under(office, 'region = "ce"\nsteps = [{ any_of = ["lead@vendor.example"] }]')
    await office.registers("rep")

    await becomes(office, "lead", Role.AUDITOR)

    assert told(office, "admin") == 1


async def test_one_who_leaves_a_step_of_several_is_replaced_and_else_the_admins_are_told(office: Office):
    under(office, 'region = "ce"\nsteps = [{ of = ["channel-manager"], at_least = 2 }]')
    await office.registers("rep")
    assert "lead" not in office.letters.cards

    await becomes(office, "second", Role.AUDITOR)
    assert told(office, "lead") == 1
    assert "admin" not in office.letters.cards
    await becomes(office, "lead", Role.AUDITOR)
    await becomes(office, "director", Role.AUDITOR)

    assert told(office, "admin") == 1


async def test_whoever_takes_the_role_of_a_later_step_is_asked_though_they_were_in_the_first(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    with office.database.write() as store:
        lead = replace(office.person("second"), roles=frozenset({Role.REGIONAL_LEAD}), looks_after=frozenset({"ce"}))
        store.people.save(lead)

    await becomes(office, "lead", Role.AUDITOR)

    assert told(office, "second") == 2
    assert "Zatwierdź" in buttons(office.card("second"))


async def test_a_reminder_that_reaches_nobody_is_none_and_the_admins_are_told(office: Office):
    await waits(office)
    for who in ("manager", "second", "lead", "director"):
        with office.database.write() as store:
            store.people.save(replace(office.person(who), roles=frozenset({Role.AUDITOR})))
    await do_chores(office.dispatch)
    await office.delivers()
    before = told(office, "admin")

    await ticks(office, 9, 16)

    assert told(office, "admin") == before + 1
    with office.database.read() as store:
        [deal] = store.deals.seen_by(office.person("rep"), size=1).items
    assert "Reminded" not in words_of(card_of(await office.types("auditor", f"deal {deal.ref}")))


NEW = """email,name,organisation,roles,language,zone,looks_after
new@vendor.example,Nina Nowa,vendor,director,en,Europe/Warsaw,
"""


@pytest.mark.parametrize(
    "steps",
    [
        '{ any_of = ["new@vendor.example"] }',
        '{ all_of = ["manager@vendor.example", "new@vendor.example"] }',
        '{ any_of = ["manager@vendor.example"] }, { any_of = ["new@vendor.example"] }',
    ],
)
async def test_whoever_a_rule_names_is_asked_also_where_they_are_imported_and_linked_later(office: Office, steps: str):
    under(office, f'region = "ce"\nsteps = [{steps}]')
    ref = await office.registers("rep")
    before = buttons(office.card("manager")).get("Approve") if "manager" in steps else None

    with office.database.write() as store:
        [line] = read_people(NEW, store.programme)
        assert isinstance(line, Line)
        new = store.people.keep(line.thing)
    await do_chores(office.dispatch)
    known = Known(identity=Identity(Platform.WEB, "vendor", "new"), host="test")
    with office.database.write() as store:
        store.people.link(known, new, at=NOON)
        store.outbox.wake(new.id, at=NOON)
    await office.delivers()
    if before:
        await office.presses("manager", before)
        await office.delivers()
    approve = buttons(office.card("new"))["Approve"]
    pressed = office.arrival("new", Pressed(approve.route, approve.ref, approve.version))
    await office.dispatch.serve(replace(pressed, known=known), lambda *_: {})

    assert "Approved by Nina Nowa" in words_of(card_of(await office.types("director", f"deal {ref}")))
