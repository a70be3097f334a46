"""What was drawn last: a card that goes to many is drawn once for its platform."""

from collections.abc import Callable
from typing import Generic, TypeVar

from views.vocabulary import Card

T = TypeVar("T")

KEPT = 32
"""Cards that are remembered: one a language and zone of a broadcast, and what is told between."""


class Drawn(Generic[T]):
    """`draw`, which asks it for the very same card only once."""

    def __init__(self, draw: Callable[[Card], T]) -> None:
        self._draw = draw
        self._kept: dict[int, tuple[Card, T]] = {}

    def __call__(self, card: Card) -> T:
        """What was drawn; not to be changed."""
        found = self._kept.pop(id(card), None)
        if found is None or found[0] is not card:
            found = card, self._draw(card)
        self._kept[id(card)] = found
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return found[1]
