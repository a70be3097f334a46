"""What is done for many at once: one that is at fault is left out, and stops none of the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from storage.store import Store

T = TypeVar("T")


def together(
    some: Sequence[T], do: Callable[[Sequence[T]], object], store: Store, *, about: Callable[[T], str]
) -> bool:
    """Does it for all of them; whether it was done for any.

    Where it fails, it is undone and done for each half by itself, down to the one at fault: `store.failed` has that by
    what it is `about`, an id.
    """
    fault = store.tried(lambda: do(some)) if some else None
    if fault is None:
        return bool(some)
    if len(some) == 1:
        store.failed[about(some[0])] = fault
        return False
    half = len(some) // 2
    done = [together(part, do, store, about=about) for part in (some[:half], some[half:])]
    return any(done)


def each(do: Callable[[T], object]) -> Callable[[Sequence[T]], None]:
    """The same for all of them, one after another."""

    def all_of(some: Sequence[T]) -> None:
        for one in some:
            do(one)

    return all_of


def in_parts(
    find: Callable[[int], Sequence[T]],
    size: int,
    do: Callable[[Sequence[T]], object],
    store: Store,
    *,
    about: Callable[[T], str],
) -> bool:
    """Does it for the next `size`, which `find` gives beyond so many; whether there may be more.

    What is at fault is found again: where it is all that was found, those behind it come next.
    """
    beyond = 0
    while some := find(beyond):
        if together(some, do, store, about=about):
            return len(some) == size
        beyond += len(some)
    return False
