"""Every message stands in every language, with the same values, and in the plural forms its language has."""

import ast as python
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from tests.conftest import HOUSE
from tests.house.layers import LAYERS, modules

LOCALES = HOUSE / "locales"
PLURALS = {"en": {"one"}, "pl": {"one", "few"}, "pt-BR": {"one"}}  # and one more, the default, for all others
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


class Seen(Visitor):
    """Notes what a message uses: values, other messages, plural forms."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.messages: set[str] = set()
        self.plurals: list[set[str]] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's form
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.messages.add(f"-{node.id.name}")
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        keys = {v.key.name for v in node.variants if isinstance(v.key, ast.Identifier)}
        if keys & (CATEGORIES - {"other"}):
            self.plurals.append(keys)
        self.generic_visit(node)


def parsed(text: str) -> dict[str, Seen]:
    """Gives what each message, term and attribute of one file uses, by its full name."""
    seen: dict[str, Seen] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"not understood:\n{entry.content}"
        if isinstance(entry, ast.Message | ast.Term):
            name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
            for full, pattern in (
                (name, entry.value),
                *((f"{name}.{a.id.name}", a.value) for a in entry.attributes),
            ):
                if pattern is not None:
                    assert full not in seen, f"{full} stands twice"
                    seen[full] = Seen()
                    seen[full].visit(pattern)
    return seen


def files(language: str) -> dict[str, Path]:
    return {file.name: file for file in sorted((LOCALES / language).glob("*.ftl"))}


def messages(language: str) -> dict[str, Seen]:
    return {name: seen for file in files(language).values() for name, seen in parsed(file.read_text("utf-8")).items()}


def gaps(language: str, seen: dict[str, Seen]) -> list[str]:
    """Names the messages whose plural lacks a form that the language has."""
    return [name for name, used in seen.items() if any(not keys >= PLURALS[language] for keys in used.plurals)]


def named(tree: python.Module) -> Iterator[str]:
    """Gives each message that a module names outright: t("x"), request.t("x"), Refusal("x")."""
    for node in python.walk(tree):
        match node:
            case python.Call(
                func=python.Name(id="t" | "Refusal") | python.Attribute(attr="t"),
                args=[python.Constant(value=str(name)), *_],
            ):
                yield name


def test_the_languages_are_those_that_are_checked():
    assert {folder.name for folder in LOCALES.iterdir() if any(folder.glob("*.ftl"))} == set(PLURALS)


@pytest.mark.parametrize("language", PLURALS)
def test_every_language_has_the_same_files(language):
    assert files(language)
    assert files(language).keys() == files("en").keys()


@pytest.mark.parametrize("language", PLURALS)
def test_no_message_stands_in_two_files(language):
    counted = Counter(name for file in files(language).values() for name in parsed(file.read_text("utf-8")))

    assert counted
    assert not [name for name, count in counted.items() if count > 1]


@pytest.mark.parametrize("language", ["pl", "pt-BR"])
@pytest.mark.parametrize("file", sorted(files("en")) or ["none"])
def test_every_message_is_there_with_the_same_values(language, file):
    english = {name: seen.values for name, seen in parsed(files("en")[file].read_text("utf-8")).items()}
    other = {name: seen.values for name, seen in parsed(files(language)[file].read_text("utf-8")).items()}

    assert english
    assert {n: v for n, v in other.items() if not n.startswith("-")} == {
        n: v for n, v in english.items() if not n.startswith("-")
    }


@pytest.mark.parametrize("language", PLURALS)
def test_a_message_uses_only_messages_that_exist(language):
    known = messages(language)

    assert known
    assert not {name: used.messages - known.keys() for name, used in known.items() if used.messages - known.keys()}


@pytest.mark.parametrize("language", PLURALS)
def test_every_plural_has_the_forms_of_its_language(language):
    known = messages(language)

    assert known
    assert not gaps(language, known)


def test_every_message_that_the_code_names_exists():
    known = messages("en")
    asked = {name: file for file, tree in modules(*LAYERS) for name in named(tree)}

    assert len(asked) > 10
    assert not {name: file for name, file in asked.items() if name not in known}


def test_a_message_is_seen_where_code_names_it():
    code = 't("a", count=1); request.t("b"); raise Refusal("c", field="d"); t(name); other("e")'

    assert set(named(python.parse(code))) == {"a", "b", "c"}


def test_a_missing_plural_form_is_seen():
    assert gaps("pl", parsed("deals = { $count ->\n    [one] a\n   *[many] b\n    }\n")) == ["deals"]


def test_a_value_is_seen_wherever_it_stands():
    seen = parsed("deals = { $a ->\n    [one] { NUMBER($b) }\n   *[other] { other }\n    }\n    .hint = { $c }\n")

    assert seen["deals"].values == {"a", "b"}
    assert seen["deals"].messages == {"other"}
    assert seen["deals.hint"].values == {"c"}


def test_what_is_no_fluent_is_told():
    with pytest.raises(AssertionError, match=re.escape("not understood")):
        parsed("deals = { $count\n")
