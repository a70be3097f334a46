"""What conftest promises to every other test."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable

import psycopg
import pytest
import sqlalchemy
from pytest_socket import SocketConnectBlockedError
from sqlalchemy import make_url

from tests.databases import PostgreSQLDatabases, SQLiteFiles


@pytest.mark.parametrize("kind", ["database_url", "empty_database_url"])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_database_of_its_own(kind, engine, turn, request):
    url = request.getfixturevalue(kind.replace("database", engine))

    database = sqlalchemy.create_engine(url)
    with database.begin() as connection:
        connection.execute(sqlalchemy.text(f"CREATE TABLE only_in_turn_{turn} (id INTEGER)"))
    with database.begin() as connection:
        tables = sqlalchemy.inspect(connection).get_table_names()
    database.dispose()

    assert database.dialect.name == engine
    assert [name for name in tables if name.startswith("only_in")] == [f"only_in_turn_{turn}"]


def test_a_database_comes_on_both_engines(database_url, request):
    assert database_url.startswith(request.node.callspec.params["database_url"])


def test_databases_are_copies_of_what_was_prepared(tmp_path, postgresql_socket):
    def prepare(url: str) -> None:
        database = sqlalchemy.create_engine(url)
        with database.begin() as connection:
            connection.execute(sqlalchemy.text("CREATE TABLE prepared (id INTEGER)"))
        database.dispose()

    with PostgreSQLDatabases(postgresql_socket, prepare, name="copies").fresh() as postgresql_url:
        for url in (SQLiteFiles(tmp_path, prepare).fresh(), postgresql_url):
            database = sqlalchemy.create_engine(url)
            assert sqlalchemy.inspect(database).has_table("prepared")
            database.dispose()


def test_a_postgresql_database_is_used_again_as_it_was_unless_more_than_rows_was_changed(postgresql_socket):
    def run(url: str, *statements: str) -> list[tuple[str, int]]:
        database = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
        with database.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            rows = connection.exec_driver_sql("SELECT name, id FROM kept ORDER BY 1").all()
        database.dispose()
        return [tuple(row) for row in rows]

    def prepare(url: str) -> None:
        forever = "BEGIN RAISE EXCEPTION 'kept'; END"
        run(
            url,
            "CREATE TABLE kept (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE SEQUENCE numbers",
            "CREATE TABLE pointing (id INTEGER REFERENCES kept)",
            r"INSERT INTO kept VALUES (1, E'one\ttwo')",
            f"CREATE FUNCTION forever() RETURNS TRIGGER LANGUAGE plpgsql AS $${forever}$$",
            "CREATE TRIGGER forever BEFORE DELETE ON kept FOR EACH ROW EXECUTE FUNCTION forever()",
        )

    def number(url: str) -> str:
        """By which a database is the same under another name."""
        with psycopg.connect(url.replace("+psycopg", "")) as database:
            [found] = database.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchall()
        return str(found[0])

    def is_used_again_after(*statements: str) -> bool:
        with databases.fresh() as before:
            known = number(before)
            run(before, *(statement.format(name=make_url(before).database) for statement in statements))
        with databases.fresh() as after:
            assert run(after) == [("one\ttwo", 1)]
            return number(after) == known

    databases = PostgreSQLDatabases(postgresql_socket, prepare, name="again")
    with databases.fresh() as url:
        first = number(url)
        run(url, "INSERT INTO kept VALUES (2, 'two')", "UPDATE kept SET name = 'three' WHERE id = 1")
        run(url, "INSERT INTO pointing VALUES (2)")
        other = psycopg.connect(url.replace("+psycopg", ""))
        other.execute("LOCK TABLE kept")
        left = sqlalchemy.create_engine(url, pool_pre_ping=True)
        left.connect().close()
    with databases.fresh() as url:
        assert number(url) == first
        assert run(url) == [("one\ttwo", 1)]
        with pytest.raises(sqlalchemy.exc.OperationalError, match="does not exist"):
            left.connect()
    other.close()
    left.dispose()

    assert is_used_again_after("INSERT INTO kept VALUES (2, 'two')")
    for statements in (
        ("ALTER TABLE pointing ADD COLUMN more INTEGER",),
        ("INSERT INTO kept SELECT n, 'x' FROM generate_series(2, 500) AS n", "ANALYZE"),
        ("SELECT nextval('numbers')",),
        ("ALTER DATABASE {name} SET work_mem = '64kB'",),
    ):
        assert not is_used_again_after(*statements), statements


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_ends_at_this_machine():
    with socket.socket() as door, pytest.raises(SocketConnectBlockedError):
        door.connect(("192.0.2.1", 80))  # an address for documentation, RFC 5737


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_the_settings_of_this_machine_are_forgotten():
    names = (
        "SLACK_BOT_TOKEN",
        "MICROSOFT_APP_ID",
        "TEAMS_AUTH",
        "TANDEM_ANY",
        "DATABASE_URL",
        "LISTEN",
        "https_proxy",
    )
    program = "import os; from tests import conftest; conftest.pytest_configure(); print(sorted(os.environ))"

    seen = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | dict.fromkeys((*names, "TANDEM_SOAK"), "set"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert not [name for name in names if f"'{name}'" in seen]
    assert "'TANDEM_SOAK'" in seen


def test_long_counts_are_whole_only_in_a_soak(count: Callable[[int], int]):
    assert count(1000) == (1000 if os.environ.get("TANDEM_SOAK") else 100)
    assert count(3) >= 1
