"""Acts: what an auditor will ask about, in one chain, in which each row is sealed with the one before."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

OPERATOR = "operator"
"""Who acts at the command line: whoever may read the settings."""
TANDEM = ""
"""Who acts by the clock."""
DENIED = "denied"
"""What is noted where a right was missing; `about` is then the route."""
START = "0" * 64
"""What the first row is sealed with."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Act:
    """`who` is a person's id, OPERATOR, TANDEM or a commitment to an account; `what` a short word of ours.

    `about` is the id of what it was done to, `detail` canonical JSON of codes and commitments, never what was typed.
    `n` counts from 1 without a gap.
    """

    n: int
    at: datetime
    who: str
    what: str
    about: str
    partner: str = ""
    detail: str = ""
    seal: str = ""


Kept = tuple[int, int, str, str, str, str, str, str]
"""A row as it is kept: n, microseconds since 1970, who, what, about, partner, detail, seal."""


@dataclass(frozen=True)
class Head:
    """How many rows there are, and the seal of the last one: what to keep where the database's owner cannot write."""

    count: int
    seal: str

    def __str__(self) -> str:
        return f"{self.count}:{self.seal}"


EMPTY = Head(0, START)


@dataclass(frozen=True)
class Fault:
    """The first row that is not as it was, and in a word why: changed, missing, or another than the head says."""

    n: int
    why: str


def canonical(value: object) -> str:
    """The one spelling of a value as JSON: sorted names, no spaces, every sign as itself."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sealed(before: str, act: Act) -> str:
    """SHA-256, in hex, over the seal before and the canonical JSON of the row."""
    at = (act.at - _EPOCH) // _MICROSECOND
    return seal_of(before, (act.n, at, act.who, act.what, act.about, act.partner, act.detail))


def seal_of(before: str, row: Sequence[object]) -> str:
    """The same, of a row as it is kept, without its seal."""
    return _hash(before, row)


def commitment(salt: str, value: object) -> str:
    """What stands in the chain in place of something personal: without the salt nobody can try what it was."""
    return _hash(salt, value)


def _hash(before: str, value: object) -> str:
    return hashlib.sha256((before + canonical(value)).encode(errors="surrogatepass")).hexdigest()


def first_fault(rows: Iterable[Kept], head: Head | None = None) -> tuple[Fault | None, Head]:
    """The first bad row, if there is one, and the head up to there; `rows` in their order, each with its seal.

    Without a `head` that was kept elsewhere nobody can tell a log whose end was cut off or made anew from the start.
    """
    count, before = 0, START
    for n, *row, seal in rows:
        count += 1
        if n != count:
            return Fault(count, "missing"), Head(count - 1, before)
        if seal != seal_of(before, (n, *row)):
            return Fault(n, "changed"), Head(count - 1, before)
        before = seal
        if head is not None and n == head.count and seal != head.seal:
            return Fault(n, "rewritten"), Head(count, before)
    if head is not None and count < head.count:
        return Fault(count + 1, "missing"), Head(count, before)
    return None, Head(count, before)


def read_head(text: str) -> Head:
    """As `tandem audit head` printed it; ValueError where it cannot be one."""
    count, _, seal = text.strip().partition(":")
    if not (count.isascii() and count.isdecimal() and len(seal) == len(START) and set(seal) <= set("0123456789abcdef")):
        raise ValueError("a head is COUNT:SEAL, as `tandem audit head` prints it")
    return Head(int(count), seal)
