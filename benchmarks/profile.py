"""Where a read and a write spend their time: `python -m benchmarks.profile`; for whoever makes them faster."""

import asyncio
import pstats
import signal
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from benchmarks import inbound, stack
from benchmarks.load import drive
from benchmarks.processes import OTHER_CORE, pin
from benchmarks.requests import many

LINES = 10
SECONDS = 6.0
OURS = r"/(bot|handlers|views|storage|domain)/[a-z_/]*\.py"


def main(out: TextIO = sys.stdout) -> None:
    pin(OTHER_CORE)
    with tempfile.TemporaryDirectory() as name, stack.far_side(Path(name)) as far:
        for kind in (inbound.read(f"{far}api/"), inbound.write()):
            file = Path(name) / kind.name
            with stack.tandem(Path(name), f"{far}api/", "-m", "benchmarks.served", "profile", str(file)) as tandem:
                for _ in range(2):  # the first one reads all languages, and is late
                    asyncio.run(drive(tandem.port, many(inbound.EVENTS, kind.template, 50), connections=1, seconds=2.0))
                tandem.process.send_signal(signal.SIGUSR1)
                answered = len(inbound.ours(kind, tandem, connections=1, seconds=SECONDS).times)
            print(f"\n===== {kind.name}: {answered} requests, seconds of CPU, the courier included", file=out)
            _tell(file, out)


def _tell(file: Path, out: TextIO) -> None:
    stats = pstats.Stats(str(file), stream=out)
    stats.sort_stats("tottime").print_stats(LINES)
    stats.sort_stats("cumulative").print_stats(OURS, 3 * LINES)


if __name__ == "__main__":
    main()
