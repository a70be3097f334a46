"""A process that has imported all that a courier needs, and makes one when it is told to: ready at once.

Each line of its input is one courier's settings as JSON; it answers with a process id. When its input ends they all do.
"""

import asyncio
import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from typing import Any, NoReturn

import aiohttp

from bot import logs
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.messenger import Messenger
from bot.slack.messenger import SlackMessenger
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.workers import Workers
from domain.places import Platform
from storage.database import Database
from tests.wire.payloads import TEAMS_APP, TEAMS_SECRET, VENDOR_TENANT
from tests.wire.slack_tokens import Given


def faster(start: float, speed: float) -> float:
    """Seconds since 1970 on a clock that goes `speed` times as fast since `start`."""
    return start + (time.time() - start) * speed


async def deliver(own: dict[str, Any]) -> None:
    """As the process that serves does, with the platforms played on this machine; until it is killed."""
    database = Database(own["database"])
    writer = Workers(1 if database.sqlite else 4)
    dispatch = Dispatch(
        database,
        writer=writer,
        reader=Workers(2) if database.sqlite else writer,
        clock=lambda: datetime.fromtimestamp(faster(own["start"], own["speed"]), UTC),
    )
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        slack: Messenger = SlackMessenger(Given(own["tokens"]), own["slack"], session)
        about = {"app_id": TEAMS_APP, "password": TEAMS_SECRET, "tenant": VENDOR_TENANT, "login": own["login"]}
        teams: Messenger = TeamsMessenger(Connector(session, trusted=lambda _: True, **about))
        courier = Courier(dispatch, {Platform.SLACK: slack, Platform.TEAMS: teams}, lease=own["lease"])
        running = asyncio.create_task(courier.run())
        while not running.done():
            courier.wake()  # what is due a second later is due very soon on this clock
            await asyncio.sleep(0.05)


def _be_born(own: dict[str, Any]) -> NoReturn:
    log = os.open(own["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.close(0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        logs.configure("json")
        asyncio.run(deliver(own))
    finally:
        os._exit(1)


def main() -> None:
    children: list[int] = []
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _be_born(json.loads(line))
        children.append(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    for child in children:  # whoever is dead already is still ours: until it is waited for nobody else has its number
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
