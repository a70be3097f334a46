"""Every command line that stands in a document is one that can be typed: nothing named there is missing."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer._click.exceptions import ClickException

from bot.command_line import app
from tests.conftest import HOUSE

DOCUMENTS = ["README.md", *sorted(f"docs/{file.name}" for file in (HOUSE / "docs").glob("*.md"))]
FENCED = re.compile(r"^[ ]*```[a-z]*\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
IN_A_BLOCK = re.compile(r"^\s*(?:ExecStart=)?(?:/\S+/)?tandem (.+?)(?:  .*)?$", re.MULTILINE)
IN_A_LINE = re.compile(r"(?<!`)`tandem ([^`]+)`(?!`)")
MADE = re.compile(r"\bmake ([a-z]+)\b")


def told(document: str) -> Iterator[str]:
    """Gives what stands behind `tandem` in each command line."""
    text = (HOUSE / document).read_text("utf-8")
    for block in FENCED.findall(text):
        yield from IN_A_BLOCK.findall(block)
    yield from IN_A_LINE.findall(FENCED.sub("", text))


def parse(words: str) -> list[str]:
    """The commands on the way; fails where the line could not be typed. A command may be named without its words."""
    at: Any = typer.main.get_command(app)
    left, way = shlex.split(words), ["tandem"]
    context = at.make_context("tandem", list(left), resilient_parsing=True)
    while hasattr(at, "commands"):
        assert left, f"tandem {words}: what?"
        assert left[0] in at.commands, f"tandem {words}: there is no {left[0]}"
        at = at.commands[left[0]]
        way.append(left.pop(0))
    at.make_context(way[-1], left, parent=context, resilient_parsing=not left)
    return way


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_line_can_be_typed(document):
    for words in told(document):
        if words != "--help":
            parse(words)


def test_the_documents_tell_every_command():
    there = {" ".join(parse(words)) for document in DOCUMENTS for words in told(document) if words != "--help"}

    assert commands(typer.main.get_command(app), "tandem") <= there


def commands(at: Any, name: str) -> set[str]:
    if not hasattr(at, "commands"):
        return {name}
    return {found for word, under in at.commands.items() for found in commands(under, f"{name} {word}")}


@pytest.mark.parametrize(
    "words", ["serve --fast", "programme chek FILE", "people import A B", "outbox", "manifest slack --prefix acme"]
)
def test_what_cannot_be_typed_is_seen(words):
    with pytest.raises((AssertionError, ClickException)):
        parse(words)


@pytest.mark.parametrize("document", [*DOCUMENTS, "CONTRIBUTING.md"])
def test_whatever_is_to_be_made_can_be_made(document):
    targets = set(re.findall(r"^([a-z]+):", Path(HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = (HOUSE / document).read_text("utf-8")
    coded = " ".join([*FENCED.findall(text), *re.findall(r"`(make [^`]+)`", text)])

    assert set(MADE.findall(coded)) <= targets
