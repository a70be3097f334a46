"""`tandem demo` as a process: nothing to set up, on this machine only, beside no real token, and gone when told."""

import http.client
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.bot.command_line import CANARY, SECRETS, Running, fetch, free_port, started, tandem

WARM = 10.0
"""Seconds in which it answers."""
FILE = "tandem-demo.db"


@contextmanager
def demo(folder: Path, port: int, host: str = "127.0.0.1") -> Iterator[Running]:
    with started("demo", "--listen", f"{host}:{port}", folder=folder) as running:
        running.until(lambda: fetch(f"http://{host}:{port}/")[0] == 200)
        yield running


def deals(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / FILE)) as file:
        return file.execute("SELECT id, customer FROM deals ORDER BY id").fetchall()


def test_it_prints_its_address_and_answers_there_soon(tmp_path):
    port = free_port()
    with started("demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path) as running:
        taken = running.until(lambda: fetch(f"http://127.0.0.1:{port}/")[0] == 200)
        running.until(lambda: f"http://127.0.0.1:{port}/" in running.out)

        assert taken < WARM
        assert "<form" in fetch(f"http://127.0.0.1:{port}/")[1]
        assert fetch(f"http://127.0.0.1:{port}/metrics")[0] == 404


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_even_while_pages_are_open(how, tmp_path):
    port = free_port()
    with demo(tmp_path, port) as running:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as page:
            page.request("GET", "/live")
            stream = page.getresponse()
            assert stream.status == 200
            assert stream.read(6) == b"data: "

            assert running.stop(how) < 3
        assert running.process.returncode == 0


def test_its_database_is_made_anew_each_time(tmp_path):
    seen = []
    for _ in range(2):
        with demo(tmp_path, free_port()) as running:
            seen.append(deals(tmp_path))
            with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
                file.execute("UPDATE deals SET customer = 'Left over'")
            running.stop()

    first, second = seen
    assert len(first) == len(second) > 0
    assert {identity for identity, _ in first}.isdisjoint(identity for identity, _ in second)
    assert "Left over" not in {customer for _, customer in second}


def test_a_second_one_does_not_take_the_first_ones_database_away(tmp_path):
    port = free_port()
    with demo(tmp_path, port):
        before = deals(tmp_path)

        said = tandem("demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path)

        assert said.code == 1
        assert said.err == f"Cannot listen on 127.0.0.1:{port}: is another demo running? Choose with --listen.\n"
        assert deals(tmp_path) == before


@pytest.mark.parametrize("listen", ["0.0.0.0:8080", "192.0.2.1:8080", "[::]:8080", "example.com:8080"])
def test_it_listens_on_this_machine_only(listen, tmp_path):
    said = tandem("demo", "--listen", listen, folder=tmp_path)

    assert said.code == 1
    assert said.err == "The demo lets everybody be anybody: it listens on 127.0.0.1 only.\n"
    assert not (tmp_path / FILE).exists()


def test_what_is_no_address_is_told(tmp_path):
    said = tandem("demo", "--listen", "8080", folder=tmp_path)

    assert said.code == 1
    assert said.err.startswith('--listen: "8080" is no address to listen on')


def test_by_the_newer_protocol_too(tmp_path):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    port = free_port()
    with demo(tmp_path, port, host="[::1]") as running:
        running.until(lambda: f"http://[::1]:{port}/" in running.out)


@pytest.mark.parametrize(
    "names",
    [
        ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
        ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
        ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANTID"),
    ],
)
def test_it_refuses_to_run_beside_a_real_token(names, tmp_path):
    said = tandem("demo", folder=tmp_path, **{name: SECRETS[name] for name in names})

    assert said.code == 1
    assert said.err == "A real token is set. The demo needs none and refuses to run beside one: unset it first.\n"
    assert not (tmp_path / FILE).exists()


def test_it_never_touches_the_database_of_the_real_thing(tmp_path):
    (tmp_path / FILE).write_text("precious", "utf-8")

    said = tandem("demo", "--listen", f"127.0.0.1:{free_port()}", folder=tmp_path, DATABASE_URL=f"sqlite:///{FILE}")

    assert said.code == 1
    assert said.err.startswith(f"DATABASE_URL names {FILE}, which the demo makes anew each time")
    assert (tmp_path / FILE).read_text("utf-8") == "precious"


def test_any_other_database_url_is_not_its_own(tmp_path):
    port = free_port()
    elsewhere = f"postgresql://u:{CANARY}@127.0.0.1:1/x"
    with started("demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path, DATABASE_URL=elsewhere) as running:
        running.until(lambda: fetch(f"http://127.0.0.1:{port}/")[0] == 200)
        assert (tmp_path / FILE).exists()
