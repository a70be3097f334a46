"""Digests: who wants requests together has them so, once at each hour, and what is urgent at once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.ticker import do_chores
from domain.places import Platform
from handlers.digests import LISTED, gather_due
from handlers.leaving import leave
from handlers.notices import HELD_UP
from handlers.replies import Correct
from storage.digests import _RIPE, TURN
from storage.people import Known
from storage.tables import copies, notices
from tests.office import NOON, Office, account, buttons, card_of, filled, form_of, words_of

TITLE = "Requests that wait for you"


async def wants(office: Office, who: str = "manager", **values: str) -> None:
    """NOON is a Monday; the answer to what is registered then is promised for Wednesday, 12:00 in Warsaw."""
    form = form_of(await office.types(who, "partner settings"))
    await office.sends(who, form, **{"arrive": "digest", "digest": "16", **values})


def promise(office: Office, **values: int) -> None:
    """From now on the programme says so."""
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update=values), at=NOON)


async def ticks(office: Office, day: int, hour: int, minute: int = 0) -> None:
    office.clock[0] = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    await do_chores(office.dispatch)
    await office.delivers()


def told(office: Office, who: str = "manager") -> list[str]:
    return [words_of(card) for _, card in office.letters.cards.get(who, [])]


def states(office: Office, who: str = "manager") -> list[str]:
    with office.database.engine.connect() as connection:
        mine = select(copies.c.state).join(notices, notices.c.id == copies.c.notice)
        asked = mine.where(copies.c.person == office.person(who).id, notices.c.kind != "requests-wait")
        return sorted(connection.execute(asked).scalars())


async def test_requests_come_together_at_the_hour_and_one_by_one_to_who_did_not_choose(office: Office):
    await wants(office)
    for customer in ("Kowalski", "Nowicki", "Lewandowski"):
        await office.registers("rep", customer=customer)

    await ticks(office, 23, 14, 59)
    assert told(office) == []
    assert len(told(office, "second")) == 3
    await ticks(office, 23, 15)
    await ticks(office, 23, 15, 1)

    (digest,) = told(office)
    assert digest.startswith(f"{TITLE}\n3 decisions wait for you.")
    assert all(name in digest for name in ("Kowalski", "Nowicki", "Lewandowski", "Nowak Systems", "answer promised by"))
    assert states(office) == ["gathered"] * 3
    opened = card_of(await office.presses("manager", buttons(office.card("manager"))["Decide"]))
    await office.presses("manager", buttons(opened)["Approve"])
    await office.delivers()
    assert "approved" in words_of(office.card("rep")).lower()


async def test_what_is_decided_or_withdrawn_meanwhile_is_not_in_it_and_nothing_comes_where_nothing_waits(
    office: Office,
):
    await wants(office)
    ref = await office.registers("rep", customer="Withdrawn")
    await office.registers("rep", customer="Decided")
    await office.presses("second", buttons(office.card("second", about="Decided"))["Zatwierdź"])
    form = form_of(await office.types("rep", f"deal withdraw {ref}"))
    await office.sends("rep", form)

    await ticks(office, 23, 15)

    assert told(office) == []
    assert states(office) == ["skipped", "skipped"]


async def test_a_decision_that_is_undone_is_in_a_digest_after_all(office: Office):
    promise(office, undo_seconds=60)
    await wants(office)
    await office.registers("rep")
    office.clock[0] = datetime(2026, 11, 23, 14, 59, 40, tzinfo=UTC)
    await office.presses("second", buttons(office.card("second"))["Zatwierdź"])
    await office.delivers()

    await ticks(office, 23, 15)
    assert told(office) == []
    await office.presses("second", buttons(office.card("second"))["Cofnij"])
    await ticks(office, 23, 15, 1)

    assert len(told(office)) == 1


@pytest.mark.parametrize("others", [0, 1])
async def test_what_was_decided_while_its_digest_left_and_is_undone_comes_in_another(office: Office, others: int):
    promise(office, undo_seconds=60)
    await wants(office)
    for number in range(others + 1):
        await office.registers("rep", customer=f"Customer{number}")
    office.clock[0] = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    await do_chores(office.dispatch)  # gathered, and not sent yet
    office.later(seconds=1)
    await office.presses("second", buttons(office.card("second"))["Zatwierdź"])
    office.later(seconds=1)
    await office.delivers()
    assert [f"Customer{others}" in text for text in told(office)] == [False] * others

    office.later(seconds=20)
    await office.presses("second", buttons(office.card("second"))["Cofnij"])
    await ticks(office, 23, 15, 1)
    await ticks(office, 23, 15, 2)

    assert len(told(office)) == others + 1
    assert f"Customer{others}" in told(office)[-1]


async def test_where_more_wait_than_are_listed_what_is_new_is_listed_first(office: Office):
    promise(office, answer_within_hours=100)
    await wants(office)
    for number in range(LISTED):
        await office.registers("rep", customer=f"Older{number} Ltd", product="sensor")
    await ticks(office, 23, 15)
    await office.registers("rep", customer="Brandnew Works")

    await ticks(office, 24, 15)

    assert told(office)[-1].index("Brandnew Works") < told(office)[-1].index("Older0")
    more = await office.presses("manager", buttons(office.card("manager"))["Show more"])
    assert [f"Older{number} " in words_of(card_of(more)) for number in (8, 9)] == [False, True]


async def test_digests_that_could_not_go_come_as_one(office: Office):
    promise(office, answer_within_hours=100)
    await wants(office)
    manager = office.person("manager")
    with office.database.write() as store:
        store.people.unlink(account("manager"))
    for day in (23, 24):
        office.clock[0] = datetime(2026, 11, day, 11, tzinfo=UTC)
        await office.registers("rep", customer=f"Customer{day}")
        await ticks(office, day, 15)
    with office.database.write() as store:
        store.people.link(Known(identity=account("manager"), host="test"), manager, at=office.clock[0])
        store.outbox.wake(manager.id, at=office.clock[0])
    await office.delivers()

    assert [[f"Customer{day}" in text for day in (23, 24)] for text in told(office)] == [[True, True]]


@pytest.mark.parametrize(
    ("back", "then"), [((23, 17), (23, 17)), ((24, 1), (24, 15)), ((27, 16), (27, 16)), ((28, 9), (30, 15))]
)
async def test_whose_hour_was_missed_is_not_told_at_night_nor_on_a_saturday(
    office: Office, back: tuple[int, int], then: tuple[int, int]
):
    """Tandem was down from before the hour until it was `back`: a day of November, and an hour of UTC."""
    promise(office, answer_within_hours=100)
    await wants(office, quiet_from="20:00", quiet_to="07:00")
    office.clock[0] = datetime(2026, 11, min(back[0], 27) - (back == (24, 1)), 11, tzinfo=UTC)
    await office.registers("rep")

    await ticks(office, *back)
    assert len(told(office)) == (back == then)
    await ticks(office, *then)

    assert len(told(office)) == 1


async def test_a_digest_that_was_put_off_into_the_night_waits_for_its_end(office: Office):
    await wants(office, quiet_from="20:00", quiet_to="07:00")
    await office.registers("rep")
    office.clock[0] = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    await do_chores(office.dispatch)

    office.clock[0] = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    await office.delivers()
    assert told(office) == []
    office.clock[0] = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    await office.delivers()

    assert len(told(office)) == 1


async def test_many_have_theirs_in_one_round_and_one_who_cannot_stops_nobody(office: Office):
    with office.database.write() as store:
        one = replace(office.person("manager"), digest=(16,))
        broken, *_ = [store.people.keep(replace(one, id="", email=f"m{n}@vendor.example")) for n in range(TURN + 1)]
    await office.registers("rep")
    with office.database.write() as store:
        store.people.save(replace(broken, zone="Nowhere"))
    office.clock[0] = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

    await do_chores(office.dispatch)

    with office.database.engine.connect() as connection:
        digests = select(func.count()).select_from(notices).where(notices.c.kind == "requests-wait")
        assert connection.execute(digests).scalar() == TURN


async def test_who_was_asked_in_a_digest_reads_what_was_changed_since(office: Office):
    await wants(office)
    ref = await office.registers("rep")
    await ticks(office, 23, 15)
    form = form_of(await office.types("rep", f"deal edit {ref}"))
    office.later(minutes=1)

    await office.sends("rep", form, amount="19999")

    opened = await office.presses("manager", buttons(office.card("manager"))["Decide"])
    assert "12,500" in words_of(card_of(opened))


@pytest.mark.parametrize("hours", [2, 1])
async def test_what_must_be_answered_within_two_hours_comes_at_once(office: Office, hours: int):
    promise(office, answer_within_hours=hours)
    await wants(office)

    await office.registers("rep")

    assert len(told(office)) == 1


async def test_what_would_be_urgent_before_the_hour_comes_at_once(office: Office):
    promise(office, answer_within_hours=4)  # until 16:00 in Warsaw
    await wants(office)

    await office.registers("rep")

    assert len(told(office)) == 1


async def test_what_becomes_urgent_since_other_hours_were_chosen_comes_by_itself(office: Office):
    promise(office, answer_within_hours=4)
    await wants(office, digest="13")
    await office.registers("rep")
    await wants(office, digest="16")

    await ticks(office, 23, 12, 59)
    assert told(office) == []
    await ticks(office, 23, 13, 1)

    assert [text.startswith(TITLE) for text in told(office)] == [False]


async def test_a_request_for_more_time_comes_before_the_protection_ends(office: Office):
    """It ends on a Sunday at 16:00; the next digest after the Friday evening would be on Monday."""
    ref = await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await wants(office)
    office.clock[0] = datetime(2027, 2, 19, 16, 0, tzinfo=UTC)
    form = form_of(await office.types("rep", f"deal extend {ref}"))

    await office.sends("rep", form, until="2027-03-15", words="Tender moved")
    await office.delivers()

    assert "more time" in told(office)[-1].lower()


async def test_reminders_come_with_it_and_what_is_escalated_does_not_wait(office: Office):
    await wants(office, digest="16")
    await wants(office, "lead", digest="6")
    await office.registers("rep")
    await ticks(office, 23, 15)
    assert len(told(office)) == 1

    await ticks(office, 24, 11, 1)  # half of the answer time
    assert len(told(office)) == 1
    assert len(told(office, "second")) == 2
    await ticks(office, 24, 15)
    assert [text.startswith(TITLE) for text in told(office)] == [True, True]

    await ticks(office, 25, 11, 1)  # the end of it
    assert len(told(office, "lead")) == 1
    assert "asked as well" in told(office, "lead")[0]


@pytest.mark.parametrize("back", [{"arrive": "each"}, {"digest": "13"}])
async def test_another_choice_moves_what_is_held(office: Office, back: dict[str, str]):
    await wants(office)
    await office.registers("rep")
    await office.registers("rep", customer="Nowicki")
    assert told(office) == []

    form = form_of(await office.types("manager", "partner settings"))
    await office.sends("manager", form, **back)
    await office.delivers()
    assert len(told(office)) == (2 if "arrive" in back else 0)
    await ticks(office, 23, 12)
    await ticks(office, 23, 15)

    assert len(told(office)) == (2 if "arrive" in back else 1)


async def test_the_choice_is_made_by_who_decides_and_stays(office: Office):
    assert "digest" not in filled(form_of(await office.types("rep", "partner settings")))
    assert "digest" not in filled(form_of(await office.types("auditor", "partner settings")))
    form = form_of(await office.types("manager", "partner settings"))

    wrong = await office.sends("manager", form, arrive="digest", digest="9:30")
    assert isinstance(wrong, Correct)
    assert set(wrong.form.errors) == {"digest"}
    done = await office.sends("manager", form, arrive="digest", digest="16, 9")

    assert "Together, at 9:00 AM and 4:00 PM on working days" in words_of(card_of(done)).replace("\u202f", " ")
    assert filled(form_of(await office.types("manager", "partner settings")))["digest"] == "9, 16"
    with office.database.write() as store:
        kept = store.people.keep(office.person("manager"))
    assert kept.digest == (9, 16)


async def test_where_the_digest_cannot_be_delivered_who_was_to_have_it_does_not_count_as_told(office: Office):
    for who in ("manager", "second"):
        await wants(office, who)
    await office.registers("rep")
    office.clock[0] = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    with office.database.write() as store:
        while gather_due(office.clock[0], store, HELD_UP):
            pass
        for claim in store.claims.take(at=office.clock[0], platforms=[Platform.WEB], size=10):
            assert store.deliveries.failed(claim, "account-inactive", at=office.clock[0])

    assert (states(office), states(office, "second")) == (["failed"], ["failed"])
    await ticks(office, 23, 15, 1)
    assert "nobody" in told(office, "admin")[0].lower()


async def test_who_leaves_is_told_nothing_and_what_they_were_told_is_taken_back(office: Office):
    await wants(office)
    await office.registers("rep")
    await ticks(office, 23, 15)
    await office.registers("rep", customer="Nowicki")

    with office.database.write() as store:
        leave(replace(office.person("manager"), roles=frozenset()), store, at=office.clock[0])
    await ticks(office, 24, 15)

    assert len(told(office)) == 1
    assert states(office) == ["retracted", "skipped"]


async def test_two_who_look_one_after_the_other_send_one(office: Office):
    await wants(office)
    await office.registers("rep")
    office.clock[0] = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

    for _ in range(2):
        with office.database.write() as store:
            gather_due(office.clock[0], store, HELD_UP)
    await office.delivers()

    assert len(told(office)) == 1


async def test_the_look_goes_by_an_index_of_what_is_held(office: Office):
    looks = str(_RIPE.compile(compile_kwargs={"literal_binds": False}))

    with office.database.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {looks}", {"now": 1, "param_1": 1, "beyond": 0}).all()

    assert "ix_copies_gather_at" in str(plan)
