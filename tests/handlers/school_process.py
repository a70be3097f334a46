"""One of a school's processes: does what is due at each minute that it is told, and may be killed at any moment."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Address, Found
from bot.workers import Workers
from domain.places import Platform
from storage.database import Database
from tests.conftest import HOUSE
from tests.handlers.school_year import one_round
from views.vocabulary import Card


@dataclass
class Wall:
    """What people have got, and when: lines of a file, which outlive whoever writes them."""

    file: Path
    now: Callable[[], datetime]

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        with self.file.open("ab", buffering=0) as wall:
            wall.write(f"{key} {self.now().isoformat()}\n".encode())
        return replace(address, conversation=f"dm:{address.user}", message=key)

    async def amend(self, address: Address, card: Card) -> None:
        """Nothing is kept of what they say."""

    async def retract(self, address: Address) -> None:
        """Nor is anything taken back."""

    async def find(self, address: Address, *, key: str, since: datetime) -> Found:
        there = replace(address, conversation=f"dm:{address.user}", message=key)
        return Found(there) if any(one == key for one, _ in posted(self.file)) else Found()


def posted(file: Path) -> list[tuple[str, datetime]]:
    """Each message, and when it came."""
    lines = (line.split() for line in file.read_text().splitlines()) if file.exists() else ()
    return [(key, datetime.fromisoformat(at)) for key, at in lines]


@dataclass
class Machine:
    """A process of its own; another one once it is killed."""

    url: str
    file: Path
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = self._born()

    def _born(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.handlers.school_process", self.url, str(self.file)]
        return subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begins(self, at: datetime) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{at.isoformat()}\n")
        self.process.stdin.flush()

    def ends(self) -> None:
        """What it had to do is done."""
        assert self.process.stdout
        assert self.process.stdout.readline() == "done\n"

    def dies(self) -> None:
        """By SIGKILL; another takes its place."""
        self.stop()
        self.process = self._born()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


async def main(url: str, file: str) -> None:
    clock = list[datetime]()
    with ExitStack() as stack:
        writer, reader = (stack.enter_context(Workers(1)) for _ in range(2))
        database = Database(url)
        dispatch = Dispatch(database, writer=writer, reader=reader, clock=lambda: clock[0])
        courier = Courier(dispatch, {Platform.WEB: Wall(Path(file), dispatch.now)})
        for line in iter(sys.stdin.readline, ""):
            clock[:] = [datetime.fromisoformat(line.strip())]
            await one_round(database, courier, clock[0])
            os.write(sys.stdout.fileno(), b"done\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
