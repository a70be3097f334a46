"""How values are kept, alike on both databases, and how constraints are named."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, MetaData, Text, TypeDecorator, text, type_coerce

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """A moment as it is kept."""
    return (at - _EPOCH) // _MICROSECOND


def moment(kept: int) -> datetime:
    """The same, read back: in UTC."""
    return _EPOCH + timedelta(microseconds=kept)


# Values are read by bare functions, one call each: by `process_result_value` there would be three.


def moment_or_none(kept: int | None) -> datetime | None:
    """The same where there may be none."""
    return None if kept is None else moment(kept)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def as_kept(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Its values as they stand in the database: microseconds and texts, which are compared and remembered fast."""
    return type_coerce(column, column.type.impl) if isinstance(column.type, TypeDecorator) else column


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """A naive datetime is a bug and raises TypeError."""
        return None if value is None else microseconds(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:
        """In UTC."""
        return moment_or_none


class Exact(TypeDecorator[Decimal]):
    """A Decimal, kept as its own text: SQLite has no exact numbers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Without an exponent."""
        return None if value is None else format(value, "f")

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Decimal | None]:
        """As it was given."""
        return _decimal


class Day(TypeDecorator[date]):
    """A calendar day, kept as YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """ISO 8601."""
        return None if value is None else value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], date | None]:
        """A date without a zone."""
        return _day


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def where(rows: str) -> dict[str, Any]:
    """For an Index over some rows only: the condition, as either database takes it."""
    return {"sqlite_where": text(rows), "postgresql_where": text(rows)}
