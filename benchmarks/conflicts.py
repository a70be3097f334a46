"""How fast a customer is found under a name that is nearly the same, and how often, beside scoring every name.

In `make bench` among 100,000 names; `python -m benchmarks.conflicts 1000000` among a million, which takes minutes to
fill, and with the address of an empty PostgreSQL database after it, there.
"""

import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz, process

from benchmarks.figures import Figure, note
from benchmarks.names import Namer
from domain.customers import name_words
from storage.customers import Customers, marks_of
from storage.database import Database
from storage.schema import migrate

NAMES = 100_000
ASKED, SCANNED = 60, 15
"""Look-ups of each way of writing, and how many of them are also made by scoring every name."""


def figures(folder: Path, names: int = NAMES, url: str = "") -> Iterator[Figure]:
    """Of a look-up: milliseconds, how many times faster than a scan, and what share is found in the first ten."""
    namer, where = Namer(), url or f"sqlite:///{folder / 'names.db'}"
    known = sorted({name_words(namer.name()) for _ in range(names)})
    migrate(where)
    database = Database(where)
    began = perf_counter()
    _fill(database, known)
    note("conflicts.fill", f"{len(known):,} names in {perf_counter() - began:.0f} s")
    with database.engine.connect() as connection:
        yield from _compared(Customers(connection), known, namer, sqlite=database.sqlite)
    database.close()


def _compared(customers: Customers, known: Sequence[str], namer: Namer, *, sqlite: bool) -> Iterator[Figure]:
    customers.similar("Warm Up")
    times, scans = [], []
    found: Counter[str] = Counter()
    ours, theirs = 0, 0
    for way, write in namer.ways.items():
        for number, name in enumerate(namer.chance.sample(known, ASKED)):
            typed = write(name)
            began = perf_counter()
            ten = [other for other, _ in customers.similar(typed)]
            times.append((perf_counter() - began) * 1e3)
            found[way] += name in ten
            if number < SCANNED:
                began = perf_counter()
                best = process.extract(name_words(typed), known, scorer=fuzz.token_sort_ratio, limit=10)
                scans.append((perf_counter() - began) * 1e3)
                ours, theirs = ours + (name in ten), theirs + (name in [other for other, _, _ in best])
    note("conflicts.found", ", ".join(f"{way} {found[way] / ASKED:.2f}" for way in namer.ways))
    times.sort()
    yield Figure("conflicts.p50", "ms", median(times), most=10 if sqlite else 30)
    yield Figure("conflicts.p99", "ms", times[len(times) * 99 // 100], most=60 if sqlite else 200)
    yield Figure("conflicts.scan", "x faster than scoring every name", median(scans) / median(times), least=30)
    yield Figure("conflicts.recall", "x what that finds", ours / theirs, least=0.95)
    yield Figure(
        "conflicts.variants", "found", min(found[way] / ASKED for way in ("legal", "diacritics", "order")), least=1
    )


def _fill(database: Database, known: Sequence[str]) -> None:
    """In bulk and in order: one after the other, as they come in life, they take a millisecond each."""
    rows = sorted({row for name in known for row in marks_of(name)})
    if database.sqlite:
        assert database.engine.url.database
        with sqlite3.connect(database.engine.url.database) as file:
            file.executemany("INSERT INTO marks VALUES (?, ?)", rows)
        file.close()
        return
    with database.engine.begin() as connection:
        cursor = connection.connection.cursor()
        with cursor.copy("COPY marks FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("ANALYZE marks")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for figure in figures(Path(made), int(sys.argv[1]), *sys.argv[2:3]):
            print(figure)
