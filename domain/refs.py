"""Refs as people type them: D-7K3QX of a deal, A-7K3QX of an announcement, F-7K3QX of a document."""

import re

_SIGNS = "[0-9A-Za-z]{5}"
# What phones make of a dash and of quotes, and what is copied has around it.
_DASH = "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"
QUOTES = "\"'`«»\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a"
_QUOTES = f"[{QUOTES}]*"
_DASHED = re.compile(f"{_QUOTES}([A-Za-z]){_DASH}({_SIGNS}){_QUOTES}")
_BARE = re.compile(f"([A-Za-z])({_SIGNS})")
_LOOKALIKES = str.maketrans("OILU", "011V")


def ref_in(text: str, letter: str, *, bare: bool = True) -> str | None:
    """In any case, with any dash, in quotes, O for 0 and I or L for 1; None where it is none of this letter.

    `bare`: without the dash too; in quotes that is somebody's name.
    """
    text = text.strip()
    found = _DASHED.fullmatch(text) or (_BARE.fullmatch(text) if bare else None)
    if found is None or found[1].upper() != letter:
        return None
    return f"{letter}-{found[2].upper().translate(_LOOKALIKES)}"
