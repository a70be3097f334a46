"""Page: a part of a list, and where the next part begins."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """`total` counts what the reader may see; `next` is the cursor of the next page, "" at the end."""

    items: tuple[T, ...]
    total: int
    next: str = ""


def number_in(said: str) -> int | None:
    """What a button carries; None where it is no such number, since what comes back may be made up."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else None


_DIGITS = 9
