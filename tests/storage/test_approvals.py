"""Approvals: one decision, by somebody who may make it."""

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import product
from random import Random
from threading import Barrier, Thread

import pytest

from domain.approvals import Approval, Decision, Outcome, Phase
from domain.people import ANSWER_FOR, Person, Role
from domain.refusal import Refusal
from storage.approvals import access_approval
from storage.asked import TURN
from storage.database import Database
from tests.storage.examples import MINUTE, NOON, at_once, director, lead, manager, rep, subsets

ANSWERERS = sorted({role for answerers in ANSWER_FOR.values() for role in answerers})


def ask(
    store, filed_by, subject="deal-1", *, partner="wislan", region="central-europe", role=Role.CHANNEL_MANAGER, **at
):
    return store.approvals.ask(
        "deal", subject, partner=partner, region=region, role=role, filed_by=filed_by.id, at=at.get("at", NOON)
    )


def yes(by, at=NOON):
    return Decision(outcome=Outcome.APPROVED, by=by, at=at)


def no(by, at=NOON):
    return Decision(outcome=Outcome.REJECTED, by=by, at=at, reason="duplicate")


def test_a_decision_is_kept_with_who_made_it_and_when(database):
    with database.write() as store:
        zofia = manager(store, "wislan")
        asked = ask(store, rep(store))
        assert store.approvals.get(asked.id) == asked

        assert store.approvals.decide(asked, yes(zofia, NOON + MINUTE), version=1)

    with database.read() as store:
        assert store.approvals.of("deal", "deal-1") == replace(
            asked,
            phase=Phase.DECIDED,
            outcome=Outcome.APPROVED,
            version=2,
            decided_by=zofia.id,
            decided_by_name="Zofia",
            decided_at=NOON + MINUTE,
        )


def test_a_second_decision_an_old_version_and_a_closed_question_change_nothing(database):
    with database.write() as store:
        zofia = manager(store, "wislan")
        marek = rep(store)
        first, second = ask(store, marek, "1"), ask(store, marek, "2")
        store.approvals.decide(first, yes(zofia), version=1)
        store.approvals.turn(second, Phase.PAUSED)
        paused = store.approvals.get(second.id)

        assert not store.approvals.decide(first, no(zofia), version=1)
        assert not store.approvals.decide(first, no(zofia), version=2)
        assert not store.approvals.turn(first, Phase.CLOSED)
        assert not store.approvals.decide(second, no(zofia), version=1)
        assert store.approvals.turn(paused, Phase.CLOSED)
        assert not store.approvals.decide(second, no(zofia), version=3)

        decided = store.approvals.get(first.id)
        assert (decided.outcome, decided.version) == (Outcome.APPROVED, 2)


def test_the_role_that_is_asked_can_be_raised(database):
    with database.write() as store:
        asked = ask(store, rep(store))

        assert store.approvals.turn(asked, Phase.OPEN, role=Role.DIRECTOR)

        raised = store.approvals.get(asked.id)
        assert (raised.asked, raised.phase, raised.version) == ((Role.DIRECTOR,), Phase.OPEN, 2)


def test_of_an_approval_and_a_rejection_in_the_same_instant_one_counts(database, count):
    pairs = count(1000)
    with database.write() as store:
        people = manager(store, "wislan", name="Zofia"), manager(store, "wislan", name="Ola")
        marek = rep(store)
        asked = [ask(store, marek, str(number)) for number in range(pairs)]
    decisions = yes(people[0]), no(people[1])
    barrier = Barrier(2)
    won: tuple[list[bool], list[bool]] = ([], [])

    def decide_all(which):
        for approval in asked:
            barrier.wait(30)
            with database.write() as store:
                won[which].append(store.approvals.decide(approval, decisions[which], version=1))

    threads = [Thread(target=decide_all, args=[which]) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as store:
        for approval, approved, rejected in zip(asked, *won, strict=True):
            assert approved != rejected
            kept = store.approvals.get(approval.id)
            assert kept.version == 2
            assert kept.outcome == (Outcome.APPROVED if approved else Outcome.REJECTED)
            assert kept.decided_by == (people[0] if approved else people[1]).id


def test_a_decision_a_withdrawal_and_an_escalation_in_the_same_instant(database, count):
    with database.write() as store:
        zofia, marek = manager(store, "wislan"), rep(store)
        asked = [ask(store, marek, str(number)) for number in range(count(200))]

    def change(what):
        with database.write() as store:
            return what(store.approvals)

    for each in asked:
        done = at_once(
            partial(change, lambda approvals, each=each: approvals.decide(each, yes(zofia), version=1)),
            partial(change, lambda approvals, each=each: approvals.turn(each, Phase.CLOSED)),
            partial(change, lambda approvals, each=each: approvals.turn(each, Phase.OPEN, role=Role.DIRECTOR)),
        )

        assert done.count(True) == 1


# --- whose ---


def test_what_waits_for_somebody_is_what_they_may_decide(asked, count) -> None:
    database, approvals = asked
    everybody: list[tuple[frozenset[Role], str, frozenset[str]]]
    everybody = list(product(subsets(ANSWERERS), ("vendor", "a", ""), subsets("abxy")))
    for roles, organisation, looks_after in Random(4).sample(everybody, count(len(everybody))):
        person = Person(
            id="decider",
            name="D",
            organisation=organisation,
            language="en",
            zone="UTC",
            roles=roles | {Role.AUDITOR},
            looks_after=looks_after,
        )

        with database.read() as store:
            page = store.asked.waiting_for(person, size=500)

        assert list(page.items) == [each for each in approvals if each.decidable_by(person)]
        assert page.total == len(page.items)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request):
    """Gives one question of each kind, for reading only."""
    fresh = request.getfixturevalue(request.param).fresh()
    with nullcontext(fresh) if isinstance(fresh, str) else fresh as url:
        database = Database(url)
        yield database, _asked(database)
        database.close()


def _asked(database):
    with database.write() as store:
        marek = rep(store)
        decider, nobody = replace(marek, id="decider"), replace(marek, id="")
        return [
            ask(store, filer, f"{partner}{region}{role}{filer.id}", partner=partner, region=region, role=role, at=at)
            for (partner, region, role, filer), at in zip(
                product(("a", "b", ""), "xy", Role, (marek, decider, nobody)),
                (NOON + n * MINUTE for n in range(1000)),
                strict=False,
            )
        ]


def test_pages_of_what_waits_show_each_once_oldest_first(database):
    with database.write() as store:
        marek, aoife = rep(store), director(store)
        moments = [NOON, NOON, NOON + MINUTE, NOON - MINUTE, NOON, NOON + MINUTE, NOON]
        asked = [ask(store, marek, str(number), at=at) for number, at in enumerate(moments)]

    with database.read() as store:
        shown, cursor = list[Approval](), ""
        while not shown or cursor:
            page = store.asked.waiting_for(aoife, cursor_text=cursor, size=2)
            shown += page.items
            cursor = page.next
            assert page.total == 7

    assert [each.asked_at for each in shown] == sorted(moments)
    assert {each.id for each in shown} == {each.id for each in asked}


def test_what_was_decided_waits_for_nobody(database):
    with database.write() as store:
        aoife, marek = director(store), rep(store)
        store.approvals.decide(ask(store, marek, "1"), yes(aoife), version=1)
        paused = ask(store, marek, "2")
        store.approvals.turn(paused, Phase.PAUSED)

        assert [each.id for each in store.asked.waiting_for(aoife).items] == [paused.id]


def test_only_those_who_may_decide_come_in(database):
    with database.write() as store:
        marek, hanna = rep(store), rep(store, "Hanna")
        asked = ask(store, marek)

        for person in (manager(store, "wislan"), lead(store, "central-europe"), director(store)):
            assert access_approval(store.approvals, person, asked.id) == asked
        for person in (hanna, manager(store, "baltmer", name="Other"), lead(store, "latin-america", name="Other lead")):
            assert _refusal(store, person, asked.id) == "not-found"
            assert _refusal(store, person, "no-such-id") == "not-found"
        assert _refusal(store, marek, asked.id) == "own-approval"


def _refusal(store, person, approval_id):
    with pytest.raises(Refusal) as refused:
        access_approval(store.approvals, person, approval_id)
    return refused.value.reason


def test_all_that_nobody_can_decide_is_looked_at_part_by_part(database):
    with database.write() as store:
        marek = rep(store)
        for number in range(TURN * 2 + 30):
            ask(store, marek, f"deal-{number}")

    looks: list[tuple[str, ...]] = []
    after = ""
    with database.read() as store:
        while not looks or after:
            look, after = store.asked.unheard("deal", "news", after=after)
            looks.append(tuple(each.subject for each in look))

    assert [len(look) for look in looks] == [TURN, TURN, 30]
    assert {subject for look in looks for subject in look} == {f"deal-{number}" for number in range(TURN * 2 + 30)}
