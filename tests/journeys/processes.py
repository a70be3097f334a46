"""Tandem as a real process, to be killed; and how time passes for what it left behind."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import aiohttp
from sqlalchemy import BigInteger, and_, select, type_coerce, update

from storage.copies import HELD, CopyState
from storage.database import Database
from storage.tables import copies, deals
from tests.forked import HOUSE, Forked, ran
from tests.ports import free_port

STARTS = 60.0
"""Seconds a process may take to start on a busy machine."""
_MICROSECONDS = 60_000_000


@dataclass
class Tandem:
    """`python -m ...`, with these settings; its log is in `log`."""

    module: Sequence[str]
    settings: Mapping[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    ops: int = field(default_factory=free_port)
    _process: Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Until it is ready."""
        with self.log.open("ab") as log:
            self._process = Forked("-m", *self.module, env=self._environment(), stdout=log, stderr=log)
        async with asyncio.timeout(STARTS):
            while not await self._is_ready():
                assert self._process.poll() is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def _is_ready(self) -> bool:
        try:
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.ops}/readyz") as answer:
                if answer.status != 200:
                    return False
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except (aiohttp.ClientError, OSError):
            return False
        writer.close()
        return True

    def _environment(self) -> dict[str, str]:
        own = {"LISTEN": f"127.0.0.1:{self.port}", "OPS_LISTEN": f"127.0.0.1:{self.ops}", "LIMIT_PERSON": "100000"}
        return {**os.environ, "PYTHONPATH": str(HOUSE), **self.settings, **own}

    async def kill(self) -> None:
        """No time for anything."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(self._process.wait, STARTS)

    async def stop(self) -> int:
        """In order; gives its exit code."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(self._process.wait, STARTS)

    async def run(self, *command: str) -> str:
        """What another command of Tandem's prints."""
        done = await asyncio.to_thread(ran, "-m", "bot", *command, env=self._environment())
        assert done.returncode == 0, done
        return done.stdout


@asynccontextmanager
async def killed_at_last(tandem: Tandem) -> AsyncIterator[Tandem]:
    """Started; whatever happens it does not outlive the test."""
    await tandem.start()
    try:
        yield tandem
    finally:
        if tandem._process and tandem._process.poll() is None:
            await tandem.kill()


# --- what it left behind ---


def leases_run_out(database: Database) -> None:
    """As if it had been down for longer than any lease."""
    with database.engine.begin() as connection:
        connection.execute(update(copies).values(lease=0.0))


def time_passes(database: Database) -> None:
    """What waits, because its sender was lost or a pause was asked for, is due a minute earlier; so are decisions."""
    mine = copies.alias("mine")
    waits = and_(mine.c.due.is_not(None), mine.c.state != CopyState.SENDING)
    free = select(mine.c.id).where(waits).order_by(mine.c.id).with_for_update(skip_locked=True)
    earlier = type_coerce(copies.c.due, BigInteger) - _MICROSECONDS
    told = type_coerce(deals.c.told_at, BigInteger) - _MICROSECONDS
    with database.engine.begin() as connection:
        connection.execute(update(copies).where(copies.c.id.in_(free)).values(due=earlier))
        connection.execute(update(deals).values(told_at=told))


def states(database: Database) -> Mapping[str, int]:
    """How many copies are in each state; those that are held by themselves."""
    with database.engine.connect() as connection:
        rows = connection.execute(select(copies.c.state, copies.c.reason)).all()
    named = [HELD if row.state == CopyState.UNCERTAIN and row.reason == HELD else row.state for row in rows]
    return {state: named.count(state) for state in named}


def is_leaving(database: Database, until: datetime) -> bool:
    """Whether anything is being sent, or is to be by then."""
    going = (copies.c.state == CopyState.SENDING) | (copies.c.due <= until)
    with database.engine.connect() as connection:
        return connection.execute(select(copies.c.id).where(going).limit(1)).first() is not None
