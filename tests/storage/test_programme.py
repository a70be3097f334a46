"""The programme's versions."""

from contextlib import suppress

import pytest

from domain.refusal import Refusal
from storage.database import Database
from storage.partners import access_partner
from storage.programme import NoProgrammeError
from tests.storage.examples import NOON, director, manager, programme, rep


def test_an_empty_database_has_no_programme(database):
    with database.read() as store:
        assert store.programmes.newest() is None
        with pytest.raises(NoProgrammeError):
            _ = store.programme


def test_the_newest_version_is_in_force_in_every_process(database, database_url):
    first = programme()
    second = first.model_copy(update={"name": "Renamed"})
    with database.write() as store:
        assert store.programmes.apply(first, at=NOON) == 1
        assert store.programme == first

    other = Database(database_url)
    with other.read() as store:
        assert store.programme == first
    with database.write() as store:
        assert store.programmes.apply(second, at=NOON) == 2
        assert store.programme == second
    for each in (database, other):
        with each.read() as store:
            assert store.programme == second
    other.close()


def test_a_version_that_was_rolled_back_was_never_in_force(database):
    first = programme()
    with database.write() as store:
        store.programmes.apply(first, at=NOON)
    with suppress(Refusal), database.write() as store:
        store.programmes.apply(first.model_copy(update={"name": "Never"}), at=NOON)
        assert store.programme.name == "Never"
        raise Refusal("no")

    with database.write() as store:
        store.programmes.apply(first.model_copy(update={"name": "Second"}), at=NOON)
    with database.read() as store:
        assert store.programme.name == "Second"


def test_partners_are_seen_within_the_scope(database):
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        marek, zofia, aoife = rep(store), manager(store, "wislan", "arauce"), director(store)

        assert [each.key for each in store.partners.seen_by(marek)] == ["wislan"]
        assert {each.key for each in store.partners.seen_by(zofia)} == {"wislan", "arauce"}
        assert len(store.partners.seen_by(aoife)) == len(programme().partners)
        assert access_partner(store.partners, marek, "wislan").key == "wislan"
        for key in ("arauce", "no-such-partner"):
            with pytest.raises(Refusal, match="not-found"):
                access_partner(store.partners, marek, key)
