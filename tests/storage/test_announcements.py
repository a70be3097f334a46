"""Announcements as they are kept: each change counts once, and what became of the copies adds up to the audience."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.announcements import Announcement, State, Step
from domain.announcements_timed import Timing, Way
from domain.announcements_written import Content, Text
from domain.audience import Audience, Leaving, To
from domain.notices.announcements import Announced
from domain.people import Person
from domain.refusal import Refusal
from storage.store import Store
from storage.tables import copies
from tests.storage.examples import MINUTE, NOON, director

CONTENT = Content({"en": Text("New prices", "From January."), "pl": Text("Nowe ceny", "Od stycznia.")})


def written(store: Store, author: Person, draft: str = "d1") -> Announcement:
    return store.announcements.add(CONTENT, author=author, draft=draft, at=NOON)


def test_a_change_counts_once_and_keeps_everything(database, readers):
    with database.write() as store:
        author = director(store)
        one = written(store, author)
        assert written(store, author) == one
        timing = Timing(way=Way.AT, at=NOON + MINUTE, day=NOON.date(), urgent="It burns")
        edited = one.edited(audience=Audience(to=To.PEOPLE, tiers=frozenset({"gold"})), timing=timing)
        kept = store.announcements.change(one, edited, Step.EDIT, by=author.id, at=NOON + MINUTE)

        with pytest.raises(Refusal, match="announcement-changed"):
            store.announcements.change(one, edited, Step.EDIT, by=author.id, at=NOON + MINUTE)

        assert store.announcements.get(one.id) == kept == replace(edited, version=2, changed_at=NOON + MINUTE)
        assert store.announcements.by_ref(kept.ref.lower().replace("-", "")) == kept


def test_its_time_comes_once_and_its_figures_add_up(database, readers):
    with database.write() as store:
        author = director(store)
        later = Timing(way=Way.AT, at=NOON + 2 * MINUTE)
        one = written(store, author).edited(audience=Audience(to=To.PEOPLE), timing=later)
        sent = one.sent(NOON - MINUTE, agreed=3)
        waits = store.announcements.change(written(store, author), sent, Step.SEND, by=author.id, at=NOON)
    with database.write() as store:
        assert not store.announcements.due(NOON + timedelta(seconds=59), 5)
        assert store.announcements.due(NOON + MINUTE, 5) == (waits,)
        begun = store.announcements.change(waits, waits.moved(Step.BEGIN), Step.BEGIN, by=author.id, at=NOON + MINUTE)
        reached = store.audience.freeze(
            Audience(to=To.PEOPLE), Announced(one.id), Leaving(at=NOON + MINUTE), by=author, at=NOON + MINUTE
        )
        assert reached == len(readers)
        assert not store.announcements.due(NOON + 2 * MINUTE, 5)
        assert not store.announcements.over(5)
        assert store.following.progress(one.id, at=NOON).waiting == reached
        store._connection.execute(update(copies).where(copies.c.person == readers[0].id).values(state="failed"))
        now = store.following.progress(one.id, at=NOON)
        assert (now.waiting, now.failed) == (reached - 1, 1)
        mine = update(copies).where(copies.c.person == readers[1].id)
        store._connection.execute(mine.values(state="uncertain", reason="no-ts"))
        assert not store.announcements.over(5)
        store._connection.execute(mine.values(state="uncertain", reason="held"))
        assert store.announcements.over(5) == (begun,)
        store._connection.execute(mine.values(state="sent"))
        assert store.announcements.over(5) == (begun,)
        assert store.following.progress(one.id, at=NOON).audience == reached
        assert begun.state is State.SENDING


def test_a_page_holds_ones_own_and_the_next_goes_on(database, readers):
    with database.write() as store:
        author = director(store)
        made = [written(store, author, f"d{number}") for number in range(5)]

        first = store.announcements.of(author.id, size=3)
        second = store.announcements.of(author.id, cursor_text=first.next, size=3)

        assert first.total == second.total == len(made)
        assert {one.id for one in (*first.items, *second.items)} == {one.id for one in made}
        assert not second.next
        assert not store.announcements.of(readers[0].id).items
