"""docs/security.md names a test for each thing that a store's reviewer checks, and each test that it names is there."""

import re

import pytest

from tests.conftest import HOUSE

PAGE = (HOUSE / "docs" / "security.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROW = re.compile(r"^\| (?!-|what is checked)(.+?) \| (.+) \|$", re.MULTILINE)
HONEST = ("not yet", "yours")
STORES = ("Slack Marketplace", "Microsoft Teams Store")


def checks(store: str) -> list[tuple[str, ...]]:
    """Gives what this store checks, and what shows it."""
    return [match.groups() for match in ROW.finditer(PAGE.partition(f"\n### {store}\n")[2].partition("\n### ")[0])]


@pytest.mark.parametrize(("file", "test"), sorted(set(NAMED.findall(PAGE))))
def test_each_test_that_is_named_is_there(file, test):
    assert re.search(rf"^(?:async )?def {test}\(", (HOUSE / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("store", STORES)
def test_each_check_is_shown_or_said_to_be_missing(store):
    rows = checks(store)

    assert len(rows) > 10
    assert not [what for what, shown in rows if not (NAMED.search(shown) or shown in HONEST or "](" in shown)]
