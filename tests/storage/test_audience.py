"""Audiences as they are counted and frozen: the same list, whatever the rules, and only what its author may see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import event, select

from domain.audience import Audience, Leaving, Reach, To, Why
from domain.channels import Channel, Trouble
from domain.people import Person, Role
from domain.places import Platform
from domain.programme_text import read_programme
from domain.when import QuietHours
from storage.audience import Audiences
from storage.database import Database
from storage.people import Known
from storage.store import Store
from storage.tables import copies
from tests.office import NOON, PROGRAMME
from tests.storage.examples import News, account, deal, director, lead, rep

SLACK, TEAMS = Platform.SLACK, Platform.TEAMS
ALL = Audience()
PEOPLE = Audience(to=To.PEOPLE)
NOW = Leaving(at=NOON)


@pytest.fixture
def boss(database) -> Person:
    """Three partners: nowak has two channels in Slack, rio one in Teams, rival none."""
    with database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME), at=NOON)
        for number, (partner, platform, host) in enumerate(
            [("nowak", SLACK, "T0VENDOR"), ("nowak", SLACK, "T0NOWAK"), ("rio", TEAMS, "tenant")]
        ):
            link(store, f"c{number}", partner, platform, host)
        return director(store)


def link(store: Store, conversation: str, partner: str, platform: Platform = SLACK, host: str = "T0VENDOR") -> Channel:
    one = Channel(
        platform=platform,
        host=host,
        conversation=conversation,
        partner=partner,
        name=f"{partner}-{conversation}",
        service="https://smba.example/" if platform is TEAMS else "",
    )
    store.channels.link(one, by="operator", at=NOON)
    found = store.channels.get(platform, conversation)
    assert found is not None
    return found


def frozen(store: Store, audience: Audience, by: Person, leaving: Leaving = NOW) -> Sequence[tuple[str, str, str]]:
    """What there is a copy for: a conversation with its language, or a person; and when."""
    many = store.audience.freeze(audience, News("n"), leaving, by=by, at=NOON)
    assert store.audience.freeze(audience, News("n"), leaving, by=by, at=NOON) == 0
    rows = store._connection.execute(select(copies).where(copies.c.state == "pending")).all()  # as they are kept
    assert len(rows) == many
    return sorted((row.person or row.conversation, row.language, f"{row.due:%d %H:%M}") for row in rows)


def test_what_is_counted_is_what_is_frozen_and_who_is_not_reached_is_named(database, boss):
    with database.write() as store:
        store.channels.trouble(SLACK, "c1", Trouble.ARCHIVED)
        rep(store, "Max", partner="rival")
        reach = store.audience.count(ALL, NOW, by=boss)

        assert (reach.reachable, reach.deferred, reach.reached) == (2, 0, 2)
        assert reach.unreachable == {Why.ARCHIVED: 1, Why.NO_CHANNEL: 1}
        assert reach.languages == {"pl": 1, "pt-BR": 1}
        assert {(one.name, one.partner) for one in reach.samples} == {
            ("nowak-c0", "Nowak Systems"),
            ("rio-c2", "Rio Automação"),
        }
        assert [(one.partner, one.name, one.why, one.email) for one in reach.missed] == [
            ("Nowak Systems", "nowak-c1", Why.ARCHIVED, ""),
            ("Rival GmbH", "", Why.NO_CHANNEL, "max@rival.example"),
        ]
        assert tuple(store.audience.unreached(ALL, NOW, by=boss)) == reach.missed
        assert frozen(store, ALL, boss) == [("c0", "pl", "23 11:00"), ("c2", "pt-BR", "23 11:00")]


def test_a_channel_has_its_own_language_and_hour_and_a_language_is_that_of_the_channel(database, boss):
    with database.write() as store:
        own = replace(store.channels.get(SLACK, "c0"), language="en", zone="Asia/Kathmandu")
        store.channels.link(own, by="operator", at=NOON)
        nine = replace(NOW, wall=time(9))

        assert store.audience.count(replace(ALL, languages=frozenset({"en"})), NOW, by=boss).reached == 1
        assert frozen(store, ALL, boss, nine) == [
            ("c0", "en", "24 03:15"),
            ("c1", "pl", "24 08:00"),
            ("c2", "pt-BR", "23 12:00"),
        ]


def test_where_tandem_was_taken_out_or_nobody_was_heard_yet_nothing_is_reached(database, boss):
    with database.write() as store:
        store.installations.disable(SLACK, "T0NOWAK", "app_uninstalled", at=NOON)
        link(store, "c3", "rival", TEAMS, "nowhere")
        store.channels.rename(TEAMS, "c3", "no address")
        store._connection.exec_driver_sql("UPDATE channels SET service = '' WHERE conversation = 'c3'")

        reach = store.audience.count(ALL, NOW, by=boss)

        assert reach.reached == 2
        assert reach.unreachable == {Why.NO_APP: 1, Why.NO_ADDRESS: 1}

        somebody = rep(store, "Max", partner="rival")
        there = replace(account(somebody, TEAMS).identity, tenant="nowhere")
        store.people.link(Known(identity=there, service="https://smba.example/"), somebody, at=NOON)
        assert store.audience.count(ALL, NOW, by=boss).unreachable == {Why.NO_APP: 1}


def test_people_are_reached_where_they_have_an_account_and_wait_for_their_own_quiet_hours(database, boss):
    saturday = replace(NOW, at=datetime(2026, 11, 21, 12, tzinfo=UTC))
    with database.write() as store:
        here, gone, absent = (rep(store, name, partner="nowak") for name in ("Ewa", "Jan", "Ola"))
        late = rep(store, "Zofia", partner="rio")
        store.people.save(
            replace(
                late,
                zone="America/Sao_Paulo",
                quiet=QuietHours(NOON.time(), NOON.time().replace(hour=16)),
                quiet_chosen=True,
            )
        )
        store.people.save(replace(here, roles=frozenset({Role.PARTNER_ADMIN})))
        for person, host in ((here, "home"), (late, "home"), (gone, "T0NOWAK")):
            store.people.link(account(person, SLACK, host), person, at=NOON)
        store.installations.disable(SLACK, "T0NOWAK", "app_uninstalled", at=NOON)

        reach = store.audience.count(PEOPLE, replace(NOW, at=NOON + timedelta(hours=4)), by=boss)
        assert (reach.reachable, reach.deferred) == (1, 1)
        assert reach.unreachable == {Why.NO_APP: 1, Why.NO_ACCOUNT: 1}
        assert {(one.name, one.why, one.email) for one in reach.missed} == {
            ("Jan", Why.NO_APP, gone.email),
            ("Ola", Why.NO_ACCOUNT, absent.email),
        }
        assert store.audience.count(PEOPLE, saturday, by=boss).deferred == 2
        assert store.audience.count(PEOPLE, replace(saturday, urgent=True), by=boss).reachable == 2
        admins = replace(PEOPLE, roles=frozenset({Role.PARTNER_ADMIN.value}))
        assert [one.name for one in store.audience.count(admins, NOW, by=boss).samples] == ["Ewa"]
        assert [row[0] for row in frozen(store, PEOPLE, boss, saturday)] == sorted((here.id, late.id))


@pytest.mark.parametrize("audience", [ALL, PEOPLE], ids=["channels", "people"])
def test_whoever_has_another_clock_since_the_clocks_were_read_is_reached_all_the_same(database, boss, audience):
    class Moved(Audiences):
        def _leaving(self, leaving, clocks, to):
            return super()._leaving(leaving, (), to)

    with database.write() as store:
        here = rep(store, "Ewa", partner="nowak")
        store.people.link(account(here, SLACK, "home"), here, at=NOON)
        moved = Moved(store._connection, store.partners, store.outbox)

        many = store.audience.count(audience, NOW, by=boss).reached
        assert moved.freeze(audience, News("n"), NOW, by=boss, at=NOON) == many > 0
        due = select(copies.c.due).where(copies.c.state == "pending")
        assert set(store._connection.execute(due).scalars()) == {NOON}


def test_deals_say_who_is_active_and_what_a_partner_sells(database, boss):
    with database.write() as store:
        for partner, days in (("nowak", 10), ("rio", 100)):
            filer = rep(store, partner, partner=partner)
            store.deals.add(replace(deal(filer, at=NOON - timedelta(days=days))), draft=f"d-{partner}", by_name="x")
        link(store, "c3", "rival")

        def meant(**rules: object) -> set[str]:
            reach = store.audience.count(Audience(**rules), NOW, by=boss)  # type: ignore[arg-type]  # rules by name
            return {one.partner.split()[0] for one in reach.samples}

        assert meant(active_days=30) == {"Nowak"}
        assert meant(idle_days=30) == {"Rio", "Rival"}
        assert meant(idle_days=365) == {"Rival"}
        assert meant(products=frozenset({""})) == {"Nowak", "Rio"}
        assert meant(products=frozenset({"sensor"})) == set()


def test_nobody_announces_beyond_their_own_scope(database, boss):
    with database.write() as store:
        regional, outsider = lead(store, "latam"), rep(store, "Rita", partner="rio")
        assert store.audience.count(ALL, NOW, by=regional).languages == {"pt-BR": 1}
        assert store.audience.count(replace(ALL, partners=frozenset({"nowak"})), NOW, by=regional) == Reach()
        assert [row[0] for row in frozen(store, ALL, outsider)] == ["c2"]


def test_each_table_is_read_once_though_postgresql_knows_nothing_of_what_has_just_come_in(postgresql_url):
    database = Database(postgresql_url)
    plans: dict[str, str] = {}

    def explain(_connection, cursor, statement, parameters, _context, _many):
        if statement.startswith(("WITH", "INSERT INTO copies")):
            rows = cursor.connection.execute(f"EXPLAIN {statement}", parameters).fetchall()
            plans[statement] = "\n".join(row[0] for row in rows)

    event.listen(database.engine, "before_cursor_execute", explain)
    with database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME), at=NOON)
        boss = director(store)
        for audience in (ALL, PEOPLE):
            store.audience.count(audience, NOW, by=boss)
            tuple(store.audience.unreached(audience, NOW, by=boss))
            store.audience.freeze(audience, News(audience.to), NOW, by=boss, at=NOON)
        assert store._connection.exec_driver_sql("SHOW enable_nestloop").scalar_one() == "on"
    database.close()

    assert len(plans) == 6
    assert not [plan for plan in plans.values() if "Nested Loop" in plan]


def test_whoever_is_meant_is_worked_out_once_whatever_is_asked_of_them(database, boss):
    """Not again for each that is counted or named: of a hundred thousand that took twice as long."""
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with database.write() as store:
        store.audience.count(ALL, NOW, by=boss)
        store.audience.at_partners(ALL, NOW, by=boss)
        tuple(store.audience.unreached(ALL, NOW, by=boss))
        store.audience.freeze(ALL, News("n"), NOW, by=boss, at=NOON)

    asked = [statement for statement in said if "found.key" in statement or "found.why" in statement]
    assert len(asked) == 4
    assert all("found AS MATERIALIZED" in statement for statement in asked)
