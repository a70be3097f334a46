"""An admin drops people.csv, mends it, applies it; whoever may not import is refused; on every platform."""

import pytest

from handlers.people_csv import COLUMNS
from tests.journeys.pairs import on
from tests.journeys.world import WEB

HEADER = ",".join(COLUMNS)
GOOD = """ula@nowak.example,Ula Wrona,nowak,partner-rep,pl,Europe/Warsaw,
ivo@rio.example,Ivo Reis,rio,partner-rep,pt-BR,America/Sao_Paulo,
rep@nowak.example,Jan Nowak,nowak,partner-admin,en,Europe/Warsaw,"""
BAD = """nobody,Nobody,nowak,partner-rep,pl,,
bo@nowak.example,Bo,nowak,director,pl,,"""
HALF = f"{HEADER}\n{GOOD}\n{BAD}\n".encode()
WHOLE = f"{HEADER}\n{GOOD}\n".encode()

everywhere = on((WEB, WEB))


@pytest.fixture
async def admin(world, platforms):
    return await world.meets("admin", platforms[1])


@everywhere
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


@everywhere
async def test_a_file_of_another_kind_is_told_what_there_is(admin):
    await admin.drops("deals.csv", b"customer,amount\nNowak,5\n")

    await admin.hears("What is this file?", HEADER)


@everywhere
async def test_lines_are_pasted_where_files_cannot_be_dropped(world, admin):
    await admin.types("partner import")
    await admin.fills(lines=WHOLE.decode())
    await admin.hears("I have read 3 lines.")
    await admin.presses("Apply")

    await admin.hears("Applied:")
    assert "ula@nowak.example" in emails(world)


def emails(world):
    return sorted(person.email for person in world.look(lambda store: store.people.everybody()))
