"""Absences that not the person but a calendar, say, knows of: stretches of time, and what is left of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class Stretch:
    """From `since` up to, not including, `until`."""

    since: datetime
    until: datetime


def left_over(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What these cover together, in their order and none touching another, without what is taken."""
    found = list(_together(stretches))
    for other in _together(taken):
        found = [piece for one in found for piece in _without(one, other)]
    return tuple(found)


def from_now_on(stretches: Iterable[Stretch], at: datetime) -> tuple[Stretch, ...]:
    """What of them is not past."""
    return tuple(Stretch(max(one.since, at), one.until) for one in stretches if one.until > at)


def _together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    begun: Stretch | None = None
    for one in sorted(one for one in stretches if one.since < one.until):
        if begun and one.since <= begun.until:
            begun = Stretch(begun.since, max(begun.until, one.until))
        else:
            if begun:
                yield begun
            begun = one
    if begun:
        yield begun


def _without(one: Stretch, other: Stretch) -> Iterator[Stretch]:
    pieces = (Stretch(one.since, min(one.until, other.since)), Stretch(max(one.since, other.until), one.until))
    return (piece for piece in pieces if piece.since < piece.until)
