"""One thing that is at fault stops none of the others, whatever the clock does, and is logged once a round."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.ticker import do_chores
from domain.people import Role
from domain.places import Identity, Platform
from handlers.chores import CHORES
from storage.tables import (
    announcements,
    copies,
    deadlines,
    delegations,
    marks,
    notices,
    passages,
    training_reminders,
    unseen,
)
from storage.tables.columns import microseconds
from tests.following import begun
from tests.handlers.learning import BASICS, EVERYBODY, imports
from tests.handlers.test_announcements import allow
from tests.handlers.test_announcements_sending import LATER, chosen, linked
from tests.handlers.test_deal_desks import DESK
from tests.handlers.test_deal_desks import wants as wants_desk
from tests.handlers.test_digests import wants as wants_digest
from tests.handlers.test_documents import put
from tests.handlers.test_documents_approved import asks
from tests.handlers.test_extensions import extends
from tests.handlers.test_joinings import joins
from tests.handlers.test_questions import asks as questioned
from tests.handlers.test_stalls import MORNING
from tests.office import NOON, Office, account, an_office, buttons, form_of
from views.vocabulary import Button, said

Done = Callable[[Office], bool]
Scene = Callable[[Office], Awaitable[Done]]
"""Two things for which it is time, one of them at fault; whether the other has been seen to."""


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


def runs(office: Office, *statements: str) -> None:
    with office.database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def at_fault(office: Office, what: str, when: str) -> None:
    """Whoever does this to such a row fails."""
    runs(office, f"CREATE TRIGGER fault BEFORE {what} WHEN {when} BEGIN SELECT RAISE(ABORT, 'at fault'); END")


def told(office: Office, kind: str, subject: str) -> bool:
    with office.database.engine.connect() as connection:
        asked = select(notices.c.id).where(notices.c.kind == kind, notices.c.subject.startswith(subject))
        return connection.execute(asked).first() is not None


def not_told(office: Office, kind: str, subjects: tuple[str, str]) -> Done:
    """Of the first of two things nobody can be told; whether of the second somebody is."""
    at_fault(office, "INSERT ON notices", f"NEW.kind = '{kind}' AND NEW.subject LIKE '{subjects[0]}%'")
    return lambda office: told(office, kind, subjects[1])


def ids(office: Office, table: str) -> tuple[str, str]:
    with office.database.engine.connect() as connection:
        first, second = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars()
    return first, second


async def two_deals(office: Office) -> tuple[str, str]:
    one, other = [office.deal(await office.registers(who)).id for who in ("rep", "rival")]
    return one, other


async def two_approved(office: Office) -> tuple[str, str]:
    one, other = [office.deal(await office.registers("rep", customer=name)) for name in ("Adler", "Zimmer")]
    for deal in (one, other):
        with office.database.read() as store:
            approval = store.approvals.of("deal", deal.id)
        assert approval
        await office.presses("manager", Button(said("x"), "approval-approve", approval.id, 1))
    return one.id, other.id


async def expire_deals(office: Office) -> Done:
    one, other = await two_approved(office)
    office.later(days=91)
    at_fault(office, "UPDATE ON deals", f"NEW.id = '{one}'")
    return lambda office: told(office, "deal-expired", other)


async def remind_of_protections(office: Office) -> Done:
    two = await two_approved(office)
    office.later(days=60)
    return not_told(office, "deal-expiring", two)


async def ask_what_has_stalled(office: Office) -> Done:
    two = await two_approved(office)
    office.clock[0] = MORNING
    return not_told(office, "deal-stalled", two)


def stamp(office: Office) -> int:
    """The moment, as the database keeps it."""
    return microseconds(office.clock[0])


async def ask_whether_documents_are_right(office: Office) -> Done:
    for title in ("One", "Two"):
        put(office, title, review_days=30)
    office.later(days=31)
    return not_told(office, "document-due", ids(office, "documents"))


async def tell_readers_of_new_versions(office: Office) -> Done:
    for title in ("One", "Two"):
        await office.types("rep", f"docs {put(office, title)}")
        put(office, title, "Other words")
    office.later(minutes=11)
    with office.database.engine.connect() as connection:
        new = "SELECT id FROM versions WHERE number = 2 ORDER BY id"
        first, second = connection.exec_driver_sql(new).scalars()
    return not_told(office, "document-renewed", (first, second))


async def pass_on(office: Office) -> Done:
    for who, to in (("manager", "second"), ("lead", "director")):
        form = form_of(await office.types(who, "approvals delegate"))
        days = {"since": "2026-11-24", "until": "2026-11-27"}
        await office.sends(who, form, to=office.person(to).id, why="", **days)
    office.later(days=1)
    manager, lead = office.person("manager").id, office.person("lead").id
    at_fault(office, "UPDATE ON delegations", f"NEW.by = '{manager}'")

    def begun_(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            asked = select(delegations.c.course).where(delegations.c.by == lead)
            return str(connection.execute(asked).scalar_one()) == "running"

    return begun_


async def begin_answer_times(office: Office) -> Done:
    await two_deals(office)
    runs(office, "DELETE FROM deadlines")
    one, other = ids(office, "approvals")
    at_fault(office, "INSERT ON deadlines", f"NEW.approval = '{one}'")

    def runs_on(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            return list(connection.execute(select(deadlines.c.approval)).scalars()) == [other]

    return runs_on


async def remind_who_decides(office: Office) -> Done:
    two = await two_deals(office)
    office.later(days=2)
    return not_told(office, "deal-still-waits", two)


async def gather_requests(office: Office) -> Done:
    for who in ("manager", "second"):
        await wants_digest(office, who)
    await office.registers("rep")
    office.later(hours=5)
    return not_told(office, "requests-wait", (office.person("manager").id, office.person("second").id))


async def ask_without_a_desk(office: Office) -> Done:
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"deal_desks": (DESK,)}), at=NOON)
    await wants_desk(office, "manager")
    one, other = await two_deals(office)
    office.later(minutes=6)
    mine = f"SELECT id FROM notices WHERE subject = '{one}'"
    at_fault(office, "UPDATE ON copies", f"NEW.person IS NOT NULL AND NEW.notice IN ({mine})")

    def due(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            mine = select(copies.c.due).join(notices, notices.c.id == copies.c.notice)
            asked = mine.where(notices.c.subject == other, copies.c.person == office.person("manager").id)
            return connection.execute(asked).scalar() is not None

    return due


def unheard(office: Office, kind: str, two: tuple[str, str]) -> Done:
    """Nobody was asked about either."""
    named = f"SELECT id FROM notices WHERE kind = '{kind}'"
    runs(office, f"DELETE FROM copies WHERE notice IN ({named})", f"DELETE FROM notices WHERE kind = '{kind}'")
    return not_told(office, kind, two)


async def ask_anew(office: Office) -> Done:
    return unheard(office, "deal-awaits-decision", await two_deals(office))


async def ask_anew_who_may_join(office: Office) -> Done:
    for company in ("Nowak Systems", "Rival GmbH"):
        await joins(office, Identity(Platform.WEB, "elsewhere", company), company=company)
    return unheard(office, "joining-awaits-decision", ids(office, "joinings"))


async def ask_anew_about_documents(office: Office) -> Done:
    asks(office, "director")
    for title in ("One", "Two"):
        put(office, title)
    return unheard(office, "version-awaits-decision", ids(office, "versions"))


async def ask_anew_about_more_time(office: Office) -> Done:
    two = await two_approved(office)
    office.later(days=80)
    for deal in two:
        with office.database.read() as store:
            found = store.deals.get(deal)
        assert found
        await extends(office, found.ref, until="2027-02-25")
    return unheard(office, "extension-awaits-decision", two)


async def ask_anew_who_sends(office: Office) -> Done:
    allow(office, approve_above=1)
    for _ in range(2):
        await office.presses("director", buttons(await chosen(office, "director"))["Have it sent"])
    return unheard(office, "announcement-awaits-sending", ids(office, "announcements"))


async def begin_announcements(office: Office) -> Done:
    for who in ("manager", "director"):
        await office.presses(who, buttons(await chosen(office, who, when=LATER))["Send"])
    office.later(days=7, hours=10)
    return announcements_but_one(office, "sending")


def announcements_but_one(office: Office, state: str) -> Done:
    one, other = ids(office, "announcements")
    at_fault(office, "UPDATE ON announcements", f"NEW.id = '{one}'")

    def changed(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            asked = select(announcements.c.state).where(announcements.c.id == other)
            return str(connection.execute(asked).scalar_one()) == state

    return changed


async def finish_announcements(office: Office) -> Done:
    for who in ("manager", "director"):
        begun(office, by=who)
    await office.delivers()
    return announcements_but_one(office, "sent")


async def hand_announcements_over(office: Office) -> Done:
    for _ in range(2):
        begun(office)
    one, other = ids(office, "announcements")
    await office.dispatch.part(account("director"))
    with office.database.write() as store:
        store.people.save(replace(office.person("director"), roles=frozenset()))
    left = f"NEW.kind = 'announcement-followed' AND NEW.subject = '{one}' AND NEW.occasion = 'left'"
    at_fault(office, "INSERT ON notices", left)

    def followed(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            asked = select(notices.c.id).where(notices.c.occasion == "left", notices.c.subject == other)
            return connection.execute(asked).first() is not None

    return followed


async def ask_anew_before_they_begin(office: Office) -> Done:
    allow(office, approve_above=1)
    for _ in range(2):
        await office.presses("director", buttons(await chosen(office, "director", when=LATER))["Have it sent"])
        await office.delivers()
        await office.presses("admin", buttons(office.card("admin", about="asks you to send"))["Send"])
    with office.database.write() as store:
        store.people.save(replace(office.person("admin"), roles=frozenset({Role.AUDITOR})))
    return announcements_but_one(office, "waiting")


async def two_questions(office: Office) -> tuple[str, str]:
    begun(office)
    await office.delivers()
    for who in ("rep", "rival"):
        await questioned(office, who, f"Why {who}?")
    return ids(office, "questions")


async def pass_questions_on(office: Office) -> Done:
    two = await two_questions(office)
    with office.database.write() as store:
        store.people.save(replace(office.person("director"), roles=frozenset()))
    return again_told(office, two)


async def ask_others_what_waits(office: Office) -> Done:
    two = await two_questions(office)
    runs(office, f"UPDATE questions SET others_at = {stamp(office)}")
    return again_told(office, two)


def again_told(office: Office, two: tuple[str, str]) -> Done:
    """The first can be told to nobody else; whether the second is."""
    one, other = two
    at_fault(office, "INSERT ON notices", f"NEW.kind = 'question-asked' AND NEW.subject = '{one}'")
    admin = office.person("admin").id

    def passed_on(office: Office) -> bool:
        mine = select(copies.c.id).join(notices, notices.c.id == copies.c.notice)
        asked = mine.where(notices.c.subject == other, notices.c.kind == "question-asked", copies.c.person == admin)
        with office.database.engine.connect() as connection:
            return connection.execute(asked).first() is not None

    return passed_on


async def look_at_learners(office: Office) -> Done:
    imports(office.database, "courses", BASICS)
    imports(office.database, "rules", EVERYBODY)
    at_fault(office, "INSERT ON enrolments", f"NEW.person = '{office.person('rep').id}'")
    return lambda office: rows(office, "SELECT 1 FROM enrolments", office.person("rival").id)


def rows(office: Office, of: str, person: str) -> bool:
    with office.database.engine.connect() as connection:
        return connection.exec_driver_sql(f"{of} WHERE person = '{person}'").first() is not None


async def assign_courses(office: Office) -> Done:
    runs(office, "UPDATE persons SET changed = 0")
    return await look_at_learners(office)


async def plan_reminders(office: Office) -> Done:
    imports(office.database, "courses", BASICS)
    imports(office.database, "rules", EVERYBODY)
    await do_chores(office.dispatch)
    office.later(days=1)
    runs(office, "DELETE FROM training_reminders")
    at_fault(office, "INSERT ON training_reminders", f"NEW.person = '{office.person('rep').id}'")
    return lambda office: rows(office, "SELECT 1 FROM training_reminders", office.person("rival").id)


async def remind_learners(office: Office) -> Done:
    await plan_reminders(office)
    runs(office, "DROP TRIGGER fault")
    await do_chores(office.dispatch)
    with office.database.engine.connect() as connection:
        office.clock[0] = connection.execute(select(func.min(training_reminders.c.at))).scalar_one()
    mine = f"SELECT id FROM training_reminders WHERE person = '{office.person('rep').id}'"
    at_fault(office, "INSERT ON notices", f"NEW.kind LIKE 'training-%' AND NEW.subject IN ({mine})")
    return lambda office: rows(office, "SELECT 1 FROM copies", office.person("rival").id)


async def learn_names(office: Office) -> Done:
    await office.registers("rep", customer="Aaa Works")
    await office.registers("rival", customer="Zzz Steel")
    runs(office, "DELETE FROM marks", "DELETE FROM lookouts")
    at_fault(office, "INSERT ON marks", "NEW.of LIKE 'aaa%'")

    def learned(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            return "zzz steel" in connection.execute(select(marks.c.of)).scalars().all()

    return learned


async def tidy_up(office: Office) -> Done:
    week = microseconds(NOON - timedelta(days=9))
    rep = office.person("rep").id
    runs(office, f"INSERT INTO inbox (key, digest, at) VALUES ('old', 'd', {week})")
    runs(office, f"INSERT INTO drafts (id, person, form, body, saved_at) VALUES ('d', '{rep}', 'f', '', {week})")
    at_fault(office, "DELETE ON inbox", "OLD.key = 'old'")
    return lambda office: not rows(office, "SELECT 1 FROM drafts", rep)


async def index_documents(office: Office) -> Done:
    for title in ("One", "Two"):
        put(office, title, counts_from=NOON + timedelta(days=1))
    office.later(days=1)
    one, other = ids(office, "documents")
    at_fault(office, "INSERT ON passages", f"NEW.document = '{one}'")

    def found(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            return list(connection.execute(select(passages.c.document)).scalars()) == [other]

    return found


async def look_who_is_in_channels(office: Office) -> Done:
    for conversation in ("C1", "C2"):
        linked(office, conversation)
    runs(office, "DELETE FROM unseen")
    at_fault(office, "INSERT ON unseen", "NEW.conversation = 'C1'")

    def asked(office: Office) -> bool:
        with office.database.engine.connect() as connection:
            return list(connection.execute(select(unseen.c.conversation)).scalars()) == ["C2"]

    return asked


SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", " "): scene
    for scene in (
        expire_deals,
        remind_of_protections,
        ask_what_has_stalled,
        ask_whether_documents_are_right,
        tell_readers_of_new_versions,
        pass_on,
        begin_answer_times,
        remind_who_decides,
        gather_requests,
        ask_without_a_desk,
        ask_anew,
        ask_anew_who_may_join,
        ask_anew_about_documents,
        ask_anew_about_more_time,
        ask_anew_who_sends,
        begin_announcements,
        finish_announcements,
        hand_announcements_over,
        ask_anew_before_they_begin,
        pass_questions_on,
        ask_others_what_waits,
        look_at_learners,
        assign_courses,
        plan_reminders,
        remind_learners,
        learn_names,
        tidy_up,
        look_who_is_in_channels,
        index_documents,
    )
}


def test_each_chore_is_tried():
    assert set(SCENES) == set(CHORES)


@pytest.mark.parametrize("chore", CHORES)
async def test_one_at_fault_stops_none_of_the_others_and_is_logged_once_a_round(office: Office, chore: str):
    done = await SCENES[chore](office)
    assert not done(office)

    for _ in range(2):
        with capture_logs() as logs:
            await do_chores(office.dispatch)

        faults = [line for line in logs if line.get("chore") == chore]
        assert [line["event"] for line in faults] == ["ticker.one_failed"], logs
    assert done(office)
