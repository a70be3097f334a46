"""What a transaction that only looks has read already: nothing changes in it, so nothing is asked for twice."""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Memory = dict[object, Any]
"""By method and arguments. None in its place: a transaction that writes must look again each time."""

P = ParamSpec("P")
T = TypeVar("T")


class _Repository(Protocol):
    _memory: Memory | None


R = TypeVar("R", bound=_Repository)


def read_once(method: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """The same answer for the same arguments; the courier words a round's copies from one reading of each thing."""

    def remembered(self: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if self._memory is None:
            return method(self, *args, **kwargs)
        asked = (remembered, args, tuple(kwargs.items()))
        if asked not in self._memory:
            self._memory[asked] = method(self, *args, **kwargs)
        answer: T = self._memory[asked]
        return answer

    update_wrapper(remembered, method)
    return remembered


def foretell(memory: Memory | None, method: object, answers: Mapping[tuple[object, ...], object]) -> None:
    """What `method`, one that is read once, answers to each of these arguments: many were read by one statement."""
    if memory is not None:
        memory.update({(method, given, ()): answer for given, answer in answers.items()})
