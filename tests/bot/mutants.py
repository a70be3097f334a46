"""A program: reads mutated files, each in a fork with the child's limits, and prints what became of them."""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from random import Random

from bot.extraction import child, limits, markup, office, pdf
from tests.bot.paper import SAMPLES

LOADED = (markup, office, pdf)


def mutated(body: bytes, dice: Random) -> bytes:
    """Bytes turned, cut out, repeated or cut off."""
    made = bytearray(body)
    for _ in range(dice.choice((1, 2, 8, 64))):
        at = dice.randrange(len(made) or 1)
        match dice.randrange(5):
            case 0:
                made[at : at + 1] = dice.randbytes(1)
            case 1:
                del made[at : at + dice.randrange(64)]
            case 2:
                made[at:at] = made[at : at + dice.randrange(256)]
            case 3:
                made[at:at] = dice.choice(
                    (b"\0", b"\xff\xff\xff\xff", b"9" * 40, b"<" * 99, b"<!DOCTYPE a[<!ENTITY b 'c'>]>")
                )
            case _:
                if dice.random() < 0.1:
                    del made[at:]
    return bytes(made)


def fate(body: bytes) -> str:
    """In a process of its own: the reason, "read", or how it ended."""
    inlet, outlet = os.pipe()
    process = os.fork()
    if not process:
        os.close(inlet)
        child.limit()
        os.write(outlet, child.answer(body)[:60000])
        os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as told:
        said = told.read()
    _, status, used = os.wait4(process, 0)
    if status or used.ru_utime > limits.CPU + 2 or used.ru_maxrss * 1024 > limits.MEMORY:
        return f"passed its limits: {status} {used.ru_utime} {used.ru_maxrss}"
    answer = json.loads(said) if len(said) < 60000 else {}
    return str(answer.get("refused", "read"))


def main() -> None:
    """argv: how many, and the seed. What passes its limits is kept beside for whoever looks."""
    dice, found = Random(int(sys.argv[2])), Counter[str]()
    bodies = list(SAMPLES.values())
    for number in range(int(sys.argv[1])):
        body = mutated(bodies[number % len(bodies)], dice)
        outcome = fate(body)
        found[outcome] += 1
        if outcome.startswith("passed"):
            Path(sys.argv[3], f"mutant-{number}").write_bytes(body)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
