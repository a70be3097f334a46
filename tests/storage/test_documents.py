"""The catalogue: each reader finds what is theirs, and the version that counts, by one statement."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain.documents import Circle, Document, Reader, Shelf, Sort, Version, reader_of
from domain.partners import Partner
from domain.people import Person
from domain.refusal import Refusal
from storage.documents import File, access_document, access_own_document
from storage.store import Store
from tests.storage.examples import NOON, at_once, director, manager, programme, rep

DAY = timedelta(days=1)


@pytest.fixture
def owner(database):
    with database.write() as store:
        return manager(store)


def document(owner: Person, title: str = "Price list", **changes: object) -> Document:
    made = Document(
        id="",
        ref="",
        title=title,
        sort=Sort.PRICE_LIST,
        owner=owner.id,
        shelf=Shelf(),
        languages=("en",),
        added_at=NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # whatever a test wants to be otherwise


def add_version(store: Store, of: Document, file: str = "f1", **changes: object) -> Version:
    store.documents.keep_file(File(hash=file, size=3, type="text/plain", text="abc", at=NOON))
    made = Version(
        id="",
        document=of.id,
        number=0,
        file=file,
        name="a.txt",
        note="First",
        added_by=of.owner,
        added_at=NOON,
        wanted_from=NOON,
        shelf=of.shelf,
    )
    return store.documents.add_version(replace(made, **changes))  # type: ignore[arg-type]  # as above


def publish(store: Store, of: Document, file: str = "f1", at=NOON, **changes: object) -> Version:
    added = add_version(store, of, file, **changes)
    return store.documents.decide_version(added.approved(by="x", by_name="X", at=at))


def test_what_was_added_is_found_again(database, owner):
    with database.write() as store:
        shelf = Shelf(view=Circle.PARTNER_ADMINS, regions=frozenset({"latam", "iberia"}))
        wanted = document(owner, shelf=shelf, key="prices/brazil", product="x200", review_days=90, customers=True)
        kept = store.documents.add(wanted, by=owner.id)

        assert store.documents.by_ref(kept.ref.lower()) == kept
        assert store.documents.by_key("prices/brazil") == store.documents.get(kept.id) == kept
        assert replace(kept, id="", ref="") == wanted
        with pytest.raises(Refusal, match="document-key-taken"):
            store.documents.add(wanted, by=owner.id)


def test_of_two_changes_one_is_kept(database, owner):
    with database.write() as store:
        kept = store.documents.add(document(owner), by=owner.id)

        store.documents.change(kept, replace(kept, title="New"), by=owner.id, what="changed", at=NOON)
        with pytest.raises(Refusal, match="document-changed"):
            store.documents.change(kept, replace(kept, title="Other"), by=owner.id, what="changed", at=NOON)


def test_a_version_counts_until_the_next_one_does_and_stays_in_the_history(database, owner):
    with database.write() as store:
        kept = store.documents.add(document(owner), by=owner.id)
        first = publish(store, kept)
        waiting = add_version(store, kept, "f2", wanted_from=NOON + DAY)

        assert store.documents.current(kept.id, NOON + 2 * DAY) == first

        second = store.documents.decide_version(waiting.approved(by="x", by_name="X", at=NOON))

        assert store.documents.current(kept.id, NOON + DAY) == second
        assert store.documents.current(kept.id, NOON + DAY - timedelta(microseconds=1)).id == first.id
        assert [one.number for one in store.documents.versions(kept.id)] == [1, 2]


def test_a_file_that_comes_twice_is_kept_once(database):
    with database.write() as store:
        kept = File(hash="f", size=1, type="text/plain", text="a", at=NOON)

        assert store.documents.keep_file(kept)
        assert not store.documents.keep_file(replace(kept, at=NOON + DAY))
        assert store.documents.file("f") == kept
        assert store.documents.file("g") is None


def test_two_versions_at_once_have_two_numbers(database, owner):
    with database.write() as store:
        kept = store.documents.add(document(owner), by=owner.id)
        add_version(store, kept)

    def add() -> int:
        with database.write() as store:
            return add_version(store, kept).number

    assert sorted(at_once(add, add, add)) == [2, 3, 4]


def test_missing_and_forbidden_are_answered_alike(database, owner):
    with database.write() as store:
        partner = _partners()[0]
        reader = reader_of(rep(store, partner=partner.key), partner)
        hidden = store.documents.add(document(owner, shelf=Shelf(partners=frozenset({"rival"}))), by=owner.id)
        publish(store, hidden)
        unapproved = store.documents.add(document(owner, "Draft"), by=owner.id)
        add_version(store, unapproved)
        retired = store.documents.add(document(owner, "Old", retired_at=NOON), by=owner.id)
        publish(store, retired)

        for ref in (hidden.ref, unapproved.ref, retired.ref, "F-00000", "", "x"):
            with pytest.raises(Refusal, match="not-found") as refused:
                access_document(store.documents, reader, ref, at=NOON)
            assert refused.value.values == {}
            with pytest.raises(Refusal, match="not-found"):
                access_own_document(store.documents, reader, ref)
        assert access_own_document(store.documents, reader_of(owner, None), unapproved.ref) == unapproved
        assert not store.documents.seen_by(reader, at=NOON).total


def test_the_statement_and_the_rule_agree_for_every_reader(database, owner, count):
    dice = Random(6)
    partners = _partners()
    with database.write() as store:
        readers = [reader_of(rep(store, f"R{n}", one.key), one) for n, one in enumerate(partners)]
        bosses = [replace(one, circle=Circle.PARTNER_ADMINS) for one in readers]
        vendors = [reader_of(owner, None), reader_of(director(store), None), Reader(person="a", circle=Circle.OWNER)]
        kept = [_added(store, owner, dice, partners) for _ in range(count(300))]

        for reader in (*readers, *bosses, *vendors, Reader(person="", circle=None)):
            at = NOON + dice.randrange(4) * DAY
            page = store.documents.seen_by(reader, at=at, size=1000)
            found = {(one.id, version.id) for one, version in page.items}

            assert found == {(one.id, version.id) for one, version in _rightly(store, kept, reader, at)}
            assert page.total == len(found)


def test_pages_follow_each_other(database, owner):
    with database.write() as store:
        for n in range(5):
            publish(store, store.documents.add(document(owner, str(n), added_at=NOON + n * DAY), by=owner.id))
        reader = reader_of(owner, None)

        first = store.documents.seen_by(reader, at=NOON, size=3)
        second = store.documents.seen_by(reader, at=NOON, size=3, cursor_text=first.next)

        assert [one.title for one, _ in (*first.items, *second.items)] == list("43210")
        assert second.next == ""


def test_the_owner_is_asked_once_about_a_review(database, owner):
    with database.write() as store:
        kept = store.documents.add(document(owner, review_at=NOON, ask_at=NOON), by=owner.id)

        assert store.documents.to_review(NOON - DAY) == ()
        assert store.documents.to_review(NOON) == (kept,)
        assert store.documents.asked(kept)
        assert not store.documents.asked(kept)
        assert store.documents.to_review(NOON + DAY) == ()

        verified = replace(kept, review_days=2).verify(NOON)
        store.documents.change(kept, verified, by=owner.id, what="verified", at=NOON)

        assert [one.id for one in store.documents.to_review(NOON + 2 * DAY)] == [kept.id]


def _partners() -> list[Partner]:
    return [Partner(**one.model_dump()) for one in programme().partners]


def _added(store: Store, owner: Person, dice: Random, partners: list[Partner]) -> Document:
    def some(keys: set[str]) -> frozenset[str]:
        return frozenset(key for key in sorted(keys) if dice.random() < 0.5) if dice.random() < 0.4 else frozenset()

    shelf = Shelf(
        view=dice.choice(list(Circle)),
        regions=some({one.region for one in partners}),
        tiers=some({one.tier for one in partners}),
        partner_types=some({one.type for one in partners}),
        partners=some({one.key for one in partners}),
    )
    retired = NOON + DAY if dice.random() < 0.2 else None
    kept = store.documents.add(document(owner, shelf=shelf, retired_at=retired), by=owner.id)
    for _ in range(dice.randrange(3)):
        publish(store, kept, wanted_from=NOON + dice.randrange(4) * DAY)
    return kept


def _rightly(store: Store, kept: list[Document], reader: Reader, at):
    for one in kept:
        counting = [version for version in store.documents.versions(one.id) if version.counts(at)]
        if counting and one.open_to(reader) and not one.retired(at):
            yield one, counting[0]
