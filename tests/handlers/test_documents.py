"""/docs: each reader finds and opens what is theirs, in the version that counts, and learns nothing of the rest."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.arrivals import Pressed
from domain.documents_text import Described
from domain.people import Person
from domain.refusal import Refusal
from handlers.documents import take_in
from handlers.documents_found import index_due
from storage.documents import File
from storage.file_store import hash_of
from storage.store import Store
from tests.handlers.worlds import without_chance
from tests.office import NOON, Office, buttons, card_of, words_of
from views.vocabulary import Rows, plain

DAY = timedelta(days=1)


def described(title: str, **told) -> Described:
    return Described(
        title=title, **{"file": f"{title}.txt", "kind": "guide", "owner": "x", "languages": ["en"], **told}
    )


def put_in(store: Store, owner: Person, told: Described, text: str, *, at: datetime) -> str:
    """The ref of what was put into the catalogue, or renewed there."""
    body = text.encode()
    file = File(hash=hash_of(body), size=len(body), type="text/plain", text=text, at=at)
    take_in(told, file, owner, store, at=at)
    document = store.documents.by_key(told.called)
    assert document is not None
    return document.ref


def put(office: Office, title: str, text: str = "Words", *, at: datetime = NOON, **told) -> str:
    with office.database.write() as store:
        return put_in(store, office.person("manager"), described(title, **told), text, at=at)


def titles(reply) -> list[str]:
    card = card_of(reply)
    return [plain(row.title) for part in card.parts if isinstance(part, Rows) for row in part.rows]


@pytest.fixture
def shelves(office: Office) -> dict[str, str]:
    return {
        "ours": put(office, "Price list Poland", "Sensors cost 10 EUR.", regions=["ce"], kind="price-list"),
        "theirs": put(office, "Price list Brazil", "Sensors cost 90 BRL.", regions=["latam"]),
        "bosses": put(office, "Discounts", "Thirty per cent.", view="partner-admins", partners=["nowak"]),
        "vendor": put(office, "Limits", "Never say this.", view="vendor"),
        "gold": put(office, "Gold", "For gold.", tiers=["gold"]),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("rep", {"ours", "gold"}),
        ("boss", {"ours", "gold", "bosses"}),
        ("rival", {"ours"}),
        ("rio", {"theirs"}),
        ("manager", {"ours", "theirs", "bosses", "vendor", "gold"}),
        ("auditor", {"ours", "theirs", "bosses", "vendor", "gold"}),
    ],
)
async def test_each_sees_finds_and_opens_what_is_theirs_and_nothing_else(office: Office, shelves, who, seen):
    listed = await office.types(who, "docs")
    missing = await office.types(who, "docs F-00000")
    for name, ref in shelves.items():
        for answer in (
            await office.types(who, f"docs {ref}"),
            await office.asks(who, Pressed("document-open", ref)),
            await office.asks(who, Pressed("document-history", ref)),
        ):
            assert (name in seen) == (answer != missing), (name, answer)
    assert len(titles(listed)) == len(seen)


async def test_words_find_what_holds_them_all(office: Office, shelves):
    assert titles(await office.types("rep", "docs price list")) == ["Price list Poland"]
    assert titles(await office.types("rep", "docs SENSORS eur")) == ["Price list Poland"]
    assert titles(await office.types("boss", "dokumenty price list")) == ["Price list Poland"]
    assert "Price list Brazil" not in titles(await office.types("rep", "docs price list brazil"))
    assert sorted(titles(await office.types("manager", "docs price"))) == ["Price list Brazil", "Price list Poland"]


async def test_what_is_looked_for_in_vain_is_a_gap_of_the_region(office: Office, shelves):
    for who in ("rep", "boss", "rival", "rio", "manager"):
        await office.types(who, "docs submarine")

    with office.database.read() as store:
        assert [(gap.region, gap.partners, gap.times) for gap in store.gaps.ranked()] == [("ce", 2, 3), ("latam", 1, 1)]


async def test_of_what_is_not_theirs_a_reader_learns_nothing(office: Office, shelves):
    asked = ["docs", "docs price list", "docs price list brazil", "docs secret", "docs F-00000", "docs never say this"]
    before = [without_chance(repr(await office.types("rep", words))) for words in asked]

    refs = [
        put(office, f"Price list secret {n}", "Never say this: price list brazil", partners=["rival", "rio"])
        for n in range(7)
    ]
    put(office, "Secret price list", "Never say this", view="vendor")

    assert [without_chance(repr(await office.types("rep", words))) for words in asked] == before
    missing = await office.types("rep", "docs F-00000")
    for ref in refs:
        assert await office.types("rep", f"docs {ref}") == missing
        assert await office.asks("rep", Pressed("document-open", ref)) == await office.asks(
            "rep", Pressed("document-open", "x")
        )


async def test_a_new_version_counts_and_the_older_one_is_in_the_history(office: Office):
    ref = put(office, "Guide", "Old words", at=NOON - 2 * DAY, note="First")
    put(office, "Guide", "New words", at=NOON - DAY, note="Everything is new")

    assert "New words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert "Old words" not in words_of(card_of(await office.types("rep", "docs old words")))
    told = words_of(card_of(await office.asks("rep", Pressed("document-history", ref))))
    assert told.index("this one counts") < told.index("superseded")


async def test_what_counts_later_is_nobodys_but_the_owners_until_then(office: Office):
    ref = put(office, "Guide", "Old words", at=NOON - DAY)
    put(office, "Guide", "New words", counts_from=NOON + DAY)

    assert "Old words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert "will count" not in words_of(card_of(await office.asks("rep", Pressed("document-history", ref))))
    assert "will count" in words_of(card_of(await office.asks("manager", Pressed("document-history", ref))))

    assert titles(await office.types("rep", "docs new")) == []

    office.clock[0] = NOON + DAY
    assert "New words" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert titles(await office.types("rep", "docs new")) == ["Guide"]
    assert titles(await office.types("rep", "docs old")) == []


async def test_of_an_older_version_that_was_for_others_nobody_reads_later(office: Office):
    ref = put(office, "List", "Nowak pays 6 EUR", at=NOON - DAY, partners=["nowak"], note="Nowak gets 40 % off")
    put(office, "List", "Everybody pays 10 EUR", note="For all")

    shown = words_of(card_of(await office.asks("rival", Pressed("document-history", ref))))
    assert "For all" in shown
    assert "Nowak gets 40" not in shown
    for who in ("rep", "manager"):
        assert "Nowak gets 40" in words_of(card_of(await office.asks(who, Pressed("document-history", ref))))


async def test_who_may_read_the_next_version_does_not_read_this_one_while_that_waits(office: Office):
    ref = put(office, "List", "Nowak pays 6 EUR", at=NOON - DAY, partners=["nowak"])
    put(office, "List", "Everybody pays 10 EUR", counts_from=NOON + DAY)

    missing = await office.types("rival", "docs F-00000")
    assert await office.types("rival", f"docs {ref}") == missing
    assert titles(await office.types("rival", "docs")) == titles(await office.types("rival", "docs pays")) == []
    assert await office.asks("rival", Pressed("question-form", ref)) == await office.asks(
        "rival", Pressed("question-form", "F-00000")
    )
    assert "6 EUR" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    assert titles(await office.types("rep", "docs pays")) == ["List"]

    office.clock[0] = NOON + DAY
    assert "10 EUR" in words_of(card_of(await office.types("rival", f"docs {ref}")))
    assert titles(await office.types("rival", "docs pays")) == ["List"]


async def test_a_version_that_is_opened_to_others_is_theirs_with_what_changed_in_it(office: Office):
    ref = put(office, "List", "Nowak pays 6 EUR", at=NOON - DAY, partners=["nowak"], note="First")
    put(office, "List", "Nowak pays 6 EUR", note="First")

    assert "First" in words_of(card_of(await office.asks("rival", Pressed("document-history", ref))))
    assert titles(await office.types("rival", "docs pays")) == ["List"]


async def test_every_opening_is_on_record(office: Office):
    ref = put(office, "Guide")

    await office.types("rep", f"docs {ref}")
    await office.asks("boss", Pressed("document-open", ref))
    await office.types("rep", "docs guide")

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document is not None
        readings = store.documents.readings(document.id)
    assert sorted(person for person, _, _ in readings) == sorted(office.person(who).id for who in ("rep", "boss"))


async def test_no_more_than_two_kilobytes_are_shown(office: Office):
    ref = put(office, "Long", "żółw " * 1000)

    shown = words_of(card_of(await office.types("rep", f"docs {ref}")))

    assert "This is how it begins." in shown
    assert len(shown.encode()) < 3000


async def test_another_language_is_said_where_there_is_none_of_ones_own(office: Office):
    put(office, "Guia", "Palavras", languages=["pt-BR"])

    assert "nothing about it in your language (English)" in words_of(card_of(await office.types("rep", "docs guia")))
    assert "idioma" not in words_of(card_of(await office.types("rio", "docs guia")))


async def test_the_list_goes_on(office: Office):
    for n in range(7):
        put(office, f"Guide {n}", at=NOON - n * DAY)

    first = await office.types("rep", "docs")
    second = await office.presses("rep", buttons(card_of(first))["Show more"])

    assert [*titles(first), *titles(second)] == [f"Guide {n}" for n in range(7)]


async def test_the_mark_of_the_owner_goes_with_the_day_of_the_review(office: Office):
    ref = put(office, "Guide", at=NOON - 30 * DAY, review_days=30)

    office.clock[0] = NOON - timedelta(minutes=1)
    assert "Verified by its owner" in words_of(card_of(await office.types("rep", f"docs {ref}")))
    office.clock[0] = NOON
    assert "Not verified" in words_of(card_of(await office.types("rep", f"docs {ref}")))


def test_a_day_without_an_hour_begins_at_midnight_where_the_programme_is(office: Office):
    ref = put(office, "Guide", counts_from="2027-07-01")

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document is not None
        (version,) = store.documents.versions(document.id)
        assert version.wanted_from == datetime(2027, 7, 1, tzinfo=ZoneInfo(store.programme.zone))
        assert version.wanted_from != datetime(2027, 7, 1, tzinfo=UTC)


def test_all_that_begins_at_one_hour_is_found_then_a_few_in_each_transaction(office: Office):
    for number in range(21):
        put(office, f"Guide {number}", f"Word{number}", counts_from=NOON + DAY)

    with office.database.write() as store:
        assert index_due(NOON + DAY, store)
        assert not index_due(NOON + DAY, store)
        assert not store.indexing.due(NOON + DAY)


async def test_what_an_older_release_has_added_is_there_a_minute_later(office: Office):
    ref = put(office, "Offer", "Ten euros.")
    with office.database.write() as store:
        store.documents._connection.execute(text("UPDATE versions SET shelf = ''"))
        index_due(NOON, store)

    assert titles(await office.types("rep", "docs euros")) == ["Offer"]
    assert put(office, "Offer", "Twelve euros.") == ref


def test_another_time_until_the_review_counts_from_the_last_one(office: Office):
    put(office, "Guide")
    ref = put(office, "Guide", at=NOON + DAY, review_days=30)

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document is not None
        assert (document.review_at, document.ask_at) == (NOON + 30 * DAY,) * 2


def test_a_version_is_decided_once(office: Office):
    ref = put(office, "Guide")

    with office.database.write() as store:
        document = store.documents.by_ref(ref)
        assert document is not None
        (version,) = store.documents.versions(document.id)
        with pytest.raises(Refusal, match="document-changed"):
            store.documents.decide_version(version.rejected(by="x", by_name="X", at=NOON))


def test_the_same_file_with_another_day_to_count_from_is_a_version_of_its_own(office: Office):
    put(office, "Guide", counts_from="2027-07-01")
    ref = put(office, "Guide", counts_from="2027-08-01")
    put(office, "Guide", counts_from="2027-08-01")

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document is not None
        assert [one.wanted_from.month for one in store.documents.versions(document.id)] == [6, 7]


async def test_plain_words_that_are_no_command_are_answered_by_the_readers_documents(office: Office, shelves):
    asked = "where can I find a price list for sensors?"

    assert titles(await office.types("rep", asked))[0] == "Price list Poland"
    assert titles(await office.types("rio", asked)) == ["Price list Brazil"]
    assert "I looked for these words" in words_of(card_of(await office.types("rep", asked)))
    assert "What I can do" in words_of(card_of(await office.types("rep", "is there a submarine?")))
    assert titles(await office.types("rep", "say this never")) == []
    with office.database.read() as store:
        assert store.gaps.ranked() == ()
