"""Of many things at once the one at fault is left out; those behind many such come too."""

from collections.abc import Sequence
from contextlib import closing

import pytest
from sqlalchemy import insert

from handlers.apart import in_parts, together
from storage.database import Database
from storage.faults import CollisionError
from storage.store import Store
from storage.tables import lookouts

ALL = "abcdefgh"


def doing(store: Store, done: list[str], faulty: str, tried: list[str] | None = None):
    """Notes what was done, in the database too; of what is faulty nothing."""

    def do(some: Sequence[str]) -> None:
        for one in some:
            store.lookouts.keep(one, "done", "")
            if one in faulty:
                raise KeyError(one)
        done.extend(some)
        if tried is not None:
            tried.append("".join(some))

    return do


def test_all_at_once_where_nothing_is_at_fault(sqlite_url):
    done: list[str] = []
    tried: list[str] = []
    with Database(sqlite_url).write() as store:
        assert together(ALL, doing(store, done, "", tried), store, about=str)

    assert tried == [ALL]


def test_what_is_at_fault_is_undone_alone_and_said(database_url):
    def do(some: Sequence[str]) -> None:
        for one in some:
            store.lookouts.keep(one, "done", "")
            if one in "cg":  # the database itself says no
                store._connection.execute(insert(lookouts).values(name=one, mark="twice", after=""))

    with closing(Database(database_url)) as database:
        with database.write() as store:
            assert together(ALL, do, store, about=str)
            assert {about: type(fault) for about, fault in store.failed.items()} == {
                "c": CollisionError,
                "g": CollisionError,
            }

        with database.read() as store:
            assert "".join(one for one in ALL if store.lookouts.last(one) == ("done", "")) == "abdefh"


def test_nothing_done_where_all_are_at_fault(sqlite_url):
    with Database(sqlite_url).write() as store:
        assert not together(ALL, doing(store, [], ALL), store, about=str)
        assert not together("", doing(store, [], ""), store, about=str)


def test_those_behind_more_faults_than_a_part_takes_come_too(sqlite_url):
    left, done = list(ALL), list[str]()

    def a_round() -> bool:
        def find(beyond: int) -> Sequence[str]:
            return left[beyond : beyond + 2]

        with Database(sqlite_url).write() as store:
            more = in_parts(find, 2, doing(store, done, "abcd"), store, about=str)
        left[:] = [one for one in left if one not in done]
        return more

    while a_round():
        pass

    assert "".join(done) == "efgh"


def test_where_the_connection_is_gone_nothing_is_at_fault_and_nothing_goes_on(sqlite_url):
    database, done = Database(sqlite_url), list[str]()

    def do(some: Sequence[str]) -> None:
        done.extend(some)
        store._connection.invalidate()
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"), database.write() as store:
        together(ALL, do, store, about=str)

    assert not store.failed
    assert "".join(done) == ALL, "and not by halves"
