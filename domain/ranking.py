"""How well a passage answers: BM25, counted by what the reader may read and nothing else.

What somebody may not read must not move what they find, so no count here comes from beyond their wall.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from domain.words import Way, Word

_SATURATION, _LENGTHS = 1.2, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, 2009)."""
TITLE = 3
"""A term in the title counts as much as so many in the text."""
SHORT = 3
"""Of so many words that say something, all are wanted; who types more has asked a question."""


@dataclass(frozen=True)
class Counts:
    """Of the passages in one language that a reader may read: how many, their length, and in how many a term is."""

    passages: int
    length: float
    of: Mapping[str, int]

    def weight(self, ways: Sequence[Way]) -> float:
        """What a word says: the more, the fewer passages it is in."""
        among = min(self.among(ways), self.passages)
        return log(1 + (self.passages - among + 0.5) / (among + 0.5))

    def among(self, ways: Sequence[Way]) -> int:
        """In how many passages it is, at most."""
        return sum(min(self.of.get(term, 0) for term in way) for way in ways)

    def here(self, ways: Sequence[Way]) -> tuple[Way, ...]:
        """The ways in which it is there at all."""
        return tuple(way for way in ways if all(term in self.of for term in way))


@dataclass(frozen=True)
class Sought:
    """A word as it can be found, and what it says."""

    ways: tuple[Way, ...]
    weight: float
    common: bool
    among: int


@dataclass(frozen=True)
class Look:
    """What is looked for in one language, on which racks; `known` is how much of it is there at all, from 0 to 1."""

    language: str
    racks: tuple[int, ...]
    counts: Counts
    sought: tuple[Sought, ...]
    known: float

    @property
    def telling(self) -> tuple[Sought, ...]:
        """The words that say something; all of them where none does."""
        return tuple(one for one in self.sought if not one.common) or self.sought


def look(language: str, racks: Sequence[int], words: Sequence[Word], counts: Counts) -> Look:
    """What of these words can be found."""
    sought = []
    for word in words:
        ways = counts.here(word.ways)
        if ways:
            sought.append(Sought(ways, counts.weight(ways), word.common, counts.among(ways)))
    telling = [word for word in words if not word.common] or list(words)
    there = sum(bool(counts.here(word.ways)) for word in telling)
    return Look(language, tuple(racks), counts, tuple(sought), there / len(telling) if telling else 0.0)


def essential(sought: Sequence[Sought], most: int) -> tuple[Sought, ...]:
    """The words by which the best are found: the rarest, as long as they are in `most` passages together."""
    chosen: list[Sought] = []
    left = most
    for one in sorted(sought, key=lambda one: (one.among, one.ways)):
        if chosen and one.among > left:
            break
        chosen.append(one)
        left -= one.among
    return tuple(chosen)


def scorer(look: Look) -> Callable[[str, str, int], float]:
    """Scores a passage, by the terms of its title and its text; each of them has a space before and one behind."""
    wanted = [(one.weight * (_SATURATION + 1), [_spaced(way) for way in one.ways]) for one in look.sought]
    fixed = _SATURATION * (1 - _LENGTHS)
    slope = _SATURATION * _LENGTHS / look.counts.length if look.counts.length else 0.0

    def score(title: str, terms: str, length: int) -> float:
        text = title * TITLE + terms
        count = text.count
        norm = fixed + slope * length
        total = 0.0
        for weight, ways in wanted:
            times = 0
            for first, others in ways:
                here = count(first)
                if others and here:
                    here = min(here, *map(count, others))
                times = max(times, here)
            if times:
                total += weight * times / (times + norm)
        return total

    return score


def _spaced(way: Way) -> tuple[str, tuple[str, ...]]:
    """Its first term, and the others."""
    first, *others = (f" {term} " for term in way)
    return first, tuple(others)
