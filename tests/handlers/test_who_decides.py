"""Whatever roles change meanwhile, nobody decides what they or their company filed, or what they may not any more."""

import random
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations

import pytest

from bot.arrivals import Pressed, Sent
from domain.approvals import UNDECIDED, Approval, Outcome, Phase
from domain.deals import Deal, State, Terms
from domain.money import Money
from domain.people import DECIDERS, Person, Role
from domain.policy import Plan, Step
from tests.handlers.worlds import broken
from tests.office import NOON, WHO, Office, an_office

REACHES = ("nowak", "rio", "ce", "latam")


def may(asked: Sequence[str], person: Person, filed_by: str, partner: str, region: str) -> bool:
    """What the words say, by themselves: one of the vendor's, not who filed it, of a role that is asked or above."""
    if person.organisation != "vendor" or person.id == filed_by:
        return False
    over = {"channel-manager": partner, "regional-lead": region}
    held = [role for role in DECIDERS if role in person.roles and over.get(role, "all") in {*person.looks_after, "all"}]
    ranks = [DECIDERS.index(role) for role in held]
    above = any(rank >= DECIDERS.index(Role(one)) for rank in ranks for one in asked if one in DECIDERS)
    return above or (person.id in asked and bool(person.roles & set(DECIDERS)))


def changed(person: Person, chance: random.Random) -> Person:
    """Other roles, and somebody else to look after; now and then those of the other side, which must not count."""
    roles = chance.sample(list(Role), chance.choice((0, 1, 1, 2)))
    return replace(person, roles=frozenset(roles), looks_after=frozenset(chance.sample(REACHES, chance.randint(0, 3))))


def test_who_may_decide_is_what_the_words_say(count: Callable[[int], int]):
    chance = random.Random(11)
    for _ in range(count(100_000)):
        bare = Person(
            id=chance.choice("abc"), name="", organisation=chance.choice(("vendor", "nowak")), language="en", zone="UTC"
        )
        person = changed(bare, chance)
        asked = tuple(chance.sample([*DECIDERS, "a", "b"], chance.randint(1, 3)))
        approval = Approval(
            id="1", kind="deal", subject="1", partner="nowak", region="ce", asked=asked, filed_by=chance.choice("abc"),
            phase=Phase.OPEN, version=1, asked_at=NOON,
        )  # fmt: skip

        assert approval.decidable_by(person) is may(asked, person, approval.filed_by, "nowak", "ce"), (person, asked)


# --- by the buttons themselves ---


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


@dataclass
class Filed:
    """A request that waits, who filed it, and for whom those who said yes in each step could answer then."""

    approval: str
    by: str
    plan: Plan
    yes: dict[int, list[set[str]]] = field(default_factory=dict)


def a_plan(office: Office, chance: random.Random) -> Plan:
    """One to three steps, of any shape that a programme can have."""
    names = [*DECIDERS, *(office.person(who).id for who in ("manager", "lead", "director"))]
    steps = []
    for _ in range(chance.randint(1, 3)):
        asked = tuple(chance.sample(names, chance.randint(1, 3)))
        steps.append(Step(asked, chance.choice((0, 1, 1, len(asked)))))
    return Plan(rule=1, steps=tuple(steps))


def files(office: Office, number: int, chance: random.Random) -> Filed:
    """One of the partner's people, or somebody of the vendor's for them."""
    by, plan = office.person(chance.choice(("rep", "boss", "manager", "lead", "director"))), a_plan(office, chance)
    deal = Deal(
        id="", ref="", partner="nowak", region="ce", filed_by=by.id, filed_at=NOON, state=State.SUBMITTED, version=1,
        terms=Terms(customer=f"Customer {number}", amount=Money(Decimal(100), "PLN"), country="PL"),
    )  # fmt: skip
    with office.database.write() as store:
        kept = store.deals.add(deal, draft=f"d{number}", by_name=by.name)
        asked = store.approvals.ask("deal", kept.id, partner="nowak", region="ce", plan=plan, filed_by=by.id, at=NOON)
    return Filed(asked.id, by.id, plan)


def waits(office: Office, filed: Filed) -> Approval:
    with office.database.read() as store:
        found = store.approvals.get(filed.approval)
    assert found
    return found


async def test_no_press_counts_of_anybody_who_may_not(office: Office, count: Callable[[int], int]):
    """A hundred thousand, each all the way through the dispatch; a thousandth of them in `make test`."""
    chance, people, number_of = random.Random(5), tuple(WHO), count(count(count(100_000)))
    filed = [files(office, number, chance) for number in range(20)]
    counted = 0
    for number in range(number_of):
        person = changed(office.person(chance.choice(people)), chance)
        with office.database.write() as store:
            store.people.save(replace(person, roles=frozenset({Role.DIRECTOR})) if chance.random() < 0.3 else person)
        place = chance.randrange(len(filed))

        counted += await presses(office, chance.choice(people), filed[place], chance)

        # What nobody is left for, since all who may have answered, makes room as well.
        if waits(office, filed[place]).phase not in UNDECIDED or chance.random() < 0.02:
            filed[place] = files(office, len(filed) + number, chance)
    assert counted > number_of / 20, "enough of them do count"


async def presses(office: Office, who: str, filed: Filed, chance: random.Random) -> bool:
    """Whether it counted: exactly where the words allow it, and with the effect that the rule says."""
    before, person = waits(office, filed), office.person(who)
    asked = [one for one in before.asked if one not in before.answered]
    allowed = may(asked, person, filed.by, "nowak", "ce") and person.id not in before.barred
    no = chance.random() < 0.1
    yes = Pressed("approval-approve", filed.approval, before.version)
    reject = Sent("approval-reject", {"reason": "duplicate"}, "", filed.approval, before.version)

    reply = await office.asks(who, reject if no else yes)

    assert not broken(str(reply))
    after = waits(office, filed)
    assert (after.version > before.version) is allowed, (person, filed, before)
    if allowed and no:
        assert after.outcome is Outcome.REJECTED
    elif allowed:
        seats = {one for one in before.asked if may((one,), person, filed.by, "nowak", "ce")}
        filed.yes.setdefault(before.step, []).append(seats)
        check(filed, before, after)
    return allowed


def check(filed: Filed, before: Approval, after: Approval) -> None:
    """The step is done exactly when its words are true; the last one decides."""
    done, last = is_done(before.now, filed.yes[before.step]), before.step == len(filed.plan.steps) - 1
    assert (after.outcome is Outcome.APPROVED) is (done and last)
    assert after.step == before.step + (done and not last)


def is_done(step: Step, yes: Sequence[set[str]]) -> bool:
    """So many of these, or one for each asked, nobody counted twice; by trying every order."""
    if step.need:
        return sum(map(bool, yes)) >= step.need
    return any(
        all(one in seats for one, seats in zip(step.asked, order, strict=True))
        for order in permutations(yes, len(step.asked))
    )
