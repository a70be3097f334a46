"""What changes from one programme to the next, as lines a person can check before saying yes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from domain.programme import Programme

Tree = Mapping[str, object]
# Where each member is told by itself, even when all of it is new; and the order of members means something:
# forms show products as the programme lists them.
_ORDERED = ("tiers", "regions", "products", "deal_types", "stages", "workspaces", "deal_desks", "partners")


@dataclass(frozen=True)
class Change:
    """`old` is None for what is added, `new` for what is removed."""

    path: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        if self.old is None:
            return f"added    {self.path}: {self.new}"
        if self.new is None:
            return f"removed  {self.path}: {self.old}"
        return f"changed  {self.path}: {self.old} -> {self.new}"


def changes(old: Programme | None, new: Programme) -> tuple[Change, ...]:
    """In the order of the new programme; empty where both say the same."""
    return tuple(_between("", _tree(old) if old else {}, _tree(new)))


def _tree(programme: Programme) -> Tree:
    """The programme as nested mappings: what has a name is found by it, an approval rule by its position."""
    tree = programme.model_dump(exclude_none=True)
    tree["approvals"] = {f"[{at}]": rule for at, rule in enumerate(tree["approvals"])}
    windows = {f"[{at}]": window for at, window in enumerate(tree["protection"]["windows"])}
    tree["protection"] = {f"windows{place}": window for place, window in windows.items()} | {
        name: tree["protection"][name] for name in ("extensions", "keep_when_won")
    }
    tree["workspaces"] = {f"[{one['platform']}/{one['tenant']}]": one for one in tree["workspaces"]}
    desks = {f"[{desk.get('region', '')}]": desk for desk in tree["deal_desks"]}
    tree["deal_desks"] = desks
    tree["partners"] = {f"[{partner['key']}]": partner for partner in tree["partners"]}
    return tree


def _between(path: str, old: Tree, new: Tree) -> Iterator[Change]:
    for key in [*new, *(key for key in old if key not in new)]:
        yield from _change(_joined(path, key), old.get(key), new.get(key))
    shared_before, shared_now = [key for key in old if key in new], [key for key in new if key in old]
    if path in _ORDERED and shared_before != shared_now:
        yield Change(f"{path} (order)", ", ".join(shared_before), ", ".join(shared_now))


def _change(path: str, old: object, new: object) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _between(path, old, new)
    elif old is None and isinstance(new, Mapping) and path in (*_ORDERED, "approvals"):
        yield from _between(path, {}, new)
    elif old != new:
        yield Change(path, _shown(old), _shown(new))


def _joined(path: str, key: str) -> str:
    return f"{path}{key}" if not path or key.startswith("[") else f"{path}.{key}"


def _shown(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(part)}" for key, part in value.items())
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(f"{_shown(part)}" for part in value) or "none"
    return str(value)
