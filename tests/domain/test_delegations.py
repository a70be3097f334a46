"""Somebody else decides for who is away: never what is their own, and nothing that was passed on to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest

from domain.approvals import Approval, Phase
from domain.delegations import Course, Delegation, as_high, represented, standing_in
from domain.people import DECIDERS, Away, Person, Role

M, L, D = DECIDERS
AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 23, tzinfo=UTC)


def somebody(who: str, *roles: Role, looks_after: str = "", organisation: str = "vendor") -> Person:
    return Person(
        id=who,
        name=who.title(),
        organisation=organisation,
        language="en",
        zone="UTC",
        roles=frozenset(roles),
        looks_after=frozenset(looks_after.split()),
    )


def approval(asked: tuple[str, ...] = (M,), filed_by: str = "rep", barred: tuple[str, ...] = ()) -> Approval:
    return Approval(
        id="a",
        kind="deal",
        subject="d",
        partner="nowak",
        region="ce",
        asked=asked,
        barred=barred,
        filed_by=filed_by,
        phase=Phase.OPEN,
        version=1,
        asked_at=AT,
    )


OLA, KIM, LENA, DANA = (
    somebody("ola", M, looks_after="nowak"),
    somebody("kim", M, looks_after="rio"),
    somebody("lena", L, looks_after="latam"),
    somebody("dana", D),
)


@pytest.mark.parametrize("delegate", [KIM, LENA])
def test_somebody_as_high_decides_in_the_name_of_who_is_away(delegate: Person):
    assert not approval().decidable_by(delegate)
    assert approval().in_whose_name(standing_in(delegate, [OLA])) == OLA
    assert approval(asked=("ola",)).in_whose_name(standing_in(delegate, [OLA])) == OLA


def test_what_is_ones_own_is_decided_in_ones_own_name():
    dana = standing_in(DANA, [OLA])

    assert approval().in_whose_name(dana) is dana


@pytest.mark.parametrize(
    ("delegate", "absent"),
    [
        (KIM, LENA),
        (somebody("adam", Role.ADMIN), OLA),
        (somebody("boss", Role.PARTNER_ADMIN, M, organisation="nowak"), OLA),
        (KIM, somebody("gone")),
    ],
)
def test_nobody_decides_for_who_ranks_higher_or_decides_nothing(delegate: Person, absent: Person):
    assert not as_high(delegate, absent)
    assert standing_in(delegate, [absent]).stands_in == ()


def test_neither_the_filers_own_nor_what_is_answered_for_is_decided_in_their_place():
    kim = standing_in(KIM, [OLA])

    assert not approval(filed_by="ola").decidable_by(kim)
    assert not approval(filed_by="kim").decidable_by(kim)
    assert not approval(barred=("ola",)).decidable_by(kim)
    assert not approval(barred=("kim",)).decidable_by(kim)
    assert not approval(asked=(D,), filed_by="ola").decidable_by(standing_in(DANA, [OLA]))


def test_who_is_away_is_represented_by_their_delegate_and_by_nobody_where_that_one_is_away_as_well():
    away = replace(OLA, away=Away(LATER, "kim"))
    nobody, people = replace(OLA, away=Away(LATER)), {"kim": KIM, "rep": somebody("rep", Role.PARTNER_REP)}

    (kim,) = represented([away], people.get)

    assert (kim.id, [one.id for one in kim.stands_in]) == ("kim", ["ola"])
    assert represented([nobody, DANA], people.get) == (DANA,)
    assert represented([away], {"kim": replace(KIM, away=Away(LATER, "ola"))}.get) == ()
    assert represented([replace(away, away=Away(LATER, "rep"))], people.get) == ()
    assert [one.id for one in represented([away, KIM], people.get)] == ["kim"]


def test_an_absence_begins_and_ends_with_its_days():
    planned = Delegation(id="1", by="ola", to="kim", since=AT, until=LATER)

    running = planned.turned(AT)

    assert planned.turned(AT.replace(hour=10)) == planned
    assert (running.course, running.after) == (Course.RUNNING, "")
    assert running.turned(AT) == running
    assert running.turned(LATER).course is Course.OVER
    assert planned.overlaps(AT, LATER)
    assert not planned.overlaps(LATER, LATER.replace(year=2027))


def test_in_a_hundred_thousand_decisions_no_filer_no_company_and_no_delegate_of_theirs_decides(count):
    chance, decided = Random(35), 0
    while decided < count(100_000):
        people = {who: _anybody(who, chance) for who in "abcdef"}
        links = {who: chance.choice("abcdef") for who in people if chance.random() < 0.5}
        acting = [
            standing_in(person, [people[who] for who, to in links.items() if to == person.id])
            for person in people.values()
        ]
        for one, person in product([_anything(chance) for _ in range(50)], acting):
            name = one.in_whose_name(person)
            if name is not None:
                decided += 1
                _check(one, person, name, links, people)


def _check(one: Approval, person: Person, name: Person, links: Mapping[str, str], people: Mapping[str, Person]) -> None:
    filer = people.get(one.filed_by)
    assert person.organisation == "vendor"
    assert person.id not in (one.filed_by, *one.barred)
    assert filer is None or not filer.partner or filer.organisation != person.organisation
    # Where the filer's roles are none to pass on, nobody decides anything for them.
    assert filer is None or links.get(filer.id) != person.id or not as_high(person, filer)
    if name.id != person.id:
        assert links[name.id] == person.id
        assert as_high(person, people[name.id])
        assert one.decidable_by(people[name.id])


def _anybody(who: str, chance: Random) -> Person:
    organisation = chance.choice(("vendor", "vendor", "vendor", "nowak", "rio"))
    roles = chance.sample(list(Role), chance.randint(0, 2))
    looks_after = " ".join(chance.sample(("nowak", "rio", "ce", "latam"), 2))
    return somebody(who, *roles, looks_after=looks_after, organisation=organisation)


def _anything(chance: Random) -> Approval:
    asked = tuple(chance.sample((*DECIDERS, "a", "b"), chance.randint(1, 2)))
    barred = tuple(chance.sample("abcdef", chance.choice((0, 0, 1))))
    made = replace(approval(asked, chance.choice("abcdef"), barred), partner=chance.choice(("nowak", "rio")))
    return replace(made, region=chance.choice(("ce", "latam")))
