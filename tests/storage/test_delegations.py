"""Absences as they are kept: read with whoever is asked, and the query knows what the rule knows."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from domain.delegations import Course, Delegation, standing_in
from domain.people import DECIDERS, Away
from tests.storage.examples import NOON, at_once, lead, manager, rep

DAY = timedelta(days=1)


def absence(by, to="", *, since=NOON, until=NOON + DAY):
    return Delegation(id="", by=by.id, to=to.id if to else "", since=since, until=until)


def test_whoever_may_be_asked_is_read_with_their_absence_while_it_runs(database):
    with database.write() as store:
        zofia, nina = manager(store, "wislan"), lead(store, "central-europe")
        planned = store.delegations.add(absence(zofia, nina), at=NOON)
        assert store.people.get(zofia.id).away is None
        assert not store.delegations.absents(nina.id)

        running = planned.turned(NOON)
        assert store.delegations.keep(planned, running, by="", at=NOON)
        assert not store.delegations.keep(planned, running, by="", at=NOON)

        assert store.people.get(zofia.id).away == Away(NOON + DAY, nina.id)
        (holder,) = store.people.holders(DECIDERS[0])
        assert holder.away == Away(NOON + DAY, nina.id)
        assert [one.id for one in store.delegations.absents(nina.id)] == [zofia.id]
        assert not store.delegations.absents(nina.id, at=NOON + DAY)
        assert [one.course for one in store.delegations.of(nina.id)] == [Course.RUNNING]


def test_two_at_once_begin_it_once(database, count):
    with database.write() as store:
        zofia = manager(store, "wislan")
        planned = store.delegations.add(absence(zofia), at=NOON)

    def begin():
        with database.write() as store:
            due = store.delegations.due(NOON)
            return bool(due) and store.delegations.keep(due, replace(due.turned(NOON), after=None), by="", at=NOON)

    assert at_once(*[begin] * 4).count(True) == 1
    with database.write() as store:
        assert store.delegations.get(planned.id).course is Course.RUNNING
        assert store.delegations.due(NOON) is None
        assert store.delegations.due(NOON + DAY) is not None


def test_what_waits_for_a_delegate_is_what_they_may_decide(database, count):
    chance = Random(32)
    with database.write() as store:
        marek = rep(store)
        people = [
            replace(manager(store, "a", name=f"P{n}"), roles=frozenset(chance.sample(DECIDERS, 1 + n % 2)))
            for n in range(8)
        ]
        keys = ("a", "b", "x", "y")
        people = [replace(one, looks_after=frozenset(chance.sample(keys, 2))) for one in people]
        approvals = [_asked(store, marek, people, chance, n) for n in range(count(600))]

    for _ in range(count(300)):
        person = chance.choice(people)
        acting = standing_in(person, chance.sample([one for one in people if one is not person], 2))
        with database.read() as store:
            page = store.asked.waiting_for(acting, size=1000)
        assert {one.id for one in page.items} == {one.id for one in approvals if one.decidable_by(acting)}


def _asked(store, marek, people, chance, n):
    filer = chance.choice((marek, *people))
    one = store.approvals.ask(
        "deal",
        f"d{n}",
        partner=chance.choice("ab"),
        region=chance.choice("xy"),
        role=chance.choice(DECIDERS),
        filed_by=filer.id,
        at=NOON + timedelta(seconds=n),
    )
    if chance.random() < 0.5:
        store.approvals.advance(one, answered=(), barred=[chance.choice(people).id])
    return store.approvals.get(one.id)
