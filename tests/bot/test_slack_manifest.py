"""The manifest is the whole Slack app, for any host, and Slack takes it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.slack.manifest import COMMAND_LIMIT, manifest
from tests.wire.schemas import faults

URL = "https://bot.acme.example"
ENDPOINT = f"{URL}/slack/events"


def app(url: str = URL, prefix: str = "") -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(manifest(url, prefix=prefix))
    return read


def commands(read: dict[str, Any]) -> list[str]:
    return [command["command"] for command in read["features"]["slash_commands"]]


def addresses(thing: Any) -> list[str]:
    if isinstance(thing, dict):
        return [found for value in thing.values() for found in addresses(value)]
    if isinstance(thing, list):
        return [found for value in thing for found in addresses(value)]
    return [thing] if isinstance(thing, str) and thing.startswith("http") else []


def test_it_has_the_four_commands():
    assert commands(app()) == ["/deal", "/partner", "/approvals", "/training", "/docs", "/announce"]


def test_slack_reaches_one_endpoint_for_everything():
    read = app()

    assert set(addresses(read)) == {ENDPOINT, f"{URL}/slack/oauth_redirect"}
    assert [command["url"] for command in read["features"]["slash_commands"]] == [ENDPOINT] * 6
    assert read["settings"]["event_subscriptions"]["request_url"] == ENDPOINT
    assert read["settings"]["interactivity"] == {
        "is_enabled": True,
        "request_url": ENDPOINT,
        "message_menu_options_url": ENDPOINT,
    }


def test_nothing_of_the_example_host_is_left():
    assert "tandem.example.com" not in manifest(URL)


def test_the_doors_without_a_command_are_open():
    read = app()

    assert read["features"]["shortcuts"][0] == {
        "name": "Register a deal",
        "type": "global",
        "callback_id": "deal-form",
        "description": "Opens the form",
    }
    assert [one["type"] for one in read["features"]["shortcuts"]] == ["global", "message"]
    assert read["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert read["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        *("channel_archive", "channel_deleted", "channel_id_changed", "channel_left", "channel_rename"),
        *("channel_shared", "channel_unarchive", "channel_unshared"),
        *("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive"),
        *("member_joined_channel", "member_left_channel"),
        "message.im",
        "user_change",
        "team_access_granted",
        "tokens_revoked",
    ]


def test_it_asks_for_no_more_rights_than_it_uses():
    assert app()["oauth_config"]["scopes"] == {
        "bot": [
            "commands",
            "chat:write",
            "im:write",
            "im:history",
            "app_mentions:read",
            "users:read",
            "users:read.email",
        ],
        "bot_optional": ["channels:read", "groups:read", "files:write", "files:read"],
    }


def test_every_right_says_what_it_is_for():
    scopes = re.findall(r"^    bot(?:_optional)?:.*\n((?:      - .*\n)+)", manifest(URL), re.MULTILINE)

    assert len(scopes) == 2
    assert all(re.fullmatch(r"      - \S+ # .{10,}", line) for lines in scopes for line in lines.splitlines())


def test_what_tandem_does_not_do_is_off():
    settings = app()["settings"]

    assert settings["socket_mode_enabled"] is False
    assert settings["token_rotation_enabled"] is False


def test_a_prefix_renames_the_commands_and_nothing_else():
    plain, renamed = app(), app(prefix="acme")

    assert commands(renamed) == [
        "/acme-deal",
        "/acme-partner",
        "/acme-approvals",
        "/acme-training",
        "/acme-docs",
        "/acme-announce",
    ]
    for command in (*plain["features"]["slash_commands"], *renamed["features"]["slash_commands"]):
        del command["command"]
    assert renamed == plain


@pytest.mark.parametrize("prefix", ["", "acme", "acme-pl", "a1", "a" * (COMMAND_LIMIT - len("/-approvals"))])
def test_slack_takes_it(schemas: Path, prefix: str):
    for version in (1, 2):
        assert faults(schemas / f"slack-manifest-{version}.schema.json", app(prefix=prefix)) == []


def test_its_texts_are_within_slacks_limits():
    """docs.slack.dev/reference/app-manifest."""
    read = app(prefix="a" * (COMMAND_LIMIT - len("/-approvals")))
    display = read["display_information"]

    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert max(map(len, commands(read))) == COMMAND_LIMIT
    assert all(len(shortcut["name"]) <= 24 for shortcut in read["features"]["shortcuts"])


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://bot.acme.example/", URL),
        (" https://bot.acme.example ", URL),
        ("HTTPS://Bot.Acme.Example", URL),
        ("https://bot.acme.example:8443/", "https://bot.acme.example:8443"),
        ("https://xn--d-1fa.example", "https://xn--d-1fa.example"),
    ],
)
def test_an_address_is_understood_as_people_paste_it(url: str, meant: str):
    assert set(addresses(app(url))) == {f"{meant}/slack/events", f"{meant}/slack/oauth_redirect"}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://bot.acme.example", "does not begin with https://"),
        ("bot.acme.example", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("https://", "names no host"),
        ("https:///slack", "names no host"),
        ("https://-.example", "names no host"),
        ("https://bot acme.example", "names no host"),
        ("https://bot.acme.example\n  evil: true", "is no address"),
        ("https://bot.acme.example#x", "goes on after the host"),
        ("https://a" + "a" * 253 + ".example", "names no host"),
        ("https://bot_acme.example", "names no host"),
        ("https://żółw.example", "names no host"),
        ("https://me:secret@bot.acme.example", "names no host"),
        ("https://bot.acme.example/slack/events", "goes on after the host"),
        ("https://bot.acme.example/?a=b", "goes on after the host"),
        ("https://bot.acme.example:99999", "is no address"),
        ("https://bot.acme.example:x", "is no address"),
        ("https://[::1", "is no address"),
    ],
)
def test_an_address_that_slack_would_not_take_is_refused_with_a_sentence(url: str, told: str):
    with pytest.raises(ValueError, match=told):
        manifest(url)


@pytest.mark.parametrize("prefix", ["Acme", "acme deal", "-acme", "acme-", "/acme", "łódź", "1a", "a\n", "a:b", "a#b"])
def test_a_prefix_that_slack_would_not_take_is_refused_with_a_sentence(prefix: str):
    with pytest.raises(ValueError, match="cannot stand before a command"):
        manifest(URL, prefix=prefix)


def test_a_prefix_that_makes_a_command_too_long_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="is longer than the 32 characters"):
        manifest(URL, prefix="a" * (COMMAND_LIMIT - len("/-approvals") + 1))


@pytest.mark.parametrize("name", ["Acme: Partners #1", "No", "Łódź “hub”", "123"])
def test_the_app_has_the_name_that_it_is_given(name: str):
    read: dict[str, Any] = yaml.safe_load(manifest(URL, name=name))

    assert read["display_information"]["name"] == read["features"]["bot_user"]["display_name"] == name
    assert read["display_information"]["long_description"].startswith(f"{name} brings a partner programme")
