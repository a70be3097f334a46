"""Customers' names, and which of them are nearly the same: an index that grows with each deal, never built anew."""

import json
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process
from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    exists,
    func,
    literal,
    select,
    true,
    union,
)

from domain.alike import PERHAPS, pairs, scorer, spellings, words_of
from domain.customers import name_words
from storage.tables import alike, marks
from storage.upsert import Insert, insert_into

COMMON = 400
"""A mark that more names bear tells nothing, and is passed over: a look-up reads a few thousand short rows at most."""
_CLOSEST = 50
"""Candidates that are looked at closely."""

_ALONE = select(func.pg_advisory_xact_lock(20_260_019))
"""Until the transaction ends. The number is nobody else's."""
_COMPARED = 20_260_020
"""The same, of a name that is compared; the other half of its number is the name's."""
_KNOWN = select(literal(1)).where(marks.c.mark == bindparam("mark"), marks.c.of == bindparam("of"))
_ALIKE = union(
    select(func.hashtext(bindparam("key", type_=Text)).label("number")),
    select(func.hashtext(alike.c.other)).where(alike.c.one == bindparam("key", type_=Text)),
).subquery()
# In one order, so that two who compare names that are nearly the same do not wait for each other.
_IN_ORDER = select(_ALIKE.c.number).order_by(_ALIKE.c.number).subquery()
_MINE = select(exists(_KNOWN), func.pg_advisory_xact_lock(_COMPARED, _IN_ORDER.c.number)).select_from(_IN_ORDER)


@cache
def _candidates(dialect: str) -> Select[str]:
    """The names that share a mark with the one that is looked for; the mark may be a word that is one slip away."""
    spelled, marked = (_each(dialect, name) for name in ("spelled", "marked"))
    # What is marked is not looked up by itself: of a mark that many names bear each would be walked past.
    words = union(_led_to(dialect, spelled, spelled.c.mark), select(marked.c.mark)).cte("words")
    beyond = select(literal(1)).where(marks.c.mark == words.c.mark).offset(COMMON).limit(1).correlate(words)
    rare = select(words.c.mark).where(~exists(beyond)).cte("rare")
    return _led_to(dialect, rare, rare.c.mark).distinct()


def _led_to(dialect: str, given: FromClause, mark: ColumnElement[str]) -> Select[str]:
    """What each of these marks leads to, by the key."""
    if dialect == "sqlite":
        return select(marks.c.of.label("mark")).join_from(given, marks, marks.c.mark == mark)
    # PostgreSQL takes a list of unknown length for a long one, and would read the whole table but for OFFSET.
    one = select(marks.c.of.label("mark")).where(marks.c.mark == mark).offset(0).lateral()
    return select(one.c.mark).select_from(given.join(one, true()))


def _each(dialect: str, name: str) -> CTE:
    """The texts of a JSON list, however many: the statement stays the same."""
    given = bindparam(name, type_=Text)
    listed = func.json_each(given) if dialect == "sqlite" else func.json_array_elements_text(cast(given, JSON))
    return select(listed.table_valued(column("value", Text)).c.value.label("mark")).cte(name)


@cache
def _add(dialect: str, table: Table) -> Insert:
    return insert_into(dialect, table).on_conflict_do_nothing()


class Customers:
    """Names are kept in the form of `name_words`, and compared by `name_key`, the same without spaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def similar(self, name: str, *, size: int = 10) -> tuple[tuple[str, int], ...]:
        """Known names like this one with their scores, the best first."""
        words = name_words(name)
        return _scored(words, self._candidates(words), size)

    def learn(self, name: str, *, compared: bool = False) -> None:
        """From now on this name is found, and those known so far that are nearly the same are noted beside it.

        One new name after another: of two at once neither would see the other. A known one waits for nobody, unless it
        is `compared` with what else is known of it: then for whoever compares it, or one that is nearly the same.
        """
        words = name_words(name)
        alone = self._connection.dialect.name == "postgresql"
        if not words or (self._is_mine(words) if compared and alone else self._knows(words)):
            return
        if alone:
            self._connection.execute(_ALONE)
        found = self._candidates(words)
        if words in found:
            return
        self._keep(marks, [{"mark": mark, "of": of} for mark, of in sorted(set(marks_of(words)))])
        key = words.replace(" ", "")
        near = ((other.replace(" ", ""), points) for other, points in _scored(words, found, _CLOSEST))
        close = [(other, points) for other, points in near if points >= PERHAPS and other != key]
        if close:
            both = [(key, *pair) for pair in close] + [(other, key, points) for other, points in close]
            self._keep(alike, [{"one": one, "other": other, "score": points} for one, other, points in sorted(both)])
            if compared and alone:
                self._is_mine(words)

    def _is_mine(self, words: str) -> bool:
        """Whether it was known; with all that are nearly the same it is nobody else's until the transaction ends."""
        key = words.replace(" ", "")
        found = self._connection.execute(_MINE, {"mark": _KEY + key, "of": words, "key": key})
        return any(found.scalars().all())

    def _knows(self, words: str) -> bool:
        known = {"mark": _KEY + words.replace(" ", ""), "of": words}
        return self._connection.execute(_KNOWN, known).first() is not None

    def _candidates(self, words: str) -> list[str]:
        looked_for = words_of(words)
        spelled = {_SPELLING + spelling for word in looked_for for spelling in spellings(word)}
        marked = {_PAIR + pair for pair in pairs(looked_for)} | {_KEY + words.replace(" ", "")}
        asked = {"spelled": json.dumps(sorted(spelled)), "marked": json.dumps(sorted(marked))}
        return list(self._connection.execute(_candidates(self._connection.dialect.name), asked).scalars().all())

    def _keep(self, table: Table, rows: list[dict[str, object]]) -> None:
        """In order, so that two who learn the same at once do not wait for each other."""
        self._connection.execute(_add(self._connection.dialect.name, table), rows)


_SPELLING, _WORD, _PAIR, _KEY = "~", "=", "&", "!"
"""What a mark begins with."""


def marks_of(words: str) -> Iterator[tuple[str, str]]:
    """All by which a name that `name_words` gave will be found, each with what it leads to."""
    looked_for = words_of(words)
    for word in looked_for:
        yield from ((_SPELLING + spelling, _WORD + word) for spelling in spellings(word))
        yield _WORD + word, words
    yield from ((_PAIR + pair, words) for pair in pairs(looked_for))
    yield _KEY + words.replace(" ", ""), words


def _scored(words: str, found: list[str], size: int) -> tuple[tuple[str, int], ...]:
    near = process.extract(words, found, scorer=fuzz.token_sort_ratio, limit=_CLOSEST)
    score = scorer(words)
    scored = ((other, score(other, in_order)) for other, in_order, _ in near)
    return tuple(sorted(scored, key=lambda one: (-one[1], one[0]))[:size])
