"""A card that is longer than a platform takes: its beginning, and a button that brings the rest of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from views.translator import Translator
from views.vocabulary import REF_LIMIT, Button, Buttons, Card, Facts, Note, Part, Rows, said

ROUTE = "card-rest"
CUT = "…"
"""Stands where something is missing that nothing can bring."""

Piece = tuple[int, Part]
"""The least that is shown or not: a paragraph, a fact, a row; and the number of the part it is of."""


def button(source: str, t: Translator) -> Button | None:
    """For `Card.rest`: `source` is how the card is made again; None where that is too long for a button."""
    ref = f"0:{source}"
    return Button(t("show-all"), ROUTE, ref) if len(ref) <= REF_LIMIT - _DIGITS else None


_DIGITS = 5


def beginning(card: Card, fits: Callable[[Sequence[Part]], bool]) -> tuple[Part, ...]:
    """The parts where they fit; else as many of the first as do, then what brings the rest, then the last buttons."""
    if fits(card.parts):
        return card.parts
    pieces = tuple(_pieces(card.parts))
    last = _last_buttons(card.parts)
    if not fits(_cut(card, pieces, 1, last)):
        last = ()
    least, most = 1, max(len(pieces) - 1, 1)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_cut(card, pieces, middle, last)):
            least = middle
        else:
            most = middle - 1
    return _cut(card, pieces, least, last)


def after(card: Card, shown: int, t: Translator) -> Card:
    """What follows the first `shown` pieces; all of it where that would be nothing."""
    pieces = tuple(_pieces(card.parts))
    start = shown if 0 < shown < len(pieces) else 0
    summary = t("card-rest") if start else card.summary
    return replace(card, summary=summary, parts=_joined(pieces[start:]), rest=_further(card.rest, start))


def _cut(card: Card, pieces: Sequence[Piece], shown: int, last: tuple[Part, ...]) -> tuple[Part, ...]:
    more = _further(card.rest, shown)
    return (*_joined(pieces[:shown]), Buttons((more,)) if more else Note(said(CUT)), *last)


def _further(rest: Button | None, shown: int) -> Button | None:
    """The same, from so many pieces further on."""
    if rest is None:
        return None
    before, _, source = rest.ref.partition(":")
    return replace(rest, ref=f"{int(before) + shown}:{source}")


def _pieces(parts: Sequence[Part]) -> Iterator[Piece]:
    for number, part in enumerate(parts):
        match part:
            case Facts(facts):
                yield from ((number, Facts((one,))) for one in facts)
            case Rows(rows, more):
                yield from ((number, Rows((one,))) for one in rows)
                if more:
                    yield number, Rows((), more)
            case _:
                yield number, part


def _joined(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    return tuple(_whole([part for _, part in group]) for _, group in groupby(pieces, key=lambda piece: piece[0]))


def _whole(parts: Sequence[Part]) -> Part:
    match parts[0]:
        case Facts():
            return Facts(tuple(fact for part in parts if isinstance(part, Facts) for fact in part.facts))
        case Rows():
            rows = [part for part in parts if isinstance(part, Rows)]
            return Rows(tuple(row for part in rows for row in part.rows), rows[-1].more)
        case _:
            return parts[0]


def _last_buttons(parts: Sequence[Part]) -> tuple[Part, ...]:
    """One can still decide."""
    count = next((at for at, part in enumerate(reversed(parts)) if not isinstance(part, Buttons)), len(parts))
    return tuple(parts[len(parts) - count :])
