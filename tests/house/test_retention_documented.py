"""docs/security.md says of every table how long it is kept, in the words of the code that purges it."""

import re

from storage.retention import RETENTION, STAYS
from tests.conftest import HOUSE

ROW = re.compile(r"^\| (?!-|what \||table \|)(.+) \|$", re.MULTILINE)


def rows(heading: str) -> list[tuple[str, ...]]:
    """Gives the cells of the first table under this heading of a column."""
    text = (HOUSE / "docs" / "security.md").read_text("utf-8")
    table = re.search(rf"^\| {heading} \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    return [tuple(cell.strip() for cell in row.split("|")) for row in ROW.findall(table[1])]


def test_what_goes_is_documented():
    said = [(kind.name, kind.what, "1 day" if kind.days == 1 else f"{kind.days} days") for kind in RETENTION]

    assert rows("what") == said


def test_what_stays_is_documented():
    assert rows("table") == [(f"`{name}`", what) for name, what in STAYS.items()]
