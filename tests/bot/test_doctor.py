"""tandem doctor: each thing that can be wrong is one line with what to do; no line quotes a secret."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.doctor import exchange_rates
from bot.findings import Level, clock
from bot.keys import Keys, new_key
from bot.slack.manifest import scopes
from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.programme_text import read_programme
from domain.rates import GAP, known_until
from storage.database import Database
from storage.installations import Installation
from storage.people import Known
from storage.schema import downgrade
from tests.bot.command_line import CANARY, Said, run
from tests.office import PROGRAMME
from tests.ports import free_port
from tests.wire.connector import Connector
from tests.wire.payloads import (
    SLACK_APP_TOKEN,
    SLACK_SECRET,
    SLACK_TOKEN,
    TEAMS_PEOPLE,
    VENDOR_TEAM,
    VENDOR_TENANT,
    SlackIdentity,
)
from tests.wire.slack_api import SlackApi

OLA = SlackIdentity("U0OLA", VENDOR_TEAM, "Ola Lis")
OLA_AT_TEAMS = TEAMS_PEOPLE[0]
GRANTED = tuple(sorted(scopes().needed | scopes().optional))
NONE = dict.fromkeys(
    (
        *("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"),
        *("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANTID"),
    ),
    "",
)


@dataclass
class Ward:
    """An installation that is in order, until something of it is changed."""

    folder: Path
    slack: SlackApi
    teams: Connector
    settings: dict[str, str]

    def examined(self, *words: str, **changes: str) -> Said:
        return run("doctor", *words, folder=self.folder, **{**self.settings, **changes})

    def link(self, platform: Platform) -> None:
        with closing(Database(self.settings["DATABASE_URL"])) as database, database.write() as store:
            [admin] = store.people.holders(Role.ADMIN)
            store.people.link(self._account(platform), admin, at=datetime.now(UTC))

    def _account(self, platform: Platform) -> Known:
        if platform is Platform.SLACK:
            return Known(identity=Identity(platform, VENDOR_TEAM, OLA.user), host=VENDOR_TEAM)
        room = self.teams.personal(OLA_AT_TEAMS)
        identity = Identity(platform, VENDOR_TENANT, OLA_AT_TEAMS.aad)
        return Known(identity=identity, host=VENDOR_TENANT, conversation=room.id, service=self.teams.service_url)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with SlackApi(people=(OLA,), scopes=GRANTED) as slack, Connector() as teams:
        settings = {
            **NONE,
            "DATABASE_URL": f"sqlite:///{tmp_path}/tandem.db",
            "OPS_LISTEN": f"127.0.0.1:{free_port()}",
            "SLACK_API_URL": slack.base_url,
            "SLACK_BOT_TOKEN": SLACK_TOKEN,
            "SLACK_SIGNING_SECRET": SLACK_SECRET.replace("y", "a").replace("z", "b"),
            "SLACK_APP_TOKEN": SLACK_APP_TOKEN,
            "MICROSOFT_APP_ID": teams.app_id,
            "MICROSOFT_APP_PASSWORD": teams.secret,
            "MICROSOFT_APP_TENANTID": teams.tenant,
            "MICROSOFT_LOGIN_URL": teams.login_url,
            "BOT_OPENID_METADATA": teams.metadata_url,
        }
        ward = Ward(tmp_path, slack, teams, settings)
        begun = run(
            *("init", "--company", "Acme", "--name", "Ola Lis", "--slack", VENDOR_TEAM, "--yes"),
            folder=tmp_path,
            **settings,
        )
        assert begun.code == 0, begun.err
        ward.link(Platform.SLACK)
        ward.link(Platform.TEAMS)
        yield ward


def line(said: Said, about: str) -> str:
    """The findings about it, without the columns' spaces."""
    found = [text for text in said.out.splitlines() if text[9:].startswith(f"{about}:")]
    assert found, said.out
    return "\n".join(" ".join(text.split()) for text in found)


def test_what_is_in_order_is_said_to_be_and_a_card_arrives_on_each_platform(ward: Ward):
    said = ward.examined()

    assert said.code == 0, said.out
    levels = {text.split()[0] for text in said.out.splitlines()}
    assert levels == {"ok", "warning"}
    assert [text.split(":")[0].split(maxsplit=1)[1] for text in said.out.splitlines() if "warning" in text] == [
        *("Programme", "People", "Serving")
    ]
    assert line(said, "Test card") == "ok Test card: sent to Ola Lis at Slack.\nok Test card: sent to Ola Lis at Teams."
    [card] = ward.slack.messages_to(OLA)
    assert "A test from Tandem" in repr(card.blocks)
    assert "A test from Tandem" in repr(ward.teams.last_card(OLA_AT_TEAMS).card)


@pytest.mark.parametrize(
    ("change", "about", "told"),
    [
        ({"SLACK_BOT_TOKEN": f"xoxb-{CANARY}"}, "Slack token", "error Slack token: Slack refuses it: invalid_auth."),
        ({"SLACK_APP_TOKEN": f"xapp-{CANARY}"}, "Slack socket", "Slack refuses SLACK_APP_TOKEN: invalid_auth."),
        ({"SLACK_SIGNING_SECRET": f"{CANARY}"}, "Slack signing secret", "warning Slack signing secret: it does not"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/"}, "Slack", "error Slack: http://127.0.0.1:9/ does not answer"),
        (
            {"MICROSOFT_APP_PASSWORD": CANARY},
            "Teams token",
            "error Teams token: MICROSOFT_APP_PASSWORD is wrong. It is the secret's Value",
        ),
        (
            {"MICROSOFT_APP_TENANTID": "99999999-aaaa-4bbb-8ccc-000000000009"},
            "Teams token",
            "error Teams token: there is no such tenant.",
        ),
        ({"MICROSOFT_LOGIN_URL": "http://127.0.0.1:9"}, "Teams login", "error Teams login: http://127.0.0.1:9 does"),
        ({"BOT_OPENID_METADATA": "http://127.0.0.1:9/x"}, "Teams keys", "error Teams keys: http://127.0.0.1:9/x does"),
        ({"DATABASE_URL": "sqlite:///none.db"}, "Database", "error Database: there is none yet"),
        ({"DATABASE_URL": "sqlite:///programme.toml"}, "Database", "error Database: The database cannot be used"),
        ({"LISTEN": "here"}, "Settings", 'error Settings: LISTEN: "here" is no address to listen on'),
        (NONE, "Settings", "error Settings: no platform is set up. Set SLACK_BOT_TOKEN or MICROSOFT_APP_ID."),
    ],
)
def test_each_setting_that_is_wrong_is_one_line_with_what_to_do(ward: Ward, change, about, told):
    said = ward.examined(**change)

    assert told in line(said, about)
    assert said.code == (0 if told.startswith("warning") else 1)


@pytest.mark.parametrize(
    ("granted", "code", "told"),
    [
        (set(GRANTED) - {"users:read"}, 1, "error Slack scopes: missing: users:read. At api.slack.com/apps: paste"),
        ({*GRANTED, "channels:history"}, 0, "warning Slack scopes: more than Tandem asks for: channels:history."),
        (set(GRANTED), 0, "ok Slack scopes: those of the manifest, and no more."),
    ],
)
def test_the_scopes_that_were_granted_are_compared_with_the_manifest(ward: Ward, granted, code, told):
    ward.slack.scopes = tuple(granted)

    said = ward.examined()

    assert line(said, "Slack scopes").startswith(told)
    assert said.code == code


def test_a_workspace_that_the_programme_does_not_name_is_told(ward: Ward):
    ward.slack.tokens[SLACK_TOKEN] = "T07OTHER"

    said = ward.examined()

    assert 'tenant = "T07OTHER", organisation = "vendor"' in line(said, "Slack workspace")
    assert said.code == 1


def test_a_card_that_does_not_arrive_is_told_with_the_platforms_reason(ward: Ward):
    ward.slack.fail("chat.postMessage", kind="error", error="is_archived")
    ward.teams.block(OLA_AT_TEAMS)

    said = ward.examined()

    assert "error Test card: Slack did not take it: is_archived." in line(said, "Test card")
    assert "error Test card: Teams did not take it: blocked." in line(said, "Test card")


def test_where_each_workspace_brings_its_own_token_the_card_goes_out_with_that_one(ward: Ward):
    key = new_key()
    keys = Keys(SecretStr(key))
    with closing(Database(ward.settings["DATABASE_URL"])) as database, database.write() as store:
        kept = Installation(platform=Platform.SLACK, host=VENDOR_TEAM, at=datetime.now(UTC))
        store.installations.keep(replace(kept, token=keys.seal(SLACK_TOKEN, of=kept, column="token")))
    own = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "PUBLIC_URL": "https://tandem.acme.example"}
    none = {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}

    said = ward.examined(**none, **own, TOKEN_KEYS=key)
    sealed = ward.examined(**none, **own, TOKEN_KEYS=new_key())

    assert "ok Test card: sent to Ola Lis at Slack." in line(said, "Test card")
    assert "error Test card: Slack did not take it: no-token." in line(sealed, "Test card")
    assert "cannot be opened with TOKEN_KEYS" in line(sealed, "Slack token")
    assert "is the vendor's in the programme" in line(said, "Slack workspace")
    assert "ok Slack scopes" in line(said, "Slack scopes")


def test_where_nobody_has_installed_it_yet_the_doctor_says_where(ward: Ward):
    own = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "PUBLIC_URL": "https://tandem.acme.example"}

    said = ward.examined(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", TOKEN_KEYS=new_key(), **own)

    assert "https://tandem.acme.example/slack/install" in line(said, "Slack token")


def test_the_card_goes_to_whom_one_says(ward: Ward):
    with closing(Database(ward.settings["DATABASE_URL"])) as database, database.write() as store:
        store.people.keep(Person(id="", name="Jan", organisation="vendor", language="en", zone="UTC", email="j@a.b"))

    nobody, unlinked = ward.examined("--to", "x@a.b"), ward.examined("--to", "J@a.b")

    assert line(nobody, "Test card") == (
        "error Test card: the vendor has nobody with the address x@a.b. Compare people.csv."
    )
    assert "warning Test card: Jan has no account at Slack yet: nothing was sent." in line(unlinked, "Test card")
    assert ward.slack.messages_to(OLA) == []


def test_an_old_schema_and_a_missing_programme_are_told(ward: Ward):
    url = f"sqlite:///{ward.folder}/other.db"
    run("migrate", folder=ward.folder, **{**ward.settings, "DATABASE_URL": url})
    empty = ward.examined(DATABASE_URL=url)
    downgrade(url, "0001")

    old = ward.examined(DATABASE_URL=url)
    with closing(Database(url)) as database, database.engine.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('later')"))
    new = ward.examined(DATABASE_URL=url)

    assert line(empty, "Programme") == "error Programme: there is none yet. Run: tandem init"
    assert line(old, "Database") == "error Database: its schema is older than this version. Run: tandem migrate"
    assert line(new, "Database").startswith("error Database: its schema is newer than this version. Start the version")


def test_old_exchange_rates_are_told_where_a_rule_converts():
    rule = '[[approvals]]\ntiers = ["gold"]\nup_to = { EUR = 100 }\nconvert = true\nauto = true\n\n[[approvals]]'
    plain, converts = read_programme(PROGRAMME), read_programme(PROGRAMME.replace("[[approvals]]", rule, 1))
    last = known_until() + GAP

    [old] = exchange_rates(converts, last + timedelta(days=1))

    assert old.level is Level.WARNING
    assert f"they end on {known_until()}" in old.words
    assert not [*exchange_rates(converts, last), *exchange_rates(plain, last + timedelta(days=1))]


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [
        (0, Level.OK, "agree"),
        (119, Level.OK, "agree"),
        (122, Level.ERROR, "122 s ahead of theirs"),
        (-300, Level.ERROR, "300 s behind theirs"),
    ],
)
def test_a_clock_that_is_two_minutes_off_fails(seconds: int, level: Level, words: str):
    theirs = datetime(2026, 3, 2, 12, tzinfo=UTC)

    found = clock("Clock", {"Date": "Mon, 02 Mar 2026 12:00:00 GMT"}, theirs + timedelta(seconds=seconds))

    assert found.level is level
    assert words in found.words


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_an_answer_without_a_date_tells_nothing_of_the_clock(date: str):
    assert clock("Clock", {"Date": date}, datetime.now(UTC)).level is Level.WARNING
