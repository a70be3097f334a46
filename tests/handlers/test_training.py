"""Training in the chat: what is to do, a seat, done and can't come; who sees whose team."""

import asyncio
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.training import Standing
from handlers.replies import Amend, Show
from tests.handlers.learning import BASICS, EVERYBODY, MODULE, SPRING, SUMMER, imports, minute, quicker, to_do, won
from tests.office import Office, an_office, buttons, card_of, words_of
from views.vocabulary import Button, Rows, plain, said

TAKEN = "basics,spring,2026-12-03,10:00,Europe/Warsaw,90,1,https://meet.example/spring,,"


@pytest.fixture
async def school(office: Office) -> Office:
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "sessions", SPRING, SUMMER)
    imports(office.database, "rules", EVERYBODY)
    minute(office)
    return office


def the(office: Office, key: str) -> str:
    with office.database.read() as store:
        return next(one.id for one in store.training.sessions() if one.key == key)


def seats(office: Office) -> dict[str, int]:
    with office.database.read() as store:
        return {one.key: one.taken for one in store.training.sessions()}


async def presses(office: Office, who: str, route: str, ref: str = "") -> str:
    reply = await office.presses(who, Button(said(route), route, ref))
    assert isinstance(reply, Show | Amend), reply
    return words_of(reply.card)


async def test_what_is_to_do_is_shown_with_its_day_and_its_dates(school: Office):
    shown = card_of(await school.types("rep", "training"))

    assert "You have 1 course to do." in words_of(shown)
    assert "To do by Wednesday, December 23, 2026" in words_of(shown)
    course = card_of(await school.presses("rep", buttons(shown)["Choose a date"]))
    assert "Dec 3, 2026, 10:00" in words_of(course)
    assert "Seats left: 2" in words_of(course)


async def test_a_seat_is_taken_moved_to_another_date_and_given_back(school: Office):
    assert "You are registered for Dec 3, 2026" in await presses(
        school, "rep", "training-register", the(school, "spring")
    )
    assert seats(school) == {"spring": 1, "summer": 0}

    await presses(school, "rep", "training-register", the(school, "summer"))
    assert seats(school) == {"spring": 0, "summer": 1}
    assert "You have a seat" in await presses(school, "rep", "training-cannot", the(school, "spring"))
    assert seats(school) == {"spring": 0, "summer": 1}, "an old button gives back no other seat"

    assert "Your seat is free" in await presses(school, "rep", "training-cannot", the(school, "summer"))
    assert seats(school) == {"spring": 0, "summer": 0}
    assert to_do(school, "rep")["basics"].standing is Standing.ASSIGNED


async def test_a_full_session_offers_the_next_one(school: Office):
    imports(school.database, "sessions", TAKEN)
    await presses(school, "boss", "training-register", the(school, "spring"))

    said_ = await presses(school, "rep", "training-register", the(school, "spring"))

    assert "This session is full. These are the next ones." in said_
    assert "Jan 12, 2027, 10:00" in said_
    assert seats(school) == {"spring": 1, "summer": 0}
    await presses(school, "boss", "training-cannot", the(school, "spring"))
    assert "You are registered" in await presses(school, "rep", "training-register", the(school, "spring"))


async def test_a_course_that_nobody_asked_for_can_be_taken_and_left(school: Office):
    minute(school)
    imports(school.database, "courses", "extra,Extra,en,,,no,0,,open")
    imports(school.database, "sessions", SPRING.replace("basics", "extra"))
    with school.database.read() as store:
        extra = next(one.id for one in store.training.sessions() if one.course == "extra")

    await presses(school, "rep", "training-register", extra)
    minute(school)
    assert set(to_do(school, "rep")) == {"basics", "extra"}
    await presses(school, "rep", "training-cannot", extra)
    assert set(to_do(school, "rep")) == {"basics"}


async def test_a_module_is_done_at_any_time_and_a_session_once_it_has_begun(school: Office):
    imports(school.database, "rules", "modules,module,,,,,,,on")
    minute(school)
    assert "Done, and noted." in await presses(school, "rep", "training-done", "module")
    assert [one.ends_on for one in won(school, "rep")] == [None]

    await presses(school, "rep", "training-register", the(school, "spring"))
    assert "once the session has begun" in await presses(school, "rep", "training-done", "basics")
    school.clock[0] = datetime.fromisoformat("2026-12-03T09:01+00:00")
    assert "valid until Thursday, December 2, 2027" in await presses(school, "rep", "training-done", "basics")
    await presses(school, "rep", "training-done", "basics")

    assert [(one.course, one.ends_on) for one in won(school, "rep")] == [
        ("basics", date(2027, 12, 3)),
        ("module", None),
    ]
    assert seats(school)["spring"] == 1, "who was there has sat there"
    with school.database.read() as store:
        noted = [act.who for act in store.acts.all() if act.what == "certificate"]
    assert noted == [school.person("rep").id] * 2, "both are on record, each once"
    assert "What you have finished" in words_of(card_of(await school.types("rep", "szkolenia")))


async def test_what_has_begun_or_is_cancelled_takes_nobody(school: Office):
    imports(school.database, "sessions", SPRING + "cancelled", SUMMER)
    assert "has begun, or was cancelled" in await presses(school, "rep", "training-register", the(school, "spring"))

    school.clock[0] = datetime.fromisoformat("2027-01-12T09:00+00:00")
    assert "has begun, or was cancelled" in await presses(school, "rep", "training-register", the(school, "summer"))


async def test_the_calendar_shows_what_comes_for_this_person_a_page_at_a_time(school: Office):
    imports(school.database, "courses", "base-only,For base,en,,base,no,0,,open")
    imports(school.database, "sessions", SPRING.replace("basics", "base-only"))
    more = [SUMMER.replace("summer", f"s{n}").replace("01-12", f"02-1{n}") for n in range(4)]
    imports(school.database, "sessions", *more)

    shown = card_of(await school.types("rep", "training calendar"))

    assert "6 sessions are to come." in words_of(shown)
    assert "For base" not in words_of(shown)
    assert "For base" in words_of(card_of(await school.types("rio", "training calendar")))
    last = card_of(await school.presses("rep", buttons(shown)["Show more"]))
    assert "Feb 13, 2027" in words_of(last)


async def test_a_team_is_seen_by_its_admin_and_by_those_who_look_after_it(school: Office):
    await presses(school, "rep", "training-register", the(school, "spring"))

    boss = words_of(card_of(await school.types("boss", "training team")))
    assert "Jan Nowak" in boss
    assert "Do zrobienia: 2, po terminie: 0." in boss
    assert "Nowak Systems" in words_of(card_of(await school.types("manager", "training team")))
    assert "Jan Nowak" in words_of(card_of(await school.types("manager", "training team nowak")))
    assert "Rio" not in words_of(card_of(await school.types("manager", "training team")))
    for who, route, ref in (("boss", "training-team", "rio"), ("manager", "training-team", "rio")):
        assert await presses(school, who, route, ref) == await presses(school, who, route, "nobody")
    assert "Nowak" not in words_of(card_of(await school.types("rep", "training team")))


async def test_what_one_has_nothing_to_do_with_is_not_found(school: Office):
    imports(school.database, "courses", "base-only,For base,en,,base,no,0,https://learn.example/,open")
    imports(school.database, "sessions", SPRING.replace("basics", "base-only"))
    with school.database.read() as store:
        hidden = next(one.id for one in store.training.sessions() if one.course == "base-only")

    for route, ref in (
        ("training-course", "base-only"),
        ("training-done", "base-only"),
        ("training-register", hidden),
        ("training-cannot", hidden),
    ):
        assert await presses(school, "rep", route, ref) == await presses(school, "rep", route, "nothing"), route


async def test_of_many_who_take_the_last_seat_at_once_one_gets_it(database_url: str):
    async with an_office(database_url) as office:
        imports(office.database, "courses", BASICS)
        imports(office.database, "sessions", TAKEN)
        session = the(office, "spring")
        who = ("rep", "boss", "rio", "rival", "manager", "second", "lead", "director")

        await asyncio.gather(
            *(office.presses(one, Button(said("Register"), "training-register", session)) for one in who)
        )

        assert seats(office) == {"spring": 1}
        with office.database.read() as store:
            assert len(store.enrolments.seated(session)) == 1


async def test_a_seat_that_is_taken_while_its_session_moves_is_told_with_the_new_hour(postgresql_url: str):
    async with an_office(postgresql_url) as office:
        imports(office.database, "courses", BASICS)
        imports(office.database, "sessions", SPRING)
        moved = SPRING.replace("10:00", "14:00")

        with quicker("UPDATE sessions SET taken", lambda: imports(office.database, "sessions", moved)):
            shown = await presses(office, "rep", "training-register", the(office, "spring"))

        assert "You are registered for Dec 3, 2026, 2:00" in shown


async def test_where_there_are_no_rules_a_seat_ends_with_its_person_too(office: Office):
    imports(office.database, "courses", BASICS)
    imports(office.database, "sessions", SPRING)
    await presses(office, "rep", "training-register", the(office, "spring"))
    assert seats(office)["spring"] == 1

    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), roles=frozenset()))
    minute(office, "look at learners")
    assert seats(office)["spring"] == 0


async def test_what_was_won_can_be_looked_at_though_its_course_is_closed(school: Office):
    await presses(school, "rep", "training-register", the(school, "spring"))
    school.clock[0] = datetime.fromisoformat("2026-12-03T12:00+00:00")
    await presses(school, "rep", "training-done", "basics")
    imports(school.database, "courses", BASICS.replace("open", "closed"))

    assert "Sensor basics" in await presses(school, "rep", "training-course", "basics")


async def test_a_course_can_be_chosen_however_many_dates_another_has(school: Office):
    imports(school.database, "rules", "modules,module,,,,,,,on")
    minute(school)
    imports(school.database, "courses", MODULE.replace("https://learn.example/gateway", ""))
    imports(school.database, "sessions", SUMMER.replace("basics", "module"))
    many = [SPRING.replace("spring", f"s{n}").replace("12-03", "12-01") for n in range(101)]
    imports(school.database, "sessions", *many)

    shown = card_of(await school.types("rep", "training"))

    [rows] = [part for part in shown.parts if isinstance(part, Rows)]
    assert [plain(row.button.label) for row in rows.rows if row.button] == ["Choose a date"] * 2


async def test_a_date_stands_in_the_calendar_behind_however_many_of_other_tiers(school: Office):
    assert imports(school.database, "courses", "others,Others,en,,base,no,12,,open").due
    assert imports(
        school.database,
        "sessions",
        *(f"others,s{n},2026-12-01,10:00,Europe/Warsaw,90,2,https://meet.example/o,," for n in range(101)),
    ).due

    assert "Dec 3, 2026, 10:00" in words_of(card_of(await school.types("rep", "training calendar")))
