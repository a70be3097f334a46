"""documents.toml, and documents.csv: what a folder of files says of each of them."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from domain.documents import LONGEST_NOTE, LONGEST_TITLE, Circle, Shelf, Sort
from domain.programme import Key, Language, PartnerType, Programme
from domain.sheets import rows_of

NAMES = ("documents.toml", "documents.csv")
"""How the file is called that describes the others."""

_Line = StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^\P{Cc}*$")
_LISTS = frozenset({"languages", "regions", "tiers", "partner_types", "partners"})


class Described(BaseModel):
    """One file, as it is described. `key` is its place in the folder where it has no other."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file: Annotated[str, _Line, StringConstraints(max_length=300)]
    key: Annotated[str, StringConstraints(max_length=300, pattern=r"^\P{Cc}*$")] = ""
    title: Annotated[str, _Line, StringConstraints(max_length=LONGEST_TITLE)]
    kind: Sort
    owner: Annotated[str, _Line]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    product: str = ""
    regions: tuple[Key, ...] = ()
    tiers: tuple[Key, ...] = ()
    partner_types: tuple[PartnerType, ...] = ()
    partners: tuple[Key, ...] = ()
    view: Circle = Circle.PARTNERS
    download: Circle = Circle.PARTNERS
    edit: Circle = Circle.OWNER
    customers: bool = False
    review_days: Annotated[int, Field(ge=0, le=3650)] = 0
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE, pattern=r"^[^\x00]*$")] = ""
    counts_from: datetime | None = Field(None, alias="from")

    @property
    def called(self) -> str:
        """Its key."""
        return self.key or self.file

    @property
    def shelf(self) -> Shelf:
        """Who reads it."""
        return Shelf(
            view=self.view,
            regions=frozenset(self.regions),
            tiers=frozenset(self.tiers),
            partner_types=frozenset(self.partner_types),
            partners=frozenset(self.partners),
        )


@dataclass(frozen=True)
class Wrong:
    """What cannot be taken: the file, or the place in the description, and why."""

    name: str
    why: str


def read_toml(text: str) -> Iterator[Described | Wrong]:
    """A table [[documents]] a file; what stands in [defaults] is said of each that does not say otherwise."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield Wrong(NAMES[0], f"This is not valid TOML: {error}.")
        return
    tables, defaults = said.pop("documents", []), said.pop("defaults", {})
    if said or not _are_tables(tables) or not isinstance(defaults, dict):
        yield Wrong(NAMES[0], "It holds [[documents]], and perhaps [defaults], and nothing else.")
        return
    yield from _read({**defaults, **table} for table in tables)


def _are_tables(tables: object) -> bool:
    return isinstance(tables, list) and all(isinstance(table, dict) for table in tables)


def read_csv(text: str) -> Iterator[Described | Wrong]:
    """A line a file, under the same names; in a list, words stand apart. An empty cell says nothing."""
    try:
        rows = [cells for _, cells in rows_of(text) if any(cells)]
    except csv.Error as error:
        yield Wrong(NAMES[1], f"This cannot be read as CSV: {error}.")
        return
    yield from _read(_named(rows[0], cells) for cells in rows[1:])


def _named(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, object]:
    told = ((name.casefold(), cell) for name, cell in zip_longest(header, cells, fillvalue="") if cell)
    return {name: cell.split() if name in _LISTS else cell for name, cell in told}


def _read(tables: Iterable[Mapping[str, object]]) -> Iterator[Described | Wrong]:
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        name = str(table.get("file", "")) or f"entry {number}"
        try:
            one = Described.model_validate(table)
        except ValidationError as error:
            yield Wrong(name, _said(error))
            continue
        if one.called in seen:
            yield Wrong(name, f'"{one.called}" is described twice.')
        else:
            seen.add(one.called)
            yield one


def _said(error: ValidationError) -> str:
    return " ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg'].rstrip('.')}." for one in error.errors())


def unknown(one: Described, programme: Programme) -> str:
    """What it names that the programme has not; "" where there is nothing."""
    asked: Iterable[tuple[str, Iterable[str], Iterable[str]]] = (
        ("regions", one.regions, programme.regions),
        ("tiers", one.tiers, programme.tiers),
        ("partner_types", one.partner_types, programme.partner_types),
        ("partners", one.partners, [partner.key for partner in programme.partners]),
        ("product", filter(None, [one.product]), programme.products),
    )
    return " ".join(
        f'{name}: the programme has no "{key}".' for name, keys, known in asked for key in keys if key not in known
    )
