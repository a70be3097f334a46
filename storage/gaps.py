"""What was looked for in vain, by region: a list of the documents that are missing."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, bindparam, func, select

from domain.documents_used import Gap
from domain.words import asked_for
from storage.tables import gaps
from storage.upsert import Insert, insert_into

_RANKED = (
    select(
        gaps.c.region,
        gaps.c.words,
        func.count().label("partners"),
        func.sum(gaps.c.times).label("times"),
        func.max(gaps.c.at, type_=gaps.c.at.type).label("at"),
    )
    .group_by(gaps.c.region, gaps.c.words)
    .order_by(func.count().desc(), func.sum(gaps.c.times).desc(), gaps.c.words, gaps.c.region)
    .limit(bindparam("size"))
)


class Gaps:
    """Nobody's name is kept: of what was typed the words that say something, and the partner."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, *, region: str, partner: str, text: str, language: str, at: datetime) -> None:
        """Somebody of this partner found nothing; the same words in another order are the same gap."""
        words = " ".join(sorted(asked_for(text, language)))
        if words:
            row = {"region": region, "words": words, "partner": partner, "times": 1, "at": at}
            self._connection.execute(_note(self._connection.dialect.name), row)

    def ranked(self, *, region: str | None = None, size: int = 20) -> Sequence[Gap]:
        """Those that the most partners miss come first; of one region, or of all."""
        asked = _RANKED if region is None else _RANKED.where(gaps.c.region == region)
        return tuple(Gap(**row) for row in self._connection.execute(asked, {"size": size}).mappings())


@cache
def _note(dialect: str) -> Insert:
    statement = insert_into(dialect, gaps)
    changed = {"times": gaps.c.times + 1, "at": statement.excluded.at}
    return statement.on_conflict_do_update(index_elements=["region", "words", "partner"], set_=changed)
