"""What of a document can be found: its version that counts, in passages, for those who may read it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select

from domain.alike import spellings as spelled
from domain.documents import Circle
from domain.passages import passages as parts_of
from domain.words import BREAK, language_of, sentences, terms_of
from domain.words import terms as terms_in
from storage.documents import CURRENT, OFFERED
from storage.tables import documents, files, findable, passage_texts, passages, racks, shelves, versions
from storage.tables.columns import Moment
from storage.upsert import insert_new, upsert

OFTEN = 3
"""A term that comes so many times in a passage is marked."""
BATCH = 500
"""Documents that are indexed in one step: what they share is counted once, and memory stays as it is."""

_ALONE = select(func.pg_advisory_xact_lock(20_260_039))
"""Until the transaction ends: what documents share is counted by one after the other. The number is nobody else's."""
_OF: BindParameter[Any] = bindparam("of", expanding=True)
_DUE = (
    select(findable.c.document)
    .where(findable.c.look_at <= bindparam("now", type_=Moment))
    .order_by(findable.c.look_at, findable.c.document)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_COUNTS = (
    select(
        documents.c.id,
        versions.c.id.label("version"),
        documents.c.title,
        documents.c.product,
        documents.c.languages,
        documents.c.owner,
        versions.c.shelf,
        shelves.c.view,
        files.c.text,
    )
    .select_from(documents)
    .join(versions, versions.c.document == documents.c.id)
    .join(shelves, shelves.c.id == versions.c.shelf)
    .join(files, files.c.hash == versions.c.file)
    .where(documents.c.id.in_(_OF), CURRENT, OFFERED)
)
_STARTS = (
    select(versions.c.document, func.min(versions.c.counts_from).label("at"))
    .where(versions.c.document.in_(_OF), versions.c.counts_from > bindparam("now", type_=Moment))
    .group_by(versions.c.document)
)
_ENDS = select(documents.c.id.label("document"), documents.c.retired_at.label("at")).where(
    documents.c.id.in_(_OF), documents.c.retired_at > bindparam("now", type_=Moment)
)
_HERE = (
    select(passages.c.id, passages.c.rack, passages.c.length, passage_texts.c.title, passage_texts.c.terms)
    .join(passage_texts, passage_texts.c.passage == passages.c.id)
    .where(passages.c.document.in_(_OF))
)
_RACK = select(racks.c.id).where(
    racks.c.shelf == bindparam("of_shelf"),
    racks.c.language == bindparam("of_language"),
    racks.c.owner == bindparam("of_owner"),
)
_LAST = select(func.coalesce(func.max(passages.c.id), 0))


@dataclass
class _Change:
    """What a step adds to the index and takes from it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    terms: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    gone: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    passages: Counter[int] = field(default_factory=Counter)
    length: Counter[int] = field(default_factory=Counter)

    def count(self, rack: int, terms: Sequence[str], *, by: int) -> int:
        """The length of the passage."""
        words = [term for term in terms if term != BREAK]
        (self.terms if by > 0 else self.gone)[rack].update(set(words))
        self.passages[rack] += by
        self.length[rack] += by * len(words)
        return len(words)


class Indexing:
    """To be told of whatever changes a document: `refresh` makes true what can be found of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"

    def refresh(self, *document_ids: str, at: datetime) -> None:
        """From now on these documents are found by what is true of them; one that does not count is not found."""
        if not self._sqlite:
            self._connection.execute(_ALONE)
        for start in range(0, len(document_ids), BATCH):
            self._refresh(document_ids[start : start + BATCH], at)

    def due(self, at: datetime, *, size: int = 100, beyond: int = 0) -> Sequence[str]:
        """What begins or ends to count by itself: it is to be refreshed."""
        return self._connection.execute(_DUE, {"now": at, "size": size, "beyond": beyond}).scalars().all()

    def _refresh(self, ids: Sequence[str], at: datetime) -> None:
        asked = {"of": ids, "now": at}
        change = _Change()
        self._take_out(ids, change)
        counting = {row.id: row for row in self._connection.execute(_COUNTS, asked)}
        self._put_in([counting[one] for one in ids if one in counting], change)
        self._count(change)
        later: dict[str, datetime] = {}
        for row in (*self._connection.execute(_STARTS, asked), *self._connection.execute(_ENDS, asked)):
            later[row.document] = min(later.get(row.document, row.at), row.at)
        for one in ids:
            version = counting[one].version if one in counting else None
            upsert(self._connection, findable, {"document": one}, {"version": version, "look_at": later.get(one)})

    # --- out and in ---

    def _take_out(self, ids: Sequence[str], change: _Change) -> None:
        gone = self._connection.execute(_HERE, {"of": ids}).all()
        if not gone:
            return
        for row in gone:
            change.count(row.rack, (row.title + row.terms).split(), by=-1)
        if self._sqlite:
            self._connection.exec_driver_sql(
                "INSERT INTO passage_terms (passage_terms, rowid, title, terms) VALUES ('delete', ?, ?, ?)",
                [(row.id, row.title, row.terms) for row in gone],
            )
        numbers = [row.id for row in gone]
        self._connection.execute(delete(passage_texts).where(passage_texts.c.passage.in_(_OF)), {"of": numbers})
        self._connection.execute(delete(passages).where(passages.c.id.in_(_OF)), {"of": numbers})

    def _put_in(self, counting: Sequence[Any], change: _Change) -> None:
        number = self._connection.execute(_LAST).scalar_one()
        known: dict[tuple[str, str, str], int] = {}
        for row in counting:
            language = language_of(row.text or row.title, row.languages.split())
            place = (row.shelf, language, row.owner if row.view == Circle.OWNER else "")
            rack = known.get(place) or known.setdefault(place, self._rack(*place))
            title = terms_in(f"{row.title} {row.product}", language)
            for text in parts_of(row.text):
                number += 1
                passage = {"id": number, "rack": rack, "document": row.id, "version": row.version}
                self._add(change, passage, title, sentences(text), language)
        if not change.rows:
            return
        self._connection.execute(insert(passages), change.rows)
        self._connection.execute(insert(passage_texts), change.texts)
        if self._sqlite:
            self._connection.exec_driver_sql(
                "INSERT INTO passage_terms (rowid, title, terms) VALUES (?, ?, ?)",
                [(row["passage"], row["title"], row["terms"]) for row in change.texts],
            )

    def _add(
        self, change: _Change, passage: dict[str, Any], title: Sequence[str], text: Sequence[str], language: str
    ) -> None:
        terms = terms_of(text, language)
        kept = {"title": _spaced(title), "terms": _spaced(terms)}
        length = change.count(passage["rack"], [*title, *terms], by=1)
        marks = "" if self._sqlite else _spaced([*(f"={term}" for term in title), *_often(terms)])
        where = {"passage": passage["id"], "rack": passage["rack"]}
        change.rows.append({**passage, "length": length})
        change.texts.append({**where, **kept, "marks": marks, "text": "\n".join(text)})

    def _rack(self, shelf: str, language: str, owner: str) -> int:
        asked = {"of_shelf": shelf, "of_language": language, "of_owner": owner}
        found = self._connection.execute(_RACK, asked).scalar()
        if found is None:
            new = {"shelf": shelf, "language": language, "owner": owner, "passages": 0, "length": 0}
            insert_new(self._connection, racks, new)
            found = self._connection.execute(_RACK, asked).scalar_one()
        return int(found)

    # --- what ranking counts ---

    def _count(self, change: _Change) -> None:
        """In one order, so that a table's rows are written where they stand."""
        for rack, gone_ in change.gone.items():
            change.terms[rack].subtract(gone_)
        counted = sorted((term, rack, by) for rack, each in change.terms.items() for term, by in each.items() if by)
        self._spell(sorted({term for term, _, by in counted if by > 0}))
        self._write(_COUNT_SQLITE, _COUNT_POSTGRESQL, counted)
        gone = [(term, rack) for term, rack, by in counted if by < 0]
        self._write(_FORGET_SQLITE, _FORGET_POSTGRESQL, gone)
        for rack, by in sorted(change.passages.items()):
            length = change.length[rack]
            if by or length:
                self._connection.execute(_RACKED, {"of": rack, "more": by, "longer": length})

    def _spell(self, found: list[str]) -> None:
        """Terms that are new are found by those who slip."""
        known = set(self._connection.exec_driver_sql(*self._known(found)).scalars())
        new = [(spelling, term) for term in found if term not in known for spelling in spelled(term)]
        self._write(_SPELL_SQLITE, _SPELL_POSTGRESQL, sorted(new))

    def _known(self, found: list[str]) -> tuple[str, tuple[Any, ...]]:
        if self._sqlite:
            sql = "SELECT term FROM json_each(?) JOIN spellings ON spelling = value AND term = value"
            return sql, (json.dumps(found),)
        return "SELECT term FROM spellings WHERE spelling = ANY(%s) AND term = spelling", (found,)

    def _write(self, sqlite: str, postgresql: str, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if self._sqlite:
            self._connection.exec_driver_sql(sqlite, rows)
        else:
            self._connection.exec_driver_sql(postgresql, tuple(map(list, zip(*rows, strict=True))))


_COUNT_SQLITE = (
    "INSERT INTO terms (term, rack, passages) VALUES (?, ?, ?)"
    " ON CONFLICT (term, rack) DO UPDATE SET passages = passages + excluded.passages"
)
_COUNT_POSTGRESQL = (
    "INSERT INTO terms (term, rack, passages) SELECT * FROM unnest(%s::text[], %s::int[], %s::int[])"
    " ON CONFLICT (term, rack) DO UPDATE SET passages = terms.passages + excluded.passages"
)
_FORGET_SQLITE = "DELETE FROM terms WHERE term = ? AND rack = ? AND passages = 0"
_FORGET_POSTGRESQL = (
    "DELETE FROM terms USING unnest(%s::text[], %s::int[]) AS gone (term, rack)"
    " WHERE terms.term = gone.term AND terms.rack = gone.rack AND terms.passages = 0"
)
_SPELL_SQLITE = "INSERT INTO spellings (spelling, term) VALUES (?, ?) ON CONFLICT DO NOTHING"
_SPELL_POSTGRESQL = (
    "INSERT INTO spellings (spelling, term) SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING"
)
_RACKED = (
    racks.update()
    .where(racks.c.id == bindparam("of"))
    .values(passages=racks.c.passages + bindparam("more"), length=racks.c.length + bindparam("longer"))
)


def _spaced(terms: Sequence[str]) -> str:
    """Each with a space before and one behind."""
    return " " + "  ".join(terms) + " " if terms else ""


def _often(terms: Sequence[str]) -> Iterator[str]:
    return (f"+{term}" for term, times in Counter(terms).items() if times >= OFTEN and term != BREAK)
