"""A deal's life: only listed steps; its ref as people type it; its protection by the partner's own clock."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deals import LIVE, TRANSITIONS, WAITING, Deal, State, Step, Terms, next_state, protected_until, read_ref
from domain.money import Money
from domain.refusal import Refusal

AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")

# Written a second time, by hand: what the programme's papers allow.
ALLOWED = {
    ("draft", "submit", "submitted"),
    ("submitted", "edit", "submitted"),
    ("submitted", "ask", "information-asked"),
    ("submitted", "approve", "approved"),
    ("submitted", "reject", "rejected"),
    ("submitted", "withdraw", "withdrawn"),
    ("information-asked", "edit", "submitted"),
    ("information-asked", "answer", "submitted"),
    ("information-asked", "approve", "approved"),
    ("information-asked", "reject", "rejected"),
    ("information-asked", "withdraw", "withdrawn"),
    ("rejected", "appeal", "submitted"),
    ("approved", "withdraw", "withdrawn"),
    ("approved", "expire", "expired"),
    ("approved", "win", "won"),
    ("approved", "lose", "lost"),
    ("approved", "move", "approved"),
    ("approved", "ask-time", "approved"),
    ("approved", "extend", "approved"),
    ("approved", "keep-time", "approved"),
    ("approved", "undo", "submitted"),
    ("rejected", "undo", "submitted"),
}
OVER = {State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.WON, State.LOST}


def a_deal(state: State = State.SUBMITTED) -> Deal:
    return Deal(
        id="d",
        ref="D-7K3QX",
        partner="nowak",
        region="ce",
        filed_by="p",
        filed_at=AT,
        terms=Terms(customer="Kowalski", amount=Money(Decimal(100), "PLN"), country="PL"),
        state=state,
        version=1,
    )


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_only_what_is_listed_happens(state: State, step: Step):
    leads_to = {after for before, taken, after in ALLOWED if (before, taken) == (state, step)}

    if leads_to:
        assert {next_state(state, step)} == leads_to
    else:
        with pytest.raises(Refusal) as refused:
            next_state(state, step)
        assert refused.value.reason == "deal-not-now"
        assert refused.value.values == {"state": state}


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_any_sequence_of_steps_counts_what_happened_and_ends_where_nothing_moves(steps: list[Step]):
    deal, taken = a_deal(), 0
    for step in steps:
        before = deal
        try:
            deal = deal.after(step)
        except Refusal:
            assert deal == before
            continue
        taken += 1
        assert TRANSITIONS[step][before.state] is deal.state
        assert before.state not in OVER or step in (Step.UNDO, Step.APPEAL)
        assert (deal.ref, deal.partner, deal.filed_by, deal.terms) == ("D-7K3QX", "nowak", "p", before.terms)
    assert deal.version == 1 + taken


def test_there_is_one_way_in_and_at_most_one_decision_but_for_an_appeal():
    after_a_decision = {State.APPROVED, State.REJECTED}
    for step, states in TRANSITIONS.items():
        assert State.DRAFT not in states.values()
        for before, after in states.items():
            if step in (Step.APPROVE, Step.REJECT):
                assert before in WAITING
                assert after in after_a_decision
            if before not in WAITING and step not in (Step.UNDO, Step.APPEAL):
                assert after not in WAITING or before is State.DRAFT
    assert not OVER & LIVE


# --- refs ---


@pytest.mark.parametrize(
    "typed",
    ["D-7K3QX", "d-7k3qx", "D7K3QX", "d7k3qx", "  D-7K3QX\n", "D-7k3Qx"],
)
def test_a_ref_is_read_however_it_is_typed(typed: str):
    assert read_ref(typed) == "D-7K3QX"


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212")
@pytest.mark.parametrize("quotes", ["{}", '"{}"', "'{}'", "“{}”", "„{}”", "‘{}’", "«{}»", "`{}`", "“{}"])
def test_a_ref_is_read_with_the_dash_and_the_quotes_that_a_phone_makes(dash: str, quotes: str):
    assert read_ref(quotes.format(f"D{dash}7K3QX")) == "D-7K3QX"


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("D-OOIL0", "D-00110"),
        ("d-oil1i", "D-01111"),
        ("D-lLiIo", "D-11110"),
        ("D-UUUUU", "D-VVVVV"),
        ("d-vu000", "D-VV000"),
    ],
)
def test_letters_that_look_alike_are_the_same(typed: str, ref: str):
    assert read_ref(typed) == ref


@pytest.mark.parametrize(
    "typed",
    [
        *("", "D", "D-", "D-7K3Q", "D-7K3QXX", "X-7K3QX", "7K3QX", "D--7K3QX", "D 7K3QX", "D-7K3Q!", "D-7K3QŻ"),
        *("D-٣٣٣٣٣", "D-7K3QX D-7K3QX", "D-7K3QX;", "Ｄ-7K3QX", "D-7K3Q\x00", "D-7K3Qß", "“D7K3QX”", "“Dalmor”", "“”"),
    ],
)
def test_what_is_no_ref_is_none(typed: str):
    assert read_ref(typed) is None


@given(st.text(max_size=20))
def test_reading_a_ref_twice_changes_nothing(text: str):
    ref = read_ref(text)

    assert ref is None or read_ref(ref) == ref
    assert ref is None or not set(ref[2:]) & set("OILU")


# --- protection ---


@pytest.mark.parametrize(
    ("approved", "days", "zone", "until"),
    [
        # Over the end of summer time, and over its beginning: noon stays noon.
        ("2026-10-01T12:00", 90, "Europe/Warsaw", "2026-12-30T12:00"),
        ("2027-03-01T12:00", 90, "Europe/Warsaw", "2027-05-30T12:00"),
        ("2026-10-30T23:30", 30, "America/New_York", "2026-11-29T23:30"),
        ("2026-11-23T08:00", 30, "America/Sao_Paulo", "2026-12-23T08:00"),
        # Into the hour that the clocks skip: the first moment after it.
        ("2027-03-27T02:30", 1, "Europe/Warsaw", "2027-03-28T03:00"),
        # Into the hour that comes twice: the first time.
        ("2026-10-24T02:30", 1, "Europe/Warsaw", "2026-10-25T02:30"),
        ("2026-11-23T12:00", 0, "Europe/Warsaw", "2026-11-23T12:00"),
    ],
)
def test_protection_ends_at_the_same_wall_time_where_the_partner_lives(approved: str, days: int, zone: str, until: str):
    home = ZoneInfo(zone)
    at = datetime.fromisoformat(approved).replace(tzinfo=home).astimezone(UTC)

    ends = protected_until(at, days, home)

    assert ends.tzinfo is UTC
    assert ends.astimezone(home).strftime("%Y-%m-%dT%H:%M") == until
    assert ends.astimezone(home).fold == 0


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: AT + timedelta(minutes=minutes)),
    st.integers(1, 400),
    st.sampled_from(["Europe/Warsaw", "America/Sao_Paulo", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
)
def test_protection_is_within_a_clock_change_of_so_many_days(at: datetime, days: int, zone: str):
    ends = protected_until(at, days, ZoneInfo(zone))

    assert abs(ends - at - timedelta(days=days)) <= timedelta(hours=1)
    local, began = ends.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(zone))
    assert local.time() >= began.time() or local.date() > began.date() + timedelta(days=days)
