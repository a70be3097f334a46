"""CPU of a turn in Teams: a command answered by a card, beside botbuilder's own echo."""

import asyncio
import itertools
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, note
from benchmarks.filling import TEAMS_MANAGER, fill
from benchmarks.load import drive
from benchmarks.processes import SERVER_CORE, fetch, free_port, ready, running
from benchmarks.requests import http
from benchmarks.stack import counts
from tests.wire.payloads import TEAMS_BOT

ROUNDS = 3
TURNS: Mapping[str, int] = {"stock": 30, "loopback": 150, "jwt": 150}
LONGEST = 12.0
_numbers = itertools.count(1)


@dataclass(frozen=True)
class _Bot:
    kind: str
    port: int

    def cpu(self) -> float:
        return float(fetch(f"http://127.0.0.1:{self.port}/cpu"))


def figures(folder: Path, far: str) -> Iterator[Figure]:
    """Each sends one activity a turn through the Connector on loopback."""
    with ExitStack() as stack:
        bots = [stack.enter_context(_bot(kind, folder, far)) for kind in TURNS]
        for bot in bots:
            _turns(bot, far, 10)
        spent: dict[str, list[float]] = {bot.kind: [] for bot in bots}
        for _, bot in itertools.product(range(ROUNDS), bots):
            spent[bot.kind].append(_turns(bot, far, TURNS[bot.kind]))
    ratios = [ours / stock for ours, stock in zip(spent["loopback"], spent["stock"], strict=True)]
    guarded = [ours / stock for ours, stock in zip(spent["jwt"], spent["stock"], strict=True)]
    told = ", ".join(f"{kind} {median(times) * 1e3:.2f}" for kind, times in spent.items())
    note("teams.cpu_ms", f"a turn: {told}")
    yield Figure("teams.cpu", "x of stock echo", median(ratios), most=0.25)
    yield Figure("teams.cpu.jwt", "x of stock echo", median(guarded))


@contextmanager
def _bot(kind: str, folder: Path, far: str) -> Iterator[_Bot]:
    port = free_port()
    url = fill(folder / f"teams-{kind}.db", f"{far}emea/")
    command = ("-m", "benchmarks.teams_server", kind, str(port), far, url)
    with running(*command, core=SERVER_CORE, log=folder / f"teams-{kind}.log") as process:
        _ready(process, port)
        yield _Bot(kind, port)


def _ready(process: subprocess.Popen[bytes], port: int) -> None:
    ready(f"http://127.0.0.1:{port}/cpu", process)


def _turns(bot: _Bot, far: str, number: int) -> float:
    """Seconds of CPU a turn. That each sent exactly one activity is proved."""
    bearer = {"Authorization": f"Bearer {fetch(f'{far}jwt')}"} if bot.kind == "jwt" else {}
    headers = {"Content-Type": "application/json; charset=utf-8", **bearer}
    made = [http("/api/messages", json.dumps(_activity(far)).encode(), headers) for _ in range(number)]
    sent, cpu = counts(far).get("connector", 0), bot.cpu()
    load = asyncio.run(drive(bot.port, made, connections=1, seconds=LONGEST))
    cpu = bot.cpu() - cpu
    assert set(load.statuses) <= {b"200", b"201", b"202"}, (bot.kind, load.statuses)
    sent = counts(far).get("connector", 0) - sent
    assert sent == len(load.times), (bot.kind, sent, len(load.times))
    return cpu / len(load.times)


def _activity(far: str) -> Mapping[str, object]:
    """A message in the personal chat, as Teams sends it."""
    number, who, now = next(_numbers), TEAMS_MANAGER, datetime.now(UTC)
    info = {"locale": who.locale, "country": "GB", "platform": "Web", "timezone": who.zone, "type": "clientInfo"}
    return {
        "type": "message", "id": f"17900{number:08d}", "channelId": "msteams", "text": "partner",
        "textFormat": "plain", "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "localTimestamp": now.isoformat(timespec="milliseconds"), "localTimezone": who.zone,
        "serviceUrl": f"{far}emea/", "locale": who.locale,
        "from": {"id": who.user, "name": who.name, "aadObjectId": who.aad},
        "conversation": {"conversationType": "personal", "tenantId": who.tenant, "id": "a:bench"},
        "recipient": {"id": TEAMS_BOT, "name": "Tandem"}, "entities": [info],
        "channelData": {"tenant": {"id": who.tenant}},
    }  # fmt: skip
