"""Rows that the code gives to a statement: one parameter, however many they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

Columns = Mapping[str, type[Text] | type[BigInteger]]


def given(dialect: str, name: str, columns: Columns, rows: Iterable[Sequence[str | int]]) -> CTE:
    """The rows as a table of this name, made once for the statement, so that it is joined like any other."""
    return given_later(dialect, name, columns, literal(json.dumps(list(rows)), Text))


def given_later(dialect: str, name: str, columns: Columns, body: ColumnElement[str]) -> CTE:
    """The same for a statement that is built once: `body` is its parameter, and gets the rows as JSON."""
    return _rows(dialect, columns, body).cte(name).prefix_with("MATERIALIZED")


def given_once(dialect: str, name: str, columns: Columns, body: ColumnElement[str]) -> Subquery:
    """The same, looked at once, each row as it comes. SQLite's driver does not say how many rows an UPDATE has changed
    that begins with WITH.
    """
    return _rows(dialect, columns, body).subquery(name)


def _rows(dialect: str, columns: Columns, body: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    cell = _in_sqlite if dialect == "sqlite" else _in_postgresql
    each = (func.json_each(body) if dialect == "sqlite" else func.jsonb_array_elements(cast(body, JSONB))).table_valued(
        "value"
    )
    named = (cast(cell(each.c.value, at), kind).label(label) for at, (label, kind) in enumerate(columns.items()))
    return select(*named)


def _in_sqlite(row: ColumnElement[str], at: int) -> ColumnElement[str]:
    return func.json_extract(row, f"$[{at}]")


def _in_postgresql(row: ColumnElement[str], at: int) -> ColumnElement[str]:
    return func.jsonb_extract_path_text(row, str(at))


def pairs(dialect: str, name: str) -> TableValuedAlias:
    """One mapping of texts, the parameter of this name as JSON: `key` and `value`, in its order.
    Half the price of rows.
    """
    body = bindparam(name, type_=Text)
    each = func.json_each(body) if dialect == "sqlite" else func.json_each_text(cast(body, JSON))
    return each.table_valued(column("key", Text), column("value", Text))


def among(dialect: str, column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether it is one of a list, the parameter of this name as `listed` makes it: one, however long it is."""
    if dialect == "sqlite":
        each = func.json_each(bindparam(name, type_=Text)).table_valued("value")
        return column.in_(select(each.c.value))
    return column == func.any(bindparam(name, type_=ARRAY(Text)))


def listed(dialect: str, values: Sequence[str]) -> str | Sequence[str]:
    """What is given for that."""
    return json.dumps(values) if dialect == "sqlite" else values
