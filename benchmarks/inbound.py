"""A read and a write through the whole of `tandem serve`, beside Bolt that does nothing."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, cycle
from statistics import median

from benchmarks.figures import Figure, note
from benchmarks.filling import READER, ROWS, WRITER
from benchmarks.load import Load, drive
from benchmarks.processes import cpu_seconds
from benchmarks.requests import command, many, submission
from benchmarks.stack import Bare, Tandem

EVENTS = "/slack/events"
ROUNDS = 5
SECONDS = 1.0
MOST_A_SECOND = 2000
"""More requests than this we do not answer in a second."""
TOGETHER = 16
RESTED, PAUSE = 40, 0.06
"""How many single requests, and the seconds between two of them."""


@dataclass(frozen=True)
class Kind:
    """What is asked: a template of it, the path at which the bare one answers it, how an answer proves itself."""

    name: str
    template: bytes
    bare_path: str
    proof: Callable[[bytes], bool]


@dataclass(frozen=True)
class Round:
    """Ours and the bare one, seconds apart; CPU in seconds a request, what follows the answer included."""

    ours: Load
    bare: Load
    our_cpu: float
    bare_cpu: float


def read(api: str) -> Kind:
    listed = command(READER, "/deal", "list", api)
    return Kind("read", listed, "/command", lambda body: body.count(b"deal-open") == ROWS)


def write() -> Kind:
    return Kind("write", submission(WRITER), "/view", lambda body: b"response_action" in body and b"errors" not in body)


def figures(tandem: Tandem, bare: Bare, api: str) -> Iterator[Figure]:
    """Of a read and of a write."""
    limits = {"read": (6.0, 0.15), "write": (9.0, 0.10)}
    kinds = (read(api), write())
    _warm(tandem, bare, kinds)
    _ceiling(bare, kinds[0])
    for kind in kinds:
        most, least = limits[kind.name]
        alone = [_round(kind, tandem, bare, connections=1) for _ in range(ROUNDS)]
        yield Figure(
            f"{kind.name}.p50", "x of bare Bolt", median(one.ours.p50 / one.bare.p50 for one in alone), most=most
        )
        _tell(kind.name, alone)
        _tell_rested(kind, tandem, bare)
        crowded = [_round(kind, tandem, bare, connections=TOGETHER) for _ in range(ROUNDS)]
        yield Figure(
            f"{kind.name}.rate16",
            "x of bare Bolt",
            median(one.ours.rate / one.bare.rate for one in crowded),
            least=least,
        )
        _tell(f"{kind.name}16", crowded)
    assert tandem.copies().keys() == {"sent"}, tandem.copies()


def _round(kind: Kind, tandem: Tandem, bare: Bare, *, connections: int) -> Round:
    again = cycle(many(kind.bare_path, kind.template, 100))
    before = cpu_seconds(bare.process)
    beside = asyncio.run(drive(bare.port, again, connections=connections, seconds=SECONDS))
    bare_cpu = (cpu_seconds(bare.process) - before) / len(beside.times)
    before = cpu_seconds(tandem.process)
    mine = ours(kind, tandem, connections=connections)
    return Round(mine, beside, (cpu_seconds(tandem.process) - before) / len(mine.times), bare_cpu)


def ours(kind: Kind, tandem: Tandem, *, connections: int, seconds: float = SECONDS) -> Load:
    """Until the courier has come to rest, too."""
    fresh = many(EVENTS, kind.template, int(MOST_A_SECOND * seconds))
    load = asyncio.run(drive(tandem.port, fresh, connections=connections, seconds=seconds))
    assert not load.failed, load.statuses
    assert kind.proof(load.sample), load.sample[:2000]
    tandem.drain()
    return load


def _warm(tandem: Tandem, bare: Bare, kinds: tuple[Kind, ...]) -> None:
    for kind in kinds:
        again = cycle(many(kind.bare_path, kind.template, 10))
        asyncio.run(drive(bare.port, again, connections=4, seconds=0.3))
        asyncio.run(drive(tandem.port, many(EVENTS, kind.template, 1), connections=1, seconds=1.0))
        ours(kind, tandem, connections=4, seconds=0.5)


def _ceiling(bare: Bare, kind: Kind) -> None:
    """How fast the load itself is, against aiohttp that answers nothing: it must not be what is measured."""
    for connections in (1, TOGETHER):
        again = cycle(many("/bare", kind.template, 100))
        load = asyncio.run(drive(bare.port, again, connections=connections, seconds=SECONDS))
        note(f"load.ceiling{connections}", f"p50 {load.p50 * 1e3:.3f} ms, {load.rate:.0f}/s")


def _tell(name: str, rounds: list[Round]) -> None:
    """The round in the middle, and CPU: what others do on this machine changes it least."""
    p50 = [median(getattr(one, side).p50 for one in rounds) * 1e3 for side in ("ours", "bare")]
    p10 = median(one.ours.p10 / one.bare.p10 for one in rounds)
    rate = [median(getattr(one, side).rate for one in rounds) for side in ("ours", "bare")]
    cpu = [median(getattr(one, side) for one in rounds) * 1e3 for side in ("our_cpu", "bare_cpu")]
    note(f"{name}.p50_ms", f"ours {p50[0]:.2f}, bare {p50[1]:.2f}; of the fastest tenth {p10:.1f}x")
    note(f"{name}.rate", f"ours {rate[0]:.0f}/s, bare {rate[1]:.0f}/s")
    note(f"{name}.cpu_ms", f"ours {cpu[0]:.2f}, bare {cpu[1]:.2f}: {cpu[0] / cpu[1]:.1f}x")


def _tell_rested(kind: Kind, tandem: Tandem, bare: Bare) -> None:
    """As people use it: between two of them the courier comes to rest, and does not share the core."""

    def rested(port: int, path: str) -> float:
        made = many(path, kind.template, RESTED)
        return asyncio.run(drive(port, made, connections=1, seconds=10.0, pause=PAUSE)).p50 * 1e3

    beside, mine = rested(bare.port, kind.bare_path), rested(tandem.port, EVENTS)
    tandem.drain()
    note(f"{kind.name}.rested_ms", f"ours {mine:.2f}, bare {beside:.2f}: {mine / beside:.1f}x")


# --- stalls ---

STALL_ROUNDS = 3
STALL_SECONDS = 3.0


def stalls(tandem: Tandem, api: str) -> Iterator[Figure]:
    """The longest stall of the loop under reads and writes; and that of the idle loop, which is the machine's own."""
    kinds, idle, busy = (read(api), write()), [], []
    for _ in range(STALL_ROUNDS):
        tandem.stall()
        asyncio.run(asyncio.sleep(STALL_SECONDS / 2))
        idle.append(tandem.stall() * 1e3)
        asyncio.run(_mixed(tandem, kinds))
        busy.append(tandem.stall() * 1e3)
        tandem.drain()
    note("stall.idle_ms", f"max {max(idle):.0f}, median {median(idle):.0f} (nothing asked: the machine's own)")
    note("stall.median_ms", f"{median(busy):.0f} of {STALL_ROUNDS} rounds")
    yield Figure("stall.max", "ms", max(busy), most=50)


async def _mixed(tandem: Tandem, kinds: tuple[Kind, ...]) -> None:
    half = int(MOST_A_SECOND * STALL_SECONDS / 4)
    mixed = chain.from_iterable(zip(*(many(EVENTS, kind.template, half) for kind in kinds), strict=True))
    load = await drive(tandem.port, mixed, connections=TOGETHER, seconds=STALL_SECONDS)
    assert not load.failed, load.statuses
