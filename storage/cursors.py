"""Cursors: where a page ended, by the moment and the id of its last row."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, and_, or_

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Place = BindParameter[Any]
_LONGEST = 17
"""Digits of microseconds since 1970: enough until the year 5138."""


def cursor(at: datetime, row_id: str) -> str:
    """At most 40 characters; a hint, read with care."""
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}.{row_id}"


def after(moments: Column[datetime], ids: Column[str], at: Place, row_id: Place) -> ColumnElement[bool]:
    """The rows that follow in rising order."""
    return or_(moments > at, and_(moments == at, ids > row_id))


def before(moments: Column[datetime], ids: Column[str], at: Place, row_id: Place) -> ColumnElement[bool]:
    """The rows that follow in falling order."""
    return or_(moments < at, and_(moments == at, ids < row_id))


def read_cursor(text: str) -> tuple[datetime, str] | None:
    """The moment and the id; None where `text` is no cursor: whoever bends one begins at the beginning."""
    number, _, row_id = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        return None
    if not (row_id.isascii() and row_id.isalnum()):
        return None
    return _EPOCH + timedelta(microseconds=int(number)), row_id
