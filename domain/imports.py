"""What a dropped file would do, line by line: found out before anything is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from domain.sheets import Mistake


class Effect(StrEnum):
    """What a line does to what is there."""

    ADD = "add"
    CHANGE = "change"
    NONE = "none"


class State(StrEnum):
    """What became of a dropped file; it can be applied while it is open."""

    OPEN = "open"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Template:
    """What a file of this kind looks like: its columns, and a line of example."""

    kind: str
    columns: tuple[str, ...]
    example: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One right line: what it is about, in words, and for a change the columns that differ."""

    line: int
    thing: Any
    name: str
    effect: Effect
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many lines there are of each."""

    added: int = 0
    changed: int = 0
    refused: int = 0


NONE = Counts()


@dataclass(frozen=True)
class Plan:
    """A dry run. `entries` and `mistakes` are in the order of the lines."""

    entries: Sequence[Entry] = ()
    mistakes: Sequence[Mistake] = field(default=())

    @cached_property
    def due(self) -> Sequence[Entry]:
        """What there is to be done: changes first, as they deserve a look."""
        changes = [one for one in self.entries if one.effect is Effect.CHANGE]
        return (*changes, *(one for one in self.entries if one.effect is Effect.ADD))

    @property
    def counts(self) -> Counts:
        changed = sum(one.effect is Effect.CHANGE for one in self.due)
        return Counts(added=len(self.due) - changed, changed=changed, refused=len(self.mistakes))

    @property
    def broken(self) -> bool:
        """Whether the file could not be read to its end: none of it is then imported."""
        return any(mistake.fatal for mistake in self.mistakes)

    @property
    def possible(self) -> bool:
        """Whether there is something to be done, and nothing against it."""
        return bool(self.due) and not self.broken

    @property
    def lines(self) -> int:
        """How many there are, the header and empty ones apart."""
        return len(self.entries) + len(self.mistakes)

    @cached_property
    def digest(self) -> str:
        """The same as long as the same would happen."""
        done = [(one.line, one.effect.value, one.columns) for one in self.entries]
        wrong = [(one.line, one.refusal.reason) for one in self.mistakes]
        return hashlib.sha256(repr((done, wrong)).encode()).hexdigest()
