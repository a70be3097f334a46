"""For how long a deal is protected, and when its people are reminded."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deals import Terms
from domain.money import Money
from domain.programme_changes import changes
from domain.programme_text import ProgrammeError, read_programme
from domain.protections import REMINDERS, days_protected, next_reminder, reminders
from tests.office import PROGRAMME

WARSAW = ZoneInfo("Europe/Warsaw")
WINDOWS = """
[protection]
keep_when_won = true

[[protection.windows]]
tier = "gold"
deal_type = "renewal"
days = 20

[[protection.windows]]
at_least = { EUR = 50000 }
up_to = { EUR = 100000, PLN = 400000 }
days = 180

[[protection.windows]]
tier = "base"
up_to = { PLN = 1000 }
days = 7
"""
RULES = read_programme(PROGRAMME.replace("[tiers.gold]", WINDOWS + "\n[tiers.gold]", 1))


def terms(amount="100", currency="EUR", deal_type="new"):
    return Terms(customer="Nowak", amount=Money(Decimal(amount), currency), country="PL", deal_type=deal_type)


@pytest.mark.parametrize(
    ("tier", "about", "days"),
    [
        ("gold", terms(), 90),
        ("base", terms(), 30),
        ("gold", terms(deal_type="renewal"), 20),
        ("base", terms(deal_type="renewal"), 30),
        ("gold", terms("70000", deal_type="renewal"), 20),  # the first that covers it
        ("gold", terms("49999.99"), 90),
        ("gold", terms("50000"), 180),
        ("base", terms("100000"), 180),
        ("base", terms("100000.01"), 30),
        ("base", terms("60000", "PLN"), 30),  # at_least does not name PLN
        ("base", terms("1000", "PLN"), 7),
        ("gone", terms("70000"), 0),
    ],
)
def test_the_first_rule_that_covers_a_deal_counts_else_its_tier(tier, about, days):
    assert days_protected(RULES, tier, about) == days


def test_without_rules_the_tier_counts():
    assert days_protected(read_programme(PROGRAMME), "gold", terms("70000")) == 90


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('tier = "gold"\ndeal', 'tier = "gld"\ndeal', 'protection.windows[0].tier: "gld" is not a tier'),
        ('"renewal"\ndays', '"renewl"\ndays', 'protection.windows[0].deal_type: "renewl" is not a deal type'),
        ("{ EUR = 50000 }", "{ CZK = 50000 }", 'protection.windows[1].at_least.CZK: "CZK" is not a currency'),
        ("days = 180", "", '"days" is missing; needed here: days.'),
        ("days = 180", "day = 180", "allowed: tier, deal_type, at_least, up_to, days."),
        ("keep_when_won = true", 'keep_when_won = "yes"', "This must be true or false"),
        ("keep_when_won = true", "extensions = { days = 0 }", "protection.extensions.days: This must be at least 1."),
        ("keep_when_won = true", "extensions = { often = 2 }", "allowed: days, by_itself."),
    ],
)
def test_a_mistake_is_told_with_its_line(old, new, problem):
    with pytest.raises(ProgrammeError) as refused:
        read_programme(PROGRAMME.replace("[tiers.gold]", WINDOWS.replace(old, new) + "\n[tiers.gold]", 1))

    assert problem in str(refused.value)
    assert "line " in str(refused.value)


def test_a_change_of_a_window_is_one_line():
    before = read_programme(PROGRAMME)

    assert [str(one) for one in changes(before, RULES)] == [
        "added    protection.windows[0]: tier gold, deal_type renewal, days 20",
        "added    protection.windows[1]: at_least EUR 50000, up_to EUR 100000, PLN 400000, days 180",
        "added    protection.windows[2]: tier base, up_to PLN 1000, days 7",
        "changed  protection.keep_when_won: False -> True",
    ]


def test_reminders_come_at_nine_where_the_partner_is_and_on_days_of_work():
    until = datetime(2027, 4, 12, 12, 0, tzinfo=UTC)  # a Monday; the clocks change on 28 March

    found = [(one.days, one.at.astimezone(WARSAW).strftime("%a %d.%m. %H:%M")) for one in reminders(until, WARSAW)]

    assert found == [
        (30, "Fri 12.03. 09:00"),
        (14, "Mon 29.03. 09:00"),
        (7, "Mon 05.04. 09:00"),
        (1, "Fri 09.04. 09:00"),
    ]
    assert next_reminder(until, WARSAW, after=reminders(until, WARSAW)[1].at) == reminders(until, WARSAW)[2].at
    assert next_reminder(until, WARSAW, after=until) is None


@given(
    st.integers(0, 9 * 365 * 86400).map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)),
    st.sampled_from(["Europe/Warsaw", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kolkata", "Pacific/Kiritimati"]),
)
def test_reminders_are_in_order_before_the_end_and_never_on_a_weekend(until, name):
    zone = ZoneInfo(name)

    found = reminders(until, zone)

    moments = [one.at for one in found]
    assert tuple(one.days for one in found) == REMINDERS
    assert moments == sorted(set(moments))
    assert moments[-1] < until
    assert all(moment.astimezone(zone).weekday() < 5 for moment in moments)
    assert all(moment.astimezone(zone).time() == time(9) for moment in moments)
