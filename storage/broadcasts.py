"""What is told to many: all copies of a notice, made by the database itself in one statement."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Insert, Select, Text, bindparam, cast, func, insert, literal, select

from storage.copies import CopyState, Lane
from storage.tables import Moment, copies

_FIRST = 1_000_000
"""All numbers have as many digits, so that ids come in their order."""
BEFORE, LAST = "0", "9999999"
"""What the ids of such copies come behind, and none comes after, put to their notice's."""


def make_copies(connection: Connection, notice: str, readers: Select[Any], lane: Lane, at: datetime) -> int:
    """One copy a row of `readers`, whose columns are called as those of `copies`; how many there are to send."""
    connection.execute(_copying(notice, readers, lane, at))
    # Not what the driver says: SQLite's does not count a statement that begins with WITH.
    return int(connection.execute(_COUNT, {"of": notice}).scalar_one())


def _copying(notice: str, readers: Select[Any], lane: Lane, at: datetime) -> Insert:
    rows = readers.subquery("readers")
    made: Mapping[str, Any] = {
        # The notice's own, which nobody can guess, and a number: ids that come in no order take twice as long.
        "id": literal(notice) + cast(_FIRST + func.row_number().over(), Text),
        "notice": literal(notice),
        "state": literal(CopyState.PENDING.value),
        "lane": literal(lane.value),
        "due": literal(at, Moment),
        "wanted": literal(1),
        "shown": literal(0),
        "attempts": literal(0),
        "fence": literal(0),
        "lease": literal(0.0),
    } | {column.key: column for column in rows.columns}
    return insert(copies).from_select(list(made), select(*made.values()), include_defaults=False)


_COUNT = select(func.count()).where(copies.c.notice == bindparam("of"), copies.c.state != CopyState.SKIPPED)
