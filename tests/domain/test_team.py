"""A partner's team: roles of the partner's only, and somebody who speaks for the company."""

from dataclasses import replace

import pytest

from domain.people import PARTNER_ROLES, VENDOR_ROLES, Can, Person, Role
from domain.programme import VENDOR
from domain.refusal import Refusal
from domain.team import removed, with_role


def person(name: str, *roles: Role, organisation: str = "nowak") -> Person:
    return Person(id=name, name=name, organisation=organisation, language="en", zone="UTC", roles=frozenset(roles))


EWA = person("ewa", Role.PARTNER_ADMIN)
JAN = person("jan", Role.PARTNER_REP)
ZOE = person("zoe", Role.PARTNER_ADMIN)
OLA = person("ola", Role.CHANNEL_MANAGER, organisation=VENDOR)


@pytest.mark.parametrize("role", sorted(VENDOR_ROLES))
def test_nobody_is_promoted_beyond_the_partners_own_roles(role):
    with pytest.raises(Refusal, match="field-not-an-option"):
        with_role(JAN, role, by=OLA, team=(EWA, JAN))


@pytest.mark.parametrize("role", sorted(PARTNER_ROLES))
def test_a_colleague_has_one_role_at_a_time(role):
    assert with_role(JAN, role, by=EWA, team=(EWA, JAN)).roles == {role}


def test_the_last_administrator_stays_one_unless_the_vendor_says_otherwise():
    with pytest.raises(Refusal, match="team-last-admin"):
        with_role(EWA, Role.PARTNER_REP, by=EWA, team=(EWA, JAN))
    with pytest.raises(Refusal, match="team-last-admin"):
        removed(EWA, by=EWA, team=(EWA, JAN))

    assert removed(EWA, by=OLA, team=(EWA, JAN)).left
    assert removed(EWA, by=ZOE, team=(EWA, JAN, ZOE)).left
    assert removed(JAN, by=EWA, team=(EWA, JAN)).left


def test_whoever_has_left_may_nothing_and_sees_nothing():
    gone = removed(JAN, by=EWA, team=(EWA, JAN))

    assert not [can for can in Can if gone.may(can) and can is not Can.COME_IN]
    assert gone.scope == replace(gone, id="").scope
