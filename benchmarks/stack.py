"""`tandem serve` on SQLite with Slack's API on loopback, as a process of its own."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.filling import fill
from benchmarks.processes import OTHER_CORE, SERVER_CORE, fetch, free_port, ready, running
from benchmarks.requests import SECRET
from storage.copies import CopyState
from storage.database import Database

NO_LIMIT = {
    "LIMIT_PERSON": "1000000",
    "LIMIT_WORKSPACE": "1000000",
    "SLACK_RATE": "1000000",
    "SLACK_AMEND_RATE": "1000000",
}
"""A load comes from a few people, as fast as it is answered."""
SERVE = ("-m", "bot", "serve")


@dataclass(frozen=True)
class Tandem:
    """One that serves."""

    process: subprocess.Popen[bytes]
    port: int
    ops: str
    database: Database

    def drain(self, seconds: float = 30.0) -> float:
        """Until the courier has nothing to do; gives the seconds it took. What it does costs the core we measure on."""
        began = time.monotonic()
        while self._waiting() and time.monotonic() < began + seconds:
            time.sleep(0.05)
        return time.monotonic() - began

    def _waiting(self) -> int:
        with self.database.read() as store:
            tally = store.deliveries.tally()
        return tally.get(CopyState.PENDING, 0) + tally.get(CopyState.SENDING, 0)

    def copies(self) -> Mapping[str, int]:
        with self.database.read() as store:
            return store.deliveries.tally()

    def stall(self) -> float:
        """The longest stall of its loop since it was asked last, in seconds."""
        lines = (line.split() for line in fetch(f"{self.ops}/metrics").splitlines())
        return next(float(words[1]) for words in lines if words[0] == "tandem_loop_stall_seconds")


def slack_only(url: str, api: str, port: int, ops: int) -> Mapping[str, str]:
    """The settings of a `tandem serve` with Slack alone."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": api,
        "DATABASE_URL": url,
        "LISTEN": f"127.0.0.1:{port}",
        "OPS_LISTEN": f"127.0.0.1:{ops}",
        **NO_LIMIT,
    }


@contextmanager
def far_side(folder: Path) -> Iterator[str]:
    """The address of the rest of the world, with a slash at the end."""
    port = free_port()
    log = folder / "far_side.log"
    with running("-m", "benchmarks.far_side", str(port), core=OTHER_CORE, log=log) as process:
        ready(f"http://127.0.0.1:{port}/counts", process)
        yield f"http://127.0.0.1:{port}/"


def counts(far: str) -> Mapping[str, int]:
    """What was asked of the far side so far."""
    return dict(json.loads(fetch(f"{far}counts")))


@contextmanager
def tandem(folder: Path, api: str, *command: str) -> Iterator[Tandem]:
    """With a database of its own; `command` where it is not plain `tandem serve`."""
    url = fill(folder / f"tandem-{free_port()}.db")
    port, ops = free_port(), free_port()
    settings = slack_only(url, api, port, ops)
    database = Database(url)
    with running(*(command or SERVE), core=SERVER_CORE, log=folder / "tandem.log", settings=settings) as process:
        ready(f"http://127.0.0.1:{ops}/livez", process)
        try:
            yield Tandem(process, port, f"http://127.0.0.1:{ops}", database)
        finally:
            database.close()


@dataclass(frozen=True)
class Bare:
    """What everything is compared with."""

    process: subprocess.Popen[bytes]
    port: int


@contextmanager
def bare(folder: Path) -> Iterator[Bare]:
    port = free_port()
    with running("-m", "benchmarks.bare", str(port), core=SERVER_CORE, log=folder / "bare.log") as process:
        ready(f"http://127.0.0.1:{port}/ready", process)
        yield Bare(process, port)
