"""`tandem demo` as a process: nothing to set up, on this machine only, beside no real token, and gone when told."""

import http.client
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import demonstration
from bot.app import NotReadyError
from bot.settings import Settings
from tests.bot.command_line import CANARY, SECRETS, Running, fetch, started, tandem
from tests.ports import free_port

FILE = "tandem-demo.db"


@contextmanager
def demo(folder: Path, port: int, host: str = "127.0.0.1") -> Iterator[Running]:
    with started("demo", "--listen", f"{host}:{port}", folder=folder) as running:
        running.until(lambda: fetch(f"http://{host}:{port}/")[0] == 200)
        yield running


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def posted(port: int, **headers: str) -> int:
    """The status of an activity that no token vouches for."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as client:
        client.request("POST", "/api/messages", b"{}", {"Content-Type": "application/json", **headers})
        return client.getresponse().status


def deals(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / FILE)) as file:
        return file.execute("SELECT id, customer FROM deals ORDER BY id").fetchall()


def test_it_answers_where_it_says_on_a_database_of_its_own_that_no_second_demo_takes_away(tmp_path):
    port = free_port()
    elsewhere = f"postgresql://u:{CANARY}@127.0.0.1:1/x"
    with started(
        "demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path, anew=True, DATABASE_URL=elsewhere
    ) as running:
        running.until(lambda: fetch(f"http://127.0.0.1:{port}/")[0] == 200)
        running.until(lambda: f"http://127.0.0.1:{port}/" in running.out)
        made = deals(tmp_path)

        assert "<form" in fetch(f"http://127.0.0.1:{port}/")[1]
        assert fetch(f"http://127.0.0.1:{port}/metrics")[0] == 404
        assert posted(port) == 404  # nobody gets in from Teams without TEAMS_AUTH=off

        second = tandem("demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path)
        assert second.code == 1
        assert second.err == f"Cannot listen on 127.0.0.1:{port}: is another demo running? Choose with --listen.\n"
        assert deals(tmp_path) == made, "its database was not taken away"


@pytest.mark.parametrize(("how", "host"), [(signal.SIGTERM, "127.0.0.1"), (signal.SIGINT, "[::1]")])
def test_it_ends_even_while_pages_are_open(how, host, tmp_path):
    if host == "[::1]" and not has_ipv6():
        host = "127.0.0.1"
    port = free_port()
    with demo(tmp_path, port, host) as running:
        running.until(lambda: f"http://{host}:{port}/" in running.out)
        with closing(http.client.HTTPConnection(host.strip("[]"), port, timeout=30)) as page:
            page.request("GET", "/live")
            stream = page.getresponse()
            assert stream.status == 200
            assert stream.read(6) == b"data: "

            running.stop(how)
        assert running.process.returncode == 0


def test_its_database_is_made_anew_each_time(tmp_path):
    seen = []
    for _ in range(2):
        port = free_port()
        with demo(tmp_path, port) as running:
            seen.append(deals(tmp_path))
            with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
                file.execute("UPDATE deals SET customer = 'Left over'")
            running.stop()

    first, second = seen
    assert len(first) == len(second) > 0
    assert {identity for identity, _ in first}.isdisjoint(identity for identity, _ in second)
    assert "Left over" not in {customer for _, customer in second}


# --- what it refuses ---


async def refusal(folder: Path, listen: str, **settings: Any) -> str:
    (folder / FILE).write_text("precious", "utf-8")
    with pytest.raises(NotReadyError) as refused:
        await demonstration.demo(Settings(**settings), listen=listen, file=folder / FILE)
    assert (folder / FILE).read_text("utf-8") == "precious"
    return str(refused.value)


@pytest.mark.parametrize("listen", ["0.0.0.0:8080", "192.0.2.1:8080", "[::]:8080", "example.com:8080"])
async def test_it_listens_on_this_machine_only(listen, tmp_path):
    assert "it listens on 127.0.0.1 only" in await refusal(tmp_path, listen)


@pytest.mark.parametrize(
    "names",
    [
        ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
        ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
        ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANTID"),
    ],
)
async def test_it_refuses_to_run_beside_a_real_token(names, tmp_path):
    real = {name.lower(): SECRETS[name] for name in names}

    assert (await refusal(tmp_path, "127.0.0.1:0", **real)).startswith("A real token is set.")


async def test_it_never_touches_the_database_of_the_real_thing(tmp_path):
    said = await refusal(tmp_path, "127.0.0.1:0", database_url=f"sqlite:///{tmp_path / FILE}")

    assert "which the demo makes anew each time" in said


def test_a_refusal_is_a_sentence(tmp_path):
    said = tandem("demo", folder=tmp_path, **SECRETS)

    assert said.code == 1
    assert said.err == "A real token is set. The demo needs none and refuses to run beside one: unset it first.\n"
    assert not (tmp_path / FILE).exists()


def test_what_is_no_address_is_told(tmp_path):
    said = tandem("demo", "--listen", "8080", folder=tmp_path)

    assert said.code == 1
    assert said.err.startswith('--listen: "8080" is no address to listen on')


# --- Microsoft's local test clients ---


def test_with_teams_auth_off_a_test_client_on_this_machine_gets_in_and_nobody_else(tmp_path):
    port = free_port()
    with started("demo", "--listen", f"127.0.0.1:{port}", folder=tmp_path, TEAMS_AUTH="off") as running:
        running.until(lambda: fetch(f"http://127.0.0.1:{port}/")[0] == 200)

        assert posted(port) == 400  # heard, and found to be no activity
        assert posted(port, Origin=f"http://127.0.0.1:{port}") == 403
        assert posted(port, Host="evil.example") == 403
        assert posted(port, **{"X-Forwarded-For": "127.0.0.1"}) == 403
        running.stop()
    assert running.process.returncode == 0
