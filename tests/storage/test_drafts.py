"""Drafts: what was typed stays its owner's."""

from storage.drafts import LIFE
from tests.storage.examples import MINUTE, NOON, rep


def test_the_draft_kept_last_comes_back_as_it_was_typed(database):
    typed = {"customer": "Łódź „Włókno” 100%", "amount": "12,5 tys. zł", "note": ""}
    with database.write() as store:
        marek = rep(store)
        store.drafts.keep("1", person=marek.id, form="deal", values={"customer": "old"}, at=NOON)
        store.drafts.keep("2", person=marek.id, form="deal", values=typed, at=NOON + MINUTE)
        store.drafts.keep("3", person=marek.id, form="other", values={}, at=NOON + 2 * MINUTE)

        newest = store.drafts.newest(marek.id, "deal", at=NOON + MINUTE)
        assert newest
        assert (newest.id, newest.values, newest.saved_at) == ("2", typed, NOON + MINUTE)

        store.drafts.keep("1", person=marek.id, form="deal", values={"customer": "newer"}, at=NOON + 2 * MINUTE)
        newest = store.drafts.newest(marek.id, "deal", at=NOON + 3 * MINUTE)
        assert newest
        assert newest.values == {"customer": "newer"}


def test_nobody_reads_changes_or_drops_the_draft_of_another(database):
    with database.write() as store:
        marek, hanna = rep(store), rep(store, "Hanna")
        store.drafts.keep("1", person=marek.id, form="deal", values={"customer": "mine"}, at=NOON)

        store.drafts.keep("1", person=hanna.id, form="deal", values={"customer": "hers"}, at=NOON + MINUTE)
        store.drafts.drop("1", person=hanna.id)

        assert store.drafts.newest(hanna.id, "deal", at=NOON) is None
        mine = store.drafts.newest(marek.id, "deal", at=NOON)
        assert mine
        assert mine.values == {"customer": "mine"}


def test_a_draft_ends_when_it_is_sent_or_old(database):
    with database.write() as store:
        marek = rep(store)
        store.drafts.keep("1", person=marek.id, form="deal", values={}, at=NOON)
        assert store.drafts.newest(marek.id, "deal", at=NOON + LIFE) is None

        store.drafts.keep("2", person=marek.id, form="deal", values={}, at=NOON + LIFE)
        store.drafts.drop("2", person=marek.id)

        assert store.drafts.newest(marek.id, "deal", at=NOON + LIFE) is None
