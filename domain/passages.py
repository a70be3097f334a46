"""Passages: a long text in parts of a few paragraphs, so that what is found can be shown, and is about one thing."""

from collections.abc import Iterator

LENGTH = 3000
"""Characters of a passage at most."""


def passages(text: str) -> Iterator[str]:
    """The parts of the text in their order; one that is empty gives a single empty one."""
    start = 0
    while len(text) - start > LENGTH:
        end = _cut(text, start)
        yield text[start:end].strip()
        start = end
    yield text[start:].strip()


def _cut(text: str, start: int) -> int:
    """Behind the last paragraph, line, sentence or word that is whole, as far as half of it is left."""
    part = text[start : start + LENGTH]
    for sign in ("\n\n", "\n", ". ", " "):
        at = part.rfind(sign, LENGTH // 2)
        if at > 0:
            return start + at + len(sign)
    return start + LENGTH
