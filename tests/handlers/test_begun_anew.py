"""Where others are asked than before, or what somebody said is void, they are told, and have a whole answer time."""

from datetime import timedelta

from bot.arrivals import Typed
from handlers import deals
from handlers.requests import Submission
from tests.handlers.test_deadlines import FRIDAY, ref, ticks, told
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import GOOD_DEAL, Office, buttons, form_of, words_of
from views.translator import translator


async def edits(office: Office, amount: str) -> None:
    form = form_of(await office.types("rep", f"deal edit {await ref(office)}"))
    await office.sends("rep", form, amount=amount)
    await office.delivers()


async def approves(office: Office, who: str) -> None:
    await office.presses(who, buttons(office.card(who))["Approve"])
    await office.delivers()


async def test_whoever_said_yes_to_what_was_edited_since_is_asked_again_by_a_message(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    await approves(office, "manager")

    await edits(office, "13000")

    assert (told(office, "manager"), told(office, "second"), told(office, "lead")) == (2, 2, 1)
    await approves(office, "manager")
    assert told(office, "lead") == 2
    await approves(office, "lead")
    assert "approved" in words_of(office.card("rep")).lower()


async def test_an_edit_that_sends_it_to_others_begins_the_answer_time_in_their_hours(office: Office):
    under(office, 'region = "ce"\nup_to = { PLN = 20000 }\ndecided_by = "channel-manager"')
    office.clock[0] = FRIDAY - timedelta(seconds=1)
    await office.registers("rep")
    await ticks(office, 9, 16)

    await edits(office, "25000")  # at 11:00 in New York: two working days are Wednesday, for there it is a holiday

    assert "Answer promised by: Nov 12, 2026, 11:00" in words_of(office.card("director"))
    await ticks(office, 10, 15, 59)
    assert told(office, "director") == 1
    await ticks(office, 10, 16)
    assert told(office, "director") == 2


async def test_an_edit_that_asks_the_same_people_goes_on_with_what_is_left_of_the_answer_time(office: Office):
    office.clock[0] = FRIDAY - timedelta(seconds=1)
    await office.registers("rep")
    await ticks(office, 9, 16)

    await edits(office, "13000")

    await ticks(office, 10, 16)
    assert told(office, "manager") == 2
    assert told(office, "lead") == 1


async def test_what_a_rule_cannot_approve_is_promised_in_the_hours_of_those_who_then_decide(office: Office):
    rule = 'tiers = ["gold"]\nup_to = { EUR = 5000 }\nconvert = true\nauto = true'
    under(office, f'{rule}\n[[approvals]]\nregion = "ce"\ndecided_by = "director"')
    arrival = office.arrival("rep", Typed(""))
    sent = Submission(
        person=office.person("rep"),
        known=arrival.known,
        place=arrival.place,
        at=FRIDAY - timedelta(hours=4),
        t=translator("en", "Europe/Warsaw"),
        values=GOOD_DEAL,
    )

    with office.database.write() as store:
        deals.register(sent, store, by_rule=lambda *_: False)
    await office.delivers()

    assert "Answer promised by: Nov 9, 2026, 5:00" in words_of(office.card("director"))
    assert "will decide by Nov 9, 2026, 11:00" in words_of(office.card("rep"))
