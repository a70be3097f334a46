"""Deals: none lost, none twice, none seen by whom it does not concern."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import insert

from domain.deals import Conflict, Deal, Happening, State, Step, Terms
from domain.money import Money
from domain.people import Person, Role, stranger
from domain.refusal import Refusal
from storage.database import Database
from storage.deals import access_deal
from storage.tables import reminders
from tests.storage.examples import MINUTE, NOON, at_once, deal, director, lead, manager, rep, subsets


def test_a_deal_comes_back_as_filed(database):
    with database.write() as store:
        marek = rep(store)
        full = replace(
            deal(marek),
            stage="first-talk",
            conflict=Conflict.OTHER,
            rival_until=NOON + MINUTE,
            answer_by=NOON + 2 * MINUTE,
            terms=Terms(
                customer="Łódzkie Zakłady „Włókno” Sp. z o.o.",
                amount=Money(Decimal("999999999999.99"), "PLN"),
                country="PL",
                product="gateway",
                close_on=date(2026, 12, 31),
                deal_type="new",
                website="https://www.wlokno.pl/kontakt",
                contact="Zażółć Gęślą",
                email="jaźń@wlokno.pl",
                note="100% _pewne_ \\ 'tak' 🙂",
            ),
        )
        added = store.deals.add(full, draft="draft-1", by_name="Marek")

    with database.read() as store:
        assert added == replace(full, id=added.id, ref=added.ref)
        assert store.deals.get(added.id) == added
        assert store.deals.by_ref(added.ref) == added
        [first] = store.deals.history(added.id)
        assert first == Happening(step=Step.SUBMIT, at=NOON, by=marek.id, by_name="Marek", version=1)


def test_a_deal_to_which_nothing_happened_is_the_same_one_at_each_look(database):
    with database.write() as store:
        first = store.deals.add(deal(rep(store)), draft="1", by_name="Marek")
        other = store.deals.add(deal(rep(store)), draft="2", by_name="Marek")
    with database.read() as store:
        seen = store.deals.get(first.id)
    with database.write() as store:
        asked = Happening(step=Step.ASK, at=NOON + MINUTE, by="someone", by_name="Zofia")
        store.deals.change(other, other.after(Step.ASK), asked)

    with database.read() as store:
        assert store.deals.by_ref(first.ref) is seen
        assert store.deals.get(other.id).state is State.INFORMATION_ASKED


def test_deals_that_are_looked_at_together_say_what_each_says_alone(database):
    with database.write() as store:
        reminded = []
        told = [store.deals.add(deal(rep(store)), draft=str(number), by_name="Marek") for number in range(3)]
        asked = Happening(step=Step.ASK, at=NOON + MINUTE, by="someone", by_name="Zofia", words="Which site?")
        store.deals.change(told[1], told[1].after(Step.ASK), asked)
        for one in told[:2]:
            partner = {"partner": one.partner, "region": one.region, "filed_by": one.filed_by}
            approval = store.approvals.ask("deal", one.id, role=Role.CHANNEL_MANAGER, at=NOON, **partner)
            beside = {"approval": approval.id, "level": 1, "step": Step.REMIND, "at": NOON + MINUTE / 2}
            reminded.append({**beside, "names": "Ola"})
    with database.engine.begin() as connection:
        connection.execute(insert(reminders), reminded)
    ids = [one.id for one in told]

    def said(store):
        return [
            (store.deals.get(one), store.deals.history(one), store.approvals.of("deal", one)) for one in (*ids, "none")
        ]

    with database.read() as store:
        alone = said(store)
    with database.read() as store:
        store.deals.look_ahead([*ids, "none"])
        store.approvals.look_ahead("deal", [*ids, "none"])
        assert said(store) == alone
    assert [len(history) for _, history, _ in alone] == [2, 3, 1, 0]


def test_who_writes_does_not_go_by_what_was_looked_at_before(database):
    with database.write() as store:
        first = store.deals.add(deal(rep(store)), draft="1", by_name="Marek")
        store.deals.look_ahead([first.id])
        asked = Happening(step=Step.ASK, at=NOON + MINUTE, by="someone", by_name="Zofia", words="Which site?")
        second = store.deals.change(first, first.after(Step.ASK), asked)
        assert store.deals.get(first.id) == second
        assert len(store.deals.history(first.id)) == 2


def test_a_step_is_kept_with_its_line_of_history(database):
    with database.write() as store:
        first = store.deals.add(deal(rep(store)), draft="1", by_name="Marek")
        asked = Happening(step=Step.ASK, at=NOON + MINUTE, by="someone", by_name="Zofia", words="Which site?")
        second = store.deals.change(first, first.after(Step.ASK), asked)

    with database.read() as store:
        assert store.deals.get(first.id) == second
        assert second.state is State.INFORMATION_ASKED
        assert [line.step for line in store.deals.history(first.id)] == [Step.SUBMIT, Step.ASK]
        assert store.deals.history(first.id)[1] == replace(asked, version=2)


def test_what_has_changed_meanwhile_is_not_changed_again(database):
    step = Happening(step=Step.WITHDRAW, at=NOON, by="someone")
    with database.write() as store:
        first = store.deals.add(deal(rep(store)), draft="1", by_name="Marek")
        store.deals.change(first, first.after(Step.APPROVE), replace(step, step=Step.APPROVE))

        with pytest.raises(Refusal) as refused, store.savepoint():
            store.deals.change(first, first.after(Step.WITHDRAW), step)

    assert refused.value.reason == "deal-changed"
    with database.read() as store:
        kept = store.deals.get(first.id)
        assert kept
        assert kept.state is State.APPROVED
        assert len(store.deals.history(first.id)) == 2


def test_of_two_changes_at_once_one_is_made(database, count):
    def change(deal_id, step):
        try:
            with database.write() as store:
                now = store.deals.get(deal_id)
                store.deals.change(now, now.after(step), Happening(step=step, at=NOON, by="someone"))
        except Refusal:
            return None
        return step

    with database.write() as store:
        marek = rep(store)
        filed = [store.deals.add(deal(marek), draft=str(n), by_name="M") for n in range(count(300))]
    for each in filed:
        done = at_once(partial(change, each.id, Step.REJECT), partial(change, each.id, Step.WITHDRAW))

        assert done.count(None) == 1
        with database.read() as store:
            assert len(store.deals.history(each.id)) == 2


# --- one draft, one deal ---


def test_a_draft_is_sent_once(database):
    with database.write() as store:
        marek = rep(store)
        store.deals.add(deal(marek), draft="draft-1", by_name="Marek")

        with pytest.raises(Refusal) as refused, store.savepoint():
            store.deals.add(deal(marek), draft="draft-1", by_name="Marek")
        store.deals.add(deal(marek), draft="draft-2", by_name="Marek")

    assert refused.value.reason == "deal-already-sent"


def test_a_draft_that_is_sent_twice_at_once_makes_one_deal(database, count):
    def send(person, draft):
        with database.write() as store:
            try:
                with store.savepoint():
                    store.deals.add(deal(person), draft=draft, by_name="Marek")
            except Refusal as refusal:
                store.acts.deny(person.id, "deal-register", refusal.reason, at=NOON)
                return refusal.reason
        return "sent"

    with database.write() as store:
        marek = rep(store)
    for number in range(count(300)):
        sent = at_once(*[partial(send, marek, f"draft-{number}")] * 3)

        assert sorted(sent) == ["deal-already-sent", "deal-already-sent", "sent"]
    with database.read() as store:
        assert store.deals.seen_by(marek).total == count(300)
        assert len(store.acts.denied()) == 2 * count(300)


# --- refs ---


def test_a_ref_is_found_however_it_is_typed(database):
    with database.write() as store:
        added = store.deals.add(deal(rep(store)), draft="1", by_name="Marek")

        assert store.deals.by_ref(added.ref) == added
        assert store.deals.by_ref(" " + added.ref.lower().replace("-", "").replace("0", "o")) == added
        assert store.deals.by_ref("") is None
        assert store.deals.by_ref("D-00000\0") is None


def test_first_registrations_of_a_partner_at_once_get_refs_of_their_own(database, count):
    def register(person, draft):
        with database.write() as store:
            return store.deals.add(deal(person), draft=draft, by_name="Marek").ref

    with database.write() as store:
        people = [rep(store, partner=f"partner-{number}") for number in range(count(100))]
    for person in people:
        jobs = [partial(register, person, f"{person.id}-{number}") for number in range(4)]

        assert len(set(at_once(*jobs))) == 4


def test_refs_do_not_collide(sqlite_url, count):
    with closing(Database(sqlite_url)) as database, database.write() as store:
        marek = rep(store)
        refs = {store.deals.add(deal(marek), draft=str(n), by_name="M").ref for n in range(count(20_000))}

    assert len(refs) == count(20_000)


def test_a_ref_that_is_taken_already_is_passed_over(database):
    with database.write() as store:
        marek, hanna = rep(store), rep(store, partner="baltmer")
        first = store.deals.add(deal(marek), draft="1", by_name="M")
        _begin_again(store, marek)

        second = store.deals.add(deal(marek), draft="2", by_name="M")

        assert second.ref != first.ref
        assert store.deals.add(deal(hanna), draft="3", by_name="H").ref not in (first.ref, second.ref)


def _begin_again(store, person):
    """The partner's count starts once more, so that the next ref has been given already."""
    store.deals._connection.exec_driver_sql(f"DELETE FROM counts WHERE partner = '{person.organisation}'")


# --- whose ---


@pytest.fixture
def seen(database):
    with database.write() as store:
        people = {
            "marek": rep(store),
            "piotr": rep(store, "Piotr", "baltmer"),
            "beatriz": rep(store, "Beatriz", "arauce"),
            "manager": manager(store, "wislan", "arauce"),
            "lead": lead(store, "central-europe"),
            "director": director(store),
            "idle": manager(store, name="Idle"),
            "stranger": stranger("en"),
        }
        for name, region in (("marek", "central-europe"), ("piotr", "central-europe"), ("beatriz", "latin-america")):
            store.deals.add(deal(people[name], region=region), draft=name, by_name=name)
    return people


WALLS = {
    "marek": {"wislan"},
    "piotr": {"baltmer"},
    "beatriz": {"arauce"},
    "manager": {"wislan", "arauce"},
    "lead": {"wislan", "baltmer"},
    "director": {"wislan", "baltmer", "arauce"},
    "idle": set(),
    "stranger": set(),
}


@pytest.mark.parametrize("who", WALLS)
def test_everybody_sees_what_is_in_their_scope_and_nothing_else(database, seen, who):
    with database.read() as store:
        page = store.deals.seen_by(seen[who], size=10)
        everything = store.deals.seen_by(seen["director"], size=10).items

        assert {each.partner for each in page.items} == WALLS[who]
        assert page.total == len(WALLS[who])
        for each in everything:
            assert _opened(store, seen[who], each) == (each.partner in WALLS[who])


def _opened(store, person, each):
    if person.scope.holds(each.partner, each.region):
        return access_deal(store.deals, person, each.ref) == each
    with pytest.raises(Refusal, match="not-found"):
        access_deal(store.deals, person, each.ref)
    return False


@pytest.mark.parametrize("roles", [(), ("channel-manager",), ("regional-lead",), ("channel-manager", "regional-lead")])
def test_the_wall_in_the_query_is_the_wall_of_the_domain(walled, roles):
    someone = Person(id="x", name="X", organisation="vendor", language="en", zone="UTC")
    for looks_after in subsets("abcxyz"):
        person = replace(someone, roles=frozenset(map(Role, roles)), looks_after=looks_after)

        with walled.read() as store:
            seen = store.deals.seen_by(person, size=20)

        expected = {(p, r) for p in "abc" for r in "xyz" if person.scope.holds(p, r)}
        assert {(each.partner, each.region) for each in seen.items} == expected
        assert seen.total == len(expected)


@pytest.fixture
def walled(database):
    with database.write() as store:
        someone = rep(store)
        for partner in "abc":
            for region in "xyz":
                store.deals.add(deal(someone, partner=partner, region=region), draft=partner + region, by_name="M")
    return database


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_paging_shows_each_deal_once_also_at_one_and_the_same_moment(database, size):
    with database.write() as store:
        marek = rep(store)
        moments = [NOON, NOON, NOON, NOON + MINUTE, NOON + MINUTE, NOON - MINUTE, NOON]
        filed = [store.deals.add(deal(marek, at=at), draft=str(n), by_name="M").id for n, at in enumerate(moments)]

    with database.read() as store:
        pages, cursor = list[tuple[Deal, ...]](), ""
        while not pages or cursor:
            page = store.deals.seen_by(marek, cursor_text=cursor, size=size)
            pages.append(page.items)
            cursor = page.next
            assert page.total == 7
            assert len(cursor) <= 40

    shown = [each for page in pages for each in page]
    assert sorted(each.id for each in shown) == sorted(filed)
    assert [each.filed_at for each in shown] == sorted(moments, reverse=True)
    assert all(len(page) == size for page in pages[:-1])


@pytest.mark.parametrize("hint", ["rubbish", "1.", ".x", "9" * 30 + ".x", "1.\0", "1.';--", "-1.x", "²3.x", "1.\ud800"])
def test_a_cursor_that_is_none_begins_at_the_beginning(database, hint):
    with database.write() as store:
        marek = rep(store)
        store.deals.add(deal(marek), draft="1", by_name="M")

        assert store.deals.seen_by(marek, cursor_text=hint).total == 1
        assert len(store.deals.seen_by(marek, cursor_text=hint).items) == 1


# --- customers ---


def test_customers_are_the_partners_own(database):
    with database.write() as store:
        marek, piotr = rep(store), rep(store, "Piotr", "baltmer")
        store.deals.add(deal(marek, "Nowak Sp. z o.o."), draft="1", by_name="M")
        store.deals.add(deal(marek, "Kowalski", at=NOON + MINUTE), draft="2", by_name="M")
        store.deals.add(deal(marek, "Nowak Sp. z o.o.", at=NOON + 2 * MINUTE), draft="3", by_name="M")
        store.deals.add(deal(piotr, "Nowak i Synowie"), draft="4", by_name="P")

        assert store.deals.customers_of("wislan", "", size=9) == ("Nowak Sp. z o.o.", "Kowalski")
        assert store.deals.customers_of("wislan", "NÓWAK", size=9) == ("Nowak Sp. z o.o.",)
        assert store.deals.customers_of("wislan", "synow", size=9) == ()
        assert store.deals.customers_of("baltmer", "wa", size=9) == ("Nowak i Synowie",)
        assert store.deals.customers_of("wislan", "", size=1) == ("Nowak Sp. z o.o.",)


@pytest.mark.parametrize("text", ["%", "_", "n%k", "n_wak", "/", "\\", "'; DROP TABLE deals; --", "/%"])
def test_what_means_something_to_like_means_nothing_here(database, text):
    with database.write() as store:
        store.deals.add(deal(rep(store), "Nowak"), draft="1", by_name="M")
        store.deals.add(deal(rep(store, "Piotr", "baltmer"), "Other"), draft="2", by_name="P")

        assert set(store.deals.customers_of("wislan", text, size=9)) <= {"Nowak"}
        if any(letter.isalpha() for letter in text):
            assert store.deals.customers_of("wislan", text, size=9) == ()


def test_protection_that_has_ended_is_found(database):
    with database.write() as store:
        marek = rep(store)
        for number in range(3):
            filed = store.deals.add(deal(marek), draft=str(number), by_name="M")
            approved = replace(filed.after(Step.APPROVE), protected_until=NOON + timedelta(days=number))
            store.deals.change(filed, approved, Happening(step=Step.APPROVE, at=NOON, by="x"))
        store.deals.add(deal(marek), draft="waiting", by_name="M")

        assert [each.protected_until for each in store.deals.outlived(NOON + timedelta(days=1))] == [
            NOON,
            NOON + timedelta(days=1),
        ]
        assert len(store.deals.outlived(NOON + timedelta(days=9), size=2)) == 2
