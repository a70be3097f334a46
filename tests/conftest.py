"""What every test may ask for, and what no test may touch: the settings of this machine and the network."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import settings
from sqlalchemy import Connection, Engine, event

from storage.schema import migrate
from tests.databases import PostgreSQLDatabases, Prepare, SQLiteFiles, started_postgresql

HOUSE = Path(__file__).parents[1]
SOAK = "TANDEM_SOAK"
SCHEMAS = "TANDEM_SCHEMAS"

FOREIGN = ("SLACK_", "MICROSOFT_", "TEAMS_", "TANDEM_")
FOREIGN_NAMES = ("DATABASE_URL", "PROGRAMME", "LISTEN", "OPS_LISTEN", "PYTHONDONTWRITEBYTECODE")
MEMORY = Path("/dev/shm")
"""Files in memory, on Linux: no test pulls the plug of the machine, and whoever waits for a disk does nothing."""
ENOUGH = 2 * 1024**3
"""Bytes that must be free there; containers often have next to nothing."""
SELDOM = (5_000, 20, 100)
"""How seldom the garbage collector looks: among eight thousand tests in memory it was a fifteenth of a run."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")  # slack_sdk would send loopback calls through them


def pytest_configure() -> None:
    """Forgets this machine's settings, for tests and for the processes they start."""
    for name in list(os.environ):
        if _is_foreign(name):
            del os.environ[name]
    if "TMPDIR" not in os.environ and _has_room(MEMORY):
        tempfile.tempdir = str(MEMORY)  # for every database and every `tmp_path`
    gc.set_threshold(*SELDOM)
    sys.dont_write_bytecode = False  # many processes are started: each would compile all that it imports
    # As long as nobody sets up logs: an exception with all its locals, in colours, would take seconds.
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    settings.register_profile("tandem", settings(), deadline=None)  # no test may depend on a fast machine
    settings.load_profile("tandem")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def _has_room(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH


def _is_foreign(name: str) -> bool:
    if name in (SOAK, SCHEMAS):
        return False
    return name.startswith(FOREIGN) or name in FOREIGN_NAMES or name.upper() in PROXIES


@pytest.fixture(scope="session")
def count() -> Callable[[int], int]:
    """Gives how often to repeat: all of it in `make soak`, a tenth in `make test`."""
    if os.environ.get(SOAK):
        return lambda whole: whole
    return lambda whole: max(1, whole // 10)


# --- databases ---


class Compiled(dict[tuple[Any, ...], Any]):
    """Each statement as it was compiled for SQLite or PostgreSQL, for every engine of this process.

    SQLAlchemy keeps it for each engine, and so would compile anew in each test: a third of a short one.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        dialect, *of = key
        return super().get((type(dialect), *of), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        dialect, *of = key
        super().__setitem__((type(dialect), *of), compiled)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    compiled = Compiled()

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


@pytest.fixture(scope="session")
def prepare() -> Prepare:
    """Gives what brings an empty database to the schema of today; runs once an engine, tests get copies."""
    return migrate


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory, prepare: Prepare) -> SQLiteFiles:
    return SQLiteFiles(tmp_path_factory.mktemp("sqlite"), prepare)


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[Path]:
    """One server for each test process: a backend that is killed disturbs nobody else's tests."""
    with started_postgresql() as socket:
        yield socket


@pytest.fixture(scope="session")
def postgresql(postgresql_socket: Path, prepare: Prepare) -> PostgreSQLDatabases:
    return PostgreSQLDatabases(postgresql_socket, prepare, name="test")


@pytest.fixture
def sqlite_url(sqlite: SQLiteFiles) -> Iterator[str]:
    url = sqlite.fresh()
    yield url
    sqlite.remove(url)


@pytest.fixture
def postgresql_url(postgresql: PostgreSQLDatabases) -> Iterator[str]:
    with postgresql.fresh() as url:
        yield url


@pytest.fixture
def empty_sqlite_url(sqlite: SQLiteFiles) -> Iterator[str]:
    url = sqlite.empty()
    yield url
    sqlite.remove(url)


@pytest.fixture
def empty_postgresql_url(postgresql: PostgreSQLDatabases) -> Iterator[str]:
    with postgresql.empty() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Gives a database of its own, at the schema of today; the test runs once for each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Gives a database of its own without tables, for tests of the migrations themselves."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


# --- what a machine may lack ---


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Gives the folder of the platforms' own JSON schemas."""
    named = os.environ.get(SCHEMAS)
    folder = Path(named) if named else HOUSE.parent / "shared" / "schemas"
    if not folder.is_dir():
        pytest.skip(f"the platforms' JSON schemas are not here; {SCHEMAS} names their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Gives the path of a Chromium for Playwright's `executable_path`."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium here; on Debian: apt-get install chromium")
