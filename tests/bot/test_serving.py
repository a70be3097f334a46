"""`tandem serve` as a process: it starts or says why not, it answers, it says how it is, and it stops in order."""

import asyncio
import contextlib
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, text

from bot import __main__ as entry
from bot import serving
from bot.app import NotReadyError
from bot.settings import Settings
from storage.database import Database
from storage.schema import downgrade
from tests.bot.command_line import CANARY, SLACK, Running, fetch, run, started, tandem
from tests.bot.slack_desk import NOWAK, PEOPLE, REP
from tests.forked import HOUSE
from tests.office import GOOD_DEAL, PROGRAMME
from tests.office import PEOPLE as STAFF
from tests.ports import free_port
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from views import translator

GRACE = 30.0
TYPED = "tYpEd-by-somebody"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "programme.toml").write_text(PROGRAMME, "utf-8")
    (tmp_path / "people.csv").write_text(STAFF, "utf-8")
    return tmp_path


def fill(folder: Path, url: str) -> None:
    for words in (("programme", "apply", "programme.toml", "--yes"), ("people", "import", "people.csv")):
        assert run(*words, folder=folder, DATABASE_URL=url).code == 0


@dataclass
class Served:
    """A Tandem that serves one workspace of a Slack on this machine."""

    running: Running
    slack: SlackApi
    front: str
    ops: str

    @property
    def rep(self) -> SlackUser:
        return SlackUser(self.slack, REP, HttpDoor(self.front, SLACK["SLACK_SIGNING_SECRET"]))

    def probe(self, path: str) -> tuple[int, str]:
        """Status and body, whatever the database does."""
        return fetch(self.ops + path)

    def until_ready(self) -> float:
        return self.running.until(lambda: fetch(f"{self.ops}/readyz")[0] == 200)

    @property
    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.running.out.splitlines()]


@contextmanager
def served(folder: Path, url: str, *, program: str = "", anew: bool = False, **settings: str) -> Iterator[Served]:
    front, ops = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    with SlackApi(tokens={SLACK["SLACK_BOT_TOKEN"]: NOWAK}, people=PEOPLE) as slack:
        names = {**SLACK, "SLACK_API_URL": slack.base_url, "DATABASE_URL": url, "LISTEN": front, "OPS_LISTEN": ops}
        with started("serve", folder=folder, program=program, anew=anew, **{**names, **settings}) as running:
            found = Served(running, slack, f"http://{front}", f"http://{ops}")
            found.until_ready()
            yield found
    assert TYPED not in running.out + running.err


# --- what it refuses ---


async def refusal(settings: Mapping[str, str]) -> str:
    names: dict[str, Any] = {name.lower(): value for name, value in settings.items()}
    with pytest.raises(NotReadyError) as refused:
        await serving.serve(Settings(**names))
    assert CANARY not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "No platform is set up. Set SLACK_BOT_TOKEN or MICROSOFT_APP_ID, or try `tandem demo`."),
        ({**SLACK, "TEAMS_AUTH": "off"}, "TEAMS_AUTH=off is for `tandem demo` only."),
        ({**SLACK, "FILES_FOLDER": "people.csv"}, "FILES_FOLDER: people.csv is no folder, and none can be made there."),
        ({**SLACK, "FILES_FOLDER": "people.csv/files"}, "FILES_FOLDER: people.csv/files is no folder"),
        ({**SLACK, "DOCUMENTS_FOLDER": "nowhere"}, "DOCUMENTS_FOLDER: there is no folder nowhere."),
        ({**SLACK, "DOCUMENTS_FOLDER": "people.csv"}, "DOCUMENTS_FOLDER: there is no folder people.csv."),
        (
            {**SLACK, "FILES_FOLDER": "people.csv", "DOCUMENTS_FOLDER": "nowhere"},
            "FILES_FOLDER: people.csv is no folder, and none can be made there.\nDOCUMENTS_FOLDER: there is no folder",
        ),
        (SLACK, "There is no programme yet. Run: tandem programme apply FILE --yes, or set PROGRAMME."),
        ({**SLACK, "PROGRAMME": "no.toml"}, "PROGRAMME: no.toml cannot be read: No such file or directory."),
        ({**SLACK, "PROGRAMME": "people.csv"}, "PROGRAMME: line 1: This is not valid TOML"),
        ({**SLACK, "PROGRAMME": "bad.toml"}, "PROGRAMME: line 3, languages: This must be a list in square brackets"),
        (
            {**SLACK, "DATABASE_URL": f"postgresql://u:{CANARY}@127.0.0.1:1/x"},
            'The database cannot be used: connection failed: connection to server at "127.0.0.1", port 1 failed',
        ),
        ({**SLACK, "DATABASE_URL": "sqlite:///people.csv"}, "The database cannot be used: file is not a database."),
    ],
)
async def test_it_refuses_in_a_sentence(settings, told, folder):
    (folder / "bad.toml").write_text(PROGRAMME.replace('languages = ["en", "pl", "pt-BR"]', "languages = 3"), "utf-8")

    with contextlib.chdir(folder):
        assert (await refusal(settings)).startswith(told)


async def test_it_refuses_a_schema_that_a_later_version_has_changed(database_url):
    with closing(Database(database_url)) as database, database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))

    said = await refusal({**SLACK, "DATABASE_URL": database_url})

    assert said.startswith("The database's schema is newer than this version. Start the version that has changed it")


async def test_it_refuses_an_old_postgresql_schema_and_names_the_command(postgresql_url):
    downgrade(postgresql_url, "base")

    said = await refusal({**SLACK, "DATABASE_URL": postgresql_url})

    assert said == "The database's schema is older than this version. Run: tandem migrate"


@pytest.mark.parametrize("name", ["LISTEN", "OPS_LISTEN"])
async def test_it_refuses_where_somebody_else_listens(name, folder, sqlite_url):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        free = {"LISTEN": f"127.0.0.1:{free_port()}", "OPS_LISTEN": f"127.0.0.1:{free_port()}"}
        named = {"PROGRAMME": str(folder / "programme.toml"), "DATABASE_URL": sqlite_url}

        said = await refusal({**SLACK, **named, **free, name: taken})

    assert said == f"Cannot listen on {taken}: it is in use already."


def test_a_refusal_ends_the_command(folder):
    said = tandem("serve", folder=folder, **{**SLACK, "SLACK_SIGNING_SECRET": ""})

    assert (said.code, said.out) == (1, "")
    assert said.err == "SLACK_BOT_TOKEN is set; SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN) is missing\n"


# --- what it serves ---


async def form_of(rep: SlackUser, customer: str) -> Mapping[str, Any]:
    """An open form, with what the rep would send."""
    await rep.command("/deal", "new")
    await rep.api.until(lambda: rep.sees_a_form)
    await rep.type_ahead(rep.view, "customer", customer)
    return {**GOOD_DEAL, "customer": customer, "note": customer}


async def test_it_serves_says_how_it_is_and_stops_when_it_is_told(folder, sqlite_url):
    fill(folder, sqlite_url)
    with served(folder, sqlite_url, anew=True) as tandem:
        assert tandem.probe("/livez") == (200, '{"live": true}')
        assert tandem.probe("/readyz") == (200, '{"ready": true}')

        rep = tandem.rep
        values = await form_of(rep, TYPED)
        answer = await rep.submit(rep.view, values)

        assert (answer.status, answer.errors) == (200, {})
        await tandem.slack.until(lambda: TYPED in str(rep.messages))  # the receipt
        await tandem.slack.until(lambda: 'tandem_outbox_copies{state="sent"} 1.0' in tandem.probe("/metrics")[1])
        assert 'tandem_http_seconds_count{path="/slack/events",status="200"}' in tandem.probe("/metrics")[1]
        tandem.running.stop()
    assert tandem.running.process.returncode == 0
    assert tandem.running.err == ""
    assert [line["event"] for line in tandem.logged] == ["serving", "stopping"]
    assert tandem.logged[0]["platforms"] == ["slack"]


async def test_a_crash_is_logged_with_its_reference_and_place_but_nothing_of_what_was_typed(folder, sqlite_url):
    fill(folder, sqlite_url)
    with served(folder, sqlite_url) as tandem:
        rep = tandem.rep
        values = await form_of(rep, TYPED)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file:
            file.execute("ALTER TABLE deals RENAME TO elsewhere")  # SQLAlchemy's own words then quote the values

        await rep.submit(rep.view, values)

        (bug,) = [line for line in tandem.logged if line["event"] == "dispatch.bug"]
        assert bug["level"] == "error"
        assert bug["error"] == "OperationalError"
        assert len(str(bug["reference"])) == 8
        assert any("deals" in place for place in bug["raised_at"])
        assert all({"event", "level", "timestamp"} <= line.keys() for line in tandem.logged)


async def test_a_request_that_is_under_way_is_answered_before_it_stops(folder, sqlite_url):
    fill(folder, sqlite_url)
    with served(folder, sqlite_url) as tandem, closing(locked(sqlite_url)) as lock:
        under_way = asyncio.create_task(tandem.rep.command("/deal", "list"))  # to be introduced, it must write
        await tandem.slack.until(lambda: tandem.slack.calls_of("users.info"))
        tandem.running.process.send_signal(signal.SIGTERM)
        await tandem.slack.until(lambda: fetch(f"{tandem.front}/", seconds=1)[0] == 0)  # nothing new is taken
        assert not under_way.done()
        lock.rollback()

        answer = await under_way
        assert answer.status == 200
        tandem.running.stop()
    assert tandem.running.process.returncode == 0


def locked(url: str) -> sqlite3.Connection:
    """A connection that lets nobody else write until it is closed or rolled back."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    return connection


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_whoever_holds_a_connection_open_does_not_hold_it_up(how, folder, sqlite_url):
    fill(folder, sqlite_url)
    with served(folder, sqlite_url) as tandem:
        host, _, port = tandem.front.removeprefix("http://").partition(":")
        with (
            socket.create_connection((host, int(port))) as silent,
            socket.create_connection((host, int(port))) as kept,
        ):
            silent.sendall(b"POST /slack/ev")
            kept.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert kept.recv(100).startswith(b"HTTP/1.1 404")

            tandem.running.stop(how)
    assert tandem.running.process.returncode == 0


def heeds_sigterm(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & 1 << (signal.SIGTERM - 1))


def test_it_stops_in_order_while_it_is_still_starting(folder, sqlite_url):
    fill(folder, sqlite_url)
    # Migrating waits for the lock, so that the signal comes in the middle of the start.
    program = "import os; print('up', flush=True); from bot import __main__ as it; it.main()"
    settings = {
        "DATABASE_URL": sqlite_url,
        "LISTEN": f"127.0.0.1:{free_port()}",
        "OPS_LISTEN": f"127.0.0.1:{free_port()}",
    }
    with (
        closing(locked(sqlite_url)) as lock,
        started("serve", folder=folder, program=program, anew=True, **SLACK, **settings) as it,
    ):
        it.until(lambda: "up" in it.out and heeds_sigterm(it.process.pid))
        it.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        lock.rollback()

        it.process.wait(GRACE)
    assert it.process.returncode == 0


def test_the_setting_programme_fills_an_empty_database_and_nothing_else(folder, sqlite_url):
    for name in ("Test Programme", "Another"):
        (folder / "programme.toml").write_text(PROGRAMME.replace("Test Programme", name), "utf-8")
        with served(folder, sqlite_url, PROGRAMME="programme.toml") as tandem:
            tandem.running.stop()

    with closing(Database(sqlite_url)) as database, database.read() as store:
        assert store.programme.name == "Test Programme"


# --- when the database does not answer ---


def test_it_is_alive_but_not_ready_while_sqlite_is_locked(folder, sqlite_url):
    fill(folder, sqlite_url)
    with served(folder, sqlite_url) as tandem:
        with closing(locked(sqlite_url)):
            for _ in range(2):
                assert tandem.probe("/readyz") == (503, '{"ready": false, "database": "TimeoutError"}')
                assert tandem.probe("/livez")[0] == 200
                assert tandem.probe("/metrics")[0] == 200
        tandem.until_ready()


def test_it_is_alive_but_not_ready_while_postgresql_does_not_answer_or_is_gone(folder, postgresql_url):
    fill(folder, postgresql_url)
    plain = make_url(postgresql_url).set(drivername="postgresql")
    with served(folder, postgresql_url) as tandem:
        with psycopg.connect(plain.render_as_string()) as holder:
            holder.execute("LOCK TABLE programmes IN ACCESS EXCLUSIVE MODE")
            assert tandem.probe("/readyz")[0] == 503
        tandem.until_ready()

        with psycopg.connect(plain.set(database="postgres").render_as_string(), autocommit=True) as server:
            server.execute(f"ALTER DATABASE {plain.database} ALLOW_CONNECTIONS false")
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [plain.database]
            )
            assert tandem.probe("/readyz")[0] == 503
            assert tandem.probe("/livez")[0] == 200
            status, metrics = tandem.probe("/metrics")
            assert status == 200
            assert "tandem_database_up 0.0" in metrics
            assert "tandem_outbox_oldest_due_seconds NaN" in metrics
            server.execute(f"ALTER DATABASE {plain.database} ALLOW_CONNECTIONS true")
        tandem.until_ready()
        assert "tandem_database_up 1.0" in tandem.probe("/metrics")[1]


@pytest.mark.parametrize("anothers", ["UPDATE alembic_version SET version_num = 'later'", "DROP TABLE alembic_version"])
def test_it_ends_with_a_sentence_where_another_version_changes_the_schema_under_it(anothers, folder, database_url):
    fill(folder, database_url)
    with served(folder, database_url) as tandem:
        with closing(Database(database_url)) as database, database.engine.begin() as connection:
            connection.execute(text(anothers))
        assert tandem.running.process.wait(30) == 1
    (said,) = tandem.running.err.splitlines()
    assert said.startswith("The database's schema is ")
    assert tandem.logged[-1]["event"] == "stopping"


# --- what it needs ---


def test_slack_alone_needs_nothing_of_teams_the_demo_or_the_reading_of_dates(folder, sqlite_url):
    fill(folder, sqlite_url)
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: open('modules.json', 'w').write(json.dumps(sorted(sys.modules))))\n"
        "from bot.__main__ import main\n"
        "main()\n"
    )
    with served(folder, sqlite_url, program=program, anew=True) as tandem:
        tandem.running.stop()

    loaded = json.loads((folder / "modules.json").read_text("utf-8"))
    assert "bot.slack.gateway" in loaded
    unwanted = (
        "botbuilder",
        "botframework",
        "msrest",
        "psycopg",
        "dateparser",
        "bot.teams",
        "bot.web",
        "jinja2",
        "rich.progress",
    )
    assert [name for name in loaded if name.startswith(unwanted)] == []


def test_what_the_first_would_wait_for_is_read_before_they_come(monkeypatch):
    translator.catalogue.cache_clear()
    translator._read.cache_clear()
    serving.prepare(pause=0)
    monkeypatch.setattr(translator, "Catalogue", None)  # nothing more can be read

    assert [translator.catalogue(language).language for language in translator.LANGUAGES] == ["en", "pl", "pt-BR"]


def test_the_garbage_collector_does_not_look_while_modules_are_imported():
    code = (
        "import gc\n"
        f"gc.set_threshold(*{entry.STARTING})\n"
        "before = gc.get_stats()[0]['collections']\n"
        "import bot.command_line, bot.serving, bot.slack.door, bot.teams.door\n"
        "print(gc.get_stats()[0]['collections'] - before, gc.get_count()[0] * 2 < gc.get_threshold()[0])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == "0 True\n"
