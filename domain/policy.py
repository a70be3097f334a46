"""The approval policy: which rule of the programme a deal falls under, and whom its steps ask."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from domain.delegations import represented
from domain.money import Money
from domain.people import ANSWER_FOR, DECIDERS, ROLES, Can, Person, Role
from domain.programme import ApprovalStep, Programme, Rule
from domain.rates import Rate, rate

RateOf = Callable[[str, str, date], Rate | None]


@dataclass(frozen=True, kw_only=True)
class Filing:
    """All that a rule looks at. `on` is the day whose exchange rates count."""

    region: str
    amount: Money
    tier: str
    product: str
    partner_type: str
    deal_type: str
    conflict: str
    on: date


@dataclass(frozen=True)
class Step:
    """Who is asked at once: roles and ids of persons. `need` is how many different people, 0 one for each asked."""

    asked: tuple[str, ...]
    need: int = 1

    @property
    def size(self) -> int:
        """How many have to say yes."""
        return self.need or len(self.asked)

    def answered_by(self, person: Person, *, partner: str, region: str, reach: int = len(DECIDERS)) -> frozenset[str]:
        """For whom of those asked this person can answer; `reach` is how far above a role somebody stands in for it."""
        names = (person, *person.stands_in)
        return frozenset(
            one for one in self.asked if any(answers_for(one, name, partner, region, reach=reach) for name in names)
        )

    def counted(self, answers: Sequence[frozenset[str]]) -> int:
        """How many of the yeses that it needs it has: each is somebody's, and says for whom they could answer."""
        return len(answers) if self.need else len(_seats(answers))

    def settled(self, answers: Sequence[frozenset[str]]) -> bool:
        """Whether nothing more is needed."""
        return self.counted(answers) >= self.size

    def open_to(self, answers: Sequence[frozenset[str]]) -> tuple[str, ...]:
        """Who of those asked can still bring it further."""
        have = self.counted(answers)
        return tuple(one for one in self.asked if self.counted((*answers, frozenset({one}))) > have)


def answers_for(asked: str, person: Person, partner: str, region: str, *, reach: int = len(DECIDERS)) -> bool:
    """Whether this person is who is asked, or holds the role that is, or one at most `reach` above it.

    Whoever is asked by name must decide something in the programme: one who was demoted does not count any more.
    """
    if asked in DECIDERS:
        ranks = _ranks(asked)[: reach + 1]
        return any(person.holds(rank, partner=partner, region=region) for rank in ranks)
    if asked in ROLES:
        return person.decides_as(Role(asked), partner=partner, region=region)
    return asked == person.id and not person.partner and person.may(Can.DECIDE)


@dataclass(frozen=True)
class Ground:
    """Why somebody may answer: who is asked, and the role in which they are that; None for who is asked by name."""

    asked: str
    role: Role | None = None


def ground(asked: Iterable[str], person: Person, *, partner: str, region: str) -> Ground | None:
    """By name, else in the role that is asked, else in the lowest above it; None for who may not answer."""
    found = [
        (above, Ground(one, role))
        for one in asked
        if one in ROLES
        for above, role in enumerate(ANSWER_FOR.get(Role(one), ()))
        if person.holds(role, partner=partner, region=region)
    ]
    if person.id in asked and answers_for(person.id, person, partner, region):
        return Ground(person.id)
    return min(found, key=lambda pair: pair[0])[1] if found else None


@cache
def _ranks(asked: str) -> tuple[Role, ...]:
    """The role that is asked and those above it; above one that decides no deals stands nobody."""
    return DECIDERS[DECIDERS.index(Role(asked)) :] if asked in DECIDERS else (Role(asked),)


_RISING = (*DECIDERS, *(role for role in Role if role not in DECIDERS))


def _seats(answers: Sequence[frozenset[str]]) -> dict[str, int]:
    """As many of those asked as can each have a yes of somebody's own (augmenting paths)."""
    taken: dict[str, int] = {}

    def seat(voter: int, tried: set[str]) -> bool:
        for one in sorted(answers[voter] - tried):
            tried.add(one)
            if one not in taken or seat(taken[one], tried):
                taken[one] = voter
                return True
        return False

    for voter in range(len(answers)):
        seat(voter, set())
    return taken


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the programme said when it was filed: by which rule, counted from 1, in which steps, at what rate.

    `programme` is its version then. `unknown` is a currency that no rate is known for, so that a limit could not be
    compared; `old`, the day of a rate that is too old for anything to be approved by it automatically.
    """

    rule: int = 0
    programme: int = 0
    name: str = ""
    steps: tuple[Step, ...] = ()
    auto: bool = False
    rate: Rate | None = None
    unknown: str = ""
    old: date | None = None

    @property
    def plain(self) -> bool:
        """One person decides: there is no progress to tell of."""
        return len(self.steps) <= 1 and all(step.size == 1 for step in self.steps)


def planned(programme: Programme, filing: Filing, *, auto: bool = True, rates: RateOf = rate) -> Plan:
    """By the first rule that covers it; the last covers everything. Without `auto` only rules that ask people count.

    People are still called by their e-mail.
    """
    unknown, old, used = "", None, None
    for number, rule in enumerate(programme.approvals, 1):
        if (rule.auto and not auto) or not _matches(rule, filing):
            continue
        compared, by = _compared(rule, filing, rates)
        if compared is not None:
            used = by or used
        elif by:
            old = by.day
        else:
            unknown = filing.amount.currency
        if compared:
            name, auto = rule.name or "", bool(rule.auto)
            return Plan(rule=number, name=name, steps=_steps(rule), auto=auto, rate=used, unknown=unknown, old=old)
    raise LookupError("the last rule of a programme covers everything")


def _matches(rule: Rule, filing: Filing) -> bool:
    """All but the amount. What is approved automatically never collides with another deal."""
    return rule.region in (None, filing.region) and all(
        allowed is None or given in allowed
        for allowed, given in (
            (rule.tiers, filing.tier),
            (rule.products, filing.product),
            (rule.partner_types, filing.partner_type),
            (rule.deal_types, filing.deal_type),
            (("none",) if rule.auto else rule.conflicts, filing.conflict),
        )
    )


def _compared(rule: Rule, filing: Filing, rates: RateOf) -> tuple[bool | None, Rate | None]:
    """Whether the amount is within the limit, None where nobody can say; and the rate that it took to know, or that
    is too old to.
    """
    if rule.up_to is None:
        return True, None
    amount = filing.amount
    limit = rule.up_to.get(amount.currency)
    if limit is not None:
        return amount.amount <= limit, None
    if not rule.convert:
        return False, None
    currency, limit = next(iter(rule.up_to.items()))
    by = rates(amount.currency, currency, filing.on)
    if by is None or (rule.auto and by.is_old(filing.on)):
        return None, by
    return amount.amount * by.rate <= limit, by


def _steps(rule: Rule) -> tuple[Step, ...]:
    if rule.decided_by:
        return (Step((rule.decided_by,)),)
    return tuple(_step(step) for step in rule.steps or ())


def _step(step: ApprovalStep) -> Step:
    return Step(step.asked, 0 if step.all_of else step.at_least or 1)


def named(plan: Plan, ids: Callable[[str], str]) -> Plan:
    """With the ids of people in the place of their e-mails; who is nobody keeps the e-mail, and cannot answer."""
    return replace(plan, steps=tuple(replace(step, asked=with_ids(step.asked, ids)) for step in plan.steps))


def with_ids(asked: Iterable[str], ids: Callable[[str], str]) -> tuple[str, ...]:
    """Those asked, as `named` has them."""
    return tuple(ids(one) or one if "@" in one else one for one in asked)


def summoned(
    step: Step,
    holders: Callable[[Role], Iterable[Person]],
    named: Iterable[Person],
    *,
    partner: str,
    region: str,
    find: Callable[[str], Person | None] = lambda _: None,
) -> tuple[tuple[Person, ...], bool]:
    """Who is asked, and whether they are enough: where a role has too few people, the next higher one is asked too.

    `holders` says who may be asked of a role, `named` who of those asked by name may be; in the place of those who are
    away stand their delegates, whom `find` finds.
    """
    pool = {person.id: person for person in named}
    looked: set[Role] = set()
    here: dict[str, Person] = {}
    answers: dict[str, frozenset[str]] = {}
    for reach in range(len(DECIDERS)):
        ranks = {rank for one in step.asked if one in ROLES for rank in _ranks(one)[: reach + 1]} - looked
        pool |= {person.id: person for rank in sorted(ranks, key=_RISING.index) for person in holders(rank)}
        looked |= ranks
        here = {person.id: person for person in represented(pool.values(), find)}
        found = {who: step.answered_by(p, partner=partner, region=region, reach=reach) for who, p in here.items()}
        answers = {who: answer for who, answer in found.items() if answer}
        if step.settled(tuple(answers.values())):
            break
    return tuple(here[who] for who in answers), step.settled(tuple(answers.values()))


def to_json(plan: Plan) -> str:
    """What `from_json` reads back."""
    by = plan.rate
    return json.dumps(
        {
            "rule": plan.rule,
            "programme": plan.programme,
            "name": plan.name,
            "steps": [[list(step.asked), step.need] for step in plan.steps],
            "auto": plan.auto,
            "rate": [by.of, by.to, str(by.rate), by.day.isoformat()] if by else None,
            "unknown": plan.unknown,
            "old": plan.old.isoformat() if plan.old else None,
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Plan:
    """The plan that was kept."""
    kept = json.loads(text)
    by, old = kept["rate"], kept.get("old")
    return Plan(
        rule=kept["rule"],
        programme=kept.get("programme", 0),
        name=kept["name"],
        steps=tuple(Step(tuple(asked), need) for asked, need in kept["steps"]),
        auto=kept["auto"],
        rate=Rate(of=by[0], to=by[1], rate=Decimal(by[2]), day=date.fromisoformat(by[3])) if by else None,
        unknown=kept["unknown"],
        old=date.fromisoformat(old) if old else None,
    )
