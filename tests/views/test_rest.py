"""A card that is too long: nothing of it is lost, whatever it is made of and however little fits."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from views import rest
from views.translator import translator
from views.vocabulary import REF_LIMIT, Button, Buttons, Card, Fact, Facts, Note, Paragraph, Part, Row, Rows, said

T = translator("pl", "Europe/Warsaw")
NUMBERS = st.integers(0, 9)


def button(label: str) -> Button:
    return Button(said(label), "go")


PARTS: st.SearchStrategy[Part] = st.one_of(
    NUMBERS.map(lambda n: Paragraph(said(f"p{n}"))),
    NUMBERS.map(lambda n: Note(said(f"n{n}"))),
    st.lists(NUMBERS, min_size=1, max_size=8).map(
        lambda some: Facts(tuple(Fact(said(f"f{n}"), said("value")) for n in some))
    ),
    st.lists(NUMBERS, min_size=1, max_size=8).map(
        lambda some: Rows(tuple(Row(said(f"r{n}"), said("detail")) for n in some), button("more"))
    ),
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda some: Buttons(tuple(button(f"b{n}") for n in some))),
)
CARDS = st.lists(PARTS, min_size=1, max_size=12).map(
    lambda parts: Card(said("Deal"), said("Summary"), tuple(parts), rest=rest.button("b:deal-open:D-7K3QX", T))
)


def pieces(parts: Sequence[Part]) -> list[Part]:
    """What is shown, piece by piece; in a cut card without what brings the rest and the buttons that follow."""
    shown: list[Part] = []
    for part in parts:
        match part:
            case Facts(facts):
                shown += [Facts((fact,)) for fact in facts]
            case Rows(rows, more):
                shown += [*(Rows((row,)) for row in rows), *([Rows((), more)] if more else [])]
            case _:
                shown.append(part)
    return shown


def brings(part: Part) -> Button | None:
    return part.buttons[0] if isinstance(part, Buttons) and part.buttons[0].route == rest.ROUTE else None


@given(CARDS, st.integers(3, 20))
def test_page_after_page_the_whole_of_it_is_read_and_each_page_fits(card: Card, room: int):
    read: list[Part] = []
    page = card
    for _ in range(200):
        parts = rest.beginning(page, lambda parts: len(pieces(parts)) <= room)
        assert len(pieces(parts)) <= room
        at = next((at for at, part in enumerate(parts) if brings(part)), None)
        read += pieces(parts if at is None else parts[:at])
        if at is None:
            break
        more = brings(parts[at])
        assert more is not None
        number, _, source = more.ref.partition(":")
        assert source == "b:deal-open:D-7K3QX"
        assert int(number) == len(read)
        page = rest.after(card, int(number), T)

    assert read == pieces(card.parts)


@given(CARDS)
def test_what_fits_is_as_it_was(card: Card):
    assert rest.beginning(card, lambda _: True) is card.parts


def test_one_can_still_decide():
    decide = (Buttons((button("Approve"),)), Buttons((button("Reject"),)))
    card = Card(said("Deal"), said(""), (*[Paragraph(said("text"))] * 50, *decide))

    parts = rest.beginning(card, lambda parts: len(parts) <= 10)

    assert parts[-2:] == decide
    assert parts[-3] == Note(said(rest.CUT)), "nothing can bring the rest of what cannot be made again"
    assert len(parts) == 10


def test_what_is_asked_from_beyond_the_end_is_shown_whole():
    card = Card(said("Deal"), said("Summary"), (Paragraph(said("text")),), rest=rest.button("b:deal-open:D-7K3QX", T))

    for shown in (0, 1, 99):
        assert (again := rest.after(card, shown, T)) == card
        assert again.rest == card.rest


def test_a_way_that_is_too_long_for_a_button_gets_none():
    assert rest.button("b:deal-open:" + "x" * REF_LIMIT, T) is None
    kept = rest.button("x" * (REF_LIMIT - 8), T)
    assert kept is not None
    long = rest.after(replace(Card(said(""), said(""), (Paragraph(said("")),) * 9999), rest=kept), 9998, T).rest
    assert long is not None
    assert len(long.ref) <= REF_LIMIT
