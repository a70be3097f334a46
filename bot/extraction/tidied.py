"""A text as it is kept: without signs that nobody sees, and without large gaps."""

import re

UNPRINTED = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Only from the first of many blanks on: from each of them it would take as long as their number, squared.
_GAPS = re.compile(r"(?<![ \t])[ \t]*\n\s*\n\s*|[ ]{2,}")


def tidy(text: str) -> str:
    """Without signs that nobody sees, and with one empty line where there are many."""
    return _GAPS.sub(_gap, UNPRINTED.sub(" ", text)).strip()


def _gap(found: re.Match[str]) -> str:
    return "\n\n" if "\n" in found[0] else " "
