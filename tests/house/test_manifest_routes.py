"""What Slack and Teams install names only what Tandem answers to, and all commands that it answers to."""

import io
import json
import zipfile
from typing import Any

import pytest
import yaml

from bot.slack.manifest import manifest
from bot.teams.arrivals import _ACTIONS
from bot.teams.package import Publisher, build
from bot.teams.queries import ROUTES, WORDS
from domain.people import Can, Person, Role
from handlers.commands import ROOTS, read_command
from handlers.routes import BUTTONS, COMMANDS, FORMS, SEARCHES
from tests.filling import Filling
from views.people import help_card
from views.translator import LANGUAGES, translator
from views.vocabulary import Card, Mark, Paragraph, Span

BY_SLACK = {"help"}
"""Slack has a /help of its own; Tandem's is `/deal help`, and `help` to Tandem itself."""


@pytest.fixture(scope="module")
def slack() -> dict[str, Any]:
    return dict(yaml.safe_load(manifest("https://tandem.example.com")))


@pytest.fixture(scope="module")
def teams() -> dict[str, Any]:
    publisher = Publisher(name="Tandem", privacy="https://acme.example/privacy", terms="https://acme.example/terms")
    package = build("6f1c2a34-9b1e-4c53-8d2f-0a7d1c5e9b10", publisher, "tandem.example.com", slash=True)
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        return dict(json.loads(files.read("manifest.json")))


def roots() -> set[str]:
    return {command.partition(" ")[0] for command in COMMANDS}


def test_the_commands_begin_with_the_roots_that_are_understood():
    assert roots() == set(ROOTS)


def test_slack_has_every_command(slack):
    commands = [command["command"] for command in slack["features"]["slash_commands"]]

    assert {command.removeprefix("/") for command in commands} == roots() - BY_SLACK
    assert len(commands) == len(set(commands))


HINTS = [
    (command["command"], words)
    for command in yaml.safe_load(manifest("https://tandem.example.com"))["features"]["slash_commands"]
    for words in command["usage_hint"].strip("[]").split(" | ")
]


@pytest.mark.parametrize(("command", "words"), HINTS)
def test_what_slack_hints_at_is_a_command_of_its_own(command, words):
    name = read_command(f"{command} {words}").name

    assert name in COMMANDS
    assert (name == command.removeprefix("/")) == words.startswith(("customer", "words"))


def test_slacks_shortcuts_are_buttons(slack):
    shortcuts = [shortcut["callback_id"] for shortcut in slack["features"]["shortcuts"]]

    assert shortcuts
    assert set(shortcuts) <= BUTTONS.keys()


def test_teams_has_every_command_everywhere(teams):
    (bot,) = teams["bots"]
    for commands in bot["commandLists"]:
        assert {command["title"] for command in commands["commands"]} == roots()
        assert {read_command(command["title"]).name for command in commands["commands"]} <= COMMANDS.keys()


def test_teams_actions_open_a_form(teams):
    (extension,) = teams["composeExtensions"]
    actions, queries = (
        {command["id"] for command in extension["commands"] if command["type"] == kind} for kind in ("action", "query")
    )

    assert actions == _ACTIONS.keys()
    assert all(BUTTONS[route].opens for route in _ACTIONS.values())
    assert queries == ROUTES.keys()
    assert set(ROUTES.values()) <= SEARCHES.keys()
    assert all(one["parameters"][0]["name"] == WORDS for one in extension["commands"] if one["type"] == "query")


@pytest.mark.parametrize("routes", [COMMANDS, BUTTONS, FORMS, SEARCHES])
def test_a_name_of_a_route_survives_every_wire(routes):
    """Platforms join routes, ids and versions with marks of their own."""
    assert all(name.replace("-", "").replace(" ", "").isalpha() for name in routes)


# --- help ---

SPOKEN_OF_ITSELF = {"help", "help thanks"} | {command for command in COMMANDS if command.endswith(" help")}


def typed_in(card: Card) -> set[str]:
    """The commands that a help card names, by their names in COMMANDS."""
    spans = [span for part in card.parts if isinstance(part, Paragraph) for span in part.words.spans]
    return {read_command(span.text).name for span in spans if isinstance(span, Span) and span.mark is Mark.CODE}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_help_tells_every_command_that_this_person_may_use_and_no_other(role: Role, language: str):
    t = translator(language, "UTC")
    person: Person = Filling(t).person(role)

    told = typed_in(help_card(person, t))

    mine = {name for name, route in COMMANDS.items() if route.may is not Can.COME_IN and person.may(route.may)}
    assert told - {"partner link"} == mine - SPOKEN_OF_ITSELF
