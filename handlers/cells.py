"""Cells of an imported file that several kinds have: a name, a list of what would be right."""

import re
from collections.abc import Iterable

from domain.refusal import Refusal

LONGEST = 200
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
"""No part of a name; PostgreSQL does not keep NUL."""
FORMULA = tuple("=+-@|%\uff1d\uff0b\uff0d\uff20")
"""With these a cell begins that a spreadsheet takes for a formula: no name does."""
_NAMED = 20


def name_of(text: str, *, longest: int = LONGEST) -> str:
    """In one line; Refusal where it is none, too long, or would be a formula elsewhere."""
    name = " ".join(text.split())
    if not name or len(name) > longest or _CONTROL.search(name):
        raise Refusal("import-name", limit=longest)
    if name.startswith(FORMULA):
        raise Refusal("import-formula", given=name)
    return name


def listed(words: Iterable[str]) -> str:
    """In order, and no more than a line of them."""
    names = sorted(words)
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
