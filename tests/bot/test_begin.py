"""tandem init and tandem people admin: a programme, a database, an admin and a code; nothing lost by a second try."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.admins import first_admin
from bot.desk.starter import Answers, currency_of, written, zone_of
from domain.currencies import CODES
from domain.people import Person, Role
from domain.programme_checks import countries
from domain.programme_text import read_programme
from storage.database import Database
from storage.schema import downgrade
from tests.bot.command_line import Said, run
from tests.office import PROGRAMME

GIVEN = ("--company", "Acme", "--name", "Ola Lis", "--slack", "T0123ABCD", "--yes")
TENANT = "11111111-aaaa-4bbb-8ccc-000000000001"

Run = Callable[..., Said]


ON_BOTH = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
"""Where something is written; an answer that is wrong reaches no database."""


@pytest.fixture(params=["sqlite"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture
def here(tmp_path: Path, url: str) -> Run:
    """Runs a command in an empty folder, on a database without tables."""
    none = {"MICROSOFT_APP_ID": "", "MICROSOFT_APP_PASSWORD": "", "MICROSOFT_APP_TENANTID": ""}
    return lambda *words, **given: run(*words, folder=tmp_path, **{"DATABASE_URL": url, **none, **given})


@pytest.fixture
def database(url: str):
    with closing(Database(url)) as opened:
        yield opened


def admins(database: Database) -> list[Person]:
    with database.read() as store:
        return [person for person in store.people.everybody() if Role.ADMIN in person.roles]


def code_in(said: Said) -> str:
    assert said.code == 0, said.err
    return next(line.strip() for line in said.out.splitlines() if line.startswith("    "))


def whose(database: Database, code: str, *, after: timedelta = timedelta(0)) -> str:
    with database.write() as store:
        person = store.people.redeem_code(code, at=datetime.now(UTC) + after)
        return person.name if person else ""


# --- init ---


@ON_BOTH
def test_with_options_nothing_is_asked_and_everything_is_there(here, database, tmp_path):
    said = here("init", *GIVEN)

    assert "programme.toml is written." in said.out
    assert "in Slack workspace T0123ABCD; it works nowhere else" in said.out
    programme = read_programme((tmp_path / "programme.toml").read_text("utf-8"))
    with database.read() as store:
        assert store.programmes.newest() == programme
        assert [act.what for act in store.acts.all()] == ["programme", "admin-code"]
    assert (programme.name, programme.languages, programme.currencies) == ("Acme", ("en",), ("USD",))
    assert programme.organisation_of("slack", "T0123ABCD") == "vendor"
    [admin] = admins(database)
    assert (admin.name, admin.organisation, admin.roles) == ("Ola Lis", "vendor", frozenset({Role.ADMIN}))
    assert (admin.language, admin.zone) == ("en", "America/New_York")
    assert here("programme", "check", "programme.toml").code == 0
    assert whose(database, code_in(said)) == "Ola Lis"


def test_each_question_has_a_hint_a_default_and_a_second_try(here, tmp_path):
    typed = [
        *("Ola Lis", "Acme", "pl, klingon", "pl, pt", "", "PLN EUR", "Warsaw", ""),
        *("https://app.slack.com/client/T0123ABCD/C042", "acme.onmicrosoft.com", TENANT.upper()),
    ]

    said = here("init", typed="\n".join(typed) + "\n")

    assert said.code == 0, said.err
    for words in ("Countries [PL]:", "Currencies [PLN]:", "Time zone [Europe/Warsaw]:", "app.slack.com/client/T"):
        assert words in said.out
    for words in ('"klingon" is not one of ours', '"Warsaw" is no time zone', "is not a Teams tenant id"):
        assert words in said.out + said.err
    assert f"in Slack workspace T0123ABCD or Microsoft 365 tenant {TENANT};" in said.out
    programme = read_programme((tmp_path / "programme.toml").read_text("utf-8"))
    assert (programme.languages, programme.currencies) == (("pl", "pt-BR"), ("PLN", "EUR"))
    assert [space.tenant for space in programme.workspaces] == ["T0123ABCD", TENANT]


def test_one_of_the_two_platforms_there_must_be(here):
    typed = ["Ola", "Acme", "", "", "", "", "", "", "T0123ABCD", ""]

    said = here("init", typed="\n".join(typed) + "\n")

    assert said.out.count("Give the Slack workspace or the Teams tenant") == 1
    assert code_in(said)


def test_the_tenant_of_the_settings_is_offered(here):
    app = {"MICROSOFT_APP_ID": TENANT, "MICROSOFT_APP_PASSWORD": "x", "MICROSOFT_APP_TENANTID": TENANT}

    said = here("init", "--company", "Acme", "--name", "Ola", "--yes", **app)

    assert f"Microsoft 365 tenant {TENANT};" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--name", "Ola", "--slack", "T0123ABCD"), "--company is missing: Your company's name."),
        (("--company", "Acme", "--slack", "T0123ABCD"), "--name is missing: Your name."),
        (("--company", "Acme", "--name", "Ola"), "Give the Slack workspace or the Teams tenant"),
        ((*GIVEN, "--slack", "acme"), '--slack: "acme" is not a Slack workspace id'),
        ((*GIVEN, "--countries", "PL Narnia"), '--countries: "Narnia" is no country'),
        ((*GIVEN, "--currencies", "XXX"), '--currencies: "XXX" is no currency'),
        ((*GIVEN, "--languages", ", ,"), '--languages: "" is not one of ours'),
        ((*GIVEN, "--zone", "Mars/Base"), '--zone: "Mars/Base" is no time zone'),
        ((*GIVEN, "--company", "A" * 76), "--company: this must be one line of 1 to 75 characters."),
        ((*GIVEN, "--name", "a\nb"), "--name: this must be one line of 1 to 75 characters."),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(words, told, here, tmp_path, database):
    said = here("init", *words, "--yes")

    assert said.code == 1
    assert told in said.err
    assert not (tmp_path / "programme.toml").exists()
    assert admins(database) == []


@ON_BOTH
def test_a_second_time_there_is_a_new_code_and_no_second_admin(here, database, tmp_path):
    first = here("init", *GIVEN)
    before = (tmp_path / "programme.toml").read_bytes()

    second = here("init", "--company", "Other", "--name", "Somebody Else", "--slack", "T0OTHER", "--yes")

    assert "The programme of Acme is in force; it stays as it is." in second.out
    assert (tmp_path / "programme.toml").read_bytes() == before
    assert [admin.name for admin in admins(database)] == ["Ola Lis"]
    assert whose(database, code_in(first)) == ""
    assert whose(database, code_in(second)) == "Ola Lis"


def test_of_two_who_begin_at_once_one_becomes_the_admin_and_one_code_is_good(database_url):
    """Both were told that there is no admin yet."""
    database, ready = Database(database_url), Barrier(2)
    with database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME), at=datetime.now(UTC))

    def begins(name: str) -> str:
        with closing(Database(database_url)) as own:
            ready.wait(30)
            with own.write() as store:
                _, code = first_admin(name, store, at=datetime.now(UTC))
                time.sleep(0.2)
        return code

    with ThreadPoolExecutor(2) as both:
        codes = list(both.map(begins, ("Ola", "Ewa")))

    [admin] = admins(database)
    assert sorted(whose(database, code) for code in codes) == ["", admin.name]
    database.close()


def test_a_code_is_good_for_a_day(here, database):
    code = code_in(here("init", *GIVEN))

    assert whose(database, code, after=timedelta(hours=24)) == ""
    assert whose(database, code, after=timedelta(hours=23, minutes=50)) == "Ola Lis"


@pytest.mark.parametrize(("answer", "company"), [("n\n", "Mine"), ("\n", "Mine"), ("y\n", "Acme")])
def test_a_file_that_is_there_is_overwritten_only_where_somebody_says_so(answer, company, here, tmp_path, database):
    here("init", "--company", "Mine", "--name", "Ola", "--slack", "T0MINE", "--yes", DATABASE_URL="sqlite:///other.db")

    rest = "\n" * 5
    said = here("init", "--company", "Acme", "--name", "Ola", "--slack", "T0123ABCD", typed=answer + rest)

    assert said.code == 0, said.err
    assert "programme.toml is there already. Write it anew? [y/N]" in said.out
    with database.read() as store:
        assert store.programme.name == company


def test_yes_overwrites_nothing(here, tmp_path, database):
    (tmp_path / "programme.toml").write_text("name = 1\n", "utf-8")

    said = here("init", *GIVEN)

    assert said.code == 1
    assert "line 1, name" in said.err
    assert (tmp_path / "programme.toml").read_text("utf-8") == "name = 1\n"
    assert admins(database) == []


def test_a_programme_without_a_house_of_the_vendors_has_nowhere_to_type_a_code(here, tmp_path):
    here("init", *GIVEN, DATABASE_URL="sqlite:///other.db")
    text = (tmp_path / "programme.toml").read_text("utf-8")
    (tmp_path / "programme.toml").write_text(text.replace('"slack"', '"web"'), "utf-8")

    said = here("init", *GIVEN)

    assert said.code == 1
    assert "the code could be typed nowhere" in said.err


def test_a_file_that_cannot_be_written_is_told(here, tmp_path):
    said = here("init", *GIVEN, "--file", "nowhere/programme.toml")

    assert said.err == "nowhere/programme.toml cannot be written: No such file or directory.\n"


def test_an_old_schema_in_use_is_not_migrated_by_the_way(tmp_path, postgresql_url):
    downgrade(postgresql_url, "0001")

    said = run("init", *GIVEN, folder=tmp_path, DATABASE_URL=postgresql_url)

    assert said.code == 1
    assert "Run: tandem migrate" in said.err


# --- what it writes ---

TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=75)
LANGUAGES = st.lists(st.sampled_from(("en", "pl", "pt-BR")), min_size=1, max_size=3, unique=True)


@settings(max_examples=100)
@given(
    company=TEXT,
    languages=LANGUAGES,
    where=st.lists(st.sampled_from(sorted(countries())), min_size=1, max_size=5, unique=True),
    money=st.lists(st.sampled_from(sorted(CODES)), min_size=1, max_size=4, unique=True),
    teams=st.sampled_from(["", TENANT]),
)
def test_whatever_is_answered_the_programme_is_in_order(company, languages, where, money, teams):
    answers = Answers(
        company=company,
        languages=languages,
        countries=where,
        currencies=money,
        zone=zone_of(where[0]),
        slack="T0123ABCD",
        teams=teams,
    )

    programme = read_programme(written(answers))

    assert (programme.name, list(programme.languages), list(programme.currencies)) == (company, languages, money)


def test_the_partner_in_the_comments_is_one_when_the_marks_are_taken_away():
    text = written(
        Answers(
            company="Acme",
            languages=["pl"],
            countries=["PL"],
            currencies=["PLN"],
            zone="Europe/Warsaw",
            slack="T0123ABCD",
            teams="",
        )
    )
    head, mark, example = text.partition("# [[partners]]")

    programme = read_programme(head + (mark + example).replace("# ", ""))

    assert programme.partners[0].key == "acme"


@pytest.mark.parametrize("country", sorted(countries()))
def test_every_country_has_a_zone_and_a_currency_to_offer(country):
    assert zone_of(country)
    assert currency_of(country) in CODES


# --- people admin ---


@ON_BOTH
def test_an_admin_who_lost_the_account_gets_a_new_code_and_it_is_noted(here, database):
    here("init", *GIVEN)

    said = here("people", "admin", "ola lis")

    assert whose(database, code_in(said)) == "Ola Lis"
    with database.read() as store:
        [admin] = store.people.holders(Role.ADMIN)
        assert [(act.who, act.what, act.about) for act in store.acts.all()[1:]] == [
            ("operator", "admin-code", admin.id)
        ] * 2


@pytest.mark.parametrize(("answer", "names"), [("y\n", ["Jan Nowak", "Ola Lis"]), ("n\n", ["Ola Lis"])])
def test_nobody_becomes_an_admin_by_a_misspelling(answer, names, here, database):
    here("init", *GIVEN)

    said = here("people", "admin", " Jan Nowak ", typed=answer)

    assert "The vendor has nobody called Jan Nowak. Add Jan Nowak as an admin? [y/N]" in said.out
    assert [admin.name for admin in admins(database)] == names


@ON_BOTH
def test_somebody_of_the_vendors_becomes_an_admin_besides_what_they_are(here, database, tmp_path):
    here("init", *GIVEN)
    (tmp_path / "people.csv").write_text(
        "email,name,organisation,roles,language,zone,looks_after\n"
        "a@acme.example,Ana Prado,vendor,director,,,\n"
        "b@acme.example,Ana Prado,vendor,auditor,,,\n",
        "utf-8",
    )
    here("people", "import", "people.csv")

    unclear = here("people", "admin", "Ana Prado", "--yes")
    clear = here("people", "admin", "A@acme.example", "--yes")

    assert unclear.err == "The vendor has 2 people called Ana Prado. Say which, by the e-mail address.\n"
    assert whose(database, code_in(clear)) == "Ana Prado"
    assert {admin.email: admin.roles for admin in admins(database)}["a@acme.example"] == {Role.ADMIN, Role.DIRECTOR}
    assert "There are several admins: Ana Prado, Ola Lis." in here("init", *GIVEN).err


def test_without_a_programme_there_is_nobody_to_be_the_admin_of(here):
    here("migrate")

    assert here("people", "admin", "Ola").err == "There is no programme yet. Run: tandem init\n"
    assert here("people", "admin", " ").err == "NAME: this must be one line of 1 to 75 characters.\n"
