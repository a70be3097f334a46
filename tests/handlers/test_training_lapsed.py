"""A certificate that has ended: told when a deal is registered, shown to who decides, renewed by one press."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from domain.programme_text import read_programme
from handlers.replies import Correct
from tests.handlers.learning import BASICS, MODULE, SUMMER, imports, to_do, won
from tests.office import GOOD_DEAL, NOON, PROGRAMME, Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, Note, plain

RULES = """
[certificates]
warn = ["sensor"]
block = ["gateway"]
grace_days = 14

[[approvals]]"""
ENDED = date(2026, 11, 20)


@pytest.fixture
async def school(sqlite_url: str):
    programme = PROGRAMME.replace("\n[[approvals]]", RULES, 1)
    async with an_office(sqlite_url, programme=programme) as office:
        imports(office.database, "courses", BASICS, MODULE.replace(",no,0,", ",no,12,"))
        imports(office.database, "sessions", SUMMER)
        yield office


def has(office: Office, course: str, ends_on: date = ENDED, who: str = "rep") -> None:
    with office.database.write() as store:
        mine = store.enrolments.assign(office.person(who).id, course, at=NOON)
        assert mine is not None
        store.enrolments.finish(mine, at=NOON, ends_on=ends_on)


async def sends(office: Office, who: str = "rep", **values: str) -> Card:
    office.later(seconds=1)
    form = form_of(await office.types(who, "deal new"))
    return card_of(await office.sends(who, form, **{**GOOD_DEAL, **values}))


async def test_a_certificate_that_has_ended_is_told_shown_to_who_decides_and_renewed_by_one_press(school: Office):
    has(school, "basics")

    receipt = await sends(school)
    await school.delivers()
    asked = school.card("manager", about="Kowalski")

    assert "Your certificate for Sensor ended on Thursday, November 19, 2026." in words_of(receipt)
    assert "Certificate ended" in plain(asked.summary)
    assert "of whoever registered it ended on Thursday, November 19, 2026" in words_of(asked)
    renewed = card_of(await school.presses("rep", buttons(receipt)["Renew"]))
    assert "You are registered for Jan 12, 2027" in words_of(renewed)
    assert to_do(school, "rep")["basics"].session
    assert "You have a seat" in words_of(card_of(await school.presses("rep", buttons(receipt)["Renew"])))


async def test_the_form_says_before_a_product_is_chosen_whose_certificate_has_ended(school: Office):
    has(school, "basics")
    has(school, "module", date(2026, 11, 1))

    form = form_of(await school.types("rep", "deal new"))
    said = " ".join(plain(note.words) for note in form.intro if isinstance(note, Note))
    assert "Your certificate for Sensor ended on Thursday, November 19, 2026." in said
    assert "No deal is registered for it until you have renewed it" in said
    assert form_of(await school.types("boss", "deal new")).intro == ()


async def test_what_blocks_warns_in_the_grace_and_then_keeps_the_deal_as_a_draft_until_it_is_renewed(school: Office):
    has(school, "module")
    assert "From Friday, December 4, 2026 on" in words_of(await sends(school, product="gateway"))

    # The last second of the day before, and local midnight, in Warsaw.
    school.clock[0] = datetime.fromisoformat("2026-12-03T22:59:50+00:00")
    assert "From Friday" in words_of(await sends(school, product="gateway", customer="Second"))
    school.clock[0] = datetime.fromisoformat("2026-12-03T23:00:00+00:00")
    blocked = await sends(school, product="gateway", customer="Third")

    assert "so nothing was registered" in words_of(blocked)
    with school.database.read() as store:
        assert store.deals.seen_by(school.person("rep"), size=9).total == 2
    module = card_of(await school.presses("rep", buttons(blocked)["Renew"]))
    assert "Open the module" in words_of(module)
    await school.presses("rep", buttons(module)["Done"])
    assert len(won(school, "rep")) == 2
    again = form_of(await school.presses("rep", buttons(blocked)["Go on"]))
    sent = card_of(await school.sends("rep", again))
    assert "Third" in words_of(sent)
    assert "certificate" not in words_of(sent)


async def test_a_deal_is_not_edited_into_a_product_that_is_blocked(school: Office):
    has(school, "module", date(2026, 11, 1))
    ref = await school.registers()
    form = form_of(await school.types("rep", f"deal edit {ref}"))

    reply = await school.sends("rep", form, product="gateway")

    assert isinstance(reply, Correct)
    assert "Your certificate for Gateway ended" in plain(reply.form.errors["product"])
    assert "As before" in words_of(card_of(await school.sends("rep", form, note="As before")))


async def test_who_never_had_one_or_has_another_is_not_held_up_and_nobody_else_s_counts(school: Office):
    has(school, "basics", who="boss")
    has(school, "module", date(2026, 11, 1), who="boss")
    assert "certificate" not in words_of(await sends(school))
    assert "certificate" not in words_of(await sends(school, product="gateway", customer="Second"))

    imports(school.database, "courses", "newer,Newer,en,gateway,,no,12,,open")
    has(school, "module", date(2026, 11, 1))
    has(school, "newer", date(2027, 11, 1))
    assert "certificate" not in words_of(await sends(school, product="gateway", customer="Third"))


async def test_a_product_without_a_course_says_so(school: Office):
    has(school, "basics")
    receipt = await sends(school)
    imports(school.database, "courses", BASICS.replace("open", "closed"))

    said = words_of(card_of(await school.presses("rep", buttons(receipt)["Renew"])))

    assert "There is no course for this product" in said


async def test_a_product_without_a_rule_asks_the_database_nothing_and_one_with_a_rule_one_thing_more(school: Office):
    asked: list[str] = []

    def said(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "certificates" in statement:
            asked.append(statement)

    for engine in (school.database.engine, school.database._reading):
        event.listen(engine, "before_cursor_execute", said)
    await sends(school, product="sensor")
    assert len(asked) == 2, "when the form is opened, and when it is sent"
    with school.database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME), at=school.clock[0])
    asked.clear()

    await sends(school, product="sensor", customer="Second")

    assert not asked


async def test_what_was_registered_in_time_is_not_called_unregistered_when_its_form_comes_once_more(school: Office):
    has(school, "module", date(2026, 11, 20))
    form = form_of(await school.types("rep", "deal new"))
    typed = {**GOOD_DEAL, "product": "gateway"}
    await school.sends("rep", form, **typed)
    school.later(days=12)  # the grace is over
    again = await school.sends("rep", form, **typed)
    assert isinstance(again, Correct)
    assert "This form was sent already" in plain(again.form.errors[""])
