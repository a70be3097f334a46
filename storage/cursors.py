"""Cursors: where a page ended, by the moment and the id of its last row."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, ColumnElement, and_, or_, true

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 17
"""Digits of microseconds since 1970: enough until the year 5138."""


def cursor(at: datetime, row_id: str) -> str:
    """At most 40 characters; a hint, read with care."""
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}.{row_id}"


def after(moments: Column[datetime], ids: Column[str], text: str) -> ColumnElement[bool]:
    """The rows that follow in rising order; all of them where `text` is no cursor."""
    place = _read(text)
    if place is None:
        return true()
    at, row_id = place
    return or_(moments > at, and_(moments == at, ids > row_id))


def before(moments: Column[datetime], ids: Column[str], text: str) -> ColumnElement[bool]:
    """The rows that follow in falling order; all of them where `text` is no cursor."""
    place = _read(text)
    if place is None:
        return true()
    at, row_id = place
    return or_(moments < at, and_(moments == at, ids < row_id))


def _read(text: str) -> tuple[datetime, str] | None:
    number, _, row_id = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        return None
    if not (row_id.isascii() and row_id.isalnum()):
        return None
    return _EPOCH + timedelta(microseconds=int(number)), row_id
