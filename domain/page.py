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
