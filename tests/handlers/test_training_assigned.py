"""Rules assign courses: everybody has what they say, within a minute, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial

from domain.people import Role
from domain.training import Standing
from handlers import training_assigned
from handlers.lookout import after_changes
from storage.database import Database
from tests.databases import until_somebody_waits
from tests.handlers.learning import BASICS, EVERYBODY, MODULE, SPRING, imports, minute, to_do
from tests.office import NOON, WHO, Office, form_of
from tests.steps import steps
from tests.storage.examples import programme, rep


async def test_a_new_rep_has_exactly_the_rules_list_within_a_minute(office: Office):
    imports(office.database, "courses", BASICS, MODULE, "secret,For managers,en,,,no,0,,open")
    imports(
        office.database,
        "rules",
        "reps,basics,partner-rep,gold,,ce,channel,30,on",
        "sellers,module,partner-rep,,gateway,,,,on",
        "managers,secret,channel-manager,,,,,7,on",
    )
    await office.registers("rep", product="gateway")

    minute(office)

    assert {name: sorted(to_do(office, name)) for name in WHO if to_do(office, name)} == {
        "rep": ["basics", "module"],
        "manager": ["secret"],
        "second": ["secret"],
    }
    mine = to_do(office, "rep")
    assert (mine["basics"].due_on, mine["module"].due_on) == (date(2026, 12, 23), None)


async def test_a_product_that_a_partner_sells_for_the_first_time_is_learned_there_and_nobody_else_is_looked_at(
    office: Office,
):
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "rules", "sellers,module,partner-rep,,gateway,,,,on")
    for chore in ("look at learners", "assign courses"):
        minute(office, chore)
    ref = await office.registers("rep", product="sensor")
    minute(office, "look at learners")
    assert not to_do(office, "rep")

    form = form_of(await office.types("rep", f"deal edit {ref}"))
    await office.sends("rep", form, product="gateway")
    with office.database.write() as store:
        training_assigned._look_at_sellers(store)
        looked_at = store.enrolments.changed(size=50)
    minute(office, "look at learners")

    assert {one.partner for one in looked_at} == {"nowak"}
    assert set(to_do(office, "rep")) == {"module"}


async def test_whoever_comes_later_and_whatever_is_added_later_counts_as_well(office: Office):
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "rules", "all,basics,partner-admin,,,,,30,on")
    minute(office)

    with office.database.write() as store:
        store.people.keep(replace(office.person("boss"), id="", email="new@nowak.example"))
    imports(office.database, "rules", "more,module,partner-admin,,,,,,on")
    minute(office)

    with office.database.read() as store:
        new = store.people.with_email("nowak", "new@nowak.example")
        assert new is not None
        assert {one.course for one in store.enrolments.open_of([new.id])} == {"basics", "module"}
    assert set(to_do(office, "boss")) == {"basics", "module"}


async def test_what_no_rule_says_any_more_is_taken_away_but_not_a_seat(office: Office):
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "sessions", SPRING)
    imports(office.database, "rules", EVERYBODY, "too,module,,,,,,,on")
    minute(office)
    with office.database.write() as store:
        [spring] = store.training.sessions()
        assert store.enrolments.seat(office.person("rep").id, spring, at=NOON)

    imports(office.database, "rules", "all,basics,,,,,,30,off", "too,module,,,,,,,off")
    minute(office)

    assert {one.course: one.standing for one in to_do(office, "rep").values()} == {"basics": Standing.REGISTERED}
    assert to_do(office, "rep")["basics"].due_on is None
    assert not to_do(office, "boss")


async def test_whoever_goes_to_another_zone_has_as_long_as_they_were_told(office: Office):
    imports(office.database, "courses", BASICS)
    imports(office.database, "rules", EVERYBODY)
    minute(office)
    assert to_do(office, "rep")["basics"].due_on == date(2026, 12, 23)

    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), zone="Pacific/Kiritimati"))  # where it was the next day by then
    minute(office, hours=24)
    assert to_do(office, "rep")["basics"].due_on == date(2026, 12, 23)

    imports(office.database, "rules", EVERYBODY.replace(",30,", ",31,"))
    minute(office)
    assert to_do(office, "rep")["basics"].due_on == date(2026, 12, 24)


async def test_what_somebody_wished_to_take_is_due_so_many_days_after_a_rule_asks_for_it(office: Office):
    imports(office.database, "courses", MODULE)
    with office.database.write() as store:
        store.enrolments.assign(office.person("rep").id, "module", at=office.clock[0])
    minute(office, hours=100 * 24)

    imports(office.database, "rules", "all,module,partner-rep,,,,,30,on")
    minute(office)

    assert to_do(office, "rep")["module"].due_on == date(2027, 4, 2)
    minute(office, hours=24)
    assert to_do(office, "rep")["module"].due_on == date(2027, 4, 2)


async def test_a_certificate_is_renewed_sixty_days_before_it_ends_and_not_before(office: Office):
    imports(office.database, "courses", BASICS)
    imports(office.database, "rules", EVERYBODY)
    minute(office)
    with office.database.write() as store:
        mine = to_do(office, "rep")["basics"]
        store.enrolments.finish(mine, at=NOON, ends_on=date(2027, 11, 23))

    minute(office, days=304)
    assert not to_do(office, "rep")
    minute(office, days=1)
    assert to_do(office, "rep")["basics"].due_on == date(2027, 11, 22)


async def test_batches_go_through_all_and_then_nothing_is_looked_at_until_something_changes(office: Office):
    imports(office.database, "courses", BASICS)
    imports(office.database, "rules", EVERYBODY)
    three = partial(training_assigned.assign_missing, size=3)
    chore = after_changes("training", three, training_assigned.mark)

    with office.database.write() as store:
        rounds = [chore(NOON, store) for _ in range(6)]

    assert rounds == [True, True, True, False, False, False]
    assert all(set(to_do(office, name)) == {"basics"} for name in WHO)


async def test_whoever_changes_is_looked_at_alone_however_many_others_there_are(office: Office):
    imports(office.database, "courses", BASICS, MODULE)
    imports(office.database, "rules", "reps,basics,partner-rep,,,,,30,on", "admins,module,partner-admin,,,,,,on")
    minute(office, "look at learners")
    minute(office)
    alone = a_change(office, "boss", Role.PARTNER_REP)
    assert set(to_do(office, "boss")) == {"basics"}

    with office.database.write() as store:
        for n in range(300):
            store.people.keep(replace(office.person("boss"), id="", email=f"n{n}@nowak.example"))
    minute(office, "look at learners")
    minute(office)

    assert a_change(office, "boss", Role.PARTNER_ADMIN) < alone * 1.5
    assert set(to_do(office, "boss")) == {"module"}


def a_change(office: Office, who: str, role: Role) -> int:
    """What the next minute costs when somebody has another role."""
    with office.database.write() as store:
        store.people.save(replace(office.person(who), roles=frozenset({role})))
    with steps(office.database) as done:
        minute(office, "look at learners")
        minute(office)
    return done[0]


def test_who_is_in_another_s_hands_at_that_moment_is_looked_at_once_more(postgresql_url):
    """On SQLite writers come one after another."""
    with closing(Database(postgresql_url)) as database, ThreadPoolExecutor(1) as beside:
        with database.write() as store:
            store.programmes.apply(programme(), at=NOON)
            person = rep(store)
        for kind, line in (("courses", BASICS.replace("sensor,", ",")), ("sessions", SPRING), ("rules", EVERYBODY)):
            imports(database, kind, line)
        look(database)
        imports(database, "rules", EVERYBODY.replace(",on", ",off"))
        with database.write() as store:
            store.people.save(person)

        with database.write() as store:
            store.enrolments.seat(person.id, store.training.sessions()[0], at=NOON)
            late = beside.submit(look, database)
            until_somebody_waits(postgresql_url)
        late.result(30)

        with database.write() as store:
            assert [one.id for one in store.enrolments.changed(size=5)] == [person.id]


def look(database: Database) -> None:
    with database.write() as store:
        training_assigned.assign_changed(NOON, store)
