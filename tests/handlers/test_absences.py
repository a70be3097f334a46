"""Absences that come from elsewhere: exactly what the calendar says, again and again, unless the person says else."""

from datetime import UTC, datetime

import pytest

from domain.absences import Stretch
from domain.delegations import LIVE
from domain.sheets import Mistake
from handlers.absences import follow
from handlers.absences_csv import keep_absences, read_absences
from tests.handlers.test_delegations import asked, faults, leaves, ticks
from tests.office import Office, buttons, card_of, words_of


def day(of: int, hour: int = 0) -> datetime:
    return datetime(2026, 12, of, hour, tzinfo=UTC)


def says(office: Office, *days: tuple[int, int], who: str = "manager", source: str = "calendar") -> None:
    """The calendar, of this person, at this moment."""
    with office.database.write() as store:
        some = [Stretch(day(since), day(until)) for since, until in days]
        follow(office.person(who), source, some, store, at=office.clock[0])


def away(office: Office, who: str = "manager") -> list[tuple[int, int, str]]:
    with office.database.read() as store:
        of = office.person(who).id
        live = [one for one in store.delegations.of(of) if one.by == of and one.course in LIVE]
    return [(one.since.day, one.until.day, one.source) for one in live]


async def test_they_are_what_the_calendar_says_however_often_and_what_it_drops_goes(office: Office):
    for _ in range(2):
        says(office, (1, 3), (2, 5), (10, 12))
    assert away(office) == [(1, 5, "calendar"), (10, 12, "calendar")]

    says(office, (2, 5), (20, 22))
    assert away(office) == [(2, 5, "calendar"), (20, 22, "calendar")]
    says(office)
    assert away(office) == []


async def test_while_it_runs_others_are_asked_and_its_end_can_move(office: Office):
    says(office, (1, 5))
    says(office, (1, 5), who="second")
    await ticks(office, day(1))
    await office.registers("rep")
    assert asked(office, "lead")
    assert not asked(office, "manager")

    office.clock[0] = day(2)
    says(office, (1, 3))
    assert away(office) == [(1, 3, "calendar")]
    await ticks(office, day(3))

    assert away(office) == []
    assert asked(office, "manager")


async def test_what_somebody_says_by_hand_wins(office: Office):
    says(office, (1, 10))
    await leaves(office, "manager", "second", since="2026-12-03", until="2026-12-04")
    mine = [(2, 4, ""), (4, 10, "calendar")]  # the third begins at 23:00 UTC the day before
    assert away(office) == [(1, 2, "calendar"), *mine]

    says(office, (1, 10))
    assert away(office) == [(1, 2, "calendar"), *mine]
    says(office)
    assert away(office) == [(2, 4, "")]


async def test_what_somebody_ended_stays_ended(office: Office):
    says(office, (1, 10))
    await ticks(office, day(2))
    card = card_of(await office.types("manager", "approvals delegate list"))
    assert "(from a calendar or list)" in words_of(card)
    await office.presses("manager", buttons(card)["End it"])

    says(office, (1, 10), (20, 22))

    assert away(office) == [(20, 22, "calendar")]


async def test_two_sources_do_not_meet(office: Office):
    says(office, (1, 5))
    says(office, (3, 8), source="staff")

    assert away(office) == [(1, 5, "calendar"), (5, 8, "staff")]
    says(office)
    says(office, (3, 8), source="staff")
    assert away(office) == [(3, 8, "staff")]


FILE = "email,from,until\nmanager@vendor.example,2026-12-24,2026-12-26\nsecond@vendor.example,,\n"


async def test_a_file_says_whole_days_where_the_person_is(office: Office):
    says(office, (1, 5), who="second", source="file")
    with office.database.write() as store:
        lines = [line.thing for line in read_absences(FILE, store) if not isinstance(line, Mistake)]
        assert keep_absences(lines, store, at=office.clock[0], by="operator") == 2
        (kept,) = store.delegations.of(office.person("manager").id)

    assert (kept.since, kept.until) == (day(23, 23), day(26, 23))
    assert away(office, "second") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("rep@nowak.example,2026-12-24,2026-12-26", "absence-nobody"),
        ("admin@vendor.example,2026-12-24,2026-12-26", "absence-nobody"),
        ("nobody@vendor.example,2026-12-24,2026-12-26", "absence-nobody"),
        ("manager@vendor.example,24.12.2026,2026-12-26", "absence-day"),
        ("manager@vendor.example,2026-12-24,", "absence-day"),
        ("manager@vendor.example,2026-12-26,2026-12-24", "delegation-turned"),
    ],
)
async def test_a_line_that_is_wrong_is_told(office: Office, line: str, reason: str):
    with office.database.read() as store:
        (found,) = read_absences(f"email,from,until\n{line}\n", store)

    assert isinstance(found, Mistake)
    assert found.refusal.reason == reason


async def test_what_was_planned_by_hand_and_ended_early_is_not_brought_back_by_the_calendar(office: Office):
    says(office, (1, 20))
    await leaves(office, "manager", "second", since="2026-12-01", until="2026-12-21")
    await ticks(office, day(10))

    card = card_of(await office.types("manager", "approvals delegate list"))
    await office.presses("manager", buttons(card)["End it"])
    says(office, (1, 20))

    assert away(office) == []


async def test_whoever_is_away_by_the_calendar_is_no_delegate_for_that_time(office: Office):
    says(office, (1, 20), who="second")

    reply = await leaves(office, "manager", "second", since="2026-12-03", until="2026-12-04")

    assert "is away in that time" in faults(reply)
    assert away(office) == []


async def test_an_absence_without_an_end_and_a_line_that_is_wrong(office: Office):
    lines = ("manager,2026-12-24,9999-12-31", "second,2026-12-24,2026-12-26", "second,2026-13-01,2026-12-26", "gone,,")
    text = "email,from,until\n" + "\n".join(line.replace(",", "@vendor.example,", 1) for line in lines)
    wrong: set[str] = set()
    with office.database.read() as store:
        found = list(read_absences(text, store, wrong))

    assert [isinstance(one, Mistake) for one in found] == [False, False, True, True]
    assert wrong == {office.person("second").id}
