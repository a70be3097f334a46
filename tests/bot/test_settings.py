"""Settings: conventional names, sensible defaults, and a sentence for whatever is wrong, without quoting it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.desk import opened
from bot.settings import Settings, address
from tests.bot.command_line import CANARY, SECRETS, SLACK


@contextlib.contextmanager
def environment(**settings: str) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def read(**settings: str) -> Settings:
    with environment(**settings):
        return opened.settings()


def complaint(capsys: pytest.CaptureFixture[str], **settings: str) -> str:
    with pytest.raises(typer.Exit) as end:
        read(**settings)
    said = capsys.readouterr().err.strip()
    assert end.value.exit_code == 1
    assert CANARY not in said
    assert "Value error" not in said
    return said


def test_nothing_needs_to_be_set():
    chosen = read()

    assert (chosen.slack, chosen.teams, chosen.socket_mode) == (False, False, False)
    assert chosen.database_url == "sqlite:///tandem.db"
    assert (chosen.listen, chosen.ops_listen) == ("127.0.0.1:8080", "127.0.0.1:8081")
    assert chosen.programme is None


def test_all_of_it_can_be_set():
    chosen = read(**SECRETS, PROGRAMME="programme.toml", SLACK_API_URL="http://127.0.0.1:9/api", TEAMS_SLASH="true")

    assert chosen.slack
    assert chosen.socket_mode
    assert chosen.teams
    assert chosen.teams_slash
    assert chosen.programme == Path("programme.toml")
    assert chosen.slack_api_url == "http://127.0.0.1:9/api/"


def test_what_is_set_to_nothing_is_not_set():
    assert read(SLACK_BOT_TOKEN="", MICROSOFT_APP_ID="", PROGRAMME="", LISTEN="") == Settings()


def test_a_line_break_behind_a_secret_is_no_part_of_it():
    assert read(**{**SLACK, "SLACK_BOT_TOKEN": "xoxb-1\n"}).slack_bot_token.get_secret_value() == "xoxb-1"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["SLACK_BOT_TOKEN"], "SLACK_BOT_TOKEN is set; SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN) is missing"),
        (["SLACK_SIGNING_SECRET"], "SLACK_SIGNING_SECRET is set; SLACK_BOT_TOKEN is missing"),
        (["SLACK_APP_TOKEN"], "SLACK_APP_TOKEN is set; SLACK_BOT_TOKEN is missing"),
        (["MICROSOFT_APP_ID"], "MICROSOFT_APP_ID set; MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANTID missing"),
        (["MICROSOFT_APP_PASSWORD"], "MICROSOFT_APP_PASSWORD set; MICROSOFT_APP_ID and MICROSOFT_APP_TENANTID missing"),
        (["MICROSOFT_APP_TENANTID"], "MICROSOFT_APP_TENANTID set; MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD missing"),
        (
            ["MICROSOFT_APP_ID", "MICROSOFT_APP_TENANTID"],
            "MICROSOFT_APP_ID and MICROSOFT_APP_TENANTID set; MICROSOFT_APP_PASSWORD missing",
        ),
        (
            ["MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD"],
            "MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD set; MICROSOFT_APP_TENANTID missing",
        ),
    ],
)
def test_half_a_platform_is_a_mistake(given, named, capsys):
    assert complaint(capsys, **{name: SECRETS[name] for name in given}) == named


def test_both_platforms_by_halves_are_told_at_once(capsys):
    said = complaint(capsys, SLACK_BOT_TOKEN=CANARY, MICROSOFT_APP_PASSWORD=CANARY)

    assert "SLACK_SIGNING_SECRET" in said
    assert "MICROSOFT_APP_ID" in said


@pytest.mark.parametrize("whole", [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")])
def test_either_proof_is_enough_for_slack(whole):
    assert read(**{name: SECRETS[name] for name in whole}).slack


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("LISTEN", "8080", 'LISTEN: "8080" is no address to listen on; write HOST:PORT, such as 127.0.0.1:8080'),
        ("MICROSOFT_LOGIN_URL", "http://login.example", "MICROSOFT_LOGIN_URL: this is no https:// address"),
        ("BOT_OPENID_METADATA", "http://127.0.0.1.evil.example/", "BOT_OPENID_METADATA: this is no https:// address"),
        ("BOT_OPENID_METADATA", "http://localhost@evil.example/", "BOT_OPENID_METADATA: this is no https:// address"),
        ("APP_NAME", "A" * 31, "APP_NAME: this is one line of at most 30 characters"),
        ("SUPPORT_URL", "help@acme.example", "SUPPORT_URL: this is no address; write https://... or mailto:"),
        ("SUPPORT_URL", "javascript:alert(1)", "SUPPORT_URL: this is no address"),
        ("OPS_LISTEN", "127.0.0.1:99999", "OPS_LISTEN: "),
        ("OPS_LISTEN", "127.0.0.1:²", "OPS_LISTEN: "),
        ("TEAMS_AUTH", "maybe", "TEAMS_AUTH: Input should be 'on' or 'off'"),
        ("TEAMS_SLASH", "perhaps", "TEAMS_SLASH: "),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: Input should be 'json' or 'console'"),
        ("MICROSOFT_APP_ID", f"{CANARY}", "MICROSOFT_APP_ID: this is no application id; it looks like"),
        ("SLACK_API_URL", f"slack.com/{CANARY}", "SLACK_API_URL: this is no web address"),
        ("DATABASE_URL", f"mysql://u:{CANARY}@h/d", "DATABASE_URL: write sqlite:///FILE or postgresql://"),
        ("DATABASE_URL", f"postgres://u:{CANARY}@h/d", "DATABASE_URL: write "),
        ("DATABASE_URL", f"postgresql://u:p@{CANARY}@h/d", "DATABASE_URL: write "),
        ("DATABASE_URL", f"postgresql://u:{CANARY}@h:port/d", "DATABASE_URL: write "),
        ("DATABASE_URL", f"postgresql://u:{CANARY}@h", "DATABASE_URL: write "),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL: write "),
        ("DATABASE_URL", "sqlite:///:memory:", "DATABASE_URL: write "),
        ("DATABASE_URL", "tandem.db", "DATABASE_URL: write "),
    ],
)
def test_what_is_wrong_is_named(name, value, named, capsys):
    assert named in complaint(capsys, **{name: value})


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///tandem.db",
        "sqlite:////var/lib/tandem/tandem.db",
        "postgresql://tandem:pass/wo%40rd@db.example.com/tandem",
        "postgresql://tandem@[::1]:5432/tandem?sslmode=require",
        "postgresql+psycopg://postgres@/test1?host=%2Fvar%2Frun",
    ],
)
def test_every_kind_of_database_address_is_taken(url):
    assert read(DATABASE_URL=url).database_url == url


def test_no_secret_is_shown():
    chosen = read(**SECRETS, DATABASE_URL=f"postgresql://u:{CANARY}@h/d")

    assert CANARY not in repr(chosen) + str(chosen)


@pytest.mark.parametrize(
    ("listen", "expected"), [("127.0.0.1:80", ("127.0.0.1", 80)), ("[::1]:8080", ("::1", 8080)), ("::1:8", ("::1", 8))]
)
def test_where_to_listen(listen, expected):
    assert address(listen) == expected


MANY = {
    "SLACK_CLIENT_ID": "1234.5678",
    "SLACK_CLIENT_SECRET": CANARY,
    "SLACK_SIGNING_SECRET": CANARY,
    "TOKEN_KEYS": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
    "PUBLIC_URL": "https://tandem.example.com/",
}


def test_many_workspaces_need_no_token_in_the_settings():
    chosen = read(**MANY)

    assert (chosen.slack, chosen.slack_installs) == (True, True)
    assert chosen.public_url == "https://tandem.example.com"


@pytest.mark.parametrize("missing", list(MANY))
def test_what_many_workspaces_lack_is_named(capsys, missing):
    said = complaint(capsys, **{name: value for name, value in MANY.items() if name != missing})

    assert f"{missing} missing" in said


def test_one_token_and_many_workspaces_are_two_ways(capsys):
    assert "set one of them" in complaint(capsys, **MANY, SLACK_BOT_TOKEN=f"xoxb-{CANARY}")


@pytest.mark.parametrize(
    "url", ["http://tandem.example.com", "tandem.example.com", "https://tandem.example.com/x", "https://a@b.example"]
)
def test_where_browsers_reach_it_is_a_host(capsys, url):
    assert complaint(capsys, PUBLIC_URL=url).startswith("PUBLIC_URL: write scheme and host alone")
