"""Files for the calendar: with each seat that is taken, moved or given back, and of all that somebody has."""

from datetime import UTC, datetime

import icalendar
import pytest

from tests.handlers.learning import BASICS, EVERYBODY, MODULE, SPRING, SUMMER, imports, minute
from tests.office import Office, buttons, card_of, form_of, words_of
from views.vocabulary import Button, said

SPRING_AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
async def school(office: Office) -> Office:
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "sessions", SPRING, SUMMER, SUMMER.replace("basics", "module"))
    imports(office.database, "rules", EVERYBODY)
    minute(office)
    return office


async def presses(office: Office, route: str, key: str, course: str = "basics") -> None:
    office.later(seconds=20)
    with office.database.read() as store:
        ref = next(one.id for one in store.training.sessions() if (one.course, one.key) == (course, key))
    await office.presses("rep", Button(said("x"), route, ref))
    await office.delivers()


def events(office: Office, who: str = "rep") -> list[tuple[str, int, datetime, str]]:
    """The newest file's: uid, sequence, start, status."""
    return events_of(handed(office, who)[-1])


def handed(office: Office, who: str = "rep") -> list[bytes | str]:
    return [card.handed.content for _, card in office.letters.cards.get(who, []) if card.handed]


def events_of(body: bytes | str) -> list[tuple[str, int, datetime, str]]:
    assert isinstance(body, bytes)
    found = icalendar.Calendar.from_ical(body).events
    return [(str(one["UID"]), int(str(one["SEQUENCE"])), one.DTSTART, str(one["STATUS"])) for one in found]


async def test_a_seat_comes_with_its_file_and_the_same_entry_goes_when_it_is_given_back(school: Office):
    await presses(school, "training-register", "spring")
    [(uid, first, start, status)] = events(school)
    assert (start, status) == (SPRING_AT, "CONFIRMED")
    await presses(school, "training-register", "spring")
    assert len([card for _, card in school.letters.cards["rep"] if card.handed]) == 1, "pressed twice"

    await presses(school, "training-cannot", "spring")
    [(gone, second, *off)] = events(school)
    assert (gone, *off) == (uid, SPRING_AT, "CANCELLED")

    await presses(school, "training-register", "spring")
    [(again, third, *back)] = events(school)
    assert (again, *back) == (uid, SPRING_AT, "CONFIRMED")
    assert first < second < third


async def test_who_is_done_without_the_session_has_it_no_more(school: Office):
    imports(school.database, "courses", BASICS.replace(",12,,", ",12,https://learn.example/basics,"))
    await presses(school, "training-register", "spring")
    await school.presses("rep", Button(said("x"), "training-done", "basics"))
    await school.delivers()
    assert [one[2:] for one in events(school)] == [(SPRING_AT, "CANCELLED")]


async def test_who_changes_to_another_date_has_only_that_one_in_the_calendar(school: Office):
    await presses(school, "training-register", "spring")
    [(spring, *_)] = events(school)
    await presses(school, "training-register", "summer")

    # Both leave at once, in either order: they are entries of their own.
    taken, *changed = [event for card in handed(school) for event in events_of(card)]
    assert (taken[0], taken[3]) == (spring, "CONFIRMED")
    assert {(uid == spring, status) for uid, _, _, status in changed} == {(False, "CONFIRMED"), (True, "CANCELLED")}


async def test_a_session_that_is_moved_or_cancelled_brings_its_file_anew_and_not_into_the_night(school: Office):
    await presses(school, "training-register", "spring")
    [(uid, *_)] = events(school)

    imports(school.database, "sessions", SPRING.replace("10:00", "11:30"))
    await school.delivers()
    [(moved, _, *rest)] = events(school)
    assert (moved, *rest) == (uid, datetime(2026, 12, 3, 10, 30, tzinfo=UTC), "CONFIRMED")

    imports(school.database, "sessions", SPRING + "cancelled")
    await school.delivers()
    assert [(one[0], one[3]) for one in events(school)] == [(uid, "CANCELLED")]

    imports(school.database, "sessions", SPRING.replace("12-03,10:00", "12-04,12:00"))
    await school.delivers()
    assert events(school)[0][2:] == (datetime(2026, 12, 4, 11, 0, tzinfo=UTC), "CONFIRMED")
    told = [words_of(card) for _, card in school.letters.cards["rep"] if not card.handed]
    assert "Your session begins at Dec 4, 2026" in told[-1]


async def test_a_session_that_is_moved_twice_in_the_night_is_told_once_in_the_morning(school: Office):
    await presses(school, "training-register", "spring")
    form = form_of(await school.types("rep", "partner settings"))
    await school.sends("rep", form, quiet_from="20:00", quiet_to="08:00")
    files, words = len(handed(school)), len(spoken(school))
    school.clock[0] = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)

    for hour in ("11:30", "12:30", "13:30"):
        imports(school.database, "sessions", SPRING.replace("10:00", hour), at=school.clock[0])
        await school.delivers()
    assert (len(handed(school)), len(spoken(school))) == (files, words), "in the night"
    school.clock[0] = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    await school.delivers()

    [told] = spoken(school)[words:]
    assert "Your session begins at Dec 3, 2026, 1:30" in told
    [file] = handed(school)[files:]
    assert events_of(file)[0][2] == datetime(2026, 12, 3, 12, 30, tzinfo=UTC)


def spoken(office: Office) -> list[str]:
    return [words_of(card) for _, card in office.letters.cards.get("rep", []) if not card.handed]


async def test_all_seats_are_one_file_and_without_one_there_is_none(school: Office):
    assert "As a file" not in buttons(card_of(await school.types("rep", "training calendar")))
    refused = card_of(await school.presses("rep", Button(said("x"), "training-file")))
    assert "no seat in a session to come" in words_of(refused)
    await presses(school, "training-register", "spring")
    await presses(school, "training-register", "summer", course="module")

    shown = card_of(await school.types("rep", "training calendar"))
    comes = card_of(await school.presses("rep", buttons(shown)["As a file"]))
    await school.delivers()

    assert "training.ics" in words_of(comes)
    assert [one[2] for one in events(school)] == [SPRING_AT, datetime(2027, 1, 12, 9, 0, tzinfo=UTC)]
    imports(school.database, "sessions", SPRING + "cancelled")
    school.later(minutes=2)
    await school.presses("rep", buttons(shown)["As a file"])
    await school.delivers()
    assert [one[3] for one in events(school)] == ["CANCELLED", "CONFIRMED"]
