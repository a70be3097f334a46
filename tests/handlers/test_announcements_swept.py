"""What is done to all copies of an announcement is done a part at a time: none is forgotten, none is done twice."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from sqlalchemy import Update, func, select, text, update

from benchmarks.crowds import channels
from domain.announcements import Announcement, State
from domain.notices.announcements import Announced, AnnouncementReminder
from domain.places import Identity, Platform
from storage.copies import CopyState
from storage.database import Database
from storage.people import Known
from storage.sweeps import AWAY, FAR, PART, Sweep
from storage.tables import copies
from tests.following import again, begun, button, choosy, progress
from tests.handlers.test_announcements import allow
from tests.office import NOON, Office, card_of, form_of, words_of
from tests.storage.examples import MINUTE

MANY = PART + 40
ARRIVED = {"state": CopyState.SENT, "message": "m-1", "shown": 1, "due": None, "done_at": NOON, "started_at": NOON}
ALL = tuple(Platform)


def on_its_way(office: Office) -> Announcement:
    return begun(office, readers=channels(MANY, Platform.WEB), urgent="Whatever the hour")


def due(office: Office) -> int:
    """How many could be taken now."""
    with office.database.engine.connect() as connection:
        could = copies.c.state == CopyState.PENDING, copies.c.due <= office.clock[0], copies.c.conversation != ""
        return connection.execute(select(func.count()).where(*could)).scalar_one()


async def swept(office: Office) -> None:
    while await office.courier.deliver_due():
        pass


async def test_whatever_its_audience_nothing_leaves_while_it_is_paused_and_all_is_due_when_it_goes_on(office: Office):
    letters = choosy(office)
    one = on_its_way(office)

    await office.presses("director", button("announcement-pause", one))
    assert 0 < due(office) < MANY  # somebody else may write meanwhile
    await swept(office)

    assert "" not in letters.cards  # nothing came to a channel
    assert (due(office), progress(office, one).waiting) == (0, MANY)
    assert f"{MANY:,}" in words_of(office.card("director", about="is paused"))

    await office.presses("director", button("announcement-resume", again(office, one)))
    with office.database.write() as store:
        while store.sweeps.go_on(at=office.clock[0]):
            pass

    assert (due(office), progress(office, one).waiting) == (MANY, MANY)


async def test_whatever_its_audience_nothing_leaves_once_it_is_called_off(office: Office):
    letters = choosy(office)
    one = on_its_way(office)

    await office.presses("director", button("announcement-pause", one))
    await office.presses("director", button("announcement-cancel", again(office, one)))
    await swept(office)

    assert "" not in letters.cards  # nothing came to a channel
    assert (progress(office, one).skipped, progress(office, one).audience) == (MANY, MANY)
    assert again(office, one).state is State.CANCELLED


def changed(office: Office) -> int:
    """How many are to be changed now."""
    with office.database.engine.connect() as connection:
        could = copies.c.wanted > copies.c.shown, copies.c.due <= office.clock[0], copies.c.conversation != ""
        return connection.execute(select(func.count()).where(*could)).scalar_one()


async def test_whatever_its_audience_an_edit_comes_to_all_and_what_it_has_not_come_to_is_not_said_to_show_it(
    office: Office,
):
    allow(office, approve_above=MANY)
    one = on_its_way(office)
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).where(copies.c.conversation != "").values(ARRIVED))

    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    shown = card_of(await office.sends("director", form, **{"title-en": "Mended prices"}))
    at_once = changed(office)
    goes_on_to_its_end(office.database)

    assert f"shown in 0 of {MANY:,} copies" in words_of(shown)
    assert (at_once, changed(office), progress(office, one).behind) == (PART, MANY, MANY)


def failing(some: int) -> Update:
    these = select(copies.c.id).where(copies.c.conversation != "").limit(some).scalar_subquery()
    return update(copies).where(copies.c.id.in_(these)).values(state=CopyState.FAILED, due=None, done_at=NOON)


def goes_on_to_its_end(database: Database) -> None:
    with database.write() as store:
        while store.sweeps.go_on(at=NOON):
            pass


def test_what_goes_on_and_is_tried_again_a_moment_later_is_all_due(database_url: str):
    with closing(Database(database_url)) as database:
        with database.write() as store:
            store.outbox.broadcast(Announced("1"), channels(MANY), at=NOON)
        with database.engine.begin() as connection:
            connection.execute(failing(3))
        for sweep in (Sweep.PAUSE, Sweep.RESUME, Sweep.RETRY):
            with database.write() as store:
                store.sweeps.begin("1", sweep, at=NOON)
            if sweep is Sweep.PAUSE:
                goes_on_to_its_end(database)
        goes_on_to_its_end(database)

        with database.engine.connect() as connection:
            how = (copies.c.state, copies.c.due, copies.c.reason)
            rows = connection.execute(select(*how, func.count()).group_by(*how))
            assert sorted(map(tuple, rows)) == [("pending", NOON, "", MANY - 3), ("pending", NOON, "resent", 3)]


@pytest.mark.parametrize("to_its_end", [True, False], ids=["after a while", "a moment later"])
def test_what_was_being_tried_again_as_it_was_paused_is_once_it_goes_on(sqlite_url: str, to_its_end):
    with closing(Database(sqlite_url)) as database:
        with database.write() as store:
            store.outbox.broadcast(Announced("1"), channels(MANY), at=NOON)
        with database.engine.begin() as connection:
            connection.execute(failing(MANY))
        for sweep in (Sweep.RETRY, Sweep.PAUSE, Sweep.PAUSE, Sweep.RESUME):
            with database.write() as store:
                store.sweeps.begin("1", sweep, at=NOON)
            if to_its_end and sweep is Sweep.PAUSE:
                goes_on_to_its_end(database)
                assert states(database) == {"pending": PART, "failed": MANY - PART}
        goes_on_to_its_end(database)

        assert states(database) == {"pending": MANY}


def states(database: Database) -> Mapping[str, int]:
    with database.read() as store:
        return store.deliveries.tally()


def test_a_change_comes_to_each_copy_once_whoever_goes_on_and_whatever_is_done_to_them_meanwhile(database_url: str):
    database, number = Database(database_url), 2 * PART + 7
    somebody = Known(Identity(Platform.SLACK, "T1", "U1"), host="T1", conversation="D1")
    with database.write() as store:
        store.outbox.broadcast(Announced("1"), channels(number), at=NOON)
        store.outbox.address(AnnouncementReminder("1", "2"), to=somebody, language="en", zone="UTC", at=NOON)
        store.sweeps.begin("1", Sweep.PAUSE, at=NOON)  # of what is not out yet: nothing by now
    with database.engine.begin() as connection:
        connection.execute(update(copies).values(ARRIVED))
    with database.write() as store:
        store.sweeps.amend("1", at=NOON)
    assert wanted(database) == {1: number - PART, 2: PART + 1}
    at_once = Barrier(3)

    def goes_on() -> None:
        at_once.wait(30)
        for _ in range(4):
            with database.write() as store:
                store.sweeps.go_on(at=NOON)

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(goes_on) for _ in range(3)]:
            done.result()
    goes_on_to_its_end(database)

    assert wanted(database) == {2: number + 1}
    with database.write() as store:
        store.sweeps.amend("1", at=NOON)
        store.review.hold()
        assert store.sweeps.go_on(at=NOON) is None
    database.close()


def wanted(database: Database) -> dict[int, int]:
    """How many copies are to show which revision."""
    with database.engine.connect() as connection:
        rows = connection.execute(select(copies.c.wanted, func.count()).group_by(copies.c.wanted))
        return {row[0]: row[1] for row in rows}


async def test_in_a_restored_database_nothing_goes_on_by_itself(office: Office):
    letters = choosy(office)
    one = on_its_way(office)
    with office.database.engine.begin() as connection:
        connection.execute(failing(MANY))
    await office.presses("director", button("announcement-retry", one))

    with office.database.write() as store:  # of the backup that was made at this moment
        store.review.hold()
    await swept(office)

    assert "" not in letters.cards


def test_several_that_go_on_at_once_do_each_copy_once(database_url: str):
    database, number = Database(database_url), 2 * PART + 7
    with database.write() as store:
        store.outbox.broadcast(Announced("1"), channels(number), at=NOON)
        store.sweeps.begin("1", Sweep.PAUSE, at=NOON)
    at_once = Barrier(3)

    def goes_on() -> None:
        at_once.wait(30)
        for _ in range(4):
            with database.write() as store:
                store.sweeps.go_on(at=NOON)

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(goes_on) for _ in range(3)]:
            done.result()
    with database.write() as store:
        while store.sweeps.go_on(at=NOON):
            pass

    with database.engine.connect() as connection:
        assert connection.execute(select(copies.c.due, func.count()).group_by(copies.c.due)).all() == [
            (NOON + AWAY, number)
        ]
        assert NOON + AWAY > FAR
        assert connection.execute(text("SELECT count(*) FROM notices WHERE sweep <> ''")).scalar_one() == 0
    for sweep, state in ((Sweep.RESUME, "pending"), (Sweep.CANCEL, "skipped"), (Sweep.RETRY, "skipped")):
        with database.write() as store:
            store.sweeps.begin("1", sweep, at=NOON)
            while store.sweeps.go_on(at=NOON):
                pass
            assert store.deliveries.tally() == {state: number}, sweep
    with database.engine.begin() as connection:
        connection.execute(update(copies).values(state="failed"))
    with database.write() as store:
        store.sweeps.begin("1", Sweep.RETRY, at=NOON - MINUTE)
        assert store.deliveries.tally() == {"failed": number}, "they have failed since it was pressed"
        store.sweeps.begin("1", Sweep.RETRY, at=NOON)
        assert store.deliveries.tally() == {"failed": number - PART, "pending": PART}
    database.close()
