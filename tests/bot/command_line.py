"""The command line as an operator uses it, with a canary in every secret: whatever is said, it must not be in there."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from typer.testing import CliRunner

from bot.command_line import app
from tests.forked import HOUSE, Forked, ran
from tests.office import NOON

CANARY = "cAnArY"
SECRETS: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": f"xoxb-{CANARY}",
    "SLACK_SIGNING_SECRET": f"{CANARY}0123456789",
    "SLACK_APP_TOKEN": f"xapp-{CANARY}",
    "MICROSOFT_APP_ID": "6f1c2a34-9b1e-4c53-8d2f-0a7d1c5e9b10",
    "MICROSOFT_APP_PASSWORD": f"{CANARY}~secret",
    "MICROSOFT_APP_TENANTID": "11111111-aaaa-4bbb-8ccc-000000000001",
}
SLACK = {name: SECRETS[name] for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")}
START = 60.0
"""Seconds in which a process of ours must answer; two cores that others use too are slow at times."""


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code, what it said, and what it complained of."""

    code: int
    out: str
    err: str

    def __post_init__(self) -> None:
        assert CANARY not in self.out + self.err
        assert "Traceback" not in self.out + self.err


def run(*words: str, folder: Path, typed: str = "", **settings: str) -> Said:
    """In this process, which is quick; not for `serve` and `demo`, which set up logs and signals."""
    names = {**SECRETS, **settings}
    with contextlib.chdir(folder):
        ran = CliRunner().invoke(app, words, input=typed, env=names)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


class Noon(datetime):
    """What a command takes for now, where it works beside an office of the tests."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(NOON.timestamp(), tz)


def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is run in this process goes by the office's clock, not by ours: what is due there does not hang on the day
    on which a test runs.
    """
    for module in ("backup", "outbox", "programme"):
        monkeypatch.setattr(f"bot.desk.{module}.datetime", Noon)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Nothing of ours but these settings."""
    return {**os.environ, "PYTHONPATH": str(HOUSE), **settings}


def tandem(*words: str, folder: Path, **settings: str) -> Said:
    """In a process of its own, to its end."""
    done = ran("-m", "bot", *words, folder=folder, env=environment(settings))
    return Said(done.returncode, done.stdout, done.stderr)


def installed(*words: str, folder: Path, **settings: str) -> Said:
    """The same in a process that begins from nothing, as people start it."""
    done = subprocess.run(
        [Path(sys.executable).with_name("tandem"), *words],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@dataclass
class Running:
    """A process that serves; its words stand in two files."""

    process: "Forked | subprocess.Popen[bytes]"
    folder: Path

    @property
    def out(self) -> str:
        return (self.folder / "out.txt").read_text("utf-8")

    @property
    def err(self) -> str:
        return (self.folder / "err.txt").read_text("utf-8")

    def until(self, seen: Callable[[], bool], seconds: float = START) -> float:
        """Waits, and gives how long it took; fails where the process ends or it takes too long."""
        began = time.monotonic()
        while not seen():
            assert self.process.poll() is None, self.out + self.err
            assert time.monotonic() - began < seconds, self.out + self.err
            time.sleep(0.02)
        return time.monotonic() - began

    def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = 30) -> float:
        """Seconds until it has ended by itself."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(seconds)
        return time.monotonic() - began


@contextlib.contextmanager
def started(*words: str, folder: Path, program: str = "", anew: bool = False, **settings: str) -> Iterator[Running]:
    """`tandem WORDS`, or a `program` in Python; killed at the end where it still runs. `anew`: from nothing."""
    what = ("-c", program, *words) if program else ("-m", "bot", *words)
    with (folder / "out.txt").open("wb") as out, (folder / "err.txt").open("wb") as err:
        process = (
            subprocess.Popen([sys.executable, *what], cwd=folder, env=environment(settings), stdout=out, stderr=err)
            if anew
            else Forked(*what, folder=folder, env=environment(settings), stdout=out, stderr=err)
        )
    running = Running(process, folder)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    Said(process.wait(), running.out, running.err)


def fetch(url: str, seconds: float = 30.0) -> tuple[int, str]:
    """Status and body; (0, "") where nobody listens."""
    try:
        with urllib.request.urlopen(url, timeout=seconds) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()
    except OSError:
        return 0, ""
