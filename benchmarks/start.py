"""From the start of `tandem serve` with Slack alone until it is alive, beside the bare imports of the same modules."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import inbound, stack
from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from benchmarks.load import drive
from benchmarks.processes import HOUSE, SERVER_CORE, cpu_seconds, end, free_port, pin, ready, running
from benchmarks.requests import many

ROUNDS = 5
UNWANTED = ("botbuilder", "botframework", "msrest", "dateparser")
OURS = ("bot", "handlers", "views", "storage", "domain", "locales", "benchmarks", "tests")


@dataclass(frozen=True)
class _Took:
    """By the clock, and of CPU."""

    seconds: float
    cpu: float


def figures(folder: Path, far: str) -> Iterator[Figure]:
    """Without our own modules in what it is compared with: those are ours to keep small."""
    url = fill(folder / "start.db")
    names = _imported(folder, far, url)
    listed = folder / "modules.txt"
    listed.write_text("\n".join(names))
    rounds = [(_imports(listed), _start(folder, far, url)) for _ in range(ROUNDS)]
    _tell(len(names), rounds)
    ratio = median(start.seconds / bare.seconds for bare, start in rounds)
    yield Figure("start.ready", "x of its imports", ratio, most=1.3)
    unwanted = sorted({name.partition(".")[0] for name in names} & set(UNWANTED))
    note("start.unwanted", ", ".join(unwanted) or "none")
    yield Figure("start.unwanted", "modules", len(unwanted), most=0)
    _first_answer(folder, far)


def _tell(modules: int, rounds: Sequence[tuple[_Took, _Took]]) -> None:
    bare, start = (median(pair[side].seconds for pair in rounds) * 1e3 for side in (0, 1))
    note("start.ms", f"to ready {start:.0f}, imports of {modules} modules alone {bare:.0f}")
    bare, start = (median(pair[side].cpu for pair in rounds) * 1e3 for side in (0, 1))
    note("start.cpu_ms", f"to ready {start:.0f}, imports alone {bare:.0f}: {start / bare:.2f}x")


def _imported(folder: Path, far: str, url: str) -> list[str]:
    """The modules of a start, in their order: the standard library's and third parties'."""
    file, port, ops = folder / "sys_modules.txt", free_port(), free_port()
    settings = stack.slack_only(url, f"{far}api/", port, ops)
    command = ("-m", "benchmarks.served", "modules", str(file))
    with running(*command, core=SERVER_CORE, log=folder / "start.log", settings=settings) as process:
        ready(f"http://127.0.0.1:{ops}/livez", process)
    return [name for name in file.read_text().split() if name.partition(".")[0] not in {*OURS, "__main__"}]


def _start(folder: Path, far: str, url: str) -> _Took:
    port, ops = free_port(), free_port()
    settings = stack.slack_only(url, f"{far}api/", port, ops)
    began = time.perf_counter()
    with running(*stack.SERVE, core=SERVER_CORE, log=folder / "start.log", settings=settings) as process:
        ready(f"http://127.0.0.1:{ops}/livez", process, beat=0.005)
        return _Took(time.perf_counter() - began, cpu_seconds(process))


def _imports(listed: Path) -> _Took:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.imports", str(listed)],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    pin(SERVER_CORE, process.pid)
    assert process.stdout is not None
    said = process.stdout.readline()
    took = _Took(time.perf_counter() - began, cpu_seconds(process))
    end(process)
    assert said == b"imported\n", said
    return took


def _first_answer(folder: Path, far: str) -> None:
    """The first request after the start: what is put off until then stalls the loop."""
    with stack.tandem(folder, f"{far}api/") as tandem:
        tandem.stall()
        first = many(inbound.EVENTS, inbound.read(f"{far}api/").template, 1)
        load = asyncio.run(drive(tandem.port, first, connections=1, seconds=10))
        note("start.first_answer_ms", f"{load.p50 * 1e3:.0f}, the loop stalled {tandem.stall() * 1e3:.0f}")
