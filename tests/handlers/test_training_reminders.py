"""Reminders of training: each once, whoever looks; moved with the person and the session; later, by one press."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.places import Platform
from domain.programme import Messaging
from domain.training import Course
from domain.training_reminders import About, Reminder, Step
from handlers.chores import CHORES
from handlers.replies import Amend, Show
from handlers.training_planned import change
from storage.database import Database
from storage.tables import copies, notices, sessions, training_reminders
from tests.handlers.learning import BASICS, EVERYBODY, SPRING, imports, minute, to_do
from tests.office import GOOD_DEAL, NOON, Office, an_office, buttons, form_of, words_of
from tests.steps import steps
from views.vocabulary import Button, said


@pytest.fixture
async def school(office: Office) -> Office:
    imports(office.database, "courses", BASICS)
    imports(office.database, "sessions", SPRING)
    imports(office.database, "rules", "reps,basics,partner-rep,gold,,,,30,on")
    minute(office)
    return office


def the_session(office: Office) -> str:
    with office.database.read() as store:
        [session] = store.training.sessions()
    return session.id


async def takes_a_seat(office: Office, who: str = "rep") -> None:
    await office.presses(who, Button(said("Register"), "training-register", the_session(office)))


def planned(office: Office) -> list[str]:
    with office.database.engine.connect() as connection:
        found = select(training_reminders).where(training_reminders.c.fate == "planned")
        return [
            f"{row.step} {row.at:%m-%d %H:%M}" for row in connection.execute(found.order_by(training_reminders.c.at))
        ]


async def passes(office: Office, until: str) -> None:
    """The clock comes by, and the courier after it."""
    office.clock[0] = datetime.fromisoformat(until).replace(tzinfo=UTC)
    minute(office, "remind learners", seconds=1)
    await office.delivers()


def told(office: Office, who: str = "rep") -> list[str]:
    return [words_of(card) for _, card in office.letters.cards.get(who, []) if not card.handed]


async def test_a_seat_is_reminded_of_a_week_a_day_and_an_hour_before(school: Office):
    assert planned(school) == ["week 12-16 08:00", "day 12-22 08:00", "hour 12-23 15:00"]
    await takes_a_seat(school)
    assert planned(school) == ["week 11-26 09:00", "day 12-02 09:00", "hour 12-03 08:00"]

    for until in ("2026-11-26T08:59", "2026-11-26T09:00", "2026-12-02T09:00", "2026-12-03T08:00", "2026-12-03T10:00"):
        await passes(school, until)

    assert len(told(school)) == 3
    assert "Your session comes up: Dec 3, 2026, 10:00" in told(school)[0]
    assert "Your session begins soon" in told(school)[2]
    assert planned(school) == []


async def test_however_many_are_reminded_at_once_what_waits_for_a_decision_goes_before_them(school: Office):
    many, at = 60, school.clock[0] + timedelta(minutes=5)
    with school.database.write() as store:
        for number in range(many):
            about = Reminder(
                person=school.person("rep").id, about=About.OWN, subject=f"tea {number}", step=Step.AGAIN,
                meant="2026-11-23T12:05:00", at=at, over_at=at + timedelta(days=7), zone="Europe/Warsaw",
            )  # fmt: skip
            store.training_reminders.add(about)
    minute(school, "remind learners", minutes=6)
    school.later(minutes=1)
    form = form_of(await school.types("rep", "deal new"))
    await school.sends("rep", form, **GOOD_DEAL)

    with school.database.write() as store:
        claims = store.claims.take(at=school.clock[0], platforms=tuple(Platform), size=10)

    assert "deal-awaits-decision" in [claim.kind for claim in claims]


async def test_what_was_missed_is_told_once_and_late_or_not_at_all(school: Office):
    await takes_a_seat(school)

    await passes(school, "2026-12-02T15:00")
    assert len(told(school)) == 1, "the week is over when the day is due"
    await passes(school, "2026-12-03T09:30")
    assert len(told(school)) == 1, "it has begun"


async def test_what_the_digest_would_bring_too_late_comes_by_itself(school: Office):
    with school.database.write() as store:
        rules = Messaging(per_day=1, digest_hour=10)
        store.programmes.apply(store.programme.model_copy(update={"messages": rules}), at=school.clock[0])
        store.people.save(replace(school.person("rep"), per_day=0))
    await takes_a_seat(school)

    await passes(school, "2026-11-26T09:00")
    assert told(school) == [], "a week before it can wait"
    await passes(school, "2026-12-02T09:00")
    [reminded] = told(school)
    assert "Your session comes up" in reminded


@pytest.mark.parametrize("day", ["2026-12-02T09:00", "2026-12-23T15:00"], ids=["session", "last day"])
async def test_what_the_digest_of_another_hour_would_bring_too_late_comes_by_itself(school: Office, day: str):
    with school.database.write() as store:
        rules = Messaging(per_day=1, digest_hour=18)
        store.programmes.apply(store.programme.model_copy(update={"messages": rules}), at=school.clock[0])
        store.people.save(replace(school.person("rep"), per_day=0))
    if day < "2026-12-03":
        await takes_a_seat(school)
    await passes(school, day)
    assert told(school) == [], "it comes with the digest at six"

    with school.database.write() as store:
        store.people.save(replace(school.person("rep"), digest_hour=9))
    minute(school, "look at learners")
    await school.delivers()

    assert len(told(school)) == 1


async def test_whoever_moves_is_reminded_by_the_new_clock_and_never_twice(school: Office):
    await takes_a_seat(school)
    await passes(school, "2026-11-26T09:00")

    form = form_of(await school.types("rep", "partner settings"))
    await school.sends("rep", form, zone="America/Sao_Paulo", quiet_from="20:00", quiet_to="08:00")

    # The session is at six in the morning there, in the quiet hours: so is the hour before it.
    assert planned(school) == ["day 12-02 12:00", "hour 12-03 08:00"]
    for until in ("2026-12-02T09:00", "2026-12-02T12:00", "2026-12-03T08:00"):
        await passes(school, until)
    assert len(told(school)) == 3


async def test_a_session_that_is_moved_is_told_and_reminded_of_anew_and_a_cancelled_one_is_not(school: Office):
    await takes_a_seat(school)
    await passes(school, "2026-11-26T09:00")

    imports(school.database, "sessions", SPRING.replace("12-03,10:00", "12-10,14:00"))
    await school.delivers()
    assert "Your session begins at Dec 10, 2026, 2:00" in told(school)[-1]
    assert planned(school) == ["week 12-03 13:00", "day 12-09 13:00", "hour 12-10 12:00"]

    imports(school.database, "sessions", SPRING.replace("12-03,10:00", "12-10,14:00") + "cancelled")
    await school.delivers()
    assert "Your session is cancelled." in told(school)[-1]
    assert planned(school) == ["week 12-16 08:00", "day 12-22 08:00", "hour 12-23 15:00"]


async def test_cannot_come_and_done_end_the_reminders_and_a_stale_one_is_not_sent(school: Office):
    await takes_a_seat(school)
    await passes(school, "2026-11-26T09:00")
    [card] = [card for _, card in school.letters.cards["rep"] if not card.handed]

    reply = await school.presses("rep", buttons(card)["Can’t come"])

    assert isinstance(reply, Amend)
    assert planned(school) == ["week 12-16 08:00", "day 12-22 08:00", "hour 12-23 15:00"]
    await takes_a_seat(school)
    assert planned(school) == ["day 12-02 09:00", "hour 12-03 08:00"], "the week was told"
    school.clock[0] = datetime(2026, 12, 3, 9, 1, tzinfo=UTC)
    await school.presses("rep", Button(said("Done"), "training-done", "basics"))
    assert not to_do(school, "rep")
    await passes(school, "2026-12-03T09:02")
    assert len(told(school)) == 1


async def test_later_says_it_again_when_work_begins_next(school: Office):
    await takes_a_seat(school)
    await passes(school, "2026-11-26T09:00")
    [card] = [card for _, card in school.letters.cards["rep"] if not card.handed]

    for _ in range(2):
        reply = await school.presses("rep", buttons(card)["Later"])
        assert isinstance(reply, Amend)
        assert "I will remind you again: Nov 27, 2026, 9:00" in words_of(reply.card)
    await passes(school, "2026-11-27T08:00")
    assert len(told(school)) == 2

    await school.presses("rep", buttons(card)["Later"])
    assert f"{Step.AGAIN} 11-30 08:00" in planned(school)
    assert not isinstance(await school.presses("boss", buttons(card)["Later"]), Amend)
    await passes(school, "2026-12-03T08:58")
    late = await school.presses("rep", buttons(card)["Later"])
    assert isinstance(late, Show)
    assert "too little time" in words_of(late.card)


def a_look(office: Office) -> int:
    """What it costs to send what is due."""
    with steps(office.database) as done, office.database.write() as store:
        CHORES["remind learners"](office.clock[0], store)
    return done[0]


async def test_what_is_due_is_found_among_many_as_among_few(school: Office):
    await takes_a_seat(school)
    school.clock[0] = datetime(2026, 11, 26, 9, tzinfo=UTC)
    alone = a_look(school)

    boss, later = school.person("boss").id, datetime(2030, 1, 1, tzinfo=UTC)
    with school.database.write() as store:
        for n in range(1000):
            store.training.keep_course(Course(key=f"c{n}", name="Course", language="en"))
            store.enrolments.assign(boss, f"c{n}", at=NOON)
            store.training_reminders.add(
                Reminder(
                    person=boss, about=About.DUE, subject=f"c{n}", step=Step.DAY, meant="m", at=later, over_at=later
                )
            )
    school.clock[0] = datetime(2026, 12, 2, 9, tzinfo=UTC)

    assert a_look(school) < alone * 1.5


async def test_other_rules_of_zones_move_a_session_and_its_reminders(school: Office):
    await takes_a_seat(school)
    with school.database.engine.begin() as connection:
        earlier = datetime(2026, 12, 3, 8, tzinfo=UTC)
        connection.execute(update(sessions).values(at=earlier))

    minute(school, "plan reminders", days=1)
    await school.delivers()

    with school.database.read() as store:
        [session] = store.training.coming(NOON, ["basics"])
    assert session.sequence == 1
    assert "Your session begins at Dec 3, 2026, 10:00" in told(school)[-1]


async def test_however_many_look_at_once_each_is_sent_once(database_url: str):
    async with an_office(database_url) as office:
        imports(office.database, "courses", BASICS)
        imports(office.database, "rules", EVERYBODY)
        minute(office)
        at = datetime(2026, 12, 16, 8, tzinfo=UTC)

        def look(_: int) -> None:
            other = Database(database_url)
            try:
                with other.write() as store:
                    CHORES["remind learners"](at, store)
            finally:
                other.close()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(look, range(8)))

        with office.database.engine.connect() as connection:
            found = select(copies.c.person).join(notices, notices.c.id == copies.c.notice)
            readers = connection.execute(found.where(notices.c.kind.like("training-reminded%"))).scalars().all()
        assert len(readers) == len(set(readers)) > 5


async def put(office: Office, until: str) -> None:
    """Reminded of by the clock; the courier is not there yet."""
    office.clock[0] = datetime.fromisoformat(until).replace(tzinfo=UTC)
    minute(office, "remind learners", seconds=1)


def reasons(office: Office) -> list[str]:
    with office.database.engine.connect() as connection:
        found = select(copies.c.reason).where(copies.c.reason != "")
        return list(connection.execute(found).scalars())


async def cannot_come(office: Office) -> None:
    await office.presses("rep", Button(said("Can’t come"), "training-cannot", the_session(office)))


async def is_cancelled(office: Office) -> None:
    imports(office.database, "sessions", SPRING + "cancelled")


async def is_moved(office: Office) -> None:
    imports(office.database, "sessions", SPRING.replace("12-03,10:00", "12-10,14:00"))


@pytest.mark.parametrize("happens", [cannot_come, is_cancelled, is_moved])
async def test_a_reminder_that_was_put_and_is_meant_no_more_is_told_nobody(school: Office, happens):
    await takes_a_seat(school)
    await put(school, "2026-12-02T09:00")
    await happens(school)
    await school.delivers()

    assert not [one for one in told(school) if "Your session comes up" in one]
    assert reasons(school) == ["training-reminder-over"]


async def test_after_hours_without_a_courier_nobody_is_told_that_what_is_over_begins_soon(school: Office):
    await takes_a_seat(school)
    await put(school, "2026-12-03T08:00")
    school.later(hours=5)
    await school.delivers()

    assert told(school) == []
    assert reasons(school) == ["training-reminder-over"]


async def test_a_session_before_the_quiet_hours_end_is_called_off_in_them(school: Office):
    imports(school.database, "sessions", SPRING.replace("10:00", "07:30"))
    await takes_a_seat(school)
    form = form_of(await school.types("rep", "partner settings"))
    await school.sends("rep", form, zone="Europe/Warsaw", quiet_from="20:00", quiet_to="08:00")
    school.clock[0] = datetime(2026, 12, 2, 21, tzinfo=UTC)

    with school.database.write() as store:
        kept = store.training.sessions()[0]
        before = kept.at
        kept = store.training.keep_session(replace(kept, cancelled=True))
        change(kept, store, was=before, at=school.clock[0])
    await school.delivers()

    assert "Your session is cancelled." in told(school)[-1]


async def test_each_leaves_at_its_own_moment_whenever_the_clock_came_by(school: Office):
    await takes_a_seat(school)
    await passes(school, "2026-12-02T09:00")
    await put(school, "2026-12-03T07:59:10")

    for second in (30, 58, 61):
        school.clock[0] = datetime(2026, 12, 3, 7, 59, tzinfo=UTC) + timedelta(seconds=second)
        await school.delivers()
        assert len(told(school)) == (1 if second < 60 else 2)
