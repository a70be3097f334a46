"""Processes that are born with everything imported: real ones, without the seconds in which Python reads code.

One process that has imported it all (`tests/forking.py`) forks a child for each that a test asks for: with words, a
folder, an environment and files of its own, to be read, waited for and killed like any other. What it takes to start
from nothing is tested with processes that do.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Self

from tests.forking import HEAD

HOUSE = Path(__file__).parents[1]
PIPE = subprocess.PIPE
DEVNULL = subprocess.DEVNULL
Where = int | IO[bytes]


class Forked:
    """`python WORDS`, with words that begin with -m or -c; otherwise as subprocess.Popen, in text."""

    def __init__(
        self,
        *words: str,
        folder: Path = HOUSE,
        env: Mapping[str, str] | None = None,
        stdin: Where = DEVNULL,
        stdout: Where = DEVNULL,
        stderr: Where = DEVNULL,
    ) -> None:
        self.words = words
        self.returncode: int | None = None
        with ExitStack() as theirs:
            child_in, self.stdin = _in(stdin, theirs)
            child_out, self.stdout = _out(stdout, theirs)
            child_err, self.stderr = _out(stderr, theirs)
            told, tells = os.pipe()
            theirs.callback(os.close, tells)
            self._told = os.fdopen(told, encoding="ascii")  # until it has ended
            asked = {"words": words, "folder": str(folder), "env": dict(os.environ if env is None else env)}
            _ask(json.dumps(asked).encode(), [child_in, child_out, child_err, tells])
        self.pid = int(self._told.readline())

    def poll(self) -> int | None:
        """How it ended, as subprocess says it; None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        ended = self._ended(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired(self.words, timeout or 0)
        return ended

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
            self.returncode = int(self._told.readline())
            self._told.close()
        return self.returncode

    def send_signal(self, how: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, how)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, typed: str = "", timeout: float | None = None) -> tuple[str, str]:
        """All that it says and complains of, until it has ended."""
        if self.stdin:
            with suppress(BrokenPipeError), self.stdin as stdin:
                stdin.write(typed)
        with ThreadPoolExecutor(2) as readers:
            out, err = readers.map(_rest, (self.stdout, self.stderr))
        self.wait(timeout)
        return out, err

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self.stdin, self.stdout, self.stderr):
            if file:
                file.close()
        self.wait()


def ran(*words: str, folder: Path = HOUSE, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """As subprocess.run, to the end of it."""
    with Forked(*words, folder=folder, env=env, stdout=PIPE, stderr=PIPE) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.wait(), out, err)


def _rest(file: IO[str] | None) -> str:
    if not file:
        return ""
    with file:
        return file.read()


def _in(where: Where, theirs: ExitStack) -> tuple[int, IO[str] | None]:
    if where != PIPE:
        return _file(where, theirs), None
    child, ours = os.pipe()
    theirs.callback(os.close, child)
    return child, os.fdopen(ours, "w", encoding="utf-8")


def _out(where: Where, theirs: ExitStack) -> tuple[int, IO[str] | None]:
    if where != PIPE:
        return _file(where, theirs), None
    ours, child = os.pipe()
    theirs.callback(os.close, child)
    return child, os.fdopen(ours, encoding="utf-8")


def _file(where: Where, theirs: ExitStack) -> int:
    if not isinstance(where, int):
        return where.fileno()
    null = os.open(os.devnull, os.O_RDWR)
    theirs.callback(os.close, null)
    return null


# --- the process that forks: one for each process of tests ---

_turn = Lock()


def _ask(asked: bytes, files: list[int]) -> None:
    with _turn:
        channel = _forking()
        socket.send_fds(channel, [b"%*d" % (HEAD, len(asked))], files)
        channel.sendall(asked)


@cache
def _forking() -> socket.socket:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen([sys.executable, "-m", "tests.forking"], cwd=HOUSE, stdin=theirs.fileno())
    atexit.register(_end, process, ours)
    return ours


def _end(process: "subprocess.Popen[bytes]", channel: socket.socket) -> None:
    channel.close()
    process.wait()
