"""Whom a rule covers, by when, and when a certificate ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product
from typing import Any

import pytest

from domain.partners import Partner
from domain.people import Person, Role
from domain.training import Certificate, Course, Rule, Session, assigned, months_after

NOWAK = Partner(
    key="nowak",
    name="Nowak",
    type="channel",
    tier="gold",
    region="ce",
    country="PL",
    language="pl",
    zone="Europe/Warsaw",
    currency="PLN",
)
REP = Person(
    id="r",
    name="Jan",
    organisation="nowak",
    language="pl",
    zone="Europe/Warsaw",
    roles=frozenset({Role.PARTNER_REP}),
)
MANAGER = replace(REP, organisation="vendor", roles=frozenset({Role.CHANNEL_MANAGER}))
BASICS = Course(key="basics", name="Basics", language="en", valid_months=12)
COURSES = {"basics": BASICS, "more": replace(BASICS, key="more"), "old": replace(BASICS, key="old", open=False)}

ASKED = {
    "roles": ("partner-rep", "partner-admin"),
    "tiers": ("gold", "base"),
    "regions": ("ce", "latam"),
    "partner_types": ("channel", "referral"),
    "products": ("sensor", "gateway"),
}


@pytest.mark.parametrize("pattern", list(product((None, True, False), repeat=len(ASKED))))
def test_a_rule_covers_whom_all_its_parts_cover(pattern):
    parts: dict[str, Any] = {
        name: frozenset({words[0] if fits else words[1]})
        for (name, words), fits in zip(ASKED.items(), pattern, strict=True)
        if fits is not None
    }

    covers = replace(Rule(key="r", course="basics"), **parts).covers(REP.roles, NOWAK, {"sensor"})

    assert covers is (False not in pattern)


def test_what_is_a_partners_is_not_for_the_vendors_people():
    rules = (Rule(key="a", course="basics"), Rule(key="b", course="more", tiers=frozenset({"gold"})))

    assert set(assigned(MANAGER, None, rules, COURSES, ())) == {"basics"}
    assert set(assigned(REP, NOWAK, rules, COURSES, ())) == {"basics", "more"}


def test_of_several_rules_the_one_counts_that_wants_it_first():
    rules = [Rule(key=key, course="basics", days=days) for key, days in (("a", None), ("b", 30), ("c", 14), ("d", 14))]

    assert assigned(REP, NOWAK, rules, COURSES, ())["basics"].key == "c"


@pytest.mark.parametrize(
    "rule", [Rule(key="a", course="old"), Rule(key="a", course="gone"), Rule(key="a", course="basics", on=False)]
)
def test_what_is_closed_or_off_is_not_assigned(rule):
    assert not assigned(REP, NOWAK, (rule,), COURSES, ())


def test_who_has_left_has_nothing_to_do():
    assert not assigned(replace(REP, roles=frozenset()), NOWAK, (Rule(key="a", course="basics"),), COURSES, ())


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-11-30", 26, "2030-01-30"),
    ],
)
def test_a_month_later_is_the_same_day_or_a_short_months_last(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_certificate_ends_at_the_beginning_of_a_day_and_is_renewed_before():
    ends_on = BASICS.ends_on(date(2027, 3, 4))
    won = Certificate(id="c", person="r", course="basics", won_at=datetime(2027, 3, 4, tzinfo=UTC), ends_on=ends_on)

    assert (won.valid(date(2028, 3, 3)), won.valid(date(2028, 3, 4))) == (True, False)
    assert (won.to_renew(date(2028, 1, 3)), won.to_renew(date(2028, 1, 4))) == (False, True)
    assert replace(BASICS, valid_months=0).ends_on(date(2027, 3, 4)) is None


def test_a_session_is_at_its_wall_time_and_lasts_as_long_as_it_lasts():
    night = Session(
        course="basics",
        key="night",
        day=date(2027, 10, 31),
        wall=time(1, 30),
        zone="Europe/Warsaw",
        minutes=120,
        capacity=2,
        taken=2,
    )

    assert night.at == datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    assert night.ends_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert night.full
    assert night.comes(datetime(2027, 10, 30, tzinfo=UTC))
    assert not replace(night, cancelled=True).comes(datetime(2027, 10, 30, tzinfo=UTC))


def test_nobody_of_a_partner_leads_whatever_is_kept():
    day, wall = date(2027, 10, 31), time(1, 30)
    led = Session(course="c", key="k", day=day, wall=wall, zone="UTC", minutes=60, capacity=2, trainer=REP.id)

    assert not led.is_led_by(REP)
    assert led.is_led_by(replace(REP, organisation="vendor"))
