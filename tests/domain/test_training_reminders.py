"""Reminders come in time, by their reader's own clock and calendar, and never while they rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from domain.business import Calendar, calendar_of
from domain.training import Certificate, Enrolment, Session, Standing
from domain.training_reminders import About, Learner, Reminder, Step, again_at, reminders
from domain.when import QuietHours, instant
from tests.domain.test_when import ZONES, change_days

NIGHT = QuietHours(time(20), time(8))
SPRING = Session(
    id="s1",
    course="basics",
    key="spring",
    day=date(2026, 12, 3),
    wall=time(10),
    zone="Europe/Warsaw",
    minutes=90,
    capacity=20,
)
SINCE = datetime(2026, 11, 1, tzinfo=UTC)
SEATED = Enrolment(
    id="e1",
    person="p",
    course="basics",
    since=SINCE,
    standing=Standing.REGISTERED,
    session="s1",
    due_on=date(2026, 12, 23),
)


def of(zone: str, session: Session | None = SPRING, quiet: QuietHours | None = NIGHT, **changed: object) -> Learner:
    enrolment = replace(SEATED, **changed)  # type: ignore[arg-type]  # each by its name, as in the class
    return Learner(person="p", calendar=calendar_of(zone), quiet=quiet, doing=((enrolment, session),))


def local(learner: Learner) -> dict[str, str]:
    zone = learner.calendar.zone
    return {one.step.value: f"{one.at.astimezone(zone):%a %m-%d %H:%M}" for one in reminders(learner)}


@pytest.mark.parametrize(
    ("zone", "session", "expected"),
    [
        ("Europe/Warsaw", SPRING, "Thu 11-26 10:00, Wed 12-02 10:00, Thu 12-03 09:00"),
        # Six in the morning in São Paulo: at nine, and the hour before waits for the end of the night, at eight.
        ("America/Sao_Paulo", replace(SPRING, wall=time(12, 30)), "Thu 11-26 09:00, Wed 12-02 09:00, Thu 12-03 08:00"),
        # In the middle of the night: who comes to it is up.
        ("America/New_York", SPRING, "Wed 11-25 09:00, Wed 12-02 09:00, Thu 12-03 03:00"),
        # A Monday after a weekend, a week after Poland's Independence Day.
        (
            "Europe/Warsaw",
            replace(SPRING, day=date(2026, 11, 18), wall=time(19)),
            "Tue 11-10 16:00, Tue 11-17 16:00, Wed 11-18 18:00",
        ),
        ("Europe/Warsaw", replace(SPRING, day=date(2026, 11, 23)), "Mon 11-16 10:00, Fri 11-20 10:00, Mon 11-23 09:00"),
    ],
)
def test_a_session_is_reminded_of_three_times_in_working_hours(zone, session, expected):
    assert ", ".join(local(of(zone, session)).values()) == expected


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 12, 3), "Thu 11-26 09:00, Wed 12-02 09:00, Thu 12-03 16:00"),
        (date(2026, 12, 27), "Fri 12-18 09:00, Wed 12-23 09:00, Wed 12-23 16:00"),
    ],
)
def test_what_is_due_is_reminded_of_until_the_last_day_of_work_before(due_on, expected):
    assert ", ".join(local(of("Europe/Warsaw", None, due_on=due_on)).values()) == expected


def test_of_a_certificate_only_where_its_course_is_not_assigned_again():
    ends = Certificate(id="c", person="p", course="basics", won_at=SINCE, ends_on=date(2026, 12, 4))
    learner = replace(of("Europe/Warsaw"), won=(ends,))

    assert {one.about for one in reminders(learner)} == {About.SESSION}
    assert {one.about for one in reminders(replace(learner, doing=()))} == {About.CERTIFICATE}
    assert not reminders(replace(learner, doing=(), won=(replace(ends, ends_on=None),)))


def test_a_cancelled_session_is_not_reminded_of_but_the_due_day_is():
    learner = of("Europe/Warsaw", replace(SPRING, cancelled=True))

    assert {(one.about, one.meant) for one in reminders(learner)} == {(About.DUE, "2026-12-23")}


def test_whoever_moves_is_reminded_of_the_same_at_another_moment():
    here, there = (reminders(of(zone)) for zone in ("Europe/Warsaw", "America/Sao_Paulo"))

    assert [one.key for one in here] == [one.key for one in there]
    assert [one.at for one in here] != [one.at for one in there]
    moved = reminders(of("Europe/Warsaw", replace(SPRING, wall=time(11))))
    assert not {one.key for one in here} & {one.key for one in moved}


def test_around_every_change_of_the_clocks_nobody_is_disturbed_and_each_is_before_the_next(count):
    chance = Random(7)
    for _ in range(count(20_000)):
        zone, held = chance.choice(ZONES), chance.choice(ZONES)
        day = chance.choice(change_days(zone) or (date(2030, 6, 1),)) + timedelta(days=chance.randint(-1, 8))
        session = replace(SPRING, day=day, wall=time(chance.randrange(24), chance.choice((0, 30))), zone=held)
        quiet = QuietHours(time(chance.choice((18, 20, 22))), time(chance.choice((6, 7, 8))))
        learner = of(zone, session if chance.random() < 0.7 else None, quiet, due_on=day)

        week, day_, hour = reminders(learner)

        rests = hour.about is About.SESSION and quiet.next_allowed(session.at, learner.calendar.zone) != session.at
        for one in (week, day_, *(() if rests else (hour,))):
            assert quiet.next_allowed(one.at, learner.calendar.zone) == one.at, (zone, session, quiet)
        assert week.over_at == day_.at
        assert day_.over_at == hour.at <= hour.over_at
        assert all(learner.calendar.works_on(one.at.astimezone(learner.calendar.zone).date()) for one in (week, day_))


@pytest.mark.parametrize(
    ("at", "over", "then"),
    [
        ("2026-11-26T09:00", "2026-12-03T09:00", "2026-11-27T08:00"),
        ("2026-11-27T09:00", "2026-12-03T09:00", "2026-11-30T08:00"),
        ("2026-12-03T08:00", "2026-12-03T09:00", "2026-12-03T08:30"),
        ("2026-12-03T08:55", "2026-12-03T09:00", None),
        ("2026-12-03T04:00", "2026-12-03T06:00", None),
    ],
)
def test_later_is_the_next_morning_of_work_or_half_of_what_is_left(at, over, then):
    one = Reminder(
        person="p",
        about=About.SESSION,
        subject="s1",
        step=Step.AGAIN,
        meant="m",
        at=SINCE,
        over_at=datetime.fromisoformat(over).replace(tzinfo=UTC),
    )
    calendar = Calendar(ZoneInfo("Europe/Warsaw"), country="PL")

    found = again_at(one, calendar, NIGHT, at=datetime.fromisoformat(at).replace(tzinfo=UTC))

    assert found == (datetime.fromisoformat(then).replace(tzinfo=UTC) if then else None)


def test_the_hour_before_is_an_hour_of_the_clock_that_runs_on():
    """On 28 March 2027 the clocks of Warsaw go from two to three."""
    learner = of("Europe/Warsaw", replace(SPRING, day=date(2027, 3, 28), wall=time(3, 30)), None)

    assert reminders(learner)[-1].at == instant(date(2027, 3, 28), time(1, 30), learner.calendar.zone)
