"""A kind of thing that is imported from a file, and what every import does alike, in the chat and at the desk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from domain.imports import Effect, Entry, Plan, Template
from domain.people import Can
from domain.sheets import Line, Mistake, read_lines
from storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """`name` is also the message `import-kind-NAME`. The header of a file tells its kind by `columns`.

    read       the cells of one line, by column, as a thing; Refusal where they are wrong
    key        what must not stand in a file twice, and what tells that a thing is there already
    present    all that is there, by that key
    differing  the columns in which the new one differs from the one that is there
    titled     a thing in a line of a list
    keep       adds the thing or changes the one that is there; for the audit, by whom
    prepare    what of `keep` others would wait for, and can be done beforehand, a few at a time, and twice
    """

    name: str
    columns: tuple[str, ...]
    example: tuple[str, ...]
    may: Can
    read: Callable[[Mapping[str, str], Store], T]
    key: Callable[[T], str]
    present: Callable[[Store], Mapping[str, T]]
    differing: Callable[[T, T], tuple[str, ...]]
    titled: Callable[[T], str]
    keep: Callable[[T, Store, datetime, str], object]
    prepare: Callable[[T, Store], object] | None = None

    @property
    def template(self) -> Template:
        """What a file of this kind looks like."""
        return Template(self.name, self.columns, self.example)


def plan_of(kind: Kind[Any], text: str, store: Store) -> Plan:
    """What the file would do now, line by line; nothing is done."""
    present = kind.present(store)
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    for found in read_lines(text, kind.columns, lambda cells: kind.read(cells, store), kind.key):
        if isinstance(found, Mistake):
            mistakes.append(found)
        else:
            entries.append(_entry(kind, found, present))
    return Plan(entries, mistakes)


def _entry(kind: Kind[Any], line: Line[Any], present: Mapping[str, Any]) -> Entry:
    there = present.get(kind.key(line.thing))
    columns = () if there is None else kind.differing(line.thing, there)
    effect = Effect.ADD if there is None else Effect.CHANGE if columns else Effect.NONE
    return Entry(line.number, line.thing, kind.titled(line.thing), effect, columns)


def carry_out(kind: Kind[Any], due: Iterable[Entry], store: Store, *, by: str, at: datetime) -> None:
    """Does what the plan said; `by` is a person's id, or whoever else acts."""
    for one in due:
        kind.keep(one.thing, store, at, by)
