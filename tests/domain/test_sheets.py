"""A table as it is written for one country is read in any other."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sheets import Line, Mistake, header_of, read_lines, write_table

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


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "above", ["\r\n", "  \r\n", "{0}{0}\r\n", "sep={0}\r\n", "SEP={0}{0}{0}\r\n\r\n", '"sep={0}"\r\n']
)
def test_what_spreadsheets_write_above_the_header_is_passed_over(above: str, separator: str):
    rows = (COLUMNS, ("Ana", "a@nowak.example", "x"), ("Jan", "j@nowak.example", ""))
    text = above.format(separator) + "\r\n".join(separator.join(row) for row in rows)

    read = list(read_lines(f"\ufeff{text}", COLUMNS, lambda cells: tuple(cells.values()), str))

    first = 2 + above.count("\n")
    assert read == [Line(first, rows[1]), Line(first + 1, rows[2])]
    assert header_of(text) == COLUMNS


@pytest.mark.parametrize("above", ["Partners of 2026\n", "separator\n", "sep=,x\n"])
def test_what_a_person_wrote_above_the_header_is_not(above: str):
    text = above + ",".join(COLUMNS)

    (found,) = read_lines(text, COLUMNS, lambda cells: tuple(cells.values()), str)

    assert isinstance(found, Mistake)
    assert (found.line, found.refusal.reason) == (1, "import-header")
