"""The operator's commands: what they say, what they change, and that a mistake changes nothing."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.channels import Channel
from domain.notices.deals import DealReceived
from domain.places import Identity, Platform
from domain.programme import Programme
from domain.programme_text import read_programme
from storage.acceptances import Acceptance
from storage.database import Database
from storage.people import Known
from storage.schema import downgrade, misfit
from storage.tables import copies
from tests import crowd
from tests.bot.command_line import CANARY, SECRETS, Said, environment, installed, run
from tests.conftest import HOUSE
from tests.databases import until_somebody_waits
from tests.forked import PIPE, Forked

EXAMPLE = (HOUSE / "bot" / "example" / "programme.toml").read_text("utf-8")
PEOPLE = (HOUSE / "bot" / "example" / "people.csv").read_text("utf-8")
HEADER = PEOPLE.splitlines()[0]
PAGES = {"PRIVACY_URL": "https://acme.example/privacy", "TERMS_URL": "https://acme.example/terms"}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

Run = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "programme.toml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    return tmp_path


@pytest.fixture
def here(folder: Path, sqlite_url: str) -> Run:
    """Runs a command in the folder, on an empty SQLite file."""
    return lambda *words, **given: run(*words, folder=folder, **{"DATABASE_URL": sqlite_url, **given})


@pytest.fixture
def database(sqlite_url: str):
    with closing(Database(sqlite_url)) as opened:
        yield opened


def apply(database: Database, text: str = EXAMPLE) -> Programme:
    programme = read_programme(text)
    with database.write() as store:
        store.programmes.apply(programme, at=NOON)
    return programme


def in_force(database: Database) -> Programme | None:
    with database.read() as store:
        return store.programmes.newest()


def emails(database: Database) -> list[str]:
    with database.read() as store:
        return sorted(person.email for person in store.people.everybody())


# --- programme check ---


def test_a_good_programme_is_in_order(here):
    said = here("programme", "check", "programme.toml")

    assert (said.code, said.out.strip(), said.err) == (0, "programme.toml is in order.", "")


def test_each_mistake_is_told_with_its_line_its_key_and_what_is_allowed(here, folder):
    broken = EXAMPLE.replace('tier = "gold"', 'tier = "platinum"', 1).replace(
        "protection_days = 60", "protection_days = -1"
    )
    (folder / "broken.toml").write_text(broken, "utf-8")
    lines = broken.splitlines()
    line = lines.index('tier = "platinum"') + 1
    other = next(at for at, text in enumerate(lines, start=1) if "protection_days = -1" in text)

    said = here("programme", "check", "broken.toml")

    assert said.code == 1
    assert f"line {line}, partners[0].tier: " in said.err
    assert "platinum" in said.err
    assert "registered, silver, gold" in said.err
    assert f"line {other}, tiers.registered.protection_days: This must be at least 0." in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("text", "told"), [("name = \n", "line 1: This is not valid TOML"), ("", '"name" is missing; needed here: ')]
)
def test_what_is_no_programme_is_told(text, told, here, folder):
    (folder / "broken.toml").write_text(text, "utf-8")

    said = here("programme", "check", "broken.toml")

    assert said.code == 1
    assert told in said.err


def test_a_mark_before_the_text_is_none_of_it(here, folder):
    (folder / "marked.toml").write_text((folder / "programme.toml").read_text("utf-8"), "utf-8-sig")

    assert here("programme", "check", "marked.toml").code == 0


def test_a_file_that_cannot_be_read_is_told(here, folder):
    (folder / "latin.toml").write_bytes("name = 'Araucê'".encode("latin-1"))

    assert here("programme", "check", "nowhere.toml").err == "nowhere.toml cannot be read: No such file or directory.\n"
    assert here("programme", "check", ".").err == ". cannot be read: Is a directory.\n"
    assert here("programme", "check", "latin.toml").err == (
        "latin.toml is not UTF-8 text. Save it as UTF-8 (in Excel: CSV UTF-8) and try again.\n"
    )
    assert here("programme", "check", "nowhere.toml").code == 1


# --- programme apply ---


def test_a_dry_run_prints_what_would_change_and_writes_nothing(here, database):
    said = here("programme", "apply", "programme.toml", "--dry-run")

    assert said.code == 0
    assert "added    name: Ostrelle Sensors" in said.out
    assert in_force(database) is None


def test_a_dry_run_does_not_even_make_a_database(folder):
    said = run("programme", "apply", "programme.toml", "--dry-run", folder=folder, DATABASE_URL="sqlite:///new.db")

    assert said.code == 0
    assert "added    name: Ostrelle Sensors" in said.out
    assert {file.name for file in folder.iterdir()} == {"programme.toml", "people.csv"}


def test_a_dry_run_stays_one_together_with_yes(here, database):
    here("programme", "apply", "programme.toml", "--dry-run", "--yes")

    assert in_force(database) is None


def test_yes_applies_it_and_a_second_time_nothing_changes(here, database):
    first = here("programme", "apply", "programme.toml", "--yes")
    second = here("programme", "apply", "programme.toml", "--yes")

    assert first.code == second.code == 0
    assert first.out.endswith("Applied as version 1.\n")
    assert second.out == "Nothing changes.\n"
    assert in_force(database) == read_programme(EXAMPLE)


@pytest.mark.parametrize(("answer", "applied"), [("y\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_without_yes_it_asks(answer, applied, here, database):
    said = here("programme", "apply", "programme.toml", typed=answer)

    assert "Apply? [y/N]" in said.out
    assert (in_force(database) is not None) == applied
    assert ("Applied as version 1." in said.out) == applied


def test_only_what_changes_is_printed(here, folder, database):
    apply(database)
    (folder / "programme.toml").write_text(EXAMPLE.replace("protection_days = 60", "protection_days = 45"), "utf-8")

    said = here("programme", "apply", "programme.toml", "--dry-run")

    assert said.out == "changed  tiers.registered.protection_days: 60 -> 45\n"


def test_terms_that_change_are_told_with_how_many_must_accept_them(here, folder, database):
    apply(database)
    here("people", "import", "people.csv")
    terms = '\n[terms]\nversion = "{}"\ntext = "{}"\n'

    def applied(version: str, text: str) -> str:
        (folder / "programme.toml").write_text(EXAMPLE + terms.format(version, text), "utf-8")
        return str(here("programme", "apply", "programme.toml", "--yes").out)

    assert "9 people of your partners must accept the terms, version 1, before their next deal." in applied("1", "A")
    with database.write() as store:
        rep = next(one for one in store.people.everybody() if one.partner)
        store.acceptances.add(Acceptance(person=rep.id, version="1", language="en", at=NOON))
    assert "nobody is asked to accept them again" in applied("1", "B")
    assert "9 people of your partners must accept the terms, version 2" in applied("2", "B")
    assert "8 people of your partners must accept the terms, version 1" in applied("1", "A")


def test_a_broken_programme_is_not_applied(here, folder, database):
    (folder / "programme.toml").write_text(EXAMPLE.replace('tier = "gold"', 'tier = "platinum"', 1), "utf-8")

    said = here("programme", "apply", "programme.toml", "--yes")

    assert said.code == 1
    assert "partners[0].tier" in said.err
    assert in_force(database) is None


def test_what_somebody_else_applied_between_question_and_answer_stands(folder, sqlite_url, database):
    asking = asked(folder, DATABASE_URL=sqlite_url)
    theirs = apply(database, EXAMPLE.replace("Ostrelle Sensors", "Another"))

    out, err = asking.communicate("y\n", timeout=30)

    assert asking.returncode == 1
    assert "The programme was changed by somebody else meanwhile." in err
    assert "Applied" not in out
    assert in_force(database) == theirs


def asked(folder: Path, **settings: str) -> Forked:
    """A process that has printed the changes and waits for an answer."""
    words = ("-m", "bot", "programme", "apply", "programme.toml")
    process = Forked(*words, folder=folder, env=environment(settings), stdin=PIPE, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    seen = ""
    while "Apply? [y/N]" not in seen:
        letter = process.stdout.read(1)
        assert letter, seen
        seen += letter
    return process


def test_of_two_at_the_very_same_moment_one_is_applied(folder, postgresql_url):
    with closing(Database(postgresql_url)) as database:
        with database.write() as store:
            theirs = read_programme(EXAMPLE.replace("Ostrelle Sensors", "Another"))
            store.programmes.apply(theirs, at=NOON)
            mine = asked(folder, DATABASE_URL=postgresql_url)  # it does not see what is not committed
            assert mine.stdin is not None
            mine.stdin.write("y\n")
            mine.stdin.flush()
            until_somebody_waits(postgresql_url)
        out, err = mine.communicate(timeout=30)

        assert mine.returncode == 1
        assert "changed by somebody else meanwhile" in err
        assert "Traceback" not in out + err
        assert in_force(database) == theirs


# --- people ---


def test_people_are_imported_and_a_second_time_nothing_changes(here, database):
    apply(database)

    first = here("people", "import", "people.csv")
    before = emails(database)
    second = here("people", "import", "people.csv")

    assert (first.code, first.out) == (second.code, second.out) == (0, "18 people are as in people.csv.\n")
    assert len(before) == 18
    assert emails(database) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_in_whatever_unicode_it_is_saved(encoding, here, folder, database):
    apply(database)
    (folder / "people.csv").write_text(PEOPLE, encoding)

    assert here("people", "import", "people.csv").out == "18 people are as in people.csv.\n"


def test_a_code_page_is_not_guessed_at(here, folder, database):
    apply(database)
    (folder / "people.csv").write_text(f"{HEADER}\nana@wislan.example,Żaneta,wislan,partner-rep,,,\n", "cp1250")

    said = here("people", "import", "people.csv")

    assert (said.code, said.err) == (
        1,
        "people.csv is not UTF-8 text. Save it as UTF-8 (in Excel: CSV UTF-8) and try again.\n",
    )
    assert emails(database) == []


def test_customers_are_imported_and_a_second_time_nothing_changes(here, folder, database):
    apply(database)
    lines = [f"Firma {number},PL,,named,," for number in range(60)]
    (folder / "customers.csv").write_text("\n".join(["name,country,website,kind,owner,partners", *lines]), "utf-8")

    first, second = (here("customers", "import", "customers.csv") for _ in range(2))

    assert (first.code, first.out) == (second.code, second.out) == (0, "60 customers are as in customers.csv.\n")
    with database.read() as store:
        assert len(store.conflicts.listed()) == 60
        assert ("firma 59", 100) in store.customers.similar("Firma 59")


def test_the_progress_is_told_beside_the_output(here, database):
    apply(database)

    assert "Importing" in here("people", "import", "people.csv").err


BAD = f"""{HEADER}
ana@wislan.example,Ana,wislan,partner-rep,pl,Europe/Warsaw,
nobody,Nobody,wislan,partner-rep,pl,Europe/Warsaw,
bo@wislan.example,Bo,wislan,director,pl,Europe/Warsaw,
cy@wislan.example,Cy,wislan,partner-rep,tlh,Europe/Warsaw,
di@wislan.example,Di,wislan,partner-rep,pl,Mars/Olympus,
ed@nowhere.example,Ed,nowhere,partner-rep,pl,Europe/Warsaw,
ana@wislan.example,Ana again,wislan,partner-rep,pl,Europe/Warsaw,
too,few
zoe@wislan.example,Zoe,wislan,partner-rep,pl,Europe/Warsaw,
"""


def test_every_bad_line_is_told_with_its_number_and_nothing_is_imported(here, folder, database):
    apply(database)
    (folder / "bad.csv").write_text(BAD, "utf-8")

    said = here("people", "import", "bad.csv")

    assert said.code == 1
    told = [line for line in said.err.splitlines() if line.startswith("line ")]
    assert [int(line.split(":")[0].removeprefix("line ")) for line in told] == [3, 4, 5, 6, 7, 8, 9]
    assert told[0] == "line 3: “nobody” is no e-mail address."
    assert "Allowed: partner-admin, partner-rep" in told[1]
    assert said.err.endswith("7 lines are wrong; nothing was imported.\n")
    assert emails(database) == []


def test_with_keep_going_the_right_lines_are_imported(here, folder, database):
    apply(database)
    (folder / "bad.csv").write_text(BAD, "utf-8")

    said = here("people", "import", "bad.csv", "--keep-going")

    assert said.code == 1
    assert said.out == "2 people are as in bad.csv.\n"
    assert said.err.endswith("7 lines are wrong and left out.\n")
    assert emails(database) == ["ana@wislan.example", "zoe@wislan.example"]


@pytest.mark.parametrize("keep_going", [(), ("--keep-going",)])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,email\n", "The first line must be: email,name,organisation,roles,language,zone,looks_after"),
        (f'{HEADER}\nnobody,N,wislan,partner-rep,,,\n"open,N,wislan\n', "line 2: "),
        (f'{HEADER}\n"a"b,N,wislan,partner-rep,,,\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_not_imported_at_all(text, told, keep_going, here, folder, database):
    apply(database)
    (folder / "bad.csv").write_text(text, "utf-8")

    said = here("people", "import", "bad.csv", *keep_going)

    assert said.code == 1
    assert told in said.err
    assert said.err.endswith("Nothing was imported.\n")
    assert emails(database) == []


def test_without_a_programme_nobody_is_imported(here):
    said = here("people", "import", "people.csv")

    assert said.code == 1
    assert said.err == "There is no programme yet. Run: tandem programme apply FILE --yes\n"


def test_a_code_links_an_account_once(here, database):
    apply(database)
    here("people", "import", "people.csv")

    said = here("people", "code", "Marek.Zielonka@wislan.example", "wislan")

    assert said.code == 0
    code, _, rest = said.out.partition(" ")
    assert rest == "(for Marek Zielonka; works once, for 10 minutes)\n"
    with database.write() as store:
        found = store.people.redeem_code(code, at=datetime.now(UTC))
        assert found is not None
        assert found.email == "marek.zielonka@wislan.example"
        assert store.people.redeem_code(code, at=datetime.now(UTC)) is None


def test_a_code_for_the_vendors_own_people_needs_no_organisation(here, database):
    apply(database)
    here("people", "import", "people.csv")

    assert "(for Ciarán Doyle;" in here("people", "code", "ciaran.doyle@ostrelle.example").out


def test_nobody_gets_a_code_under_another_organisation(here, database):
    apply(database)
    here("people", "import", "people.csv")

    said = here("people", "code", "marek.zielonka@wislan.example")

    assert said.code == 1
    assert said.err == "vendor has nobody with this address. Import people first.\n"


# --- manifests ---


def test_the_slack_app_is_printed_for_a_host(here):
    said = here("manifest", "slack", "--url", "https://bot.acme.example", "--prefix", "acme")

    assert said.code == 0
    assert "command: /acme-deal" in said.out
    assert "https://bot.acme.example/slack/events" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--url", "http://bot.acme.example"), "does not begin with https://"),
        (("--url", "https://bot.acme.example/x"), "give the host alone"),
        (("--url", "https://bot.acme.example", "--prefix", "Ä"), "cannot stand before a command"),
        (("--url", "https://bot.acme.example", "--prefix", "a" * 40), "longer than the 32 characters"),
    ],
)
def test_what_slack_would_not_take_is_told(words, told, here):
    said = here("manifest", "slack", *words)

    assert said.code == 1
    assert told in said.err
    assert said.out == ""


def test_the_teams_package_names_the_app_and_the_host(here, folder):
    said = here("manifest", "teams", "--out", "app.zip", "--url", "https://bot.acme.example/", **PAGES)

    assert (said.code, said.out) == (0, "app.zip is ready to be uploaded.\n")
    with zipfile.ZipFile(folder / "app.zip") as package:
        manifest = package.read("manifest.json").decode()
    assert SECRETS["MICROSOFT_APP_ID"] in manifest
    assert '"bot.acme.example"' in manifest
    assert '"https://acme.example/privacy"' in manifest
    assert CANARY not in manifest


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (dict.fromkeys(SECRETS, ""), "Set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANTID first"),
        ({"MICROSOFT_APP_ID": ""}, "MICROSOFT_APP_ID missing"),
        ({"MICROSOFT_APP_TENANTID": ""}, "MICROSOFT_APP_TENANTID missing"),
        ({"MICROSOFT_APP_ID": "tandem"}, "MICROSOFT_APP_ID: this is no application id"),
    ],
)
def test_there_is_no_teams_package_without_app_id_and_tenant(settings, told, here, folder):
    said = here("manifest", "teams", **PAGES, **settings)

    assert said.code == 1
    assert told in said.err
    assert not (folder / "tandem-teams.zip").exists()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "Set PRIVACY_URL and TERMS_URL first: Teams shows these pages before anybody installs the app."),
        ({"PRIVACY_URL": "https://acme.example/privacy"}, "Set TERMS_URL first"),
        ({**PAGES, "APP_ICON": "nowhere.png"}, "APP_ICON: nowhere.png cannot be read: No such file or directory."),
        ({**PAGES, "APP_ICON": "people.csv"}, "APP_ICON: The icon must be a PNG of 192 x 192 pixels."),
        ({**PAGES, "PRIVACY_URL": "http://acme.example"}, "PRIVACY_URL: this is no https:// address"),
    ],
)
def test_there_is_no_teams_package_that_names_pages_which_nobody_serves(settings, told, here, folder):
    said = here("manifest", "teams", **settings)

    assert said.code == 1
    assert told in said.err
    assert not (folder / "tandem-teams.zip").exists()


def test_the_slack_app_has_the_name_of_the_settings(here):
    said = here("manifest", "slack", "--url", "https://bot.acme.example", APP_NAME="Acme Partners")

    assert 'name: "Acme Partners"' in said.out


@pytest.mark.parametrize(
    "url", ["bot.acme.example", "http://bot.acme.example", "https://x", "https://a.example/b", "https://a b.example"]
)
def test_what_teams_could_not_reach_is_told(url, here):
    said = here("manifest", "teams", "--url", url, **PAGES)

    assert said.code == 1
    assert "is no address that Teams could reach" in said.err


def test_a_place_where_nothing_can_be_written_is_told(here):
    said = here("manifest", "teams", "--out", "no/such/folder.zip", **PAGES)

    assert said.code == 1
    assert said.err == "no/such/folder.zip cannot be written: No such file or directory.\n"


def test_a_teams_package_is_written_over_no_other_file(here, folder):
    (folder / "app.zip").write_bytes(b"of somebody else")

    said = here("manifest", "teams", "--out", "app.zip", **PAGES)

    assert (said.code, said.err) == (1, "app.zip is there already. Nothing was written.\n")
    assert (folder / "app.zip").read_bytes() == b"of somebody else"


# --- outbox ---


@pytest.fixture
def stuck(here: Run, database: Database) -> str:
    """A copy that is held: nobody knows whether it arrived."""
    apply(database)
    here("people", "import", "people.csv")
    with database.write() as store:
        person = store.people.with_email("wislan", "marek.zielonka@wislan.example")
        assert person is not None
        store.people.link(Known(identity=Identity(Platform.TEAMS, "t", "u"), host="t"), person, at=NOON)
        store.outbox.put(DealReceived("deal-1"), to=[person], at=NOON)
    with database.write() as store:
        (claim,) = store.claims.take(at=NOON, platforms=[Platform.TEAMS], size=1)
        store.deliveries.hold(claim, at=NOON)
    return claim.copy


def test_an_empty_list_says_so(here):
    assert here("outbox", "list").out == "Nothing is stuck.\n"


def test_what_is_held_is_listed_whole_with_whom_it_is_for(stuck, here):
    said = here("outbox", "list", COLUMNS="40")

    (line,) = said.out.splitlines()
    assert line.split()[0] == stuck
    assert "2026-03-02 12:00 UTC" in line
    assert "uncertain: held. Nobody can know whether it arrived, and so it was not sent again. Look there" in line
    assert "deal-received" in line
    assert line.endswith("to Marek Zielonka <marek.zielonka@wislan.example>, wislan")


def test_what_is_held_in_a_channel_is_listed_with_whose_it_is(here: Run, database: Database):
    apply(database)
    with database.write() as store:
        crowd.prepare(store, NOON)
        crowd.tell(store, "T0VENDOR", ["C1", "C2"], at=NOON, platform=Platform.SLACK)
        channel = Channel(
            platform=Platform.SLACK, host="T0VENDOR", conversation="C1", partner="wislan", name="wislan-news"
        )
        store.channels.link(channel, by="x", at=NOON)
        for claim in store.claims.take(at=NOON, platforms=[Platform.SLACK], size=2):
            store.deliveries.hold(claim, at=NOON)

    whom = sorted(line.rpartition("  to ")[2] for line in here("outbox", "list").out.splitlines())

    assert whom == ["slack:T0VENDOR:C2", "wislan-news, wislan (slack:T0VENDOR:C1)"]


def test_what_was_announced_is_listed_with_whose_the_channel_was(here: Run, database: Database):
    apply(database)
    known = Channel(platform=Platform.SLACK, host="T0VENDOR", conversation="C1", partner="wislan", name="wislan-news")
    with database.write() as store:
        crowd.prepare(store, NOON)
        store.channels.link(known, by="x", at=NOON)
        linked = store.channels.get(Platform.SLACK, "C1")
        assert linked
        crowd.tell(store, "T0VENDOR", ["C1"], at=NOON, platform=Platform.SLACK)
        for claim in store.claims.take(at=NOON, platforms=[Platform.SLACK], size=2):
            store.deliveries.hold(claim, at=NOON)
        store.channels.unlink(linked, by="x", at=NOON)
        store.channels.link(replace(known, partner="rhenus", name="rhenus-news"), by="x", at=NOON)
    with database.engine.begin() as connection:
        connection.execute(update(copies).values(linked=linked.id))

    said = here("outbox", "list").out.rstrip()

    assert said.endswith("to wislan-news, wislan (slack:T0VENDOR:C1)")


def test_it_is_sent_again_when_one_says_so(stuck, here, database):
    refused = here("outbox", "resend", stuck, typed="n\n")
    assert "It may arrive a second time." in refused.out
    assert refused.out.endswith("Nothing was sent.\n")
    assert stuck in here("outbox", "list").out

    assert here("outbox", "resend", stuck, "--yes").out == "It is due now.\n"

    assert here("outbox", "list").out == "Nothing is stuck.\n"
    with database.write() as store:
        now = datetime.now(UTC)
        (claim,) = store.claims.take(at=now, platforms=[Platform.TEAMS], size=1)
        assert claim.copy == stuck


@pytest.mark.parametrize("twice", [True, False])
def test_what_is_not_stuck_is_not_sent_again(twice, stuck, here):
    if twice:
        here("outbox", "resend", stuck, "--yes")

    said = here("outbox", "resend", stuck if twice else "nonsense", "--yes")

    assert said.code == 1
    assert said.err == "There is no such copy that failed or is held and may still leave. See: tandem outbox list\n"


# --- databases ---


def test_migrate_brings_either_database_up_to_date_and_can_be_repeated(folder, empty_database_url):
    for _ in range(2):
        said = run("migrate", folder=folder, DATABASE_URL=empty_database_url)
        assert (said.code, said.out) == (0, "The database is up to date.\n")

    with closing(Database(empty_database_url)) as database:
        assert misfit(database) is None


@pytest.mark.parametrize("words", [("outbox", "list"), ("people", "import", "people.csv"), ("people", "code", "a@b.c")])
def test_a_wrong_database_url_is_told_rather_than_an_empty_file_made(words, folder):
    said = run(*words, folder=folder, DATABASE_URL="sqlite:///typo.db")

    assert said.code == 1
    assert said.err == "There is no database typo.db yet. DATABASE_URL says where it is.\n"
    assert not (folder / "typo.db").exists()


def test_on_an_old_postgresql_schema_every_command_names_the_one_that_helps(folder, postgresql_url):
    downgrade(postgresql_url, "base")

    said = run("outbox", "list", folder=folder, DATABASE_URL=postgresql_url)

    assert said.code == 1
    assert said.err == "The database's schema is older than this version. Run: tandem migrate\n"


@pytest.mark.parametrize("words", [("migrate",), ("outbox", "list"), ("programme", "apply", "programme.toml", "--yes")])
@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"postgresql://tandem:{CANARY}@127.0.0.1:1/tandem", "Connection refused"),
        ("sqlite:///programme.toml", "file is not a database"),
        ("sqlite:///programme.toml/x.db", "programme.toml: File exists"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(words, url, told, folder):
    said = run(*words, folder=folder, DATABASE_URL=url)

    assert said.code == 1
    assert told in said.err or "There is no database" in said.err
    assert said.err.count("\n") == 1
    assert (folder / "programme.toml").read_text("utf-8") == EXAMPLE


def test_a_wrong_setting_is_told_by_every_command(folder):
    said = run("outbox", "list", folder=folder, LISTEN="8080", DATABASE_URL=f"mysql://u:{CANARY}@h/d")

    assert said.code == 1
    assert said.err.startswith("DATABASE_URL: write sqlite:///FILE")
    assert "LISTEN: " in said.err


# --- as the installed command ---


def test_the_command_itself(folder, sqlite_url):
    said = installed("programme", "apply", "programme.toml", "--yes", folder=folder, DATABASE_URL=sqlite_url, **SECRETS)

    assert said.code == 0
    assert said.out.endswith("Applied as version 1.\n")
    assert said.err == ""


def test_a_fault_of_ours_is_told_without_what_it_quotes(folder):
    program = (
        "import sys; sys.argv = ['tandem', 'broken']\n"
        "from bot import command_line as commands\n"
        "@commands.app.command()\n"
        f"def broken(): raise ValueError('{CANARY}')\n"
        "commands.run()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, env=os.environ, capture_output=True, text=True, check=False
    )

    said = Said(done.returncode, done.stdout, done.stderr)
    assert said.code == 1
    assert said.err.startswith("This is a fault of Tandem's, please report it: ValueError at\n")
    assert "broken" in said.err


def test_times_are_those_of_the_pinned_zones_not_of_the_machines_own(folder):
    program = (
        "import sys, zoneinfo\n"
        "sys.argv = ['tandem', 'zones']\n"
        "from bot import command_line as commands\n"
        "@commands.app.command()\n"
        "def zones(): print(zoneinfo.TZPATH, len(zoneinfo.available_timezones()))\n"
        "commands.run()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, env=os.environ, capture_output=True, text=True, check=False
    )

    path, _, count = done.stdout.rpartition(" ")
    assert path == "()"
    assert int(count) > 500


def test_who_is_away_is_taken_over_from_a_file_all_or_nothing(here: Run, folder: Path, database: Database):
    apply(database)
    here("people", "import", "people.csv")
    (folder / "absences.csv").write_text("email,from,until\nnobody@vendor.example,2099-12-24,2099-12-26\n", "utf-8")
    assert "line 2: Nobody" in here("absences", "import", "absences.csv").err
    who = next(line.partition(",")[0] for line in PEOPLE.splitlines() if "channel-manager" in line)
    (folder / "absences.csv").write_text(f"email,from,until\n{who},2099-12-24,2099-12-26\n", "utf-8")

    assert "1 line is right" in here("absences", "import", "absences.csv", "--dry-run").out
    for _ in range(2):
        assert "The absences of 1 person are" in here("absences", "import", "absences.csv").out

    with database.read() as store:
        person = store.people.with_email("vendor", who)
        assert person
        assert len(store.delegations.of(person.id)) == 1

    (folder / "absences.csv").write_text(f"email,from,until\nnobody@vendor.example,,\n{who},,\n", "utf-8")
    said = here("absences", "import", "absences.csv", "--keep-going")
    assert "of 1 person are" in said.out
    assert (said.code, said.err.splitlines()[-1]) == (
        1,
        "1 line is wrong; the people concerned stay as they were.",
    )


@pytest.mark.parametrize("text", ["name,from,until\n", 'email,from,until\n{who},,\n{who},"2099-12-24,2099-12-26\n'])
def test_absences_stay_as_they_are_where_a_file_cannot_be_read_to_its_end(
    text: str, here: Run, folder: Path, database: Database
):
    apply(database)
    here("people", "import", "people.csv")
    who = next(line.partition(",")[0] for line in PEOPLE.splitlines() if "channel-manager" in line)
    away = f"email,from,until\n{who},2099-12-24,2099-12-26\n"
    (folder / "absences.csv").write_text(away, "utf-8")
    assert here("absences", "import", "absences.csv").code == 0
    (folder / "absences.csv").write_text(text.format(who=who), "utf-8")

    said = here("absences", "import", "absences.csv", "--keep-going")

    assert said.code == 1
    assert said.err.endswith("Nothing was imported.\n")
    with database.read() as store:
        person = store.people.with_email("vendor", who)
        assert person
        assert len(store.delegations.of(person.id)) == 1


TRAINING = """
[[courses]]
course = "basics"
name = "Basics"
mandatory = true
valid_months = 12

[[rules]]
rule = "reps"
course = "basics"
roles = ["partner-rep", "partner-admin"]
due_days = 30

[[sessions]]
course = "basics"
session = "spring"
day = 2099-03-04
start = "10:00"
minutes = 90
capacity = 20
"""


def test_training_is_taken_over_from_one_file_and_repeating_it_changes_nothing(
    here: Run, folder: Path, database: Database
):
    apply(database)
    (folder / "training.toml").write_text(TRAINING, "utf-8")

    for _ in range(2):
        assert "1 rules are as in training.toml" in here("training", "import", "training.toml").out

    with database.read() as store:
        [rule], [session] = store.training.rules(), store.training.sessions()
    assert (sorted(rule.roles), rule.days) == (["partner-admin", "partner-rep"], 30)
    assert (session.day.year, session.sequence) == (2099, 0)


def test_what_is_wrong_with_training_is_named_with_its_place(here: Run, folder: Path, database: Database):
    apply(database)
    header = "rule,course,roles,tiers,products,regions,partner_types,due_days,state"
    for name, text, said in (
        ("a.toml", TRAINING.replace("30", '"soon"'), "rules, entry 1: “soon” cannot stand in the column due_days"),
        ("b.toml", TRAINING.replace("due_days", "due"), "rules, entry 1: due is none of"),
        ("c.toml", "[courses]\n", "Write each of them as [[courses]]"),
        ("d.toml", "[[course]]\n", "course is none of: courses, rules, sessions"),
        ("e.toml", "courses = ", "This is no TOML"),
        ("f.csv", f"{header}\nreps,basics,boss,,,,,,\n", "line 2: “boss” cannot stand in the column roles"),
        ("g.csv", "email,name\n", "The first line must be one of"),
    ):
        (folder / name).write_text(text, "utf-8")

        assert said in here("training", "import", name).err, name
