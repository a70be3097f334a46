"""Who is meant by an audience, and when something leaves: never at an hour at which it is held."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.audience import Audience, Leaving, To, from_json, next_open, to_json
from domain.business import calendar_of
from domain.partners import Partner
from domain.programme_text import read_programme
from domain.when import QuietHours
from tests.office import PROGRAMME

NIGHT = QuietHours(time(20), time(8))
FRIDAY_EVENING = datetime(2026, 11, 20, 21, tzinfo=UTC)
NOWAK, RIO, RIVAL = (Partner(**one.model_dump()) for one in read_programme(PROGRAMME).partners)


@pytest.mark.parametrize(
    ("rules", "meant"),
    [
        ({}, {"nowak", "rio", "rival"}),
        ({"tiers": {"base"}}, {"rio", "rival"}),
        ({"tiers": {"base"}, "regions": {"ce"}}, {"rival"}),
        ({"countries": {"PL", "BR"}}, {"nowak", "rio"}),
        ({"types": {"referral"}}, {"rival"}),
        ({"partners": {"nowak"}}, {"nowak"}),
        ({"partners": {"nowak"}, "tiers": {"base"}}, set()),
    ],
)
def test_each_rule_narrows(rules: dict[str, set[str]], meant: set[str]):
    audience = Audience(**{name: frozenset(values) for name, values in rules.items()})  # type: ignore[arg-type]  # rules

    assert {one.key for one in (NOWAK, RIO, RIVAL) if audience.holds(one)} == meant


def test_an_audience_comes_back_as_it_was_kept():
    audience = Audience(to=To.PEOPLE, roles=frozenset({"partner-rep"}), tiers=frozenset({"gold"}), idle_days=30)

    assert from_json(to_json(audience)) == audience
    assert from_json('{"to": "channels", "unheard-of": ["x"]}').everybody


def test_what_is_held_leaves_when_the_next_working_day_begins_there():
    warsaw = next_open(FRIDAY_EVENING, "Europe/Warsaw", NIGHT)

    assert warsaw == datetime(2026, 11, 23, 8, tzinfo=UTC)  # Monday, 9:00 in Warsaw
    assert next_open(warsaw, "Europe/Warsaw", NIGHT) == warsaw


def test_a_channel_is_held_only_where_it_is_said_so_and_nothing_urgent_is():
    held = Leaving(at=FRIDAY_EVENING, quiet=NIGHT)

    assert held.leaves("Europe/Warsaw", NIGHT, to=To.CHANNELS) == FRIDAY_EVENING
    assert held.leaves("Europe/Warsaw", NIGHT, to=To.PEOPLE) > FRIDAY_EVENING
    both = Leaving(at=FRIDAY_EVENING, quiet=NIGHT, holds_channels=True)
    assert both.leaves("Europe/Warsaw", NIGHT, to=To.CHANNELS) > FRIDAY_EVENING
    urgent = Leaving(at=FRIDAY_EVENING, quiet=NIGHT, holds_channels=True, urgent=True)
    assert {urgent.leaves("Europe/Warsaw", NIGHT, to=to) for to in To} == {FRIDAY_EVENING}


def test_at_nine_by_each_ones_own_clock_is_the_next_nine_there():
    leaving = Leaving(at=FRIDAY_EVENING, wall=time(9))

    assert leaving.meant("America/Sao_Paulo") == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert leaving.meant("Asia/Kathmandu") == datetime(2026, 11, 21, 3, 15, tzinfo=UTC)
    assert leaving.leaves("Asia/Kathmandu", None, to=To.PEOPLE) > leaving.meant("Asia/Kathmandu")  # a Saturday


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Dubai"])
def test_in_a_year_nothing_that_is_held_leaves_on_a_day_off_or_in_quiet_hours(zone: str):
    clock, calendar = ZoneInfo(zone), calendar_of(zone)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at < datetime(2027, 1, 1, tzinfo=UTC):
        due = next_open(at, zone, NIGHT)
        assert due >= at
        assert calendar.works_on(due.astimezone(clock).date())
        assert NIGHT.next_allowed(due, clock) == due
        at += timedelta(hours=7)
