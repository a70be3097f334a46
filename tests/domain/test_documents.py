"""Documents: who reads which, and which version counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents import (
    Circle,
    Document,
    Shelf,
    Sort,
    State,
    Version,
    current,
    numbered,
    read_ref,
    reader_of,
)
from domain.partners import Partner
from domain.people import Person, Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)

WISLAN = Partner(
    key="wislan",
    name="Wislan",
    type="channel",
    tier="gold",
    region="ce",
    country="PL",
    language="pl",
    zone="Europe/Warsaw",
    currency="PLN",
)
SHELF = Shelf()
DOCUMENT = Document(
    id="d",
    ref="F-00000",
    title="Price list",
    sort=Sort.PRICE_LIST,
    owner="olga",
    shelf=SHELF,
    languages=("en",),
    added_at=NOON,
)


def person(organisation: str = "wislan", role: Role = Role.PARTNER_REP, name: str = "p") -> Person:
    return Person(id=name, name=name, organisation=organisation, language="en", zone="UTC", roles=frozenset({role}))


def version(number: int, **changes: object) -> Version:
    made = Version(
        id=str(number),
        document="d",
        number=number,
        file="f",
        name="a.pdf",
        note="",
        added_by="olga",
        added_at=NOON,
        wanted_from=NOON,
        shelf=SHELF,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # whatever a test wants to be otherwise


REP = reader_of(person(), WISLAN)
BOSS = reader_of(person(role=Role.PARTNER_ADMIN), WISLAN)
MANAGER = reader_of(person("vendor", Role.CHANNEL_MANAGER), None)
ADMIN = reader_of(person("vendor", Role.ADMIN), None)
OLGA = reader_of(person("vendor", Role.CHANNEL_MANAGER, "olga"), None)
GONE = reader_of(replace(person(), roles=frozenset()), WISLAN)
UNKNOWN_PARTNER = reader_of(person(), None)
ALL = {"rep": REP, "boss": BOSS, "manager": MANAGER, "admin": ADMIN, "olga": OLGA, "gone": GONE, "x": UNKNOWN_PARTNER}


@pytest.mark.parametrize(
    ("view", "readers"),
    [
        (Circle.PARTNERS, {"rep", "boss", "manager", "admin", "olga"}),
        (Circle.PARTNER_ADMINS, {"boss", "manager", "admin", "olga"}),
        (Circle.VENDOR, {"manager", "admin", "olga"}),
        (Circle.OWNER, {"admin", "olga"}),
    ],
)
def test_each_circle_holds_those_before_it(view, readers):
    document = replace(DOCUMENT, shelf=replace(SHELF, view=view), download=Circle.PARTNERS)

    assert {name for name, reader in ALL.items() if document.open_to(reader)} == readers
    assert {name for name, reader in ALL.items() if document.downloadable_by(reader)} == readers


def test_whoever_may_have_the_file_may_read_it_and_only_the_vendor_changes_it():
    document = replace(DOCUMENT, download=Circle.VENDOR, edit=Circle.PARTNERS)

    assert not document.downloadable_by(REP)
    assert document.downloadable_by(MANAGER)
    assert not document.editable_by(BOSS)
    assert document.editable_by(MANAGER)
    assert not DOCUMENT.editable_by(MANAGER)
    assert DOCUMENT.editable_by(OLGA)


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf(regions=frozenset({"latam"})),
        Shelf(tiers=frozenset({"silver"})),
        Shelf(partner_types=frozenset({"alliance"})),
        Shelf(partners=frozenset({"rival"})),
        Shelf(regions=frozenset({"ce"}), tiers=frozenset({"silver"})),
    ],
)
def test_what_is_for_other_partners_is_for_them_and_the_vendor_only(shelf):
    document = replace(DOCUMENT, shelf=shelf)

    assert not document.open_to(REP)
    assert not document.open_to(BOSS)
    assert document.open_to(MANAGER)


def test_the_version_that_counts_is_the_newest_one_that_has_begun():
    first = version(1).approved(by="x", by_name="X", at=NOON)
    second = version(2, wanted_from=NOON + DAY).approved(by="x", by_name="X", at=NOON)

    assert current([first, second], NOON) == first
    assert current([first, second], NOON + DAY) == second
    assert current([version(3)], NOON + DAY) is None


def test_what_is_approved_late_does_not_count_from_before():
    late = version(1).approved(by="x", by_name="X", at=NOON + DAY)

    assert late.counts_from == NOON + DAY
    assert late.state is State.APPROVED


@given(st.lists(st.none() | st.integers(0, 6), max_size=6), st.integers(0, 7))
def test_at_every_moment_the_one_that_counts_is_that_whose_time_it_is(begins, day):
    versions = [
        version(n, counts_from=None if begin is None else NOON + begin * DAY) for n, begin in enumerate(begins, 1)
    ]
    at = NOON + day * DAY

    counting = [one.id for one in numbered(versions) if one.counts(at)]

    found = current(versions, at)
    assert counting == ([found.id] if found else [])


def test_the_mark_goes_at_the_very_moment_of_the_review():
    fresh = replace(DOCUMENT, review_days=30).verify(NOON)

    assert not DOCUMENT.verified(NOON)
    assert fresh.review_at == NOON + 30 * DAY
    assert fresh.verified(NOON + 30 * DAY - timedelta(microseconds=1))
    assert not fresh.verified(NOON + 30 * DAY)


@pytest.mark.parametrize("typed", ["F-7K3QX", "f-7k3qx", " F-7K3QX ", "F–7K3QX", "“f-7k3qx”"])
def test_a_ref_is_read_however_it_is_typed(typed):
    assert read_ref(typed) == "F-7K3QX"


def test_what_is_no_ref_is_none():
    assert read_ref("D-7K3QX") is None
    assert read_ref("") is None
    assert read_ref("flyers") is None
    assert read_ref("price") is None
    assert read_ref("F-OIL00") == "F-01100"
