"""Who was there: by a code said in the session, by the list of who runs it, by a file; each gets one certificate."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.people import Person
from domain.training import Session, Standing
from handlers.attendance_csv import ATTENDANCE
from handlers.kinds import carry_out, plan_of
from handlers.replies import Amend, Correct, OpenForm, Show
from handlers.trainers_csv import TRAINERS
from handlers.training_attendance import attend
from tests.handlers.learning import BASICS, EVERYBODY, SPRING, SUMMER, imports, minute, quicker, to_do, won
from tests.office import PROGRAMME, Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import Button, plain, said

STARTS = datetime.fromisoformat("2026-12-03T09:00+00:00")


@pytest.fixture
async def school(office: Office) -> Office:
    imports(office.database, "courses", BASICS)
    imports(office.database, "sessions", SPRING, SUMMER)
    imports(office.database, "rules", EVERYBODY)
    minute(office)
    return office


def session(office: Office, key: str = "spring") -> Session:
    with office.database.read() as store:
        return next(one for one in store.training.sessions() if one.key == key)


async def presses(office: Office, who: str, route: str, ref: str = "") -> str:
    reply = await office.presses(who, Button(said(route), route, ref))
    assert isinstance(reply, Show | Amend), reply
    return words_of(reply.card)


async def code(office: Office) -> str:
    shown = await presses(office, "manager", "training-session", session(office).id)
    return shown.split("Code: ")[1][:6]


async def test_a_code_said_in_the_session_is_attendance_and_certificate_however_it_is_typed(school: Office):
    await presses(school, "rep", "training-register", session(school).id)
    school.clock[0] = STARTS + timedelta(minutes=5)
    letters = await code(school)
    typed = f"{letters[:3].lower()} - {letters[3:].lower()}".replace("0", "o").replace("1", "l")

    said_ = words_of(card_of(await school.types("rep", f"szkolenia kod {typed}")))

    assert "You were there: noted." in said_
    assert "valid until Thursday, December 2, 2027" in said_
    assert [(one.course, one.ends_on) for one in won(school, "rep")] == [("basics", date(2027, 12, 3))]
    assert "You were there" in words_of(card_of(await school.types("rep", f"training code {letters}")))
    assert len(won(school, "rep")) == 1, "again changes nothing"
    with school.database.read() as store:
        noted = [act for act in store.acts.all() if act.what == "certificate"]
    assert [act.who for act in noted] == [school.person("rep").id]


@pytest.mark.parametrize(
    ("minutes", "counts"), [(-15 - 1 / 60, False), (-15, True), (119, True), (120, False)], ids=str
)
async def test_a_code_counts_only_around_its_session(school: Office, minutes, counts):
    school.clock[0] = STARTS - timedelta(hours=1)
    letters = await code(school)
    school.clock[0] = STARTS + timedelta(minutes=minutes)

    reply = await school.types("rep", f"training code {letters}")

    assert isinstance(reply, Show) is counts
    assert bool(won(school, "rep")) is counts


async def test_who_is_noted_from_several_sides_at_once_gets_one_certificate(postgresql_url: str):
    async with an_office(postgresql_url) as office:
        imports(office.database, "courses", BASICS)
        imports(office.database, "sessions", SPRING)
        there, person = session(office), office.person("rival")

        def note(source: str) -> None:
            with office.database.write() as store:
                attend(there, (person,), store, at=STARTS, by=source)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(note, ("code", "list", "file", "platform")))

        assert len(won(office, "rival")) == 1


async def test_who_has_something_else_to_do_since_they_came_is_noted_all_the_same(postgresql_url: str):
    async with an_office(postgresql_url) as office:
        imports(office.database, "courses", BASICS)
        imports(office.database, "sessions", SPRING)
        imports(office.database, "rules", EVERYBODY)
        minute(office)
        office.clock[0] = STARTS + timedelta(minutes=5)
        letters = await code(office)

        def another_day() -> None:
            with office.database.write() as store:
                [mine] = store.enrolments.open_of([office.person("rep").id])
                store.enrolments.confirm(mine, rule="all", due_on=date(2026, 12, 20))

        with quicker("UPDATE enrolments", another_day):
            shown = card_of(await office.types("rep", f"training code {letters}"))

        assert "noted" in words_of(shown)
        assert won(office, "rep")


async def test_who_comes_without_a_seat_or_with_one_on_another_date_is_there_all_the_same(school: Office):
    await presses(school, "rep", "training-register", session(school, "summer").id)
    school.clock[0] = STARTS
    letters = await code(school)

    for who in ("rep", "rival"):
        assert isinstance(await school.types(who, f"training code {letters}"), Show)

    assert (session(school).taken, session(school, "summer").taken) == (2, 0)
    assert not to_do(school, "rep")


async def test_guesses_are_counted_also_when_they_are_wrong(school: Office):
    school.clock[0] = STARTS
    letters = await code(school)
    form = form_of(await school.presses("rep", Button(said("code"), "training-code-form")))

    for guess in range(10):
        wrong = await school.sends("rep", form, code=f"AAAAA{guess}")
        assert isinstance(wrong, Correct)
        assert "No session that you may attend" in plain(wrong.form.errors["code"])
    last = await school.types("rep", f"training code {letters}")

    assert "too often" in words_of(card_of(last))
    assert isinstance(await school.types("rival", f"training code {letters}"), Show), "each has tries of their own"
    school.later(minutes=61)
    assert isinstance(await school.types("rep", f"training code {letters}"), Show)


async def test_a_code_without_letters_opens_the_form_and_the_course_offers_it_in_time(school: Office):
    assert isinstance(await school.types("rep", "training code"), OpenForm)
    await presses(school, "rep", "training-register", session(school).id)
    shown = card_of(await school.presses("rep", Button(said("x"), "training-course", "basics")))
    assert "Enter the code" not in buttons(shown)

    school.clock[0] = STARTS

    shown = card_of(await school.presses("rep", Button(said("x"), "training-course", "basics")))
    assert "Enter the code" in buttons(shown)


async def test_the_list_takes_out_who_was_not_there_and_notes_everybody_else(school: Office):
    for who in ("rep", "boss"):
        await presses(school, who, "training-register", session(school).id)
    school.clock[0] = STARTS + timedelta(hours=2)
    listed = card_of(await school.types("manager", "training attendance"))
    shown = card_of(await school.presses("manager", buttons(listed)["Look"]))
    assert "Jan Nowak Nowak Systems" in words_of(shown)
    boss = school.person("boss").id

    await presses(school, "manager", "training-absent", f"{session(school).id} {boss}")
    assert session(school).taken == 1
    after = await presses(school, "manager", "training-all-there", session(school).id)
    await presses(school, "manager", "training-all-there", session(school).id)
    await school.delivers()

    assert "Were there: 1" in after
    assert len(won(school, "rep")) == 1
    assert not won(school, "boss")
    assert to_do(school, "boss")["basics"].standing is Standing.ASSIGNED
    assert "You were there: noted." in words_of(school.card("rep"))
    with school.database.read() as store:
        assert [act.what for act in store.acts.all() if act.who == school.person("manager").id][-2:] == [
            "absent",
            "certificate",
        ]


async def test_nobody_notes_people_outside_their_scope_nor_before_the_session(school: Office):
    imports(school.database, "sessions", SPRING.replace(",2,", ",9,"))
    for who in ("rio", "rep"):
        await presses(school, who, "training-register", session(school).id)
    assert "once the session has begun" in await presses(school, "manager", "training-all-there", session(school).id)
    school.clock[0] = STARTS

    shown = await presses(school, "manager", "training-session", session(school).id)
    await presses(school, "manager", "training-absent", f"{session(school).id} {school.person('rio').id}")
    await presses(school, "manager", "training-all-there", session(school).id)

    assert "Ana Souza" not in shown
    assert not won(school, "rio")
    assert to_do(school, "rio")["basics"].session, "the seat is still theirs"
    assert won(school, "rep")
    assert "Ana Souza" in await presses(school, "director", "training-session", session(school).id)


async def test_whoever_leads_a_session_has_its_code_and_its_list_and_no_other(school: Office):
    imports(school.database, "sessions", SPRING.replace(",2,", ",9,"))
    for who in ("rio", "rep"):
        await presses(school, who, "training-register", session(school).id)
    assert "You lead no session" in words_of(card_of(await school.types("auditor", "training attendance")))
    assert not leads(school, "spring", "auditor@vendor.example")
    school.clock[0] = STARTS

    listed = card_of(await school.types("auditor", "training attendance"))
    shown = words_of(card_of(await school.presses("auditor", buttons(listed)["Look"])))
    assert "Code: " in shown
    assert "Ana Souza" in shown, "from whatever partner"
    await presses(school, "auditor", "training-absent", f"{session(school).id} {school.person('rio').id}")
    assert "Were there: 1" in await presses(school, "auditor", "training-all-there", session(school).id)

    assert won(school, "rep")
    assert not won(school, "rio")
    for route in ("training-session", "training-all-there"):
        assert "not" in await presses(school, "auditor", route, session(school, "summer").id)
        assert "not" in await presses(school, "rep", route, session(school).id)


async def test_only_the_vendor_s_people_lead_and_it_is_shown_who_does(school: Office):
    assert leads(school, "spring", "boss@nowak.example") == ["training-no-trainer"]
    assert leads(school, "none", "auditor@vendor.example") == ["attendance-session"]
    assert not leads(school, "spring", "auditor@vendor.example")
    imports(school.database, "sessions", SPRING.replace("10:00", "11:00"))

    assert f"Led by: {school.person('auditor').name}" in await presses(
        school, "rep", "training-register", session(school).id
    )
    assert not leads(school, "spring", "")
    assert "Led by" not in await presses(school, "rep", "training-course", "basics")


def leads(office: Office, key: str, email: str) -> list[str]:
    """By a file with this line; what was wrong with it."""
    with office.database.write() as store:
        plan = plan_of(TRAINERS, f"course,session,trainer\nbasics,{key},{email}", store)
        carry_out(TRAINERS, plan.due, store, by="operator", at=office.clock[0])
    return [mistake.refusal.reason for mistake in plan.mistakes]


async def test_a_file_says_who_was_there_and_again_changes_nothing(school: Office):
    school.clock[0] = STARTS + timedelta(hours=3)
    with school.database.write() as store:
        store.people.save(replace(school.person("boss"), roles=frozenset()))
    there = ("spring,REP@nowak.example", "spring,boss@nowak.example", "spring,no@x.example", "none,rep@nowak.example")
    text = "\n".join((",".join(ATTENDANCE.columns), *(f"basics,{one}" for one in there)))
    with school.database.write() as store:
        plan = plan_of(ATTENDANCE, text, store)
        carry_out(ATTENDANCE, plan.due, store, by="operator", at=school.clock[0])

    assert [mistake.refusal.reason for mistake in plan.mistakes] == [
        *["attendance-nobody"] * 2,
        "attendance-session",
    ]
    assert len(won(school, "rep")) == 1
    with school.database.write() as store:
        assert not plan_of(ATTENDANCE, text, store).due
    await school.delivers()
    assert "You were there" in words_of(school.card("rep"))


async def test_of_many_sessions_all_are_listed(school: Office):
    some = range(103)
    imports(school.database, "sessions", *(SPRING.replace("spring", f"s{one}") for one in some))
    school.clock[0] = STARTS
    shown, listed = card_of(await school.types("manager", "training attendance")), 0
    while "Show more" in buttons(shown):
        listed += words_of(shown).count("Sensor basics")
        shown = card_of(await school.presses("manager", buttons(shown)["Show more"]))
    assert listed + words_of(shown).count("Sensor basics") == 1 + len(some)


async def test_a_meeting_platform_may_report_as_often_as_it_likes(school: Office):
    school.clock[0] = STARTS + timedelta(hours=2)
    people: list[Person] = [school.person("rep"), school.person("rival")]

    for _ in range(2):
        with school.database.write() as store:
            attend(session(school), people, store, at=school.clock[0], by="meetings")

    assert [len(won(school, who)) for who in ("rep", "rival")] == [1, 1]


async def test_nobody_is_woken_to_hear_that_they_were_there(sqlite_url: str):
    quiet = PROGRAMME.replace(
        "undo_seconds = 0", "undo_seconds = 0\nquiet_hours = { start = 20:00:00, end = 08:00:00 }"
    )
    async with an_office(sqlite_url, programme=quiet) as office:
        for kind, line in (("courses", BASICS), ("sessions", SPRING), ("rules", EVERYBODY)):
            imports(office.database, kind, line)
        await presses(office, "rep", "training-register", session(office).id)
        office.clock[0] = datetime.fromisoformat("2026-12-04T02:00+00:00")
        await office.delivers()
        before = len(office.letters.cards["rep"])

        await presses(office, "manager", "training-all-there", session(office).id)
        await office.delivers()
        assert len(office.letters.cards["rep"]) == before, "it is three at night"

        office.clock[0] = datetime.fromisoformat("2026-12-04T08:00+00:00")
        await office.delivers()
        assert "You were there" in words_of(office.card("rep"))
