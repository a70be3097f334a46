"""docs/permissions.md is what is installed: each scope, event and permission, with its reason, and each one in use."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
import yaml

from bot.slack.manifest import manifest, scopes
from bot.teams.package import Publisher, build
from tests.conftest import HOUSE

METHOD = re.compile(r'"((?:chat|conversations|users|views|auth|apps|files|oauth|bots|team)\.[a-zA-Z0-9.]+)"')
NAMED = re.compile(r"`([^`]+)`")


def page(heading: str) -> str:
    """What stands under the heading."""
    text = (HOUSE / "docs" / "permissions.md").read_text("utf-8")
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def rows(heading: str) -> dict[str, list[str]]:
    """The other cells of each row, by the name in its first one."""
    table = [line.strip("|").split("|") for line in page(heading).splitlines() if line.startswith("| `")]
    return {NAMED.findall(cells[0])[0]: [cell.strip() for cell in cells[1:]] for cells in table}


def used() -> set[str]:
    """Slack's methods, and its other hosts, that the code names."""
    files = [*(HOUSE / "bot" / "slack").glob("*.py"), HOUSE / "bot" / "doctor.py"]
    return {name for file in files for name in METHOD.findall(file.read_text("utf-8"))}


@pytest.fixture(scope="module")
def slack() -> dict[str, Any]:
    return dict(yaml.safe_load(manifest("https://tandem.example.com")))


@pytest.fixture(scope="module")
def teams() -> dict[str, Any]:
    publisher = Publisher(name="Tandem", privacy="https://acme.example/privacy", terms="https://acme.example/terms")
    with zipfile.ZipFile(io.BytesIO(build("6f1c2a34-9b1e-4c53-8d2f-0a7d1c5e9b10", publisher, None))) as files:
        return dict(json.loads(files.read("manifest.json")))


def test_slacks_scopes_are_documented_and_no_others(slack):
    asked = slack["oauth_config"]["scopes"]

    assert set(rows("Slack: scopes")) == {*asked["bot"], *asked["bot_optional"]}
    assert asked.keys() == {"bot", "bot_optional"}, "no token of a person's"


def test_what_is_read_of_the_manifest_is_what_stands_in_it(slack):
    asked = slack["oauth_config"]["scopes"]

    assert scopes().needed == frozenset(asked["bot"])
    assert scopes().optional == frozenset(asked["bot_optional"])


def test_an_optional_scope_says_what_does_without_it():
    optional = {scope for scope, (*_, without) in rows("Slack: scopes").items() if without.startswith("optional: ")}

    assert optional == scopes().optional
    assert all(len(cell) > 10 for cells in rows("Slack: scopes").values() for cell in cells)


def test_every_scope_is_needed_by_a_method_that_is_called_or_an_event_that_is_heard(slack):
    there = used() | set(slack["settings"]["event_subscriptions"]["bot_events"])

    for scope, (_, where, _) in rows("Slack: scopes").items():
        named = set(NAMED.findall(where))
        assert named <= there, scope
        assert named or (where == "slash commands" and slack["features"]["slash_commands"]), scope


def test_every_method_that_is_called_stands_with_its_scope_or_needs_none():
    free = set(NAMED.findall(next(line for line in page("Slack: scopes").splitlines() if line.startswith("`auth"))))
    paid = {name for _, where, _ in rows("Slack: scopes").values() for name in NAMED.findall(where)}

    assert used() <= paid | free
    assert not paid & free
    assert free <= used()


def test_slacks_events_are_documented_and_no_others(slack):
    assert list(rows("Slack: events")) == slack["settings"]["event_subscriptions"]["bot_events"]
    assert "user_events" not in slack["settings"]["event_subscriptions"]


def test_what_teams_may_is_documented_and_one_consent_is_given_team_by_team(teams):
    [bot], [extension] = teams["bots"], teams["composeExtensions"]
    files = ["supportsFiles"] if bot.get("supportsFiles") else []
    actions = [command["id"] for command in extension["commands"]]

    consents = [one["name"] for one in teams["authorization"]["permissions"]["resourceSpecific"]]

    assert list(rows("Microsoft Teams")) == [*bot["scopes"], *files, *actions, *consents]
    assert consents == ["ChannelMember.Read.Group"]
    assert "devicePermissions" not in teams
