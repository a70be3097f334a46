"""Deadlines: promised in working hours, and kept in mind until somebody decides."""

from datetime import UTC, datetime

from tests.office import Office, words_of


async def test_the_receipt_promises_an_answer_in_the_managers_working_hours(office: Office):
    office.clock[0] = datetime(2026, 11, 9, 16, 0, tzinfo=UTC)  # Monday 17:00 in Warsaw; Wednesday is a holiday

    await office.registers("rep")

    assert "will decide by Nov 12, 2026, 5:00" in words_of(office.card("rep"))
