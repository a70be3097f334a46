"""The index of documents: each reader finds what is theirs, in every form of its words, and nothing else counts."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import Engine, event

from domain.documents import Circle, Document, Reader, Shelf, Sort, Version
from domain.partners import Partner
from storage.database import Database
from storage.documents import File
from storage.store import Store
from tests.storage.examples import NOON, manager

DAY = timedelta(days=1)
ACME = Partner(
    key="acme",
    name="Acme",
    type="channel",
    tier="gold",
    region="emea",
    country="PL",
    language="pl",
    zone="Europe/Warsaw",
    currency="EUR",
)
BETA = replace(ACME, key="beta", name="Beta", region="latam", tier="silver", language="pt-BR")
REP = Reader(person="rep", circle=Circle.PARTNERS, partner=ACME)
VENDOR = Reader(person="someone", circle=Circle.VENDOR)


@pytest.fixture
def owner(database):
    with database.write() as store:
        return manager(store).id


def publish(store: Store, owner: str, title: str, text: str, *, at=NOON, **changes: object) -> Document:
    """A document with a version that counts from `at`, and in the index."""
    made = Document(
        id="", ref="", title=title, sort=Sort.GUIDE, owner=owner, shelf=Shelf(), languages=(), added_at=NOON
    )
    document = store.documents.add(replace(made, **changes), by=owner)  # type: ignore[arg-type]  # whatever a test wants
    publish_version(store, document, text, at=at)
    return document


def publish_version(store: Store, document: Document, text: str, *, at=NOON) -> Version:
    store.documents.keep_file(File(hash=text[:60], size=len(text), type="text/plain", text=text, at=NOON))
    version = Version(
        id="",
        document=document.id,
        number=0,
        file=text[:60],
        name="a.txt",
        note="",
        added_by=document.owner,
        added_at=NOON,
        wanted_from=at,
        shelf=document.shelf,
    )
    added = store.documents.add_version(version)
    return store.documents.decide_version(added.approved(by="x", by_name="X", at=NOON))


def titles(store: Store, text: str, reader: Reader = REP, *, language: str = "en", at=NOON) -> list[str]:
    return [hit.title for hit in store.search.find(reader, text, language=language, at=at)]


def test_a_document_is_found_by_its_title_and_its_text_and_shows_where(database, owner):
    with database.write() as store:
        guide = publish(
            store, owner, "Price list 2026-Q1", "All prices are in euros. Routers X200 cost 120 euros each."
        )
        publish(store, owner, "Discounts", "Gold partners have a discount of 20 percent on each router.")

        (hit,) = store.search.find(REP, "x200 prices", language="en", at=NOON)

        assert (hit.title, hit.language) == ("Price list 2026-Q1", "en")
        assert hit.sentence == "All prices are in euros."
        assert (hit.document, hit.version) == (guide.id, store.documents.current(guide.id, NOON).id)
        assert titles(store, "where is the price list for Q1") == ["Price list 2026-Q1"]
        assert titles(store, "partners' discount") == ["Discounts"]
        assert titles(store, "router") == ["Discounts", "Price list 2026-Q1"]


def test_slips_and_beginnings_of_words_are_understood(database, owner):
    with database.write() as store:
        publish(store, owner, "Cennik routerów X200", "Ceny dla partnerów obowiązują od stycznia.", languages=("pl",))

        for typed in ("cenik", "cennki", "cenn", "x20", "partnerzy", "obowiazuje styczen", "CENNIK"):
            assert titles(store, typed, language="pl") == ["Cennik routerów X200"], typed
        assert titles(store, "umowa", language="pl") == []


def test_the_readers_language_comes_first_and_another_where_there_is_none(database, owner):
    with database.write() as store:
        publish(store, owner, "Warranty", "The warranty of routers is two years.", languages=("en",))
        publish(store, owner, "Garantia", "A garantia dos roteadores é de dois anos. Warranty.", languages=("pt-BR",))

        assert titles(store, "warranty", language="pt-BR") == ["Garantia"]
        assert titles(store, "warranty", language="en") == ["Warranty"]
        assert titles(store, "warranty of routers", language="pl") == ["Warranty"]
        (hit,) = store.search.find(REP, "garantias", language="pl", at=NOON)
        assert hit.language == "pt-BR"


def test_only_the_version_that_counts_is_found(database, owner):
    with database.write() as store:
        document = publish(store, owner, "Guide", "How to install the old antenna.")
        publish_version(store, document, "How to install the new dish.", at=NOON)
        publish_version(store, document, "How to install a satellite.", at=NOON + DAY)

        assert titles(store, "antenna") == []
        assert titles(store, "dish") == ["Guide"]
        assert titles(store, "satellite") == []

        assert titles(store, "dish", at=NOON + DAY) == []
        store.indexing.refresh(*store.indexing.due(NOON + DAY), at=NOON + DAY)
        assert titles(store, "satellite", at=NOON + DAY) == ["Guide"]
        assert not store.indexing.due(NOON + DAY)


def test_what_is_retired_or_moved_to_another_shelf_is_found_by_nobody_it_is_not_for(database, owner):
    with database.write() as store:
        document = publish(store, owner, "Guide", "How to install the antenna.")
        moved = replace(document, shelf=Shelf(regions=frozenset({"latam"})))
        moved = store.documents.change(document, moved, by=owner, what="changed", at=NOON)

        assert titles(store, "antenna") == []
        assert titles(store, "antenna", Reader(person="b", circle=Circle.PARTNERS, partner=BETA)) == ["Guide"]

        store.documents.change(moved, replace(moved, retired_at=NOON), by=owner, what="retired", at=NOON)
        assert titles(store, "antenna", VENDOR) == []


def test_what_only_its_owner_may_read_is_found_by_them_and_the_admins(database, owner):
    with database.write() as store:
        publish(store, owner, "Plans", "Nobody knows of this yet.", shelf=Shelf(view=Circle.OWNER))

        assert titles(store, "plan", Reader(person=owner, circle=Circle.VENDOR)) == ["Plans"]
        assert titles(store, "plan", Reader(person="admin", circle=Circle.OWNER)) == ["Plans"]
        assert titles(store, "plan", VENDOR) == titles(store, "plan") == []
        assert titles(store, "plan", Reader(person="x", circle=None)) == []


def test_a_long_document_is_found_by_any_of_its_parts(database, owner):
    with database.write() as store:
        parts = [f"Chapter {n} tells of the w{n}x and more. " + "Filling words stand here. " * 90 for n in range(8)]
        publish(store, owner, "Manual", "\n\n".join(parts))

        (hit,) = store.search.find(REP, "w6x", language="en", at=NOON)

        assert hit.sentence == "Chapter 6 tells of the w6x and more."


def test_where_nothing_is_found_the_nearest_titles_of_the_readers_are(database, owner):
    with database.write() as store:
        publish(store, owner, "Installation guide", "Screws and bolts.")
        publish(store, owner, "Secret installation plan", "Screws.", shelf=Shelf(view=Circle.VENDOR))

        near = store.search.nearest(REP, "instalation gide", language="en", at=NOON)

        assert [hit.title for hit in near] == ["Installation guide"]
        assert store.search.nearest(REP, "zzzz", language="en", at=NOON) == ()


ODD = ("", "   ", "?!", '"', "' OR 1=1", "a* NEAR(b)", "title:x", "- -", "\0", "x" * 9000, "\ud83d\ude00" * 50)


def test_nothing_that_is_typed_breaks_it(database, owner):
    with database.write() as store:
        publish(store, owner, "Guide", "Text.")

        for typed in ODD:
            assert store.search.find(REP, typed, language="en", at=NOON) == ()
            assert store.search.nearest(REP, typed, language="en", at=NOON) == ()


def test_what_was_looked_for_in_vain_is_listed_by_how_many_partners_miss_it(database):
    with database.write() as store:
        for partner, text in (("acme", "Price list X900?"), ("acme", "price list x900"), ("beta", "x900 PRICE list")):
            store.gaps.note(region="emea", partner=partner, text=text, language="en", at=NOON)
        store.gaps.note(region="emea", partner="acme", text="Where is the logo", language="en", at=NOON)
        for text in ("contrato jan@example.com 600 700 800", "?"):
            store.gaps.note(region="latam", partner="beta", text=text, language="pt-BR", at=NOON)

        assert [(gap.words, gap.partners, gap.times) for gap in store.gaps.ranked(region="emea")] == [
            ("list price x900", 2, 3),
            ("logo", 1, 1),
        ]
        assert [gap.words for gap in store.gaps.ranked()] == ["list price x900", "contrato", "logo"]


# --- twin worlds ---

WORDS = (
    "price",
    "list",
    "router",
    "x200",
    "discount",
    "gold",
    "warranty",
    "install",
    "guide",
    "contract",
    "deal",
    "partner",
    "region",
)
REGIONS, TIERS = ("emea", "latam"), ("gold", "silver")


def some(chance: Random, of: tuple[str, ...]) -> frozenset[str]:
    return frozenset(chance.sample(of, chance.randint(0, len(of))))


def is_theirs(shelf: Shelf, reader: Reader, owner: str) -> bool:
    """The rule once more, in other words than the code's."""
    order = ["owner", "vendor", "partner-admins", "partners"]
    if reader.circle is None:
        return False
    if reader.partner is None and reader.person == owner:
        return True
    if order.index(shelf.view.value) < order.index(reader.circle.value):
        return False
    if reader.partner is None:
        return True
    who = reader.partner
    if shelf.regions and who.region not in shelf.regions:
        return False
    if shelf.tiers and who.tier not in shelf.tiers:
        return False
    if shelf.partner_types and who.type not in shelf.partner_types:
        return False
    return not shelf.partners or who.key in shelf.partners


def reader(chance: Random, number: int, owner: str) -> Reader:
    circle = chance.choice((None, *Circle, Circle.PARTNERS, Circle.PARTNERS))
    if circle in (Circle.OWNER, Circle.VENDOR):
        return Reader(person=chance.choice((owner, f"v{number}")), circle=circle)
    partner = replace(
        ACME,
        key=chance.choice(("acme", "beta", "gamma")),
        region=chance.choice(REGIONS),
        tier=chance.choice(TIERS),
        type=chance.choice(("channel", "referral")),
    )
    return Reader(person=f"r{number}", circle=circle, partner=partner)


def shelf(chance: Random) -> Shelf:
    return Shelf(
        view=chance.choice(tuple(Circle)),
        regions=some(chance, REGIONS),
        tiers=some(chance, TIERS),
        partner_types=some(chance, ("channel", "referral")),
        partners=frozenset() if chance.random() < 0.7 else frozenset({chance.choice(("acme", "beta"))}),
    )


def answers(store: Store, reader: Reader, typed: str) -> list[tuple[object, ...]]:
    found = store.search.find(reader, typed, language="en", at=NOON)
    near = store.search.nearest(reader, typed, language="en", at=NOON)
    return [(hit.title, hit.sentence, round(hit.score, 9)) for hit in (*found, *near)]


def test_what_a_reader_finds_is_what_they_would_find_if_there_were_nothing_else(database, owner, count):
    """Each reader's answers, scores too, are those of the world that holds only what is theirs."""
    chance = Random(60)
    for world in range(count(20)):
        with database.write() as store:
            made = [
                publish(
                    store,
                    owner,
                    f"{' '.join(chance.sample(WORDS, 2))} {world}-{number}",
                    " ".join(chance.choices(WORDS, k=12)) + f". Word w{world}n{number}.",
                    shelf=shelf(chance),
                )
                for number in range(8)
            ]
            for number in range(5):
                who = reader(chance, number, owner)
                foreign = [one for one in made if not is_theirs(one.shelf, who, owner)]
                typed = [" ".join(chance.sample(WORDS, chance.randint(1, 4))) for _ in range(2)]
                typed += [f"w{world}n{chance.randrange(8)}", chance.choice(WORDS)[:-1] + "q"]
                whole = [answers(store, who, words) for words in typed]

                store.indexing.refresh(*(one.id for one in foreign), at=NOON - DAY)  # when they do not count

                assert [answers(store, who, words) for words in typed] == whole
                assert not {one.title for one in foreign} & {hit[0] for hits in whole for hit in hits}
                store.indexing.refresh(*(one.id for one in foreign), at=NOON)
            store.indexing.refresh(*(one.id for one in made), at=NOON - DAY)


def test_what_is_looked_at_closely_is_chosen_without_what_the_reader_may_not_read(database, owner):
    """More passages answer than are looked at; what is hidden makes one of the two words common, but not to them."""
    with database.write() as store:
        for n in range(40):
            publish(store, owner, f"Alpha {n}", "Alpha.")
            publish(store, owner, f"Beta {n}", f"Beta {'beta ' * (n % 3)}.")
        typed = ("alpha beta", "beta", "alpha beta gamma delta")
        alone = [answers(store, REP, words) for words in typed]

        for n in range(200):
            publish(store, owner, f"Alpha secret {n}", f"Alpha h{n}.", shelf=Shelf(view=Circle.VENDOR))

        assert [answers(store, REP, words) for words in typed] == alone


def test_of_many_readers_each_finds_what_is_theirs_and_nothing_else(database, owner, count):
    chance = Random(61)
    with database.write() as store:
        made = [publish(store, owner, "Guide", f"Word q{n}z.", shelf=shelf(chance)) for n in range(count(300))]

        for number in range(count(1000)):
            who, asked = reader(chance, number, owner), chance.sample(range(len(made)), 3)
            found = store.search.find(who, " ".join(f"q{n}z" for n in asked), language="en", at=NOON)
            theirs = {made[n].id for n in asked if is_theirs(made[n].shelf, who, owner)}
            assert {hit.document for hit in found} == theirs


def test_a_search_in_vain_takes_a_handful_of_statements_however_much_was_typed(database, owner):
    said: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    with database.write() as store:
        for language in ("en", "pl", "pt-BR"):
            publish(store, owner, f"Guide {language}", "Text.", languages=(language,))
        typed = " ".join(f"quidwort{letter}" for letter in "abcdefghijklmnopqrstuvwx")
        event.listen(Engine, "before_cursor_execute", heard)
        assert store.search.find(REP, typed, language="en", at=NOON) == ()
        store.search.nearest(REP, typed, language="en", at=NOON)
        event.remove(Engine, "before_cursor_execute", heard)

    assert len(said) <= 8, said


def test_rows_that_a_search_on_postgresql_looks_at_are_narrow_however_long_their_passages_are(postgresql_url):
    chance, letters = Random(1), "abcdefghijklmnopqrstuvwxyz"
    with closing(Database(postgresql_url)) as database, database.write() as store:
        owner = manager(store).id
        for number in range(30):
            words = ("".join(chance.choices(letters, k=9)) for _ in range(250))
            publish(store, owner, f"Guide {number}", " ".join(words))

        rows = store._connection.exec_driver_sql("SELECT pg_relation_size('passage_texts')").scalar_one()

    assert rows <= 2 * 8192  # a page is 8 kB: with their words thirty would fill ten and more
