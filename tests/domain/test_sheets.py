"""A table as it is written for one country is read in any other."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sheets import Line, read_lines, write_table

COLUMNS = ("name", "email", "note")
_CELL = st.text(st.sampled_from("ab ż1.,;\t\"'\n"), max_size=8).map(str.strip)
_HARMLESS = _CELL.map(lambda cell: f"x{cell}".strip())


@pytest.mark.parametrize("language", ["en", "pl", "pt-BR"])
@given(rows=st.lists(st.tuples(_HARMLESS, _HARMLESS, _HARMLESS), max_size=5, unique=True))
def test_what_was_written_in_any_language_is_read_again(language: str, rows: list[tuple[str, str, str]]):
    out = io.StringIO()

    count = write_table((COLUMNS, *rows), out, language=language)

    read = list(read_lines(f"\ufeff{out.getvalue()}", COLUMNS, lambda cells: tuple(cells.values()), str))
    assert count == 1 + len(rows)
    assert [found.thing for found in read if isinstance(found, Line)] == rows
