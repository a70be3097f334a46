"""Whose certificates end soon, and one button that reminds them all, each once; what a tier asks for."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select

from storage.tables import certificates, enrolments, persons
from tests.handlers.learning import BASICS, MODULE, SPRING, imports
from tests.office import NOON, PROGRAMME, Office, an_office, buttons, card_of, words_of
from views.vocabulary import Button, said

SOON = date(2026, 12, 11)
ASKED = 'protection_days = 90\ncertificates = ["basics", "none-such"]'


@pytest.fixture
async def school(sqlite_url: str):
    async with an_office(sqlite_url, programme=PROGRAMME.replace("protection_days = 90", ASKED)) as office:
        imports(office.database, "courses", BASICS, MODULE)
        yield office


def has(office: Office, who: str, ends_on: date = SOON, course: str = "basics") -> None:
    with office.database.write() as store:
        mine = store.enrolments.assign(office.person(who).id, course, at=NOON)
        assert mine is not None
        store.enrolments.finish(mine, at=office.clock[0], ends_on=ends_on)


async def opens(office: Office, who: str, ref: str = "") -> str:
    return words_of(card_of(await office.presses(who, Button(said("x"), "training-lapsing", ref))))


async def reminds(office: Office, who: str, ref: str = "") -> str:
    shown = words_of(card_of(await office.presses(who, Button(said("x"), "training-remind-all", ref))))
    await office.delivers()
    return shown


async def test_who_is_about_to_lapse_is_seen_by_partner_and_only_within_one_s_scope(school: Office):
    has(school, "rep")
    has(school, "rio")
    has(school, "rival", date(2027, 6, 1))

    team = card_of(await school.types("manager", "training team"))
    seen = words_of(card_of(await school.presses("manager", buttons(team)["Certificates that end"])))

    assert "1 certificate ends within sixty days" in seen
    assert "Jan Nowak Nowak Systems: Sensor basics, valid until Thursday, December 10, 2026" in seen
    assert "2 certificates" in await opens(school, "director")
    assert await opens(school, "manager", "rio") == await opens(school, "manager", "nobody")


async def test_the_day_until_which_a_certificate_is_valid_is_the_last_one_on_which_it_counts(school: Office):
    has(school, "rep", date(2026, 11, 24))

    last = "valid until Monday, November 23, 2026"
    assert last in await opens(school, "manager")
    await reminds(school, "manager")
    assert last in words_of(school.card("rep"))
    assert last in words_of(card_of(await school.presses("rep", Button(said("x"), "training-course", "basics"))))
    school.clock[0] = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Warsaw
    over = words_of(card_of(await school.presses("rep", Button(said("x"), "training-course", "basics"))))
    assert "The certificate ended on Monday, November 23, 2026" in over


async def test_a_reminder_says_what_has_ended_and_offers_no_date_that_is_over(school: Office):
    imports(school.database, "sessions", SPRING)
    has(school, "rep", date(2027, 11, 20))
    school.clock[0] = datetime(2027, 12, 1, 11, 0, tzinfo=UTC)

    await reminds(school, "manager")

    told = school.card("rep")
    assert "Your certificate ended on Friday, November 19, 2027" in words_of(told)
    assert "valid until" not in words_of(told)
    assert "Register" not in buttons(told)


async def test_one_press_reminds_each_once_and_a_second_press_nobody(school: Office):
    has(school, "rep")
    has(school, "rival")

    assert "Reminded now: 2. Reminded before: 0." in await reminds(school, "manager")
    assert "Reminded now: 0. Reminded before: 2." in await reminds(school, "manager")
    assert "Reminded now: 0. Reminded before: 1." in await reminds(school, "director", "nowak")

    assert [len(school.letters.cards[who]) for who in ("rep", "rival")] == [1, 1]
    assert "valid until Thursday, December 10, 2026. Whoever looks after you" in words_of(school.card("rep"))
    with school.database.read() as store:
        noted = [(act.who, act.about) for act in store.acts.all() if act.what == "remind"]
    assert noted[0] == (school.person("manager").id, "all")
    assert len(noted) == 3


async def test_however_many_there_are_one_press_reminds_them_all(school: Office):
    many = [f"p{n:03}" for n in range(501)]
    rep = school.person("rep").id
    with school.database.engine.begin() as connection:
        [of] = connection.execute(select(persons).where(persons.c.id == rep)).mappings()
        connection.execute(insert(persons), [{**of, "id": one, "email": f"{one}@nowak.example"} for one in many])
        done = {"course": "basics", "since": NOON, "standing": "done", "session": "", "rule": "", "version": 1}
        connection.execute(insert(enrolments), [{**done, "id": one, "person": one} for one in many])
        ends = {"course": "basics", "won_at": NOON, "ends_on": SOON}
        connection.execute(insert(certificates), [{**ends, "id": one, "person": one, "enrolment": one} for one in many])

    assert "501 certificates" in await opens(school, "manager")
    again = Button(said("x"), "training-remind-all")
    assert "Reminded now: 501. Reminded before: 0." in words_of(card_of(await school.presses("manager", again)))
    assert "Reminded now: 0. Reminded before: 501." in words_of(card_of(await school.presses("manager", again)))


async def test_a_certificate_counts_no_more_on_the_day_on_which_it_ends(school: Office):
    has(school, "rep")
    school.clock[0] = datetime.fromisoformat("2026-12-11T11:00+00:00")

    await reminds(school, "manager")

    assert "valid" not in words_of(school.card("rep"))


async def test_a_day_of_the_list_is_one_of_who_reads_it(school: Office):
    has(school, "rep", date(2026, 10, 25))
    school.clock[0] = datetime.fromisoformat("2026-11-24T22:30+00:00")
    assert "1 certificate" in await opens(school, "manager")
    school.later(hours=1)  # midnight in Warsaw, not in UTC
    assert "No certificate" in await opens(school, "manager")


async def test_what_was_renewed_meanwhile_is_not_reminded_of(school: Office):
    has(school, "rep")
    shown = card_of(await school.presses("manager", Button(said("x"), "training-remind-all")))
    assert "Reminded now: 1" in words_of(shown)
    school.later(minutes=1)
    has(school, "rep", date(2027, 12, 1))

    await school.delivers()

    assert "rep" not in school.letters.cards
    assert "No certificate ends within sixty days." in await opens(school, "manager")


async def test_a_team_shows_how_many_have_what_its_tier_asks_for(school: Office):
    has(school, "rep")
    has(school, "boss", date(2026, 11, 1))

    shown = words_of(card_of(await school.types("manager", "training team nowak")))

    assert "Sensor basics: asked for by the tier; 1 person has it" in shown
    assert "none-such: asked for by the tier; nobody has it" in shown
    assert "asked for" not in words_of(card_of(await school.types("manager", "training team rival")))


async def test_a_partner_s_own_administrator_reminds_nobody(school: Office):
    has(school, "rep")

    assert "Certificates that end" not in buttons(card_of(await school.types("boss", "training team")))
    await reminds(school, "boss")

    assert "rep" not in school.letters.cards
