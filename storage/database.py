"""Database: opens transactions. SQLite and PostgreSQL behave alike behind it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from storage.acts import LastHead
from storage.faults import answering, taking_writes
from storage.programme import ProgrammeCache
from storage.store import Store
from storage.turns import Turns

BUSY_SECONDS = 10
"""How long a writer waits for another one."""
CACHE = 16 * 1024
"""KiB of pages that each connection to SQLite may keep (one writer, two readers). In SQLite's own 2 MB a writer of ids
that come in no order reads pages of each index again and again: a registration among 2,000 took a tenth longer."""
IDLE_SECONDS = 25
"""After which PostgreSQL ends a transaction that says nothing: what a frozen process has locked, such as the pace of a
workspace, all others wait for. Less than a lease (storage/claims.py): no longer than for what it had in hand.
"""
VANISHED_SECONDS = 20
"""How long a host that says nothing at all, not even to TCP, counts as there; Linux by itself waits for 15 minutes and,
where nothing is to be sent, for two hours."""
_CONNECTING = {
    "connect_timeout": 5,  # s, as the others but tcp_user_timeout are
    "keepalives_idle": VANISHED_SECONDS // 2,
    "keepalives_interval": VANISHED_SECONDS // 4,
    "keepalives_count": 2,
    "tcp_user_timeout": VANISHED_SECONDS * 1000,
}
"""libpq's own words, postgresql.org/docs/current/libpq-connect.html; what stands in the address comes first."""


class Database:
    """An engine and what is shared between its transactions; safe to use from several threads."""

    def __init__(self, url: str, *, pool: int = 8) -> None:
        parsed = make_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self._programme, self._last = ProgrammeCache(), LastHead()
        if self.sqlite:
            self.engine, self._reading = _sqlite_engines(parsed, pool)
            self._turn: Callable[[], AbstractContextManager[None]] = Turns(BUSY_SECONDS).one
        else:
            self.engine = _postgresql_engine(parsed, pool)
            self._reading = self.engine.execution_options(postgresql_readonly=True)
            self._turn = nullcontext

    @contextmanager
    def write(self) -> Iterator[Store]:
        """One transaction that may change things: committed at the end, rolled back by any exception."""
        with answering(), taking_writes(), self._turn():
            with self.engine.begin() as connection:
                store = Store(connection, self._programme, self._last)
                yield store
                store.acts.keep()
            store.acts.remember()

    @contextmanager
    def read(self) -> Iterator[Store]:
        """One transaction that only looks; the database refuses any change in it."""
        with answering(), self._reading.begin() as connection:
            yield Store(connection, self._programme, self._last, {})

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()
        self._reading.dispose()


# --- SQLite ---


def _sqlite_engines(url: URL, pool: int) -> tuple[Engine, Engine]:
    """One for writers, one for readers.

    A deferred BEGIN that writes later fails at once in spite of busy_timeout: hence BEGIN IMMEDIATE.
    """
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: each thread has a connection of its own")
    _made_for_us_alone(Path(url.database))
    writing, reading = (
        create_engine(_speaking(url, dialect), pool_size=pool, hide_parameters=True) for dialect in (Writer, Reader)
    )
    event.listen(writing, "connect", _prepare_writer)
    event.listen(reading, "connect", _prepare_reader)
    return writing, reading


def _made_for_us_alone(file: Path) -> None:
    """A new file, and with it SQLite's files beside it, is readable for whoever serves and nobody else."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare_writer(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """MEMORY: what a savepoint would bring back is of no use after a crash. In a file of its own, which is where SQLite
    keeps it otherwise, it was half of all that a registration wrote.
    """
    _prepare(connection)
    connection.execute("PRAGMA temp_store=MEMORY")


def _prepare(connection: sqlite3.Connection) -> None:
    """FULL: what was answered is on the disk. WAL: readers never wait for the writer."""
    connection.isolation_level = None  # the dialects below say BEGIN themselves
    waits, keeps = f"busy_timeout={BUSY_SECONDS * 1000}", f"cache_size=-{CACHE}"
    for pragma in (waits, keeps, "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _turn_to_wal(connection)


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    """Of several that turn a new file at once SQLite refuses some without waiting, whatever busy_timeout says."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _prepare_reader(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    _prepare(connection)
    connection.execute("PRAGMA query_only=ON")


class Writer(SQLiteDialect_pysqlite):
    """Begins by taking the lock. Not by a listener for "begin": with one, listeners are looked for around each
    statement, and that costs a tenth of a short transaction.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE")


class Reader(SQLiteDialect_pysqlite):
    """Begins without a lock; what it reads first it goes on seeing."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN")


def _speaking(url: URL, dialect: type[SQLiteDialect_pysqlite]) -> URL:
    """The same database, in this dialect."""
    name = dialect.__name__.lower()
    registry.register(f"sqlite.{name}", __name__, dialect.__name__)
    return url.set(drivername=f"sqlite+{name}")


# --- PostgreSQL ---


def _postgresql_engine(url: URL, pool: int) -> Engine:
    """In READ COMMITTED, which the compare-and-set statements count on: they wait, then look again."""
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        pool_size=pool,
        pool_timeout=5,
        # A server that was restarted must not cost anybody an answer.
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={name: value for name, value in _CONNECTING.items() if name not in url.query},
    )
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "checkout", _leave_it_to_the_server)
    return engine


def _prepare_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute(
            f"SET lock_timeout = '{BUSY_SECONDS}s'; SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'"
        )
    connection.commit()


def _leave_it_to_the_server(connection: DBAPIConnection, _entry: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
    """Whether it may be written to. Where somebody has read before, SQLAlchemy has asked for "read write", which a
    standby takes for something that it does not know, and a server that was made read-only lets pass.
    """
    connection.read_only = None
