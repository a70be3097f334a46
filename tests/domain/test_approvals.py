"""Separation of duties: nobody decides what they filed, nor for the company they work for."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.approvals import UNDECIDED, Approval, Phase
from domain.people import DECIDERS, Person, Role, stranger

APPROVAL = Approval(
    id="a",
    kind="deal",
    subject="d",
    partner="nowak",
    region="ce",
    asked=(Role.CHANNEL_MANAGER,),
    filed_by="filer",
    phase=Phase.OPEN,
    version=1,
    asked_at=datetime(2026, 11, 23, 11, tzinfo=UTC),
)
KEYS = ["nowak", "rival", "rio", "ce", "latam"]
people = st.builds(
    Person,
    id=st.sampled_from(["", "filer", "other"]),
    name=st.just("x"),
    organisation=st.sampled_from(["vendor", "nowak", "rival", ""]),
    language=st.just("en"),
    zone=st.just("UTC"),
    roles=st.frozensets(st.sampled_from(Role)),
    looks_after=st.frozensets(st.sampled_from(KEYS)),
)
approvals = st.builds(
    replace,
    st.just(APPROVAL),
    asked=st.sampled_from(DECIDERS).map(lambda role: (role,)),
    phase=st.sampled_from(Phase),
    partner=st.sampled_from(["nowak", "rival", "rio"]),
    region=st.sampled_from(["ce", "latam"]),
)


@given(people, approvals)
def test_nobody_decides_what_they_filed_nor_for_a_partner_they_work_for(person: Person, approval: Approval):
    if approval.decidable_by(person):
        assert not person.stranger
        assert person.id != approval.filed_by
        assert person.organisation == "vendor" or not person.organisation
        assert person.roles & set(DECIDERS)


@given(people, approvals)
def test_a_role_above_may_what_a_role_below_may(person: Person, approval: Approval):
    for below, above in pairwise(DECIDERS):
        if replace(approval, asked=(above,)).decidable_by(person):
            assert replace(approval, asked=(below,)).decidable_by(person)


@given(people, approvals)
def test_a_partners_admin_answers_only_what_is_asked_of_one(person: Person, approval: Approval):
    """Of all that a programme's rules can ask, none: deals are decided by the vendor, whoever else may approve what."""
    own = replace(person, organisation="nowak", roles=person.roles | {Role.PARTNER_ADMIN})
    assert not approval.decidable_by(own)

    asked = replace(approval, asked=(Role.PARTNER_ADMIN,))
    may = asked.decidable_by(own)
    assert may is (asked.partner == "nowak" and person.id == "other")


@given(people, approvals, st.sampled_from([Role.PARTNER_REP, Role.AUDITOR]))
def test_a_role_that_answers_for_nothing_cannot_be_asked(person: Person, approval: Approval, role: Role):
    assert not replace(approval, asked=(role,)).decidable_by(person)


def test_a_director_who_filed_it_leaves_it_to_others():
    director = replace(stranger("en"), id="filer", organisation="vendor", roles=frozenset({Role.DIRECTOR}))

    assert not APPROVAL.decidable_by(director)
    assert APPROVAL.decidable_by(replace(director, id="other"))


def test_only_what_is_open_or_paused_is_undecided():
    assert set(UNDECIDED) == {Phase.OPEN, Phase.PAUSED}
