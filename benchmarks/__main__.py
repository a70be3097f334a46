"""`make bench`: every figure of docs/measurements.md against its limit, in one run of less than five minutes.

A figure that is short is printed as such; the exit code is 0 all the same, as machines differ.
"""

import os
import platform
import signal
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    asleep,
    audit,
    conflicts,
    courier,
    inbound,
    phrases,
    search,
    stack,
    start,
    teams,
    training,
    waiting,
    wording,
)
from benchmarks.figures import Figure, note, table
from benchmarks.processes import CORES, OTHER_CORE, pin

MOST_SECONDS = 300
PACKAGES = ("aiohttp", "slack-bolt", "slack-sdk", "botbuilder-core", "sqlalchemy", "babel", "fluent-runtime")


def main() -> None:
    pin(OTHER_CORE)
    began = time.monotonic()
    _tell_where()
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(MOST_SECONDS)
    measured: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            for figure in _figures(folder):
                print(figure, flush=True)
                measured.append(figure)
        except TimeoutError:
            note("run.cut", f"after {MOST_SECONDS} s: what follows is missing")
        _tell_logs(folder)
    signal.alarm(0)
    table(measured)
    note("run.seconds", f"{time.monotonic() - began:.0f}")


def _figures(folder: Path) -> Iterator[Figure]:
    """One chapter after another; one that breaks does not take the others with it."""
    with stack.far_side(folder) as far:
        chapters: list[Callable[[], Iterator[Figure]]] = [
            lambda: wording.figures(folder),
            phrases.figures,
            lambda: waiting.figures(folder),
            lambda: training.figures(folder),
            lambda: _slack(folder, far),
            lambda: teams.figures(folder, far),
            lambda: start.figures(folder, far),
            lambda: asleep.figures(folder),
            lambda: conflicts.figures(folder),
            lambda: audit.figures(folder),
            lambda: courier.figures(folder, far),
            lambda: search.figures(folder),
        ]
        for chapter in chapters:
            try:
                yield from chapter()
            except TimeoutError:
                raise
            except Exception:  # noqa: BLE001 - told, and the rest is measured
                note("broken", traceback.format_exc())


def _slack(folder: Path, far: str) -> Iterator[Figure]:
    api = f"{far}api/"
    with stack.bare(folder) as bare, stack.tandem(folder, api) as tandem:
        yield from inbound.figures(tandem, bare, api)
        yield from inbound.stalls(tandem, api)


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _tell_where() -> None:
    note("python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}")
    note("packages", ", ".join(f"{name} {version(name)}" for name in PACKAGES))
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    note("machine", f"{len(CORES) or os.cpu_count()} cores; load average {busy} (above 1, other jobs run here)")


def _tell_logs(folder: Path) -> None:
    """What the servers said besides that they serve."""
    for log in sorted(folder.glob("*.log")):
        lines = [line for line in log.read_text(errors="replace").splitlines() if _tells(line)]
        for line in lines[:5]:
            note(f"log.{log.stem}", line[:400])


def _tells(line: str) -> bool:
    return (line != "asleep" and not line.startswith("{")) or '"level": "error"' in line or '"level": "warning"' in line


if __name__ == "__main__":
    main()
