# ruff: noqa: E501  (a table: one mistake a line)
"""The approval policy: which rule counts, at what rate, and when its steps are done."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import get_args

import pytest

from domain.deals import Conflict
from domain.money import Money
from domain.people import DECIDERS, Person, Role
from domain.policy import Filing, Plan, Step, from_json, planned, summoned, to_json
from domain.programme import Clash, Programme
from domain.programme_text import ProgrammeError, read_programme
from domain.rates import GAP, Rate, rate
from tests.office import PROGRAMME

DAY = date(2026, 10, 23)
FILING = Filing(
    region="ce",
    amount=Money(Decimal(1000), "PLN"),
    tier="gold",
    product="sensor",
    partner_type="channel",
    deal_type="new",
    conflict="none",
    on=DAY,
)
LAST = '[[approvals]]\ndecided_by = "director"\n'


def a_programme(rules: str) -> Programme:
    before, _, rest = PROGRAMME.partition("[[approvals]]")
    after = rest.partition("[[workspaces]]")[2]
    return read_programme(f"{before}{rules}\n[[workspaces]]{after}")


def rule(lines: str) -> Programme:
    return a_programme(f"[[approvals]]\n{lines}\n{LAST}")


# --- which rule ---


@pytest.mark.parametrize(
    ("matcher", "other"),
    [
        ('region = "ce"', {"region": "latam"}),
        ('tiers = ["gold"]', {"tier": "base"}),
        ('products = ["sensor"]', {"product": "gateway"}),
        ('partner_types = ["channel"]', {"partner_type": "referral"}),
        ('deal_types = ["new"]', {"deal_type": "renewal"}),
        ('conflicts = ["none", "own"]', {"conflict": "other"}),
        ("up_to = { PLN = 1000 }", {"amount": Money(Decimal("1000.01"), "PLN")}),
    ],
)
def test_a_rule_covers_what_all_its_keys_name(matcher, other):
    programme = rule(f'{matcher}\ndecided_by = "channel-manager"')

    assert planned(programme, FILING).rule == 1
    assert planned(programme, replace(FILING, **other)).rule == 2


def test_a_rule_knows_every_kind_of_conflict():
    assert set(get_args(Clash)) == set(Conflict)


def test_an_amount_is_converted_at_the_rate_of_the_day_which_is_kept():
    programme = rule('name = "Small"\nup_to = { EUR = 250 }\nconvert = true\ndecided_by = "channel-manager"')

    small = planned(programme, FILING)
    large = planned(programme, replace(FILING, amount=Money(Decimal(2000), "PLN")))

    by = rate("PLN", "EUR", DAY)
    assert by is not None
    assert by.day == DAY
    assert (small.rule, small.name, small.rate) == (1, "Small", by)
    assert (large.rule, large.rate) == (2, by)


def test_on_a_day_without_a_rate_the_newest_known_one_counts():
    sunday = rate("PLN", "EUR", date(2026, 10, 25))
    later = rate("PLN", "EUR", date(2036, 1, 1))

    assert sunday is not None
    assert sunday.day == DAY
    assert later is not None
    assert later.day > DAY


def test_by_an_old_rate_nothing_is_approved_automatically_but_a_person_may_be_asked():
    limit = "up_to = { EUR = 250 }\nconvert = true\n"
    by_itself, by_people = rule(f'tiers = ["gold"]\n{limit}auto = true'), rule(f'{limit}decided_by = "channel-manager"')
    last = rate("PLN", "EUR", date(2036, 1, 1))
    assert last is not None
    fresh, late = replace(FILING, on=last.day + GAP), replace(FILING, on=last.day + GAP + timedelta(days=1))

    assert planned(by_itself, fresh).auto
    plan = planned(by_itself, late)
    assert (plan.auto, plan.unknown, plan.rate, plan.old) == (False, "", None, last.day)
    assert planned(by_people, late).rate == last


@pytest.mark.parametrize("currency", ["ARS", "RUB"])
def test_what_cannot_be_converted_a_person_decides(currency):
    programme = rule('tiers = ["gold"]\nup_to = { EUR = 250 }\nconvert = true\nauto = true')

    plan = planned(programme, replace(FILING, amount=Money(Decimal(1), currency)))

    assert rate(currency, "EUR", DAY) is None
    assert (plan.rule, plan.auto, plan.unknown) == (2, False, currency)


def test_nothing_that_collides_and_nothing_that_was_edited_is_approved_automatically():
    programme = rule('tiers = ["gold"]\nup_to = { PLN = 5000 }\nauto = true')

    assert planned(programme, FILING).auto
    assert not planned(programme, replace(FILING, conflict="own")).auto
    assert not planned(programme, replace(FILING, conflict="other")).auto
    assert not planned(programme, FILING, auto=False).auto


@pytest.mark.parametrize(
    ("lines", "path", "sentence"),
    [
        ("steps = []", "approvals[0].steps", "This must not be empty."),
        ("steps = [{}]", "approvals[0].steps[0]", "A step needs exactly one of any_of, all_of, of."),
        ('steps = [{ of = ["director"] }]', "approvals[0].steps[0]", "of and at_least go together, such as of = [...], at_least = 2."),
        ('steps = [{ all_of = ["director", "director"] }]', "approvals[0].steps[0]", "Somebody is here twice; for two of one role write of = [...], at_least = 2."),
        ('steps = [{ any_of = ["board"] }]', "approvals[0].steps[0].any_of[0]", '"board" is not allowed; allowed: channel-manager, regional-lead, director, or an e-mail.'),
        ('steps = [{ who = ["director"] }]', "approvals[0].steps[0].who", '"who" is not known here; allowed: any_of, all_of, of, at_least.'),
        ('tiers = ["iron"]\ndecided_by = "director"', "approvals[0].tiers[0]", '"iron" is not a tier; allowed: gold, base.'),
        ("auto = true", "approvals[0]", "What is approved automatically needs up_to and tiers: a limit, and whom you trust."),
        ('decided_by = "director"\nauto = true\nregion = "ce"', "approvals[0]", "A rule needs exactly one of decided_by, steps, auto = true."),
        ('convert = true\nregion = "ce"\ndecided_by = "director"', "approvals[0]", "convert needs up_to, whose first currency it converts into."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_names_its_key_and_line(lines, path, sentence):
    with pytest.raises(ProgrammeError) as caught:
        rule(lines)

    first = next(problem for problem in caught.value.problems if problem.path == path)
    assert first.sentence == sentence
    assert first.line


def test_a_plan_is_kept_whole():
    plan = Plan(
        rule=2,
        programme=7,
        name="Duże",
        steps=(Step(("director", "p1"), 0), Step(("channel-manager",), 2)),
        rate=Rate(of="PLN", to="EUR", rate=Decimal("0.22707662"), day=DAY),
        unknown="ARS",
        old=DAY,
    )

    assert from_json(to_json(plan)) == plan


# --- when a step is done ---


def person(number: int, roles: frozenset[Role], looks_after: frozenset[str] = frozenset({"nowak", "ce"})) -> Person:
    return Person(
        id=f"p{number}",
        name=f"P{number}",
        organisation="vendor",
        language="en",
        zone="UTC",
        roles=roles,
        looks_after=looks_after,
    )


def formula(step: Step, voters: Sequence[Person]) -> bool:
    """What the words say: so many of these, or one for each asked, nobody counted twice; by trying every order."""
    may = [{one for one in step.asked if stands_for(one, voter)} for voter in voters]
    if step.need:
        return sum(map(bool, may)) >= step.need
    return any(
        all(one in seats for one, seats in zip(step.asked, order, strict=False))
        for order in permutations(may, len(step.asked))
    )


def stands_for(asked: str, voter: Person) -> bool:
    if asked == voter.id:
        return bool(voter.roles & set(DECIDERS))
    return asked in DECIDERS and any(
        DECIDERS.index(role) >= DECIDERS.index(Role(asked)) for role in voter.roles & set(DECIDERS)
    )


def test_a_step_is_done_exactly_when_its_words_are_true(count):
    chance = random.Random(4)
    for _ in range(count(20_000)):
        everyone = [person(n, frozenset(chance.sample(list(Role), chance.randint(0, 2)))) for n in range(5)]
        asked = tuple(chance.sample([*DECIDERS, "p0", "p1", "p2"], chance.randint(1, 4)))
        step = Step(asked, chance.choice([0, 1, 2, 3]))
        voters = chance.sample(everyone, chance.randint(0, 5))

        answers = [step.answered_by(voter, partner="nowak", region="ce") for voter in voters]
        counting = [answer for answer in answers if answer]

        assert step.settled(counting) is formula(step, voters), (step, voters)


def test_the_next_higher_role_is_asked_only_where_a_role_has_too_few():
    manager, lead = person(1, frozenset({Role.CHANNEL_MANAGER})), person(2, frozenset({Role.REGIONAL_LEAD}))
    director = person(3, frozenset({Role.DIRECTOR}))

    def asked(step: Step, *people: Person) -> tuple[str, ...]:
        def holders(role: Role) -> list[Person]:
            return [one for one in people if role in one.roles]

        found, enough = summoned(step, holders, (), partner="nowak", region="ce")
        return (*(one.id for one in found), *(() if enough else ("too few",)))

    one, two = Step(("channel-manager",)), Step(("channel-manager",), 2)
    assert asked(one, manager, lead, director) == ("p1",)
    assert asked(one, lead, director) == ("p2",)
    assert asked(two, manager, lead, director) == ("p1", "p2")
    assert asked(two, manager) == ("p1", "too few")
    assert asked(Step(("channel-manager", "director"), 0), manager, lead, director) == ("p1", "p3")
    assert asked(one) == ("too few",)
