"""People: who is who, on which account, and how often they may try."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.refusal import Refusal
from domain.when import QuietHours
from storage.people import CODE_LIFE, Known
from tests.storage.examples import MINUTE, NOON, account, at_once, manager, rep


def test_a_person_comes_back_as_kept(database):
    someone = Person(
        id="",
        name="Łucja",
        organisation="vendor",
        language="pl",
        zone="Europe/Warsaw",
        email="Lucja@Vendor.Example ",
        roles=frozenset({Role.CHANNEL_MANAGER, Role.ADMIN}),
        looks_after=frozenset({"wislan", "baltmer"}),
        quiet=QuietHours(time(22, 30), time(6)),
        quiet_chosen=True,
        zone_chosen=True,
    )
    with database.write() as store:
        kept = store.people.keep(someone)

    with database.read() as store:
        assert store.people.get(kept.id) == replace(someone, id=kept.id, email="lucja@vendor.example") == kept
        assert store.people.with_email("vendor", "LUCJA@vendor.example") == kept
        assert store.people.with_email("wislan", "lucja@vendor.example") is None


def test_keeping_again_updates_and_leaves_what_the_person_chose(database):
    with database.write() as store:
        first = rep(store)
        store.people.save(replace(first, language="pt-BR", language_chosen=True, quiet=QuietHours(time(1), time(2))))
        store.people.keep(replace(first, id="", name="Marek Z.", language="pl", zone="Europe/London"))

    with database.read() as store:
        now = store.people.get(first.id)
    assert now is not None
    assert (now.name, now.language, now.zone) == ("Marek Z.", "pt-BR", "Europe/London")
    assert now.quiet == QuietHours(time(1), time(2))


def test_two_people_without_an_e_mail_are_two_people(database):
    nameless = Person(id="", name="Ana", organisation="wislan", language="en", zone="UTC")
    with database.write() as store:
        first, second = store.people.keep(nameless), store.people.keep(replace(nameless, name="Ewa"))

    with database.read() as store:
        assert store.people.get(first.id) == first
        assert store.people.get(second.id) == second
        assert store.people.with_email("wislan", "") is None


def test_the_same_newcomer_introduced_twice_at_once_is_one_person(database, count):
    def introduce(name):
        with database.write() as store:
            return rep(store, name)

    for number in range(count(100)):
        first, second = at_once(*[lambda name=f"p{number}": introduce(name)] * 2)

        assert first.id == second.id


def test_an_account_is_one_person_and_a_person_may_have_several(database):
    with database.write() as store:
        marek, hanna = rep(store, "Marek"), rep(store, "Hanna")
        slack, teams = account(marek, Platform.SLACK), account(marek, Platform.TEAMS)
        store.people.link(slack, marek, at=NOON)
        store.people.link(teams, marek, at=NOON + MINUTE)

    with database.write() as store:
        assert store.people.known_as(slack.identity) == marek
        assert store.people.accounts(marek.id) == (teams, slack)
        store.people.link(slack, hanna, at=NOON)
        assert store.people.known_as(slack.identity) == hanna
        store.people.unlink(teams.identity)
        assert store.people.accounts(marek.id) == ()


def test_an_account_is_known_by_platform_tenant_and_user_together(database):
    with database.write() as store:
        marek = rep(store)
        store.people.link(Known(identity=Identity(Platform.SLACK, "T1", "U1")), marek, at=NOON)

    with database.read() as store:
        assert store.people.known_as(Identity(Platform.SLACK, "T1", "U1")) == marek
        assert store.people.known_as(Identity(Platform.SLACK, "T2", "U1")) is None
        assert store.people.known_as(Identity(Platform.TEAMS, "T1", "U1")) is None
        assert store.people.known_as(Identity(Platform.SLACK, "T1", "U2")) is None


def test_meeting_tells_where_somebody_was_seen_last_and_forgets_nothing(database):
    with database.write() as store:
        marek = rep(store)
        slack, teams = account(marek, Platform.SLACK), account(marek, Platform.TEAMS)
        store.people.link(slack, marek, at=NOON)
        store.people.link(teams, marek, at=NOON)

        store.people.meet(Known(identity=slack.identity, service="https://new.example"), at=NOON + MINUTE)
        store.people.meet(Known(identity=Identity(Platform.SLACK, "T9", "stranger")), at=NOON)

        assert store.people.accounts(marek.id) == (slack._replace(service="https://new.example"), teams)
        assert store.people.known_as(Identity(Platform.SLACK, "T9", "stranger")) is None


def test_a_code_works_once_and_not_for_long(database):
    with database.write() as store:
        marek = rep(store)
        first = store.people.offer_code(marek, at=NOON)
        code = store.people.offer_code(marek, at=NOON)

        assert store.people.redeem_code(first, at=NOON) is None  # the second one voids it
        assert store.people.redeem_code(code, at=NOON + CODE_LIFE) is None
        assert store.people.redeem_code(code, at=NOON + MINUTE) == marek
        assert store.people.redeem_code(code, at=NOON + MINUTE) is None


def test_a_code_lives_as_long_as_it_is_told_to(database):
    with database.write() as store:
        marek = rep(store)
        code = store.people.offer_code(marek, at=NOON, life=timedelta(days=1))

        assert store.people.redeem_code(code, at=NOON + timedelta(days=1)) is None
        assert store.people.redeem_code(code, at=NOON + timedelta(hours=23)) == marek


def test_a_code_typed_twice_at_once_works_once(database, count):
    def redeem(code):
        with database.write() as store:
            return store.people.redeem_code(code, at=NOON)

    with database.write() as store:
        marek = rep(store)
    for _ in range(count(100)):
        with database.write() as store:
            code = store.people.offer_code(marek, at=NOON)

        redeemed = at_once(*[lambda code=code: redeem(code)] * 2)

        assert sorted(redeemed, key=bool) == [None, marek]


def test_tries_are_counted_within_a_window(database):
    window = timedelta(minutes=10)
    with database.write() as store:
        for _ in range(3):
            store.people.count_try("me", "code", at=NOON, limit=3, window=window)
        store.people.count_try("me", "another thing", at=NOON, limit=3, window=window)
        store.people.count_try("you", "code", at=NOON, limit=3, window=window)

        with pytest.raises(Refusal) as refused:
            store.people.count_try("me", "code", at=NOON + 9 * MINUTE, limit=3, window=window)
        assert refused.value.reason == "too-many-tries"
        assert refused.value.values["until"] == NOON + window

        store.people.count_try("me", "code", at=NOON + window, limit=3, window=window)


def test_tries_at_once_are_all_counted(database, count):
    def once(who):
        with database.write() as store:
            try:
                store.people.count_try(who, "code", at=NOON, limit=5, window=CODE_LIFE)
            except Refusal:
                return False
            return True

    for number in range(count(50)):
        allowed = at_once(*[lambda who=f"u{number}": once(who)] * 8)

        assert allowed.count(True) == 5


def test_those_who_hold_a_role(database):
    with database.write() as store:
        zofia = manager(store, "wislan")
        rep(store)

        assert store.people.holders(Role.CHANNEL_MANAGER) == (zofia,)
        assert store.people.holders(Role.ADMIN) == ()
