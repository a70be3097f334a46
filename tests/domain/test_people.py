"""Who may do what, whose things somebody sees, and over whom somebody decides: each as a table."""

from itertools import chain, combinations, product

import pytest

from domain.people import DECIDERS, MAY, PARTNER_ROLES, VENDOR_ROLES, Can, Person, Role, Scope, stranger

P, B = Role.PARTNER_REP, Role.PARTNER_ADMIN
M, L, D, A, U = Role.CHANNEL_MANAGER, Role.REGIONAL_LEAD, Role.DIRECTOR, Role.ADMIN, Role.AUDITOR
EVERYBODY = {P, B, M, L, D, A, U}

# Written a second time, by hand.
RIGHTS = {
    Can.BELONG: EVERYBODY,
    Can.SEE_DEALS: EVERYBODY,
    Can.SEE_PARTNERS: EVERYBODY,
    Can.READ_DOCUMENTS: EVERYBODY,
    Can.KEEP_DOCUMENTS: {M, L, D, A},
    Can.REGISTER_DEALS: {P, B, M, L, D},
    Can.REGISTER_FOR_PARTNERS: {M, L, D},
    Can.CHANGE_DEALS: {P, B},
    Can.DECIDE: {M, L, D},
    Can.APPROVE: {B, M, L, D, A},
    Can.IMPORT: {A},
    Can.IMPORT_PEOPLE: {A},
    Can.IMPORT_CUSTOMERS: {A},
    Can.IMPORT_TRAINING: {A},
    Can.IMPORT_CHANNELS: {A},
    Can.SEE_CHANNELS: EVERYBODY - {P},
    Can.LINK_CHANNELS: {B, M, L, D, A},
    Can.SEE_TEAM: EVERYBODY,
    Can.RUN_TEAM: {B, M, L, D, A},
    Can.SEE_LEARNERS: {B, M, L, D, A, U},
    Can.RUN_TRAINING: {M, L, D, A},
    Can.READ_FEEDBACK: {A},
    Can.SEE_DOCUMENT_USE: {A},
    Can.ANNOUNCE: {M, L, D, A},
    Can.ANNOUNCE_ALONE: {D},
}


def somebody(*roles: Role, organisation: str = "vendor", looks_after: str = "", name: str = "x") -> Person:
    return Person(
        id=name,
        name=name,
        organisation=organisation,
        language="en",
        zone="UTC",
        roles=frozenset(roles),
        looks_after=frozenset(looks_after.split()),
    )


@pytest.mark.parametrize(("can", "role"), list(product(Can, Role)))
def test_each_role_may_what_the_table_says_and_nothing_else(can: Can, role: Role):
    allowed = can is Can.COME_IN or role in RIGHTS[can]

    assert somebody(role).may(can) is allowed


def test_every_right_is_in_the_table():
    assert set(RIGHTS) | {Can.COME_IN} == set(Can)
    assert set(MAY) == set(RIGHTS)


@pytest.mark.parametrize("can", sorted(set(Can) - {Can.COME_IN}))
def test_no_role_and_no_identity_mean_no_right(can: Can):
    assert not somebody().may(can)
    assert not stranger("en").may(can)


def test_a_stranger_may_only_come_in_and_sees_nothing():
    nobody = stranger("pl")

    assert nobody.stranger
    assert nobody.may(Can.COME_IN)
    assert nobody.scope == Scope()
    assert not nobody.scope.holds("", "")


# who, and whether they see: nowak in ce, rival in ce, rio in latam
SCOPES = [
    (somebody(P, organisation="nowak"), (True, False, False)),
    (somebody(B, organisation="nowak"), (True, False, False)),
    (somebody(P, B, organisation="rio"), (False, False, True)),
    (somebody(organisation="nowak"), (False, False, False)),
    (somebody(M, looks_after="nowak"), (True, False, False)),
    (somebody(M, looks_after="nowak rio"), (True, False, True)),
    (somebody(M), (False, False, False)),
    (somebody(L, looks_after="ce"), (True, True, False)),
    (somebody(L), (False, False, False)),
    (somebody(M, L, looks_after="rio ce"), (True, True, True)),
    (somebody(D), (True, True, True)),
    (somebody(A), (True, True, True)),
    (somebody(U), (True, True, True)),
    # A vendor's role means nothing at a partner, what one looks after neither.
    (somebody(D, organisation="nowak"), (False, False, False)),
    (somebody(P, A, organisation="nowak"), (True, False, False)),
    (somebody(P, M, organisation="nowak", looks_after="rival"), (True, False, False)),
    (somebody(L, organisation="nowak", looks_after="ce"), (False, False, False)),
    # Nor a partner's role at the vendor.
    (somebody(P), (False, False, False)),
    # A region's key is no partner's: a manager of "ce" looks after nobody.
    (somebody(M, looks_after="ce"), (False, False, False)),
    (somebody(L, looks_after="nowak"), (False, False, False)),
    (stranger("en"), (False, False, False)),
]
PLACES = (("nowak", "ce"), ("rival", "ce"), ("rio", "latam"))


@pytest.mark.parametrize(("person", "sees"), SCOPES)
def test_whose_things_somebody_sees(person: Person, sees: tuple[bool, bool, bool]):
    assert tuple(person.scope.holds(*place) for place in PLACES) == sees


# who, and over which they decide: as a manager, as a lead, as a director; nowak, rival, rio each
DECISIONS = [
    (somebody(M, looks_after="nowak"), ("100", "000", "000")),
    (somebody(M), ("000", "000", "000")),
    (somebody(L, looks_after="ce"), ("110", "110", "000")),
    (somebody(L, looks_after="nowak"), ("000", "000", "000")),
    (somebody(M, L, looks_after="rio ce"), ("111", "110", "000")),
    (somebody(D), ("111", "111", "111")),
    (somebody(A), ("000", "000", "000")),
    (somebody(U), ("000", "000", "000")),
    (somebody(P, organisation="nowak"), ("000", "000", "000")),
    (somebody(D, organisation="nowak"), ("000", "000", "000")),
    (somebody(M, organisation="rival", looks_after="nowak"), ("000", "000", "000")),
    (somebody(L, organisation="rio", looks_after="ce"), ("000", "000", "000")),
    (somebody(), ("000", "000", "000")),
    (stranger("en"), ("000", "000", "000")),
]


@pytest.mark.parametrize(("person", "table"), DECISIONS)
def test_over_whom_somebody_decides(person: Person, table: tuple[str, str, str]):
    for role, row in zip(DECIDERS, table, strict=True):
        decides = [person.decides_as(role, partner=partner, region=region) for partner, region in PLACES]
        assert "".join("1" if each else "0" for each in decides) == row, role


@pytest.mark.parametrize("roles", list(chain.from_iterable(combinations(Role, size) for size in range(4))))
@pytest.mark.parametrize("organisation", ["vendor", "nowak", "rival"])
def test_whoever_decides_sees_and_nobody_decides_for_their_own_company(roles: tuple[Role, ...], organisation: str):
    person = somebody(*roles, organisation=organisation, looks_after="nowak rio ce latam")
    for (partner, region), role in product(PLACES, DECIDERS):
        if person.decides_as(role, partner=partner, region=region):
            assert person.scope.holds(partner, region)
            assert person.may(Can.DECIDE)
            assert not person.partner


def test_partners_and_the_vendor_share_no_role():
    assert not PARTNER_ROLES & VENDOR_ROLES
    assert set(Role) == PARTNER_ROLES | VENDOR_ROLES
