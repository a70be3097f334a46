"""Processes under measurement: pinned to a core, on loopback, ended by their own id."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).parent.parent
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
SERVER_CORE, OTHER_CORE = (CORES[0], CORES[1]) if len(CORES) > 1 else (None, None)
"""What is measured has a core for itself; whatever plays the rest of the world has the other."""


def pin(core: int | None, process: int = 0) -> None:
    """A process (0 is this one), and what it starts from now on."""
    if core is not None:
        os.sched_setaffinity(process, {core})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@contextmanager
def running(
    *arguments: str, core: int | None, log: Path, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """`python ARGUMENTS`, until the end of the block; what it says goes to `log`."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HOUSE), **(settings or {})}
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=log.parent,
            env=environment,
            stdout=said,
            stderr=said,
        )
    pin(core, process.pid)
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """In order, or else by force."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def ready(url: str, process: subprocess.Popen[bytes], *, seconds: float = 30.0, beat: float = 0.02) -> None:
    """Until it answers 200."""
    until = time.monotonic() + seconds
    while not answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{process.args!r} does not answer at {url}")
        time.sleep(beat)


def answers(url: str) -> bool:
    try:
        return bool(fetch(url))
    except OSError:
        return False


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as response:
        return str(response.read().decode())


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """What all its threads have used so far; NaN where the system does not say."""
    try:
        spent = [int((task / "schedstat").read_text().split()[0]) for task in _tasks(process)]
    except OSError:
        return float("nan")
    return sum(spent) / 1e9


def _tasks(process: subprocess.Popen[bytes]) -> Iterator[Path]:
    return Path(f"/proc/{process.pid}/task").iterdir()
