"""How fast documents of 2 kB in three languages are found, beside FTS5 asked for the same words alone.

In `make bench` among 20,000; `python -m benchmarks.search 100000` among more, which takes minutes to fill, and with the
address of an empty PostgreSQL database after it, there.
"""

import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import Connection

from benchmarks.figures import Figure, note
from domain.alike import spellings as spelled
from domain.documents import Circle, Document, Reader, Shelf, Sort, Version
from domain.partners import Partner
from domain.words import BREAK, LANGUAGES, terms
from storage.database import Database
from storage.documents import File
from storage.schema import migrate
from storage.store import Store
from tests.storage.examples import manager

DOCUMENTS = 20_000
INDEXED = 2_000
"""Documents that go the whole way; the others are put where they end up, which is quicker."""
ASKED = 400
_SENTENCES, _WORDS = 20_000, 30_000
"""Of each language."""
_LENGTH = 20
"""Sentences of a document: 2 kB."""
_NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_SHARES = {"en": 5, "pl": 3, "pt-BR": 3}
_SYLLABLES = {
    "en": "con-ter-al-ing-ment-tion-ver-pro-re-dis-over-er-price-sta-ble-er-low-net-work-port-mar-ket-ship",
    "pl": "prze-cze-nie-ów-ska-wy-ro-dzi-kra-ma-ła-szko-po-ko-do-wie-rze-umo-cen-nik-ra-bat-któ-ść-ną",
    "pt-BR": "ção-con-tra-to-pre-ço-ven-da-re-gi-ão-par-cei-ro-de-sen-vol-ver-mar-ca-do-ri-o-lha-nha-pro",
}
_OWN = Shelf(partners=frozenset({"acme"}))
_REP = Reader(
    person="rep",
    circle=Circle.PARTNERS,
    partner=Partner(
        key="acme",
        name="Acme",
        type="channel",
        tier="gold",
        region="emea",
        country="PL",
        language="pl",
        zone="Europe/Warsaw",
        currency="EUR",
    ),
)


@dataclass(frozen=True)
class Language:
    """Sentences as they are and as they are found."""

    name: str
    sentences: Sequence[str]
    terms: Sequence[str]


def figures(folder: Path, number: int = DOCUMENTS, url: str = "") -> Iterator[Figure]:
    """Of a search: milliseconds, and how much longer than FTS5 alone takes; of the index, how fast it grows."""
    where = url or f"sqlite:///{folder / 'documents.db'}"
    migrate(where)
    database = Database(where)
    chance = Random(6)
    languages = [_language(chance, name) for name in LANGUAGES]
    with database.write() as store:
        owner = manager(store).id
        shelves = [store.documents._shelf(shelf) for shelf in _shelves()]  # noqa: SLF001 - they are filled in bulk
    yield from _indexing(database, languages, owner, chance)
    began = perf_counter()
    _fill(database, languages, shelves, owner, number - INDEXED, chance)
    note("search.fill", f"{number:,} documents in {perf_counter() - began:.0f} s")
    yield from _finding(database, languages, chance)
    yield from _anew(database, owner)
    database.close()


# --- texts ---


def _language(chance: Random, name: str) -> Language:
    """Words as often as in life, each half as often as the one of half its rank."""
    words = sorted(
        {"".join(chance.choices(_SYLLABLES[name].split("-"), k=chance.randint(1, 4))) for _ in range(_WORDS)}
    )
    chance.shuffle(words)
    often = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    sentences = [" ".join(chance.choices(words, cum_weights=often, k=14)) + "." for _ in range(_SENTENCES)]
    return Language(name, sentences, [_spaced(terms(sentence, name)) for sentence in sentences])


def _shelves() -> list[Shelf]:
    """A quarter of them are the reader's."""
    regions = ((), ("emea",), ("latam",), ("emea", "apac"), ("apac",), ("amer",))
    tiers = ((), ("gold",), ("silver",), ("bronze",))
    return [Shelf(regions=frozenset(one), tiers=frozenset(two)) for one in regions for two in tiers]


def _pick(languages: Sequence[Language], chance: Random) -> Language:
    (one,) = chance.choices(languages, [_SHARES[language.name] for language in languages])
    return one


# --- to fill ---


def _indexing(database: Database, languages: Sequence[Language], owner: str, chance: Random) -> Iterator[Figure]:
    """The whole way, once a text is read: as an import does."""
    with database.write() as store:
        made = [_document(store, owner, _text(_pick(languages, chance), chance), n) for n in range(INDEXED)]
    with database.write() as store:  # out again: before they count
        store.indexing.refresh(*made, at=_NOW - timedelta(days=1))
        store.indexing.refresh(*made[:500], at=_NOW)
    before, began = _memory(), process_time()
    with database.write() as store:
        store.indexing.refresh(*made[500:], at=_NOW)
    spent = process_time() - began
    yield Figure("search.index", "documents/s a core", (INDEXED - 500) / spent, least=1000)
    yield Figure("search.memory", "MB more after 1,500 documents", _memory() - before, most=40)


def _anew(database: Database, owner: str) -> Iterator[Figure]:
    began = perf_counter()
    with database.write() as store:
        _document(store, owner, "The newest version tells of the zyxwvut.", INDEXED)
        (document,) = [store.documents.by_key(f"k{INDEXED}")]
        assert document
        store.indexing.refresh(document.id, at=_NOW)
    with database.read() as store:
        assert store.search.find(_REP, "zyxwvut", language="en", at=_NOW)
    yield Figure("search.anew", "s until a new version is found", perf_counter() - began, most=1)


def _text(language: Language, chance: Random) -> str:
    return " ".join(chance.choices(language.sentences, k=_LENGTH))


def _document(store: Store, owner: str, text: str, number: int) -> str:
    document = store.documents.add(
        Document(
            id="",
            ref="",
            title=f"Document {number}",
            sort=Sort.GUIDE,
            owner=owner,
            shelf=_OWN,
            languages=(),
            added_at=_NOW,
            key=f"k{number}",
        ),
        by=owner,
    )
    store.documents.keep_file(File(hash=f"f{number}", size=2000, type="text/plain", text=text, at=_NOW))
    version = Version(
        id="", document=document.id, number=1, file=f"f{number}", name="a.txt", note="", added_by=owner,
        added_at=_NOW, wanted_from=_NOW, shelf=_OWN,
    )  # fmt: skip
    added = store.documents.add_version(version)
    store.documents.decide_version(added.approved(by=owner, by_name="X", at=_NOW))
    return document.id


def _fill(
    database: Database, languages: Sequence[Language], shelves: Sequence[str], owner: str, number: int, chance: Random
) -> None:
    """In bulk: what the index would hold, straight into its tables."""
    at = int(_NOW.timestamp() * 1_000_000)
    racks: dict[tuple[str, str], int] = {}
    counted: Counter[tuple[str, int]] = Counter()
    held: Counter[int] = Counter()
    length: Counter[int] = Counter()
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _COLUMNS}
    with database.engine.begin() as connection:
        put = _Bulk(connection, sqlite=database.sqlite)
        if not database.sqlite:
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        first = connection.exec_driver_sql("SELECT max(id) FROM passages").scalar_one() + 1
        for n in range(first, first + number):
            language, shelf = _pick(languages, chance), chance.choice(shelves)
            rack = racks.setdefault((shelf, language.name), 100 + len(racks))
            chosen = chance.choices(range(_SENTENCES), k=_LENGTH)
            here = f" {BREAK} ".join(language.terms[one] for one in chosen)
            found = here.replace(f" {BREAK} ", "").split()
            title = ["document", str(n)]
            counted.update((term, rack) for term in {*found, *title})
            held[rack] += 1
            length[rack] += len(found) + 2
            marks = "" if database.sqlite else _spaced([f"={term}" for term in title])
            text = "\n".join(language.sentences[one] for one in chosen)
            name = f"d{n}"
            rows["documents"].append(
                (name, f"F{n}", f"Document {n}", "guide", "", "", owner, shelf, "partners", "owner", False, 0, at, 1)
            )
            rows["versions"].append(
                (f"v{n}", name, 1, "f0", "a.txt", "", owner, at, at, "approved", owner, "X", at, at, shelf)
            )
            rows["passages"].append((n, rack, name, f"v{n}", len(found) + 2))
            rows["passage_texts"].append((n, rack, _spaced(title), here, marks, text))
            if len(rows["passages"]) == 5000 or n == first + number - 1:
                put.racks([(rack, *place, "", 0, 0) for place, rack in racks.items()])
                put.all(rows)
        put.rows("terms", sorted((term, rack, times) for (term, rack), times in counted.items()))
        put.rows("spellings", sorted({(mark, term) for term, _ in counted for mark in spelled(term)} - put.known()))
        for rack, times in held.items():
            put.count(rack, times, length[rack])
    if not database.sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


_COLUMNS = {
    "documents": "id ref title sort product languages owner shelf download edit customers review_days added_at version",
    "versions": "id document number file name note added_by added_at wanted_from state approved_by approved_by_name"
    " decided_at counts_from shelf",
    "passages": "id rack document version length",
    "passage_texts": "passage rack title terms marks text",
}


class _Bulk:
    """Rows into tables, as quickly as each database takes them."""

    def __init__(self, connection: Connection, *, sqlite: bool) -> None:
        self._connection = connection
        self._sqlite = sqlite

    def all(self, rows: dict[str, list[tuple[object, ...]]]) -> None:
        if self._sqlite:
            self.rows("passage_terms", [(n, title, terms_) for n, _, title, terms_, *_ in rows["passage_texts"]])
        for name, each in rows.items():
            self.rows(name, each)
            each.clear()

    def rows(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        columns = _COLUMNS.get(table, "rowid title terms" if table == "passage_terms" else "").split()
        named = f" ({', '.join(columns)})" if columns else ""
        if self._sqlite:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.exec_driver_sql(f"INSERT INTO {table}{named} VALUES ({marks})", list(rows))
            return
        cursor = self._connection.connection.cursor()
        with cursor.copy(f"COPY {table}{named} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def racks(self, rows: Sequence[tuple[object, ...]]) -> None:
        mark = "?" if self._sqlite else "%s"
        sql = f"INSERT INTO racks VALUES ({', '.join([mark] * 6)}) ON CONFLICT DO NOTHING"
        self._connection.exec_driver_sql(sql, list(rows))

    def known(self) -> set[tuple[str, str]]:
        return {(row[0], row[1]) for row in self._connection.exec_driver_sql("SELECT spelling, term FROM spellings")}

    def count(self, rack: int, passages: int, length: int) -> None:
        sql = f"UPDATE racks SET passages = {passages}, length = {length} WHERE id = {rack}"
        self._connection.exec_driver_sql(sql)


def _spaced(terms_: Iterable[str]) -> str:
    return " " + "  ".join(terms_) + " "


def _memory() -> float:
    """MB of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


# --- to find ---


def _finding(database: Database, languages: Sequence[Language], chance: Random) -> Iterator[Figure]:
    asked = [_asked(_pick(languages, chance), chance) for _ in range(ASKED)]
    bare = sqlite3.connect(database.engine.url.database or "") if database.sqlite else None
    clock = process_time if bare else perf_counter  # SQLite is this process; another one's work is not its own
    ours, theirs, empty = [], [], 0
    with database.read() as store:
        for each in asked[:50]:
            store.search.find(_REP, each[1], language=each[0], at=_NOW)
        for language, text, query in asked:
            if bare:
                began = clock()
                bare.execute(_BARE, (query,)).fetchall()
                theirs.append((clock() - began) * 1e3)
            began = clock()
            hits = store.search.find(_REP, text, language=language, at=_NOW)
            ours.append((clock() - began) * 1e3)
            empty += not hits
    note("search.empty", f"{empty} of {ASKED} searches found nothing of the reader's")
    ours.sort()
    yield Figure("search.p50", "ms", median(ours))
    p99 = ours[len(ours) * 99 // 100]
    yield Figure("search.p99", "ms", p99, most=None if bare else 100)
    if bare:
        theirs.sort()
        note("search.bare", f"p50 {median(theirs):.2f} ms, p99 {theirs[len(theirs) * 99 // 100]:.1f} ms")
        yield Figure("search.p50.bare", "x FTS5 alone", median(ours) / median(theirs), most=2)
        yield Figure("search.p99.bare", "x FTS5 alone", p99 / theirs[len(theirs) * 99 // 100], most=4)
        bare.close()


_BARE = "SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT 10"


def _asked(language: Language, chance: Random) -> tuple[str, str, str]:
    """Two or three words of a sentence, as people type them and as FTS5 is asked for them."""
    one = chance.randrange(_SENTENCES)
    words = chance.sample(language.sentences[one].rstrip(".").split(), chance.choice((2, 2, 3)))
    query = " AND ".join(f'"{term}"' for word in words for term in terms(word, language.name))
    return language.name, " ".join(words), query


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for figure in figures(Path(made), int(sys.argv[1]), *sys.argv[2:3]):
            print(figure, flush=True)
