"""Rows that the code gives to a statement: one parameter, however many they are."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import CTE, BigInteger, ColumnElement, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

Columns = Mapping[str, type[Text] | type[BigInteger]]


def given(dialect: str, name: str, columns: Columns, rows: Iterable[Sequence[str | int]]) -> CTE:
    """The rows as a table of this name, made once for the statement, so that it is joined like any other."""
    cell = _in_sqlite if dialect == "sqlite" else _in_postgresql
    body = literal(json.dumps(list(rows)), Text)
    each = (func.json_each(body) if dialect == "sqlite" else func.jsonb_array_elements(cast(body, JSONB))).table_valued(
        "value"
    )
    named = (cast(cell(each.c.value, at), kind).label(label) for at, (label, kind) in enumerate(columns.items()))
    return select(*named).cte(name).prefix_with("MATERIALIZED")


def _in_sqlite(row: ColumnElement[str], at: int) -> ColumnElement[str]:
    return func.json_extract(row, f"$[{at}]")


def _in_postgresql(row: ColumnElement[str], at: int) -> ColumnElement[str]:
    return func.jsonb_extract_path_text(row, str(at))
