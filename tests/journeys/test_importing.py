"""An admin drops people.csv, mends it, applies it; whoever may not import is refused; on every platform."""

import asyncio

import pytest

from handlers.people_csv import COLUMNS
from tests.journeys.pairs import alone, at_slack, in_chat
from tests.journeys.people import SLACK_STRANGERS

HEADER = ",".join(COLUMNS)
GOOD = """ula@nowak.example,Ula Wrona,nowak,partner-rep,pl,Europe/Warsaw,
ivo@rio.example,Ivo Reis,rio,partner-rep,pt-BR,America/Sao_Paulo,
rep@nowak.example,Jan Nowak,nowak,partner-admin,en,Europe/Warsaw,"""
BAD = """nobody,Nobody,nowak,partner-rep,pl,,
bo@nowak.example,Bo,nowak,director,pl,,"""
HALF = f"{HEADER}\n{GOOD}\n{BAD}\n".encode()
WHOLE = f"{HEADER}\n{GOOD}\n".encode()


@pytest.fixture
async def admin(world, platforms):
    return await world.meets("admin", platforms[1])


@alone
async def test_a_file_is_looked_at_mended_and_applied(world, admin):
    before = emails(world)

    await admin.drops("people.csv", HALF)
    await admin.hears("I have read 5 lines. Nothing has been changed yet.", "Line 5", "“nobody” is no e-mail address.")
    await admin.hears("Line 6", "“director” is no role of nowak.")
    await admin.presses("Discard")
    await admin.hears("Discarded. Nothing was changed.")
    assert emails(world) == before

    await admin.drops("mended.csv", WHOLE)
    await admin.hears("I have read 3 lines.", "Ula Wrona", "changes: roles")
    await admin.presses("Apply")
    await admin.hears("Applied:")
    assert emails(world) == sorted([*before, "ivo@rio.example", "ula@nowak.example"])

    await admin.drops("again.csv", WHOLE)
    await admin.hears("all is as they say already: there is nothing to do.")
    assert len(emails(world)) == len(before) + 2


@alone
async def test_a_file_of_another_kind_is_told_what_there_is(admin):
    await admin.drops("deals.csv", b"customer,amount\nNowak,5\n")

    await admin.hears("What is this file?", HEADER)


@alone
async def test_lines_are_pasted_where_files_cannot_be_dropped(world, admin):
    await admin.types("partner import")
    await admin.fills(lines=WHOLE.decode())
    await admin.hears("I have read 3 lines.")
    await admin.presses("Apply")

    await admin.hears("Applied:")
    assert "ula@nowak.example" in emails(world)


@in_chat
async def test_a_partner_may_not_and_a_stranger_stands_at_the_door(world, partner):
    await partner.drops("people.csv", WHOLE)

    await partner.hears("Your role does not allow this.")
    assert "file" not in {call.method for call in (*world.slack.calls, *world.teams.calls)}, "nothing was fetched"
    for stranger in (world.at_slack(SLACK_STRANGERS["a guest with a manager's address"]),):
        await stranger.drops("people.csv", WHOLE)
        await stranger.hears("I do not know you here yet")
    assert "ula@nowak.example" not in emails(world)


@in_chat
async def test_what_is_no_table_is_left_in_peace_and_several_are_asked_for_one_by_one(admin):
    await admin.drops("holiday.png", b"\x89PNG")
    await admin.drops("deals.xlsx", b"PK\x03\x04")

    await admin.hears("This is a workbook.")
    assert "What is this file?" not in admin.reads


@at_slack
async def test_without_the_right_to_files_slack_says_what_to_do_instead(world, admin):
    world.slack.reads_files = False

    await admin.drops("people.csv", WHOLE)

    await admin.hears("I may not read files in this workspace. Write /partner import and paste the lines there")


@in_chat
async def test_a_file_that_is_slow_to_come_is_acknowledged_meanwhile_and_answered_later(world, admin, platforms):
    for server in (world.slack, world.teams):
        server.fail("file", kind="held")

    await admin.drops("people.csv", WHOLE)

    assert admin.user.last.status == 200
    for server in (world.slack, world.teams):
        server.let_go()
    await admin.hears("I have read 3 lines.")


@in_chat
async def test_a_file_that_does_not_come_is_said(world, admin):
    for server in (world.slack, world.teams):
        server.fail("file", kind="500")

    await admin.drops("people.csv", WHOLE)

    await admin.hears("I could not fetch this file.")


@in_chat
async def test_a_file_that_is_too_large_is_said(admin):
    await admin.drops("people.csv", b"x" * 1_100_000)

    await admin.hears("larger than 1 MiB")


@in_chat
async def test_pressed_twice_at_once_it_is_applied_once(world, admin):
    await admin.drops("people.csv", WHOLE)
    await admin.hears("I have read 3 lines.")

    await asyncio.gather(admin.presses("Apply"), admin.presses("Apply"))

    await admin.hears("Applied:")
    assert emails(world).count("ula@nowak.example") == 1


def emails(world):
    return sorted(person.email for person in world.look(lambda store: store.people.everybody()))
