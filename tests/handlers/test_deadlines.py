"""Deadlines: promised in working hours, and kept in mind until somebody decides."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from bot.ticker import do_chores
from storage.tables import deadlines
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import Office, buttons, card_of, form_of, words_of


async def test_the_receipt_promises_an_answer_in_the_managers_working_hours(office: Office):
    office.clock[0] = datetime(2026, 11, 9, 16, 0, tzinfo=UTC)  # Monday 17:00 in Warsaw; Wednesday is a holiday

    await office.registers("rep")

    assert "will decide by Nov 12, 2026, 5:00" in words_of(office.card("rep"))


FRIDAY = datetime(2026, 11, 6, 16, 0, tzinfo=UTC)
"""17:00 in Warsaw; 16 hours are two working days: due on Tuesday, 10 November. Wednesday is a holiday."""


async def waits(office: Office) -> None:
    office.clock[0] = FRIDAY - timedelta(seconds=1)
    await office.registers("rep")


async def ticks(office: Office, day: int, hour: int, minute: int = 0) -> None:
    office.clock[0] = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    await do_chores(office.dispatch)
    await do_chores(office.dispatch)
    await office.delivers()


def told(office: Office, who: str) -> int:
    return len(office.letters.cards.get(who, []))


async def test_those_asked_are_reminded_at_half_of_the_answer_time_and_not_before(office: Office):
    await waits(office)

    await ticks(office, 9, 15, 59)
    assert told(office, "manager") == 1
    await ticks(office, 9, 16)
    await ticks(office, 10, 15)

    assert told(office, "manager") == told(office, "second") == 2
    assert "still waits for your decision" in words_of(office.card("manager"))
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    assert not buttons(office.card("second"))


async def test_one_more_is_asked_at_the_end_of_it_and_the_next_role_at_one_and_a_half(office: Office):
    await waits(office)
    await ticks(office, 9, 16)

    await ticks(office, 10, 16)
    assert told(office, "lead") == 1
    assert told(office, "director") == 0
    await ticks(office, 12, 15, 59)
    assert told(office, "director") == 0
    await ticks(office, 12, 16)
    await ticks(office, 30, 16)

    assert told(office, "director") == 1
    assert "asked as well" in words_of(office.card("director"))
    card = words_of(card_of(await office.types("manager", f"deal {await ref(office)}")))
    for line in ("Reminded of it: Ola Lis, Piotr Bak", "Asked as well: Lena Berg", "Asked as well: Dana Cole"):
        assert line in card


async def test_after_an_outage_nobody_above_is_asked_before_those_below_had_time_to_answer(office: Office):
    await waits(office)

    await ticks(office, 20, 9)  # long after the whole of it; it is 10:00 in Warsaw
    await ticks(office, 20, 12, 59)
    assert (told(office, "manager"), told(office, "lead")) == (2, 0)
    await ticks(office, 20, 13)  # a quarter of sixteen hours
    await ticks(office, 23, 8, 59)
    assert (told(office, "lead"), told(office, "director")) == (1, 0)
    await ticks(office, 23, 9)

    assert told(office, "director") == 1


async def test_nor_where_a_question_or_an_undo_comes_between(office: Office):
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 60}), at=FRIDAY)
    await waits(office)
    await ticks(office, 20, 9)
    office.later(minutes=5)
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Which plant?")
    await office.delivers()
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which plant?"))["Answer"]))
    await office.sends("rep", answer, words="The one in Łódź")
    await office.delivers()
    decided = card_of(await office.presses("manager", buttons(office.card("manager", about="waits"))["Approve"]))
    await office.presses("manager", buttons(decided)["Undo"])

    await ticks(office, 20, 12, 59)
    assert told(office, "lead") == 0
    await ticks(office, 20, 13)

    assert told(office, "lead") == 1


async def test_requests_from_before_there_were_answer_times_have_one_from_now_on(office: Office):
    await waits(office)
    asked = await office.registers("rep", customer="Zeta")
    form = form_of(await office.presses("manager", buttons(office.card("manager", about="Zeta"))["Ask"]))
    await office.sends("manager", form, words="Which plant?")
    await office.delivers()
    with office.database.write() as store:
        store._connection.execute(delete(deadlines))
    before = told(office, "second")

    await ticks(office, 16, 16)  # the answer time begins
    await ticks(office, 17, 15, 59)
    assert told(office, "second") == before
    await ticks(office, 17, 16)

    assert told(office, "second") == before + 1
    assert "Kowalski" in words_of(office.card("second"))
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which plant?"))["Answer"]))
    await office.sends("rep", answer, words="The one in Łódź")
    await ticks(office, 18, 16)
    assert "Reminded of it" in words_of(card_of(await office.types("manager", f"deal {asked}")))


async def ref(office: Office) -> str:
    with office.database.read() as store:
        return store.deals.seen_by(office.person("rep"), size=1).items[0].ref


async def test_a_question_stops_the_clock_and_the_answer_lets_what_is_left_run_on(office: Office):
    await waits(office)
    office.clock[0] = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)  # half a working day has passed: 12 hours are left
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Which plant?")
    await office.delivers()
    manager = told(office, "manager")

    await ticks(office, 30, 12)
    assert told(office, "manager") == manager
    office.clock[0] = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which plant?"))["Answer"]))
    reply = await office.sends("rep", answer, words="The one in Łódź")

    assert "Answer promised by: Dec 2, 2026, 1:00" in words_of(card_of(reply))
    office.clock[0] = datetime(2026, 12, 1, 11, 59, tzinfo=UTC)
    await do_chores(office.dispatch)
    await office.delivers()
    assert told(office, "second") == 1
    office.clock[0] = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    await do_chores(office.dispatch)
    await office.delivers()
    assert "wciąż czeka" in words_of(office.card("second"))


async def test_nobody_is_reminded_in_quiet_hours_nor_of_what_is_decided(office: Office):
    await waits(office)
    form = form_of(await office.types("manager", "partner settings"))
    await office.sends("manager", form, quiet_from="16:30", quiet_to="10:00")

    await ticks(office, 9, 16)
    assert told(office, "manager") == 1
    assert told(office, "second") == 2
    await ticks(office, 10, 9)
    assert told(office, "manager") == 2
    await office.presses("second", buttons(office.card("second"))["Zatwierdź"])
    await ticks(office, 12, 16)

    assert told(office, "lead") == told(office, "director") == 0
    with office.database.read() as store:
        assert not store.deadlines.due(datetime(2030, 1, 1, tzinfo=UTC), size=10)


async def test_a_request_can_be_decided_after_a_hundred_and_twenty_days(office: Office):
    await waits(office)
    for day in (9, 10, 12):
        await ticks(office, day, 16)
    office.later(days=120)
    await do_chores(office.dispatch)
    await office.delivers()

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert "approved" in words_of(office.card("rep")).lower()


async def test_those_of_a_later_step_have_an_answer_time_of_their_own(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await waits(office)
    for day in (9, 10, 12):
        await ticks(office, day, 16)
    lead = told(office, "lead")

    office.clock[0] = datetime(2026, 11, 13, 16, tzinfo=UTC)
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await ticks(office, 16, 15, 58)
    assert told(office, "lead") == lead + 1
    await ticks(office, 16, 16)

    assert told(office, "lead") == lead + 2
    assert "still waits" in words_of(office.card("lead"))
    history = words_of(card_of(await office.types("manager", f"deal {await ref(office)}")))
    assert history.count("Reminded of it") == 2


async def test_a_reminder_says_to_whom_it_still_applies_and_whether_one_answer_is_enough(office: Office):
    under(office, 'region = "ce"\nsteps = [{ of = ["channel-manager"], at_least = 2 }]')
    await waits(office)
    await ticks(office, 9, 16)
    assert "still waits for your decision" in words_of(office.card("manager"))

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await ticks(office, 10, 16)

    assert "still waits" not in words_of(office.card("manager"))
    assert "Others may have to approve it besides you" in words_of(office.card("lead"))
